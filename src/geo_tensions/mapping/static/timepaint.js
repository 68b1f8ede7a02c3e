// The still picture of the time bar on one canvas: eras, lanes, bars, ticks, and the part of which nothing is known.
(() => {
  "use strict";

  /** Height of the line under a date that is known to the month or year, CSS pixels. */
  const SPAN_PX = 3;
  /** Of very many such dates the first are drawn. */
  const MOST_SPANS = 2000;

  /** Rows of such dates. @type {WeakMap<GtData, number[]>} */
  const coarse = new WeakMap();

  const { minute: minuteOf, DAY } = GeoTensions.time;

  /** Marks and labels at the very ends reach out of the scale by so much, CSS pixels. */
  const MARGIN = 14;

  /**
   * Where each part of the bar stands, in CSS pixels from the top of the plot.
   * @param {boolean} narrow
   * @param {number} lanes
   * @returns {GtTimeBoxes}
   */
  function boxes(narrow, lanes) {
    const row = narrow ? 13 : 11;
    const laneBox = { top: 4, row, count: narrow ? 1 : lanes };
    const top = laneBox.top + row * laneBox.count + 4;
    const height = narrow ? 38 : 46;
    const axis = top + height;
    return { lanes: laneBox, histogram: { top, height }, axis: { top: axis, height: 18 }, height: axis + 18 };
  }

  /**
   * The first minutes of which some and of which all kinds of records know nothing.
   * @param {{incidents?: string, launches?: string}} cutoff ISO dates, to the day, month or year
   * @returns {{some: number, all: number} | null}
   */
  function unknownFrom(cutoff) {
    const ends = Object.values(cutoff).filter(Boolean).map(after).filter(Number.isFinite);
    return ends.length ? { some: Math.min(...ends), all: Math.max(...ends) } : null;
  }

  /** @param {string} text */
  function after(text) {
    const [year, month, day] = text.split("-").map(Number);
    if (day) {
      return minuteOf(text) + DAY;
    }
    return month ? GeoTensions.time.of(year, month + 1, 1) : GeoTensions.time.of(year + 1, 1, 1);
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {number} width
   * @param {number} height
   */
  function prepare(canvas, width, height) {
    const across = width + 2 * MARGIN;
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    const wide = Math.round(across * ratio);
    const high = Math.round(height * ratio);
    if (canvas.width !== wide || canvas.height !== high) {
      canvas.width = wide;
      canvas.height = high;
      canvas.style.width = `${across}px`;
      canvas.style.height = `${height}px`;
      canvas.style.marginLeft = `${-MARGIN}px`;
    }
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.setTransform(ratio, 0, 0, ratio, MARGIN * ratio, 0);
    context.clearRect(-MARGIN, 0, across, height);
    return context;
  }

  /**
   * @param {GtHost} host
   * @param {HTMLCanvasElement} canvas
   * @param {GtTimePicture} picture
   */
  function paint(host, canvas, picture) {
    const { scale, bins, marks, boxes: at } = picture;
    const token = (/** @type {string} */ name) => GeoTensions.theme.token(host.root, name);
    const context = prepare(canvas, scale.width, at.height);
    const { theme } = host.store.get();
    ground(context, picture, token);
    const colours = host.data.domains.map((domain) => domain[theme]);
    GeoTensions.histogram.draw(context, scale, bins, inner(at.histogram), colours);
    GeoTensions.lanes.draw(context, host, marks, at.lanes);
    hatch(context, host, picture, token);
    axis(context, picture, token);
    for (const { x0, x1, kind } of coarseSpans(host.data, host.store.get().mask, scale)) {
      context.fillStyle = host.data.kinds[kind][theme];
      context.fillRect(x0, at.axis.top, x1 - x0, SPAN_PX);
    }
  }

  /**
   * Where on the axis the records stand whose date is known to the month or year only: the whole of it.
   * @param {GtData} data
   * @param {Uint8Array | null} mask
   * @param {GtScale} scale
   * @returns {{x0: number, x1: number, kind: number}[]}
   */
  function coarseSpans(data, mask, scale) {
    let rows = coarse.get(data);
    if (!rows) {
      rows = [];
      for (let row = 0; row < data.n && rows.length < MOST_SPANS; row++) {
        if (data.flags[row] & GeoTensions.flag.COARSE_DATE) {
          rows.push(row);
        }
      }
      coarse.set(data, rows);
    }
    const spans = [];
    for (const row of rows) {
      if (!mask || mask[row >> 3] & (1 << (row & 7))) {
        const x0 = Math.max(0, scale.x(data.start[row]));
        const x1 = Math.min(scale.width, Math.max(scale.x(data.end[row] + 1), x0 + SPAN_PX));
        if (x1 > x0) {
          spans.push({ x0, x1, kind: data.kind[row] });
        }
      }
    }
    return spans;
  }

  /**
   * Bars leave room above them for the names of the eras.
   * @param {{top: number, height: number}} box
   */
  const inner = (box) => ({ top: box.top + 11, height: box.height - 11 });

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {GtTimePicture} picture
   * @param {(name: string) => string} token
   */
  function ground(context, { scale, bins, boxes: at }, token) {
    const bottom = at.axis.top;
    scale.eras.forEach((era, index) => {
      if (index % 2 === 1) {
        context.fillStyle = token("time-era");
        context.fillRect(era.x0, 0, era.x1 - era.x0, bottom);
      }
    });
    context.fillStyle = token("time-rule");
    for (let lane = 0; lane < at.lanes.count; lane++) {
      context.fillRect(0, Math.round(at.lanes.top + (lane + 0.5) * at.lanes.row), scale.width, 1);
    }
    const box = inner(at.histogram);
    for (const line of GeoTensions.histogram.lines(bins.most)) {
      const y = Math.round(bottom - GeoTensions.histogram.heightOf(line, bins.most, box.height));
      context.fillRect(0, y, scale.width, 1);
    }
  }

  /**
   * What stands above the bars of each era that has room for it: its years and what a bar stands for.
   * @param {GtTimePicture} picture
   * @returns {GtEraLabel[]}
   */
  function eraLabels({ scale, bins, narrow }) {
    return scale.eras.map((era, index) => {
      const left = Math.max(era.x0, 0);
      const right = Math.min(era.x1, scale.width);
      const by = `by ${bins.words[index]}`;
      const years = `${yearOf(era.from)}–${yearOf(Math.min(era.to - 1, scale.extent.to))}`;
      const choices = narrow ? [`${years}, ${by}`, by] : [`${years}, ${by}`, by, years];
      return { x: (left + right) / 2, choices, room: right - left - 8 };
    });
  }

  /** @param {number} minute */
  const yearOf = (minute) => GeoTensions.time.parts(minute).year;

  /**
   * Lines across the part after the cut-off: wide where some records go on, close where none do.
   * @param {CanvasRenderingContext2D} context
   * @param {GtHost} host
   * @param {GtTimePicture} picture
   * @param {(name: string) => string} token
   */
  function hatch(context, host, { scale, boxes: at }, token) {
    const unknown = unknownFrom(host.data.cutoff);
    if (!unknown) {
      return;
    }
    const bottom = at.axis.top;
    context.strokeStyle = token("time-hatch");
    context.lineWidth = 1;
    const zones = [
      { from: unknown.some, to: unknown.all, gap: 8 },
      { from: unknown.all, to: scale.domain.to, gap: 4 },
    ];
    for (const { from, to, gap } of zones) {
      const x0 = Math.max(0, scale.x(from));
      const x1 = Math.min(scale.width, scale.x(to));
      if (x1 <= x0) {
        continue;
      }
      context.save();
      context.beginPath();
      context.rect(x0, 0, x1 - x0, bottom);
      context.clip();
      context.beginPath();
      for (let x = x0 - (x0 % gap) - bottom; x < x1; x += gap) {
        context.moveTo(x, bottom);
        context.lineTo(x + bottom, 0);
      }
      context.moveTo(x0 + 0.5, 0);
      context.lineTo(x0 + 0.5, bottom);
      context.stroke();
      context.restore();
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {GtTimePicture} picture
   * @param {(name: string) => string} token
   */
  function axis(context, { scale, boxes: at, narrow }, token) {
    const { top, height } = at.axis;
    context.fillStyle = token("line-strong");
    context.fillRect(0, top, scale.width, 1);
    context.textBaseline = "middle";
    context.textAlign = "center";
    for (const { x, label, rank } of GeoTensions.axis.ticks(scale, { label: narrow ? 38 : 42, small: 5 })) {
      const boundary = rank === 0;
      context.fillStyle = token("line-strong");
      context.fillRect(Math.round(x) - (boundary ? 1 : 0), top, boundary ? 2 : 1, label ? 5 : 3);
      if (!label) {
        continue;
      }
      context.font = `${rank <= 1 ? 600 : 400} 11px ${token("font")}`;
      context.fillStyle = rank <= 1 ? token("ink") : token("ink-2");
      const half = context.measureText(label).width / 2 - MARGIN;
      context.fillText(label, Math.max(half, Math.min(scale.width - half, x)), top + height / 2 + 3);
    }
    context.strokeStyle = token("line-strong");
    context.setLineDash([2, 2]);
    context.beginPath();
    for (const era of scale.eras.slice(1)) {
      context.moveTo(Math.round(era.x0) + 0.5, 0);
      context.lineTo(Math.round(era.x0) + 0.5, top);
    }
    context.stroke();
    context.setLineDash([]);
  }

  GeoTensions.timePaint = { MARGIN, boxes, unknownFrom, inner, coarseSpans, eraLabels, paint };
})();
