// The map under a presentation: it takes the state of a slide, flies to its view, plays its dates, ties words to places.
(() => {
  "use strict";

  const { element, perFrame } = GeoTensions.dom;

  /** Map area between the panels of a usual window, CSS pixels: what a view is chosen for (as `plane.py` has it). */
  const REFERENCE = { width: 900, height: 590 };
  const ZOOM_STEP = 0.25;
  /** Between a place and its words, CSS pixels. */
  const GAP = 10;
  const FLIGHT_S = 1.4;
  const PLAY_MS = 9000;
  /** Parts of a slide's dates that playing takes where motion is unwelcome. */
  const CALM_STEPS = 6;

  /**
   * Zoom and centre at which a view's middle stands in the middle of what the slide leaves free.
   * @param {L.Map} map
   * @param {GtView} view
   * @param {GtBox} free CSS pixels of the map's container
   * @returns {{centre: L.LatLng, zoom: number}}
   */
  function placed(map, view, free) {
    const width = Math.max(free.right - free.left, 80);
    const height = Math.max(free.bottom - free.top, 80);
    const room = Math.min(width / REFERENCE.width, height / REFERENCE.height);
    const wanted = Math.floor((view.zoom + Math.log2(room)) / ZOOM_STEP) * ZOOM_STEP;
    const zoom = Math.min(map.getMaxZoom(), Math.max(map.getMinZoom(), wanted));
    const size = map.getSize();
    const shift = L.point(size.x / 2 - (free.left + free.right) / 2, size.y / 2 - (free.top + free.bottom) / 2);
    const centre = map.unproject(map.project([view.lat, view.lon], zoom).add(shift), zoom);
    return { centre, zoom };
  }

  /**
   * Where words stand beside their place: the first corner at which they are in sight and cover no others.
   * @param {number} x
   * @param {number} y
   * @param {number} width
   * @param {number} height
   * @param {GtBox} free
   * @param {GtBox[]} taken
   * @returns {[number, number, GtBox]} shift from the place, and the box
   */
  function beside(x, y, width, height, free, taken) {
    /** @type {[number, number][]} */
    const corners = [
      [GAP, -height - GAP],
      [-width - GAP, -height - GAP],
      [GAP, GAP],
      [-width - GAP, GAP],
      [GAP, -2 * height - 2 * GAP],
      [-width - GAP, height + 2 * GAP],
    ];
    const boxes = corners.map(([dx, dy]) => ({ left: x + dx, top: y + dy, right: x + dx + width, bottom: y + dy + height }));
    const fits = boxes.findIndex(
      (box) =>
        box.left >= free.left &&
        box.right <= free.right &&
        box.top >= free.top &&
        box.bottom <= free.bottom &&
        !taken.some((one) => overlap(one, box)),
    );
    if (fits >= 0) {
      return [...corners[fits], boxes[fits]];
    }
    // Nowhere beside it: as near as stays in sight.
    const left = Math.max(free.left, Math.min(x + GAP, free.right - width));
    const top = Math.max(free.top, Math.min(y - height - GAP, free.bottom - height));
    return [left - x, top - y, { left, top, right: left + width, bottom: top + height }];
  }

  /** @param {GtBox} one @param {GtBox} other */
  const overlap = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  /**
   * @param {GtHost} host
   * @param {HTMLElement} layer holds the call-outs
   * @param {() => GtBox} free what the slide leaves of the map
   * @param {(span: GtWindow) => void} onDates told while the dates play
   * @returns {GtPresenterMap}
   */
  function create(host, layer, free, onDates) {
    const { map, store } = host;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
    /** @type {GtShow | null} */
    let shown = null;
    /** @type {{at: [number, number], node: HTMLElement}[]} */
    let callouts = [];
    let frame = 0;
    let turn = 0;

    const follow = perFrame(() => {
      /** @type {GtBox[]} */
      const taken = [];
      for (const { at, node } of callouts) {
        const { x, y } = map.latLngToContainerPoint(at);
        const words = /** @type {HTMLElement} */ (node.firstElementChild);
        const [dx, dy, box] = beside(x, y, words.offsetWidth, words.offsetHeight, free(), taken);
        taken.push(box);
        node.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
        words.style.transform = `translate(${Math.round(dx)}px, ${Math.round(dy)}px)`;
      }
    });
    const refit = perFrame(() => {
      if (shown) {
        go(shown.view, false);
      }
    });

    /** @param {GtView} view @param {boolean} fly */
    function go(view, fly) {
      const { centre, zoom } = placed(map, view, free());
      if (fly && !calm.matches) {
        map.flyTo(centre, zoom, { duration: FLIGHT_S });
      } else {
        map.setView(centre, zoom, { animate: false });
      }
      follow.ask();
    }

    /** Ends a flight. (Leaflet's own `stop` begins a zoom that ends a quarter of a second later.) */
    function halt() {
      map.setView(map.getCenter(), map.getZoom(), { animate: false });
    }

    /** @param {GtShow} show */
    function take(show) {
      const off = Object.fromEntries(Object.keys(store.get().layers).map((id) => [id, false]));
      store.set(
        {
          window: { ...show.window },
          ...{ mode: "window", playing: false, hover: -1, hidden: null },
          mask: GeoTensions.bytesOf(show.mask),
          layers: { ...off, ...show.layers },
          perspective: show.perspective,
          selected: show.selected,
        },
        "python",
      );
    }

    /** @param {GtShow} show */
    function tie(show) {
      layer.replaceChildren();
      callouts = show.callouts.map(({ text, lat, lon }) => {
        const words = element("span", { class: "gt-callout-words", text });
        const node = element("p", { class: "gt-callout" }, words);
        layer.append(node);
        return { at: /** @type {[number, number]} */ ([lat, lon]), node };
      });
      follow.ask();
    }

    /** Lets the window grow from its first day to its last. @param {GtShow} show */
    function play(show) {
      cancelAnimationFrame(frame);
      const { from, to } = show.window;
      const began = performance.now();
      let last = NaN;
      const tick = (/** @type {number} */ now) => {
        let part = Math.min(1, Math.max(0, (now - began) / PLAY_MS));
        part = calm.matches ? Math.floor(part * CALM_STEPS) / CALM_STEPS : part;
        const end = part < 1 ? GeoTensions.time.endOfDay(from + Math.floor((to - from) * part)) : to;
        if (end !== last) {
          last = end;
          store.set({ window: { from, to: end } }, "play");
          onDates({ from, to: end });
        }
        frame = part < 1 ? requestAnimationFrame(tick) : 0;
      };
      tick(began);
    }

    map.on("move zoom viewreset", follow.ask);
    map.on("resize", refit.ask);
    return {
      show(show, fly) {
        turn += 1;
        const mine = turn;
        cancelAnimationFrame(frame);
        frame = 0;
        shown = show;
        take(show);
        tie(show);
        if (show.play) {
          const start = { from: show.window.from, to: GeoTensions.time.endOfDay(show.window.from) };
          store.set({ window: start }, "play");
          onDates(start);
          map.once("moveend", () => {
            if (mine === turn) {
              play(show);
            }
          });
        }
        go(show.view, fly);
      },
      replay() {
        if (shown) {
          play(shown);
        }
      },
      playing: () => frame !== 0,
      rest() {
        turn += 1;
        cancelAnimationFrame(frame);
        frame = 0;
        shown = null;
        callouts = [];
        layer.replaceChildren();
        halt();
      },
      destroy() {
        map.off("move zoom viewreset", follow.ask);
        map.off("resize", refit.ask);
        cancelAnimationFrame(frame);
        follow.cancel();
        refit.cancel();
      },
    };
  }

  GeoTensions.presenterMap = { placed, beside, create };
})();
