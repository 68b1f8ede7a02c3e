"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, numbers, state } = require("./map-scripts.js");

const GeoTensions = load(["visible", "store"]);

/** @param {number} n @param {number} seed */
function made(n, seed) {
  const next = numbers(seed);
  const start = Int32Array.from({ length: n }, () => Math.floor(next() * 1000)).sort();
  const end = start.map((from) => (next() < 0.02 ? 2147483647 : from + Math.floor(next() ** 4 * 300)));
  const mask = Uint8Array.from({ length: (n + 7) >> 3 }, () => Math.floor(next() * 256));
  return { data: { n, start, end }, mask, next };
}

test("the rows are those that touch the window and pass the mask, rising", () => {
  for (const n of [0, 1, 7, 255, 256, 257, 2000]) {
    const { data, mask, next } = made(n, n + 1);
    const compute = GeoTensions.createVisible(data);
    for (let round = 0; round < 40; round++) {
      const from = Math.floor(next() * 1400) - 200;
      const window = { from, to: from + Math.floor(next() * 400) };
      const of = round % 2 ? mask : null;
      const { rows, length } = compute(window, of);
      const expected = [...Array(n).keys()].filter(
        (row) =>
          data.start[row] <= window.to &&
          data.end[row] >= window.from &&
          (!of || (of[row >> 3] & (1 << (row & 7))) !== 0),
      );
      assert.deepEqual([...rows.subarray(0, length)], expected);
    }
  }
});

test("both ends of a window belong to it", () => {
  const compute = GeoTensions.createVisible({ n: 1, start: Int32Array.of(10), end: Int32Array.of(20) });
  assert.equal(compute({ from: 20, to: 30 }, null).length, 1);
  assert.equal(compute({ from: 0, to: 10 }, null).length, 1);
  assert.equal(compute({ from: 21, to: 30 }, null).length, 0);
  assert.equal(compute({ from: 0, to: 9 }, null).length, 0);
});

test("what has not changed is not computed again, and no new buffer is made", () => {
  const { data, mask } = made(500, 3);
  const compute = GeoTensions.createVisible(data);
  const first = compute({ from: 0, to: 400 }, null);
  const { stamp, rows } = first;
  assert.equal(compute({ from: 0, to: 400 }, null).stamp, stamp);
  const second = compute({ from: 0, to: 400 }, mask);
  assert.equal(second, first);
  assert.equal(second.rows, rows);
  assert.equal(second.stamp, stamp + 1);
});

test("the host's state decides", () => {
  const { data } = made(100, 5);
  const store = GeoTensions.createStore(state({ window: { from: -1, to: 2000 } }));
  const host = { data, store };
  assert.equal(GeoTensions.visible(host).length, 100);
  store.set({ mask: new Uint8Array(13) }, "python");
  assert.equal(GeoTensions.visible(host).length, 0);
});
