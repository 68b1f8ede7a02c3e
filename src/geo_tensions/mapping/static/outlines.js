// Circles of thousands of records, written straight into an image: where outlines cross they grow stronger. A path of
// so many ellipses takes a machine without a graphics card several frames.
(() => {
  "use strict";

  const FIRST_ALPHA = 105;
  const FURTHER_ALPHA = 50;
  const DASH_BITS = 2;
  /** Circles beyond are larger than any view of the region, CSS pixels. */
  const LONGEST_PX = 4000;

  /**
   * @param {Uint32Array} pixels little-endian RGBA
   * @param {number} width
   * @param {number} height
   */
  function createOutlines(pixels, width, height) {
    /** @param {number} x @param {number} y @param {number} colour without opacity */
    function dot(x, y, colour) {
      if (x >= 0 && y >= 0 && x < width && y < height) {
        const at = y * width + x;
        const before = pixels[at] >>> 24;
        const alpha = before === 0 ? FIRST_ALPHA : Math.min(255, before + FURTHER_ALPHA);
        pixels[at] = ((alpha << 24) | colour) >>> 0;
      }
    }

    /**
     * The same step in each quarter, each pixel once.
     * @param {number} cx
     * @param {number} cy
     * @param {number} x
     * @param {number} y
     * @param {number} colour
     */
    function four(cx, cy, x, y, colour) {
      const left = Math.round(cx - x);
      const right = Math.round(cx + x);
      const top = Math.round(cy - y);
      const bottom = Math.round(cy + y);
      dot(left, top, colour);
      if (right !== left) {
        dot(right, top, colour);
      }
      if (bottom !== top) {
        dot(left, bottom, colour);
        if (right !== left) {
          dot(right, bottom, colour);
        }
      }
    }

    /**
     * @param {number} cx
     * @param {number} cy
     * @param {number} rx
     * @param {number} ry
     * @param {number} colour little-endian RGB
     * @param {boolean} dashed
     */
    function ellipse(cx, cy, rx, ry, colour, dashed) {
      const outside = cx + rx < 0 || cy + ry < 0 || cx - rx > width || cy - ry > height;
      if (outside || rx > LONGEST_PX || ry > LONGEST_PX) {
        return;
      }
      // Steps go across where the outline is flat, down where it is steep; both reach where it slopes evenly.
      const even = Math.hypot(rx, ry);
      const across = Math.min(Math.floor(rx), Math.ceil((rx * rx) / even));
      for (let x = 0; x <= across; x++) {
        if (!dashed || !((x >> DASH_BITS) & 1)) {
          const y = ry * Math.sqrt(1 - (x / rx) * (x / rx));
          four(cx, cy, x, y, colour);
        }
      }
      const down = Math.min(Math.floor(ry), Math.ceil((ry * ry) / even));
      for (let y = 0; y <= down; y++) {
        if (!dashed || !((y >> DASH_BITS) & 1)) {
          const x = rx * Math.sqrt(1 - (y / ry) * (y / ry));
          four(cx, cy, x, y, colour);
        }
      }
    }
    return { ellipse };
  }

  GeoTensions.createOutlines = createOutlines;
})();
