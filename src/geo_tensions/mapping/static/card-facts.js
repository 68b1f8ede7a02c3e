// The middle of a card: when, where, who, and its sections of labelled facts.
(() => {
  "use strict";

  const { element } = GeoTensions.dom;

  /**
   * One labelled line.
   * @param {string} label
   * @param {string} text
   * @param {...(string | Node | null | undefined)} notes smaller lines under it
   * @returns {HTMLElement[]}
   */
  function line(label, text, ...notes) {
    const smaller = notes.filter((note) => note !== null && note !== undefined && note !== "");
    if (!text && !smaller.length) {
      return [];
    }
    const value = element("dd", {}, text);
    for (const note of smaller) {
      value.append(element("span", { class: "gt-note-line" }, note));
    }
    return [element("dt", { text: label }), value];
  }

  /**
   * When, where and who.
   * @param {GtCard} card
   * @returns {HTMLElement}
   */
  function basics(card) {
    const { dates, position } = card;
    return element(
      "dl",
      { class: "gt-facts" },
      ...line("When", dates.text, dates.precision_words),
      ...line("Where", position.text, position.words, position.basis, position.no_place_reason),
      ...line("Who", card.actors.join("; ")),
      ...line("Equipment", card.equipment),
    );
  }

  /**
   * @param {GtSection} section
   * @returns {HTMLElement}
   */
  function section(section) {
    const list = element("dl", { class: "gt-facts" });
    for (const fact of section.facts) {
      const reference = fact.source ? `[${fact.source}]` : "";
      const [label, value] = line(fact.label, fact.text, fact.note, reference);
      if (fact.tone) {
        value.classList.add(`gt-tone-${fact.tone}`);
      }
      list.append(label, value);
    }
    const heading = element("h3", { class: "gt-heading", text: section.heading });
    return element("div", { class: `gt-section gt-section-${section.id}` }, heading, list);
  }

  GeoTensions.cardFacts = { basics, section };
})();
