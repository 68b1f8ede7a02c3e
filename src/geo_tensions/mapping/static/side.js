// The panel beside the map, one at a time: a card, a chooser, a list, the help. On a phone it is a sheet above
// the time bar that a finger can raise, lower and throw away.
(() => {
  "use strict";

  const { element, iconButton } = GeoTensions.dom;
  const NARROW = "(max-width: 640px)";
  const CLOSE_PX = 90;
  const RAISE_PX = 40;

  /** @type {WeakMap<GtHost, GtSide>} */
  const kept = new WeakMap();

  /**
   * @param {GtHost} host
   * @returns {GtSide}
   */
  function side(host) {
    const found = kept.get(host);
    if (found) {
      return found;
    }
    const made = create(host);
    kept.set(host, made);
    return made;
  }

  /**
   * @param {GtHost} host
   * @returns {GtSide}
   */
  function create(host) {
    const place = /** @type {HTMLElement} */ (host.root.querySelector(".gt-side"));
    /** @type {GtPanel | null} */
    let open = null;
    /** @type {Element | null} */
    let cameFrom = null;

    /** @param {GtPanel} panel */
    function show(panel) {
      const before = open;
      if (!before) {
        cameFrom = document.activeElement;
      }
      open = panel;
      if (before && before.id !== panel.id) {
        before.onClose?.();
      }
      if (open !== panel) {
        return;
      }
      const frame = frameOf(panel);
      place.replaceChildren(frame);
      place.classList.add("gt-side-open");
      host.root.classList.add("gt-has-side");
      if (panel.focus !== false) {
        frame.focus({ preventScroll: true });
      }
    }

    /** @param {string} [id] close only the panel of this name */
    function close(id) {
      if (!open || (id && open.id !== id)) {
        return;
      }
      const closed = open;
      const focused = place.contains(document.activeElement);
      open = null;
      place.replaceChildren();
      place.classList.remove("gt-side-open", "gt-side-raised");
      host.root.classList.remove("gt-has-side");
      if (focused && cameFrom instanceof HTMLElement && cameFrom.isConnected) {
        cameFrom.focus({ preventScroll: true });
      }
      closed.onClose?.();
    }

    /** @param {GtPanel} panel */
    function frameOf(panel) {
      const grip = element("div", { class: "gt-side-grip", attributes: { "aria-hidden": "true" } });
      const head = element("div", { class: "gt-side-head" }, panel.head || null);
      head.append(iconButton("close", "Close", () => close()));
      const body = element("div", { class: "gt-side-body" }, panel.body);
      const attributes = { role: "dialog", "aria-modal": "false", "aria-label": panel.label, tabindex: "-1" };
      const frame = element("section", { class: `gt-panel gt-${panel.id}`, attributes }, grip, head, body);
      draggable(place, grip, () => close());
      draggable(place, head, () => close());
      return frame;
    }

    return { show, close, current: () => (open ? open.id : null) };
  }

  /**
   * Lets a finger drag the sheet by one of its parts.
   * @param {HTMLElement} place
   * @param {HTMLElement} handle
   * @param {() => void} onThrow called when the sheet is thrown down
   */
  function draggable(place, handle, onThrow) {
    let from = 0;
    let dragging = false;
    handle.addEventListener("pointerdown", (event) => {
      const onButton = event.target instanceof Element && event.target.closest("button");
      if (onButton || !window.matchMedia(NARROW).matches) {
        return;
      }
      dragging = true;
      from = event.clientY;
      handle.setPointerCapture(event.pointerId);
    });
    handle.addEventListener("pointermove", (event) => {
      if (dragging) {
        place.style.transform = `translateY(${Math.max(0, event.clientY - from)}px)`;
      }
    });
    /** @param {PointerEvent} event */
    const end = (event) => {
      if (!dragging) {
        return;
      }
      dragging = false;
      place.style.transform = "";
      const moved = event.type === "pointercancel" ? 0 : event.clientY - from;
      const raised = place.classList.contains("gt-side-raised");
      if (moved > CLOSE_PX && !raised) {
        onThrow();
      } else if (Math.abs(moved) > RAISE_PX) {
        place.classList.toggle("gt-side-raised", moved < 0);
      }
    };
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  }

  GeoTensions.side = side;
})();
