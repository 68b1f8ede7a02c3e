"use strict";

const assert = require("node:assert/strict");
const { readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");
const test = require("node:test");
const { STATIC, read, load } = require("./map-scripts.js");

/** @param {string} ending */
const named = (ending) => readdirSync(STATIC).filter((name) => name.endsWith(ending)).sort();
const styles = JSON.parse(readFileSync(path.join(STATIC, "../style.json"), "utf8"));

/**
 * Tokens of theme.css by theme, without `--gt-`.
 * @param {"light" | "dark"} theme
 */
function tokens(theme) {
  const css = read("theme.css");
  const body = css.split(`[data-theme="${theme}"] {`)[1].split("}")[0];
  return new Map([...body.matchAll(/--gt-([a-z0-9-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]));
}

test("every script and style sheet is in the bundle, once", () => {
  assert.deepEqual(JSON.parse(read("scripts.json")).sort(), named(".js"));
  assert.deepEqual(JSON.parse(read("styles.json")).sort(), named(".css"));
});

test("the scripts use one global, and make nothing of markup", () => {
  for (const name of named(".js")) {
    const text = read(name);
    assert.match(text, /^\/\/[^\n]*\n(\/\/[^\n]*\n)*\(\(\) => \{\n {2}"use strict";/, `${name}: one strict function`);
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, name);
    assert.ok(text.split("\n").length <= 301, `${name} is longer than 300 lines`);
  }
});

test("styles name colours that both themes have", () => {
  for (const theme of /** @type {const} */ (["light", "dark"])) {
    const known = tokens(theme);
    for (const [layer, { fill, line }] of Object.entries(styles)) {
      for (const colour of [fill, line].filter(Boolean)) {
        assert.ok(known.has(colour), `${layer}: '${colour}' is no token of the ${theme} theme`);
      }
    }
  }
});

test("both themes have the same colours", () => {
  const colours = (/** @type {"light" | "dark"} */ theme) => [...tokens(theme).keys()].sort();
  assert.deepEqual(colours("light"), colours("dark"));
});

test("every shape of the kinds' table can be drawn", () => {
  const table = readFileSync(path.join(__dirname, "../../geodata/tables/kinds.csv"), "utf8");
  const { shapes } = load(["shapes"]);
  const lines = table.trim().split("\n");
  const column = lines[0].split(",").indexOf("shape");
  assert.ok(column >= 0);
  for (const shape of shapes.names) {
    assert.ok(table.includes(`,${shape},`), `'${shape}' is the shape of no kind`);
  }
  assert.equal(shapes.names.length, lines.length - 1);
});
