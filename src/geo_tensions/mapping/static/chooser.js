// Several marks at one place: a list to choose from, by mouse or by arrow keys.
(() => {
  "use strict";

  const { element, swatch } = GeoTensions.dom;
  const MOST = 100;

  /** @param {GtHost} host */
  GeoTensions.parts.chooser = (host) => {
    const side = GeoTensions.side(host);
    let asked = 0;

    /** @param {ArrayLike<number>} rows */
    host.choose = (rows) => {
      asked += 1;
      const mine = asked;
      const listed = Array.from(rows).slice(0, MOST);
      host.records.get(listed).then(
        (cards) => {
          if (mine === asked) {
            show(cards, rows.length);
          }
        },
        () => undefined,
      );
    };

    /**
     * @param {GtCard[]} cards
     * @param {number} total
     */
    function show(cards, total) {
      const list = element("ul", { class: "gt-items" }, ...cards.map(choice));
      list.addEventListener("keydown", (event) => walk(list, event));
      const more = total > cards.length ? `The first ${cards.length} are listed; zoom in for the others.` : "";
      const body = element("div", {}, list, more ? element("p", { class: "gt-quiet", text: more }) : null);
      const head = element("h2", { class: "gt-title", text: `${GeoTensions.tally.figure(total)} records here` });
      side.show({ id: "chooser", label: "Records at this place", head, body, focus: false });
      list.querySelector("button")?.focus({ preventScroll: true });
    }

    /** @param {GtCard} card */
    function choice(card) {
      const words = element(
        "span",
        { class: "gt-item-words" },
        element("span", { class: "gt-item-date", text: card.dates.text }),
        element("span", { class: "gt-item-title", text: card.title }),
        element("span", { class: "gt-item-note", text: card.kind.label }),
      );
      const press = () => host.store.set({ selected: { row: card.row, id: card.id } }, "select");
      const options = { class: "gt-item", attributes: { type: "button" }, on: { click: press } };
      return element("li", {}, element("button", options, swatch(host, host.data.kind[card.row]), words));
    }

    return {
      destroy() {
        asked += 1;
        side.close("chooser");
      },
    };
  };

  /**
   * Moves the focus along a list of buttons.
   * @param {HTMLElement} list
   * @param {KeyboardEvent} event
   */
  function walk(list, event) {
    const buttons = Array.from(list.querySelectorAll("button"));
    const at = buttons.indexOf(/** @type {HTMLButtonElement} */ (document.activeElement));
    const last = buttons.length - 1;
    /** @type {Record<string, number>} */
    const to = { ArrowDown: Math.min(last, at + 1), ArrowUp: Math.max(0, at - 1), Home: 0, End: last };
    const next = to[event.key];
    if (next !== undefined) {
      event.preventDefault();
      event.stopPropagation();
      buttons[next].focus();
    }
  }
})();
