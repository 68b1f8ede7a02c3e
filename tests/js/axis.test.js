"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, span, numbers } = require("./timebar-scripts.js");

const GeoTensions = load();
const { axis, time } = GeoTensions;
const EXTENT = span(GeoTensions, "1855-02-07", "2026-04-19");

/** Extents of this and of other data sets. */
const EXTENTS = [
  EXTENT,
  span(GeoTensions, "2015-06-01", "2026-04-19"),
  span(GeoTensions, "2024-01-01", "2024-01-01"),
  span(GeoTensions, "1600-01-01", "1900-12-31"),
  span(GeoTensions, "1990-01-01", "2090-12-31"),
];

test("the scale rises everywhere and its inverse finds the minute again", () => {
  const next = numbers();
  for (const extent of EXTENTS) {
    for (const zoom of [{ factor: 1, offset: 0 }, { factor: 7.5, offset: 1234 }]) {
      const scale = axis.createScale(extent, 900, zoom);
      const { from, to } = scale.domain;
      const minutes = Array.from({ length: 500 }, () => from + Math.floor(next() * (to - from))).sort((a, b) => a - b);
      let before = -Infinity;
      for (const minute of new Set(minutes)) {
        const x = scale.x(minute);
        assert.ok(x > before, `${time.iso(minute)} is not right of the minute before`);
        assert.ok(Math.abs(scale.minute(x) - minute) < 1, `${time.iso(minute)} is not found again`);
        before = x;
      }
    }
  }
});

test("the scale fills the width, without gaps between eras", () => {
  for (const extent of EXTENTS) {
    const scale = axis.createScale(extent, 700);
    assert.equal(scale.x(scale.domain.from), 0);
    assert.ok(Math.abs(scale.x(scale.domain.to) - 700) < 1e-6);
    for (let index = 1; index < scale.eras.length; index++) {
      assert.equal(scale.eras[index].from, scale.eras[index - 1].to);
      assert.equal(scale.eras[index].x0, scale.eras[index - 1].x1);
    }
  }
});

test("the years since 2022 get half of the width, 1855 to 1944 less than a tenth", () => {
  const scale = axis.createScale(EXTENT, 1000);
  assert.ok(Math.abs(1000 - scale.x(time.of(2022, 1, 1)) - 500) < 1);
  assert.ok(scale.x(time.of(1945, 1, 1)) < 100);
  assert.ok(scale.x(time.of(1945, 1, 1)) > 50);
});

test("a minute outside the scale is brought to its end", () => {
  const scale = axis.createScale(EXTENT, 1000);
  assert.equal(scale.minute(-50), scale.domain.from);
  assert.equal(scale.minute(2000), scale.domain.to);
});

test("what is under the pointer stays there when the wheel turns", () => {
  const next = numbers(7);
  let zoom = { factor: 1, offset: 0 };
  for (let turn = 0; turn < 200; turn++) {
    const pixel = next() * 1000;
    const before = axis.createScale(EXTENT, 1000, zoom);
    const minute = before.minute(pixel);
    const changed = axis.zoomAt(zoom, 1000, 0.8 + next() * 0.6, pixel);
    const after = axis.createScale(EXTENT, 1000, changed);
    assert.ok(after.x(after.domain.from) <= 1e-6 && after.x(after.domain.to) >= 1000 - 1e-6);
    const free = changed.offset > 0 && changed.offset < 1000 * (changed.factor - 1);
    if (free) {
      assert.ok(Math.abs(after.x(minute) - pixel) < 0.01);
    }
    zoom = changed;
  }
  assert.ok(axis.zoomAt(zoom, 1000, 1e9, 500).factor <= axis.MAX_ZOOM);
});

test("labels keep clear of each other at every width and zoom; the beginnings of eras have theirs", () => {
  for (const width of [300, 366, 800, 1400, 2560]) {
    for (const factor of [1, 4, 60]) {
      const scale = axis.createScale(EXTENT, width, { factor, offset: ((factor - 1) * width) / 2 });
      const labelled = axis.ticks(scale).filter((/** @type {GtTick} */ tick) => tick.label);
      assert.ok(labelled.length >= 2, `${width} px, ${factor}: fewer than two labels`);
      for (let index = 1; index < labelled.length; index++) {
        assert.ok(labelled[index].x - labelled[index - 1].x >= 35);
      }
    }
  }
  const labels = axis.ticks(axis.createScale(EXTENT, 1400)).map((/** @type {GtTick} */ tick) => tick.label);
  for (const year of ["1945", "1992", "2022"]) {
    assert.ok(labels.includes(year));
  }
});

test("days carry labels once the axis is enlarged", () => {
  const at = time.of(2024, 9, 15);
  const plain = axis.createScale(EXTENT, 1400);
  const scale = axis.createScale(EXTENT, 1400, { factor: 60, offset: plain.x(at) * 60 - 700 });
  const labels = axis.ticks(scale).filter((/** @type {GtTick} */ tick) => tick.label);
  assert.ok(labels.some((/** @type {GtTick} */ tick) => tick.label === "Sep" || tick.label === "Oct"));
  assert.ok(labels.some((/** @type {GtTick} */ tick) => tick.rank === 3));
});
