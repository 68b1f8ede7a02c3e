// Minutes since 1970-01-01T00:00 Japan Standard Time and the calendar. No time zone of the browser takes part.
(() => {
  "use strict";

  const DAY = 1440;
  const OPEN_END = 2147483647;
  const MS_PER_MINUTE = 60000;
  const ISO = /^(-?\d{4,6})-(\d{2})-(\d{2})$/;

  /** @param {number} minute */
  function dateOf(minute) {
    return new Date(minute * MS_PER_MINUTE);
  }

  /**
   * @param {number} minute
   * @returns {string}
   */
  function iso(minute) {
    return minute === OPEN_END ? "open" : dateOf(minute).toISOString().slice(0, 10);
  }

  /**
   * @param {number} year
   * @param {number} month from 1
   * @param {number} day
   * @returns {number}
   */
  function of(year, month, day) {
    const date = new Date(0);
    date.setUTCFullYear(year, month - 1, day);
    return date.getTime() / MS_PER_MINUTE;
  }

  /**
   * @param {string} text YYYY-MM-DD
   * @returns {number}
   */
  function minute(text) {
    const found = ISO.exec(text);
    const made = found ? of(Number(found[1]), Number(found[2]), Number(found[3])) : NaN;
    return found && iso(made) === text ? made : NaN;
  }

  /** @param {number} at */
  function parts(at) {
    const date = dateOf(at);
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }

  /** @param {number} at */
  const startOfDay = (at) => Math.floor(at / DAY) * DAY;

  /** @param {number} at */
  const endOfDay = (at) => startOfDay(at) + DAY - 1;

  GeoTensions.time = { DAY, OPEN_END, iso, minute, startOfDay, endOfDay, parts, of };
})();
