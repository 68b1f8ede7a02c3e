"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, numbers, plain } = require("./map-scripts.js");

const { tally } = load(["visible", "tally"]);

/** @param {number} n @param {number} seed @param {number} bits flags that may occur */
function made(n, seed, bits) {
  const next = numbers(seed);
  const list = (/** @type {() => number} */ make) => Array.from({ length: n }, make);
  return {
    n,
    kinds: [{}, {}, {}],
    kind: Uint8Array.from(list(() => Math.floor(next() * 3))),
    flags: Uint16Array.from(list(() => Math.floor(next() * 512) & bits)),
    event: Uint32Array.from(list(() => Math.floor((next() * n) / 3))),
    missiles: Uint16Array.from(list(() => Math.floor(next() * 4))),
    radius: Float32Array.from(list(() => (next() < 0.3 ? 0 : 10))),
  };
}

/** Counted row by row, as a reader would. */
function expected(/** @type {any} */ data, /** @type {number[]} */ rows) {
  const flag = (/** @type {number} */ bits) => rows.filter((row) => (data.flags[row] & bits) === bits).length;
  const events = new Map();
  rows.forEach((row) => events.has(data.event[row]) || events.set(data.event[row], data.flags[row] & 128));
  const launches = [...events.values()].filter(Boolean).length;
  return {
    records: rows.length,
    events: events.size - launches,
    launchDates: launches,
    missiles: rows.reduce((sum, row) => sum + data.missiles[row], 0),
    drawn: flag(1),
    notDrawn: rows.length - flag(1),
    unverified: flag(4),
    circles: rows.filter((row) => data.flags[row] & 1 && data.radius[row] > 0).length,
    areas: flag(3),
    passedOver: flag(17),
    statedInside: flag(33),
    routes: flag(65),
  };
}

test("one pass counts what a count of each would give", () => {
  for (const [n, bits] of [[0, 511], [1, 511], [40, 0], [300, 511], [300, 129]]) {
    const data = made(n, n + bits, bits);
    const { of } = tally.create(data);
    const some = [...Array(n).keys()].filter((row) => row % 3 !== 1);
    for (const rows of [some, [], some.slice(0, 5)]) {
      const { kinds, ...counts } = plain(of(Uint32Array.from(rows), rows.length));
      assert.deepEqual(counts, expected(data, rows));
      assert.equal(Object.values(kinds).reduce((sum, value) => sum + value, 0), rows.length);
    }
    assert.equal(of(null).records, n);
  }
});

test("the same objects serve every count", () => {
  const { of } = tally.create(made(50, 2, 511));
  const first = of(null);
  const { kinds } = first;
  assert.equal(of(Uint32Array.of(1, 2), 2), first);
  assert.equal(first.kinds, kinds);
});
