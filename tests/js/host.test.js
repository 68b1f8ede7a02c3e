"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain } = require("./map-scripts.js");

/** A window that hears keys, with or without a page around it. */
function page() {
  const inside = new EventTarget();
  const around = new EventTarget();
  const made = {
    addEventListener: inside.addEventListener.bind(inside),
    removeEventListener: inside.removeEventListener.bind(inside),
    parent: Object.assign(around, { document: {} }),
  };
  return { made, inside, around };
}

/** @param {string} key @param {string[]} [within] selectors of which the target is one */
function press(key, within = []) {
  const event = new Event("keydown", { cancelable: true });
  const closest = (/** @type {string} */ wanted) => within.some((one) => wanted.split(", ").includes(one));
  Object.defineProperty(event, "target", { value: { closest: (/** @type {string} */ w) => (closest(w) ? {} : null) } });
  return Object.assign(event, { key });
}

function setUp() {
  const { made, inside, around } = page();
  const GeoTensions = load(["host"], made);
  const keys = GeoTensions.createKeys();
  /** @type {string[]} */
  const heard = [];
  const leave = keys.onKey((/** @type {any} */ event) => heard.push(event.key));
  return { inside, around, heard, leave, keys };
}

test("keys are heard in the map and in the page around it", () => {
  const { inside, around, heard, leave } = setUp();
  inside.dispatchEvent(press("ArrowLeft"));
  around.dispatchEvent(press("ArrowRight"));
  assert.deepEqual(heard, ["ArrowLeft", "ArrowRight"]);
  leave();
  inside.dispatchEvent(press("ArrowLeft"));
  assert.equal(heard.length, 2);
});

test("what is typed, and what a control needs itself, is left alone", () => {
  const { inside, around, heard } = setUp();
  inside.dispatchEvent(press("a", ["input"]));
  around.dispatchEvent(press("ArrowLeft", ["textarea"]));
  around.dispatchEvent(press("ArrowLeft", ["[role='slider']"]));
  inside.dispatchEvent(press(" ", ["button"]));
  assert.deepEqual(heard, []);
  inside.dispatchEvent(press("ArrowLeft", ["button"]));
  assert.deepEqual(heard, ["ArrowLeft"]);
});

test("a frame that goes leaves no listener in the page around", () => {
  const { inside, around, heard } = setUp();
  inside.dispatchEvent(new Event("pagehide"));
  around.dispatchEvent(press("ArrowRight"));
  assert.deepEqual(heard, []);
});

test("files come from the server by name, or from the page that carries them", async () => {
  /** @type {string[]} */
  const asked = [];
  const fetch = async (/** @type {string} */ address) => {
    asked.push(address);
    const ok = !address.endsWith("gone");
    return { ok, status: ok ? 200 : 404, json: async () => ({ from: "server" }), arrayBuffer: async () => new ArrayBuffer(3) };
  };
  const { createFetch } = load(["host"], { ...page().made, fetch, atob, Uint8Array });
  const embedded = { bytes: Buffer.from([1, 2, 255]).toString("base64"), layer: { from: "page" } };
  const files = createFetch({ base: "../../", embedded });
  assert.deepEqual(plain(await files.fetchJson("layer")), { from: "page" });
  assert.deepEqual([...new Uint8Array(await files.fetchBuffer("bytes"))], [1, 2, 255]);
  assert.deepEqual(plain(await files.fetchJson("abc")), { from: "server" });
  assert.equal((await files.fetchBuffer("mask")).byteLength, 3);
  assert.deepEqual(asked, ["../../data/abc", "../../data/mask"]);
  await assert.rejects(files.fetchJson("gone"), /the server answered 404 for data\/gone; reload the page/);
});
