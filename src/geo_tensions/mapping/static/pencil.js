// Draws single records: circles first, then marks, then counts and rings. Marks are drawn once into small canvases
// and copied from there.
(() => {
  "use strict";

  const { NO_CENTRE, UNVERIFIED, PASSED_OVER_JAPAN, STATED_INSIDE_EEZ, HAS_ROUTE } = GeoTensions.flag;
  const LOOK = UNVERIFIED | PASSED_OVER_JAPAN | STATED_INSIDE_EEZ;
  const TURN = 2 * Math.PI;
  const DASH = [4, 4];
  /** Part of a sprite's side that the shape itself fills; the rest is for halo and bar. */
  const FILLED = 0.6;
  /** Rows up to which places that several records share are told by a number. */
  const MOST_COUNTED = 50000;

  /** Size of a mark, CSS pixels. @param {number} zoom */
  const markSize = (zoom) => Math.max(12, Math.min(20, 12 + (zoom - 4) * 1.8));

  /**
   * @param {GtHost} host
   * @param {GtScene} scene
   */
  function pencil(host, scene) {
    const { data } = host;
    const { x, y, rx, ry, dy: shift, shown } = scene;
    const places = data.n <= MOST_COUNTED ? placesOf(data) : null;
    const counts = new Uint16Array(places ? data.n : 0);
    /** @type {Map<string, HTMLCanvasElement>} */
    const sprites = new Map();

    /**
     * @param {number} row
     * @param {number} size
     * @param {number} ratio
     * @param {GtTheme} theme
     */
    function sprite(row, size, ratio, theme) {
      const look = data.flags[row] & LOOK;
      const key = `${data.kind[row]} ${look} ${size} ${ratio} ${theme}`;
      let made = sprites.get(key);
      if (!made) {
        made = document.createElement("canvas");
        const side = Math.ceil((size / FILLED) * ratio);
        made.width = side;
        made.height = side;
        const kind = data.kinds[data.kind[row]];
        const context = /** @type {CanvasRenderingContext2D} */ (made.getContext("2d"));
        GeoTensions.shapes.draw(context, kind.shape, side / 2, side / 2, size * ratio, {
          fill: kind[theme],
          line: kind[theme],
          theme,
          hollow: (look & UNVERIFIED) !== 0,
          filled: (look & STATED_INSIDE_EEZ) !== 0,
          bar: (look & PASSED_OVER_JAPAN) !== 0,
          halo: GeoTensions.theme.token(host.root, "mark-halo"),
        });
        sprites.set(key, made);
      }
      return made;
    }

    /** @param {GtFrame} frame */
    function circles({ context, scale, dx, dy }) {
      const { theme } = host.store.get();
      /** @type {(Path2D | undefined)[]} */
      const paths = [];
      for (let place = 0; place < scene.length; place++) {
        const row = shown[place];
        if (rx[row] === 0 || data.flags[row] & HAS_ROUTE) {
          continue;
        }
        const at = data.kind[row] * 2 + (data.flags[row] & UNVERIFIED ? 1 : 0);
        const path = paths[at] || (paths[at] = new Path2D());
        const [cx, cy, rxPx] = [x[row] * scale + dx, (y[row] + shift[row]) * scale + dy, rx[row] * scale];
        path.moveTo(cx + rxPx, cy);
        path.ellipse(cx, cy, rxPx, ry[row] * scale, 0, 0, TURN);
      }
      context.lineWidth = 1;
      paths.forEach((path, at) => {
        if (!path) {
          return;
        }
        const colour = data.kinds[at >> 1][theme];
        context.setLineDash(at & 1 ? DASH : []);
        context.fillStyle = colour;
        context.strokeStyle = colour;
        context.globalAlpha = theme === "dark" ? 0.05 : 0.032;
        context.fill(path);
        context.globalAlpha = theme === "dark" ? 0.5 : 0.42;
        context.stroke(path);
      });
      context.globalAlpha = 1;
      context.setLineDash([]);
    }

    /** @param {GtFrame} frame */
    function marks({ context, scale, dx, dy, zoom, ratio }) {
      const { theme } = host.store.get();
      const size = Math.round(markSize(zoom));
      const side = Math.ceil((size / FILLED) * ratio) / ratio;
      for (let place = 0; place < scene.length; place++) {
        const row = shown[place];
        if (data.flags[row] & NO_CENTRE) {
          continue;
        }
        const left = x[row] * scale + dx - side / 2;
        const top = y[row] * scale + dy - side / 2;
        const snap = (/** @type {number} */ value) => Math.round(value * ratio) / ratio;
        context.drawImage(sprite(row, size, ratio, theme), snap(left), snap(top), side, side);
      }
    }

    /** Numbers at places that several of the shown marks share. @param {GtFrame} frame */
    function numbers({ context, scale, dx, dy, zoom }) {
      if (!places) {
        return;
      }
      for (let place = 0; place < scene.length; place++) {
        counts[places[shown[place]]] = 0;
      }
      for (let place = 0; place < scene.length; place++) {
        counts[places[shown[place]]] += data.flags[shown[place]] & NO_CENTRE ? 0 : 1;
      }
      const off = markSize(zoom) * 0.52;
      context.font = '600 10px "Geo Sans", system-ui, sans-serif';
      context.textAlign = "center";
      context.textBaseline = "middle";
      const paper = GeoTensions.theme.token(host.root, "ink");
      const ink = GeoTensions.theme.token(host.root, "paper-solid");
      for (let place = 0; place < scene.length; place++) {
        const at = places[shown[place]];
        if (counts[at] < 2) {
          continue;
        }
        const text = counts[at] > 99 ? "99+" : String(counts[at]);
        counts[at] = 0;
        const half = Math.max(6.5, text.length * 3.2 + 3);
        const cx = x[shown[place]] * scale + dx + off;
        const cy = y[shown[place]] * scale + dy - off;
        context.beginPath();
        context.roundRect(cx - half, cy - 6.5, half * 2, 13, 6.5);
        context.fillStyle = paper;
        context.fill();
        context.lineWidth = 1;
        context.strokeStyle = ink;
        context.stroke();
        context.fillStyle = ink;
        context.fillText(text, cx, cy + 0.5);
      }
    }

    /** What is selected and pointed at. @param {GtFrame} frame */
    function rings(frame) {
      const { selected, hover } = host.store.get();
      if (hover >= 0 && hover !== selected?.row) {
        ring(frame, hover, GeoTensions.theme.token(host.root, "ink"), 1.5);
      }
      if (selected) {
        ring(frame, selected.row, GeoTensions.theme.token(host.root, "selected"), 2.5);
      }
    }

    /** @param {GtFrame} frame @param {number} row @param {string} colour @param {number} width */
    function ring({ context, scale, dx, dy, zoom, ratio }, row, colour, width) {
      const [cx, cy] = [x[row] * scale + dx, y[row] * scale + dy];
      if (Number.isNaN(cx)) {
        return;
      }
      const { theme } = host.store.get();
      const around = markSize(zoom) / 2 + 5;
      context.strokeStyle = colour;
      context.fillStyle = colour;
      context.lineWidth = width * 0.7;
      if (rx[row] > 0 && !(data.flags[row] & HAS_ROUTE)) {
        context.beginPath();
        context.ellipse(cx, cy + shift[row] * scale, rx[row] * scale, ry[row] * scale, 0, 0, TURN);
        context.setLineDash(data.flags[row] & UNVERIFIED ? DASH : []);
        context.globalAlpha = 0.08;
        context.fill();
        context.globalAlpha = 1;
        context.stroke();
        context.setLineDash([]);
      }
      if (data.flags[row] & NO_CENTRE) {
        return;
      }
      const size = Math.round(markSize(zoom));
      const side = Math.ceil((size / FILLED) * ratio) / ratio;
      context.drawImage(sprite(row, size, ratio, theme), cx - side / 2, cy - side / 2, side, side);
      context.beginPath();
      context.arc(cx, cy, around, 0, TURN);
      context.lineWidth = width;
      context.stroke();
    }

    return {
      /** @param {GtFrame} frame */
      paint(frame) {
        circles(frame);
        marks(frame);
        numbers(frame);
        rings(frame);
      },
      rings,
    };
  }

  /**
   * Gives rows at the same coordinates the same number.
   * @param {GtData} data
   * @returns {Uint32Array}
   */
  function placesOf({ n, lon, lat }) {
    const places = new Uint32Array(n);
    /** @type {Map<string, number>} */
    const known = new Map();
    for (let row = 0; row < n; row++) {
      const key = `${lon[row]} ${lat[row]}`;
      const place = known.get(key) ?? row;
      known.set(key, place);
      places[row] = place;
    }
    return places;
  }

  GeoTensions.pencil = pencil;
  GeoTensions.markSize = markSize;
})();
