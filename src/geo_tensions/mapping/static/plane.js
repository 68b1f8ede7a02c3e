// The map plane: Web Mercator in pixels of one deep zoom, about an origin in the middle of the region. Single
// precision is enough there (0.02 px at zoom 12), and paths keep lengths that a rasteriser does not take for zero.
(() => {
  "use strict";

  const ZOOM = 12;
  const WORLD = 256 * 2 ** ZOOM;
  /** Mean radius, km, with which distances on the ground are turned into angles. */
  const MEAN_KM = 6371.0088;
  const RAD = Math.PI / 180;
  /** Latitude at which Web Mercator is square. */
  const MAX_LAT = 85.0511287798;

  /** @param {number} lon */
  const worldX = (lon) => WORLD * (lon / 360 + 0.5);

  /** @param {number} lat */
  function worldY(lat) {
    const held = Math.max(-MAX_LAT, Math.min(MAX_LAT, lat));
    const sine = Math.sin(held * RAD);
    return WORLD * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
  }

  const ORIGIN = { x: worldX(143), y: worldY(43.5) };

  /** @param {number} lon degrees, continuous from 0 to 360 */
  const x = (lon) => worldX(lon) - ORIGIN.x;

  /** @param {number} lat degrees */
  const y = (lat) => worldY(lat) - ORIGIN.y;

  /** @param {number} at */
  const lon = (at) => ((at + ORIGIN.x) / WORLD - 0.5) * 360;

  /** @param {number} at */
  const lat = (at) => Math.atan(Math.sinh(Math.PI * (1 - (2 * (at + ORIGIN.y)) / WORLD))) / RAD;

  /**
   * A circle on the ground is an ellipse to a good approximation: its north and south ends and its widest
   * parallel are met exactly, as Leaflet's own circles are.
   * @param {number} centre latitude, degrees
   * @param {number} radiusKm
   */
  function disc(centre, radiusKm) {
    const angle = radiusKm / MEAN_KM;
    const top = worldY(centre + angle / RAD);
    const bottom = worldY(centre - angle / RAD);
    const middle = (top + bottom) / 2;
    const phi = centre * RAD;
    const middlePhi = lat(middle - ORIGIN.y) * RAD;
    const cosine =
      (Math.cos(angle) - Math.sin(phi) * Math.sin(middlePhi)) / (Math.cos(phi) * Math.cos(middlePhi));
    const half = Math.acos(Math.max(-1, Math.min(1, cosine)));
    return { rx: (half / (2 * Math.PI)) * WORLD, ry: (bottom - top) / 2, dy: middle - worldY(centre) };
  }

  GeoTensions.plane = { ZOOM, ORIGIN, x, y, lon, lat, disc };
})();
