// The parts of the time bar that need no page, loaded as the browser loads them: one after another, sharing one global.
"use strict";

const { readFileSync } = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const STATIC = path.join(__dirname, "../../src/geo_tensions/mapping/static");
const SCRIPTS = ["namespace", "time", "store", "dom", "tally", "steps", "axis", "histogram", "lanes", "timebrush", "timezoom", "timepaint", "timetip"]
  .concat(["timecontrols", "play", "keys"])
  .map((name) => `${name}.js`);

/**
 * @param {Record<string, unknown>} [page] what a script finds of the browser
 * @returns {any} the global `GeoTensions`
 */
function load(page = {}) {
  const context = vm.createContext({ console, ...page });
  for (const name of SCRIPTS) {
    vm.runInContext(readFileSync(path.join(STATIC, name), "utf8"), context, { filename: name });
  }
  return vm.runInContext("GeoTensions", context);
}

/** Plain objects of this realm, so that they compare with those written in a test. */
const plain = (/** @type {unknown} */ value) => JSON.parse(JSON.stringify(value));

/**
 * Columns of made-up rows, in order of start.
 * @param {any} GeoTensions
 * @param {{start: string, end?: string, kind?: number, event?: number, lane?: number, flags?: number}[]} rows
 */
function dataOf(GeoTensions, rows) {
  const { minute, DAY } = GeoTensions.time;
  const list = (/** @type {(row: any, index: number) => number} */ read) => rows.map(read);
  return {
    n: rows.length,
    start: Int32Array.from(list((row) => minute(row.start))),
    end: Int32Array.from(list((row) => minute(row.end || row.start) + DAY - 1)),
    kind: Uint8Array.from(list((row) => row.kind || 0)),
    event: Uint32Array.from(list((row, index) => row.event ?? index)),
    lane: Uint8Array.from(list((row) => row.lane || 0)),
    flags: Uint16Array.from(list((row) => row.flags ?? (row.lane ? 8 : 1))),
    kinds: [{ domain: "air" }, { domain: "missiles" }],
    domains: [{ id: "air", label: "Air" }, { id: "missiles", label: "DPRK missiles" }],
    lanes: ["", "japan", "russia", "dprk-russia", "others"],
  };
}

/** @param {any} GeoTensions @param {string} from @param {string} to days, both included */
function span(GeoTensions, from, to) {
  const { minute, DAY } = GeoTensions.time;
  return { from: minute(from), to: minute(to) + DAY - 1 };
}

/** @param {any} GeoTensions @param {{from: number, to: number}} window */
const days = (GeoTensions, window) => `${GeoTensions.time.iso(window.from)} ${GeoTensions.time.iso(window.to)}`;

/** Numbers that look random and are the same in every run. */
function numbers(seed = 1) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

module.exports = { load, plain, dataOf, span, days, numbers };
