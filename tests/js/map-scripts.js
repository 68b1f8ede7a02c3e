// Scripts of the map, loaded as the browser loads them, one after another, sharing one global; and bytes and values
// to try them on.
"use strict";

const { readFileSync } = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const STATIC = path.join(__dirname, "../../src/geo_tensions/mapping/static");

/** @param {string} name */
const read = (name) => readFileSync(path.join(STATIC, name), "utf8");

/**
 * @param {string[]} names scripts without their ending, after `namespace`
 * @param {Record<string, unknown>} [page] what they find of a browser
 * @returns {any} the global `GeoTensions`
 */
function load(names, page = {}) {
  const context = vm.createContext({ console, TextDecoder, ...page });
  vm.runInContext("globalThis.window = globalThis", context);
  for (const name of ["namespace", ...names]) {
    vm.runInContext(read(`${name}.js`), context, { filename: `${name}.js` });
  }
  return vm.runInContext("GeoTensions", context);
}

/** Plain objects of this realm, so that they compare with those written in a test. */
const plain = (/** @type {unknown} */ value) => JSON.parse(JSON.stringify(value));

/** Numbers that look random and are the same in every run. */
function numbers(seed = 1) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Timers that pass when the test says so.
 */
function clock() {
  /** @type {Map<number, {at: number, work: () => void}>} */
  const waiting = new Map();
  let now = 0;
  let last = 0;
  return {
    page: {
      setTimeout(/** @type {() => void} */ work, wait = 0) {
        last += 1;
        waiting.set(last, { at: now + wait, work });
        return last;
      },
      clearTimeout: (/** @type {number} */ id) => waiting.delete(id),
    },
    /** @param {number} ms */
    pass(ms) {
      now += ms;
      for (const [id, { at, work }] of [...waiting]) {
        if (at <= now && waiting.delete(id)) {
          work();
        }
      }
    },
  };
}

const COLUMNS = {
  start: Int32Array,
  end: Int32Array,
  lon: Float32Array,
  lat: Float32Array,
  radius: Float32Array,
  kind: Uint8Array,
  evidence: Uint8Array,
  place: Uint8Array,
  lane: Uint8Array,
  flags: Uint16Array,
  event: Uint32Array,
  missiles: Uint16Array,
};

/**
 * Columns as Python writes them.
 * @param {Record<string, number>[]} rows
 * @param {Record<string, unknown>} [change] of the header
 * @returns {ArrayBuffer}
 */
function columns(rows, change = {}) {
  const described = [];
  const parts = [];
  let offset = 0;
  for (const [name, Type] of Object.entries(COLUMNS)) {
    const values = Type.from(rows.map((row) => row[name] ?? 0));
    const bytes = new Uint8Array(values.buffer);
    const dtype = Type.name.replace("Array", "").toLowerCase();
    described.push({ name, dtype, offset, length: rows.length });
    const padded = new Uint8Array(Math.ceil(bytes.length / 8) * 8);
    padded.set(bytes);
    parts.push(padded);
    offset += padded.length;
  }
  const header = {
    ...{ n: rows.length, columns: described, kinds: [], domains: [], lanes: [""], evidence: ["official"], place: ["exact"] },
    ...{ extent: [0, 1], cutoff: { incidents: "2026-02-16" }, data_version: "1+abc", ...change },
  };
  let text = JSON.stringify(header);
  text += " ".repeat((8 - ((Buffer.byteLength(text) + 8) % 8)) % 8);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(text));
  const all = Buffer.concat([Buffer.from("GTC1"), length, Buffer.from(text), ...parts]);
  return all.buffer.slice(all.byteOffset, all.byteOffset + all.length);
}

/** A state as a map begins with. @param {Record<string, unknown>} [change] */
const state = (change = {}) => ({
  ...{ window: { from: 0, to: 10 }, mode: "window", playing: false, speed: 1, mask: null, hidden: null },
  ...{ layers: { land: true, routes: true }, perspective: "neutral", selected: null, hover: -1 },
  ...{ view: { lat: 43.5, lon: 143, zoom: 4.5 }, theme: "light", basemap: null, ...change },
});

module.exports = { STATIC, read, load, plain, numbers, clock, columns, state };
