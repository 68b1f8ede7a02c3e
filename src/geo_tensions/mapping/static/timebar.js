// The time bar: puts its parts together, paints anew only what changed. A move of the hand touches the overlay alone.
(() => {
  "use strict";

  const { element, perFrame } = GeoTensions.dom;
  const { step, same, extentOf } = GeoTensions.steps;
  const { createScale, pan } = GeoTensions.axis;

  const NARROW = "(max-width: 640px)";
  /** Share of the axis that the window fills after "enlarge". */
  const FILLED = 0.8;

  /** @param {GtHost} host */
  GeoTensions.parts.timebar = (host) => {
    const { data, store } = host;
    const place = /** @type {HTMLElement} */ (host.root.querySelector(".gt-time"));
    const extent = extentOf(data);
    const narrow = window.matchMedia(NARROW);
    const lanes = GeoTensions.lanes.lanesOf(data);
    const laneRows = GeoTensions.lanes.rowsOf(data);
    const count = GeoTensions.histogram.createCounter(data);
    const player = GeoTensions.play.create(host, () => controls.unit());

    /** @type {GtTimeActions} */
    const actions = {
      unit: () => controls.unit(),
      toggle: player.toggle,
      pause: () => player.stop(),
      step(by) {
        const state = store.get();
        player.stop();
        release(step(state.window, state.mode, controls.unit(), by, extent));
      },
      whole() {
        player.stop();
        release({ ...extent });
      },
      zoom: () => enlarge(zoom.factor === 1),
    };
    const controls = GeoTensions.timeControls.create(host, actions);
    const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { attributes: { "aria-hidden": "true" } }));
    const labels = element("div", { class: "gt-time-labels", attributes: { "aria-hidden": "true" } });
    const attributes = { role: "group", tabindex: "-1", "aria-label": "Dates shown on the map" };
    const plot = element("div", { class: "gt-time-plot", attributes }, canvas);
    const bar = element("div", { class: "gt-timebar" }, controls.node, labels, plot);
    place.append(bar);
    const overlay = GeoTensions.timeOverlay.create(host, plot);
    const tip = GeoTensions.timeTip.create(host, plot);

    let zoom = { factor: 1, offset: 0 };
    let scale = createScale(extent, 1);
    let labelled = "";
    /** @type {GtTimePicture} */
    let picture = pictureOf();

    /** @returns {GtTimePicture} */
    function pictureOf() {
      const { mask } = store.get();
      const boxes = GeoTensions.timePaint.boxes(narrow.matches, lanes.length);
      const bins = count(scale, mask);
      const marks = GeoTensions.lanes.place(data, laneRows, mask, scale, narrow.matches);
      return { scale, bins, marks, boxes, narrow: narrow.matches };
    }

    function paint() {
      const width = Math.max(1, plot.clientWidth);
      scale = createScale(extent, width, pan(zoom, width, 0));
      picture = pictureOf();
      plot.style.height = `${picture.boxes.height}px`;
      GeoTensions.timePaint.paint(host, canvas, picture);
      overlay.name(GeoTensions.timePaint.eraLabels(picture), picture.boxes.histogram.top);
      overlay.update(scale, store.get());
      relabel();
      const height = `${bar.offsetHeight}px`;
      if (host.root.style.getPropertyValue("--gt-time-height") !== height) {
        host.root.style.setProperty("--gt-time-height", height);
      }
    }
    const frame = perFrame(paint);

    /** @param {GtWindow} next */
    function release(next) {
      if (!same(next, store.get().window)) {
        store.set({ window: next }, "release");
      }
    }

    /** @param {boolean} on the window fills most of the axis, or the axis shows everything */
    function enlarge(on) {
      const { window: shown } = store.get();
      const plain = createScale(extent, scale.width);
      const x0 = plain.x(shown.from);
      const x1 = plain.x(shown.to + 1);
      const factor = on ? (FILLED * scale.width) / Math.max(1, x1 - x0) : 1;
      const within = Math.max(1, Math.min(GeoTensions.axis.MAX_ZOOM, factor));
      setZoom(pan({ factor: within, offset: ((x0 + x1) / 2) * within - scale.width / 2 }, scale.width, 0));
    }

    /** @param {GtZoom} next */
    function setZoom(next) {
      zoom = next;
      controls.enlarged(zoom.factor > 1);
      tip.hide();
      frame.ask();
    }

    /**
     * Opens what stands under a press; where that is a bar, gives the time it stands for.
     * @param {number} x
     * @param {number} y
     */
    function press(x, y) {
      const mark = GeoTensions.lanes.hit(picture.marks, picture.boxes.lanes, x, y);
      if (mark) {
        open(mark.rows);
        return null;
      }
      const { bins } = picture;
      const bin = GeoTensions.histogram.binAt(bins, scale.minute(x));
      return bin < 0 || bins.edges[bin] > extent.to ? null : { from: bins.edges[bin], to: bins.edges[bin + 1] - 1 };
    }

    /** @param {number[]} rows */
    function open(rows) {
      if (rows.length > 1) {
        host.choose(rows);
        return;
      }
      host.records.get(rows).then(
        ([card]) => store.set({ selected: { row: rows[0], id: card.id } }, "select"),
        (error) => host.notice(String(error.message || error)),
      );
    }

    /** @param {PointerEvent} event */
    function hover(event) {
      if (event.buttons || event.pointerType === "touch") {
        tip.hide();
        return;
      }
      const box = plot.getBoundingClientRect();
      const x = event.clientX - box.left;
      const y = event.clientY - box.top;
      const mark = GeoTensions.lanes.hit(picture.marks, picture.boxes.lanes, x, y);
      const minute = scale.minute(x);
      plot.classList.toggle("gt-time-on-mark", mark !== null);
      plot.classList.toggle("gt-time-on-axis", y > picture.boxes.axis.top);
      if (mark) {
        tip.acts(mark, x);
      } else if (y <= picture.boxes.axis.top && y >= picture.boxes.histogram.top && minute <= extent.to) {
        tip.bar(picture.bins, Math.max(0, GeoTensions.histogram.binAt(picture.bins, minute)), x);
      } else if (minute > extent.to) {
        tip.words(unknownWords(data.cutoff), x);
      } else {
        tip.hide();
      }
    }

    function whole() {
      setZoom({ factor: 1, offset: 0 });
      actions.whole();
    }

    /** Names the lanes and the lines behind the bars, where they changed. */
    function relabel() {
      const { boxes } = picture;
      const now = `${picture.bins.most} ${narrow.matches}`;
      if (now === labelled) {
        return;
      }
      labelled = now;
      labels.replaceChildren();
      const shown = narrow.matches ? [] : lanes;
      shown.forEach(({ label }, index) => {
        const line = element("span", { text: label });
        line.style.top = `${boxes.lanes.top + index * boxes.lanes.row}px`;
        labels.append(line);
      });
      const box = GeoTensions.timePaint.inner(boxes.histogram);
      for (const value of narrow.matches ? [] : GeoTensions.histogram.lines(picture.bins.most)) {
        const line = element("span", { class: "gt-time-value", text: GeoTensions.tally.figure(value) });
        const high = GeoTensions.histogram.heightOf(value, picture.bins.most, box.height);
        line.style.top = `${boxes.axis.top - high - 6}px`;
        labels.append(line);
      }
    }

    /**
     * Where the axis is enlarged, it goes along with a window that plays or steps out of view.
     * @param {GtWindow} shown
     */
    function follow(shown) {
      const x = scale.x(shown.to + 1);
      if (zoom.factor > 1 && (x < 0 || x > scale.width)) {
        setZoom(pan(zoom, scale.width, x - scale.width / 2));
      }
    }

    const leave = store.subscribe((state, before, cause) => {
      if (state.mask !== before.mask || state.theme !== before.theme) {
        frame.ask();
      }
      overlay.update(scale, state);
      controls.update(state);
      if (cause !== "drag" && state.window !== before.window) {
        follow(state.window);
      }
    });
    const leaveKeys = GeoTensions.timeKeys.listen(host, actions);
    GeoTensions.timeKeys.listenOnHandle(host, overlay.from, "from", controls.unit);
    GeoTensions.timeKeys.listenOnHandle(host, overlay.to, "to", controls.unit);
    const view = { scale: () => scale, axisTop: () => picture.boxes.axis.top, press, grabbed: actions.pause };
    const brush = GeoTensions.timeBrush.create(host, plot, view);
    plot.addEventListener("pointermove", hover);
    plot.addEventListener("pointerleave", tip.hide);
    GeoTensions.timeZoom.listen(plot, { get: () => zoom, set: setZoom, begin: brush.cancel });
    plot.addEventListener("dblclick", whole);
    const size = new ResizeObserver(frame.ask);
    size.observe(plot);
    narrow.addEventListener("change", frame.ask);
    // Labels on the canvas were drawn in another font until ours came.
    document.fonts.addEventListener("loadingdone", frame.ask);
    controls.update(store.get());
    paint();

    return {
      destroy() {
        leave();
        leaveKeys();
        brush.destroy();
        player.destroy();
        size.disconnect();
        narrow.removeEventListener("change", frame.ask);
        document.fonts.removeEventListener("loadingdone", frame.ask);
        frame.cancel();
        bar.remove();
      },
    };
  };

  /**
   * @param {{incidents?: string, launches?: string}} cutoff
   * @returns {string}
   */
  function unknownWords(cutoff) {
    const known = Object.entries(cutoff).filter(([, date]) => date);
    const words = known.map(([name, date]) => `${name} to ${date}`).join(", ");
    return `The data ends: ${words}. What came after is not known here.`;
  }
})();
