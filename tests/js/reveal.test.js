"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load } = require("./map-scripts.js");

const { move } = load(["reveal"]).reveal;
const FREE = { left: 0, top: 0, right: 1000, bottom: 600 };

test("what is in view stays where it is", () => {
  assert.deepEqual([...move({ x: 500, y: 300 }, FREE)], [0, 0]);
  assert.deepEqual([...move({ x: 48, y: 552 }, FREE)], [0, 0]);
});

test("what is outside or covered comes in by the shortest way", () => {
  assert.deepEqual([...move({ x: 1100, y: 300 }, FREE)], [148, 0]);
  assert.deepEqual([...move({ x: 500, y: -20 }, FREE)], [0, -68]);
});

test("where nothing is free the map stays", () => {
  assert.deepEqual([...move({ x: 500, y: 300 }, { ...FREE, bottom: 60 })], [0, 0]);
});
