// What stands on the screen of a presentation, made of one slide's words. Texts are text: nothing is read as markup.
(() => {
  "use strict";

  const { element, iconButton, outsideLink } = GeoTensions.dom;

  /** @param {string} text paragraphs parted by an empty line @param {string} [name] */
  function paragraphs(text, name = "gt-stage-text") {
    return text
      .split(/\n\s*\n/)
      .filter((part) => part.trim())
      .map((part) => element("p", { class: name, text: part.trim() }));
  }

  /** @param {NonNullable<GtScreen["grid"]>} grid @param {string} caption */
  function table({ columns, rows, widths }, caption) {
    const group = element("colgroup");
    for (const width of widths) {
      const column = element("col");
      column.style.width = `${width * 100}%`;
      group.append(column);
    }
    const head = element("tr", {}, ...columns.map((text) => element("th", { text, attributes: { scope: "col" } })));
    const body = rows.map((row) => element("tr", {}, ...row.map((text) => element("td", { text }))));
    return element(
      "table",
      { class: "gt-stage-table", attributes: { "aria-label": caption } },
      group,
      element("thead", {}, head),
      element("tbody", {}, ...body),
    );
  }

  /** @param {NonNullable<GtScreen["lines"]>} lines */
  function sources(lines) {
    const items = lines.map(({ text, url }) => {
      const link = url ? outsideLink(url, text) : null;
      return element("li", {}, link || text);
    });
    return element("ul", { class: "gt-stage-sources" }, ...items);
  }

  /** @param {GtScreen} screen @param {GtTheme} theme */
  function chart(screen, theme) {
    const drawn = screen.chart?.[theme];
    if (!drawn) {
      return null;
    }
    // As an image a drawing can neither run nor fetch anything.
    const src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawn)}`;
    return element("img", { class: "gt-stage-chart", attributes: { src, alt: screen.alt } });
  }

  /** @param {NonNullable<GtScreen["check"]>} check */
  function pair(check) {
    return element(
      "dl",
      { class: "gt-stage-check" },
      element("dt", { text: "The article" }),
      element("dd", { text: check.article }),
      element("dt", { text: "The sources" }),
      element("dd", { text: check.record }),
    );
  }

  /** Whether a slide leaves the map in sight. @param {GtScreen} screen */
  const onMap = (screen) => Boolean(screen.show);

  /**
   * @param {string} title
   * @param {(act: GtPresenterAct) => void} act
   * @returns {GtStage}
   */
  function create(title, act) {
    const callouts = element("div", { class: "gt-callouts" });
    const panel = element("div", { class: "gt-stage-panel", attributes: { "aria-live": "polite" } });
    const figure = element("div", { class: "gt-stage-figure" });
    const number = element("span", { class: "gt-stage-number" });
    const dates = element("p", { class: "gt-stage-dates" });
    const notes = element("aside", { class: "gt-stage-notes", attributes: { "aria-label": "Notes" } });
    const help = element("aside", { class: "gt-stage-help", attributes: { "aria-label": "Keys" } });
    const black = element("div", { class: "gt-stage-black", attributes: { role: "img", "aria-label": "Black" } });
    const button = (/** @type {string} */ text, /** @type {string} */ label, /** @type {GtPresenterAct} */ what) =>
      element("button", {
        class: "gt-button",
        text,
        attributes: { type: "button", title: label, "aria-label": label },
        on: { click: () => act(what) },
      });
    const foot = element(
      "div",
      { class: "gt-stage-foot" },
      iconButton("previous", "Slide before", () => act("before")),
      number,
      iconButton("next", "Next slide", () => act("next")),
      element("span", { class: "gt-stage-gap" }),
      button("Notes", "Speaker's notes (N)", "notes"),
      button("Presenter", "Presenter window (W)", "window"),
      button("?", "Keys (?)", "help"),
      iconButton("close", "Back to the map (Esc)", () => act("end")),
    );
    for (const covered of [notes, help, black]) {
      covered.hidden = true;
    }
    black.addEventListener("click", () => act("black"));
    help.append(element("h2", { text: "Keys" }), keyList());
    const attributes = { tabindex: "-1", role: "region", "aria-roledescription": "presentation", "aria-label": title };
    const root = element("section", { class: "gt-stage", attributes }, callouts, figure, panel, notes, foot, help, black);
    for (const stopped of [panel, figure, notes, foot, help, black]) {
      L.DomEvent.disableClickPropagation(stopped);
      L.DomEvent.disableScrollPropagation(stopped);
    }

    /** @param {GtScreen} screen @param {string} handling @param {GtTheme} theme */
    function render(screen, handling, theme) {
      root.dataset.kind = screen.kind;
      root.classList.toggle("gt-stage-on-map", onMap(screen));
      number.textContent = screen.number;
      dates.textContent = screen.dates || "";
      const parts = [
        handling ? element("p", { class: "gt-stage-handling", text: handling }) : null,
        element("h1", { class: "gt-stage-heading", text: screen.heading }),
        screen.subtitle ? element("p", { class: "gt-stage-subtitle", text: screen.subtitle }) : null,
        screen.dates ? dates : null,
        ...paragraphs(screen.text),
        screen.check ? pair(screen.check) : null,
        screen.counts && onMap(screen) ? element("p", { class: "gt-stage-small", text: `${screen.counts}.` }) : null,
        screen.sources ? element("p", { class: "gt-stage-small", text: screen.sources }) : null,
      ];
      GeoTensions.dom.replace(panel, ...parts);
      panel.scrollTop = 0;
      figure.scrollTop = 0;
      const shown = [
        chart(screen, theme),
        screen.grid ? table(screen.grid, screen.alt) : null,
        screen.lines ? sources(screen.lines) : null,
      ];
      GeoTensions.dom.replace(figure, ...shown);
      figure.hidden = !figure.childElementCount;
      GeoTensions.dom.replace(notes, ...paragraphs(screen.notes || "There are no notes.", "gt-stage-note"));
    }

    return {
      ...{ root, callouts, panel, render },
      dates: (words) => GeoTensions.dom.setText(dates, words),
      toggle(what) {
        const covered = { notes, help, black }[what];
        covered.hidden = !covered.hidden;
        return !covered.hidden;
      },
      clear() {
        help.hidden = true;
        black.hidden = true;
      },
    };
  }

  function keyList() {
    const pairs = element("dl", { class: "gt-facts gt-facts-wide" });
    for (const [key, words] of GeoTensions.presenterKeys.list) {
      pairs.append(element("dt", { text: key }), element("dd", { text: words }));
    }
    return pairs;
  }

  GeoTensions.presenterStage = { create, onMap, paragraphs };
})();
