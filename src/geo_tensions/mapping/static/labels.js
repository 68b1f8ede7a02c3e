// Names of seas, islands and places in the words of the perspective, on a canvas over the marks. What does not fit
// without touching another name is left out until the map comes nearer.
(() => {
  "use strict";

  const FAMILY = '"Geo Sans", "Geo Gothic", system-ui, sans-serif';
  const GAP_PX = 4;

  /**
   * How each sort is written. `anchors`: where the text may stand about its point, the best first.
   * @type {Record<string, {font: (zoom: number) => string, colour: string, anchors: string[], spacing?: string, wide?: number}>}
   */
  const SORTS = {
    sea: {
      font: (zoom) => `italic 500 ${Math.min(22, 9 + zoom * 1.5)}px ${FAMILY}`,
      colour: "label-sea",
      anchors: ["middle"],
      spacing: "0.12em",
      wide: 190,
    },
    disputed: {
      font: (zoom) => `600 ${Math.min(15, 9.5 + zoom * 0.5)}px ${FAMILY}`,
      colour: "disputed",
      anchors: ["right", "lower-right", "left", "upper-left", "below", "above"],
    },
    island: {
      font: (zoom) => `500 ${Math.min(13, 8.5 + zoom * 0.5)}px ${FAMILY}`,
      colour: "label",
      anchors: ["right", "left", "below", "above"],
    },
    country: {
      font: (zoom) => `600 ${Math.min(16, 8 + zoom)}px ${FAMILY}`,
      colour: "label-land",
      anchors: ["middle"],
      spacing: "0.14em",
    },
    place: {
      font: () => `400 11.5px ${FAMILY}`,
      colour: "label",
      anchors: ["right", "left", "above", "below", "upper-right", "lower-right", "lower-left", "upper-left"],
    },
  };

  /** Zoom from which places of each rank are named. */
  const RANK_ZOOM = [0, 4, 6, 7.5];

  /** Shift of a text's box about its point: in widths, in heights, in gaps. @type {Record<string, number[]>} */
  const ANCHORS = {
    middle: [-0.5, -0.5, 0, 0],
    right: [0, -0.5, 1, 0],
    left: [-1, -0.5, -1, 0],
    above: [-0.5, -1, 0, -1],
    below: [-0.5, 0, 0, 1],
    "upper-right": [0, -1, 0.7, -0.3],
    "lower-right": [0, 0, 0.7, 0.3],
    "lower-left": [-1, 0, -0.7, 0.3],
    "upper-left": [-1, -1, -0.7, -0.3],
  };

  /** @type {Record<string, (properties: Record<string, any>) => Pick<GtLabel, "sort" | "rank" | "zoom" | "dot">>} */
  const LAYERS = {
    seas: () => ({ sort: "sea", rank: 0, zoom: 0 }),
    "disputed-islands": ({ rank = 1 }) => ({ sort: "disputed", rank: 10 + rank, zoom: rank > 1 ? 8 : 4 }),
    land: () => ({ sort: "country", rank: 20, zoom: 3 }),
    "kuril-islands": ({ rank = 1 }) => ({ sort: "island", rank: 60 + rank, zoom: rank > 1 ? 8 : 6.5 }),
    places: ({ kind, rank = 2 }) => ({
      sort: "place",
      rank: 30 + rank * 10,
      zoom: RANK_ZOOM[rank] ?? 7.5,
      dot: String(kind || "city"),
    }),
  };

  /**
   * The labels of a layer in the words of a perspective.
   * @param {string} layer
   * @param {GtPath[]} paths
   * @param {string} perspective
   * @returns {GtLabel[]}
   */
  function labelsOf(layer, paths, perspective) {
    /** @type {GtLabel[]} */
    const made = [];
    /** @type {Set<string>} */
    const named = new Set();
    for (const { properties, type, lines } of paths) {
      const text = properties[`name_${perspective}`] || properties.name_neutral;
      const point = type === "Point";
      const placed = point || (Number.isFinite(properties.label_lon) && Number.isFinite(properties.label_lat));
      if (!text || !placed || named.has(properties.id)) {
        continue;
      }
      named.add(properties.id);
      const x = point ? lines[0][0] : GeoTensions.plane.x(properties.label_lon);
      const y = point ? lines[0][1] : GeoTensions.plane.y(properties.label_lat);
      made.push({ x, y, text, ...LAYERS[layer](properties) });
    }
    return made;
  }

  /**
   * @param {number[][]} taken left, top, right, bottom
   * @param {number[]} box
   */
  const free = (taken, box) =>
    taken.every((other) => box[0] > other[2] || box[2] < other[0] || box[1] > other[3] || box[3] < other[1]);

  /**
   * Breaks a long text in two at the space or slash nearest to its middle.
   * @param {string} text
   * @returns {string[]}
   */
  function broken(text) {
    const at = text.indexOf(" / ");
    return at < 0 ? [text] : [text.slice(0, at + 2), text.slice(at + 3)];
  }

  /**
   * Finds a place for each label, the weightiest first.
   * @param {GtLabel[]} labels
   * @param {GtFrame} frame
   * @param {(label: GtLabel) => {lines: string[], width: number, height: number}} measure
   * @param {number[][]} [taken] boxes that are not free
   */
  function arrange(labels, frame, measure, taken = []) {
    const placed = [];
    const sorted = labels
      .filter(({ zoom }) => frame.zoom >= zoom)
      .sort((one, other) => one.rank - other.rank || (one.text < other.text ? -1 : 1));
    for (const label of sorted) {
      const [x, y] = [label.x * frame.scale + frame.dx, label.y * frame.scale + frame.dy];
      if (x < -100 || y < -50 || x > frame.width + 100 || y > frame.height + 50) {
        continue;
      }
      const { lines, width, height } = measure(label);
      for (const name of SORTS[label.sort].anchors) {
        const [acrossBy, downBy, gapX, gapY] = ANCHORS[name];
        const gap = label.dot ? GAP_PX + 2 : GAP_PX;
        const left = x + acrossBy * width + gapX * gap;
        const top = y + downBy * height + gapY * gap;
        const box = [left - 2, top - 1, left + width + 2, top + height + 1];
        if (free(taken, box)) {
          taken.push(box);
          placed.push({ label, lines, left, top, width, height, x, y });
          break;
        }
      }
    }
    return placed;
  }

  /** @param {GtHost} host */
  GeoTensions.parts.labels = (host) => {
    const files = GeoTensions.layerFiles(host);
    const sheet = GeoTensions.sheet(host.map, { pane: "gt-labels", zIndex: 440, padding: 0.12, paint });

    /** @param {GtFrame} frame */
    function paint(frame) {
      const { layers, perspective } = host.store.get();
      const { context: c, zoom } = frame;
      const token = (/** @type {string} */ name) => GeoTensions.theme.token(host.root, name);
      const labels = Object.keys(LAYERS).flatMap((layer) =>
        layers[layer] ? labelsOf(layer, files.paths(layer) || [], perspective) : [],
      );
      const write = (/** @type {GtLabel} */ { sort }) => {
        c.font = SORTS[sort].font(zoom);
        c.letterSpacing = SORTS[sort].spacing || "0px";
      };
      const placed = arrange(labels, frame, (label) => {
        write(label);
        const whole = c.measureText(label.text).width;
        const lines = whole > (SORTS[label.sort].wide || Infinity) ? broken(label.text) : [label.text];
        const width = Math.max(...lines.map((line) => c.measureText(line).width));
        return { lines, width, height: lines.length * lineHeight(c) };
      });
      c.textBaseline = "middle";
      c.lineJoin = "round";
      for (const { label, lines, left, top, width, x, y } of placed) {
        write(label);
        if (label.dot) {
          dot(c, label.dot, x, y, token("label"), token("halo"));
        }
        c.textAlign = SORTS[label.sort].anchors[0] === "middle" ? "center" : "left";
        const across = c.textAlign === "center" ? left + width / 2 : left;
        c.strokeStyle = token("halo");
        c.lineWidth = 3.2;
        c.fillStyle = token(SORTS[label.sort].colour);
        lines.forEach((line, index) => {
          const down = top + (index + 0.5) * lineHeight(c);
          c.strokeText(line, across, down);
          c.fillText(line, across, down);
        });
      }
      c.letterSpacing = "0px";
    }

    const leave = host.store.subscribe((state, before) => {
      const changed = /** @type {(keyof GtState)[]} */ (["layers", "theme", "perspective"]);
      if (changed.some((key) => state[key] !== before[key])) {
        sheet.ask();
      }
    });
    const deaf = files.onReady(sheet.ask);
    sheet.ask();
    // Text measured before its font has come stands in the wrong place.
    document.fonts?.load(`12px ${FAMILY}`).then(sheet.ask, () => undefined);
    return {
      destroy() {
        leave();
        deaf();
        sheet.remove();
      },
    };
  };

  /** @param {CanvasRenderingContext2D} c */
  const lineHeight = (c) => (parseFloat(/([\d.]+)px/.exec(c.font)?.[1] || "12") * 1.2);

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {string} kind
   * @param {number} x
   * @param {number} y
   * @param {string} colour
   * @param {string} halo
   */
  function dot(c, kind, x, y, colour, halo) {
    c.beginPath();
    if (kind === "airbase") {
      c.moveTo(x, y - 3.6);
      c.lineTo(x + 3.4, y + 2.6);
      c.lineTo(x - 3.4, y + 2.6);
      c.closePath();
    } else if (kind === "site" || kind === "naval-base") {
      c.rect(x - 2.6, y - 2.6, 5.2, 5.2);
    } else {
      c.arc(x, y, 2.4, 0, 2 * Math.PI);
    }
    c.lineWidth = 3.5;
    c.strokeStyle = halo;
    c.stroke();
    c.lineWidth = 1.2;
    c.strokeStyle = colour;
    c.fillStyle = halo;
    c.fill();
    c.stroke();
  }

  GeoTensions.labels = { of: labelsOf, arrange };
})();
