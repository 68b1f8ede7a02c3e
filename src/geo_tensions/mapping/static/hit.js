// What is under the pointer. Hovering names a record, a press selects one, offers several, or lets go.
(() => {
  "use strict";

  const { NO_CENTRE, HAS_ROUTE } = GeoTensions.flag;
  const REACH_PX = 8;
  const TOUCH_REACH_PX = 18;
  const OUTLINE_PX = 4;
  const ROUTE_PX = 6;

  /**
   * Rows at a place of the canvas, nearest first: marks before routes, routes before the outlines of circles. A look
   * through what is in view takes less than a millisecond at hundreds of thousands, so there is no index to keep right.
   * @param {GtHost} host
   * @param {number} atX CSS pixels of the map's container
   * @param {number} atY
   * @param {number} reach
   * @returns {number[]}
   */
  function rowsAt(host, atX, atY, reach) {
    const scene = GeoTensions.scene(host);
    if (!scene?.frame) {
      return [];
    }
    const { frame, x, y, shown, length } = scene;
    const at = onPlane(host, frame, atX, atY);
    const far = reach / frame.scale;
    /** @type {{row: number, off: number}[]} */
    const found = [];
    for (let place = 0; place < length; place++) {
      const row = shown[place];
      const offX = x[row] - at.x;
      const offY = y[row] - at.y;
      if (offX < far && offX > -far && offY < far && offY > -far && !(host.data.flags[row] & NO_CENTRE)) {
        const off = offX * offX + offY * offY;
        if (off <= far * far) {
          found.push({ row, off });
        }
      }
    }
    if (found.length) {
      return found.sort((one, other) => one.off - other.off || other.row - one.row).map(({ row }) => row);
    }
    if (scene.mode !== "marks" && scene.mode !== "outlines") {
      return [];
    }
    const routes = GeoTensions.lines?.rowsAt(host, at, Math.max(ROUTE_PX, reach * 0.7) / frame.scale) || [];
    return routes.length ? routes : outlinesAt(host, scene, at, Math.max(OUTLINE_PX, reach / 2));
  }

  /**
   * The canvas may have been painted for another place of the map; the plane is the same for both.
   * @param {GtHost} host
   * @param {GtFrame} frame
   * @param {number} atX
   * @param {number} atY
   */
  function onPlane(host, frame, atX, atY) {
    const origin = host.map.getPixelOrigin();
    const point = host.map.containerPointToLayerPoint([atX, atY]).add(origin);
    const { ORIGIN } = GeoTensions.plane;
    return { x: point.x / frame.scale - ORIGIN.x, y: point.y / frame.scale - ORIGIN.y };
  }

  /**
   * Rows whose circle passes here, or whose middle is here where no mark is drawn in it; smallest circle first.
   * @param {GtHost} host
   * @param {GtScene} scene
   * @param {{x: number, y: number}} at
   * @param {number} reach CSS pixels
   */
  function outlinesAt(host, scene, at, reach) {
    const { x, y, rx, ry, dy, shown, length, frame } = scene;
    const scale = frame ? frame.scale : 1;
    const found = [];
    for (let place = 0; place < length; place++) {
      const row = shown[place];
      if (rx[row] === 0 || host.data.flags[row] & HAS_ROUTE) {
        continue;
      }
      const across = (at.x - x[row]) / rx[row];
      const down = (at.y - y[row] - dy[row]) / ry[row];
      const out = Math.hypot(across, down);
      const near = Math.abs(out - 1) * rx[row] * scale <= reach;
      const middle = (host.data.flags[row] & NO_CENTRE) !== 0 && out * rx[row] * scale <= reach * 2;
      if (near || middle) {
        found.push(row);
      }
    }
    return found.sort((one, other) => rx[one] - rx[other]);
  }

  /** @param {GtHost} host */
  GeoTensions.parts.hit = (host) => {
    const { map, store } = host;
    const container = map.getContainer();
    const tooltip = GeoTensions.tooltip(host);
    let touched = false;
    /** @type {{x: number, y: number} | null} */
    let pointer = null;

    const look = GeoTensions.dom.perFrame(() => {
      const rows = pointer && !store.get().playing ? rowsAt(host, pointer.x, pointer.y, REACH_PX) : [];
      const hover = rows.length ? rows[0] : -1;
      if (hover !== store.get().hover) {
        store.set({ hover }, "hover");
        container.classList.toggle("gt-pointing", hover >= 0);
      }
      tooltip.show(rows, pointer);
    });

    /** @type {L.LeafletMouseEventHandlerFn} */
    const onMove = ({ containerPoint, originalEvent }) => {
      const onPanel = originalEvent.target instanceof Node && host.root.contains(originalEvent.target);
      pointer = touched || onPanel ? null : { x: containerPoint.x, y: containerPoint.y };
      look.ask();
    };
    const onOut = () => {
      pointer = null;
      look.ask();
    };
    /** @type {L.LeafletMouseEventHandlerFn} */
    const onClick = ({ containerPoint }) => {
      if (GeoTensions.drawing?.()) {
        return;
      }
      const reach = touched ? TOUCH_REACH_PX : REACH_PX;
      const rows = rowsAt(host, containerPoint.x, containerPoint.y, reach);
      choose(rows);
      if (!rows.length) {
        GeoTensions.press?.(containerPoint.x, containerPoint.y);
      }
    };
    /** @param {PointerEvent} event */
    const onPointer = (event) => {
      touched = event.pointerType === "touch";
    };

    let pressed = 0;

    /** @param {number[]} rows */
    function choose(rows) {
      pressed += 1;
      const mine = pressed;
      if (rows.length > 1) {
        host.choose(rows);
        return;
      }
      if (rows.length === 0) {
        GeoTensions.side(host).close("chooser");
        if (store.get().selected) {
          store.set({ selected: null }, "select");
        }
        return;
      }
      host.records.get(rows).then(
        ([card]) => {
          if (mine === pressed) {
            store.set({ selected: { row: rows[0], id: card.id } }, "select");
          }
        },
        (error) => host.notice(`The record could not be opened: ${error.message}.`),
      );
    }

    map.on("mousemove", onMove);
    map.on("click", onClick);
    map.on("movestart zoomstart", onOut);
    container.addEventListener("mouseleave", onOut);
    container.addEventListener("pointerdown", onPointer, true);
    container.addEventListener("pointermove", onPointer, true);
    return {
      destroy() {
        map.off("mousemove", onMove);
        map.off("click", onClick);
        map.off("movestart zoomstart", onOut);
        container.removeEventListener("mouseleave", onOut);
        container.removeEventListener("pointerdown", onPointer, true);
        container.removeEventListener("pointermove", onPointer, true);
        look.cancel();
        tooltip.destroy();
      },
    };
  };

  GeoTensions.rowsAt = rowsAt;
})();
