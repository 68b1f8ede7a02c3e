// Names of seas, islands and places in the words of the perspective, and where each may stand. What does not fit
// without touching another name is left out until the map comes nearer.
(() => {
  "use strict";

  const FAMILY = '"Geo Sans", "Geo Gothic", system-ui, sans-serif';
  const GAP_PX = 4;
  /** Names for which a common arrangement is sought: every further one may make the search as many times longer. */
  const MOST_TOGETHER = 5;

  /**
   * How each sort is written. `anchors`: where the text may stand about its point, the best first.
   * @type {Record<string, GtLabelSort>}
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
      anchors: ["right", "lower-right", "far-lower-right", "left", "upper-left", "below", "above"],
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
    zone: {
      font: () => `500 11px ${FAMILY}`,
      colour: "zone-other",
      anchors: ["middle", "above", "below", "right", "left"],
    },
    water: {
      font: () => `italic 400 11px ${FAMILY}`,
      colour: "label-sea",
      anchors: ["middle", "right", "left", "below", "above"],
    },
  };

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
    "far-lower-right": [0, 0.5, 0.7, 0.3],
    "lower-left": [-1, 0, -0.7, 0.3],
    "upper-left": [-1, -1, -0.7, -0.3],
  };

  /** @type {Record<string, (properties: Record<string, any>) => Pick<GtLabel, "sort" | "rank" | "zoom" | "dot">>} */
  const LAYERS = {
    seas: () => ({ sort: "sea", rank: 0, zoom: 0 }),
    "disputed-islands": ({ rank = 1 }) => ({ sort: "disputed", rank: 10 + rank, zoom: rank > 1 ? 8 : 4 }),
    "neighbour-adiz": () => ({ sort: "zone", rank: 60, zoom: 4 }),
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
      if (layer === "neighbour-adiz" && path.properties.role !== "area") {
        continue;
      }
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
        made.push({ ...pointOf(path), text, zone: properties.zone, ...LAYERS[layer](properties) });
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
   * Where a label may stand.
   * @param {GtLabel} label
   * @param {GtFrame} frame
   * @param {{lines: string[], width: number, height: number}} size
   * @returns {GtPlaced[]} the best first
   */
  function standings(label, frame, { lines, width, height }) {
    const [x, y] = [label.x * frame.scale + frame.dx, label.y * frame.scale + frame.dy];
    const gap = label.dot ? GAP_PX + 2 : GAP_PX;
    return SORTS[label.sort].anchors.map((name) => {
      const [acrossBy, downBy, gapX, gapY] = ANCHORS[name];
      const left = x + acrossBy * width + gapX * gap;
      const top = y + downBy * height + gapY * gap;
      return { label, lines, left, top, width, height, x, y };
    });
  }

  /** @param {GtPlaced} one */
  const boxOf = ({ left, top, width, height }) => [left - 2, top - 1, left + width + 2, top + height + 1];

  /**
   * Finds places for few labels so that all of them fit, where there are such.
   * @param {GtPlaced[][]} group where each may stand
   * @param {number[][]} taken
   * @returns {GtPlaced[] | null}
   */
  function fitAll([first, ...others], taken) {
    if (!first) {
      return [];
    }
    for (const standing of first) {
      const box = boxOf(standing);
      const rest = free(taken, box) ? fitAll(others, [...taken, box]) : null;
      if (rest) {
        return [standing, ...rest];
      }
    }
    return null;
  }

  /**
   * Finds a place for each label, the weightiest first. The disputed islands are named together: each name is weighty,
   * and one that takes the best place may leave none to its neighbour.
   * @param {GtLabel[]} labels
   * @param {GtFrame} frame
   * @param {(label: GtLabel) => {lines: string[], width: number, height: number}} measure
   * @param {number[][]} [taken] boxes that are not free
   * @returns {GtPlaced[]}
   */
  function arrange(labels, frame, measure, taken = []) {
    /** @type {GtPlaced[]} */
    const placed = [];
    const near = labels.filter(({ x, y, zoom }) => {
      const [across, down] = [x * frame.scale + frame.dx, y * frame.scale + frame.dy];
      const inside = across > -100 && down > -50 && across < frame.width + 100 && down < frame.height + 50;
      return inside && frame.zoom >= zoom;
    });
    near.sort((one, other) => one.rank - other.rank || (one.text < other.text ? -1 : 1));
    const islands = near.filter(({ sort }) => sort === "disputed").slice(0, MOST_TOGETHER);
    // The easternmost first: there is sea on its right.
    islands.sort((one, other) => other.x - one.x);
    const together = fitAll(islands.map((label) => standings(label, frame, measure(label))), taken) || [];

    /** @param {GtPlaced} standing */
    function take(standing) {
      taken.push(boxOf(standing));
      placed.push(standing);
    }
    together.forEach(take);
    for (const label of near) {
      if (placed.some((one) => one.label.text === label.text)) {
        continue;
      }
      const found = standings(label, frame, measure(label)).find((one) => free(taken, boxOf(one)));
      if (found) {
        take(found);
      }
    }
    return placed;
  }

  GeoTensions.labels = { of: labelsOf, arrange, SORTS, LAYERS: Object.keys(LAYERS) };
})();
