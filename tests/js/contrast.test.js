"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { read } = require("./map-scripts.js");

/** @param {string} theme @returns {Record<string, string>} */
function tokens(theme) {
  const body = read("theme.css").split(`[data-theme="${theme}"] {`)[1].split("}")[0];
  return Object.fromEntries([...body.matchAll(/--gt-([a-z0-9-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
}

/** Relative luminance (WCAG 2.2). @param {string} hex */
function luminance(hex) {
  const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
  const [r, g, b] = parts.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} one @param {string} other */
function contrast(one, other) {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const PAPER = ["ink", "ink-2", "accent", "official", "warning"].flatMap((text) => [
  [text, "paper-solid"],
  [text, "paper-2"],
]);
const MAP = ["label", "disputed", "label-land"].flatMap((text) => [[text, "land"]]);
const SEA = [
  ["label", "water"],
  ["label-sea", "water"],
  ["label-sea", "water-2"],
];

for (const theme of ["light", "dark"]) {
  test(`text can be read in the ${theme} theme`, () => {
    const known = tokens(theme);
    for (const [text, ground] of [...PAPER, ...MAP, ...SEA, ["accent-ink", "accent"]]) {
      const found = contrast(known[text], known[ground]);
      assert.ok(found >= 4.5, `${text} on ${ground}: ${found.toFixed(2)} : 1`);
    }
  });
}
