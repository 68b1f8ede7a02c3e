// The end of a card: sources, how they were checked, other records of the event, the citation.
(() => {
  "use strict";

  const { element, outsideLink } = GeoTensions.dom;
  const SAID_MS = 2500;

  /**
   * @param {GtCard} card
   * @returns {HTMLElement}
   */
  function sources(card) {
    const heading = element("h3", { class: "gt-heading", text: "Sources" });
    const list = element("ol", { class: "gt-sources" }, ...card.sources.map(source));
    const none = card.sources.length ? null : element("p", { class: "gt-quiet", text: "No source is cited." });
    const checked = [card.verification.text, card.verification.note].filter(Boolean).join(" ");
    const words = checked ? element("p", { class: "gt-quiet", text: checked }) : null;
    return element("div", { class: "gt-section" }, heading, none || list, words);
  }

  /** @param {GtSource[]} entries */
  function listed(entries) {
    const heading = element("h3", { class: "gt-heading", text: "Sources" });
    return element("div", { class: "gt-section" }, heading, element("ol", { class: "gt-sources" }, ...entries.map(source)));
  }

  /**
   * @param {GtSource} entry
   * @returns {HTMLElement}
   */
  function source(entry) {
    const title = entry.title || entry.url || entry.id;
    const named = outsideLink(entry.url, title) || element("span", { text: title });
    const copy = !entry.url && entry.read_via ? `read in a copy at ${entry.read_via}` : "";
    const about = [entry.publisher, entry.date, entry.tier.toLowerCase(), copy].filter(Boolean).join(" · ");
    return element(
      "li",
      { attributes: { value: entry.number } },
      named,
      element("span", { class: "gt-note-line", text: about }),
      entry.note ? element("span", { class: "gt-note-line", text: entry.note }) : null,
    );
  }

  /**
   * @param {GtHost} host
   * @param {GtCard} card
   * @returns {HTMLElement | null}
   */
  function siblings(host, card) {
    const { heading, items } = card.siblings;
    if (!items.length) {
      return null;
    }
    const list = element("ul", { class: "gt-items" });
    for (const item of items) {
      const press = () => host.store.set({ selected: { row: item.row, id: item.id } }, "select");
      const words = element(
        "span",
        { class: "gt-item-words" },
        element("span", { class: "gt-item-date", text: item.date }),
        element("span", { class: "gt-item-title", text: item.title }),
      );
      const swatch = GeoTensions.dom.swatch(host, host.data.kind[item.row]);
      const options = { class: "gt-item", attributes: { type: "button" }, on: { click: press } };
      list.append(element("li", {}, element("button", options, swatch, words)));
    }
    const title = element("h3", { class: "gt-heading", text: `${heading} (${items.length})` });
    return element("div", { class: "gt-section" }, title, list);
  }

  /**
   * Id, data version and a button that copies the citation.
   * @param {GtCard} card
   * @returns {HTMLElement}
   */
  function foot(card) {
    const former = card.former_ids.length ? ` (formerly ${card.former_ids.join(", ")})` : "";
    const text = `Record ${card.id}${former} · data ${card.data_version}`;
    const button = element("button", { class: "gt-button", attributes: { type: "button" } });
    const label = element("span", { text: "Copy citation", attributes: { "aria-live": "polite" } });
    button.append(GeoTensions.dom.icon("copy"), label);
    button.addEventListener("click", () => {
      copy(card.citation).then((done) => {
        label.textContent = done ? "Copied" : "Could not copy";
        setTimeout(() => {
          label.textContent = "Copy citation";
        }, SAID_MS);
      });
    });
    return element("footer", { class: "gt-foot" }, element("p", { class: "gt-quiet", text }), button);
  }

  /**
   * Puts a text on the clipboard; inside a component's frame the newer way may be forbidden.
   * @param {string} text
   * @returns {Promise<boolean>}
   */
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = text;
      field.style.position = "fixed";
      field.style.opacity = "0";
      const before = document.activeElement;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      if (before instanceof HTMLElement) {
        before.focus({ preventScroll: true });
      }
      return done;
    }
  }

  GeoTensions.cardSources = { list: listed, sources, siblings, foot };
})();
