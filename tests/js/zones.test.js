"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load } = require("./map-scripts.js");

/** A path that keeps the stretches drawn into it. */
class Path2D {
  /** @type {number[][]} */
  steps = [];
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.steps.push([x, y]);
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.steps[this.steps.length - 1].push(x, y);
  }
}

const { waters } = load(["waters"], { Path2D, Map, WeakMap });

/** @param {string} party @param {number} left @param {Record<string, string>} scenarios */
const square = (party, left, scenarios) => ({
  lines: [Float64Array.from([left, 0, left + 1, 0, left + 1, 1, left, 1, left, 0])],
  properties: { party, role: "area", ...scenarios },
});
const JAPAN = square("JP", 0, { defacto: "JP", claim: "JP" });
const ISLANDS = square("four-islands", 1, { defacto: "RU", claim: "JP" });
const RUSSIA = square("RU", 2, { defacto: "RU", claim: "RU" });

/** @param {string} perspective */
function inner(perspective) {
  const ownerOf = (/** @type {any} */ { properties }) => waters.owner(properties, /** @type {any} */ (perspective));
  const { steps } = /** @type {any} */ (waters.edges(/** @type {any} */ ([JAPAN, ISLANDS, RUSSIA]), ownerOf));
  return [1, 2].filter((x) => steps.some((/** @type {number[]} */ step) => step[0] === x && step[2] === x));
}

test("each perspective draws its own line, the neutral one both", () => {
  assert.deepEqual(inner("japan"), [2]);
  assert.deepEqual(inner("russia"), [1]);
  assert.deepEqual(inner("neutral"), [1, 2]);
});

test("waters between the lines are hatched in the neutral perspective, rocks of nobody in all", () => {
  const between = { role: "area", disputed: "by-scenario" };
  assert.equal(waters.hatched(between, "neutral"), true);
  assert.equal(waters.hatched(between, "japan"), false);
  assert.equal(waters.hatched({ role: "area", disputed: "always" }, "russia"), true);
});
