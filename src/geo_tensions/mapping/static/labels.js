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
    water: {
      font: () => `italic 400 11px ${FAMILY}`,
      colour: "label-sea",
      anchors: ["middle", "right", "left", "below", "above"],
    },
  };

  /** Sorts that lie under the marks: they name wide areas, and nobody needs them letter by letter. */
  const LOW = new Set(["sea", "country"]);
  /** Kinds of places that have no mark of their own. */
  const UNMARKED = new Set(["strait", "island"]);
  /** Extent on the plane from which a country is named. */
  const COUNTRY_UNITS = 8000;

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
    places: ({ kind = "town", rank = 2 }) => ({
      sort: kind === "strait" ? "water" : kind === "island" ? "island" : "place",
      rank: 30 + rank * 10,
      zoom: RANK_ZOOM[rank] ?? 7.5,
      dot: UNMARKED.has(kind) ? undefined : kind,
    }),
    "kuril-islands": ({ polygon_area_km2: area = 0 }) => ({
      sort: "island",
      rank: 70,
      zoom: area > 300 ? 6 : area > 50 ? 7 : 8,
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
    /** @type {Map<string, GtPath>} */
    const largest = new Map();
    for (const path of paths) {
      const before = largest.get(path.properties.id);
      if (!before || sizeOf(path) > sizeOf(before)) {
        largest.set(path.properties.id, path);
      }
    }
    /** @type {GtLabel[]} */
    const made = [];
    for (const path of largest.values()) {
      const { properties } = path;
      const text = properties[`name_${perspective}`] || properties.name_neutral || properties.name;
      if (text && !(layer === "land" && sizeOf(path) < COUNTRY_UNITS)) {
        made.push({ ...pointOf(path), text, ...LAYERS[layer](properties) });
      }
    }
    return made;
  }

  /** @param {GtPath} path */
  const sizeOf = ({ box }) => Math.max(box[2] - box[0], box[3] - box[1]);

  /**
   * Where a feature is named: where its file says, or in its middle.
   * @param {GtPath} path
   */
  function pointOf({ properties, type, lines }) {
    const { label_lon: lon, label_lat: lat } = properties;
    if (Number.isFinite(lon) && Number.isFinite(lat)) {
      return { x: GeoTensions.plane.x(lon), y: GeoTensions.plane.y(lat) };
    }
    return type === "Polygon" ? centroid(lines[0]) : { x: lines[0][0], y: lines[0][1] };
  }

  /** @param {Float64Array} ring */
  function centroid(ring) {
    let [area, sumX, sumY] = [0, 0, 0];
    for (let at = 2; at < ring.length; at += 2) {
      const cross = ring[at - 2] * ring[at + 1] - ring[at] * ring[at - 1];
      area += cross;
      sumX += (ring[at - 2] + ring[at]) * cross;
      sumY += (ring[at - 1] + ring[at + 1]) * cross;
    }
    return area ? { x: sumX / (3 * area), y: sumY / (3 * area) } : { x: ring[0], y: ring[1] };
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
    /** @type {Set<string>} */
    const named = new Set();
    const sorted = labels
      .filter(({ zoom }) => frame.zoom >= zoom)
      .sort((one, other) => one.rank - other.rank || (one.text < other.text ? -1 : 1));
    for (const label of sorted) {
      const [x, y] = [label.x * frame.scale + frame.dx, label.y * frame.scale + frame.dy];
      if (named.has(label.text) || x < -100 || y < -50 || x > frame.width + 100 || y > frame.height + 50) {
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
          named.add(label.text);
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
    /** @param {string} pane @param {number} zIndex @param {boolean} low */
    const made = (pane, zIndex, low) =>
      GeoTensions.sheet(host.map, { pane, zIndex, padding: 0.12, paint: (frame) => paint(frame, low) });
    const sheets = [made("gt-names", 415, true), made("gt-labels", 440, false)];
    const ask = () => sheets.forEach((sheet) => sheet.ask());

    /** @param {GtFrame} frame @param {boolean} low whether only what lies under the marks is wanted */
    function paint(frame, low) {
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
        if (LOW.has(label.sort) !== low) {
          continue;
        }
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
        ask();
      }
    });
    const deaf = files.onReady(ask);
    ask();
    // Text measured before its font has come stands in the wrong place.
    document.fonts?.load(`12px ${FAMILY}`).then(ask, () => undefined);
    return {
      destroy() {
        leave();
        deaf();
        sheets.forEach((sheet) => sheet.remove());
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
    if (kind === "air-base") {
      c.moveTo(x, y - 3.6);
      c.lineTo(x + 3.4, y + 2.6);
      c.lineTo(x - 3.4, y + 2.6);
      c.closePath();
    } else if (kind === "port" || kind === "launch-site") {
      c.rect(x - 2.6, y - 2.6, 5.2, 5.2);
    } else {
      c.arc(x, y, kind === "town" ? 2.4 : 1.4, 0, 2 * Math.PI);
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
