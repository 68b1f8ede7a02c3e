// Presents a deck on the map: which slide, when it begins and ends, and the way back to the map as it was.
(() => {
  "use strict";

  const { element } = GeoTensions.dom;
  const SWIPE_PX = 48;
  /** About two seconds: what a window that was turned or resized meanwhile waits for. */
  const MOST_FRAMES = 120;

  /** @param {GtHost} host */
  GeoTensions.parts.presenter = (host) => {
    const { store, root } = host;
    /** @type {GtRunning | null} */
    let running = null;
    /** An order that came before this part was there has been carried out, or was meant for another page. */
    let seen = store.get().deck?.rev ?? -1;
    const offer = offered(host, (screen) => begin(screen));

    /** @param {number} screen */
    async function begin(screen) {
      const order = store.get().deck;
      if (!order || running) {
        return;
      }
      try {
        const deck = /** @type {GtDeck} */ (await host.fetchJson(order.name));
        if (!running && deck.screens.length) {
          running = start(host, deck, screen, () => {
            running = null;
          });
        }
      } catch (error) {
        host.notice(`The deck could not be read: ${/** @type {Error} */ (error).message}.`);
      }
    }

    const leave = store.subscribe((state, before) => {
      if (state.deck === before.deck) {
        return;
      }
      offer.update();
      if (state.deck && state.deck.rev > seen) {
        const first = seen < 0;
        seen = state.deck.rev;
        if (!first && seen > 0) {
          begin(state.deck.screen);
        }
      }
    });
    return {
      destroy() {
        leave();
        running?.end();
        offer.remove();
        root.classList.remove("gt-presenting");
      },
    };
  };

  /**
   * The button that begins a presentation, where there is a deck.
   * @param {GtHost} host
   * @param {(screen: number) => void} begin
   */
  function offered(host, begin) {
    const press = () => begin(host.store.get().deck?.screen || 0);
    const button = element("button", { class: "gt-present gt-button", attributes: { type: "button" }, on: { click: press } });
    host.root.querySelector(".gt-top")?.append(button);
    function update() {
      const { deck } = host.store.get();
      button.hidden = !deck;
      button.textContent = "Present";
      button.title = deck ? `Present “${deck.title}”` : "";
    }
    update();
    return { update, remove: () => button.remove() };
  }

  /**
   * @param {GtHost} host
   * @param {GtDeck} deck
   * @param {number} first
   * @param {() => void} onEnd
   * @returns {GtRunning}
   */
  function start(host, deck, first, onEnd) {
    const { store, root, map } = host;
    const kept = store.get();
    const bounds = map.options.maxBounds;
    const size = sizeOf(map);
    const stage = GeoTensions.presenterStage.create(deck.title, act);
    const free = () => freeBox(stage, map);
    const words = (/** @type {GtWindow} */ span) => stage.dates(GeoTensions.status.windowWords(span));
    const onMap = GeoTensions.presenterMap.create(host, stage.callouts, free, words);
    const keys = GeoTensions.presenterKeys.create(act);
    const notes = GeoTensions.presenterWindow.create((place) => keys.hearIn(place));
    const screen = GeoTensions.fullScreen(() => end());
    let at = -1;

    /** @param {number} place */
    function go(place) {
      const next = Math.min(deck.screens.length - 1, Math.max(0, place));
      stage.clear();
      if (next === at) {
        return;
      }
      const far = at < 0;
      at = next;
      const shown = deck.screens[at];
      stage.render(shown, deck.handling, store.get().theme);
      if (shown.show) {
        onMap.show(shown.show, !far);
      } else {
        onMap.rest();
      }
      notes.update(shown, deck.screens[at + 1]);
    }

    /** @param {GtPresenterAct} what */
    function act(what) {
      /** @type {Record<GtPresenterAct, () => void>} */
      const acts = {
        next: () => go(at + 1),
        before: () => go(at - 1),
        first: () => go(0),
        last: () => go(deck.screens.length - 1),
        black: () => stage.toggle("black"),
        help: () => stage.toggle("help"),
        notes: () => stage.toggle("notes"),
        play: () => onMap.replay(),
        full: () => screen.toggle(),
        end,
        window() {
          if (!notes.toggle(deck.title)) {
            host.notice("The browser kept the presenter window back; allow windows for this page.");
          }
          notes.update(deck.screens[at], deck.screens[at + 1]);
        },
      };
      acts[what]();
    }

    function end() {
      if (at < 0) {
        return;
      }
      at = -1;
      keys.end();
      notes.close();
      onMap.rest();
      onMap.destroy();
      swipes();
      stage.root.remove();
      root.classList.remove("gt-presenting");
      screen.end();
      restore(host, kept, size, () => {
        if (bounds) {
          map.setMaxBounds(bounds);
        }
        store.set({ view: kept.view, presenting: false }, "python");
        onEnd();
      });
    }

    store.set({ presenting: true, playing: false, polygon: [] }, "python");
    root.classList.add("gt-presenting");
    root.append(stage.root);
    keys.hearIn(window);
    keys.hearIn(GeoTensions.pageAround());
    const swipes = listenSwipes(stage.root, act);
    screen.begin();
    stage.root.focus({ preventScroll: true });
    // Words cover a part of the map: its middle may lie where the explorer's never does.
    map.setMaxBounds();
    go(first);
    return { end };
  }

  /**
   * What the words of a slide leave of the map.
   * @param {GtStage} stage
   * @param {L.Map} map
   * @returns {GtBox}
   */
  function freeBox(stage, map) {
    const { x, y } = map.getSize();
    const whole = map.getContainer().getBoundingClientRect();
    const panel = stage.panel.getBoundingClientRect();
    // Words stand at the left of a wide screen, at the foot of a narrow one.
    return panel.width > 0.8 * x
      ? { left: 0, top: 0, right: x, bottom: Math.max(panel.top - whole.top, y / 4) }
      : { left: Math.min(panel.right - whole.left, x * 0.75), top: 0, right: x, bottom: y };
  }

  /**
   * Puts the map back as it was before the presentation. A page that leaves full screen takes some frames to have its
   * size again; until then nothing of it counts as a move by hand.
   * @param {GtHost} host
   * @param {GtState} kept
   * @param {string} size of the map before
   * @param {() => void} onDone
   */
  function restore({ map, store }, kept, size, onDone) {
    const { window: span, mode, mask, hidden, layers, perspective, selected, polygon, view } = kept;
    const still = { playing: false, hover: -1 };
    store.set({ window: span, mode, mask, hidden, layers, perspective, selected, polygon, ...still }, "python");
    let frames = 0;
    const settle = () => {
      frames += 1;
      if (frames < MOST_FRAMES && (document.fullscreenElement || sizeOf(map) !== size)) {
        requestAnimationFrame(settle);
        return;
      }
      map.invalidateSize({ pan: false });
      map.setView([view.lat, view.lon], view.zoom, { animate: false });
      onDone();
    };
    settle();
  }

  /** @param {L.Map} map */
  const sizeOf = (map) => `${map.getContainer().clientWidth} ${map.getContainer().clientHeight}`;

  /**
   * A finger that moves across: left for the next slide, right for the one before.
   * @param {HTMLElement} place
   * @param {(act: GtPresenterAct) => void} act
   * @returns {() => void} what ends it
   */
  function listenSwipes(place, act) {
    let x = NaN;
    let y = NaN;
    const began = (/** @type {TouchEvent} */ event) => {
      const one = event.touches.length === 1;
      x = one ? event.touches[0].clientX : NaN;
      y = one ? event.touches[0].clientY : NaN;
    };
    const ended = (/** @type {TouchEvent} */ event) => {
      const dx = event.changedTouches[0].clientX - x;
      const dy = event.changedTouches[0].clientY - y;
      if (Math.abs(dx) > SWIPE_PX && Math.abs(dx) > 1.5 * Math.abs(dy)) {
        act(dx < 0 ? "next" : "before");
      }
      x = NaN;
    };
    // Before the panels keep it from the map below them.
    place.addEventListener("touchstart", began, { passive: true, capture: true });
    place.addEventListener("touchend", ended, { passive: true, capture: true });
    return () => {
      place.removeEventListener("touchstart", began, true);
      place.removeEventListener("touchend", ended, true);
    };
  }
})();
