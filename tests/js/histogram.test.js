"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, dataOf, span, numbers } = require("./timebar-scripts.js");

const GeoTensions = load();
const { axis, histogram, time } = GeoTensions;
const EXTENT = span(GeoTensions, "1855-02-07", "2026-04-19");

/** @param {GtBins} bins @param {string} iso */
const totalAt = (bins, iso) => bins.totals[histogram.binAt(bins, time.minute(iso))];

test("bars are edge to edge over the whole axis, at any zoom", () => {
  for (const zoom of [{ factor: 1, offset: 0 }, { factor: 3, offset: 900 }, { factor: 60, offset: 20000 }]) {
    const scale = axis.createScale(EXTENT, 1400, zoom);
    const { edges } = histogram.edgesOf(scale);
    for (let index = 1; index < edges.length; index++) {
      assert.ok(edges[index] > edges[index - 1]);
    }
    assert.ok(edges[0] <= Math.ceil(scale.view.from));
    assert.ok(edges[edges.length - 1] >= Math.floor(scale.view.to));
  }
});

test("an era's bars are as fine as its room allows", () => {
  assert.deepEqual(plain(histogram.edgesOf(axis.createScale(EXTENT, 1286)).words), ["5 years", "5 years", "year", "month"]);
  const phone = histogram.edgesOf(axis.createScale(EXTENT, 340)).words;
  assert.equal(phone[3], "month");
  assert.equal(histogram.edgesOf(axis.createScale(EXTENT, 1286, { factor: 20, offset: 20 * 900 })).words[3], "day");
});

test("an event is counted once in a bar, however many rows it has there, and again in another", () => {
  const data = dataOf(GeoTensions, [
    { start: "2024-09-01", event: 4 },
    { start: "2024-09-02", event: 4 },
    { start: "2024-09-30", event: 5, kind: 1 },
    { start: "2024-10-01", event: 4 },
  ]);
  const bins = histogram.createCounter(data)(axis.createScale(EXTENT, 1286), null);
  assert.equal(totalAt(bins, "2024-09-15"), 2);
  assert.equal(totalAt(bins, "2024-10-15"), 1);
  const bin = histogram.binAt(bins, time.minute("2024-09-15"));
  assert.deepEqual([...bins.counts.slice(bin * 2, bin * 2 + 2)], [1, 1]);
  assert.equal(bins.most, 2);
});

test("a mask takes its rows out, and counting again gives the same", () => {
  const data = dataOf(GeoTensions, [{ start: "2024-09-01" }, { start: "2024-09-02" }, { start: "2025-01-01" }]);
  const count = histogram.createCounter(data);
  const scale = axis.createScale(EXTENT, 1286);
  const masked = count(scale, Uint8Array.of(0b110));
  assert.equal(totalAt(masked, "2024-09-15"), 1);
  assert.equal(totalAt(masked, "2025-01-15"), 1);
  assert.equal(totalAt(count(scale, null), "2024-09-15"), 2);
  assert.deepEqual([...count(scale, null).totals], [...count(scale, null).totals]);
});

test("totals are those of a count row by row, at any zoom", () => {
  const next = numbers(3);
  const all = EXTENT.to - EXTENT.from;
  const starts = Array.from({ length: 3000 }, () => EXTENT.from + Math.floor(next() * all)).sort((a, b) => a - b);
  const data = dataOf(GeoTensions, starts.map((minute) => ({ start: time.iso(minute), kind: minute % 2 ? 1 : 0 })));
  const count = histogram.createCounter(data);
  for (const zoom of [{ factor: 1, offset: 0 }, { factor: 5, offset: 2500 }, { factor: 40, offset: 30000 }]) {
    const bins = count(axis.createScale(EXTENT, 1286, zoom), null);
    for (let bin = 0; bin < bins.length; bin++) {
      const inside = [...data.start].filter((at) => at >= bins.edges[bin] && at < bins.edges[bin + 1]).length;
      assert.equal(bins.totals[bin], inside);
    }
  }
});

test("no record at all is a normal case", () => {
  const bins = histogram.createCounter(dataOf(GeoTensions, []))(axis.createScale({ from: 0, to: 1439 }, 500), null);
  assert.equal(bins.most, 0);
  assert.deepEqual(plain(histogram.lines(0)), []);
});

test("heights rise with the count and one event is still seen", () => {
  let before = 0;
  for (let count = 1; count <= 1000; count *= 3) {
    const height = histogram.heightOf(count, 1000, 40);
    assert.ok(height >= before && height >= 2 && height <= 40);
    before = height;
  }
  assert.equal(histogram.heightOf(0, 1000, 40), 0);
});

test("a bar is named by the time it stands for, events and launch dates apart", () => {
  const { spanWords, countWords } = GeoTensions.timeTip;
  const words = (/** @type {string} */ from, /** @type {string} */ to) => {
    const { from: first, to: last } = span(GeoTensions, from, to);
    return spanWords(first, last);
  };
  assert.equal(words("2024-09-01", "2024-09-30"), "2024-09");
  assert.equal(words("1998-01-01", "1998-12-31"), "1998");
  assert.equal(words("1900-01-01", "1909-12-31"), "1900–1909");
  assert.equal(words("2024-09-23", "2024-09-23"), "2024-09-23");
  assert.equal(words("1855-02-07", "1859-12-31"), "1855-02-07 – 1859-12-31");
  const data = dataOf(GeoTensions, [{ start: "2024-09-01" }, { start: "2024-09-02", kind: 1 }, { start: "2024-09-03", kind: 1 }]);
  const bins = histogram.createCounter(data)(axis.createScale(EXTENT, 1286), null);
  assert.equal(countWords(data, bins, histogram.binAt(bins, time.minute("2024-09-15"))), "1 event, 2 launch dates");
});
