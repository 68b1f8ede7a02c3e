// Zones at sea as a perspective counts them: with the four islands one way, the other way, or both with the waters
// between hatched. Rocks that others dispute are hatched in every perspective.
(() => {
  "use strict";

  const HATCH_PX = 6;
  const BASES = ["published", "computed", "estimated"];

  /** Scenario that a perspective draws; neutral draws both. @type {Record<GtPerspective, string | null>} */
  const SCENARIO = { neutral: null, japan: "claim", russia: "defacto" };

  /** @type {WeakMap<GtPath[], Map<string, Path2D>>} */
  const limits = new WeakMap();

  /**
   * Whom an area is counted with: in the neutral perspective every party with itself.
   * @param {Record<string, any>} properties
   * @param {GtPerspective} perspective
   * @returns {string}
   */
  function owner(properties, perspective) {
    const scenario = SCENARIO[perspective];
    return String((scenario && properties[scenario]) || properties.party);
  }

  /**
   * The edges of areas, without those between two areas of one owner.
   * @param {GtPath[]} areas
   * @param {(path: GtPath) => string} ownerOf
   * @returns {Path2D}
   */
  function edges(areas, ownerOf) {
    /** @type {Map<string, {owner: string, line: number[]} | null>} */
    const found = new Map();
    for (const area of areas) {
      const mine = ownerOf(area);
      for (const line of area.lines) {
        for (let at = 2; at < line.length; at += 2) {
          const [x, y, toX, toY] = [line[at - 2], line[at - 1], line[at], line[at + 1]];
          const forward = x < toX || (x === toX && y < toY);
          const key = forward ? `${x} ${y} ${toX} ${toY}` : `${toX} ${toY} ${x} ${y}`;
          const other = found.get(key);
          found.set(key, other && other.owner === mine ? null : { owner: mine, line: [x, y, toX, toY] });
        }
      }
    }
    const path = new Path2D();
    for (const edge of found.values()) {
      if (edge) {
        path.moveTo(edge.line[0], edge.line[1]);
        path.lineTo(edge.line[2], edge.line[3]);
      }
    }
    return path;
  }

  /** @param {GtPath[]} all @param {GtPerspective} perspective */
  function limitsOf(all, perspective) {
    const kept = limits.get(all) || new Map();
    limits.set(all, kept);
    const known = kept.get(perspective);
    if (known) {
      return known;
    }
    const areas = all.filter(({ properties }) => properties.role === "area");
    const path = edges(areas, ({ properties }) => owner(properties, perspective));
    kept.set(perspective, path);
    return path;
  }

  /** @param {Record<string, any>} properties @param {GtPerspective} perspective */
  function hatched({ role, disputed }, perspective) {
    const depends = disputed === "always" || (disputed === "by-scenario" && SCENARIO[perspective] === null);
    return role === "undetermined" || (role === "area" && depends);
  }

  /**
   * @param {"eez" | "territorial-sea"} name
   * @param {GtBrush} brush
   * @param {GtPath[]} seen
   * @param {GtPath[]} all
   * @param {GtState} state
   */
  function zones(name, brush, seen, all, { perspective }) {
    const doubtful = seen.filter(({ properties }) => hatched(properties, perspective));
    brush.fill(name, seen.filter((path) => path.properties.role === "area" && !doubtful.includes(path)));
    brush.fill("waters-disputed", doubtful);
    brush.hatch("waters-disputed", doubtful, HATCH_PX);
    brush.line(name, limitsOf(all, perspective));
  }

  /** @param {GtBrush} brush @param {GtPath[]} seen @param {GtState} state */
  function equidistance(brush, seen, { perspective }) {
    const scenario = SCENARIO[perspective];
    brush.stroke(
      "equidistance",
      seen.filter(({ properties: { scenarios } }) => !scenario || !scenarios.length || scenarios.includes(scenario)),
    );
  }

  /**
   * Whether the limits of a neighbour's zone are in force at some time in the window; a zone without a known date is.
   * @param {string} zone
   * @param {GtState} state
   */
  function inForce(zone, { window: span }) {
    const since = GeoTensions.host?.config.adiz?.[zone]?.since;
    return since === undefined || since === null || since <= span.to;
  }

  /** @param {GtBrush} brush @param {GtPath[]} seen @param {GtState} state */
  function neighbours(brush, seen, state) {
    for (const basis of BASES) {
      const drawn = seen.filter(
        ({ properties: { role, zone, basis: how } }) => role === "limit" && how === basis && inForce(zone, state),
      );
      brush.stroke(`neighbour-${basis}`, drawn);
    }
  }

  GeoTensions.waters = { zones, equidistance, neighbours, inForce, owner, edges, hatched };
})();
