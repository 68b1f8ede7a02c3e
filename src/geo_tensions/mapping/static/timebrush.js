// The hand on the time bar: moving the window, dragging an end, drawing a new one, pressing a bar or a mark.
(() => {
  "use strict";

  const { perFrame } = GeoTensions.dom;
  const { DAY, startOfDay, endOfDay } = GeoTensions.time;
  const { between, keepInside, snap, same, extentOf } = GeoTensions.steps;

  /** A press that moves less is a click, CSS pixels by kind of pointer. */
  const STILL = { mouse: 3, touch: 8 };

  /** A hand this far off the bar moves the window at half its pace, twice as far at a quarter, CSS pixels. */
  const HALF_PACE_PX = 60;

  /** A second press within this time is a double click, the whole range: Python need not hear of the first. */
  const DOUBLE_MS = 300;

  /** Factor on the movement while Alt is held. */
  const FINE = 0.1;

  /**
   * @param {number} away pixels between the hand and the bar
   * @returns {number} factor on the hand's movement
   */
  const pace = (away) => 0.5 ** Math.max(0, away / HALF_PACE_PX);

  /**
   * The window that a grip makes of the one it began with.
   * @param {GtGrip} grip
   * @param {number} x where the hand stands
   * @param {GtScale} scale
   * @returns {GtWindow}
   */
  function dragged(grip, x, scale) {
    const { extent } = scale;
    const { from, to } = grip.window;
    const moved = x - grip.x;
    if (grip.kind === "from") {
      const day = Math.round(scale.minute(scale.x(from) + moved) / DAY) * DAY;
      return { from: between(day, extent.from, startOfDay(to)), to };
    }
    if (grip.kind === "to") {
      const day = Math.round(scale.minute(scale.x(to + 1) + moved) / DAY) * DAY;
      return { from, to: between(day - 1, Math.min(endOfDay(from), extent.to), extent.to) };
    }
    if (grip.kind === "move") {
      const days = Math.round((scale.minute(x) - scale.minute(grip.x)) / DAY);
      return keepInside({ from: from + days * DAY, to: to + days * DAY }, extent);
    }
    if (grip.kind === "scrub") {
      return { from, to: between(endOfDay(scale.minute(x)), Math.min(endOfDay(from), extent.to), extent.to) };
    }
    return snap(scale.minute(grip.x), scale.minute(x), extent);
  }

  /**
   * What a press takes hold of.
   * @param {string | null} end the handle that was pressed: an end, or "move" for the tab of a short window
   * @param {number} x
   * @param {boolean} onAxis pressed on the axis or with Shift
   * @param {{window: GtWindow, mode: GtMode}} state
   * @param {GtScale} scale
   * @returns {GtGrip["kind"] | null}
   */
  function gripFor(end, x, onAxis, state, scale) {
    const { window: shown, mode } = state;
    if (mode === "cumulative") {
      return end === "from" ? null : end === "to" ? "to" : "scrub";
    }
    if (end === "from" || end === "to" || end === "move") {
      return end;
    }
    const inside = x >= scale.x(shown.from) && x <= scale.x(shown.to + 1);
    return inside && !onAxis && !same(shown, scale.extent) ? "move" : "brush";
  }

  /**
   * @param {GtHost} host
   * @param {HTMLElement} plot
   * @param {GtBrushView} view
   * @returns {GtPart & {cancel(): void}}
   */
  function create(host, plot, view) {
    const { store } = host;
    const extent = extentOf(host.data);
    /** @type {GtGrip | null} */
    let grip = null;
    let hand = 0;
    let lastX = 0;
    let moved = false;
    let later = 0;
    let box = plot.getBoundingClientRect();

    const frame = perFrame(() => {
      if (grip && moved) {
        const next = dragged(grip, hand, view.scale());
        if (!same(next, store.get().window)) {
          store.set({ window: next }, "drag");
        }
      }
    });

    /** @param {PointerEvent} event */
    function down(event) {
      if (event.button !== 0 || grip) {
        return;
      }
      box = plot.getBoundingClientRect();
      const x = event.clientX - box.left;
      const onAxis = event.shiftKey || event.clientY - box.top > view.axisTop();
      const end = event.target instanceof Element ? event.target.closest("[data-end]") : null;
      const kind = gripFor(end && end.getAttribute("data-end"), x, onAxis, store.get(), view.scale());
      if (!kind) {
        return;
      }
      view.grabbed();
      grip = { kind, x, window: store.get().window, tab: end !== null };
      hand = x;
      lastX = x;
      moved = false;
      plot.setPointerCapture(event.pointerId);
      plot.setAttribute("data-grip", kind);
      // Keys now mean the window, not a handle that had the focus before; and they reach this frame.
      plot.focus({ preventScroll: true });
      event.preventDefault();
    }

    /** @param {PointerEvent} event */
    function move(event) {
      if (!grip) {
        return;
      }
      const x = event.clientX - box.left;
      const still = event.pointerType === "mouse" ? STILL.mouse : STILL.touch;
      if (!moved && Math.abs(x - grip.x) < still) {
        return;
      }
      if (!moved) {
        moved = true;
        plot.classList.add("gt-time-held");
      }
      const away = Math.max(box.top - event.clientY, event.clientY - box.bottom, 0);
      hand += (x - lastX) * (event.altKey ? FINE : pace(away));
      lastX = x;
      frame.ask();
    }

    /** @param {PointerEvent} event */
    function up(event) {
      if (!grip) {
        return;
      }
      const held = grip;
      const next = moved ? dragged(held, hand, view.scale()) : null;
      letGo();
      if (next) {
        store.set({ window: next }, "release");
      } else if (event.type === "pointerup" && held.kind !== "from" && held.kind !== "to" && !held.tab) {
        press(event.clientX - box.left, event.clientY - box.top);
      }
    }

    /**
     * @param {number} x
     * @param {number} y
     */
    function press(x, y) {
      const state = store.get();
      const span = view.press(x, y);
      if (!span) {
        return;
      }
      const whole = snap(span.from, span.to, extent);
      const first = state.window.from;
      const grown = { from: first, to: Math.max(whole.to, Math.min(endOfDay(first), extent.to)) };
      const next = state.mode === "cumulative" ? grown : whole;
      if (same(next, state.window)) {
        return;
      }
      store.set({ window: next }, "drag");
      clearTimeout(later);
      later = window.setTimeout(() => {
        if (same(next, store.get().window)) {
          store.set({ window: next }, "release");
        }
      }, DOUBLE_MS);
    }

    /** Lets go without a trace: a second finger came, the two mean the axis. */
    function cancel() {
      if (grip) {
        const { window: before } = grip;
        letGo();
        store.set({ window: before }, "drag");
      }
    }

    function letGo() {
      frame.cancel();
      grip = null;
      plot.removeAttribute("data-grip");
      plot.classList.remove("gt-time-held");
    }

    /** @type {[string, (event: any) => void][]} */
    const listeners = [
      ["pointerdown", down],
      ["pointermove", move],
      ["pointerup", up],
      ["pointercancel", up],
    ];
    for (const [name, listener] of listeners) {
      plot.addEventListener(name, listener);
    }
    return {
      cancel,
      destroy() {
        frame.cancel();
        clearTimeout(later);
        for (const [name, listener] of listeners) {
          plot.removeEventListener(name, listener);
        }
      },
    };
  }

  GeoTensions.timeBrush = { pace, dragged, gripFor, create };
})();
