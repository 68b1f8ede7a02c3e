"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain, state } = require("./map-scripts.js");

/** What a page has, where nothing is drawn. */
const PAGE = { L: { point: (/** @type {number} */ x, /** @type {number} */ y) => ({ x, y }) } };

function keys() {
  return load(["presenter-keys"], PAGE).presenterKeys;
}

test("keys do what clickers mean by them", () => {
  const { actOf } = keys();
  const press = (/** @type {string} */ key, more = {}) =>
    actOf({ key, ctrlKey: false, metaKey: false, altKey: false, ...more });
  for (const key of ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]) {
    assert.equal(press(key), "next", key);
  }
  for (const key of ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]) {
    assert.equal(press(key), "before", key);
  }
  assert.deepEqual(["Home", "End", "b", "B", ".", "F", "n", "w", "?", "Escape"].map((key) => press(key)), [
    ...["first", "last", "black", "black", "black", "full", "notes", "window", "help", "end"],
  ]);
  assert.equal(press("x"), null);
  assert.equal(press("f", { ctrlKey: true }), null);
  assert.equal(press("ArrowLeft", { altKey: true }), null);
});

test("a key is heard before the map hears it, in every window, until the end", () => {
  const { create } = keys();
  /** @type {string[]} */
  const acts = [];
  /** @type {((event: any) => void) | null} */
  let listener = null;
  const place = {
    addEventListener(/** @type {string} */ name, /** @type {any} */ hear, /** @type {boolean} */ first) {
      assert.equal(first, true, name);
      listener = hear;
    },
    removeEventListener: () => {
      listener = null;
    },
  };
  const heard = create((/** @type {string} */ act) => acts.push(act));
  heard.hearIn(place);
  heard.hearIn(null);
  let stopped = 0;
  const event = (/** @type {string} */ key, more = {}) => ({
    ...{ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, target: null },
    preventDefault() {},
    stopPropagation() {},
    stopImmediatePropagation: () => {
      stopped += 1;
    },
    ...more,
  });
  const send = (/** @type {any} */ one) => /** @type {any} */ (listener)(one);
  send(event("PageDown"));
  send(event("x"));
  // Held down, a key goes on turning, but does not flicker between black and light.
  send(event("PageDown", { repeat: true }));
  send(event("b", { repeat: true }));
  // A button that has the focus is pressed, not passed over.
  send(event(" ", { target: { closest: () => ({}) } }));
  assert.deepEqual(acts, ["next", "next"]);
  assert.equal(stopped, 3);
  heard.end();
  assert.equal(listener, null);
});

function mapPart() {
  return load(["dom", "presenter-map"], PAGE).presenterMap;
}

/** A flat map: a degree is 2 ** zoom pixels. */
const flat = {
  getMaxZoom: () => 12,
  getMinZoom: () => 3,
  getSize: () => ({ x: 1400, y: 860 }),
  project: ([lat, lon] = [0, 0], zoom = 0) => ({
    add: (/** @type {{x: number, y: number}} */ by) => ({ x: lon * 2 ** zoom + by.x, y: -lat * 2 ** zoom + by.y }),
  }),
  unproject: (/** @type {{x: number, y: number}} */ at, /** @type {number} */ zoom) => ({
    lat: -at.y / 2 ** zoom,
    lng: at.x / 2 ** zoom,
  }),
};

test("a view stands in the middle of what the words leave free, as large as there is room", () => {
  const { placed } = mapPart();
  const view = { lat: 44, lon: 146, zoom: 6 };
  const same = placed(flat, view, { left: 250, top: 135, right: 1150, bottom: 725 });
  assert.deepEqual(plain(same), { centre: { lat: 44, lng: 146 }, zoom: 6 });
  const right = placed(flat, view, { left: 500, top: 0, right: 1400, bottom: 590 });
  assert.equal(right.zoom, 6);
  // The middle of the free part is right of and above the middle of the map.
  assert.equal(right.centre.lng, 146 - (950 - 700) / 64);
  assert.equal(right.centre.lat, 44 - (430 - 295) / 64);
  assert.equal(placed(flat, view, { left: 0, top: 0, right: 1400, bottom: 295 }).zoom, 5);
});

test("words of call-outs keep off each other and stay in sight", () => {
  const { beside } = mapPart();
  const free = { left: 500, top: 0, right: 1400, bottom: 860 };
  /** @type {any[]} */
  const taken = [];
  const places = [[700, 400], [705, 402], [1390, 10], [502, 855], [700, 410]];
  for (const [x, y] of places) {
    const [dx, dy, box] = beside(x, y, 200, 40, free, taken);
    assert.equal(box.left, x + dx);
    assert.equal(box.top, y + dy);
    assert.ok(box.left >= 500 && box.right <= 1400 && box.top >= 0 && box.bottom <= 860);
    for (const other of taken) {
      const apart = box.right <= other.left || other.right <= box.left || box.bottom <= other.top || other.bottom <= box.top;
      assert.ok(apart, JSON.stringify([box, other]));
    }
    taken.push(box);
  }
});

test("where there is no room a call-out stays in sight all the same", () => {
  const [, , box] = mapPart().beside(50, 50, 300, 40, { left: 0, top: 0, right: 310, bottom: 60 }, []);
  assert.ok(box.left >= 0 && box.right <= 310 && box.top >= 0 && box.bottom <= 60);
});

function drafts(/** @type {string} */ stored) {
  /** @type {Record<string, string>} */
  const storage = stored ? { "geo-tensions-decks": stored } : {};
  const localStorage = {
    getItem: (/** @type {string} */ name) => storage[name] ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ text) => {
      storage[name] = text;
    },
    removeItem: (/** @type {string} */ name) => delete storage[name],
  };
  const GeoTensions = load(["store", "drafts"], { localStorage });
  const store = GeoTensions.createStore(state());
  /** @type {string[]} */
  const causes = [];
  store.subscribe((/** @type {any} */ _now, /** @type {any} */ _before, /** @type {string} */ cause) => causes.push(cause));
  GeoTensions.parts.drafts({ store, notice: () => assert.fail("a notice") });
  const tell = (/** @type {any} */ one) => store.set({ drafts: one }, "python");
  return { store, storage, causes, tell };
}

test("decks that the browser kept are told once and not written over before they are known", () => {
  const { store, storage, causes, tell } = drafts("kept before");
  tell({ rev: 0, known: false, text: "" });
  assert.equal(store.get().kept, "kept before");
  assert.ok(causes.includes("drafts"));
  tell({ rev: 1, known: false, text: "made meanwhile" });
  assert.equal(storage["geo-tensions-decks"], "kept before");
  tell({ rev: 2, known: true, text: "both" });
  assert.equal(storage["geo-tensions-decks"], "both");
  assert.equal(store.get().kept, null);
  tell({ rev: 2, known: true, text: "an answer that is late" });
  assert.equal(storage["geo-tensions-decks"], "both");
  tell({ rev: 3, known: true, text: "" });
  assert.equal("geo-tensions-decks" in storage, false);
});

test("a browser that kept nothing writes at once", () => {
  const { storage, tell } = drafts("");
  tell({ rev: 0, known: false, text: "" });
  tell({ rev: 1, known: false, text: "first" });
  tell({ rev: 2, known: false, text: "second" });
  assert.equal(storage["geo-tensions-decks"], "second");
});
