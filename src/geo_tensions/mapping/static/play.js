// Playing: the window moves by the time that has really passed; a slow machine shows fewer frames, not a slower year.
(() => {
  "use strict";

  const { DAYS, keepInside, moveEnd, snap, step, same, extentOf } = GeoTensions.steps;
  const { DAY } = GeoTensions.time;

  /** Steps a second at speed 1: days are many and small, years few and large. @type {Record<GtUnit, number>} */
  const STEPS_PER_SECOND = { day: 4, month: 1.5, year: 1 };

  /** Where motion is unwelcome the window jumps, not more often than this. */
  const CALM_MS = 500;

  /** A frame that comes later than this counts as this long: the page was hidden. */
  const LONGEST_MS = 250;

  /**
   * Days of data that pass in a stretch of real time.
   * @param {GtUnit} unit
   * @param {number} speed
   * @param {number} ms
   */
  const daysIn = (unit, speed, ms) => (STEPS_PER_SECOND[unit] * DAYS[unit] * speed * ms) / 1000;

  /**
   * The window some days later. Parts of days are kept by the caller, who adds them up.
   * @param {GtWindow} window
   * @param {GtMode} mode
   * @param {number} days whole
   * @param {GtWindow} extent
   * @returns {GtWindow}
   */
  function advance(window, mode, days, extent) {
    if (mode === "cumulative") {
      return { from: window.from, to: Math.min(extent.to, window.to + days * DAY) };
    }
    return keepInside({ from: window.from + days * DAY, to: window.to + days * DAY }, extent);
  }

  /**
   * Where playing begins. At the end of the data there is nowhere to go: what was played before starts again, or the
   * window is played again from its start, adding up.
   * @param {GtWindow} window
   * @param {GtMode} mode
   * @param {GtUnit} unit
   * @param {GtWindow} extent
   * @param {GtWindow | null} begun the window at which this play had begun
   * @returns {{window: GtWindow, mode: GtMode}}
   */
  function beginning(window, mode, unit, extent, begun) {
    if (window.to < extent.to) {
      return { window, mode };
    }
    if (begun && mode === "window" && begun.to - begun.from === window.to - window.from) {
      return { window: begun, mode };
    }
    const to = moveEnd(window.from - 1, unit, 1);
    return { window: snap(window.from, Math.min(to, window.to), extent), mode: "cumulative" };
  }

  /**
   * @param {GtHost} host
   * @param {() => GtUnit} unitOf
   * @returns {GtPlayer}
   */
  function create(host, unitOf) {
    const { store } = host;
    const extent = extentOf(host.data);
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    /** @type {GtWindow | null} */
    let begun = null;
    let running = false;
    let frame = 0;
    let last = 0;
    let owed = 0;

    /** @param {number} now */
    function tick(now) {
      frame = requestAnimationFrame(tick);
      const passed = now - last;
      if (calm.matches && passed < CALM_MS) {
        return;
      }
      last = now;
      const state = store.get();
      owed += daysIn(unitOf(), state.speed, Math.min(passed, calm.matches ? 2 * CALM_MS : LONGEST_MS));
      const next = calm.matches ? jump(state) : glide(state);
      if (same(next, state.window)) {
        return;
      }
      if (next.to >= extent.to) {
        stop({ window: next });
      } else {
        store.set({ window: next }, "play");
      }
    }

    /** @param {GtState} state */
    function glide(state) {
      const days = Math.floor(owed);
      owed -= days;
      return advance(state.window, state.mode, days, extent);
    }

    /** @param {GtState} state */
    function jump(state) {
      const unit = unitOf();
      const steps = Math.floor(owed / DAYS[unit]);
      owed -= steps * DAYS[unit];
      return steps ? step(state.window, state.mode, unit, steps, extent) : state.window;
    }

    function run() {
      if (!running) {
        running = true;
        owed = 0;
        last = performance.now();
        frame = requestAnimationFrame(tick);
      }
    }

    function halt() {
      running = false;
      cancelAnimationFrame(frame);
    }

    function start() {
      const { window: shown, mode } = store.get();
      const first = beginning(shown, mode, unitOf(), extent, begun);
      begun = first.window;
      store.set({ ...first, playing: true }, "play");
    }

    /** @param {Partial<GtState>} [patch] */
    function stop(patch = {}) {
      halt();
      if (store.get().playing) {
        store.set({ ...patch, playing: false }, "release");
      }
    }

    // The state alone says whether it plays, whoever set it.
    const leave = store.subscribe((state, before) => {
      if (state.playing !== before.playing) {
        (state.playing ? run : halt)();
      }
    });
    if (store.get().playing) {
      run();
    }

    return {
      toggle: () => (store.get().playing ? stop() : start()),
      stop,
      destroy() {
        leave();
        halt();
      },
    };
  }

  GeoTensions.play = { STEPS_PER_SECOND, daysIn, advance, beginning, create };
})();
