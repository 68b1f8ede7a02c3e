// The buttons of the time bar: play, steps, what a step is, pace, mode, the whole range, the axis enlarged.
(() => {
  "use strict";

  const { element, setText } = GeoTensions.dom;
  const { DAY } = GeoTensions.time;
  const SVG = "http://www.w3.org/2000/svg";
  const STORED = "geo-tensions-time";
  const SPEEDS = [0.5, 1, 2, 4, 8];

  /** @type {Record<GtUnit, string>} */
  const UNITS = { day: "Day", month: "Month", year: "Year" };

  /** Filled or stroked icons on a grid of 16 x 16. @type {Record<string, {d: string, filled?: boolean}>} */
  const ICONS = {
    play: { d: "M4 2.5 L13.5 8 L4 13.5 Z", filled: true },
    pause: { d: "M4 3 H7 V13 H4 Z M9.5 3 H12.5 V13 H9.5 Z", filled: true },
    back: { d: "M10.5 3 L5.5 8 L10.5 13" },
    forward: { d: "M5.5 3 L10.5 8 L5.5 13" },
    window: { d: "M4.5 3 V13 M11.5 3 V13 M4.5 8 H11.5" },
    cumulative: { d: "M3 3 V13 M3 8 H12 M9 5 L12 8 L9 11" },
    whole: { d: "M2 3 V13 M14 3 V13 M4.5 8 H11.5 M6.5 6 L4.5 8 L6.5 10 M9.5 6 L11.5 8 L9.5 10" },
    enlarge: { d: "M10 10 L14 14 M11.5 6.75 A4.75 4.75 0 1 1 2 6.75 A4.75 4.75 0 1 1 11.5 6.75 M4.7 6.75 H8.8 M6.75 4.7 V8.8" },
  };

  /** @param {string} name */
  function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    const path = document.createElementNS(SVG, "path");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("aria-hidden", "true");
    path.setAttribute("d", ICONS[name].d);
    svg.setAttribute("class", ICONS[name].filled ? "gt-icon gt-icon-filled" : "gt-icon");
    svg.append(path);
    return svg;
  }

  /**
   * @param {string} name
   * @param {string} label
   * @param {() => void} press
   * @param {string} [words] shown beside the icon where there is room
   */
  function button(name, label, press, words) {
    const attributes = { type: "button", "aria-label": label, title: label };
    const options = { class: `gt-time-button gt-time-${name}`, attributes, on: { click: press } };
    return element("button", options, icon(name), words ? element("span", { text: words }) : null);
  }

  /**
   * @param {string} label
   * @param {[string, string][]} choices value and words
   * @param {string} value
   * @param {(value: string) => void} pick
   */
  function choice(label, choices, value, pick) {
    const list = /** @type {HTMLSelectElement} */ (
      element("select", { class: "gt-time-select", attributes: { "aria-label": label, title: label } })
    );
    for (const [one, text] of choices) {
      list.append(element("option", { text, attributes: { value: one } }));
    }
    list.value = value;
    list.addEventListener("change", () => pick(list.value));
    return list;
  }

  /**
   * What was chosen in this tab before. Where storage is closed (a file, a sealed frame) nothing is remembered.
   * @returns {{unit?: GtUnit, speed?: number}}
   */
  function remembered() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(STORED) || "{}");
      const unit = kept.unit in UNITS ? kept.unit : undefined;
      const speed = SPEEDS.includes(kept.speed) ? kept.speed : undefined;
      return { unit, speed };
    } catch {
      return {};
    }
  }

  /** @param {{unit: GtUnit, speed: number}} chosen */
  function remember(chosen) {
    try {
      sessionStorage.setItem(STORED, JSON.stringify(chosen));
    } catch {
      // Chosen for this page only.
    }
  }

  /**
   * @param {number} days
   * @returns {string}
   */
  const daysWords = (days) => (days === 1 ? "1 day" : `${GeoTensions.tally.figure(days)} days`);

  /**
   * @param {GtHost} host
   * @param {GtTimeActions} actions
   * @returns {GtTimeControls}
   */
  function create(host, actions) {
    const { store } = host;
    const before = remembered();
    /** @type {GtUnit} */
    let unit = before.unit || "month";
    if (before.speed && before.speed !== store.get().speed) {
      store.set({ speed: before.speed }, "drag");
    }

    const play = button("play", "Play (Space)", actions.toggle);
    const units = choice("Step", Object.entries(UNITS), unit, (value) => {
      unit = /** @type {GtUnit} */ (value);
      remember({ unit, speed: store.get().speed });
    });
    /** @type {[string, string][]} */
    const paces = SPEEDS.map((one) => [String(one), `${one}×`]);
    const speeds = choice("Speed", paces, String(store.get().speed), (value) => {
      store.set({ speed: Number(value) }, "release");
      remember({ unit, speed: Number(value) });
    });
    const mode = button("window", "Window: both ends move", () => {
      actions.pause();
      store.set({ mode: store.get().mode === "window" ? "cumulative" : "window" }, "release");
    }, "Window");
    const enlarge = button("enlarge", "Enlarge the axis to the window (z)", actions.zoom);
    const length = element("span", { class: "gt-time-length" });
    const steps = element(
      "div",
      { class: "gt-time-group" },
      button("back", "One step earlier (←)", () => actions.step(-1)),
      play,
      button("forward", "One step later (→)", () => actions.step(1)),
    );
    const node = element(
      "div",
      { class: "gt-time-controls", attributes: { role: "toolbar", "aria-label": "Time" } },
      steps,
      units,
      speeds,
      mode,
      button("whole", "Whole range (w)", actions.whole, "Whole range"),
      enlarge,
      length,
      element("span", { class: "gt-time-cutoff", text: cutoffWords(host.data.cutoff) }),
    );
    let drawn = "";

    /** @param {GtState} state */
    function update(state) {
      setText(length, daysWords(Math.round((state.window.to + 1 - state.window.from) / DAY)));
      const now = `${state.playing} ${state.mode} ${state.speed}`;
      if (now === drawn) {
        return;
      }
      drawn = now;
      const words = state.playing ? "Pause (Space)" : "Play (Space)";
      relabel(play, state.playing ? "pause" : "play", words);
      const adds = state.mode === "cumulative";
      relabel(mode, state.mode, adds ? "Cumulative: the first day is pinned" : "Window: both ends move");
      setText(/** @type {Element} */ (mode.lastElementChild), adds ? "Cumulative" : "Window");
      mode.setAttribute("aria-pressed", String(adds));
      speeds.value = String(state.speed);
    }

    return {
      node,
      update,
      unit: () => unit,
      /** @param {boolean} on */
      enlarged: (on) => enlarge.setAttribute("aria-pressed", String(on)),
    };
  }

  /**
   * @param {HTMLElement} made
   * @param {string} name
   * @param {string} label
   */
  function relabel(made, name, label) {
    made.firstElementChild?.replaceWith(icon(name));
    made.setAttribute("aria-label", label);
    made.title = label;
  }

  /**
   * @param {{incidents?: string, launches?: string}} cutoff
   * @returns {string} the last date at which anything is known
   */
  function cutoffWords(cutoff) {
    const last = Object.values(cutoff).filter(Boolean).sort().pop();
    return last ? `Data to ${last}` : "";
  }

  GeoTensions.timeControls = { create, daysWords, cutoffWords, SPEEDS };
})();
