"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, clock, state } = require("./map-scripts.js");

function setUp() {
  const time = clock();
  /** @type {any[]} */
  const told = [];
  const Streamlit = { setComponentValue: (/** @type {any} */ value) => told.push(plain(value)) };
  /** What a page has, where nothing is drawn. */
  class ResizeObserver {
    observe() {}
  }
  const page = { ...time.page, Streamlit, ResizeObserver };
  const GeoTensions = load(["store", "dom", "bridge", "view"], page);
  const store = GeoTensions.createStore(state());
  const part = GeoTensions.parts.bridge({ store });
  return { GeoTensions, store, told, time, part };
}

test("the hand that moves is not reported, the one that rests is, once", () => {
  const { store, told } = setUp();
  for (let from = 0; from < 80; from++) {
    store.set({ window: { from, to: from + 5 } }, "drag");
  }
  store.set({ hover: 3 }, "hover");
  store.set({ theme: "dark" }, "python");
  store.set({ playing: true }, "play");
  assert.equal(told.length, 0);
  store.set({ window: { from: 79, to: 84 } }, "release");
  assert.equal(told.length, 1);
  assert.deepEqual(told[0].window, { from: 79, to: 84 });
  assert.equal(told[0].cause, "release");
});

test("numbers rise, so that no report is like the one before", () => {
  const { store, told } = setUp();
  store.set({}, "release");
  store.set({}, "release");
  assert.deepEqual(told.map(({ seq }) => seq), [1, 2]);
});

test("views are reported when the map has rested", () => {
  const { store, told, time } = setUp();
  store.set({ view: { lat: 1, lon: 2, zoom: 3 } }, "view");
  time.pass(200);
  store.set({ view: { lat: 4, lon: 5, zoom: 6 } }, "view");
  time.pass(200);
  assert.equal(told.length, 0);
  time.pass(60);
  assert.deepEqual(told.map(({ view }) => view), [{ lat: 4, lon: 5, zoom: 6 }]);
});

test("a report echoes the numbers of the commands seen", () => {
  const { GeoTensions, store, told } = setUp();
  GeoTensions.commands = { revs: () => ({ window: 9 }), moving: () => false };
  store.set({ selected: { row: 1, id: "a" } }, "select");
  assert.deepEqual([told[0].revs, told[0].selected], [{ window: 9 }, { row: 1, id: "a" }]);
});

test("the view that Python asked for is not reported back", () => {
  const { GeoTensions, store, told, time } = setUp();
  let center = { lat: 43.5, lng: 143 };
  /** @type {() => void} */
  let moved = () => undefined;
  const map = { getCenter: () => center, getZoom: () => 5, on: (/** @type {string} */ _, /** @type {any} */ f) => (moved = f) };
  const project = (/** @type {number[]} */ [lat, lon]) => ({
    ...{ lat, lon },
    distanceTo: (/** @type {any} */ other) => Math.hypot(lat - other.lat, lon - other.lon) * 20,
  });
  GeoTensions.parts.view({ map: { ...map, project, getContainer: () => ({}) }, root: { querySelector: () => ({}) }, store });
  let moving = true;
  GeoTensions.commands = { revs: () => ({}), moving: () => moving };
  center = { lat: 40, lng: 130 };
  moved();
  time.pass(1000);
  assert.equal(told.length, 0);
  moving = false;
  center = { lat: 41, lng: -170 };
  moved();
  time.pass(1000);
  assert.deepEqual(told[0].view, { lat: 41, lon: 190, zoom: 5 });
});

test("a presentation tells nothing, but what was still to be told before it", () => {
  const { store, told, time } = setUp();
  store.set({ view: { lat: 1, lon: 2, zoom: 3 } }, "view");
  store.set({ presenting: true }, "python");
  assert.equal(told.length, 1);
  assert.deepEqual(told[0].view, { lat: 1, lon: 2, zoom: 3 });
  store.set({ window: { from: 1, to: 2 } }, "release");
  store.set({ view: { lat: 4, lon: 5, zoom: 6 } }, "view");
  time.pass(1000);
  assert.equal(told.length, 1);
  store.set({ presenting: false }, "python");
  store.set({}, "release");
  assert.equal(told.length, 2);
});

test("kept decks go with every report until Python has them", () => {
  const { store, told } = setUp();
  store.set({ kept: "decks" }, "drafts");
  store.set({}, "release");
  store.set({ kept: null }, "python");
  store.set({}, "release");
  assert.deepEqual(told.map(({ decks }) => decks), ["decks", "decks", undefined]);
});
