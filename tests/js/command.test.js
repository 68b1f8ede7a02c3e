"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, clock, state } = require("./map-scripts.js");

/** A host whose files come when the test says so. */
function setUp() {
  const time = clock();
  const GeoTensions = load(["store", "command"], time.page);
  /** @type {Map<string, {resolve: (bytes: ArrayBuffer) => void, reject: (error: Error) => void}>} */
  const asked = new Map();
  /** @type {any[]} */
  const views = [];
  /** @type {string[]} */
  const notices = [];
  const host = {
    store: GeoTensions.createStore(state()),
    fetchBuffer: (/** @type {string} */ name) =>
      new Promise((resolve, reject) => asked.set(name, { resolve, reject })),
    notice: (/** @type {string} */ text) => notices.push(text),
    root: { classList: { contains: () => true } },
    map: { once: () => undefined, setView: (/** @type {any[]} */ ...all) => views.push(all) },
  };
  return { GeoTensions, host, asked, views, notices, time };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const mask = (/** @type {number[]} */ ...bytes) => Uint8Array.from(bytes).buffer;

test("a window is taken only when its number is newer", () => {
  const { GeoTensions, host } = setUp();
  const { apply, revs } = GeoTensions.createCommands(host);
  apply({ serial: 1, revs: { window: 3 }, window: { from: 1, to: 2 } });
  assert.deepEqual(plain(host.store.get().window), { from: 1, to: 2 });
  host.store.set({ window: { from: 7, to: 8 } }, "release");
  apply({ serial: 2, revs: { window: 3 }, window: { from: 1, to: 2 }, perspective: "japan" });
  assert.deepEqual(plain(host.store.get().window), { from: 7, to: 8 });
  assert.equal(host.store.get().perspective, "japan");
  apply({ serial: 3, revs: { window: 4 }, window: { from: 5, to: 6 } });
  assert.deepEqual(plain(host.store.get().window), { from: 5, to: 6 });
  assert.deepEqual(plain(revs()), { window: 4 });
});

test("a command that comes late is dropped", () => {
  const { GeoTensions, host } = setUp();
  const { apply } = GeoTensions.createCommands(host);
  apply({ serial: 5, theme: "dark" });
  apply({ serial: 4, theme: "light" });
  assert.equal(host.store.get().theme, "dark");
});

test("mode and layers go together; layers that are not named stay", () => {
  const { GeoTensions, host } = setUp();
  const { apply } = GeoTensions.createCommands(host);
  apply({ serial: 1, revs: { settings: 1 }, mode: "cumulative", layers: { land: false } });
  assert.equal(host.store.get().mode, "cumulative");
  assert.deepEqual(plain(host.store.get().layers), { land: false, routes: true });
});

test("selection can be taken away, and a view is a move of the map", () => {
  const { GeoTensions, host, views } = setUp();
  const { apply, moving } = GeoTensions.createCommands(host);
  host.store.set({ selected: { row: 3, id: "x" } }, "select");
  const view = { lat: 40, lon: 200, zoom: 6 };
  apply({ serial: 1, revs: { selected: 1, view: 1 }, selected: null, view });
  assert.equal(host.store.get().selected, null);
  assert.deepEqual(plain(views[0]), [[40, 200], 6, { animate: true }]);
  assert.deepEqual(plain(host.store.get().view), view);
  assert.equal(moving(), true);
});

test("of two masks only the one asked for last is shown, whichever comes first", async () => {
  const { GeoTensions, host, asked } = setUp();
  const { apply } = GeoTensions.createCommands(host);
  apply({ serial: 1, mask: "first" });
  apply({ serial: 2, mask: "second" });
  asked.get("second")?.resolve(mask(2));
  await settled();
  asked.get("first")?.resolve(mask(1));
  await settled();
  assert.deepEqual([...(host.store.get().mask || [])], [2]);
  apply({ serial: 3, mask: null });
  assert.equal(host.store.get().mask, null);
});

test("a mask that does not come is told, and asked for again", async () => {
  const { GeoTensions, host, asked, notices } = setUp();
  const { apply } = GeoTensions.createCommands(host);
  apply({ serial: 1, hidden: "gone" });
  asked.get("gone")?.reject(new Error("the server answered 404"));
  await settled();
  assert.deepEqual(notices, ["Filters could not be applied: the server answered 404."]);
  asked.clear();
  apply({ serial: 2, hidden: "gone" });
  assert.ok(asked.has("gone"));
});

test("what comes before the map is ready waits for it", () => {
  const { GeoTensions, host } = setUp();
  GeoTensions.command({ serial: 1, theme: "dark" });
  GeoTensions.command({ serial: 2, perspective: "russia" });
  GeoTensions.createCommands(host);
  const { theme, perspective } = host.store.get();
  assert.deepEqual([theme, perspective], ["dark", "russia"]);
});
