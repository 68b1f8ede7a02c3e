// The online basemap: tiles under all layers while it is switched on, and then always whose they are.
(() => {
  "use strict";

  const MOST_ZOOM = 19;

  /** Maps whose tiles have come: until then, and without internet for ever, our own land stays. @type {WeakSet<GtHost>} */
  const alive = new WeakSet();

  /** @param {GtHost} host */
  GeoTensions.parts.online = (host) => {
    const { element } = GeoTensions.dom;
    const words = element("p", { class: "gt-attribution" });
    words.hidden = true;
    host.root.append(words);
    /** @type {L.TileLayer | null} */
    let tiles = null;
    /** @type {GtBasemap | null} */
    let of = null;

    function follow() {
      const { basemap, layers } = host.store.get();
      const wanted = basemap && layers["online-basemap"] !== false ? basemap : null;
      if (wanted?.url === of?.url) {
        return;
      }
      of = wanted;
      tiles?.remove();
      tiles = null;
      alive.delete(host);
      words.hidden = !wanted;
      if (wanted) {
        // The words are shown by us as text: Leaflet's own control would take them as markup.
        words.textContent = wanted.attribution;
        tiles = L.tileLayer(wanted.url, { maxNativeZoom: wanted.max_zoom || MOST_ZOOM, maxZoom: MOST_ZOOM });
        tiles.on("tileerror", () => host.notice("The online basemap does not answer; the map works without it."));
        tiles.once("tileload", () => {
          alive.add(host);
          GeoTensions.repaintBase?.();
        });
        tiles.addTo(host.map);
      }
    }
    const leave = host.store.subscribe(follow);
    follow();
    return {
      destroy() {
        leave();
        tiles?.remove();
        words.remove();
      },
    };
  };

  GeoTensions.tilesShown = (host) => alive.has(host);
})();
