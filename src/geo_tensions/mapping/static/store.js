// The one state of the page. Parts read it, change it and hear of changes; none calls another.
(() => {
  "use strict";

  /**
   * @param {GtState} initial
   * @returns {GtStore}
   */
  function createStore(initial) {
    let state = initial;
    /** @type {Set<GtListener>} */
    const listeners = new Set();

    /**
     * @param {Partial<GtState>} patch
     * @param {GtCause} cause
     */
    function set(patch, cause) {
      const before = state;
      state = { ...state, ...patch };
      for (const listener of [...listeners]) {
        if (!listeners.has(listener)) {
          continue;
        }
        try {
          listener(state, before, cause);
        } catch (error) {
          // One part that fails must not stop the others.
          console.error(error);
        }
      }
    }

    return {
      get: () => state,
      set,
      subscribe(listener) {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
    };
  }

  GeoTensions.createStore = createStore;
})();
