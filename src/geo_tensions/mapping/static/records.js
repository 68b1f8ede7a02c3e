// The texts of records, fetched when they are needed and kept.
(() => {
  "use strict";

  /** Rows asked for in one request, so that an address stays short. */
  const AT_ONCE = 150;

  /**
   * @param {Pick<GtHost, "config" | "fetchJson">} host
   * @param {() => GtPerspective} [perspectiveNow] whose claim cards speak for
   * @returns {GtRecords}
   */
  function createRecords({ config, fetchJson }, perspectiveNow = () => "neutral") {
    const name = `${config.columns}/rows`;
    /** @type {Map<number, Promise<GtCard>>} */
    const kept = new Map();
    let spoken = perspectiveNow();
    /** All cards, where the page carries them. @type {Promise<GtCard[]> | null} */
    let all = null;

    /** @param {number[]} rows @returns {Promise<GtCard[]>} */
    function read(rows) {
      if (config.embedded && name in config.embedded) {
        all = all || fetchJson(name);
        return all.then((cards) => rows.map((row) => cards[row]));
      }
      const whose = spoken === "neutral" ? "" : `&perspective=${spoken}`;
      return fetchJson(`${name}?i=${rows.join(",")}${whose}`);
    }

    /** @param {number[]} rows */
    function fetchRows(rows) {
      const asked = read(rows).then((cards) => new Map(cards.map((card) => [card.row, card])));
      for (const row of rows) {
        const one = asked.then((cards) => {
          const card = cards.get(row);
          if (!card) {
            throw new Error(`record in row ${row}: no text came; reload the page`);
          }
          return card;
        });
        // A failure is told to those who wait for it; the next reader asks again.
        one.catch(() => kept.delete(row));
        kept.set(row, one);
      }
    }

    /** @param {ArrayLike<number>} wanted */
    function get(wanted) {
      if (spoken !== perspectiveNow()) {
        spoken = perspectiveNow();
        kept.clear();
      }
      const rows = Array.from(wanted);
      const missing = [...new Set(rows)].filter((row) => !kept.has(row));
      for (let first = 0; first < missing.length; first += AT_ONCE) {
        fetchRows(missing.slice(first, first + AT_ONCE));
      }
      return Promise.all(rows.map((row) => /** @type {Promise<GtCard>} */ (kept.get(row))));
    }

    return { get };
  }

  GeoTensions.createRecords = createRecords;
})();
