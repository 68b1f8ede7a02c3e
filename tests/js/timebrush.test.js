"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, span, days, numbers } = require("./timebar-scripts.js");

const GeoTensions = load();
const { axis, timeBrush, time } = GeoTensions;
const EXTENT = span(GeoTensions, "1855-02-07", "2026-04-19");
const SCALE = axis.createScale(EXTENT, 1286);
const WINDOW = span(GeoTensions, "2022-02-24", "2024-12-31");
const words = (/** @type {GtWindow} */ window) => days(GeoTensions, window);

test("the body moves with its length kept, also over the seam of two eras and at the ends", () => {
  const x = SCALE.x(time.minute("2023-06-01"));
  for (let by = -1400; by <= 1400; by += 7) {
    const moved = timeBrush.dragged({ kind: "move", x, window: WINDOW }, x + by, SCALE);
    assert.equal(moved.to - moved.from, WINDOW.to - WINDOW.from);
    assert.ok(moved.from >= EXTENT.from && moved.to <= EXTENT.to);
  }
});

test("a hand that does not move changes nothing", () => {
  for (const kind of ["from", "to", "move"]) {
    assert.equal(words(timeBrush.dragged({ kind, x: 700, window: WINDOW }, 700, SCALE)), words(WINDOW));
  }
});

test("whatever the hand does, the window is whole days inside the extent", () => {
  const next = numbers(5);
  for (let round = 0; round < 3000; round++) {
    const kind = ["from", "to", "move", "brush", "scrub"][round % 5];
    const x = next() * 1286;
    const made = timeBrush.dragged({ kind, x, window: WINDOW }, (next() - 0.2) * 2000, SCALE);
    assert.ok(made.from >= EXTENT.from && made.to <= EXTENT.to && made.to > made.from, `${kind} ${words(made)}`);
    assert.equal(made.from, time.startOfDay(made.from));
    assert.equal(made.to, time.endOfDay(made.to));
    if (kind === "to" || kind === "scrub") {
      assert.equal(made.from, WINDOW.from);
    }
    if (kind === "from") {
      assert.equal(made.to, WINDOW.to);
    }
  }
});

test("what a press takes hold of depends on where it lands and on the mode", () => {
  const inside = SCALE.x(time.minute("2023-06-01"));
  const outside = SCALE.x(time.minute("2010-06-01"));
  const shown = { window: WINDOW, mode: "window" };
  const adding = { window: WINDOW, mode: "cumulative" };
  const whole = { window: EXTENT, mode: "window" };
  const grip = timeBrush.gripFor;
  assert.equal(grip("from", inside, false, shown, SCALE), "from");
  assert.equal(grip(null, inside, false, shown, SCALE), "move");
  assert.equal(grip(null, inside, true, shown, SCALE), "brush");
  assert.equal(grip(null, outside, false, shown, SCALE), "brush");
  assert.equal(grip(null, inside, false, whole, SCALE), "brush");
  assert.equal(grip("from", inside, false, adding, SCALE), null);
  assert.equal(grip(null, outside, false, adding, SCALE), "scrub");
});

test("a window too short to be held has a tab that moves it", () => {
  const day = span(GeoTensions, "2010-06-01", "2010-06-01");
  assert.equal(timeBrush.gripFor("move", 3, true, { window: day, mode: "window" }, SCALE), "move");
});

test("what lies between two fingers stays between them", () => {
  const zoom = { factor: 2, offset: 700 };
  const before = axis.createScale(EXTENT, 1286, zoom);
  const minute = before.minute(600);
  const spread = GeoTensions.timeZoom.pinched(zoom, 1286, { middle: 600, apart: 100 }, { middle: 500, apart: 250 });
  assert.equal(spread.factor, 5);
  assert.ok(Math.abs(axis.createScale(EXTENT, 1286, spread).x(minute) - 500) < 0.01);
});

test("a hand far from the bar moves finer", () => {
  assert.equal(timeBrush.pace(0), 1);
  assert.ok(timeBrush.pace(60) === 0.5 && timeBrush.pace(180) === 0.125);
});
