// Brings the map to life: the page's frame, the data, the state, then every part.
(() => {
  "use strict";

  /** Areas of the page, in reading order. */
  const AREAS = ["left", "messages", "scale", "time", "side"];

  /** @type {WeakMap<L.Map, Promise<GtHost | null>>} */
  const started = new WeakMap();

  /**
   * @param {L.Map} map
   * @returns {HTMLElement} the element over the map that holds every part
   */
  function frame(map) {
    const { element } = GeoTensions.dom;
    const root = element("div", { class: "gt-root", attributes: { "data-theme": "light" } });
    for (const area of AREAS) {
      const made = element("div", { class: `gt-${area}` });
      L.DomEvent.disableClickPropagation(made);
      L.DomEvent.disableScrollPropagation(made);
      root.append(made);
    }
    const left = /** @type {Element} */ (root.querySelector(".gt-left"));
    left.append(element("div", { class: "gt-top" }), element("div", { class: "gt-legend" }));
    const messages = /** @type {Element} */ (root.querySelector(".gt-messages"));
    messages.append(element("div", { class: "gt-note" }), element("div", { class: "gt-notices" }));
    const words = element("p", { class: "gt-loading", text: "Loading the map", attributes: { role: "status" } });
    root.append(words);
    const container = map.getContainer();
    container.classList.add("gt-map");
    container.append(root);
    return root;
  }

  /**
   * @param {GtData} data
   * @param {GtConfig} config
   * @returns {GtState} what is shown until Python says something else: everything
   */
  function initialState(data, config) {
    return {
      window: { from: data.extent[0], to: data.extent[1] },
      mode: "window",
      playing: false,
      speed: 1,
      mask: null,
      hidden: null,
      layers: Object.fromEntries(config.layers.map((layer) => [layer.id, true])),
      perspective: "neutral",
      selected: null,
      hover: -1,
      polygon: [],
      compare: null,
      swipe: 0.5,
      view: { ...config.view },
      theme: "light",
      basemap: null,
      deck: null,
      presenting: false,
      drafts: null,
      kept: null,
    };
  }

  /**
   * @param {L.Map} map
   * @param {GtConfig} config
   * @returns {Promise<GtHost | null>}
   */
  async function bring(map, config) {
    const root = frame(map);
    const notice = GeoTensions.notices(root);
    const loading = /** @type {HTMLElement} */ (root.querySelector(".gt-loading"));
    const files = GeoTensions.createFetch(config);
    map.keyboard?.disable();
    (config.problems || []).forEach(notice);
    let data;
    try {
      data = GeoTensions.decodeColumns(await files.fetchBuffer(config.columns));
    } catch (error) {
      loading.textContent = `The records could not be read: ${/** @type {Error} */ (error).message}.`;
      return null;
    }
    const store = GeoTensions.createStore(initialState(data, config));
    /** @type {GtHost} */
    const host = {
      ...{ map, root, data, config, notice, store, ...files },
      records: GeoTensions.createRecords({ config, ...files }, () => store.get().perspective),
      onKey: GeoTensions.createKeys().onKey,
      choose: () => undefined,
    };
    GeoTensions.host = host;
    GeoTensions.commands = GeoTensions.createCommands(host);
    loading.remove();
    for (const [name, part] of Object.entries(GeoTensions.parts)) {
      try {
        part(host);
      } catch (error) {
        console.error(error);
        notice(`Part '${name}' of the map does not work: ${/** @type {Error} */ (error).message}.`);
      }
    }
    root.classList.add("gt-ready");
    // Streamlit keeps how far the page before this one was scrolled.
    GeoTensions.pageAround()?.document.querySelector("[data-testid='stMain']")?.scrollTo(0, 0);
    return host;
  }

  GeoTensions.start = (map, config) => {
    let running = started.get(map);
    if (!running) {
      running = bring(map, config);
      started.set(map, running);
    }
    return running;
  };
})();
