"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, dataOf, span } = require("./timebar-scripts.js");

const GeoTensions = load();
const { axis, lanes } = GeoTensions;
const EXTENT = span(GeoTensions, "1855-02-07", "2026-04-19");
const SCALE = axis.createScale(EXTENT, 1286);
const BOX = { top: 4, row: 11, count: 4 };

const DATA = dataOf(GeoTensions, [
  { start: "2022-03-01", lane: 1 },
  { start: "2022-03-02", lane: 2 },
  { start: "2022-03-03", lane: 1 },
  { start: "2022-03-04" },
  { start: "2024-06-19", lane: 3 },
  { start: "2025-09-01", lane: 4 },
]);
const ROWS = lanes.rowsOf(DATA);

/** @param {Uint8Array | null} mask @param {boolean} folded */
const groups = (mask, folded) =>
  plain(lanes.place(DATA, ROWS, mask, SCALE, folded).map((/** @type {GtLaneMark} */ mark) => [mark.place, mark.rows]));

test("the lanes are those of the header, in its order, without the empty one", () => {
  assert.deepEqual(plain(lanes.lanesOf(DATA)), [
    { lane: 1, label: "Japan" },
    { lane: 2, label: "Russia" },
    { lane: 3, label: "Russia–DPRK" },
    { lane: 4, label: "Others" },
  ]);
});

test("only rows with the flag stand in a lane", () => {
  assert.deepEqual([...ROWS], [0, 1, 2, 4, 5]);
});

test("marks that crowd become one, each lane for itself", () => {
  assert.deepEqual(groups(null, false), [[0, [0, 2]], [1, [1]], [2, [4]], [3, [5]]]);
});

test("folded, all stand in one row", () => {
  assert.deepEqual(groups(null, true), [[0, [0, 1, 2]], [0, [4]], [0, [5]]]);
});

test("masked rows are left out", () => {
  assert.deepEqual(groups(Uint8Array.of(0b000110), false), [[1, [1]], [0, [2]]]);
});

test("every row is in exactly one mark, and no mark reaches further than a crowd", () => {
  const rows = Array.from({ length: 400 }, (_, index) => ({
    start: GeoTensions.time.iso(GeoTensions.time.of(2022, 1, 1 + index * 3)),
    lane: 1 + (index % 4),
  }));
  const data = dataOf(GeoTensions, rows);
  const marks = lanes.place(data, lanes.rowsOf(data), null, SCALE, false);
  const all = plain(marks.flatMap((/** @type {GtLaneMark} */ mark) => [...mark.rows])).sort((a, b) => a - b);
  assert.deepEqual(all, rows.map((_, index) => index));
  for (const mark of marks) {
    assert.ok(mark.x1 - mark.x < 11);
  }
});

test("a press finds the mark in its own lane, and nothing beside it", () => {
  const marks = lanes.place(DATA, ROWS, null, SCALE, false);
  const russia = marks[1];
  const y = BOX.top + BOX.row * 1.5;
  assert.equal(lanes.hit(marks, BOX, lanes.middle(russia) + 3, y), russia);
  assert.equal(lanes.hit(marks, BOX, lanes.middle(russia) + 30, y), null);
  assert.equal(lanes.hit(marks, BOX, lanes.middle(russia), BOX.top + BOX.row * 3.5), null);
  assert.equal(lanes.hit(marks, BOX, lanes.middle(russia), BOX.top + BOX.row * 9), null);
});
