// Counting what is visible: events, launch dates and missiles, never rows alone. One pass over the visible
// rows serves the status line and the legend; nothing is allocated after the start.
(() => {
  "use strict";

  const DRAWN = 1;
  const NO_CENTRE = 2;
  const UNVERIFIED = 4;
  const PASSED_OVER = 16;
  const STATED_INSIDE = 32;
  const ROUTE = 64;
  const LAUNCH = 128;

  /**
   * @param {GtData} data
   * @returns {GtTally}
   */
  function create(data) {
    const { event, flags, kind, missiles, radius, n } = data;
    let last = -1;
    let flagged = 0;
    for (let row = 0; row < n; row++) {
      last = Math.max(last, event[row]);
      flagged |= flags[row];
    }
    const seen = new Uint32Array(last + 1);
    let stamp = 0;

    const kinds = new Uint32Array(data.kinds.length);
    /** How many rows have each combination of flags: one look-up a row stands for all of them. */
    const combinations = new Uint32Array(flagged + 1);

    /** @type {GtCounts} */
    const counts = {
      records: 0,
      events: 0,
      launchDates: 0,
      missiles: 0,
      drawn: 0,
      notDrawn: 0,
      unverified: 0,
      circles: 0,
      areas: 0,
      passedOver: 0,
      statedInside: 0,
      routes: 0,
      kinds,
    };

    /** @param {number} flag @returns {number} rows on the map that have it */
    function drawnWith(flag) {
      let sum = 0;
      for (let at = DRAWN; at < combinations.length; at++) {
        sum += (at & DRAWN) !== 0 && (at & flag) !== 0 ? combinations[at] : 0;
      }
      return sum;
    }

    /**
     * @param {ArrayLike<number> | null} rows null: every row
     * @param {number} [length] how many of them count
     * @returns {GtCounts} the same object every time
     */
    function of(rows, length = rows ? rows.length : n) {
      kinds.fill(0);
      combinations.fill(0);
      stamp += 1;
      if (stamp > 0xfffffff0) {
        seen.fill(0);
        stamp = 1;
      }
      let [events, launchDates, fired, circles] = [0, 0, 0, 0];
      for (let place = 0; place < length; place++) {
        const row = rows === null ? place : rows[place];
        const flag = flags[row];
        kinds[kind[row]] += 1;
        combinations[flag] += 1;
        fired += missiles[row];
        circles += radius[row] > 0 && (flag & DRAWN) !== 0 ? 1 : 0;
        if (seen[event[row]] !== stamp) {
          seen[event[row]] = stamp;
          events += (flag & LAUNCH) === 0 ? 1 : 0;
          launchDates += (flag & LAUNCH) === 0 ? 0 : 1;
        }
      }
      const drawn = drawnWith(DRAWN);
      let unverified = 0;
      for (let at = UNVERIFIED; at < combinations.length; at++) {
        unverified += (at & UNVERIFIED) !== 0 ? combinations[at] : 0;
      }
      counts.records = length;
      counts.events = events;
      counts.launchDates = launchDates;
      counts.missiles = fired;
      counts.drawn = drawn;
      counts.notDrawn = length - drawn;
      counts.unverified = unverified;
      counts.circles = circles;
      counts.areas = drawnWith(NO_CENTRE);
      counts.passedOver = drawnWith(PASSED_OVER);
      counts.statedInside = drawnWith(STATED_INSIDE);
      counts.routes = drawnWith(ROUTE);
      return counts;
    }

    return { of };
  }

  /**
   * The line that is always in view; the words are those of Python's `Counts.sentence`.
   * @param {GtCounts} shown
   * @param {{events: number, launchDates: number}} total
   * @returns {string}
   */
  function sentence(shown, total) {
    const missiles = shown.missiles === 1 ? "1 missile" : `${figure(shown.missiles)} missiles`;
    return (
      `Showing ${figure(shown.events)} of ${figure(total.events)} events, ` +
      `${figure(shown.launchDates)} of ${figure(total.launchDates)} launch dates (${missiles})`
    );
  }

  /**
   * @param {number} value
   * @returns {string} thousands separated by commas
   */
  function figure(value) {
    return value.toString().replace(/\B(?=(\d{3})+$)/g, ",");
  }

  /** @type {WeakMap<GtHost, {tally: GtTally, stamp: unknown, counts: GtCounts | null}>} */
  const kept = new WeakMap();

  /**
   * Counts of what is visible now, made once for each change.
   * @param {GtHost} host
   * @returns {GtCounts}
   */
  function current(host) {
    let entry = kept.get(host);
    if (!entry) {
      entry = { tally: create(host.data), stamp: undefined, counts: null };
      kept.set(host, entry);
    }
    const visible = GeoTensions.visible(host);
    if (!entry.counts || entry.stamp !== visible.stamp) {
      entry.stamp = visible.stamp;
      entry.counts = entry.tally.of(visible.rows, visible.length);
    }
    return entry.counts;
  }

  GeoTensions.tally = { create, current, sentence, figure };
})();
