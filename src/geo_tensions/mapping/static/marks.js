// The records on the map, on one canvas over typed arrays: circles as large as they are on the ground, a mark of
// the kind's shape where a centre may be drawn, rings for what is selected and pointed at. Above two thousand in
// view squares take their place, above some tens of thousands a picture of density.
(() => {
  "use strict";

  const { DRAWN } = GeoTensions.flag;
  const MARGIN_PX = 16;

  /** Records in view up to which every mark, circle and count is drawn. */
  const MOST_MARKS = 2000;
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
   * Collects the visible rows whose mark or circle reaches into the canvas.
   * @param {GtHost} host
   * @param {GtScene} scene
   * @param {GtFrame} frame
   */
  function collect(host, scene, frame) {
    const { rows, length } = GeoTensions.visible(host);
    const { x, y, rx, shown } = scene;
    const { scale, dx, dy, width, height } = frame;
    let found = 0;
    for (let place = 0; place < length; place++) {
      const row = rows[place];
      const reach = rx[row] * scale + MARGIN_PX;
      const atX = x[row] * scale + dx;
      const atY = y[row] * scale + dy;
      if (atX > -reach && atX < width + reach && atY > -reach && atY < height + reach) {
        shown[found++] = row;
      }
    }
    scene.length = found;
    scene.frame = frame;
    scene.mode = found <= MOST_MARKS ? "marks" : found <= MOST_SQUARES ? "squares" : "density";
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
        collect(host, scene, frame);
        if (scene.mode === "marks") {
          GeoTensions.lines?.paint(host, frame);
          pencil.paint(frame);
        } else if (scene.mode === "squares") {
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
