"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, span, days } = require("./timebar-scripts.js");

const GeoTensions = load();
const EXTENT = span(GeoTensions, "1855-02-07", "2026-04-19");
const WINDOW = span(GeoTensions, "2024-01-01", "2024-01-31");

/** @param {string} key @param {{shift?: boolean, mode?: string, unit?: string}} [how] */
function after(key, { shift = false, mode = "window", unit = "month" } = {}) {
  const next = GeoTensions.timeKeys.windowAfter({ key, shiftKey: shift }, WINDOW, mode, unit, EXTENT);
  return next && days(GeoTensions, next);
}

test("each key does what the help says", () => {
  assert.equal(after("ArrowRight"), "2024-02-01 2024-02-29");
  assert.equal(after("ArrowLeft"), "2023-12-01 2023-12-31");
  assert.equal(after("ArrowRight", { unit: "day" }), "2024-01-02 2024-02-01");
  assert.equal(after("ArrowRight", { shift: true }), "2024-01-01 2024-02-29");
  assert.equal(after("ArrowLeft", { shift: true, unit: "day" }), "2024-01-01 2024-01-30");
  assert.equal(after("["), "2023-12-01 2024-01-31");
  assert.equal(after("]", { unit: "day" }), "2024-01-02 2024-01-31");
  assert.equal(after("Home"), "1855-02-07 1855-03-09");
  assert.equal(after("End"), "2026-03-20 2026-04-19");
  assert.equal(after("w"), "1855-02-07 2026-04-19");
});

test("in cumulative mode the first day is pinned", () => {
  for (const key of ["ArrowRight", "ArrowLeft", "[", "]", "Home", "End"]) {
    assert.equal(after(key, { mode: "cumulative" })?.slice(0, 10), "2024-01-01", key);
  }
  assert.equal(after("Home", { mode: "cumulative" }), "2024-01-01 2024-01-01");
  assert.equal(after("End", { mode: "cumulative" }), "2024-01-01 2026-04-19");
});

test("keys of Streamlit and of the text are left alone", () => {
  for (const key of ["r", "c", "Escape", "Enter", "Tab", "ArrowUp", "ArrowDown"]) {
    assert.equal(after(key), null);
  }
});

/** @param {string} key @param {Record<string, unknown>} [more] */
function pressed(key, more = {}) {
  /** @type {(event: any) => void} */
  let listener = () => undefined;
  const store = GeoTensions.createStore({ window: WINDOW, mode: "window", playing: false, speed: 1 });
  /** @type {string[]} */
  const done = [];
  const host = {
    store,
    data: { extent: [EXTENT.from, EXTENT.to] },
    onKey(/** @type {(event: any) => void} */ heard) {
      listener = heard;
      return () => undefined;
    },
  };
  const note = (/** @type {string} */ what) => () => done.push(what);
  const actions = { unit: () => "month", toggle: note("toggle"), pause: note("pause"), zoom: note("zoom") };
  GeoTensions.timeKeys.listen(host, actions);
  listener({ key, shiftKey: false, target: null, preventDefault: note("prevent"), ...more });
  return { done, words: days(GeoTensions, store.get().window) };
}

test("a key pauses what plays, moves the window and keeps the page from scrolling", () => {
  assert.deepEqual(pressed("ArrowRight"), { done: ["prevent", "pause"], words: "2024-02-01 2024-02-29" });
  assert.deepEqual(pressed(" ").done, ["prevent", "toggle"]);
  assert.deepEqual(pressed("z").done, ["zoom"]);
});

test("keys with Ctrl, Alt or the command key, and keys that scroll the panel in focus, do nothing", () => {
  const panel = { closest: (/** @type {string} */ what) => (what === ".gt-side" ? {} : null) };
  for (const more of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }, { defaultPrevented: true }]) {
    assert.deepEqual(pressed("ArrowRight", more).done, []);
  }
  assert.deepEqual(pressed("Home", { target: panel }).done, []);
  assert.deepEqual(pressed("ArrowRight", { target: panel }).done, ["prevent", "pause"]);
});

test("the help has words for every key", () => {
  for (const [keys, words] of GeoTensions.keys.list) {
    assert.ok(keys && words);
  }
});
