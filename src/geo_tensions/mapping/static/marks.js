// The records on the map, on one canvas over typed arrays: circles as large as they are on the ground, a mark of
// the kind's shape where a centre may be drawn, rings for what is selected and pointed at. Above a thousand or so in
// view squares and thin outlines take their place, then squares alone, above some tens of thousands a picture of density.
(() => {
  "use strict";

  const { DRAWN } = GeoTensions.flag;
  const MARGIN_PX = 16;

  /** Records in view up to which every mark, circle and count is drawn. */
  const MOST_MARKS = 1200;
  /** Records in view up to which each is a square with the outline of its circle. */
  const MOST_OUTLINES = 8000;
  /** Records in view up to which each is a square of its colour. */
  const MOST_SQUARES = 40000;

  /** @type {WeakMap<GtHost, GtScene>} */
  const scenes = new WeakMap();

  /**
   * The rows on the plane, made once.
   * @param {GtData} data
   * @returns {GtScene}
   */
  function sceneOf(data) {
    const { n, lon, lat, radius, flags } = data;
    const x = new Float32Array(n).fill(NaN);
    const y = new Float32Array(n).fill(NaN);
    const rx = new Float32Array(n);
    const ry = new Float32Array(n);
    const dy = new Float32Array(n);
    const { plane } = GeoTensions;
    for (let row = 0; row < n; row++) {
      if (!(flags[row] & DRAWN)) {
        continue;
      }
      x[row] = plane.x(lon[row]);
      y[row] = plane.y(lat[row]);
      if (radius[row] > 0) {
        const disc = plane.disc(lat[row], radius[row]);
        rx[row] = disc.rx;
        ry[row] = disc.ry;
        dy[row] = disc.dy;
      }
    }
    return { x, y, rx, ry, dy, shown: new Uint32Array(n), length: 0, mode: "marks", most: 0, frame: null };
  }

  /**
   * Collects the rows whose mark or circle reaches into the canvas.
   * @param {GtScene} scene
   * @param {GtFrame} frame
   * @param {GtSlice[]} sides
   */
  function collect(scene, frame, sides) {
    let found = 0;
    for (const side of sides) {
      found = take(scene, frame, side, found);
    }
    scene.length = found;
    scene.frame = frame;
    scene.mode = modeOf(found);
  }

  /**
   * @param {GtScene} scene
   * @param {GtFrame} frame
   * @param {GtSlice} side
   * @param {number} found rows that are collected already
   * @returns {number} rows that are collected then
   */
  function take(scene, frame, { visible, from, to }, found) {
    const { rows, length } = visible;
    const { x, y, rx, shown } = scene;
    const { scale, dx, dy, width, height } = frame;
    for (let place = 0; place < length; place++) {
      const row = rows[place];
      const reach = rx[row] * scale + MARGIN_PX;
      const atX = x[row] * scale + dx;
      const atY = y[row] * scale + dy;
      const inside = atX > -reach && atX < width + reach && atY > -reach && atY < height + reach;
      if (inside && atX >= from && atX < to) {
        shown[found++] = row;
      }
    }
    return found;
  }

  /** Paints on one side of the line only. @param {GtFrame} frame @param {GtSlice} side @param {() => void} work */
  function within({ context, width, height }, { from, to }, work) {
    context.save();
    context.beginPath();
    context.rect(Math.max(0, from), 0, Math.min(width, to) - Math.max(0, from), height);
    context.clip();
    work();
    context.restore();
  }

  /** @param {number} found records in view @returns {GtScene["mode"]} */
  function modeOf(found) {
    if (found <= MOST_OUTLINES) {
      return found <= MOST_MARKS ? "marks" : "outlines";
    }
    return found <= MOST_SQUARES ? "squares" : "density";
  }

  /** @param {GtHost} host */
  GeoTensions.parts.marks = (host) => {
    const scene = sceneOf(host.data);
    scenes.set(host, scene);
    const pencil = GeoTensions.pencil(host, scene);
    const crowd = GeoTensions.crowd(host, scene);
    const note = GeoTensions.mapNote(host);

    const sheet = GeoTensions.sheet(host.map, {
      pane: "gt-marks",
      zIndex: 430,
      padding: 0.08,
      paint(frame) {
        const sides = GeoTensions.swipe.sides(host, frame);
        collect(scene, frame, sides);
        const single = scene.mode === "marks";
        if (single || scene.mode === "outlines") {
          sides.forEach((side) => within(frame, side, () => GeoTensions.lines?.paint(host, frame, side.visible)));
        }
        if (single) {
          pencil.paint(frame);
        } else if (scene.mode !== "density") {
          crowd.squares(frame);
        } else {
          crowd.density(frame);
        }
        if (scene.mode !== "marks") {
          pencil.rings(frame);
        }
        note.update(scene, GeoTensions.visible(host).length);
      },
    });
    const leave = host.store.subscribe(sheet.ask);
    sheet.ask();
    GeoTensions.repaintMarks = sheet.ask;
    return {
      destroy() {
        leave();
        sheet.remove();
        note.destroy();
        scenes.delete(host);
      },
    };
  };

  /**
   * What is on the canvas now.
   * @param {GtHost} host
   * @returns {GtScene | undefined}
   */
  GeoTensions.scene = (host) => scenes.get(host);
})();
