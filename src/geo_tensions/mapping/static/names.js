// Writes the names: those of waters and countries under the marks, those of islands and places over them.
(() => {
  "use strict";

  const { SORTS, LAYERS } = GeoTensions.labels;

  /** Sorts that lie under the marks: they name wide areas, and a mark in a strait matters more than its name. */
  const LOW = new Set(["sea", "country", "water"]);

  /** @param {GtHost} host */
  GeoTensions.parts.names = (host) => {
    const files = GeoTensions.layerFiles(host);
    /** @param {string} pane @param {number} zIndex @param {boolean} low */
    const made = (pane, zIndex, low) =>
      GeoTensions.sheet(host.map, { pane, zIndex, padding: 0.12, paint: (frame) => paint(frame, low) });
    const sheets = [made("gt-names", 415, true), made("gt-labels", 440, false)];
    const ask = () => sheets.forEach((sheet) => sheet.ask());

    /** A neighbour's zone is named by state and year, while its limits hold. @param {GtLabel} label */
    function named(label) {
      if (!label.zone) {
        return [label];
      }
      const text = host.config.adiz?.[label.zone]?.label || label.text;
      return GeoTensions.waters.inForce(label.zone, host.store.get()) ? [{ ...label, text }] : [];
    }

    /** @param {GtFrame} frame @param {boolean} low whether only what lies under the marks is wanted */
    function paint(frame, low) {
      const { layers, perspective } = host.store.get();
      const { context: c, zoom } = frame;
      const token = (/** @type {string} */ name) => GeoTensions.theme.token(host.root, name);
      const labels = LAYERS.flatMap((layer) =>
        layers[layer] ? GeoTensions.labels.of(layer, files.paths(layer) || [], perspective).flatMap(named) : [],
      );
      const write = (/** @type {GtLabel} */ { sort }) => {
        c.font = SORTS[sort].font(zoom);
        c.letterSpacing = SORTS[sort].spacing || "0px";
      };
      const placed = GeoTensions.labels.arrange(labels, frame, (label) => {
        write(label);
        const whole = c.measureText(label.text).width;
        const lines = whole > (SORTS[label.sort].wide || Infinity) ? broken(label.text) : [label.text];
        const width = Math.max(...lines.map((line) => c.measureText(line).width));
        return { lines, width, height: lines.length * lineHeight(c) };
      });
      c.textBaseline = "middle";
      c.lineJoin = "round";
      for (const { label, lines, left, top, width, x, y } of placed) {
        if (LOW.has(label.sort) !== low) {
          continue;
        }
        write(label);
        if (label.dot) {
          dot(c, label.dot, x, y, token("label"), token("halo"));
        }
        c.textAlign = SORTS[label.sort].anchors[0] === "middle" ? "center" : "left";
        const across = c.textAlign === "center" ? left + width / 2 : left;
        c.strokeStyle = token("halo");
        c.lineWidth = 3.2;
        c.fillStyle = token(SORTS[label.sort].colour);
        lines.forEach((line, index) => {
          const down = top + (index + 0.5) * lineHeight(c);
          c.strokeText(line, across, down);
          c.fillText(line, across, down);
        });
      }
      c.letterSpacing = "0px";
    }

    const leave = host.store.subscribe((state, before) => {
      const changed = /** @type {(keyof GtState)[]} */ (["layers", "theme", "perspective"]);
      const dated = state.layers["neighbour-adiz"] && state.window !== before.window;
      if (dated || changed.some((key) => state[key] !== before[key])) {
        ask();
      }
    });
    const deaf = files.onReady(ask);
    ask();
    // Text measured before its font has come stands in the wrong place.
    document.fonts?.load(SORTS.place.font(5)).then(ask, () => undefined);
    return {
      destroy() {
        leave();
        deaf();
        sheets.forEach((sheet) => sheet.remove());
      },
    };
  };

  /**
   * Breaks a long text in two after the slash between its names.
   * @param {string} text
   * @returns {string[]}
   */
  function broken(text) {
    const at = text.indexOf(" / ");
    return at < 0 ? [text] : [text.slice(0, at + 2), text.slice(at + 3)];
  }

  /** @param {CanvasRenderingContext2D} c */
  const lineHeight = (c) => (parseFloat(/([\d.]+)px/.exec(c.font)?.[1] || "12") * 1.2);

  /**
   * @param {CanvasRenderingContext2D} c
   * @param {string} kind
   * @param {number} x
   * @param {number} y
   * @param {string} colour
   * @param {string} halo
   */
  function dot(c, kind, x, y, colour, halo) {
    c.beginPath();
    if (kind === "air-base") {
      c.moveTo(x, y - 3.6);
      c.lineTo(x + 3.4, y + 2.6);
      c.lineTo(x - 3.4, y + 2.6);
      c.closePath();
    } else if (kind === "port" || kind === "launch-site") {
      c.rect(x - 2.6, y - 2.6, 5.2, 5.2);
    } else {
      c.arc(x, y, kind === "town" ? 2.4 : 1.4, 0, 2 * Math.PI);
    }
    c.lineWidth = 3.5;
    c.strokeStyle = halo;
    c.stroke();
    c.lineWidth = 1.2;
    c.strokeStyle = colour;
    c.fillStyle = halo;
    c.fill();
    c.stroke();
  }
})();
