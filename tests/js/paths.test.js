"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load } = require("./map-scripts.js");

/** A path that keeps what is drawn into it; the browser's own cannot be read. */
class Path2D {
  /** @type {[string, number, number][]} */
  steps = [];
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.steps.push(["move", x, y]);
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.steps.push(["line", x, y]);
  }
  closePath() {
    this.steps.push(["close", 0, 0]);
  }
}

const { plane, paths } = load(["plane", "paths"], { Path2D, Float64Array });

/** @param {string} type @param {unknown} coordinates @param {Record<string, unknown>} [properties] */
const feature = (type, coordinates, properties = {}) => ({ type: "Feature", properties, geometry: { type, coordinates } });
const square = (/** @type {number} */ west) => [
  [
    [west, 40],
    [west + 1, 40],
    [west + 1, 41],
    [west, 41],
    [west, 40],
  ],
];

test("every polygon and line is a path of its own, and what has no geometry is none", () => {
  const features = [
    feature("MultiPolygon", [square(140), square(150)], { id: "a" }),
    feature("LineString", [[140, 40], [141, 41]]),
    feature("Point", [145, 43]),
    { type: "Feature", properties: {}, geometry: null },
  ];
  const made = paths.of({ features });
  assert.deepEqual([...made.map((/** @type {any} */ one) => one.type)], ["Polygon", "Polygon", "LineString", "Point"]);
  assert.deepEqual([...made[0].box], [plane.x(140), plane.y(41), plane.x(141), plane.y(40)]);
  assert.equal(made[0].path.steps.at(-1)[0], "close");
  assert.notEqual(made[2].path.steps.at(-1)[0], "close");
});

test("only paths that reach into the canvas are in view", () => {
  const [made] = paths.of({ features: [feature("Polygon", square(140))] });
  const frame = { width: 100, height: 100, scale: 1, dx: -plane.x(140.5), dy: -plane.y(40.5) };
  assert.equal(paths.inView(made, frame), true);
  assert.equal(paths.inView(made, { ...frame, dx: -plane.x(150) }), false);
});

test("borders are what two states share, and no coast", () => {
  const features = [
    feature("Polygon", square(140), { id: "a", country: "A" }),
    feature("Polygon", square(141), { id: "b", country: "B" }),
    feature("Polygon", square(142), { id: "b", country: "B" }),
  ];
  const { steps } = paths.borders(paths.of({ features }));
  assert.deepEqual(steps.map(([, x]) => x), [plane.x(141), plane.x(141)]);
});
