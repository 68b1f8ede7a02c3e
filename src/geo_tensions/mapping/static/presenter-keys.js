// The keys of a presentation, as clickers send them, heard in the map, in the page around it and in the presenter window.
(() => {
  "use strict";

  /** For the help. @type {[string, string][]} */
  const list = [
    ["→ ↓ Page Down Space Enter", "Next slide"],
    ["← ↑ Page Up Backspace", "Slide before"],
    ["Home, End", "First and last slide"],
    ["B or .", "Black screen, and back"],
    ["F", "Full screen, and back"],
    ["N", "Speaker's notes under the slide"],
    ["W", "Presenter window: notes, next slide, clock"],
    ["P", "Play the dates of this slide again"],
    ["?", "This help"],
    ["Esc", "Back to the map as it was"],
  ];

  /** @type {Record<string, GtPresenterAct>} */
  const ACTS = {
    ArrowRight: "next",
    ArrowDown: "next",
    PageDown: "next",
    " ": "next",
    Enter: "next",
    ArrowLeft: "before",
    ArrowUp: "before",
    PageUp: "before",
    Backspace: "before",
    Home: "first",
    End: "last",
    b: "black",
    ".": "black",
    f: "full",
    n: "notes",
    w: "window",
    p: "play",
    "?": "help",
    Escape: "end",
  };

  /**
   * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean}} event
   * @returns {GtPresenterAct | null} what a key asks for
   */
  function actOf(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return null;
    }
    return ACTS[event.key] || ACTS[event.key.toLowerCase()] || null;
  }

  /**
   * Hears keys before anything else does.
   * @param {(act: GtPresenterAct) => void} act
   */
  function create(act) {
    /** @type {Set<Window>} */
    const places = new Set();

    /** @param {KeyboardEvent} event */
    function hear(event) {
      const asked = actOf(event);
      // What is pressed with Enter or Space is pressed, not passed over.
      const target = /** @type {Element | null} */ (event.target);
      const pressing = (event.key === "Enter" || event.key === " ") && target?.closest?.("button, a, summary");
      if (pressing) {
        event.stopPropagation();
        return;
      }
      if (asked) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (!event.repeat || asked === "next" || asked === "before") {
          act(asked);
        }
      }
    }

    return {
      /** @param {Window | null} place */
      hearIn(place) {
        if (place && !places.has(place)) {
          places.add(place);
          place.addEventListener("keydown", hear, true);
        }
      },
      end() {
        for (const place of places) {
          place.removeEventListener("keydown", hear, true);
        }
        places.clear();
      },
    };
  }

  GeoTensions.presenterKeys = { list, actOf, create };
})();
