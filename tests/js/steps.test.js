"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, span, days, numbers } = require("./timebar-scripts.js");

const GeoTensions = load();
const { steps, time } = GeoTensions;
const EXTENT = span(GeoTensions, "1855-02-07", "2026-04-19");
const of = (/** @type {string} */ from, /** @type {string} */ to) => span(GeoTensions, from, to);
const words = (/** @type {GtWindow} */ window) => days(GeoTensions, window);

test("whole months stay whole months, through February", () => {
  const january = of("2024-01-01", "2024-01-31");
  const february = steps.step(january, "window", "month", 1, EXTENT);
  assert.equal(words(february), "2024-02-01 2024-02-29");
  assert.equal(words(steps.step(february, "window", "month", 1, EXTENT)), "2024-03-01 2024-03-31");
  assert.equal(words(steps.step(february, "window", "year", -1, EXTENT)), "2023-02-01 2023-02-28");
});

test("any other window keeps its number of days", () => {
  const stepped = steps.step(of("2024-01-31", "2024-02-09"), "window", "month", 1, EXTENT);
  assert.equal(words(stepped), "2024-02-29 2024-03-09");
});

test("no step, push or snap leaves the extent or half a day behind", () => {
  const next = numbers(11);
  const all = EXTENT.to - EXTENT.from;
  for (let round = 0; round < 2000; round++) {
    const window = steps.snap(EXTENT.from + next() * all, EXTENT.from + next() * all, EXTENT);
    const unit = ["day", "month", "year"][round % 3];
    const count = Math.round((next() - 0.5) * 40);
    const mode = next() < 0.5 ? "window" : "cumulative";
    const made = [
      window,
      steps.step(window, mode, unit, count, EXTENT),
      steps.resize(window, "from", unit, count, EXTENT),
      steps.resize(window, "to", unit, count, EXTENT),
      steps.keepInside({ from: window.from + count * 1440, to: window.to + count * 1440 }, EXTENT),
    ];
    for (const one of made) {
      assert.ok(one.from >= EXTENT.from && one.to <= EXTENT.to, words(one));
      assert.equal(one.from, time.startOfDay(one.from));
      assert.equal(one.to, time.endOfDay(one.to));
      assert.ok(one.to > one.from);
    }
    if (mode === "cumulative") {
      assert.equal(made[1].from, window.from);
    }
  }
});

test("an end stops a day short of the other", () => {
  const window = of("2024-05-10", "2024-05-20");
  assert.equal(words(steps.resize(window, "to", "year", -3, EXTENT)), "2024-05-10 2024-05-10");
  assert.equal(words(steps.resize(window, "from", "year", 3, EXTENT)), "2024-05-20 2024-05-20");
});

test("the last day of a month stays the last day", () => {
  const window = of("2024-01-01", "2024-01-31");
  assert.equal(words(steps.resize(window, "to", "month", 1, EXTENT)), "2024-01-01 2024-02-29");
  assert.equal(words(steps.resize(window, "to", "month", 2, EXTENT)), "2024-01-01 2024-03-31");
});

test("drawing backwards gives the same window as forwards", () => {
  const [a, b] = [time.minute("2020-03-04") + 700, time.minute("2021-05-06") + 20];
  assert.deepEqual(plain(steps.snap(a, b, EXTENT)), plain(steps.snap(b, a, EXTENT)));
  assert.equal(words(steps.snap(b, a, EXTENT)), "2020-03-04 2021-05-06");
});
