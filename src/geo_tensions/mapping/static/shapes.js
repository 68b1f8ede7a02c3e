// The mark of each kind. A shape fills about the square of the given size and reads at 12 px.
(() => {
  "use strict";

  const TURN = 2 * Math.PI;

  /** @param {CanvasRenderingContext2D} c @param {number[][]} points @param {boolean} [open] */
  function outline(c, points, open = false) {
    points.forEach(([x, y], index) => (index ? c.lineTo(x, y) : c.moveTo(x, y)));
    if (!open) {
      c.closePath();
    }
  }

  /** Corners of a regular polygon. @param {number} corners @param {number} radius @param {number} [turn] */
  const regular = (corners, radius, turn = -TURN / 4) =>
    Array.from({ length: corners }, (_, index) => {
      const angle = turn + (index * TURN) / corners;
      return [Math.cos(angle) * radius, Math.sin(angle) * radius];
    });

  /** @param {CanvasRenderingContext2D} c @param {number} x @param {number} y @param {number} radius */
  function ring(c, x, y, radius) {
    c.moveTo(x + radius, y);
    c.arc(x, y, radius, 0, TURN);
  }

  const TRIANGLE = [
    [0, -0.5],
    [0.54, 0.42],
    [-0.54, 0.42],
  ];
  const SQUARE = [
    [-0.42, -0.42],
    [0.42, -0.42],
    [0.42, 0.42],
    [-0.42, 0.42],
  ];
  const STAR = regular(8, 0.56).map(([x, y], index) => (index % 2 ? [x * 0.42, y * 0.42] : [x, y]));

  /**
   * What each shape is: its outline on a square of side 1 about 0, whether that is filled, and what is drawn over it.
   * @type {Record<string, {
   *   outline: (c: CanvasRenderingContext2D) => void, filled: boolean, open?: boolean, wide?: number, dashed?: boolean,
   *   over?: (c: CanvasRenderingContext2D) => void, overWide?: number }>}
   */
  const SHAPES = {
    "triangle-filled": { outline: (c) => outline(c, TRIANGLE), filled: true },
    "triangle-hollow": { outline: (c) => outline(c, TRIANGLE), filled: false },
    "double-chevron": {
      outline(c) {
        for (const down of [-0.02, 0.38]) {
          outline(c, [[-0.48, down], [0, down - 0.4], [0.48, down]], true);
        }
      },
      filled: false,
      open: true,
      wide: 0.19,
    },
    "square-filled": { outline: (c) => outline(c, SQUARE), filled: true },
    "star-four": { outline: (c) => outline(c, STAR), filled: true },
    "square-hatched": {
      outline: (c) => outline(c, SQUARE),
      filled: false,
      over(c) {
        for (const at of [-0.42, 0, 0.42]) {
          const [low, high] = [Math.max(-0.42, at - 0.42), Math.min(0.42, at + 0.42)];
          outline(c, [[low, at - low], [high, at - high]], true);
        }
      },
      overWide: 0.1,
    },
    pentagon: { outline: (c) => outline(c, regular(5, 0.53)), filled: true },
    hexagon: { outline: (c) => outline(c, regular(6, 0.51)), filled: true },
    flag: {
      outline: (c) => outline(c, [[-0.3, -0.48], [0.5, -0.22], [-0.3, 0.08]]),
      filled: true,
      over: (c) => outline(c, [[-0.34, -0.52], [-0.34, 0.52]], true),
      overWide: 0.15,
    },
    diamond: { outline: (c) => outline(c, regular(4, 0.55)), filled: true },
    "ring-dashed": { outline: (c) => ring(c, 0, 0, 0.4), filled: false, open: true, wide: 0.15, dashed: true },
    "linked-rings": {
      outline(c) {
        ring(c, -0.21, 0, 0.27);
        ring(c, 0.21, 0, 0.27);
      },
      filled: false,
      open: true,
      wide: 0.15,
    },
    "circle-cross": {
      outline: (c) => ring(c, 0, 0, 0.44),
      filled: false,
      over(c) {
        outline(c, [[-0.2, 0], [0.2, 0]], true);
        outline(c, [[0, -0.2], [0, 0.2]], true);
      },
      overWide: 0.12,
    },
    cross: {
      outline(c) {
        outline(c, [[-0.38, -0.38], [0.38, 0.38]], true);
        outline(c, [[-0.38, 0.38], [0.38, -0.38]], true);
      },
      filled: false,
      open: true,
      wide: 0.19,
    },
  };

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {string} shape
   * @param {number} x
   * @param {number} y
   * @param {number} size
   * @param {GtShapeOptions} options
   */
  function draw(context, shape, x, y, size, options) {
    const described = SHAPES[shape] || SHAPES.cross;
    const { fill, line, hollow = false, filled = false, bar = false, halo } = options;
    const wide = described.wide || 0.13;
    const c = context;
    c.save();
    c.translate(x, y);
    c.scale(size, size);
    c.lineJoin = "round";
    c.lineCap = "round";
    c.beginPath();
    described.outline(c);
    if (halo) {
      c.strokeStyle = halo;
      c.lineWidth = wide + 0.2;
      c.stroke();
      if (!described.open) {
        c.fillStyle = halo;
        c.fill();
      }
    }
    if (described.dashed || hollow) {
      c.setLineDash(described.dashed ? [0.2, 0.25] : [0.16, 0.2]);
    }
    const solid = (described.filled && !hollow) || filled;
    if (solid) {
      c.fillStyle = fill;
      c.fill();
    }
    c.strokeStyle = line;
    c.lineWidth = solid ? 0.08 : wide;
    c.stroke();
    c.setLineDash([]);
    if (described.over) {
      stroke(c, described.over, filled ? cutColour(options) : line, described.overWide || wide);
    }
    if (bar) {
      const across = (/** @type {CanvasRenderingContext2D} */ to) => outline(to, [[-0.74, 0], [0.74, 0]], true);
      if (halo) {
        stroke(c, across, halo, 0.3);
      }
      stroke(c, across, line, 0.15);
    }
    c.restore();
  }

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {(c: CanvasRenderingContext2D) => void} what
   * @param {string} colour
   * @param {number} width
   */
  function stroke(c, what, colour, width) {
    c.beginPath();
    what(c);
    c.strokeStyle = colour;
    c.lineWidth = width;
    c.stroke();
  }

  /** What is cut out of a filled mark. @param {GtShapeOptions} options */
  const cutColour = ({ theme }) => (theme === "dark" ? "#10141a" : "#ffffff");

  GeoTensions.shapes = { draw, names: Object.keys(SHAPES) };
})();
