// Making elements. Data reaches the page here and only as text or as attributes named in the code.
(() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  /** Strokes of the icons on a grid of 16 x 16. @type {Record<string, string>} */
  const ICONS = {
    close: "M4 4 L12 12 M12 4 L4 12",
    previous: "M10 3 L5 8 L10 13",
    next: "M6 3 L11 8 L6 13",
    down: "M3 6 L8 11 L13 6",
    copy: "M6 6 H13 V14 H6 Z M3 10 V2 H10",
    out: "M7 3 H3 V13 H13 V9 M9 3 H13 V7 M13 3 L7 9",
    list: "M3 4 H13 M3 8 H13 M3 12 H13",
  };

  /**
   * An element with its properties, attributes, listeners and children.
   * @param {string} tag
   * @param {GtElementOptions} [options]
   * @param {...(Node | string | null | undefined)} children strings become text nodes
   * @returns {HTMLElement}
   */
  function element(tag, options = {}, ...children) {
    const made = document.createElement(tag);
    if (options.class) {
      made.className = options.class;
    }
    if (options.text !== undefined) {
      made.textContent = options.text;
    }
    for (const [name, value] of Object.entries(options.attributes || {})) {
      if (value !== null && value !== undefined) {
        made.setAttribute(name, String(value));
      }
    }
    for (const [name, listener] of Object.entries(options.on || {})) {
      made.addEventListener(name, /** @type {EventListener} */ (listener));
    }
    append(made, children);
    return made;
  }

  /**
   * @param {Element} parent
   * @param {(Node | string | null | undefined)[]} children
   */
  function append(parent, children) {
    for (const child of children) {
      if (child !== null && child !== undefined && child !== "") {
        parent.append(child);
      }
    }
  }

  /**
   * Puts children in the place of those that are there.
   * @param {Element} parent
   * @param {...(Node | string | null | undefined)} children
   */
  function replace(parent, ...children) {
    parent.replaceChildren();
    append(parent, children);
  }

  /**
   * An icon, hidden from assistive technology: the control that holds it has the words.
   * @param {string} name
   * @returns {SVGElement}
   */
  function icon(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", "gt-icon");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", ICONS[name] || "");
    svg.append(path);
    return svg;
  }

  /**
   * A button with an icon and words for those who cannot see it.
   * @param {string} name
   * @param {string} label
   * @param {(event: Event) => void} onPress
   * @returns {HTMLButtonElement}
   */
  function iconButton(name, label, onPress) {
    const attributes = { type: "button", "aria-label": label, title: label };
    const made = element("button", { class: "gt-icon-button", attributes, on: { click: onPress } });
    made.append(icon(name));
    return /** @type {HTMLButtonElement} */ (made);
  }

  /**
   * A link to the outside, or null where the address is none that a link may have.
   * @param {string} address
   * @param {string} text
   * @returns {HTMLAnchorElement | null}
   */
  function outsideLink(address, text) {
    let parsed;
    try {
      parsed = new URL(address);
    } catch {
      return null;
    }
    if (parsed.protocol !== "https:" && parsed.protocol !== "http:") {
      return null;
    }
    const attributes = { href: parsed.href, target: "_blank", rel: "noopener noreferrer" };
    const link = element("a", { class: "gt-link", text, attributes });
    link.append(icon("out"));
    return /** @type {HTMLAnchorElement} */ (link);
  }

  /**
   * Sets a text only where it differs, so that an unchanged line costs no layout.
   * @param {Node} node
   * @param {string} text
   */
  function setText(node, text) {
    if (node.textContent !== text) {
      node.textContent = text;
    }
  }

  /**
   * A canvas with the mark of a kind, as it stands on the map.
   * @param {GtHost} host
   * @param {number} kind index in the header's list
   * @param {number} [size] CSS pixels
   * @returns {HTMLCanvasElement}
   */
  function swatch(host, kind, size = 18) {
    const ratio = Math.min(3, window.devicePixelRatio || 1);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(size * ratio);
    canvas.height = canvas.width;
    canvas.className = "gt-swatch";
    canvas.style.width = `${size}px`;
    canvas.style.height = `${size}px`;
    canvas.setAttribute("aria-hidden", "true");
    const context = canvas.getContext("2d");
    const described = host.data.kinds[kind];
    if (context && described) {
      const theme = host.store.get().theme;
      const colour = described[theme];
      context.scale(ratio, ratio);
      GeoTensions.shapes.draw(context, described.shape, size / 2, size / 2, size * 0.72, {
        fill: colour,
        line: colour,
        theme,
      });
    }
    return canvas;
  }

  /**
   * Joins many calls into one at the next frame.
   * @param {() => void} work
   * @returns {{ask: () => void, cancel: () => void}}
   */
  function perFrame(work) {
    let asked = 0;
    return {
      ask() {
        asked = asked || requestAnimationFrame(() => {
          asked = 0;
          work();
        });
      },
      cancel() {
        cancelAnimationFrame(asked);
        asked = 0;
      },
    };
  }

  GeoTensions.dom = { element, replace, icon, iconButton, outsideLink, setText, swatch, perFrame };
})();
