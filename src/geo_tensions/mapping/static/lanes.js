// Acts of states above the histogram, a lane for each side: small marks of their kinds, and a number where they crowd.
(() => {
  "use strict";

  const SIZE = 9;
  /** Marks whose middles are nearer than this become one with a number, CSS pixels. */
  const CROWDED = 11;
  const REACH = 8;

  /** @type {Record<string, string>} */
  const LABELS = {
    japan: "Japan",
    russia: "Russia",
    "dprk-russia": "Russia–DPRK",
    others: "Others",
  };

  /**
   * The lanes that have a row of their own, in the header's order; the first entry of the header stands for no lane.
   * @param {GtData} data
   * @returns {{lane: number, label: string}[]}
   */
  function lanesOf(data) {
    return data.lanes
      .map((id, lane) => ({ lane, label: LABELS[id] || id }))
      .filter(({ lane, label }) => lane > 0 && label !== "");
  }

  /**
   * Rows that stand in a lane, rising.
   * @param {GtData} data
   * @returns {Uint32Array}
   */
  function rowsOf(data) {
    const found = [];
    for (let row = 0; row < data.n; row++) {
      if (data.flags[row] & GeoTensions.flag.IN_LANE) {
        found.push(row);
      }
    }
    return Uint32Array.from(found);
  }

  /**
   * Places the marks. Rows come in order of start, so each lane needs to look at its last mark only; a mark takes in
   * what stands within reach of its first row, never a chain without end.
   * @param {GtData} data
   * @param {Uint32Array} rows of `rowsOf`
   * @param {Uint8Array | null} mask
   * @param {GtScale} scale
   * @param {boolean} folded all lanes in one row
   * @returns {GtLaneMark[]}
   */
  function place(data, rows, mask, scale, folded) {
    /** @type {GtLaneMark[]} */
    const marks = [];
    /** @type {(GtLaneMark | undefined)[]} */
    const last = [];
    const places = new Map(lanesOf(data).map(({ lane }, index) => [lane, folded ? 0 : index]));
    for (const row of rows) {
      const at = places.get(data.lane[row]);
      const masked = mask !== null && (mask[row >> 3] & (1 << (row & 7))) === 0;
      const x = scale.x(data.start[row]);
      if (at === undefined || masked || x < -SIZE || x > scale.width + SIZE) {
        continue;
      }
      const before = last[at];
      if (before && x - before.x < CROWDED) {
        before.rows.push(row);
        before.x1 = x;
      } else {
        const mark = { x, x1: x, place: at, rows: [row] };
        last[at] = mark;
        marks.push(mark);
      }
    }
    return marks;
  }

  /**
   * @param {GtLaneMark} mark
   * @returns {number} where it is drawn
   */
  const middle = (mark) => (mark.x + mark.x1) / 2;

  /**
   * The mark under the pointer.
   * @param {GtLaneMark[]} marks
   * @param {GtLaneBox} box
   * @param {number} x
   * @param {number} y
   * @returns {GtLaneMark | null}
   */
  function hit(marks, box, x, y) {
    const at = Math.floor((y - box.top) / box.row);
    let best = null;
    let nearest = REACH;
    for (const mark of marks) {
      const away = Math.abs(middle(mark) - x);
      if (mark.place === at && away <= nearest) {
        best = mark;
        nearest = away;
      }
    }
    return best;
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {GtHost} host
   * @param {GtLaneMark[]} marks
   * @param {GtLaneBox} box
   */
  function draw(context, host, marks, box) {
    const { data } = host;
    const { theme } = host.store.get();
    const token = (/** @type {string} */ name) => GeoTensions.theme.token(host.root, name);
    context.font = `600 9px ${token("font")}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const mark of marks) {
      const x = middle(mark);
      const y = box.top + (mark.place + 0.5) * box.row;
      const kind = data.kinds[data.kind[mark.rows[0]]];
      const mixed = mark.rows.some((row) => data.kinds[data.kind[row]].domain !== kind.domain);
      const colour = mixed ? token("ink-2") : kind[theme];
      if (mark.rows.length === 1) {
        const hollow = (data.flags[mark.rows[0]] & GeoTensions.flag.UNVERIFIED) !== 0;
        GeoTensions.shapes.draw(context, kind.shape, x, y, SIZE, { fill: colour, line: colour, theme, hollow });
        continue;
      }
      const text = mark.rows.length > 99 ? "99+" : String(mark.rows.length);
      const width = 7 + text.length * 5;
      context.beginPath();
      context.roundRect(x - width / 2, y - 5, width, 10, 5);
      context.fillStyle = colour;
      context.fill();
      context.fillStyle = token("paper-solid");
      context.fillText(text, x, y + 0.5);
    }
  }

  GeoTensions.lanes = { lanesOf, rowsOf, place, middle, hit, draw };
})();
