"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load } = require("./map-scripts.js");

const { plane } = load(["plane"]);
const RAD = Math.PI / 180;

test("places come back from the plane", () => {
  for (const [lon, lat] of [[143, 43.5], [100, 0], [220, 75], [190, 65.2], [129.5, 40.7]]) {
    assert.ok(Math.abs(plane.lon(plane.x(lon)) - lon) < 1e-9);
    assert.ok(Math.abs(plane.lat(plane.y(lat)) - lat) < 1e-9);
  }
});

test("single precision keeps places to a fiftieth of a pixel at zoom 12", () => {
  for (const [lon, lat] of [[115, 10], [190, 65], [145.8, 43.4]]) {
    assert.ok(Math.abs(Math.fround(plane.x(lon)) - plane.x(lon)) < 0.02);
    assert.ok(Math.abs(Math.fround(plane.y(lat)) - plane.y(lat)) < 0.02);
  }
});

test("longitudes run on beyond 180", () => {
  assert.ok(plane.x(181) > plane.x(179));
});

/** Great-circle distance, km. @param {number[]} a @param {number[]} b */
function distance([lon1, lat1], [lon2, lat2]) {
  const half = (/** @type {number} */ degrees) => Math.sin((degrees * RAD) / 2) ** 2;
  const h = half(lat2 - lat1) + Math.cos(lat1 * RAD) * Math.cos(lat2 * RAD) * half(lon2 - lon1);
  return 2 * 6371.0088 * Math.asin(Math.sqrt(h));
}

test("circles are as large as on the ground, in every direction", () => {
  for (const lat of [10, 43.5, 60]) {
    for (const radius of [5, 40, 300, 800]) {
      const { rx, ry, dy } = plane.disc(lat, radius);
      for (let turn = 0; turn < 2 * Math.PI; turn += 0.3) {
        const x = plane.x(143) + rx * Math.cos(turn);
        const y = plane.y(lat) + dy + ry * Math.sin(turn);
        const found = distance([143, lat], [plane.lon(x), plane.lat(y)]);
        assert.ok(Math.abs(found / radius - 1) < 0.012, `${radius} km at ${lat}: ${found}`);
      }
    }
  }
});
