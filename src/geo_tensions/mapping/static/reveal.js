// Brings the selected record into view when it lies outside, or under the card: the map moves as little as it must.
(() => {
  "use strict";

  const MARGIN_PX = 48;
  /** The card opens when its text has come; until then nobody knows what it covers. */
  const WAIT_MS = 350;

  /**
   * The shortest move that brings a place into a free area.
   * @param {{x: number, y: number}} at
   * @param {{left: number, top: number, right: number, bottom: number}} free
   * @returns {[number, number]} CSS pixels, for `panBy`
   */
  function move({ x, y }, free) {
    /** @param {number} value @param {number} low @param {number} high */
    const beyond = (value, low, high) => (low > high ? 0 : Math.min(0, value - low) + Math.max(0, value - high));
    return [
      beyond(x, free.left + MARGIN_PX, free.right - MARGIN_PX),
      beyond(y, free.top + MARGIN_PX, free.bottom - MARGIN_PX),
    ];
  }

  /**
   * What of the map no panel covers.
   * @param {GtHost} host
   */
  function freeArea(host) {
    const all = host.root.getBoundingClientRect();
    const time = /** @type {Element} */ (host.root.querySelector(".gt-time")).getBoundingClientRect();
    const free = { left: 0, top: 0, right: all.width, bottom: all.height - time.height };
    const side = host.root.querySelector(".gt-side-open .gt-panel")?.getBoundingClientRect();
    if (side && side.width > all.width * 0.8) {
      free.bottom = Math.min(free.bottom, side.top - all.top);
    } else if (side) {
      free.right = side.left - all.left;
    }
    return free;
  }

  /** @param {GtHost} host */
  GeoTensions.parts.reveal = (host) => {
    const { map, store, data } = host;
    let later = 0;

    function reveal() {
      const { selected } = store.get();
      if (!selected || !(data.flags[selected.row] & GeoTensions.flag.DRAWN)) {
        return;
      }
      const at = map.latLngToContainerPoint([data.lat[selected.row], data.lon[selected.row]]);
      const [across, down] = move(at, freeArea(host));
      if (across || down) {
        map.panBy([across, down], { animate: true });
      }
    }
    const leave = store.subscribe((state, before) => {
      if (state.selected?.id !== before.selected?.id) {
        clearTimeout(later);
        later = window.setTimeout(reveal, WAIT_MS);
      }
    });
    return {
      destroy() {
        leave();
        clearTimeout(later);
      },
    };
  };

  GeoTensions.reveal = { move };
})();
