// The name of what is under the pointer: kind and date at once, title when it has come.
(() => {
  "use strict";

  const { COARSE_DATE, HAS_ROUTE } = GeoTensions.flag;
  const WAIT_MS = 60;
  const GAP_PX = 14;

  /**
   * @param {GtHost} host
   */
  function tooltip(host) {
    const { element, setText } = GeoTensions.dom;
    const { data } = host;
    const title = element("p", { class: "gt-tip-title" });
    const about = element("p", { class: "gt-tip-about" });
    const box = element("div", { class: "gt-tip", attributes: { "aria-hidden": "true" } }, title, about);
    box.hidden = true;
    host.root.append(box);
    let row = -1;
    let later = 0;

    /** @param {number} of */
    function dates(of) {
      const words = GeoTensions.status.windowWords({ from: data.start[of], to: Math.max(data.start[of], data.end[of]) });
      if (data.end[of] === GeoTensions.time.OPEN_END) {
        return `since ${GeoTensions.time.iso(data.start[of])}`;
      }
      return data.flags[of] & COARSE_DATE ? GeoTensions.time.iso(data.start[of]).slice(0, 7) : words;
    }

    /** @param {number} of @param {number} others */
    function describe(of, others) {
      const kind = data.kinds[data.kind[of]].label;
      const schematic = data.flags[of] & HAS_ROUTE ? " · schematic route" : "";
      const more = others > 0 ? ` · ${others} more here` : "";
      setText(about, `${dates(of)} · ${kind}${schematic}${more}`);
      setText(title, "");
      clearTimeout(later);
      later = window.setTimeout(() => {
        host.records.get([of]).then(
          ([card]) => {
            if (of === row) {
              setText(title, card.title);
              setText(about, `${card.dates.text} · ${kind}${schematic}${more}`);
            }
          },
          () => undefined,
        );
      }, WAIT_MS);
    }

    /** @param {{x: number, y: number}} at */
    function place({ x, y }) {
      const { x: wide, y: high } = host.map.getSize();
      const left = x + GAP_PX + box.offsetWidth > wide ? x - GAP_PX - box.offsetWidth : x + GAP_PX;
      const top = Math.min(y + GAP_PX, high - box.offsetHeight - 4);
      box.style.transform = `translate(${Math.max(4, Math.round(left))}px, ${Math.round(top)}px)`;
    }

    return {
      /** @param {number[]} rows @param {{x: number, y: number} | null} at */
      show(rows, at) {
        if (!rows.length || !at) {
          box.hidden = true;
          row = -1;
          clearTimeout(later);
          return;
        }
        box.hidden = false;
        if (rows[0] !== row) {
          row = rows[0];
          describe(row, rows.length - 1);
        }
        place(at);
      },
      destroy() {
        clearTimeout(later);
        box.remove();
      },
    };
  }

  GeoTensions.tooltip = tooltip;
})();
