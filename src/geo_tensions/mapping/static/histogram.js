// Events over time, stacked by domain: counted in one pass over the rows, drawn once, left alone while the hand moves.
(() => {
  "use strict";

  const { of, parts } = GeoTensions.time;
  const { ticksOf } = GeoTensions.axis;

  /** Narrowest bar, CSS pixels. */
  const NARROWEST = 2.5;

  /** What a bar may stand for. @type {(GtTickStep & {words: string})[]} */
  const SPANS = [
    { unit: "day", every: 1, days: 1, words: "day" },
    { unit: "month", every: 1, days: 30.4, words: "month" },
    { unit: "year", every: 1, days: 365.2, words: "year" },
    { unit: "year", every: 5, days: 1826, words: "5 years" },
    { unit: "year", every: 10, days: 3652, words: "10 years" },
  ];

  /** Counts at which a line may be drawn behind the bars. */
  const LINES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000];

  /**
   * Edges of the bars in view: days, months, years or more as each era has room for.
   * @param {GtScale} scale
   * @returns {{edges: number[], words: string[]}} one edge more than bars; what each era's bars stand for
   */
  function edgesOf(scale) {
    const edges = [];
    const words = [];
    for (const era of scale.eras) {
      const span = SPANS.find(({ days }) => days * era.pxPerDay >= NARROWEST) || SPANS[SPANS.length - 1];
      words.push(span.words);
      if (era.to > scale.view.from && era.from < scale.view.to) {
        const from = Math.max(era.from, startOf(span, Math.max(era.from, scale.view.from)));
        edges.push(from, ...ticksOf(span, from + 1, Math.min(era.to - 1, scale.view.to)));
      }
    }
    const last = scale.eras.find((era) => era.to >= scale.view.to);
    edges.push(Math.min(last ? last.to : scale.domain.to, after(scale, edges[edges.length - 1], words)));
    return { edges, words };
  }

  /**
   * The end of the last bar, which the view may cut.
   * @param {GtScale} scale
   * @param {number} edge
   * @param {string[]} words
   */
  function after(scale, edge, words) {
    const span = SPANS.find((one) => one.words === words[eraAt(scale, edge)]) || SPANS[0];
    const { year, month, day } = parts(edge);
    if (span.unit === "year") {
      return of(Math.floor(year / span.every + 1) * span.every, 1, 1);
    }
    return span.unit === "month" ? of(year, month + 1, 1) : of(year, month, day + 1);
  }

  /**
   * @param {GtScale} scale
   * @param {number} minute
   */
  function eraAt(scale, minute) {
    return Math.max(0, scale.eras.findIndex((era) => minute < era.to));
  }

  /**
   * @param {GtTickStep} span
   * @param {number} minute
   */
  function startOf(span, minute) {
    const { year, month, day } = parts(minute);
    if (span.unit === "year") {
      return of(Math.floor(year / span.every) * span.every, 1, 1);
    }
    return of(year, month, span.unit === "month" ? 1 : day);
  }

  /**
   * Counts for one data set; what depends on it alone is made once.
   * @param {GtData} data
   * @returns {(scale: GtScale, mask: Uint8Array | null) => GtBins}
   */
  function createCounter(data) {
    const { n, start, kind, event } = data;
    const depth = Math.max(1, data.domains.length);
    const domainOf = Uint8Array.from(data.kinds, (one) =>
      Math.max(0, data.domains.findIndex((domain) => domain.id === one.domain)),
    );
    let last = 0;
    for (let row = 0; row < n; row++) {
      last = event[row] > last ? event[row] : last;
    }
    const seen = new Uint32Array(last + 1);
    let stamp = 0;

    return (scale, mask) => {
      const { edges, words } = edgesOf(scale);
      const length = edges.length - 1;
      const counts = new Uint32Array(length * depth);
      const totals = new Uint32Array(length);
      if (stamp + length + 1 > 0xfffffff0) {
        seen.fill(0);
        stamp = 0;
      }
      let bin = 0;
      let next = edges[1];
      const stop = edges[length];
      stamp += 1;
      for (let row = firstFrom(start, n, edges[0]); row < n && start[row] < stop; row++) {
        while (start[row] >= next) {
          bin += 1;
          next = edges[bin + 1];
          stamp += 1;
        }
        const out = mask !== null && (mask[row >> 3] & (1 << (row & 7))) === 0;
        // An event counts once in a bar, however many rows it has there.
        if (out || seen[event[row]] === stamp) {
          continue;
        }
        seen[event[row]] = stamp;
        counts[bin * depth + domainOf[kind[row]]] += 1;
        totals[bin] += 1;
      }
      let most = 0;
      for (let at = 0; at < length; at++) {
        most = totals[at] > most ? totals[at] : most;
      }
      return { length, depth, edges, counts, totals, most, words };
    };
  }

  /**
   * The first row that starts at a minute or later.
   * @param {Int32Array} start rising
   * @param {number} n
   * @param {number} minute
   */
  function firstFrom(start, n, minute) {
    let low = 0;
    let high = n;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (start[middle] < minute) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * Which bar holds a minute, -1 for none.
   * @param {GtBins} bins
   * @param {number} minute
   */
  function binAt(bins, minute) {
    return minute < bins.edges[0] ? -1 : firstAbove(bins.edges, minute) - 1;
  }

  /**
   * @param {number[]} edges
   * @param {number} minute
   */
  function firstAbove(edges, minute) {
    const found = edges.findIndex((edge) => edge > minute);
    return found < 0 ? 0 : found;
  }

  /**
   * Up to two counts for lines behind the bars, the higher near the top.
   * @param {number} most
   * @returns {number[]}
   */
  function lines(most) {
    const high = LINES.filter((line) => line <= most).pop();
    const low = LINES.filter((line) => line <= most / 6).pop();
    return [low, high].filter((line) => line !== undefined).map(Number);
  }

  /**
   * Heights follow the square root of the count, so that single events stay visible beside months with thirty.
   * @param {number} count
   * @param {number} most
   * @param {number} height
   */
  const heightOf = (count, most, height) => (count > 0 ? Math.max(2, height * Math.sqrt(count / most)) : 0);

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {GtScale} scale
   * @param {GtBins} bins
   * @param {{top: number, height: number}} box
   * @param {string[]} colours by domain
   */
  function draw(context, scale, bins, box, colours) {
    const bottom = box.top + box.height;
    for (let bin = 0; bin < bins.length; bin++) {
      const total = bins.totals[bin];
      if (total === 0) {
        continue;
      }
      const x0 = scale.x(bins.edges[bin]);
      const x1 = scale.x(bins.edges[bin + 1]);
      const width = x1 - x0;
      const gap = width > 5 ? 1 : width > 3 ? 0.5 : 0;
      const whole = heightOf(total, bins.most, box.height);
      let y = bottom;
      for (let domain = 0; domain < bins.depth; domain++) {
        const part = (whole * bins.counts[bin * bins.depth + domain]) / total;
        if (part > 0) {
          context.fillStyle = colours[domain];
          context.fillRect(x0 + gap / 2, y - part, Math.max(1, width - gap), part);
          y -= part;
        }
      }
    }
  }

  GeoTensions.histogram = { createCounter, edgesOf, binAt, lines, heightOf, draw };
})();
