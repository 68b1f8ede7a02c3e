// Words for what is under the pointer on the time bar: a bar's counts, an act's title, why a part is hatched.
(() => {
  "use strict";

  const { element, replace } = GeoTensions.dom;
  const { iso } = GeoTensions.time;
  const { figure } = GeoTensions.tally;

  /** Titles named before "and more". */
  const NAMED = 4;

  /**
   * @param {number} from
   * @param {number} to last minute
   * @returns {string} "2024-09", "1998" or two dates
   */
  function spanWords(from, to) {
    const first = iso(from);
    const last = iso(to);
    const next = iso(to + 1);
    if (first === last) {
      return first;
    }
    if (first.endsWith("-01") && next.endsWith("-01") && first.slice(0, 7) === last.slice(0, 7)) {
      return first.slice(0, 7);
    }
    if (first.endsWith("-01-01") && next.endsWith("-01-01")) {
      const years = [first.slice(0, 4), last.slice(0, 4)];
      return years[0] === years[1] ? years[0] : years.join("–");
    }
    return `${first} – ${last}`;
  }

  /**
   * Events and launch dates are counted apart, as in the status line.
   * @param {GtData} data
   * @param {GtBins} bins
   * @param {number} bin
   * @returns {string}
   */
  function countWords(data, bins, bin) {
    const missiles = data.domains.findIndex((domain) => domain.id === "missiles");
    const dates = missiles < 0 ? 0 : bins.counts[bin * bins.depth + missiles];
    const events = bins.totals[bin] - dates;
    const words = [];
    if (events || !dates) {
      words.push(events === 1 ? "1 event" : `${figure(events)} events`);
    }
    if (dates) {
      words.push(dates === 1 ? "1 launch date" : `${figure(dates)} launch dates`);
    }
    return words.join(", ");
  }

  /**
   * @param {GtHost} host
   * @param {HTMLElement} place
   * @returns {GtTimeTip}
   */
  function create(host, place) {
    const tip = element("div", { class: "gt-time-tip", attributes: { "aria-hidden": "true" } });
    tip.hidden = true;
    place.append(tip);
    let shown = "";
    let asked = 0;

    /**
     * @param {number} x
     * @param {(Node | string)[]} lines
     */
    function put(x, lines) {
      replace(tip, ...lines.map((line) => element("p", {}, line)));
      tip.hidden = false;
      const most = place.clientWidth - tip.offsetWidth - 4;
      tip.style.left = `${Math.max(4, Math.min(most, x - tip.offsetWidth / 2))}px`;
    }

    function hide() {
      shown = "";
      asked += 1;
      tip.hidden = true;
    }

    /**
     * @param {GtBins} bins
     * @param {number} bin
     * @param {number} x
     */
    function bar(bins, bin, x) {
      const key = `bar ${bins.edges[bin]} ${bins.edges[bin + 1]} ${bins.totals[bin]}`;
      if (key === shown) {
        return;
      }
      shown = key;
      asked += 1;
      const { theme } = host.store.get();
      const heading = `${spanWords(bins.edges[bin], bins.edges[bin + 1] - 1)}: ${countWords(host.data, bins, bin)}`;
      const parts = host.data.domains.map((domain, index) => {
        const count = bins.counts[bin * bins.depth + index];
        const dot = element("i", { class: "gt-time-dot" });
        dot.style.background = domain[theme];
        return count ? element("span", { class: "gt-time-part" }, dot, `${domain.label} ${figure(count)}`) : null;
      });
      const line = element("span", {}, ...parts);
      put(x, [heading, ...(bins.totals[bin] ? [line] : [])]);
    }

    /**
     * @param {GtLaneMark} mark
     * @param {number} x
     */
    function acts(mark, x) {
      const key = `acts ${mark.rows[0]} ${mark.rows.length}`;
      if (key === shown) {
        return;
      }
      shown = key;
      asked += 1;
      const mine = asked;
      const named = mark.rows.slice(0, NAMED);
      host.records.get(named).then(
        (cards) => {
          if (mine !== asked) {
            return;
          }
          const lines = cards.map((card) => `${card.dates.text}  ${card.title}`);
          const rest = mark.rows.length - named.length;
          put(x, rest > 0 ? [...lines, `and ${figure(rest)} more`] : lines);
        },
        () => undefined,
      );
    }

    /**
     * @param {string} text
     * @param {number} x
     */
    function words(text, x) {
      if (text !== shown) {
        shown = text;
        asked += 1;
        put(x, [text]);
      }
    }

    return { bar, acts, words, hide, destroy: () => tip.remove() };
  }

  GeoTensions.timeTip = { spanWords, countWords, create };
})();
