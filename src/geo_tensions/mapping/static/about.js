// Cards of the ground: what is said of a disputed island, a zone or a line that is pressed where no record is.
(() => {
  "use strict";

  const { element } = GeoTensions.dom;
  const LINE_PX = 6;
  /** How near a rock that is too small to be seen must be pressed. */
  const SPOT_PX = 16;

  /** Layers that can be pressed, the topmost first, each with the key of a feature's card.
   * @type {[string, (properties: Record<string, any>) => string][]} */
  const PRESSED = [
    ["disputed-islands", ({ id }) => `island:${id}`],
    ["kuril-islands", () => "claim:kurils-north"],
    ["neighbour-adiz", ({ zone }) => `adiz:${zone}`],
    ["jadiz", () => "adiz:jadiz"],
    ["equidistance", ({ id }) => `equidistance:${id}`],
    ["territorial-sea-osm", ({ id }) => `territorial-sea-osm:${id}`],
    ["disputed-maritime-zone", ({ id }) => `disputed-maritime-zone:${id}`],
    ["territorial-sea", ({ id }) => `territorial-sea:${id}`],
    ["eez", ({ id }) => `eez:${id}`],
  ];
  /** Layers of which only the lines are pressed: their areas are too wide to mean anything. */
  const LINES = new Set(["neighbour-adiz", "jadiz"]);

  const scratch = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

  /**
   * What of a layer lies at a place of the map plane.
   * @param {string} layer
   * @param {GtPath[]} paths
   * @param {{x: number, y: number}} at
   * @param {number} reach units of the plane
   * @param {GtState} state
   */
  function hit(layer, paths, at, reach, state) {
    scratch.lineWidth = 2 * reach;
    return paths.find(({ path, box, type, properties }) => {
      if (at.x < box[0] - reach || at.x > box[2] + reach || at.y < box[1] - reach || at.y > box[3] + reach) {
        return false;
      }
      if (properties.role === "coverage" || (LINES.has(layer) && properties.role !== "limit")) {
        return false;
      }
      if (layer === "neighbour-adiz" && !GeoTensions.waters.inForce(properties.zone, state)) {
        return false;
      }
      return type === "Polygon"
        ? scratch.isPointInPath(path, at.x, at.y, "evenodd")
        : scratch.isPointInStroke(path, at.x, at.y);
    });
  }

  /** @param {GtHost} host @param {number} atX CSS pixels of the map's container @param {number} atY */
  function found(host, atX, atY) {
    const { map } = host;
    const state = host.store.get();
    const zoom = map.getZoom();
    const { lat, lng } = map.containerPointToLatLng([atX, atY]);
    const at = { x: GeoTensions.plane.x(lng), y: GeoTensions.plane.y(lat) };
    const next = map.containerPointToLatLng([atX + 1, atY]);
    const pixel = Math.abs(GeoTensions.plane.x(next.lng) - at.x);
    const files = GeoTensions.layerFiles(host);
    for (const [layer, keyOf] of PRESSED) {
      const paths = state.layers[layer] ? files.paths(layer, zoom) : null;
      const path = paths ? hit(layer, paths, at, pixel * LINE_PX, state) : undefined;
      if (path) {
        return { key: keyOf(path.properties), properties: path.properties };
      }
    }
    return null;
  }

  /** @param {GtHost} host */
  function asker(host) {
    /** @type {Map<string, Promise<GtAbout>>} */
    const kept = new Map();
    return () => {
      const { perspective } = host.store.get();
      const name = `${host.config.columns}/about?perspective=${perspective}`;
      let asked = kept.get(perspective);
      if (!asked) {
        asked = host.fetchJson(name);
        asked.catch(() => kept.delete(perspective));
        kept.set(perspective, asked);
      }
      return asked;
    };
  }

  /**
   * @param {GtAbout} about
   * @param {GtHost} host
   * @param {number} atX
   * @param {number} atY
   */
  function spotAt({ spots }, { map }, atX, atY) {
    return spots.find(({ lon, lat }) => {
      const { x, y } = map.latLngToContainerPoint([lat, lon]);
      return Math.hypot(x - atX, y - atY) <= SPOT_PX;
    });
  }

  /**
   * What is known of the pressed piece itself.
   * @param {GtAbout} about
   * @param {Record<string, any>} properties
   * @returns {GtSection | null}
   */
  function piece({ basis: words }, { role, basis, radius_km: radius, edge_km: edge, note, source }) {
    if (role !== "limit") {
      return null;
    }
    const known = radius ?? edge;
    const facts = [{ label: "Basis", text: words[basis] || String(basis), note: note || "" }];
    if (known !== null && known !== undefined) {
      facts.push({ label: "Known to", text: `${known} km`, note: "" });
    }
    if (source) {
      facts.push({ label: "Source", text: source, note: "" });
    }
    return { id: "piece", heading: "This piece of the limit", facts };
  }

  /** @param {GtHost} host */
  GeoTensions.parts.about = (host) => {
    const side = GeoTensions.side(host);
    const ask = asker(host);
    /** What is open: key and properties of the pressed feature. @type {{key: string, properties: Record<string, any>} | null} */
    let open = null;

    /** @param {GtAbout} about */
    function show(about) {
      const card = open && about.cards[open.key];
      if (!open || !card) {
        return;
      }
      const { section } = GeoTensions.cardFacts;
      const own = piece(about, open.properties);
      const body = element(
        "div",
        { class: "gt-card-body" },
        element("h2", { class: "gt-title", text: card.title }),
        own ? section(own) : null,
        ...card.sections.map(section),
        card.sources.length ? GeoTensions.cardSources.list(card.sources) : null,
      );
      const onClose = () => {
        open = null;
      };
      side.show({ id: "about", label: `About: ${card.title}`, body, onClose });
    }

    /** Takes a press where no record is. @param {number} x @param {number} y */
    GeoTensions.press = (x, y) => {
      if (host.config.embedded) {
        return;
      }
      const hitNow = found(host, x, y);
      ask().then(
        (about) => {
          const spot = hitNow ? undefined : spotAt(about, host, x, y);
          const key = hitNow?.key || spot?.key;
          if (key && about.cards[key]) {
            open = { key, properties: hitNow?.properties || {} };
            show(about);
          } else {
            side.close("about");
          }
        },
        (error) => host.notice(`What is said of this place could not be read: ${error.message}.`),
      );
    };

    const leave = host.store.subscribe((state, before) => {
      if (open && state.perspective !== before.perspective) {
        ask().then(show, () => undefined);
      }
    });
    return {
      destroy() {
        leave();
        side.close("about");
      },
    };
  };
})();
