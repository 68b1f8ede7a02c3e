"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, columns } = require("./map-scripts.js");

const { decodeColumns } = load(["columns"], { Uint8Array, DataView, Int32Array, Float32Array, Uint16Array, Uint32Array });
const ROWS = [
  { start: -60000000, end: -59998561, lon: 145.5, lat: 43.25, radius: 40, kind: 3, flags: 257, event: 7, missiles: 0 },
  { start: 29000000, end: 2147483647, lon: NaN, lat: NaN, evidence: 4, lane: 2, flags: 12, event: 4000000000, missiles: 900 },
];

test("columns come out as they went in, with the header's words", () => {
  const data = decodeColumns(columns(ROWS));
  assert.equal(data.n, 2);
  assert.deepEqual([...data.start], [-60000000, 29000000]);
  assert.deepEqual([...data.end], [-59998561, 2147483647]);
  assert.equal(data.lon[0], 145.5);
  assert.ok(Number.isNaN(data.lat[1]));
  assert.deepEqual([...data.event], [7, 4000000000]);
  assert.deepEqual([...data.missiles], [0, 900]);
  assert.deepEqual(plain(data.evidenceLevels), ["official"]);
  assert.equal(data.dataVersion, "1+abc");
  assert.deepEqual(plain(data.cutoff), { incidents: "2026-02-16" });
});

test("a header of any length in bytes keeps the columns aligned", () => {
  for (const name of ["", "a", "ab", "Эторофу", "択捉", "…………"]) {
    assert.deepEqual([...decodeColumns(columns(ROWS, { data_version: name })).kind], [3, 0], name);
  }
});

test("no rows are rows too", () => {
  assert.equal(decodeColumns(columns([])).start.length, 0);
});

test("bytes that are no columns are refused in words", () => {
  const page = new TextEncoder().encode("<html>gone</html>").buffer;
  assert.throws(() => decodeColumns(page), /columns: begin with '<htm', not 'GTC1'; reload the page/);
  assert.throws(() => decodeColumns(columns(ROWS, { columns: [] })), /'start' is missing/);
  assert.throws(() => decodeColumns(columns(ROWS, { n: 3 })), /not 3 long/);
});
