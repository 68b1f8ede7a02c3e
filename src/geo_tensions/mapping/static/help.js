// "?": the keys, how to read the marks, and what may not be read from them.
(() => {
  "use strict";

  const { element } = GeoTensions.dom;

  /** Used where the time bar gives no list of its own. @type {[string, string][]} */
  const KEYS = [
    ["Space", "Play or pause"],
    ["← →", "Earlier or later by one step"],
    ["Shift + ← →", "Shrink or grow the window at its end"],
    ["Home, End", "To the first or last date"],
    ["?", "This help"],
  ];

  /** @type {[string, string][]} */
  const READING = [
    ["Circle", "The place is somewhere inside it. The mark in its middle was chosen, not measured."],
    ["Circle without a mark", "Known as an area only."],
    ["Hollow, dashed circle", "Unverified: general knowledge, or a copy in a data set only."],
    ["Dashed line", "A schematic route through places named in the sources. Not a track."],
    ["Missile track", "A straight great circle from the launch site. Not the flown path."],
    ["Estimated fall area", "No position was ever published. The area is derived from reported distances and directions."],
  ];

  const LIMITS = [
    "An ADIZ is not sovereign airspace: entering one is no violation. Russia has declared none in this region.",
    "Whether something fell inside an exclusive economic zone is told as officials told it; what is inferred or computed is called so.",
    "Absence after the cut-off proves nothing. Most kinds are a selection: do not compare their numbers.",
    "Names are claims. The perspective changes names and boundaries, never which records are shown.",
    "Dates are Japan Standard Time.",
  ];

  /** @param {GtHost} host */
  function toggle(host) {
    const side = GeoTensions.side(host);
    if (side.current() === "help") {
      side.close("help");
      return;
    }
    const head = element("h2", { class: "gt-title", text: "Reading this map" });
    const body = element(
      "div",
      { class: "gt-help-body" },
      pairs("How to read the marks", READING),
      element("h3", { class: "gt-heading", text: "What it does not say" }),
      element("ul", { class: "gt-plain" }, ...LIMITS.map((text) => element("li", { text }))),
      pairs("Keys", GeoTensions.keys?.list || KEYS),
    );
    side.show({ id: "help", label: "Help", head, body });
  }

  /**
   * @param {string} title
   * @param {[string, string][]} rows
   */
  function pairs(title, rows) {
    const list = element("dl", { class: "gt-facts gt-facts-wide" });
    for (const [term, words] of rows) {
      list.append(element("dt", { text: term }), element("dd", { text: words }));
    }
    return element("div", { class: "gt-section" }, element("h3", { class: "gt-heading", text: title }), list);
  }

  /** @param {GtHost} host */
  GeoTensions.parts.help = (host) => {
    const leave = host.onKey((event) => {
      if (event.key === "?") {
        toggle(host);
      }
    });
    return {
      destroy() {
        if (typeof leave === "function") {
          leave();
        }
        GeoTensions.side(host).close("help");
      },
    };
  };

  GeoTensions.help = { toggle };
})();
