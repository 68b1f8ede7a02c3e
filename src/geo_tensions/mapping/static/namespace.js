// The one global. Scripts that come later hang what they offer on it.
(() => {
  "use strict";

  /** @type {unknown} */
  const empty = {
    parts: {},
    /** Bits of the `flags` column, as `geo_tensions.model.Flag` has them. */
    flag: {
      DRAWN: 1,
      NO_CENTRE: 2,
      UNVERIFIED: 4,
      IN_LANE: 8,
      PASSED_OVER_JAPAN: 16,
      STATED_INSIDE_EEZ: 32,
      HAS_ROUTE: 64,
      LAUNCH: 128,
      COARSE_DATE: 256,
    },
  };
  globalThis.GeoTensions = globalThis.GeoTensions || /** @type {GtGlobal} */ (empty);
})();
