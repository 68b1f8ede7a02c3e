// Decks of the visitor's own, kept in this browser: told to Python at the start, written whenever Python changes them.
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
    let asked = false;
    /** Number of the last state of the decks that was written. */
    let written = 0;

    function follow() {
      const { drafts } = host.store.get();
      if (!drafts) {
        return;
      }
      if (drafts.rev === 0 && !asked) {
        // Python has just begun and knows of no decks: the browser may.
        asked = true;
        if (read()) {
          host.store.set({ kept: read() }, "drafts");
        }
      } else if (drafts.rev > written) {
        written = drafts.rev;
        if (host.store.get().kept !== null) {
          host.store.set({ kept: null }, "python");
        }
        if (!write(drafts.text)) {
          host.notice("This browser keeps no decks; download them before you leave.");
        }
      }
    }
    const leave = host.store.subscribe(follow);
    follow();
    return { destroy: leave };
  };
})();
