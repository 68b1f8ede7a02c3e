// Very many records: squares of the kind's colour written straight into an image, and above that a picture of how
// many there are in each cell, on a logarithmic scale.
(() => {
  "use strict";

  const { UNVERIFIED } = GeoTensions.flag;
  const CELL_PX = 4;
  const STEPS = 256;
  const OPAQUE = 0xff000000;

  /** Colours from few to many, red, green, blue, opacity. @type {Record<GtTheme, number[][]>} */
  const RAMPS = {
    light: [[140, 150, 226, 0.55], [79, 89, 205, 0.8], [94, 20, 130, 0.92], [20, 6, 48, 1]],
    dark: [[70, 80, 180, 0.5], [134, 146, 255, 0.8], [235, 170, 245, 0.92], [255, 250, 230, 1]],
  };

  /**
   * @param {GtTheme} theme
   * @returns {Uint32Array} colours as little-endian RGBA
   */
  function ramp(theme) {
    const stops = RAMPS[theme];
    return Uint32Array.from({ length: STEPS }, (_, step) => {
      const at = (step / (STEPS - 1)) * (stops.length - 1);
      const low = Math.min(stops.length - 2, Math.floor(at));
      const [r, g, b, a] = stops[low].map((value, part) => value + (stops[low + 1][part] - value) * (at - low));
      return ((Math.round(a * 255) << 24) | (Math.round(b) << 16) | (Math.round(g) << 8) | Math.round(r)) >>> 0;
    });
  }

  /** An image that is kept as long as its size fits. */
  function createImage() {
    const canvas = document.createElement("canvas");
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    /** @type {ImageData | null} */
    let image = null;
    let pixels = new Uint32Array(0);
    return {
      canvas,
      /** @param {number} width @param {number} height */
      cleared(width, height) {
        if (!image || image.width !== width || image.height !== height) {
          canvas.width = width;
          canvas.height = height;
          image = context.createImageData(width, height);
          pixels = new Uint32Array(image.data.buffer);
        } else {
          pixels.fill(0);
        }
        return pixels;
      },
      put() {
        context.putImageData(/** @type {ImageData} */ (image), 0, 0);
      },
    };
  }

  /**
   * @param {GtHost} host
   * @param {GtScene} scene
   */
  function crowd(host, scene) {
    const { data } = host;
    const { x, y, shown } = scene;
    const image = createImage();
    let cells = new Uint32Array(0);
    /** @type {Partial<Record<GtTheme, Uint32Array>>} */
    const ramps = {};
    /** @type {Partial<Record<GtTheme, Uint32Array>>} */
    const colours = {};

    /** @param {GtFrame} frame */
    function squares({ context, width, height, scale, dx, dy }) {
      const { theme } = host.store.get();
      const of = colours[theme] || (colours[theme] = Uint32Array.from(data.kinds, (kind) => pixelOf(kind[theme])));
      const pixels = image.cleared(width, height);
      for (let place = 0; place < scene.length; place++) {
        const row = shown[place];
        const left = (x[row] * scale + dx) | 0;
        const top = (y[row] * scale + dy) | 0;
        if (left < 1 || top < 1 || left >= width - 1 || top >= height - 1) {
          continue;
        }
        const colour = of[data.kind[row]];
        const hollow = (data.flags[row] & UNVERIFIED) !== 0;
        for (let line = -1; line <= 1; line++) {
          const at = (top + line) * width + left;
          pixels[at - 1] = colour;
          pixels[at] = hollow && line === 0 ? 0 : colour;
          pixels[at + 1] = colour;
        }
      }
      image.put();
      context.drawImage(image.canvas, 0, 0, width, height);
    }

    /** @param {GtFrame} frame */
    function density({ context, width, height, scale, dx, dy }) {
      const { theme } = host.store.get();
      const colour = ramps[theme] || (ramps[theme] = ramp(theme));
      const wide = Math.ceil(width / CELL_PX);
      const high = Math.ceil(height / CELL_PX);
      if (cells.length !== wide * high) {
        cells = new Uint32Array(wide * high);
      } else {
        cells.fill(0);
      }
      const [by, offX, offY] = [scale / CELL_PX, dx / CELL_PX, dy / CELL_PX];
      for (let place = 0; place < scene.length; place++) {
        const row = shown[place];
        const column = Math.floor(x[row] * by + offX);
        const line = Math.floor(y[row] * by + offY);
        if (column >= 0 && line >= 0 && column < wide && line < high) {
          cells[line * wide + column] += 1;
        }
      }
      let most = 1;
      for (let cell = 0; cell < cells.length; cell++) {
        most = cells[cell] > most ? cells[cell] : most;
      }
      const pixels = image.cleared(wide, high);
      const factor = (STEPS - 1) / Math.log(most + 1);
      for (let cell = 0; cell < cells.length; cell++) {
        if (cells[cell] > 0) {
          pixels[cell] = colour[Math.round(Math.log(cells[cell] + 1) * factor)];
        }
      }
      image.put();
      context.imageSmoothingEnabled = false;
      context.drawImage(image.canvas, 0, 0, wide * CELL_PX, high * CELL_PX);
      context.imageSmoothingEnabled = true;
      scene.most = most;
    }

    return { squares, density };
  }

  /** @param {string} hex #rrggbb */
  function pixelOf(hex) {
    const value = parseInt(hex.slice(1), 16);
    return (OPAQUE | ((value & 255) << 16) | (value & 0xff00) | (value >> 16)) >>> 0;
  }

  /**
   * The line that says how marks stand for records now, or that there are none.
   * @param {GtHost} host
   */
  function mapNote(host) {
    const { element, setText } = GeoTensions.dom;
    const { figure } = GeoTensions.tally;
    const place = /** @type {HTMLElement} */ (host.root.querySelector(".gt-note"));
    const words = element("p", { class: "gt-note-words" });
    place.append(words);

    /** @param {GtScene} scene @param {number} visible */
    function textOf(scene, visible) {
      if (visible === 0) {
        return "Nothing in this window. Widen the dates or clear filters.";
      }
      if (scene.mode === "squares") {
        return `${figure(scene.length)} records in view, drawn as squares without circles. Zoom in for each one.`;
      }
      if (scene.mode === "density") {
        return (
          `${figure(scene.length)} records in view, drawn as density: up to ${figure(scene.most)} in one cell, ` +
          "logarithmic scale. Zoom in for each one."
        );
      }
      return "";
    }
    return {
      /** @param {GtScene} scene @param {number} visible */
      update(scene, visible) {
        const text = textOf(scene, visible);
        setText(words, text);
        place.hidden = !text;
      },
      destroy: () => words.remove(),
    };
  }

  GeoTensions.crowd = crowd;
  GeoTensions.mapNote = mapNote;
})();
