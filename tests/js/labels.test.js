"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, numbers } = require("./map-scripts.js");

const GeoTensions = load(["plane", "labels"]);
const { labels } = GeoTensions;
const FRAME = { scale: 1, dx: 0, dy: 0, width: 800, height: 600, zoom: 5 };
const measure = (/** @type {any} */ { text }) => ({ lines: [text], width: text.length * 7, height: 14 });
/** @param {string} text @param {Record<string, unknown>} [change] */
const label = (text, change = {}) => ({ x: 400, y: 300, text, sort: "place", rank: 30, zoom: 0, ...change });

test("no name touches another, and the weightier keeps its place", () => {
  const next = numbers(4);
  const many = Array.from({ length: 300 }, (_, index) =>
    label(`Place ${index}`, { x: next() * 800, y: next() * 600, rank: Math.floor(next() * 5) * 10 }),
  );
  const placed = labels.arrange(many, FRAME, measure);
  assert.ok(placed.length > 60);
  placed.forEach((/** @type {any} */ one, /** @type {number} */ index) => {
    for (const other of placed.slice(index + 1)) {
      const apart =
        one.left + one.width < other.left ||
        other.left + other.width < one.left ||
        one.top + one.height < other.top ||
        other.top + other.height < one.top;
      assert.ok(apart, `${one.label.text} touches ${other.label.text}`);
    }
  });
  const ranks = placed.map((/** @type {any} */ one) => one.label.rank);
  assert.deepEqual([...ranks], [...ranks].sort((a, b) => a - b));
});

test("a name moves to another side of its point before it is left out", () => {
  const placed = labels.arrange([label("A", { rank: 1 }), label("B", { rank: 2 })], FRAME, measure);
  assert.deepEqual([...placed.map((/** @type {any} */ one) => one.label.text)], ["A", "B"]);
  assert.ok(placed[0].left > 400 && placed[1].left < 400);
});

test("names of the disputed islands are arranged together, so that none takes the other's only place", () => {
  const texts = ["Etorofu / Iturup", "Kunashir / Kunashiri", "Shikotan", "Habomai Islands"];
  const places = [[40, -22], [8, 0], [28, 3], [16, 14]];
  const islands = texts.map((text, index) =>
    label(text, { x: 400 + places[index][0], y: 300 + places[index][1], sort: "disputed", rank: 11 }),
  );
  assert.equal(labels.arrange(islands, FRAME, measure).length, 4);
});

test("one name is written once, and only from its zoom on", () => {
  const twice = [label("Urup", { x: 100 }), label("Urup", { x: 600 }), label("Far", { zoom: 7 })];
  assert.equal(labels.arrange(twice, FRAME, measure).length, 1);
});

/** @param {Record<string, unknown>} properties */
const point = (properties) => ({
  ...{ path: null, type: "Point", box: [0, 0, 0, 0], lines: [Float64Array.of(5, 6)] },
  properties: { id: "a", kind: "town", ...properties },
});

test("names are those of the perspective, the neutral one where it has none", () => {
  const names = { name_neutral: "Etorofu / Iturup", name_japan: "Etorofu", name_russia: "" };
  const written = ["neutral", "japan", "russia"].map((of) => labels.of("places", [point(names)], of)[0].text);
  assert.deepEqual(written, ["Etorofu / Iturup", "Etorofu", "Etorofu / Iturup"]);
});

test("what has no name is not written", () => {
  assert.equal(labels.of("places", [point({ name_neutral: "" })], "neutral").length, 0);
});

test("an area is named in its largest polygon, where its file says or in the middle", () => {
  const square = (/** @type {number} */ side) => ({
    ...{ path: null, type: "Polygon", box: [0, 0, side, side] },
    lines: [Float64Array.of(0, 0, side, 0, side, side, 0, side, 0, 0)],
    properties: { id: "isle", name_neutral: "Isle" },
  });
  const [made] = labels.of("kuril-islands", [square(2), square(10)], "neutral");
  assert.deepEqual([made.x, made.y], [5, 5]);
});
