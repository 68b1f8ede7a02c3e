// Tells Python what the hand did, when it rests: never while it moves.
(() => {
  "use strict";

  const VIEW_QUIET_MS = 250;
  const CAUSES = /** @type {GtCause[]} */ (["release", "select", "view", "layers", "drafts", "polygon"]);
  /** @type {ReadonlySet<GtCause>} */
  const TOLD = new Set(CAUSES);

  /** @param {GtHost} host */
  GeoTensions.parts.bridge = (host) => {
    let seq = 0;
    let later = 0;

    /** @param {GtCause} cause */
    function tell(cause) {
      clearTimeout(later);
      later = 0;
      seq += 1;
      const { window: span, mode, speed, layers, selected, view, kept, polygon = [] } = host.store.get();
      /** @type {GtReport} */
      const report = {
        ...{ seq, mode, speed, cause },
        revs: GeoTensions.commands?.revs() || {},
        window: { from: span.from, to: span.to },
        layers: { ...layers },
        selected: selected ? { ...selected } : null,
        view: { ...view },
        polygon: polygon.map((corner) => [...corner]),
        // Until Python says that it has them.
        ...(kept ? { decks: kept } : {}),
      };
      window.Streamlit?.setComponentValue(report);
    }

    const leave = host.store.subscribe((state, before, cause) => {
      if (state.presenting && !before.presenting && later) {
        tell("view");
      }
      // What a presentation shows is its own: the explorer stays as it was.
      if (state.presenting || !TOLD.has(cause)) {
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
