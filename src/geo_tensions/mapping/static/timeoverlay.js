// What lies over the histogram and moves with the hand: the window, its two handles, their dates, the selected record.
// Only transforms change, so a move costs neither layout nor painting.
(() => {
  "use strict";

  const { element, setText } = GeoTensions.dom;
  const { DAY, iso } = GeoTensions.time;
  const { between, extentOf } = GeoTensions.steps;

  /** Width of a date at a handle, CSS pixels. */
  const FLAG = 78;

  /** A window narrower than this has a tab to move it by. */
  const SHORT = 26;

  /** A window of a day in an old era would be thinner than a hair. */
  const THINNEST = 2;

  /**
   * @param {string} end
   * @param {string} label
   */
  function handle(end, label) {
    const attributes = { role: "slider", tabindex: "0", "aria-label": label, "data-end": end };
    const grip = element("i", { class: "gt-time-grip" });
    return element("div", { class: `gt-time-handle gt-time-${end}`, attributes }, grip);
  }

  /**
   * @param {HTMLElement} slider
   * @param {number} min
   * @param {number} max
   * @param {number} now
   */
  function announce(slider, min, max, now) {
    const values = { "aria-valuemin": min, "aria-valuemax": max, "aria-valuenow": now };
    for (const [name, minute] of Object.entries(values)) {
      const day = String(Math.floor(minute / DAY));
      if (slider.getAttribute(name) !== day) {
        slider.setAttribute(name, day);
      }
    }
    slider.setAttribute("aria-valuetext", iso(now));
  }

  /**
   * @param {GtHost} host
   * @param {HTMLElement} plot
   * @returns {GtOverlay}
   */
  function create(host, plot) {
    const extent = extentOf(host.data);
    const before = element("div", { class: "gt-time-veil gt-time-before" });
    const after = element("div", { class: "gt-time-veil gt-time-after" });
    const body = element("div", { class: "gt-time-body" });
    const chosen = element("div", { class: "gt-time-chosen" });
    const from = handle("from", "First day shown");
    const to = handle("to", "Last day shown");
    const flagFrom = element("span", { class: "gt-time-flag", attributes: { "aria-hidden": "true" } });
    const flagTo = element("span", { class: "gt-time-flag", attributes: { "aria-hidden": "true" } });
    const tab = element("div", { class: "gt-time-tab", attributes: { "data-end": "move", "aria-hidden": "true" } });
    const names = element("div", { class: "gt-time-names", attributes: { "aria-hidden": "true" } });
    plot.append(before, after, body, names, chosen, from, to, tab, flagFrom, flagTo);

    /**
     * @param {GtScale} scale
     * @param {GtState} state
     */
    function update(scale, state) {
      const { window: shown, mode, selected } = state;
      const { width } = scale;
      const x0 = scale.x(shown.from);
      const x1 = Math.max(scale.x(shown.to + 1), x0 + THINNEST);
      const left = between(x0, 0, width);
      const right = between(x1, 0, width);
      const margin = GeoTensions.timePaint.MARGIN;
      const whole = width + margin;
      before.style.transform = `scaleX(${left > 0 ? (left + margin) / whole : 0})`;
      after.style.transform = `scaleX(${right < width ? (whole - right) / whole : 0})`;
      body.style.transform = `translateX(${left}px) scaleX(${right - left})`;
      put(from, x0, width);
      put(to, x1, width);
      const short = x1 - x0 < SHORT && mode === "window";
      put(tab, short ? (x0 + x1) / 2 : -1, width);
      put(chosen, selected ? scale.x(host.data.start[selected.row]) : -1, width);
      const first = between(x0 - FLAG, -margin, width + margin - 2 * FLAG);
      const second = between(x1, first + FLAG, width + margin - FLAG);
      flagFrom.style.transform = `translateX(${first}px)`;
      flagTo.style.transform = `translateX(${second}px)`;
      setText(flagFrom, iso(shown.from));
      setText(flagTo, iso(shown.to));
      announce(from, extent.from, shown.to, shown.from);
      announce(to, shown.from, extent.to, shown.to);
      const pinned = mode === "cumulative";
      if (plot.classList.contains("gt-time-pinned") !== pinned) {
        plot.classList.toggle("gt-time-pinned", pinned);
        from.setAttribute("aria-disabled", String(pinned));
      }
    }

    /**
     * @param {HTMLElement} part
     * @param {number} x
     * @param {number} width
     */
    function put(part, x, width) {
      const inside = x >= -0.5 && x <= width + 0.5;
      part.style.transform = `translateX(${between(x, 0, width)}px)`;
      part.style.visibility = inside ? "visible" : "hidden";
    }

    /**
     * Writes above the bars what each era is, in the longest words that fit.
     * @param {GtEraLabel[]} eras
     * @param {number} top
     */
    function name(eras, top) {
      names.replaceChildren();
      for (const { x, choices, room } of eras) {
        const span = element("span");
        names.append(span);
        const fits = choices.some((text) => {
          span.textContent = text;
          return span.offsetWidth <= room;
        });
        if (fits) {
          span.style.left = `${x - span.offsetWidth / 2}px`;
          span.style.top = `${top}px`;
        } else {
          span.remove();
        }
      }
    }

    return { from, to, update, name };
  }

  GeoTensions.timeOverlay = { create };
})();
