// Water, land, islands, zone and limits, painted on one canvas under the marks. Colours are tokens of theme.css,
// widths those of style.json.
(() => {
  "use strict";

  /** What the land files cover, degrees: west, south, east, north. Beyond it the map knows nothing. */
  const COVERED = [115, 10, 190, 65];
  const HATCH_PX = 5;
  /** Zoom below which small islands get a glow, so that they are seen at all. */
  const GLOW_ZOOM = 7;
  /** What an online basemap shows itself. */
  const UNDER = new Set(["seas", "land"]);
  const BASES = ["published", "computed", "estimated"];

  /** @type {WeakMap<GtPath[], Path2D>} */
  const borders = new WeakMap();

  /** @param {GtHost} host */
  GeoTensions.parts.basemap = (host) => {
    const files = GeoTensions.layerFiles(host);
    const sheet = GeoTensions.sheet(host.map, { pane: "gt-base", zIndex: 210, padding: 0.16, paint });

    /** @param {GtFrame} frame */
    function paint(frame) {
      const state = host.store.get();
      const { layers } = state;
      const online = GeoTensions.tilesShown(host);
      const brush = GeoTensions.brush(host, frame);
      if (!online) {
        brush.screen("water");
      }
      GeoTensions.paths.onPlane(frame);
      for (const [id, draw] of DRAWN) {
        if (id === "land") {
          brush.line("graticule", GeoTensions.measure.graticule(frame));
        }
        const paths = layers[id] ? files.paths(id, frame.zoom) : null;
        if (paths && !(online && UNDER.has(id))) {
          draw(brush, paths.filter((path) => GeoTensions.paths.inView(path, frame)), paths, state);
        }
      }
      if (!online) {
        beyond(brush);
      }
      GeoTensions.paths.onScreen(frame);
    }

    const leave = host.store.subscribe((state, before) => {
      const changed = /** @type {(keyof GtState)[]} */ (["layers", "theme", "basemap", "perspective"]);
      const dated = state.layers["neighbour-adiz"] && state.window !== before.window;
      if (dated || changed.some((key) => state[key] !== before[key])) {
        sheet.ask();
      }
    });
    const deaf = files.onReady(sheet.ask);
    GeoTensions.repaintBase = sheet.ask;
    sheet.ask();
    return {
      destroy() {
        leave();
        deaf();
        sheet.remove();
      },
    };
  };

  /** Layers in the order in which they are painted. @type {[string, (brush: GtBrush, seen: GtPath[], all: GtPath[], state: GtState) => void][]} */
  const DRAWN = [
    ["seas", (brush, seen) => brush.fill("seas", seen)],
    ["eez", (brush, seen, all, state) => GeoTensions.waters.zones("eez", brush, seen, all, state)],
    ["territorial-sea", (brush, seen, all, state) => GeoTensions.waters.zones("territorial-sea", brush, seen, all, state)],
    ["disputed-maritime-zone", (brush, seen) => brush.hatch("waters-disputed", seen, HATCH_PX)],
    ["equidistance", (brush, seen, _all, state) => GeoTensions.waters.equidistance(brush, seen, state)],
    ["territorial-sea-osm", (brush, seen) => brush.stroke("territorial-sea-osm", seen)],
    ["land", land],
    ["kuril-islands", (brush, seen) => brush.island("kuril-islands", seen)],
    ["disputed-islands", disputed],
    ["sea-closing-lines", (brush, seen) => brush.stroke("sea-closing-lines", seen)],
    ["jadiz", jadiz],
    ["neighbour-adiz", (brush, seen, _all, state) => GeoTensions.waters.neighbours(brush, seen, state)],
  ];

  /** @param {GtBrush} brush @param {GtPath[]} seen @param {GtPath[]} all */
  function land(brush, seen, all) {
    // The coast is stroked first and the inner half covered by the fill, so borders on land do not show as coast.
    brush.island("land", seen);
    let path = borders.get(all);
    if (!path) {
      path = GeoTensions.paths.borders(all);
      borders.set(all, path);
    }
    brush.line("land-border", path);
  }

  /** @param {GtBrush} brush @param {GtPath[]} seen @param {GtPath[]} _all @param {GtState} state */
  function disputed(brush, seen, _all, { perspective }) {
    const style = perspective === "neutral" ? "disputed-islands" : `disputed-islands-${perspective}`;
    if (brush.frame.zoom < GLOW_ZOOM) {
      brush.glow(style, seen, 7);
    }
    brush.island(style, seen);
    brush.hatch(style, seen, HATCH_PX);
    brush.stroke(style, seen);
  }

  /** @param {GtBrush} brush @param {GtPath[]} seen */
  function jadiz(brush, seen) {
    const role = (/** @type {string} */ wanted) => seen.filter(({ properties }) => properties.role === wanted);
    brush.fill("jadiz-area", role("area"));
    brush.union("jadiz-band", role("band"));
    for (const basis of BASES) {
      brush.stroke(`jadiz-${basis}`, role("limit").filter(({ properties }) => properties.basis === basis));
    }
  }

  /** Covers what the land files do not reach. @param {GtBrush} brush */
  function beyond(brush) {
    const { plane } = GeoTensions;
    const [west, south, east, north] = COVERED;
    const [left, right, top, bottom] = [plane.x(west), plane.x(east), plane.y(north), plane.y(south)];
    const far = 2 ** 21;
    const around = new Path2D();
    around.rect(left - far, top - far, right - left + 2 * far, bottom - top + 2 * far);
    around.rect(left, top, right - left, bottom - top);
    const edge = new Path2D();
    edge.rect(left, top, right - left, bottom - top);
    brush.around("beyond", around, edge);
  }
})();
