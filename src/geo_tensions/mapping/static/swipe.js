// Two stretches of time on one map, parted by a line that a hand moves: A, what is compared with, at its left, and B,
// the window of the time bar, at its right. A record stands on the side on which its mark lies.
(() => {
  "use strict";

  const { element, setText, perFrame } = GeoTensions.dom;
  const STEP = 0.02;

  /** @type {WeakMap<GtData, ReturnType<typeof GeoTensions.createVisible>>} */
  const kept = new WeakMap();

  /**
   * What is painted, and between which places of the canvas: all of it, or the two sides of the line.
   * @param {GtHost} host
   * @param {GtFrame} frame
   * @returns {GtSlice[]}
   */
  function sides(host, frame) {
    const { compare, mask, swipe, presenting } = host.store.get();
    const shown = { visible: GeoTensions.visible(host), from: -Infinity, to: Infinity };
    if (!compare || presenting) {
      return [shown];
    }
    let compute = kept.get(host.data);
    if (!compute) {
      compute = GeoTensions.createVisible(host.data);
      kept.set(host.data, compute);
    }
    const line = swipe * host.map.getSize().x - frame.offset.x;
    return [
      { visible: compute(compare, mask), from: -Infinity, to: line },
      { ...shown, from: line },
    ];
  }

  /** @param {GtWindow} span */
  const words = (span) => GeoTensions.status.windowWords(span);

  /** @param {GtHost} host */
  GeoTensions.parts.swipe = (host) => {
    const { root, store, map } = host;
    const left = element("span", { class: "gt-swipe-label gt-swipe-a" });
    const right = element("span", { class: "gt-swipe-label gt-swipe-b" });
    const attributes = {
      ...{ role: "slider", tabindex: "0", "aria-label": "Line between the two periods" },
      ...{ "aria-valuemin": 0, "aria-valuemax": 100, "aria-orientation": "horizontal" },
    };
    const grip = element("div", { class: "gt-swipe-grip", attributes });
    const box = element("div", { class: "gt-swipe" }, left, right, grip);
    L.DomEvent.disableClickPropagation(box);
    root.append(box);

    /** @param {number} at part of the map's width */
    const move = (at) => store.set({ swipe: Math.min(0.98, Math.max(0.02, at)) }, "hover");

    let dragging = false;
    grip.addEventListener("pointerdown", (event) => {
      dragging = true;
      grip.setPointerCapture(event.pointerId);
      event.preventDefault();
      grip.focus();
    });
    grip.addEventListener("pointermove", (event) => {
      if (dragging) {
        const { left: edge, width } = map.getContainer().getBoundingClientRect();
        move((event.clientX - edge) / width);
      }
    });
    for (const name of ["pointerup", "pointercancel"]) {
      grip.addEventListener(name, () => {
        dragging = false;
      });
    }
    grip.addEventListener("keydown", (event) => {
      const by = /** @type {Record<string, number>} */ ({ ArrowLeft: -STEP, ArrowRight: STEP })[event.key];
      if (by) {
        event.preventDefault();
        event.stopPropagation();
        move(store.get().swipe + by);
      }
    });

    function draw() {
      const { compare, swipe, presenting, window: shown } = store.get();
      box.hidden = !compare || presenting;
      if (!compare) {
        return;
      }
      box.style.left = `${swipe * 100}%`;
      grip.setAttribute("aria-valuenow", String(Math.round(swipe * 100)));
      grip.setAttribute("aria-valuetext", `A ${words(compare)} at the left, B ${words(shown)} at the right`);
      setText(left, `A  ${words(compare)}`);
      setText(right, `B  ${words(shown)}`);
    }

    const frame = perFrame(draw);
    const leave = store.subscribe(frame.ask);
    // The line stays where it is while the map moves under it.
    const follow = () => {
      if (store.get().compare) {
        GeoTensions.repaintMarks?.();
      }
    };
    map.on("move", follow);
    draw();
    return {
      destroy() {
        leave();
        map.off("move", follow);
        frame.cancel();
        box.remove();
      },
    };
  };

  GeoTensions.swipe = { sides };
})();
