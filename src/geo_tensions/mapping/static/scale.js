// Measures: meridians and parallels, a bar in kilometres and nautical miles, the place under the pointer, the buttons
// that bring the map nearer.
(() => {
  "use strict";

  const NM_KM = 1.852;
  const BAR_PX = 110;
  /** Degrees between lines of the graticule, by the zoom up to which they are drawn. @type {[number, number][]} */
  const STEPS = [[4, 10], [6, 5], [7.5, 2], [9, 1], [10.5, 0.5], [Infinity, 0.25]];

  /** @param {number} zoom */
  const graticuleStep = (zoom) => (STEPS.find(([upTo]) => zoom < upTo) || STEPS[5])[1];

  /**
   * The largest 1, 2 or 5 times a power of ten that is not more.
   * @param {number} most
   */
  function roundLength(most) {
    const power = 10 ** Math.floor(Math.log10(most));
    return (most >= 5 * power ? 5 : most >= 2 * power ? 2 : 1) * power;
  }

  /**
   * @param {number} degrees
   * @param {string} signs letters for what is not negative and what is
   */
  function angle(degrees, signs) {
    const minutes = Math.round(Math.abs(degrees) * 60);
    const whole = String(Math.floor(minutes / 60));
    return `${whole}°${String(minutes % 60).padStart(2, "0")}′ ${degrees < 0 ? signs[1] : signs[0]}`;
  }

  /** @param {number} lat @param {number} lon any number of turns */
  function placeWords(lat, lon) {
    const turned = ((((lon + 180) % 360) + 360) % 360) - 180;
    return `${angle(lat, "NS")} ${angle(turned, "EW")}`;
  }

  /** @param {GtHost} host */
  GeoTensions.parts.scale = (host) => {
    const { element, setText, perFrame } = GeoTensions.dom;
    const { map } = host;
    const place = /** @type {HTMLElement} */ (host.root.querySelector(".gt-scale"));
    const words = element("span", { class: "gt-place-words", attributes: { "aria-hidden": "true" } });
    const bars = [bar("km"), bar("NM")];
    const box = element("div", { class: "gt-scale-bars" }, ...bars.map((one) => one.element));
    place.append(words, box);
    const zoom = zoomButtons(map);
    host.root.append(zoom);

    const draw = perFrame(() => {
      const middle = map.getSize().divideBy(2);
      const from = map.containerPointToLatLng([middle.x - BAR_PX / 2, middle.y]);
      const to = map.containerPointToLatLng([middle.x + BAR_PX / 2, middle.y]);
      const km = map.distance(from, to) / 1000;
      bars[0].update(km);
      bars[1].update(km / NM_KM);
    });

    /** @type {L.LeafletMouseEventHandlerFn} */
    const onMove = ({ latlng }) => setText(words, placeWords(latlng.lat, latlng.lng));
    const onOut = () => setText(words, "");
    map.on("mousemove", onMove);
    map.on("mouseout", onOut);
    map.on("moveend resize", draw.ask);
    draw.ask();
    return {
      destroy() {
        map.off("mousemove", onMove);
        map.off("mouseout", onOut);
        map.off("moveend resize", draw.ask);
        draw.cancel();
        place.replaceChildren();
        zoom.remove();
      },
    };

    /** @param {string} unit */
    function bar(unit) {
      const text = element("span", { class: "gt-scale-text" });
      const line = element("span", { class: "gt-scale-bar" }, text);
      return {
        element: line,
        /** @param {number} most length of the longest bar */
        update(most) {
          const length = roundLength(most);
          line.style.width = `${Math.round((length / most) * BAR_PX)}px`;
          setText(text, `${length} ${unit}`);
        },
      };
    }
  };

  /** @param {L.Map} map */
  function zoomButtons(map) {
    const { element } = GeoTensions.dom;
    const made = element("div", { class: "gt-zoom" });
    L.DomEvent.disableClickPropagation(made);
    /** @type {[string, string, () => void][]} */
    const buttons = [
      ["+", "Zoom in", () => map.zoomIn(1)],
      ["−", "Zoom out", () => map.zoomOut(1)],
    ];
    for (const [text, label, press] of buttons) {
      const attributes = { type: "button", "aria-label": label, title: label };
      made.append(element("button", { class: "gt-zoom-button", text, attributes, on: { click: press } }));
    }
    return made;
  }

  /**
   * Meridians and parallels of a view as one path on the plane.
   * @param {GtFrame} frame
   * @returns {Path2D}
   */
  function graticule({ zoom, scale, dx, dy, width, height }) {
    const { plane } = GeoTensions;
    const step = graticuleStep(zoom);
    const [left, right] = [-dx / scale, (width - dx) / scale];
    const [top, bottom] = [-dy / scale, (height - dy) / scale];
    const path = new Path2D();
    for (let lon = Math.ceil(plane.lon(left) / step) * step; lon <= plane.lon(right); lon += step) {
      path.moveTo(plane.x(lon), top);
      path.lineTo(plane.x(lon), bottom);
    }
    for (let lat = Math.ceil(plane.lat(bottom) / step) * step; lat <= plane.lat(top); lat += step) {
      path.moveTo(left, plane.y(lat));
      path.lineTo(right, plane.y(lat));
    }
    return path;
  }

  GeoTensions.measure = { graticule, graticuleStep, roundLength, placeWords };
})();
