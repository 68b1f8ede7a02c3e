// A canvas on the map. While the map is dragged it moves with it; while a zoom is animated it is stretched as the
// tiles of Leaflet are; when the map rests, or the view leaves the canvas, it is painted anew.
(() => {
  "use strict";

  const MOST_RATIO = 2;

  /**
   * @param {L.Map} map
   * @param {{pane: string, zIndex: number, padding: number, paint: (frame: GtFrame) => void}} options
   *   padding: part of the view's size that the canvas reaches beyond it on each side
   * @returns {GtSheet}
   */
  function sheet(map, { pane, zIndex, padding, paint }) {
    const holder = map.getPane(pane) || map.createPane(pane);
    holder.style.zIndex = String(zIndex);
    holder.style.pointerEvents = "none";
    const canvas = document.createElement("canvas");
    canvas.className = "gt-sheet leaflet-zoom-animated";
    canvas.setAttribute("aria-hidden", "true");
    holder.append(canvas);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

    /** World pixels at `zoom` of the canvas's left upper corner. */
    let corner = { x: 0, y: 0 };
    let zoom = NaN;
    let width = 0;
    let height = 0;
    let animating = false;

    function place() {
      const size = map.getSize();
      const ratio = Math.min(MOST_RATIO, window.devicePixelRatio || 1);
      const pad = { x: Math.round(size.x * padding), y: Math.round(size.y * padding) };
      const [wide, high] = [size.x + 2 * pad.x, size.y + 2 * pad.y];
      if (canvas.width !== Math.round(wide * ratio) || canvas.height !== Math.round(high * ratio)) {
        canvas.width = Math.round(wide * ratio);
        canvas.height = Math.round(high * ratio);
        canvas.style.width = `${wide}px`;
        canvas.style.height = `${high}px`;
      }
      const point = map.containerPointToLayerPoint([-pad.x, -pad.y]).round();
      L.DomUtil.setPosition(canvas, point);
      const origin = map.getPixelOrigin();
      corner = { x: origin.x + point.x, y: origin.y + point.y };
      zoom = map.getZoom();
      width = wide;
      height = high;
      const scale = 2 ** (zoom - GeoTensions.plane.ZOOM);
      const { ORIGIN } = GeoTensions.plane;
      const offset = { x: -pad.x, y: -pad.y };
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      return {
        ...{ context, width, height, ratio, zoom, scale, offset },
        dx: ORIGIN.x * scale - corner.x,
        dy: ORIGIN.y * scale - corner.y,
      };
    }

    const frame = GeoTensions.dom.perFrame(() => {
      if (!animating && map.getSize().x > 0) {
        paint(place());
      }
    });

    /**
     * Stretches what is painted to another view.
     * @param {L.Point} origin pixel origin of the map in that view
     * @param {number} at its zoom
     */
    function stretch(origin, at) {
      const by = 2 ** (at - zoom);
      L.DomUtil.setTransform(canvas, L.point(corner.x * by, corner.y * by).subtract(origin), by);
    }

    /** @type {L.ZoomAnimEventHandlerFn} */
    const onZoomAnim = ({ center, zoom: to }) => {
      animating = true;
      const paneAt = L.DomUtil.getPosition(map.getPanes().mapPane);
      const half = map.getSize().divideBy(2);
      stretch(map.project(center, to).subtract(half).add(paneAt).round(), to);
    };
    const onZoom = () => {
      if (!animating) {
        stretch(map.getPixelOrigin(), map.getZoom());
      }
    };
    const onMove = () => {
      if (animating || map.getZoom() !== zoom) {
        return;
      }
      const seen = map.getPixelBounds();
      const { min, max } = /** @type {{min: L.Point, max: L.Point}} */ (seen);
      const beyond = min.x < corner.x || min.y < corner.y || max.x > corner.x + width || max.y > corner.y + height;
      if (beyond) {
        frame.ask();
      }
    };
    const onEnd = () => {
      animating = false;
      onZoom();
      frame.ask();
    };
    /** @type {[string, L.LeafletEventHandlerFn][]} */
    const listeners = [
      ["zoomanim", /** @type {L.LeafletEventHandlerFn} */ (onZoomAnim)],
      ["zoom", onZoom],
      ["move", onMove],
      ["zoomend", onEnd],
      ["moveend", frame.ask],
      ["viewreset", frame.ask],
      ["resize", frame.ask],
    ];
    listeners.forEach(([name, listener]) => map.on(name, listener));

    return {
      canvas,
      ask: frame.ask,
      remove() {
        listeners.forEach(([name, listener]) => map.off(name, listener));
        frame.cancel();
        canvas.remove();
      },
    };
  }

  GeoTensions.sheet = sheet;
})();
