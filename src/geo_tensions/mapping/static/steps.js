// Windows of whole days: moved, resized and snapped by days, months and years of the calendar, never out of the extent.
(() => {
  "use strict";

  const { DAY, of, parts, startOfDay, endOfDay } = GeoTensions.time;

  /** Days of each step, for paces; steps themselves follow the calendar. @type {Record<GtUnit, number>} */
  const DAYS = { day: 1, month: 30.436875, year: 365.2425 };

  /**
   * @param {number} value
   * @param {number} low
   * @param {number} high
   */
  const between = (value, low, high) => Math.max(low, Math.min(high, value));

  /**
   * The first minute of a day some units away; the 31st becomes the last day of a shorter month.
   * @param {number} minute
   * @param {GtUnit} unit
   * @param {number} count
   * @returns {number}
   */
  function move(minute, unit, count) {
    if (unit === "day") {
      return startOfDay(minute) + count * DAY;
    }
    const { year, month, day } = parts(minute);
    const months = count * (unit === "year" ? 12 : 1);
    const first = of(year, month + months, 1);
    const days = (of(year, month + months + 1, 1) - first) / DAY;
    return first + (Math.min(day, days) - 1) * DAY;
  }

  /**
   * The same for a last minute: the last day of a month stays the last day.
   * @param {number} minute
   * @param {GtUnit} unit
   * @param {number} count
   * @returns {number}
   */
  function moveEnd(minute, unit, count) {
    const next = startOfDay(minute) + DAY;
    const wholeMonth = parts(next).day === 1;
    return (wholeMonth ? move(next, unit, count) : move(minute, unit, count) + DAY) - 1;
  }

  /**
   * Whole days inside the extent, at least one.
   * @param {number} from
   * @param {number} to
   * @param {GtWindow} extent
   * @returns {GtWindow}
   */
  function snap(from, to, extent) {
    const first = startOfDay(between(Math.min(from, to), extent.from, extent.to));
    const last = endOfDay(between(Math.max(from, to), extent.from, extent.to));
    return { from: Math.max(first, extent.from), to: Math.min(last, extent.to) };
  }

  /**
   * The window pushed back into the extent with its length kept.
   * @param {GtWindow} window
   * @param {GtWindow} extent
   * @returns {GtWindow}
   */
  function keepInside(window, extent) {
    const length = Math.min(window.to - window.from, extent.to - extent.from);
    const from = between(window.from, extent.from, extent.to - length);
    return { from, to: from + length };
  }

  /**
   * The window one or more steps away. Whole months stay whole months; anything else keeps its number of days.
   * @param {GtWindow} window
   * @param {GtMode} mode cumulative: the start is pinned
   * @param {GtUnit} unit
   * @param {number} count negative: earlier
   * @param {GtWindow} extent
   * @returns {GtWindow}
   */
  function step(window, mode, unit, count, extent) {
    if (mode === "cumulative") {
      return resize(window, "to", unit, count, extent);
    }
    const from = move(window.from, unit, count);
    const length = window.to - window.from;
    const whole = parts(window.from).day === 1 && parts(window.to + 1).day === 1;
    const to = whole ? moveEnd(window.to, unit, count) : from + length;
    const inside = from >= extent.from && to <= extent.to;
    return inside ? { from, to } : keepInside({ from, to: from + length }, extent);
  }

  /**
   * One end some steps away; it stops a day short of the other end.
   * @param {GtWindow} window
   * @param {"from" | "to"} end
   * @param {GtUnit} unit
   * @param {number} count
   * @param {GtWindow} extent
   * @returns {GtWindow}
   */
  function resize(window, end, unit, count, extent) {
    if (end === "from") {
      const latest = startOfDay(window.to);
      return { from: between(move(window.from, unit, count), extent.from, latest), to: window.to };
    }
    const earliest = Math.min(endOfDay(window.from), extent.to);
    return { from: window.from, to: between(moveEnd(window.to, unit, count), earliest, extent.to) };
  }

  /**
   * @param {GtWindow} one
   * @param {GtWindow} other
   */
  const same = (one, other) => one.from === other.from && one.to === other.to;

  /** @param {GtData} data @returns {GtWindow} */
  const extentOf = (data) => ({ from: data.extent[0], to: data.extent[1] });

  GeoTensions.steps = { DAYS, between, move, moveEnd, snap, keepInside, step, resize, same, extentOf };
})();
