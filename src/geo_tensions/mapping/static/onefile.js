// Starts the map of the one-file export: unpacks what the file carries. On the page of the application it does nothing.
(() => {
  "use strict";

  /** @param {string} packed base64 of gzip of JSON */
  async function unpacked(packed) {
    const stream = new Blob([GeoTensions.bytesOf(packed)]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  }

  /** @param {HTMLElement} place @param {string} packed */
  async function open(place, packed) {
    if (typeof DecompressionStream === "undefined") {
      place.textContent = "This browser is too old to unpack the file; open it with a newer one.";
      return;
    }
    const { options, config, command } = await unpacked(packed);
    const dark = window.matchMedia("(prefers-color-scheme: dark)");
    const map = L.map(place, options);
    const theme = () => /** @type {GtTheme} */ (dark.matches ? "dark" : "light");
    GeoTensions.command({ ...command, theme: theme() });
    const host = await GeoTensions.start(map, config);
    dark.addEventListener("change", () => host?.store.set({ theme: theme() }, "python"));
  }

  const place = document.getElementById("gt-file-map");
  const packed = document.getElementById("gt-file-data")?.textContent;
  if (place && packed) {
    open(place, packed).catch((error) => {
      place.textContent = `The file is damaged and cannot be shown (${error.message}); export it again.`;
    });
  }
})();
