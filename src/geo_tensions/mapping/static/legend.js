// The legend: only what is visible now, how complete it is, and the switches of the layers.
(() => {
  "use strict";

  const { element, replace, icon, swatch, perFrame } = GeoTensions.dom;
  const KEY = "geo-tensions-legend";
  /** Visible rows above which the legend waits while the hand moves: counting a million takes milliseconds. */
  const MANY = 20000;
  const MANY_EVERY_MS = 200;
  const NARROW = "(max-width: 900px), (max-height: 640px)";

  /** Lines of each layer while it is on: picture, label, smaller words. @type {Record<string, string[][]>} */
  const LAYER_LINES = {
    jadiz: [
      ["limit-published", "Japan's ADIZ, limit as published", "no sovereign airspace; Russia has declared none here"],
      ["limit-computed", "limit computed from a published rule", ""],
      ["limit-estimated", "limit estimated, with its band", ""],
    ],
    eez: [
      ["eez", "Exclusive economic zone", "200 NM, computed from the coast; nobody's claim"],
      ["disputed-waters", "Waters whose owner depends on a claim", ""],
    ],
    "territorial-sea": [
      ["territorial", "Territorial sea", "12 NM, computed from the coast; no straight baselines"],
      ["disputed-waters", "Waters whose owner depends on a claim", ""],
    ],
    "disputed-maritime-zone": [["disputed-waters", "Waters of disputed islands", ""]],
    equidistance: [["equidistance", "Line of equal distance", "nobody's claim; no agreed boundary"]],
    "territorial-sea-osm": [["osm", "Territorial sea, OpenStreetMap", "© OpenStreetMap contributors, ODbL 1.0"]],
    "neighbour-adiz": [["limit-other", "ADIZ of the ROK, China, Taiwan", "only where in force in these dates; no airspace"]],
    "kuril-islands": [["islands", "Kuril Islands", ""]],
    "sea-closing-lines": [["closing", "Limits of the seas", ""]],
    "missile-tracks": [["track", "Missile track", "straight great circle, not the flown path"]],
    places: [["place", "Base, launch site, town", ""]],
  };

  /** The four islands as each perspective shows them. @type {Record<GtPerspective, [string, string, string]>} */
  const ISLANDS = {
    neutral: ["disputed", "The four disputed islands", "administered by Russia, claimed by Japan"],
    japan: ["disputed-japan", "Northern Territories", "claimed by Japan, administered by Russia"],
    russia: ["disputed-russia", "Southern Kurils", "administered by Russia, claimed by Japan"],
  };

  /** Readings of marks: test on the counts, picture, label. @type {[(counts: GtCounts) => number, string, string][]} */
  const READINGS = [
    [(counts) => counts.circles - counts.areas, "circle", "The place lies within the circle"],
    [(counts) => counts.areas, "area", "Area only: no centre is known"],
    [(counts) => counts.unverified, "hollow", "Hollow, dashed: unverified"],
    [(counts) => counts.statedInside, "inside", "Fell inside Japan's EEZ, as officially stated"],
    [(counts) => counts.passedOver, "over", "Passed over Japan"],
  ];

  /** @param {GtHost} host */
  GeoTensions.parts.legend = (host) => {
    const place = /** @type {HTMLElement} */ (host.root.querySelector(".gt-legend"));
    const body = element("div", { class: "gt-legend-body", attributes: { id: "gt-legend-body" } });
    const button = element("button", {
      class: "gt-legend-button",
      attributes: { type: "button", "aria-controls": "gt-legend-body" },
      on: { click: () => open(!isOpen()) },
    });
    button.append(element("span", { text: "Legend" }), icon("down"));
    const marks = element("ul", { class: "gt-legend-rows" });
    const lines = element("ul", { class: "gt-legend-rows" });
    const readings = element("ul", { class: "gt-legend-rows" });
    const switches = layerSwitches(host);
    body.append(marks, readings, lines, switches.element);
    const box = element("section", { class: "gt-legend-box", attributes: { "aria-label": "Legend" } }, button, body);
    place.append(box);

    const isOpen = () => button.getAttribute("aria-expanded") === "true";

    /**
     * @param {boolean} on
     * @param {boolean} [keep] remember it for the session
     */
    function open(on, keep = true) {
      button.setAttribute("aria-expanded", String(on));
      body.hidden = !on;
      box.classList.toggle("gt-legend-closed", !on);
      if (keep) {
        remember(on);
      }
    }

    /** @type {HTMLElement[]} */
    let kindRows = [];
    let theme = "";
    let linesKey = "";

    let drawn = 0;
    let later = 0;

    function draw() {
      const state = host.store.get();
      const now = performance.now();
      if (GeoTensions.visible(host).length > MANY && now - drawn < MANY_EVERY_MS) {
        clearTimeout(later);
        later = window.setTimeout(frame.ask, MANY_EVERY_MS);
        return;
      }
      drawn = now;
      const counts = GeoTensions.tally.current(host);
      if (state.theme !== theme) {
        theme = state.theme;
        kindRows = host.data.kinds.map((kind, index) => kindRow(host, kind, index));
        replace(marks, ...kindRows);
      }
      kindRows.forEach((row, index) => show(row, counts.kinds[index] > 0));
      READINGS.forEach(([test], index) => show(readingRows[index], test(counts) > 0));
      const on = host.config.layers.map((layer) => layer.id).filter((id) => state.layers[id]);
      const key = `${on.join()} ${counts.routes > 0} ${state.perspective}`;
      if (key !== linesKey) {
        linesKey = key;
        replace(lines, ...once(on.flatMap((id) => linesOf(id, counts, state.perspective))));
      }
      switches.update(state);
    }

    const readingRows = READINGS.map(([, picture, label]) => pictureRow(picture, label, ""));
    replace(readings, ...readingRows);
    const frame = perFrame(draw);
    const leave = host.store.subscribe(frame.ask);
    open(remembered() ?? !window.matchMedia(NARROW).matches, false);
    draw();
    return {
      destroy() {
        leave();
        frame.cancel();
        clearTimeout(later);
        box.remove();
      },
    };
  };

  /**
   * @param {HTMLElement} row
   * @param {boolean} on
   */
  function show(row, on) {
    if (row.hidden === on) {
      row.hidden = !on;
    }
  }

  /**
   * @param {GtHost} host
   * @param {GtKind} kind
   * @param {number} index
   */
  function kindRow(host, kind, index) {
    const words = element("span", { class: "gt-legend-words" }, element("span", { text: kind.label }));
    if (kind.completeness) {
      words.append(element("span", { class: "gt-legend-small", text: kind.completeness }));
    }
    const attributes = kind.completeness_note ? { title: kind.completeness_note } : {};
    const holder = element("span", { class: "gt-legend-picture" }, swatch(host, index, 18));
    return element("li", { class: "gt-legend-row gt-legend-kind", attributes }, holder, words);
  }

  /**
   * @param {string} picture
   * @param {string} label
   * @param {string} small
   */
  function pictureRow(picture, label, small) {
    const words = element("span", { class: "gt-legend-words" }, element("span", { text: label }));
    if (small) {
      words.append(element("span", { class: "gt-legend-small", text: small }));
    }
    const holder = element("span", { class: "gt-legend-picture" }, GeoTensions.legendPicture(picture));
    return element("li", { class: "gt-legend-row" }, holder, words);
  }

  /**
   * @param {string} id layer that is on
   * @param {GtCounts} counts
   * @param {GtPerspective} perspective
   * @returns {HTMLElement[]}
   */
  function linesOf(id, counts, perspective) {
    if (id === "disputed-islands") {
      return [pictureRow(...ISLANDS[perspective])];
    }
    if (id === "routes") {
      return counts.routes ? [pictureRow("route", "Route", "schematic, not a track")] : [];
    }
    return (LAYER_LINES[id] || []).map(([picture, label, small]) => pictureRow(picture, label, small));
  }

  /**
   * Two layers may explain the same hatching; it is explained once.
   * @param {HTMLElement[]} rows
   */
  function once(rows) {
    const words = rows.map((row) => row.querySelector(".gt-legend-words span")?.textContent);
    return rows.filter((_, index) => words.indexOf(words[index]) === index);
  }

  /** @param {GtHost} host */
  function layerSwitches(host) {
    /** @type {Map<string, HTMLInputElement>} */
    const boxes = new Map();
    const list = element("ul", { class: "gt-legend-rows gt-layer-list" });
    for (const layer of host.config.layers) {
      const box = /** @type {HTMLInputElement} */ (element("input", { attributes: { type: "checkbox" } }));
      box.addEventListener("change", () => {
        const layers = { ...host.store.get().layers, [layer.id]: box.checked };
        host.store.set({ layers }, "layers");
      });
      boxes.set(layer.id, box);
      const label = element("label", { class: "gt-layer" }, box, element("span", { text: layer.title }));
      list.append(element("li", {}, label));
    }
    const details = element(
      "details",
      { class: "gt-layers" },
      element("summary", { class: "gt-heading", text: "Layers" }),
      list,
    );
    /** @param {GtState} state */
    const update = (state) => {
      for (const [id, box] of boxes) {
        const on = Boolean(state.layers[id]);
        if (box.checked !== on) {
          box.checked = on;
        }
      }
    };
    return { element: details, update };
  }

  /** @returns {boolean | null} what was chosen earlier in this session; storage may be forbidden */
  function remembered() {
    try {
      const value = window.sessionStorage.getItem(KEY);
      return value === null ? null : value === "open";
    } catch {
      return null;
    }
  }

  /** @param {boolean} on */
  function remember(on) {
    try {
      window.sessionStorage.setItem(KEY, on ? "open" : "closed");
    } catch {
      // Nothing depends on it.
    }
  }
})();
