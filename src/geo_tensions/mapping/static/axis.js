// The scale of the time bar: a straight line in each era, more room for the years that hold more records.
(() => {
  "use strict";

  const { DAY, of, parts } = GeoTensions.time;

  /**
   * Years at which an era begins, and its share of the width. On a straight line from 1855 the years since 2022, more
   * than half of all records, would get 2 % of the width. The shares follow the square root of the records in an era
   * (8, 23, 147 and 207 of 385 in April 2026: 8, 14, 36 and 42 %), with some width moved from the oldest to the latest.
   */
  const ERAS = [
    { year: 1855, share: 0.07 },
    { year: 1945, share: 0.09 },
    { year: 1992, share: 0.34 },
    { year: 2022, share: 0.5 },
  ];

  /** Days after the end of the extent, so that "nothing is known here" has a place to be drawn. */
  const TAIL_DAYS = 75;

  const MAX_ZOOM = 60;

  /** Steps of ticks: calendar unit, how many of them, and about how many days that is. @type {GtTickStep[]} */
  const STEPS = [
    { unit: "day", every: 1, days: 1 },
    { unit: "day", every: 5, days: 5 },
    { unit: "month", every: 1, days: 30.4 },
    { unit: "month", every: 3, days: 91.3 },
    { unit: "year", every: 1, days: 365.2 },
    { unit: "year", every: 2, days: 730.5 },
    { unit: "year", every: 5, days: 1826 },
    { unit: "year", every: 10, days: 3652 },
    { unit: "year", every: 20, days: 7305 },
    { unit: "year", every: 50, days: 18262 },
  ];

  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

  /**
   * The eras that a stretch of time touches, with the share of the width that each gets. An era of which only a part is
   * there gets that part of its share.
   * @param {GtWindow} domain
   * @returns {{from: number, to: number, share: number}[]}
   */
  function erasOf(domain) {
    const found = [];
    for (const [index, { year, share }] of ERAS.entries()) {
      const first = index === 0;
      const next = ERAS[index + 1];
      const nominal = of(year, 1, 1);
      const begin = first ? Math.min(nominal, domain.from) : nominal;
      const end = next ? of(next.year, 1, 1) : Math.max(domain.to, nominal + DAY);
      const from = Math.max(begin, domain.from);
      const to = Math.min(end, domain.to);
      if (to > from) {
        found.push({ from, to, share: (share * (to - from)) / (end - begin) });
      }
    }
    const whole = found.reduce((sum, era) => sum + era.share, 0);
    return found.map((era) => ({ ...era, share: era.share / whole }));
  }

  /**
   * A scale from minutes to pixels; rising everywhere, and `minute` is the inverse of `x`.
   * @param {GtWindow} extent
   * @param {number} width CSS pixels
   * @param {GtZoom} [zoom] factor, and pixels of the enlarged scale left of the view
   * @returns {GtScale}
   */
  function createScale(extent, width, zoom = { factor: 1, offset: 0 }) {
    const domain = { from: extent.from, to: extent.to + 1 + TAIL_DAYS * DAY };
    let at = -zoom.offset;
    const eras = erasOf(domain).map(({ from, to, share }) => {
      const x0 = at;
      at += share * width * zoom.factor;
      return { from, to, x0, x1: at, pxPerDay: ((at - x0) * DAY) / (to - from) };
    });
    const last = eras.length - 1;

    /** @param {number} minute */
    function x(minute) {
      let index = 0;
      while (index < last && minute >= eras[index].to) {
        index += 1;
      }
      const era = eras[index];
      return era.x0 + ((minute - era.from) * era.pxPerDay) / DAY;
    }

    /** @param {number} pixel */
    function minute(pixel) {
      let index = 0;
      while (index < last && pixel >= eras[index].x1) {
        index += 1;
      }
      const era = eras[index];
      const found = era.from + ((pixel - era.x0) * DAY) / era.pxPerDay;
      return Math.max(domain.from, Math.min(domain.to, found));
    }

    const view = { from: minute(0), to: minute(width) };
    return { width, extent, domain, view, zoom, eras, x, minute };
  }

  /**
   * The zoom after a turn of the wheel: what is under the pointer stays there, and the scale never leaves the view.
   * @param {GtZoom} zoom
   * @param {number} width
   * @param {number} factor
   * @param {number} pixel
   * @returns {GtZoom}
   */
  function zoomAt(zoom, width, factor, pixel) {
    const next = Math.max(1, Math.min(MAX_ZOOM, zoom.factor * factor));
    return pan({ factor: next, offset: ((zoom.offset + pixel) * next) / zoom.factor - pixel }, width, 0);
  }

  /**
   * @param {GtZoom} zoom
   * @param {number} width
   * @param {number} pixels
   * @returns {GtZoom}
   */
  function pan(zoom, width, pixels) {
    const most = width * (zoom.factor - 1);
    return { factor: zoom.factor, offset: Math.max(0, Math.min(most, zoom.offset + pixels)) };
  }

  /**
   * The first step whose ticks stand at least so far apart.
   * @param {number} pxPerDay
   * @param {number} px
   */
  function stepFor(pxPerDay, px) {
    return STEPS.find((step) => step.days * pxPerDay >= px) || STEPS[STEPS.length - 1];
  }

  /**
   * Minutes of the ticks of one step inside a stretch, both ends included.
   * @param {GtTickStep} step
   * @param {number} from
   * @param {number} to
   * @returns {number[]}
   */
  function ticksOf(step, from, to) {
    const { year, month } = parts(from);
    const made = [];
    if (step.unit === "year") {
      for (let y = Math.floor(year / step.every) * step.every; of(y, 1, 1) <= to; y += step.every) {
        made.push(of(y, 1, 1));
      }
    } else {
      const first = step.unit === "month" ? Math.floor((month - 1) / step.every) * step.every + 1 : month;
      for (let m = first; of(year, m, 1) <= to; m += step.unit === "month" ? step.every : 1) {
        made.push(of(year, m, 1));
        // The 26th is the last tick of a month: one on the 31st would touch the next.
        for (let d = 1 + step.every; step.unit === "day" && d <= daysOf(year, m, step.every); d += step.every) {
          made.push(of(year, m, d));
        }
      }
    }
    return made.filter((minute) => minute >= from && minute <= to);
  }

  /**
   * @param {number} year
   * @param {number} month
   * @param {number} every
   */
  function daysOf(year, month, every) {
    return every > 1 ? 26 : (of(year, month + 1, 1) - of(year, month, 1)) / DAY;
  }

  /**
   * Ticks in view: small ones, and labelled ones that keep clear of each other, years before months before days.
   * @param {GtScale} scale
   * @param {{label: number, small: number}} room pixels between labels and between ticks
   * @returns {GtTick[]}
   */
  function ticks(scale, room = { label: 40, small: 5 }) {
    /** @type {Map<number, GtTick>} */
    const made = new Map();
    for (const era of scale.eras) {
      const from = Math.max(era.from, scale.view.from);
      const to = Math.min(era.to - 1, scale.view.to);
      if (to < from) {
        continue;
      }
      for (const labelled of [false, true]) {
        const step = stepFor(era.pxPerDay, labelled ? room.label : room.small);
        for (const minute of ticksOf(step, from, to)) {
          made.set(minute, tick(minute, scale.x(minute), labelled));
        }
      }
      if (era.from > scale.domain.from && era.from >= scale.view.from) {
        made.set(era.from, { ...tick(era.from, scale.x(era.from), true), rank: 0 });
      }
    }
    return clearOfEachOther([...made.values()], room.label);
  }

  /**
   * @param {number} minute
   * @param {number} x
   * @param {boolean} labelled
   * @returns {GtTick}
   */
  function tick(minute, x, labelled) {
    const { year, month, day } = parts(minute);
    const rank = day > 1 ? 3 : month > 1 ? 2 : 1;
    const label = rank === 3 ? String(day) : rank === 2 ? MONTHS[month - 1] : String(year);
    return { minute, x, rank, label: labelled ? label : "" };
  }

  /**
   * @param {GtTick[]} all
   * @param {number} room
   */
  function clearOfEachOther(all, room) {
    /** @type {number[]} */
    const taken = [];
    for (const one of [...all].sort((a, b) => a.rank - b.rank || b.x - a.x)) {
      if (one.label && taken.some((x) => Math.abs(x - one.x) < room * 0.9)) {
        one.label = "";
      } else if (one.label) {
        taken.push(one.x);
      }
    }
    return all.sort((a, b) => a.x - b.x);
  }

  GeoTensions.axis = { ERAS, MAX_ZOOM, createScale, zoomAt, pan, ticks, ticksOf };
})();
