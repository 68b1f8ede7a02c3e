"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, plain } = require("./map-scripts.js");

const { createRecords } = load(["records"]);
const card = (/** @type {number} */ row) => ({ row, id: `id-${row}` });

/** @param {Record<string, unknown>} [config] */
function setUp(config = {}) {
  /** @type {string[]} */
  const asked = [];
  let broken = false;
  const records = createRecords({
    config: { columns: "abc", ...config },
    async fetchJson(/** @type {string} */ name) {
      asked.push(name);
      if (broken) {
        throw new Error("the server answered 500");
      }
      const rows = name.split("?i=")[1];
      return rows ? rows.split(",").map((row) => card(Number(row))) : [0, 1, 2].map(card);
    },
  });
  return { records, asked, fail: (/** @type {boolean} */ on) => (broken = on) };
}

test("cards come in the order asked for, each fetched once", async () => {
  const { records, asked } = setUp();
  const first = await records.get([5, 3]);
  assert.deepEqual([...first.map((/** @type {any} */ one) => one.row)], [5, 3]);
  await records.get(Uint32Array.of(3, 5, 8));
  assert.deepEqual(asked, ["abc/rows?i=5,3", "abc/rows?i=8"]);
});

test("many rows go in several requests", async () => {
  const { records, asked } = setUp();
  const rows = [...Array(320).keys()];
  assert.equal((await records.get(rows)).length, 320);
  assert.equal(asked.length, 3);
});

test("a failure is told and the next reader asks again", async () => {
  const { records, asked, fail } = setUp();
  fail(true);
  await assert.rejects(records.get([1]), /the server answered 500/);
  fail(false);
  assert.deepEqual(plain(await records.get([1])), [card(1)]);
  assert.equal(asked.length, 2);
});

test("a page that carries its cards asks nobody", async () => {
  const { records, asked } = setUp({ embedded: { "abc/rows": true } });
  assert.deepEqual(plain(await records.get([2, 0])), [card(2), card(0)]);
  await records.get([1]);
  assert.deepEqual(asked, ["abc/rows"]);
});

test("no rows, no request", async () => {
  const { records, asked } = setUp();
  assert.deepEqual(plain(await records.get([])), []);
  assert.equal(asked.length, 0);
});
