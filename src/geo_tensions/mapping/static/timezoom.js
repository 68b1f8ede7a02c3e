// Enlarging the time axis: by a wheel, a touch pad, or two fingers.
(() => {
  "use strict";

  const { zoomAt, pan } = GeoTensions.axis;

  /** One notch of a wheel (100 pixels) enlarges the axis by a fifth. */
  const ZOOM_PER_PIXEL = 0.0018;

  /** Pixels of a line, for wheels that turn in lines. */
  const LINE_PX = 33;

  /**
   * The zoom after two fingers moved: what lay between them stays between them.
   * @param {GtZoom} zoom
   * @param {number} width
   * @param {{middle: number, apart: number}} before CSS pixels
   * @param {{middle: number, apart: number}} now
   * @returns {GtZoom}
   */
  function pinched(zoom, width, before, now) {
    const factor = now.apart / Math.max(1, before.apart);
    return pan(zoomAt(zoom, width, factor, before.middle), width, before.middle - now.middle);
  }

  /**
   * @param {HTMLElement} plot
   * @param {{get(): GtZoom, set(zoom: GtZoom): void, begin(): void}} axis
   */
  function listen(plot, axis) {
    plot.addEventListener(
      "wheel",
      (event) => {
        event.preventDefault();
        const { left, width } = plot.getBoundingClientRect();
        const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
        const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
        const by = (sideways ? event.deltaX : event.deltaY) * unit;
        const next =
          sideways || event.shiftKey
            ? pan(axis.get(), width, by)
            : zoomAt(axis.get(), width, Math.exp(-by * ZOOM_PER_PIXEL), event.clientX - left);
        axis.set(next);
      },
      { passive: false },
    );

    /** @type {Map<number, number>} */
    const fingers = new Map();
    const spread = () => {
      const [one, other] = [...fingers.values()];
      return { middle: (one + other) / 2, apart: Math.abs(one - other) };
    };
    plot.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "touch") {
        fingers.set(event.pointerId, event.clientX - plot.getBoundingClientRect().left);
        if (fingers.size === 2) {
          axis.begin();
        }
      }
    });
    plot.addEventListener("pointermove", (event) => {
      if (!fingers.has(event.pointerId)) {
        return;
      }
      const { left, width } = plot.getBoundingClientRect();
      const before = spread();
      fingers.set(event.pointerId, event.clientX - left);
      if (fingers.size === 2) {
        axis.set(pinched(axis.get(), width, before, spread()));
      }
    });
    for (const name of ["pointerup", "pointercancel"]) {
      plot.addEventListener(name, (event) => fingers.delete(/** @type {PointerEvent} */ (event).pointerId));
    }
  }

  GeoTensions.timeZoom = { pinched, listen };
})();
