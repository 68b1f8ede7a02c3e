"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, state } = require("./map-scripts.js");

/** @type {unknown[]} */
const errors = [];
const { createStore } = load(["store"], { console: { error: (/** @type {unknown} */ error) => errors.push(error) } });

test("listeners hear the state, the one before and why", () => {
  const store = createStore(state());
  /** @type {any[]} */
  const heard = [];
  store.subscribe((/** @type {any[]} */ ...all) => heard.push(all));
  store.set({ hover: 4 }, "hover");
  const [now, before, cause] = heard[0];
  assert.deepEqual([now.hover, before.hover, cause], [4, -1, "hover"]);
  assert.equal(store.get(), now);
});

test("who has left hears nothing, even when he leaves while others are told", () => {
  const store = createStore(state());
  let heard = 0;
  store.subscribe(() => leave());
  const leave = store.subscribe(() => {
    heard += 1;
  });
  store.set({ hover: 1 }, "hover");
  assert.equal(heard, 0);
});

test("a part that fails stops no other", () => {
  const store = createStore(state());
  let heard = 0;
  store.subscribe(() => {
    throw new Error("broken");
  });
  store.subscribe(() => {
    heard += 1;
  });
  store.set({ hover: 1 }, "hover");
  assert.equal(heard, 1);
  assert.match(String(errors[0]), /broken/);
});
