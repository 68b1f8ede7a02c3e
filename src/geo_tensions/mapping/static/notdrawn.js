// The list of what is shown but has no place on the map, with the reason for each.
(() => {
  "use strict";

  const { element, replace, swatch, perFrame } = GeoTensions.dom;
  const NO_REASON = "No place was published.";
  const DRAWN = 1;
  const LAUNCH = 128;
  const PAGE = 60;

  /**
   * Visible rows without a place, newest first.
   * @param {GtHost} host
   * @returns {number[]}
   */
  function rowsOf(host) {
    const { rows, length } = GeoTensions.visible(host);
    const found = [];
    for (let place = length - 1; place >= 0; place--) {
      if (!(host.data.flags[rows[place]] & DRAWN)) {
        found.push(rows[place]);
      }
    }
    return found;
  }

  /** @param {GtHost} host */
  function open(host) {
    const body = element("div", { class: "gt-list" });
    const head = element("h2", { class: "gt-title" });
    let limit = PAGE;
    let key = "";

    function draw() {
      const rows = rowsOf(host);
      const nextKey = `${limit} ${rows.length} ${rows.slice(0, limit).join(",")}`;
      if (nextKey === key) {
        return;
      }
      key = nextKey;
      head.textContent = `${GeoTensions.tally.figure(rows.length)} not on the map`;
      const shown = rows.slice(0, limit);
      host.records.get(shown).then(
        (cards) => {
          if (key === nextKey) {
            replace(body, ...listOf(host, cards), moreButton(rows.length));
          }
        },
        () => {
          if (key === nextKey) {
            replace(body, element("p", { class: "gt-quiet", text: "The texts could not be read." }));
          }
        },
      );
    }

    /** @param {number} total */
    function moreButton(total) {
      if (total <= limit) {
        return null;
      }
      const text = `Show ${Math.min(PAGE, total - limit)} more of ${GeoTensions.tally.figure(total)}`;
      const press = () => {
        limit += PAGE;
        draw();
      };
      return element("button", { class: "gt-button", text, attributes: { type: "button" }, on: { click: press } });
    }

    const frame = perFrame(draw);
    const leave = host.store.subscribe(frame.ask);
    const onClose = () => {
      leave();
      frame.cancel();
    };
    GeoTensions.side(host).show({ id: "notdrawn", label: "Records not on the map", head, body, onClose });
    draw();
  }

  /**
   * @param {GtHost} host
   * @param {GtCard[]} cards
   * @returns {HTMLElement[]}
   */
  function listOf(host, cards) {
    /** @type {[string, (card: GtCard) => boolean][]} */
    const groups = [
      ["Japan and Russia", (card) => !(host.data.flags[card.row] & LAUNCH)],
      ["Launches by the DPRK", (card) => (host.data.flags[card.row] & LAUNCH) !== 0],
    ];
    const made = [];
    for (const [title, belongs] of groups) {
      const mine = cards.filter(belongs);
      if (mine.length) {
        made.push(element("h3", { class: "gt-heading", text: title }));
        made.push(element("ul", { class: "gt-items" }, ...mine.map((card) => item(host, card))));
      }
    }
    return made.length ? made : [element("p", { class: "gt-quiet", text: "Everything shown is on the map." })];
  }

  /**
   * @param {GtHost} host
   * @param {GtCard} card
   */
  function item(host, card) {
    const reason = card.position.no_place_reason || NO_REASON;
    const button = element(
      "button",
      {
        class: "gt-item",
        attributes: { type: "button" },
        on: { click: () => host.store.set({ selected: { row: card.row, id: card.id } }, "select") },
      },
      swatch(host, host.data.kind[card.row]),
      element(
        "span",
        { class: "gt-item-words" },
        element("span", { class: "gt-item-date", text: card.dates.text }),
        element("span", { class: "gt-item-title", text: card.title }),
        element("span", { class: "gt-item-note", text: reason }),
      ),
    );
    return element("li", {}, button);
  }

  GeoTensions.notDrawn = { open, rowsOf };
})();
