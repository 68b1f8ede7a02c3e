// Tells Python what the hand did, when it rests: never while it moves.
(() => {
  "use strict";

  const VIEW_QUIET_MS = 250;
  /** @type {ReadonlySet<GtCause>} */
  const TOLD = new Set(/** @type {GtCause[]} */ (["release", "select", "view", "layers", "polygon"]));

  /** @param {GtHost} host */
  GeoTensions.parts.bridge = (host) => {
    let seq = 0;
    let later = 0;

    /** @param {GtCause} cause */
    function tell(cause) {
      clearTimeout(later);
      later = 0;
      seq += 1;
      const { window: span, mode, speed, layers, selected, view, polygon = [] } = host.store.get();
      /** @type {GtReport} */
      const report = {
        ...{ seq, mode, speed, cause },
        revs: GeoTensions.commands?.revs() || {},
        window: { from: span.from, to: span.to },
        layers: { ...layers },
        selected: selected ? { ...selected } : null,
        view: { ...view },
        polygon: polygon.map((corner) => [...corner]),
      };
      window.Streamlit?.setComponentValue(report);
    }

    const leave = host.store.subscribe((_state, _before, cause) => {
      if (!TOLD.has(cause)) {
        return;
      }
      if (cause === "view") {
        clearTimeout(later);
        later = window.setTimeout(() => tell("view"), VIEW_QUIET_MS);
      } else {
        tell(cause);
      }
    });
    return {
      destroy() {
        leave();
        clearTimeout(later);
      },
    };
  };
})();
