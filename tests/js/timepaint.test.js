"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, dataOf, span } = require("./timebar-scripts.js");

const GeoTensions = load();
const { timePaint, timeControls, time } = GeoTensions;
const EXTENT = span(GeoTensions, "1855-02-07", "2026-04-19");

test("nothing is known from the day after a cut-off, or after its month or year", () => {
  const { some, all } = timePaint.unknownFrom({ incidents: "2026-02-16", launches: "2026-04" });
  assert.equal(time.iso(some), "2026-02-17");
  assert.equal(time.iso(all), "2026-05-01");
  assert.equal(time.iso(timePaint.unknownFrom({ incidents: "2025" }).all), "2026-01-01");
  assert.equal(timePaint.unknownFrom({}), null);
});

test("the axis reaches beyond the last cut-off, so that what is not known has a place", () => {
  const scale = GeoTensions.axis.createScale(EXTENT, 340);
  assert.ok(340 - scale.x(EXTENT.to + 1) > 5);
});

test("the bar is low enough for a laptop and a phone", () => {
  assert.ok(timePaint.boxes(false, 4).height <= 120);
  assert.ok(timePaint.boxes(true, 4).height <= 80);
});

test("each era says its years and what a bar stands for", () => {
  const scale = GeoTensions.axis.createScale(EXTENT, 1286);
  const bins = GeoTensions.histogram.createCounter(dataOf(GeoTensions, []))(scale, null);
  const labels = plain(timePaint.eraLabels({ scale, bins, narrow: false }));
  assert.equal(labels[3].choices[0], "2022–2026, by month");
  assert.equal(labels[0].choices[2], "1855–1944");
});

test("words of the controls", () => {
  assert.equal(timeControls.cutoffWords({ incidents: "2026-02-16", launches: "2026-04-19" }), "Data to 2026-04-19");
  assert.equal(timeControls.cutoffWords({}), "");
  assert.equal(timeControls.daysWords(1), "1 day");
  assert.equal(timeControls.daysWords(62529), "62,529 days");
});

test("a date known to the month or year is a line as long as what is not known of it", () => {
  const scale = GeoTensions.axis.createScale(EXTENT, 1286);
  const month = span(GeoTensions, "2006-01-01", "2006-01-31");
  const year = span(GeoTensions, "2024-01-01", "2024-12-31");
  const day = span(GeoTensions, "2023-05-05", "2023-05-05");
  const data = {
    n: 3,
    start: Int32Array.of(month.from, day.from, year.from),
    end: Int32Array.of(month.to, day.to, year.to),
    flags: Uint16Array.of(GeoTensions.flag.COARSE_DATE, 0, GeoTensions.flag.COARSE_DATE),
    kind: Uint8Array.of(1, 2, 3),
  };
  const spans = plain(timePaint.coarseSpans(data, null, scale));
  assert.deepEqual(spans.map(({ kind }) => kind), [1, 3]);
  assert.ok(Math.abs(spans[1].x1 - spans[1].x0 - (scale.x(year.to + 1) - scale.x(year.from))) < 1e-6);
  assert.deepEqual(plain(timePaint.coarseSpans(data, Uint8Array.of(0b010), scale)), []);
});
