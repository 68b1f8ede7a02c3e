// What every part is given beside state and data: reading files, hearing keys, telling the reader what failed.
(() => {
  "use strict";

  /**
   * Reads from the server, or from the page itself where it carries its data.
   * @param {GtConfig} config
   * @returns {Pick<GtHost, "fetchJson" | "fetchBuffer">}
   */
  function createFetch(config) {
    /** @param {string} name */
    async function ask(name) {
      const answer = await fetch(`${config.base}data/${name}`);
      if (!answer.ok) {
        throw new Error(`the server answered ${answer.status} for data/${name}; reload the page`);
      }
      return answer;
    }
    return {
      async fetchJson(name) {
        const held = config.embedded?.[name];
        return held === undefined ? (await ask(name)).json() : held;
      },
      async fetchBuffer(name) {
        const held = config.embedded?.[name];
        return typeof held === "string" ? bytesOf(held) : (await ask(name)).arrayBuffer();
      },
    };
  }

  /**
   * @param {string} base64
   * @returns {ArrayBuffer}
   */
  function bytesOf(base64) {
    const text = atob(base64);
    const bytes = new Uint8Array(text.length);
    for (let place = 0; place < text.length; place++) {
      bytes[place] = text.charCodeAt(place);
    }
    return bytes.buffer;
  }

  const TYPED_IN = "input, textarea, select, [contenteditable]:not([contenteditable='false'])";
  /** In the page around the map also what has keys of its own. */
  const OWN_KEYS =
    "button, a, canvas, [role='slider'], [role='tab'], [role='radio'], [role='option'], [role='combobox'], [role='grid']";

  /**
   * Keys pressed in the map's frame or in the page around it.
   * @returns {{onKey: GtHost["onKey"], destroy(): void}}
   */
  function createKeys() {
    /** @type {Set<(event: KeyboardEvent) => void>} */
    const listeners = new Set();

    /** @param {Event} event @param {boolean} outside */
    function hear(event, outside) {
      const pressed = /** @type {KeyboardEvent} */ (event);
      // The page around has classes of its own, so no `instanceof` here.
      const target = /** @type {Element | null} */ (pressed.target);
      const within = (/** @type {string} */ what) => Boolean(target?.closest?.(what));
      const pressing = (pressed.key === " " || pressed.key === "Enter") && within("button, a, summary");
      if (pressed.defaultPrevented || pressing || within(TYPED_IN) || (outside && within(OWN_KEYS))) {
        return;
      }
      for (const listener of [...listeners]) {
        listener(pressed);
      }
    }

    const inside = (/** @type {Event} */ event) => hear(event, false);
    const around = (/** @type {Event} */ event) => hear(event, true);
    const page = pageAround();
    window.addEventListener("keydown", inside);
    page?.addEventListener("keydown", around);

    function destroy() {
      window.removeEventListener("keydown", inside);
      window.removeEventListener("pagehide", destroy);
      page?.removeEventListener("keydown", around);
      listeners.clear();
    }
    // When the frame goes, the page around must not keep calling into it.
    window.addEventListener("pagehide", destroy);
    return {
      onKey(listener) {
        listeners.add(listener);
        return () => {
          listeners.delete(listener);
        };
      },
      destroy,
    };
  }

  /** @returns {Window | null} the page that holds our frame, where we may touch it */
  function pageAround() {
    try {
      return window.parent !== window && window.parent.document ? window.parent : null;
    } catch {
      return null;
    }
  }

  /**
   * Lines about what does not work, each once, each dismissible.
   * @param {Element} root
   * @returns {(text: string) => void}
   */
  function notices(root) {
    const { element, iconButton } = GeoTensions.dom;
    const place = /** @type {Element} */ (root.querySelector(".gt-notices"));
    /** @type {Set<string>} */
    const told = new Set();
    return (text) => {
      if (told.has(text)) {
        return;
      }
      told.add(text);
      const line = element("p", { class: "gt-notice", attributes: { role: "status" } }, element("span", { text }));
      line.append(iconButton("close", "Dismiss", () => line.remove()));
      place.append(line);
    };
  }

  GeoTensions.createFetch = createFetch;
  GeoTensions.bytesOf = (base64) => new Uint8Array(bytesOf(base64));
  GeoTensions.pageAround = pageAround;
  GeoTensions.createKeys = createKeys;
  GeoTensions.notices = notices;
})();
