// The card of the selected record: what, when, where, who says so. All words come resolved from Python.
(() => {
  "use strict";

  const { element, iconButton, swatch, perFrame } = GeoTensions.dom;

  /** @param {GtHost} host */
  GeoTensions.parts.card = (host) => {
    const side = GeoTensions.side(host);
    /** Id of the record whose card is open or on its way. @type {string | null} */
    let open = null;
    let spoken = host.store.get().perspective;
    /** @type {HTMLElement | null} */
    let absent = null;

    function follow() {
      const { selected, perspective } = host.store.get();
      if (!selected) {
        open = null;
        side.close("card");
      } else if (selected.id !== open || perspective !== spoken) {
        open = selected.id;
        spoken = perspective;
        load(selected);
      }
      if (absent && selected) {
        absent.hidden = placeOf(host, selected.row) >= 0;
      }
    }

    /** @param {{row: number, id: string}} selected */
    function load(selected) {
      host.records.get([selected.row]).then(
        ([card]) => {
          if (open === selected.id) {
            show(card);
          }
        },
        () => {
          if (open === selected.id) {
            show(null);
          }
        },
      );
    }

    /** @param {GtCard | null} card */
    function show(card) {
      const body = element("div", { class: "gt-card-body" });
      if (card) {
        absent = element("p", {
          class: "gt-absent",
          text: "Not among what is shown now: outside the dates, or filtered out.",
        });
        absent.hidden = placeOf(host, card.row) >= 0;
        body.append(absent, ...contents(host, card));
      } else {
        body.append(element("p", { class: "gt-quiet", text: "The text of this record could not be read." }));
      }
      side.show({
        id: "card",
        label: card ? `Record: ${card.title}` : "Record",
        head: neighbours(host),
        body,
        onClose: () => {
          if (open) {
            open = null;
            host.store.set({ selected: null }, "select");
          }
        },
      });
    }

    const frame = perFrame(follow);
    const leave = host.store.subscribe(frame.ask);
    follow();
    return {
      destroy() {
        leave();
        frame.cancel();
        open = null;
        side.close("card");
      },
    };
  };

  /**
   * Buttons to the record before and after among the visible ones.
   * @param {GtHost} host
   * @returns {HTMLElement}
   */
  function neighbours(host) {
    return element(
      "div",
      { class: "gt-neighbours" },
      iconButton("previous", "Earlier record shown", () => step(host, -1)),
      iconButton("next", "Later record shown", () => step(host, 1)),
    );
  }

  /**
   * Selects the neighbour of the selected record among the visible rows, which are in order of start.
   * @param {GtHost} host
   * @param {1 | -1} by
   */
  function step(host, by) {
    const { selected } = host.store.get();
    const { rows, length } = GeoTensions.visible(host);
    if (!selected || !length) {
      return;
    }
    const place = placeOf(host, selected.row);
    let next = place + by;
    if (place < 0) {
      next = insertion(rows, length, selected.row) + (by < 0 ? -1 : 0);
    }
    const row = rows[(next + length) % length];
    host.records.get([row]).then(
      ([card]) => host.store.set({ selected: { row, id: card.id } }, "select"),
      () => undefined,
    );
  }

  /**
   * @param {GtHost} host
   * @param {number} row
   * @returns {number} place of the row among the visible ones, -1 where it is none of them
   */
  function placeOf(host, row) {
    const { rows, length } = GeoTensions.visible(host);
    const place = insertion(rows, length, row);
    return place < length && rows[place] === row ? place : -1;
  }

  /**
   * @param {ArrayLike<number>} rows rising
   * @param {number} length
   * @param {number} row
   * @returns {number} first place whose row is not smaller
   */
  function insertion(rows, length, row) {
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (rows[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * @param {GtHost} host
   * @param {GtCard} card
   * @returns {(Node | string)[]}
   */
  function contents(host, card) {
    const { basics, section } = GeoTensions.cardFacts;
    const { sources, siblings, foot } = GeoTensions.cardSources;
    const kind = element(
      "p",
      { class: "gt-kind" },
      swatch(host, host.data.kind[card.row], 20),
      element("span", { text: card.kind.label }),
    );
    const chips = element("p", { class: "gt-chips" }, chip(card.evidence, "evidence"), chip(card.place, "place"));
    const parts = [
      kind,
      element("h2", { class: "gt-title", text: card.title }),
      chips,
      card.summary ? element("p", { class: "gt-summary", text: card.summary }) : null,
      basics(card),
      ...card.sections.map(section),
      card.notes ? note(card.notes) : null,
      siblings(host, card),
      sources(card),
      foot(card),
    ];
    return parts.filter((part) => part !== null);
  }

  /** @param {string} text */
  function note(text) {
    const heading = element("h3", { class: "gt-heading", text: "To be read with it" });
    return element("div", { class: "gt-section" }, heading, element("p", { text }));
  }

  /**
   * @param {{id: string, label: string, words: string}} about
   * @param {string} axis
   */
  function chip(about, axis) {
    const name = `gt-chip gt-chip-${axis} gt-chip-${about.id}`;
    const attributes = { title: about.words, tabindex: "0", "aria-label": `${about.label}: ${about.words}` };
    return element("span", { class: name, text: about.label, attributes });
  }

  GeoTensions.card = { insertion };
})();
