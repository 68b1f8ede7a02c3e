"use strict";

const assert = require("node:assert/strict");
const test = require("node:test");
const { load, span, days } = require("./timebar-scripts.js");

/** A page whose frames come when the test says so. */
function page(calm = false) {
  let now = 0;
  let serial = 0;
  /** @type {Map<number, (now: number) => void>} */
  const asked = new Map();
  return {
    window: { matchMedia: () => ({ matches: calm }) },
    performance: { now: () => now },
    requestAnimationFrame(/** @type {(now: number) => void} */ work) {
      asked.set(++serial, work);
      return serial;
    },
    cancelAnimationFrame: (/** @type {number} */ id) => asked.delete(id),
    /** @param {number} ms real time that passes, in frames of so many */
    pass(ms, every = 16) {
      for (const stop = now + ms; now < stop; ) {
        now += every;
        const works = [...asked.values()];
        asked.clear();
        works.forEach((work) => work(now));
      }
    },
    waiting: () => asked.size,
  };
}

/** @param {ReturnType<typeof page>} at @param {string} from @param {string} to @param {Record<string, unknown>} [state] */
function playing(at, from, to, state = {}) {
  const GeoTensions = load(at);
  const extent = span(GeoTensions, "1855-02-07", "2026-04-19");
  const first = { window: span(GeoTensions, from, to), mode: "window", playing: false, speed: 1, ...state };
  const store = GeoTensions.createStore(first);
  /** @type {string[]} */
  const causes = [];
  store.subscribe((/** @type {GtState} */ _state, /** @type {GtState} */ _before, /** @type {string} */ cause) => {
    causes.push(cause);
  });
  const host = { store, data: { extent: [extent.from, extent.to] } };
  let unit = "month";
  const player = GeoTensions.play.create(host, () => unit);
  const words = () => days(GeoTensions, store.get().window);
  return { GeoTensions, store, player, causes, words, setUnit: (/** @type {string} */ one) => (unit = one) };
}

test("a second at speed 1 is a month and a half, however many frames it had", () => {
  for (const every of [8, 16, 100]) {
    const at = page();
    const { store, player, words, GeoTensions } = playing(at, "2020-01-01", "2020-01-31");
    player.toggle();
    at.pass(2000, every);
    const moved = (store.get().window.from - GeoTensions.time.minute("2020-01-01")) / 1440;
    assert.ok(Math.abs(moved - 3 * 30.44) < 4, `${every} ms: ${words()}`);
  }
});

test("speed and unit set the pace", () => {
  const at = page();
  const one = playing(at, "2020-01-01", "2020-01-31", { speed: 4 });
  one.setUnit("day");
  one.player.toggle();
  at.pass(1000);
  assert.equal(one.words().slice(0, 10), "2020-01-17");
});

test("frames are told as play, the pause once as release", () => {
  const at = page();
  const { store, player, causes } = playing(at, "2020-01-01", "2020-01-31");
  player.toggle();
  at.pass(500);
  player.toggle();
  assert.equal(store.get().playing, false);
  assert.deepEqual([...new Set(causes)], ["play", "release"]);
  assert.equal(causes.filter((cause) => cause === "release").length, 1);
  assert.equal(at.waiting(), 0);
});

test("it stops at the end of the data and begins again where it began", () => {
  const at = page();
  const { store, player, words } = playing(at, "2026-01-01", "2026-01-31");
  player.toggle();
  at.pass(5000);
  assert.equal(store.get().playing, false);
  assert.equal(words(), "2026-03-20 2026-04-19");
  player.toggle();
  assert.equal(words(), "2026-01-01 2026-01-31");
});

test("a window that already ends with the data is played again from its start, adding up", () => {
  const at = page();
  const { store, player, words } = playing(at, "2022-02-24", "2026-04-19");
  player.toggle();
  assert.equal(store.get().mode, "cumulative");
  assert.equal(words(), "2022-02-24 2022-03-23");
  at.pass(1000);
  assert.equal(words().slice(0, 10), "2022-02-24");
  at.pass(60000);
  assert.equal(words(), "2022-02-24 2026-04-19");
  assert.equal(store.get().playing, false);
});

test("where motion is unwelcome the window jumps by whole steps", () => {
  const at = page(true);
  const { player, words, causes } = playing(at, "2020-01-01", "2020-01-31");
  player.toggle();
  at.pass(3100);
  assert.equal(words(), "2020-05-01 2020-05-31");
  assert.ok(causes.length <= 6);
});

test("a page that was hidden does not leap when it comes back", () => {
  const at = page();
  const { player, words } = playing(at, "2020-01-01", "2020-01-31");
  player.toggle();
  at.pass(60000, 60000);
  assert.ok(words() < "2020-01-20", words());
});

test("whoever sets `playing` starts and stops it; a part that is gone does neither", () => {
  const at = page();
  const { store, player, words } = playing(at, "2020-01-01", "2020-01-31");
  store.set({ playing: true }, "python");
  at.pass(1000);
  const reached = words();
  assert.notEqual(reached, "2020-01-01 2020-01-31");
  player.destroy();
  at.pass(1000);
  assert.equal(words(), reached);
});
