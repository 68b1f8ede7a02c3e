// GeoJSON as paths on the map plane, made once and drawn at every view by a change of scale alone.
(() => {
  "use strict";

  /**
   * @param {number[][]} coordinates
   * @returns {Float64Array} x and y in turn
   */
  function flat(coordinates) {
    const { plane } = GeoTensions;
    const made = new Float64Array(coordinates.length * 2);
    coordinates.forEach(([lon, lat], index) => {
      made[index * 2] = plane.x(lon);
      made[index * 2 + 1] = plane.y(lat);
    });
    return made;
  }

  /**
   * @param {Float64Array[]} lines
   * @param {boolean} closed
   */
  function pathOf(lines, closed) {
    const path = new Path2D();
    for (const line of lines) {
      for (let at = 0; at < line.length; at += 2) {
        if (at === 0) {
          path.moveTo(line[0], line[1]);
        } else {
          path.lineTo(line[at], line[at + 1]);
        }
      }
      if (closed) {
        path.closePath();
      }
    }
    return path;
  }

  /** @param {Float64Array[]} lines @returns {[number, number, number, number]} */
  function boxOf(lines) {
    /** @type {[number, number, number, number]} */
    const box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const line of lines) {
      for (let at = 0; at < line.length; at += 2) {
        box[0] = Math.min(box[0], line[at]);
        box[1] = Math.min(box[1], line[at + 1]);
        box[2] = Math.max(box[2], line[at]);
        box[3] = Math.max(box[3], line[at + 1]);
      }
    }
    return box;
  }

  /**
   * One path for each polygon or line, so that those out of view are passed over.
   * @param {any} collection a FeatureCollection
   * @returns {GtPath[]}
   */
  function pathsOf(collection) {
    /** @type {GtPath[]} */
    const made = [];
    for (const { geometry, properties } of collection.features) {
      if (!geometry) {
        continue;
      }
      const { type, coordinates } = geometry;
      const many = type.startsWith("Multi") ? coordinates : [coordinates];
      const single = type.replace("Multi", "");
      for (const one of many) {
        /** @type {number[][][]} */
        const rings = single === "Polygon" ? one : single === "LineString" ? [one] : [[one]];
        const lines = rings.map(flat);
        const path = pathOf(lines, single === "Polygon");
        made.push({ path, properties, box: boxOf(lines), type: single, lines });
      }
    }
    return made;
  }

  /**
   * What two polygons of different states share: the borders on land.
   * @param {GtPath[]} polygons
   * @returns {Path2D}
   */
  function bordersOf(polygons) {
    /** @type {Map<string, string>} */
    const owners = new Map();
    const border = new Path2D();
    for (const { lines, properties } of polygons) {
      const owner = String(properties.country ?? properties.id);
      for (const line of lines) {
        for (let at = 2; at < line.length; at += 2) {
          const [x, y, toX, toY] = [line[at - 2], line[at - 1], line[at], line[at + 1]];
          const forward = x < toX || (x === toX && y < toY);
          const key = forward ? `${x} ${y} ${toX} ${toY}` : `${toX} ${toY} ${x} ${y}`;
          const other = owners.get(key);
          if (other === undefined) {
            owners.set(key, owner);
          } else if (other !== owner) {
            border.moveTo(x, y);
            border.lineTo(toX, toY);
          }
        }
      }
    }
    return border;
  }

  /**
   * Whether a path reaches into the canvas.
   * @param {GtPath} path
   * @param {GtFrame} frame
   */
  function inView({ box }, { width, height, scale, dx, dy }) {
    return (
      box[0] * scale + dx < width && box[2] * scale + dx > 0 && box[1] * scale + dy < height && box[3] * scale + dy > 0
    );
  }

  /**
   * Makes the plane the canvas's coordinates; widths are then in units of the plane, `1 / scale` for a pixel.
   * @param {GtFrame} frame
   */
  function onPlane({ context, ratio, scale, dx, dy }) {
    context.setTransform(scale * ratio, 0, 0, scale * ratio, dx * ratio, dy * ratio);
  }

  /** @param {GtFrame} frame */
  function onScreen({ context, ratio }) {
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  GeoTensions.paths = { of: pathsOf, borders: bordersOf, inView, onPlane, onScreen };
})();
