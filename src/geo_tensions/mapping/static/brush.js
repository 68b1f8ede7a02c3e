// Strokes and fills in the styles of style.json on the map plane.
(() => {
  "use strict";

  /** @type {Map<string, HTMLCanvasElement>} */
  const hatches = new Map();

  /** @param {string} colour @param {number} side canvas pixels @param {number} width @param {string} way */
  function hatchTile(colour, side, width, way) {
    const key = `${colour} ${side} ${width} ${way}`;
    let tile = hatches.get(key);
    if (!tile) {
      tile = document.createElement("canvas");
      tile.width = side;
      tile.height = side;
      const context = /** @type {CanvasRenderingContext2D} */ (tile.getContext("2d"));
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.beginPath();
      for (const shift of [-side, 0, side]) {
        if (way !== "\\") {
          context.moveTo(shift - 1, side + 1);
          context.lineTo(shift + side + 1, -1);
        }
        if (way !== "/") {
          context.moveTo(shift - 1, -1);
          context.lineTo(shift + side + 1, side + 1);
        }
      }
      context.stroke();
      hatches.set(key, tile);
    }
    return tile;
  }

  /**
   * @param {GtHost} host
   * @param {GtFrame} frame
   * @returns {GtBrush}
   */
  function brush(host, frame) {
    const { context: c, scale } = frame;
    const style = (/** @type {string} */ name) => host.config.styles?.[name] || {};
    const token = (/** @type {string | undefined} */ name) => (name ? GeoTensions.theme.token(host.root, name) : "");

    /** @param {string} name */
    function pen(name) {
      const { line, width = 1, dash = [], opacity = 1 } = style(name);
      c.strokeStyle = token(line);
      c.lineWidth = width / scale;
      c.setLineDash(dash.map((part) => part / scale));
      c.globalAlpha = opacity;
      c.lineJoin = "round";
    }

    /** @param {string} name */
    function ink(name) {
      const { fill, opacity = 1 } = style(name);
      c.fillStyle = token(fill);
      c.globalAlpha = opacity;
    }

    function done() {
      c.globalAlpha = 1;
      c.setLineDash([]);
    }

    return {
      frame,
      screen(name) {
        ink(name);
        c.fillRect(0, 0, frame.width, frame.height);
        done();
      },
      fill(name, paths) {
        ink(name);
        paths.forEach(({ path, type }) => type === "Polygon" && c.fill(path, "evenodd"));
        done();
      },
      union(name, paths) {
        const all = new Path2D();
        paths.forEach(({ path }) => all.addPath(path));
        ink(name);
        c.fill(all, "nonzero");
        done();
      },
      stroke(name, paths) {
        pen(name);
        paths.forEach(({ path }) => c.stroke(path));
        done();
      },
      line(name, path) {
        pen(name);
        c.stroke(path);
        done();
      },
      island(name, paths) {
        pen(name);
        c.lineWidth *= 2;
        paths.forEach(({ path }) => c.stroke(path));
        ink(name);
        paths.forEach(({ path }) => c.fill(path, "evenodd"));
        done();
      },
      glow(name, paths, width) {
        pen(name);
        c.globalAlpha = 0.22;
        c.lineWidth = width / scale;
        const all = new Path2D();
        paths.forEach(({ path }) => all.addPath(path));
        c.stroke(all);
        done();
      },
      hatch(name, paths, step) {
        const side = Math.round(step * frame.ratio);
        const { line, hatch = "/" } = style(name);
        const pattern = c.createPattern(hatchTile(token(line), side, frame.ratio * 0.8, hatch), "repeat");
        if (!pattern) {
          return;
        }
        // The pattern keeps its size on the screen and its place on the map.
        const unit = 1 / (scale * frame.ratio);
        pattern.setTransform(new DOMMatrix([unit, 0, 0, unit, 0, 0]));
        c.fillStyle = pattern;
        c.globalAlpha = 0.75;
        paths.forEach(({ path }) => c.fill(path, "evenodd"));
        done();
      },
      around(name, shape, edge) {
        ink(name);
        c.fill(shape, "evenodd");
        pen(name);
        c.stroke(edge);
        done();
      },
    };
  }

  GeoTensions.brush = brush;
})();
