// The files of the layers: fetched when a layer is first shown, finer ones when the map comes near.
(() => {
  "use strict";

  /** Zoom from which the finer file of a layer is used. */
  const DETAIL_ZOOM = 6.75;

  /** @type {WeakMap<GtHost, GtLayerFiles>} */
  const kept = new WeakMap();

  /**
   * @param {GtHost} host
   * @returns {GtLayerFiles}
   */
  function files(host) {
    const found = kept.get(host);
    if (found) {
      return found;
    }
    /** @type {Map<string, GtPath[] | null>} */
    const ready = new Map();
    /** @type {Set<() => void>} */
    const waiting = new Set();

    /** @param {string} name @param {string} title */
    function load(name, title) {
      if (ready.has(name)) {
        return;
      }
      ready.set(name, null);
      host.fetchJson(name).then(
        (collection) => {
          ready.set(name, GeoTensions.paths.of(collection));
          waiting.forEach((tell) => tell());
        },
        (error) => host.notice(`Layer '${title}' could not be read: ${error.message}.`),
      );
    }

    /** @type {GtLayerFiles} */
    const made = {
      paths(id, zoom = 0) {
        const layer = host.config.layers.find((one) => one.id === id);
        if (!layer) {
          return null;
        }
        load(layer.hash, layer.title);
        const finer = zoom >= DETAIL_ZOOM ? layer.detail[layer.detail.length - 1] : undefined;
        if (finer) {
          load(finer, layer.title);
        }
        return (finer && ready.get(finer)) || ready.get(layer.hash) || null;
      },
      onReady(tell) {
        waiting.add(tell);
        return () => {
          waiting.delete(tell);
        };
      },
    };
    kept.set(host, made);
    return made;
  }

  GeoTensions.layerFiles = files;
})();
