// The whole screen for a presentation, or at least the whole window of the page that holds the map's frame.
(() => {
  "use strict";

  const FILL = { position: "fixed", inset: "0", width: "100vw", height: "100dvh", zIndex: "2147483000", border: "0" };

  /**
   * The whole screen where the browser gives it, the whole window else.
   * @param {() => void} onLeft called when the browser left full screen by itself
   */
  function fullScreen(onLeft) {
    const frame = /** @type {HTMLElement | null} */ (GeoTensions.pageAround() ? window.frameElement : null);
    const before = frame?.getAttribute("style") ?? "";
    let asked = false;
    let ended = false;
    const changed = () => {
      if (!document.fullscreenElement && asked) {
        asked = false;
        onLeft();
      }
    };
    const enter = () => {
      document.documentElement.requestFullscreen?.().then(
        () => {
          asked = !ended;
          if (ended) {
            exit();
          }
        },
        () => undefined,
      );
    };
    const exit = () => {
      asked = false;
      if (document.fullscreenElement) {
        document.exitFullscreen().catch(() => undefined);
      }
    };
    return {
      begin() {
        Object.assign(frame?.style || {}, FILL);
        document.addEventListener("fullscreenchange", changed);
        enter();
      },
      toggle: () => (document.fullscreenElement ? exit() : enter()),
      end() {
        ended = true;
        document.removeEventListener("fullscreenchange", changed);
        exit();
        frame?.setAttribute("style", before);
      },
    };
  }

  GeoTensions.fullScreen = fullScreen;
})();
