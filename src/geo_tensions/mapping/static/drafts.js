// Decks of the visitor's own, kept in this browser: told to Python at the start (so this comes after
// the bridge), written whenever Python changes them.
(() => {
  "use strict";

  const PLACE = "geo-tensions-decks";

  /** @returns {string} JSON, empty where there is none or the browser keeps nothing */
  function read() {
    try {
      return window.localStorage.getItem(PLACE) || "";
    } catch {
      return "";
    }
  }

  /** @param {string} text */
  function write(text) {
    try {
      if (text) {
        window.localStorage.setItem(PLACE, text);
      } else {
        window.localStorage.removeItem(PLACE);
      }
      return true;
    } catch {
      return false;
    }
  }

  /** @param {GtHost} host */
  GeoTensions.parts.drafts = (host) => {
    /** Number of the last state of the decks that was written. */
    let written = 0;
    /** Whether the browser was looked at since Python began. */
    let looked = false;

    function follow() {
      const { drafts, kept } = host.store.get();
      if (!drafts) {
        return;
      }
      if (!drafts.known && !looked) {
        // Python has just begun: the browser may know of decks.
        looked = true;
        written = 0;
        if (read()) {
          host.store.set({ kept: read() }, "drafts");
          return;
        }
      }
      if (kept && !drafts.known) {
        return;
      }
      looked = looked && !drafts.known;
      if (drafts.rev > written) {
        written = drafts.rev;
        if (kept) {
          host.store.set({ kept: null }, "python");
        }
        if (!write(drafts.text)) {
          host.notice("This browser keeps no decks; download them before you leave.");
        }
      }
    }
    const leave = host.store.subscribe((state, before) => {
      if (state.drafts !== before.drafts) {
        follow();
      }
    });
    follow();
    return { destroy: leave };
  };
})();
