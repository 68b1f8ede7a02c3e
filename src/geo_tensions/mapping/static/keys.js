// The keys of the time bar. Streamlit keeps r, c and Esc for itself; the chooser and the card have their own arrows.
(() => {
  "use strict";

  const { keepInside, step, resize, same, extentOf } = GeoTensions.steps;
  const { endOfDay } = GeoTensions.time;

  /** For the help. @type {[string, string][]} */
  const list = [
    ["Space", "Play or pause"],
    ["← →", "Earlier or later by one step (day, month or year)"],
    ["Shift + ← →", "Last day earlier or later by one step"],
    ["[ ]", "First day earlier or later by one step"],
    ["Home, End", "To the first or last date"],
    ["w", "The whole range"],
    ["z", "Enlarge the time axis to the window, and back"],
    ["Wheel on the time bar", "Enlarge the time axis under the pointer"],
    ["Alt while dragging", "Ten times finer; so is a hand far above the bar"],
    ["?", "This help"],
  ];

  /**
   * The window after a key, or null where the key is not for windows.
   * @param {{key: string, shiftKey: boolean}} event
   * @param {GtWindow} window
   * @param {GtMode} mode
   * @param {GtUnit} unit
   * @param {GtWindow} extent
   * @returns {GtWindow | null}
   */
  function windowAfter(event, window, mode, unit, extent) {
    const count = event.key === "ArrowLeft" || event.key === "[" ? -1 : 1;
    switch (event.key) {
      case "ArrowLeft":
      case "ArrowRight":
        return event.shiftKey
          ? resize(window, "to", unit, count, extent)
          : step(window, mode, unit, count, extent);
      case "[":
      case "]":
        return mode === "cumulative" ? window : resize(window, "from", unit, count, extent);
      case "Home":
      case "End":
        return toEdge(event.key === "Home", window, mode, extent);
      case "w":
        return { ...extent };
      default:
        return null;
    }
  }

  /**
   * @param {boolean} first
   * @param {GtWindow} window
   * @param {GtMode} mode
   * @param {GtWindow} extent
   */
  function toEdge(first, window, mode, extent) {
    if (mode === "cumulative") {
      return { from: window.from, to: first ? Math.min(endOfDay(window.from), extent.to) : extent.to };
    }
    const by = first ? extent.from - window.from : extent.to - window.to;
    return keepInside({ from: window.from + by, to: window.to + by }, extent);
  }

  /** Keys that scroll a panel which has the focus. */
  const SCROLLING = [" ", "Home", "End"];

  /**
   * Whether a key is spoken for by the panel that has the focus. The host keeps back what fields and buttons take.
   * @param {EventTarget | null} target perhaps of the page around, whose classes are not ours
   * @param {string} key
   */
  function taken(target, key) {
    const element = /** @type {Element | null} */ (target);
    return SCROLLING.includes(key) && Boolean(element?.closest?.(".gt-side"));
  }

  /**
   * @param {GtHost} host
   * @param {GtTimeActions} actions
   * @returns {() => void} what ends it
   */
  function listen(host, actions) {
    const extent = extentOf(host.data);
    return host.onKey((event) => {
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      if (modified || event.defaultPrevented || taken(event.target, event.key)) {
        return;
      }
      if (event.key === " ") {
        event.preventDefault();
        actions.toggle();
      } else if (event.key === "z") {
        actions.zoom();
      } else {
        const state = host.store.get();
        const next = windowAfter(event, state.window, state.mode, actions.unit(), extent);
        if (next) {
          event.preventDefault();
          actions.pause();
          if (!same(next, state.window)) {
            host.store.set({ window: next }, "release");
          }
        }
      }
    });
  }

  /**
   * Keys of a handle that has the focus: it alone moves.
   * @param {GtHost} host
   * @param {HTMLElement} handle
   * @param {"from" | "to"} end
   * @param {() => GtUnit} unitOf
   */
  function listenOnHandle(host, handle, end, unitOf) {
    const extent = extentOf(host.data);
    /** @type {Record<string, number>} */
    const counts = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 };
    counts.Home = -Infinity;
    counts.End = Infinity;
    handle.addEventListener("keydown", (event) => {
      const count = counts[event.key];
      if (count === undefined || event.ctrlKey || event.metaKey || event.altKey) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      const { window: shown, mode } = host.store.get();
      if (end === "from" && mode === "cumulative") {
        return;
      }
      // A thousand steps reach the end of any calendar here in years; resize keeps the end inside.
      const far = Number.isFinite(count) ? count : Math.sign(count) * 1000;
      const unit = Number.isFinite(count) ? unitOf() : "year";
      const next = resize(shown, end, unit, far, extent);
      if (!same(next, shown)) {
        host.store.set({ window: next }, "release");
      }
    });
  }

  GeoTensions.keys = { list };
  GeoTensions.timeKeys = { windowAfter, taken, listen, listenOnHandle };
})();
