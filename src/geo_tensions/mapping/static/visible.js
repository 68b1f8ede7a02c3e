// Which rows are shown: those that touch the window and pass the mask. Computed once for each change, into one
// buffer, so that the hand on the slider allocates nothing.
(() => {
  "use strict";

  /** Rows whose latest end is kept, so that blocks wholly before the window are passed over. */
  const BLOCK_BITS = 8;
  const BLOCK = 1 << BLOCK_BITS;

  /**
   * @param {GtData} data rows in order of start
   * @returns {(window: GtWindow, mask: Uint8Array | null) => GtVisible}
   */
  function createVisible(data) {
    const { start, end, n } = data;
    const rows = new Uint32Array(n);
    const latest = new Int32Array((n + BLOCK - 1) >> BLOCK_BITS).fill(-0x80000000);
    for (let row = 0; row < n; row++) {
      if (end[row] > latest[row >> BLOCK_BITS]) {
        latest[row >> BLOCK_BITS] = end[row];
      }
    }
    const result = { rows, length: 0, stamp: 0 };
    let from = NaN;
    let to = NaN;
    /** @type {Uint8Array | null | undefined} */
    let of;

    /** @param {number} minute @returns {number} how many rows start no later */
    function startedBy(minute) {
      let low = 0;
      let high = n;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (start[middle] <= minute) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }

    return (window, mask) => {
      if (window.from === from && window.to === to && mask === of) {
        return result;
      }
      ({ from, to } = window);
      of = mask;
      const last = startedBy(to);
      let length = 0;
      for (let block = 0; block << BLOCK_BITS < last; block++) {
        if (latest[block] < from) {
          continue;
        }
        const stop = Math.min(last, (block + 1) << BLOCK_BITS);
        for (let row = block << BLOCK_BITS; row < stop; row++) {
          if (end[row] >= from && (mask === null || mask[row >> 3] & (1 << (row & 7)))) {
            rows[length++] = row;
          }
        }
      }
      result.length = length;
      result.stamp += 1;
      return result;
    };
  }

  /** @type {WeakMap<GtData, (window: GtWindow, mask: Uint8Array | null) => GtVisible>} */
  const kept = new WeakMap();

  /**
   * @param {GtHost} host
   * @returns {GtVisible}
   */
  function visible(host) {
    let compute = kept.get(host.data);
    if (!compute) {
      compute = createVisible(host.data);
      kept.set(host.data, compute);
    }
    const { window, mask } = host.store.get();
    return compute(window, mask);
  }

  GeoTensions.createVisible = createVisible;
  GeoTensions.visible = visible;
})();
