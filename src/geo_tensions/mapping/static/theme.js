// The look as the rest of the page reads it: the theme on the root, the colours of the style sheet as values.
(() => {
  "use strict";

  /** @type {WeakMap<Element, {theme: string, values: Map<string, string>}>} */
  const known = new WeakMap();

  /**
   * A colour or measure of theme.css as computed now; kept until the theme changes.
   * @param {Element} root
   * @param {string} name without the leading `--gt-`
   * @returns {string}
   */
  function token(root, name) {
    const theme = root.getAttribute("data-theme") || "";
    let kept = known.get(root);
    if (!kept || kept.theme !== theme) {
      kept = { theme, values: new Map() };
      known.set(root, kept);
    }
    let value = kept.values.get(name);
    if (value === undefined) {
      value = getComputedStyle(root).getPropertyValue(`--gt-${name}`).trim();
      // Empty while the style sheet is on its way: ask again next time.
      if (value) {
        kept.values.set(name, value);
      }
    }
    return value;
  }

  GeoTensions.theme = { token };

  /** @param {GtHost} host */
  GeoTensions.parts.theme = (host) => {
    const apply = () => {
      const { theme } = host.store.get();
      if (host.root.getAttribute("data-theme") !== theme) {
        host.root.setAttribute("data-theme", theme);
      }
    };
    apply();
    return { destroy: host.store.subscribe(apply) };
  };
})();
