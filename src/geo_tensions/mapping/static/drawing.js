// Drawing an area that filters: each press sets a corner, a double press or Enter ends, Escape gives up.
(() => {
  "use strict";

  const { element } = GeoTensions.dom;
  const LEAST = 3;
  const MOST = 60;

  /**
   * Whether two stretches cross; touching ends do not count.
   * @param {number[]} a @param {number[]} b @param {number[]} c @param {number[]} d
   */
  function cross(a, b, c, d) {
    const side = (/** @type {number[]} */ p, /** @type {number[]} */ q, /** @type {number[]} */ r) =>
      Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
  }

  /** @param {number[][]} corners lon, lat @returns {boolean} whether the closed line crosses itself */
  function tangled(corners) {
    const at = (/** @type {number} */ place) => corners[place % corners.length];
    for (let one = 0; one < corners.length; one++) {
      for (let other = one + 1; other < corners.length; other++) {
        if (cross(at(one), at(one + 1), at(other), at(other + 1))) {
          return true;
        }
      }
    }
    return false;
  }

  /** @param {number} value */
  const rounded = (value) => Math.round(value * 1000) / 1000;

  /** @param {GtHost} host */
  GeoTensions.parts.drawing = (host) => {
    const { map, store } = host;
    if (host.config.embedded) {
      return { destroy: () => undefined };
    }
    /** @type {number[][] | null} */
    let corners = null;
    /** @type {number[] | null} */
    let pointer = null;
    const sheet = GeoTensions.sheet(map, { pane: "gt-drawn", zIndex: 425, padding: 0.1, paint });
    const attributes = { type: "button", "aria-pressed": "false" };
    const button = element("button", {
      class: "gt-draw-button",
      text: "Draw area",
      attributes,
      on: { click: () => (corners ? giveUp() : begin()) },
    });
    // A finger has no Enter, and its double press is easily taken for two corners.
    const finish = element("button", {
      class: "gt-draw-button",
      text: "Close the area",
      attributes: { type: "button" },
      on: { click: () => end() },
    });
    const chip = element("button", {
      class: "gt-draw-button gt-draw-chip",
      attributes: { type: "button", "aria-label": "Remove the drawn area" },
      on: { click: () => store.set({ polygon: [] }, "polygon") },
    });
    const help = element("span", { class: "gt-draw-help", attributes: { role: "status" } });
    const box = element("div", { class: "gt-draw" }, button, finish, chip, help);
    L.DomEvent.disableClickPropagation(box);
    host.root.append(box);

    /** @param {GtFrame} frame */
    function paint(frame) {
      const drawn = corners ? [...corners, ...(pointer ? [pointer] : [])] : store.get().polygon;
      if (!drawn.length) {
        return;
      }
      const path = new Path2D();
      drawn.forEach(([lon, lat], index) => {
        const [x, y] = [GeoTensions.plane.x(lon), GeoTensions.plane.y(lat)];
        index ? path.lineTo(x, y) : path.moveTo(x, y);
      });
      path.closePath();
      const brush = GeoTensions.brush(host, frame);
      GeoTensions.paths.onPlane(frame);
      brush.around("drawn", path, path);
      GeoTensions.paths.onScreen(frame);
    }

    function begin() {
      corners = [];
      GeoTensions.side(host).close();
      map.doubleClickZoom.disable();
      host.root.classList.add("gt-is-drawing");
      map.getContainer().classList.add("gt-crosshair");
      update();
    }

    function leaveOff() {
      corners = null;
      pointer = null;
      map.doubleClickZoom.enable();
      host.root.classList.remove("gt-is-drawing");
      map.getContainer().classList.remove("gt-crosshair");
      update();
    }

    function giveUp() {
      leaveOff();
      button.focus();
    }

    function end() {
      const made = corners || [];
      if (made.length < LEAST) {
        help.textContent = "An area needs three corners.";
        return;
      }
      if (tangled(made)) {
        help.textContent = "The lines cross. Press Escape and draw anew.";
        return;
      }
      leaveOff();
      store.set({ polygon: made }, "polygon");
    }

    function update() {
      button.setAttribute("aria-pressed", String(Boolean(corners)));
      button.textContent = corners ? "Cancel" : "Draw area";
      help.textContent = corners ? "Press corners; double press or Enter ends, Escape gives up." : "";
      finish.hidden = (corners?.length ?? 0) < LEAST;
      const { polygon } = store.get();
      chip.hidden = !polygon.length || Boolean(corners);
      chip.textContent = `Drawn area, ${polygon.length} corners ×`;
      sheet.ask();
    }

    /** @type {L.LeafletMouseEventHandlerFn} */
    const onClick = ({ latlng }) => {
      if (!corners || corners.length >= MOST) {
        return;
      }
      const corner = [rounded(latlng.lng), rounded(latlng.lat)];
      const last = corners[corners.length - 1];
      // A double press gives the same corner twice.
      if (!last || last[0] !== corner[0] || last[1] !== corner[1]) {
        corners.push(corner);
        finish.hidden = corners.length < LEAST;
        sheet.ask();
      }
    };
    /** @type {L.LeafletMouseEventHandlerFn} */
    const onMove = ({ latlng }) => {
      if (corners?.length) {
        pointer = [latlng.lng, latlng.lat];
        sheet.ask();
      }
    };
    const onDouble = () => corners && end();
    /** @param {KeyboardEvent} event */
    const onKey = (event) => {
      if (corners && (event.key === "Escape" || event.key === "Enter")) {
        event.preventDefault();
        event.stopImmediatePropagation();
        event.key === "Enter" ? end() : giveUp();
      }
    };
    map.on("click", onClick);
    map.on("mousemove", onMove);
    map.on("dblclick", onDouble);
    // Before the others hear it: while an area is drawn, Enter and Escape are for it alone.
    window.addEventListener("keydown", onKey, true);
    const leave = store.subscribe((state, before) => {
      if (state.polygon !== before.polygon || state.theme !== before.theme) {
        update();
      }
    });
    GeoTensions.drawing = () => corners !== null;
    update();
    return {
      destroy() {
        leave();
        map.off("click", onClick);
        map.off("mousemove", onMove);
        map.off("dblclick", onDouble);
        window.removeEventListener("keydown", onKey, true);
        sheet.remove();
        box.remove();
      },
    };
  };

  GeoTensions.tangled = tangled;
})();
