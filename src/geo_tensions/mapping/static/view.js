// Keeps the state's view that of the map, and the map's that of the state when the page around changes its size.
(() => {
  "use strict";

  /** An animated move ends on a whole pixel: what was asked for is then more exact than what is shown. */
  const NEAR_ASKED_PX = 1.5;
  /** Less than a hand moves: the map was laid out anew. */
  const NEAR_PX = 0.5;

  /** @param {GtHost} host */
  GeoTensions.parts.view = (host) => {
    const { map, root, store } = host;
    const container = map.getContainer();
    const time = /** @type {HTMLElement} */ (root.querySelector(".gt-time"));
    let fitting = false;

    /** @param {GtCause} cause */
    function follow(cause) {
      const { lat, lng } = map.getCenter();
      const zoom = rounded(map.getZoom(), 2);
      const view = { lat: rounded(lat, 4), lon: rounded(((lng % 360) + 360) % 360, 4), zoom };
      const now = store.get().view;
      const near = isNear(view, now, cause === "python" ? NEAR_ASKED_PX : NEAR_PX);
      if (!near && (view.lat !== now.lat || view.lon !== now.lon || view.zoom !== now.zoom)) {
        store.set({ view }, cause);
      }
    }

    /** @param {GtView} one @param {GtView} other @param {number} most pixels */
    function isNear(one, other, most) {
      const point = (/** @type {GtView} */ { lat, lon }) => map.project([lat, lon], one.zoom);
      return one.zoom === other.zoom && point(one).distanceTo(point(other)) < most;
    }

    const onMoved = () => {
      if (!fitting) {
        follow(GeoTensions.commands?.moving() ? "python" : "view");
      }
    };

    /** Leaflet measures its container once, and would keep a corner in its place instead of the middle. */
    function fit() {
      root.style.setProperty("--gt-time-height", `${time.offsetHeight}px`);
      const { x, y } = map.getSize();
      if (x === container.clientWidth && y === container.clientHeight) {
        return;
      }
      const { lat, lon, zoom } = store.get().view;
      fitting = true;
      map.invalidateSize({ pan: false });
      map.setView([lat, lon], zoom, { animate: false });
      fitting = false;
    }

    // A command that came early has moved the map already.
    follow("python");
    map.on("moveend", onMoved);
    const frame = GeoTensions.dom.perFrame(fit);
    const observer = new ResizeObserver(frame.ask);
    observer.observe(container);
    observer.observe(time);
    return {
      destroy() {
        map.off("moveend", onMoved);
        observer.disconnect();
        frame.cancel();
      },
    };
  };

  /** @param {number} value @param {number} digits */
  const rounded = (value, digits) => Number(value.toFixed(digits));
})();
