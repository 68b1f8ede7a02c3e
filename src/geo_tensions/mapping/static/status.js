// What is shown, in words: the window's dates in large type, the counts, what is not on the map, until when the
// data knows anything. The dates follow the hand on every frame.
(() => {
  "use strict";

  const { element, setText, perFrame } = GeoTensions.dom;

  /** Rows above which counting waits while the hand moves: a million take some milliseconds a pass. */
  const MANY = 60000;
  const MANY_EVERY_MS = 150;
  const QUIET_MS = 600;

  /** @type {Record<string, string>} */
  const PERSPECTIVES = {
    neutral: "Neutral names",
    japan: "Japanese names and claims",
    russia: "Russian names and claims",
  };

  /** @param {GtHost} host */
  GeoTensions.parts.status = (host) => {
    const place = /** @type {HTMLElement} */ (host.root.querySelector(".gt-top"));
    const totals = totalsOf(host.data);
    const hidden = hiddenCounter(host);

    const dates = element("p", { class: "gt-dates" });
    const counts = element("span", { class: "gt-counts" });
    const missing = element("button", {
      class: "gt-text-button",
      attributes: { type: "button" },
      on: { click: () => GeoTensions.notDrawn.open(host) },
    });
    const more = element("p", { class: "gt-more" });
    const spoken = element("span", { class: "gt-spoken", attributes: { role: "status" } });
    const help = element("button", {
      class: "gt-help-button",
      text: "?",
      attributes: { type: "button", "aria-label": "Help: keys and how to read the map", title: "Help" },
      on: { click: () => GeoTensions.help.toggle(host) },
    });
    const line = element("p", { class: "gt-line" }, counts, "; ", missing);
    const box = element("div", { class: "gt-status" }, dates, line, more, spoken);
    place.append(box, help);

    let counted = 0;
    let later = 0;
    let quiet = 0;
    let words = "";

    function draw() {
      const state = host.store.get();
      setText(dates, windowWords(state.window));
      const many = GeoTensions.visible(host).length > MANY;
      const now = performance.now();
      if (many && now - counted < MANY_EVERY_MS) {
        clearTimeout(later);
        later = window.setTimeout(frame.ask, MANY_EVERY_MS);
        return;
      }
      counted = now;
      const shown = GeoTensions.tally.current(host);
      setText(counts, GeoTensions.tally.sentence(shown, totals));
      setText(missing, `${GeoTensions.tally.figure(shown.notDrawn)} not on the map`);
      setText(more, moreWords(host.data.cutoff, state.perspective, hidden(state)));
      clearTimeout(quiet);
      quiet = window.setTimeout(speak, QUIET_MS);
    }

    /** Says the result once the hand rests, not on every frame. */
    function speak() {
      const now = `${dates.textContent}. ${counts.textContent}; ${missing.textContent}.`;
      if (now !== words) {
        words = now;
        setText(spoken, now);
      }
    }

    const frame = perFrame(draw);
    const leave = host.store.subscribe(frame.ask);
    draw();
    return {
      destroy() {
        leave();
        frame.cancel();
        clearTimeout(later);
        clearTimeout(quiet);
        box.remove();
        help.remove();
      },
    };
  };

  /**
   * @param {{from: number, to: number}} span minutes
   * @returns {string} "2024-09-01 – 2025-01-31", or one day
   */
  function windowWords(span) {
    const first = GeoTensions.time.iso(span.from);
    const last = GeoTensions.time.iso(span.to);
    return first === last ? first : `${first} – ${last}`;
  }

  /**
   * @param {{incidents?: string, launches?: string}} cutoff ISO dates
   * @param {string} perspective
   * @param {number | null} hidden
   * @returns {string}
   */
  function moreWords(cutoff, perspective, hidden) {
    const until = [];
    if (cutoff.incidents) {
      until.push(`incidents to ${cutoff.incidents}`);
    }
    if (cutoff.launches) {
      until.push(`launches to ${cutoff.launches}`);
    }
    const parts = [];
    if (until.length) {
      parts.push(`Data: ${until.join(", ")}`);
    }
    if (hidden) {
      parts.push(`${GeoTensions.tally.figure(hidden)} unverified hidden`);
    }
    parts.push(PERSPECTIVES[perspective] || perspective);
    return parts.join(" · ");
  }

  /**
   * @param {GtData} data
   * @returns {{events: number, launchDates: number}}
   */
  function totalsOf(data) {
    const { events, launchDates } = GeoTensions.tally.create(data).of(null);
    return { events, launchDates };
  }

  /**
   * Counts the unverified records of the window that would show if they were asked for. Which pass everything but
   * that is known to Python alone; it comes as a second mask. Without one nothing is said.
   * @param {GtHost} host
   * @returns {(state: GtState) => number | null}
   */
  function hiddenCounter(host) {
    const { start, end, n } = host.data;
    /** @type {Uint8Array | null} */
    let of = null;
    /** @type {number[]} */
    let rows = [];
    return (state) => {
      const mask = state.hidden || null;
      if (!mask) {
        return null;
      }
      if (mask !== of) {
        of = mask;
        rows = [];
        for (let row = 0; row < n; row++) {
          if (mask[row >> 3] & (1 << (row & 7))) {
            rows.push(row);
          }
        }
      }
      let count = 0;
      for (const row of rows) {
        count += start[row] <= state.window.to && end[row] >= state.window.from ? 1 : 0;
      }
      return count;
    };
  }

  GeoTensions.status = { windowWords, moreWords };
})();
