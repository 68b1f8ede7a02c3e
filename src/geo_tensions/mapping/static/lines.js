// Routes and missile tracks of the visible records, painted under the marks: routes dashed and with arrowheads,
// because they are schematic; tracks thin, because nobody flew them.
(() => {
  "use strict";

  const { HAS_ROUTE, LAUNCH, DRAWN } = GeoTensions.flag;
  /** Records whose ids are asked for at most, to know which line belongs to which row. */
  const MOST_ROWS = 2000;
  const ARROW_PX = 6;
  const ARROW_EVERY_PX = 90;

  /** @type {WeakMap<GtHost, {routes: GtLineSet, tracks: GtLineSet}>} */
  const kept = new WeakMap();

  /**
   * The lines of a layer by row. Lines name a record's id; which row that is tells its card.
   * @param {GtHost} host
   * @param {string} layer
   * @param {number} flag bits of the rows that may have one
   * @returns {GtLineSet}
   */
  function lineSet(host, layer, flag) {
    /** @type {Map<number, GtPath[]>} */
    const byRow = new Map();
    /** @type {GtPath[] | null} */
    let of = null;
    let asked = false;

    function load() {
      const paths = GeoTensions.layerFiles(host).paths(layer);
      if (!paths || asked) {
        return;
      }
      asked = true;
      const rows = [];
      for (let row = 0; row < host.data.n && rows.length < MOST_ROWS; row++) {
        if ((host.data.flags[row] & flag) === flag) {
          rows.push(row);
        }
      }
      host.records.get(rows).then(
        (cards) => {
          const rowOf = new Map(cards.map((card) => [card.id, card.row]));
          for (const path of paths) {
            const row = rowOf.get(path.properties.record_id);
            if (row !== undefined) {
              byRow.set(row, [...(byRow.get(row) || []), path]);
            }
          }
          GeoTensions.repaintMarks?.();
        },
        (error) => host.notice(`Layer '${layer}' could not be tied to its records: ${error.message}.`),
      );
    }
    return {
      byRow,
      load,
      ofId(id) {
        of = of || GeoTensions.layerFiles(host).paths(layer);
        return (of || []).filter((path) => path.properties.record_id === id);
      },
    };
  }

  /** @param {GtHost} host */
  GeoTensions.parts.lines = (host) => {
    const sets = {
      routes: lineSet(host, "routes", HAS_ROUTE),
      tracks: lineSet(host, "missile-tracks", LAUNCH | DRAWN),
    };
    kept.set(host, sets);
    const follow = () => {
      const { layers, selected } = host.store.get();
      if (layers.routes) {
        sets.routes.load();
      }
      if (layers["missile-tracks"]) {
        sets.tracks.load();
      }
      if (selected && host.data.flags[selected.row] & LAUNCH) {
        sets.tracks.ofId(selected.id);
      }
    };
    const again = () => {
      follow();
      GeoTensions.repaintMarks?.();
    };
    const leave = host.store.subscribe((state, before) => {
      if (state.layers !== before.layers || state.selected !== before.selected) {
        follow();
      }
    });
    const deaf = GeoTensions.layerFiles(host).onReady(again);
    follow();
    return {
      destroy() {
        leave();
        deaf();
        kept.delete(host);
      },
    };
  };

  /** @param {GtVisible} visible @param {number} row */
  function isVisible({ rows, length }, row) {
    const place = GeoTensions.card.insertion(rows, length, row);
    return place < length && rows[place] === row;
  }

  /** @param {GtHost} host @param {GtFrame} frame @param {GtVisible} visible what is painted */
  function paint(host, frame, visible) {
    const sets = kept.get(host);
    if (!sets) {
      return;
    }
    const { layers, selected, hover, theme } = host.store.get();
    const brush = GeoTensions.brush(host, frame);
    const chosen = GeoTensions.theme.token(host.root, "selected");
    if (layers["missile-tracks"]) {
      for (const [row, paths] of sets.tracks.byRow) {
        if (isVisible(visible, row)) {
          onPlane(frame, () => brush.stroke("missile-tracks", paths));
        }
      }
    }
    if (selected && host.data.flags[selected.row] & LAUNCH) {
      strong(frame, sets.tracks.ofId(selected.id), chosen, 1.4);
    }
    if (!layers.routes) {
      return;
    }
    const { dash = [], width = 1.5, opacity = 1 } = host.config.styles?.routes || {};
    for (const [row, paths] of sets.routes.byRow) {
      if (!isVisible(visible, row)) {
        continue;
      }
      const strongly = row === selected?.row || row === hover;
      const colour = row === selected?.row ? chosen : host.data.kinds[host.data.kind[row]][theme];
      const alpha = strongly ? 1 : opacity;
      for (const path of paths) {
        route(frame, path, { colour, dash, width: strongly ? width * 1.7 : width, alpha });
      }
    }
  }

  /** @param {GtFrame} frame @param {() => void} work */
  function onPlane(frame, work) {
    GeoTensions.paths.onPlane(frame);
    work();
    GeoTensions.paths.onScreen(frame);
  }

  /** @param {GtFrame} frame @param {GtPath[]} paths @param {string} colour @param {number} width */
  function strong(frame, paths, colour, width) {
    const { context, scale } = frame;
    onPlane(frame, () => {
      context.strokeStyle = colour;
      context.lineWidth = width / scale;
      paths.forEach(({ path }) => context.stroke(path));
    });
  }

  /**
   * @param {GtFrame} frame
   * @param {GtPath} path
   * @param {{colour: string, dash: number[], width: number, alpha: number}} look
   */
  function route({ context, scale, dx, dy }, { lines }, { colour, dash, width, alpha }) {
    context.strokeStyle = colour;
    context.fillStyle = colour;
    context.globalAlpha = alpha;
    context.lineJoin = "round";
    for (const line of lines) {
      context.beginPath();
      for (let at = 0; at < line.length; at += 2) {
        context.lineTo(line[at] * scale + dx, line[at + 1] * scale + dy);
      }
      context.lineWidth = width;
      context.setLineDash(dash);
      context.stroke();
      context.setLineDash([]);
      arrows(context, line, scale, dx, dy, ARROW_PX + width);
    }
    context.globalAlpha = 1;
  }

  /**
   * Heads in the middle of long legs and at the end.
   * @param {CanvasRenderingContext2D} context
   * @param {Float64Array} line
   * @param {number} scale
   * @param {number} dx
   * @param {number} dy
   * @param {number} size
   */
  function arrows(context, line, scale, dx, dy, size) {
    let since = ARROW_EVERY_PX / 2;
    for (let at = 2; at < line.length; at += 2) {
      const [fromX, fromY] = [line[at - 2] * scale + dx, line[at - 1] * scale + dy];
      const [toX, toY] = [line[at] * scale + dx, line[at + 1] * scale + dy];
      const length = Math.hypot(toX - fromX, toY - fromY);
      const angle = Math.atan2(toY - fromY, toX - fromX);
      since += length;
      if (at === line.length - 2) {
        head(context, toX, toY, angle, size);
      } else if (since > ARROW_EVERY_PX && length > size * 3) {
        since = 0;
        head(context, (fromX + toX) / 2, (fromY + toY) / 2, angle, size);
      }
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} angle @param {number} size */
  function head(context, x, y, angle, size) {
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    context.beginPath();
    context.moveTo(size * 0.5, 0);
    context.lineTo(-size * 0.55, size * 0.48);
    context.lineTo(-size * 0.25, 0);
    context.lineTo(-size * 0.55, -size * 0.48);
    context.closePath();
    context.fill();
    context.restore();
  }

  /**
   * Visible rows whose route passes near a place of the plane, nearest first.
   * @param {GtHost} host
   * @param {{x: number, y: number}} at
   * @param {number} far units of the plane
   */
  function rowsAt(host, at, far) {
    const sets = kept.get(host);
    if (!sets || !host.store.get().layers.routes) {
      return [];
    }
    /** @type {{row: number, off: number}[]} */
    const found = [];
    for (const [row, paths] of sets.routes.byRow) {
      const off = Math.min(...paths.flatMap(({ lines }) => lines.map((line) => distance(line, at))));
      if (off <= far && isVisible(GeoTensions.visible(host), row)) {
        found.push({ row, off });
      }
    }
    return found.sort((one, other) => one.off - other.off).map(({ row }) => row);
  }

  /** @param {Float64Array} line @param {{x: number, y: number}} at */
  function distance(line, { x, y }) {
    let least = Infinity;
    for (let place = 2; place < line.length; place += 2) {
      const [fromX, fromY] = [line[place - 2], line[place - 1]];
      const [alongX, alongY] = [line[place] - fromX, line[place + 1] - fromY];
      const squared = alongX * alongX + alongY * alongY || 1;
      const part = Math.max(0, Math.min(1, ((x - fromX) * alongX + (y - fromY) * alongY) / squared));
      least = Math.min(least, Math.hypot(fromX + alongX * part - x, fromY + alongY * part - y));
    }
    return least;
  }

  GeoTensions.lines = { paint, rowsAt };
})();
