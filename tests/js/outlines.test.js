"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load } = require("./map-scripts.js");

const GeoTensions = load(["outlines"]);
const SIDE = 101;
const BLUE = 0x00ff0000;

/** @param {(outlines: any) => void} work */
function drawn(work) {
  const pixels = new Uint32Array(SIDE * SIDE);
  work(GeoTensions.createOutlines(pixels, SIDE, SIDE));
  const found = [];
  pixels.forEach((value, at) => value && found.push({ x: at % SIDE, y: Math.floor(at / SIDE), value }));
  return found;
}

test("an outline runs where the ellipse does, without a gap", () => {
  const found = drawn(({ ellipse }) => ellipse(50, 50, 30, 20, BLUE, false));
  for (const { x, y, value } of found) {
    const out = Math.hypot((x - 50) / 30, (y - 50) / 20);
    assert.ok(Math.abs(out - 1) < 0.06, `${x} ${y}`);
    assert.equal(value & 0xffffff, BLUE);
  }
  const has = (/** @type {number} */ x, /** @type {number} */ y) => found.some((one) => one.x === x && one.y === y);
  for (const { x, y } of found) {
    const near = [-1, 0, 1].flatMap((across) => [-1, 0, 1].map((down) => [x + across, y + down]));
    assert.ok(near.filter(([toX, toY]) => has(toX, toY)).length >= 3, `alone at ${x} ${y}`);
  }
});

test("crossing outlines grow stronger, a dashed one has gaps", () => {
  const once = drawn(({ ellipse }) => ellipse(50, 50, 30, 30, BLUE, false));
  const twice = drawn(({ ellipse }) => {
    ellipse(50, 50, 30, 30, BLUE, false);
    ellipse(50, 50, 30, 30, BLUE, false);
  });
  assert.equal(twice.length, once.length);
  assert.ok(twice.every(({ value }, at) => value >>> 24 > once[at].value >>> 24));
  assert.ok(drawn(({ ellipse }) => ellipse(50, 50, 30, 30, BLUE, true)).length < once.length * 0.7);
});

test("what lies outside is left out, what is cut is drawn", () => {
  assert.equal(drawn(({ ellipse }) => ellipse(-60, 50, 30, 30, BLUE, false)).length, 0);
  const cut = drawn(({ ellipse }) => ellipse(0, 0, 30, 30, BLUE, false));
  assert.ok(cut.length > 20 && cut.every(({ x, y }) => x < SIDE && y < SIDE));
});
