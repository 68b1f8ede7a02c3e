// The presenter's own window: notes, what comes next, and a clock. An empty window that this page fills itself, so that
// it works from a file as well.
(() => {
  "use strict";

  const STYLE = `
    body { margin: 0; padding: 24px; background: #14191f; color: #eef1f5; font: 20px/1.5 system-ui, sans-serif; }
    h1 { margin: 0 0 8px; font-size: 26px; line-height: 1.25; }
    h2 { margin: 24px 0 4px; font-size: 16px; font-weight: 600; color: #aab4c0; }
    p { margin: 0 0 12px; white-space: pre-line; }
    header { display: flex; gap: 24px; align-items: baseline; justify-content: space-between; color: #aab4c0; }
    time { font-size: 34px; font-variant-numeric: tabular-nums; color: #eef1f5; }
  `;

  /**
   * @param {(place: Window) => void} onOpen
   * @returns {GtPresenterWindow}
   */
  function create(onOpen) {
    /** @type {Window | null} */
    let opened = null;
    /** @type {{clock: HTMLElement, number: HTMLElement, now: HTMLElement, notes: HTMLElement, next: HTMLElement} | null} */
    let places = null;
    let began = 0;
    let ticking = 0;

    function tick() {
      if (!opened || opened.closed) {
        clearInterval(ticking);
        opened = null;
        return;
      }
      const passed = Math.floor((Date.now() - began) / 1000);
      const two = (/** @type {number} */ value) => String(value).padStart(2, "0");
      const now = new Date();
      const clock = `${two(now.getHours())}:${two(now.getMinutes())}`;
      const words = `${two(Math.floor(passed / 60))}:${two(passed % 60)}`;
      if (places) {
        places.clock.textContent = `${words} · ${clock}`;
      }
    }

    /** @param {Window} page @param {string} title */
    function build(page, title) {
      const { document: paper } = page;
      const make = (/** @type {string} */ tag, text = "") => {
        const made = paper.createElement(tag);
        made.textContent = text;
        return made;
      };
      paper.title = `Presenter: ${title}`;
      paper.head.replaceChildren(make("style", STYLE));
      const clock = make("time");
      const number = make("span");
      const now = make("h1");
      const notes = make("div");
      const next = make("p");
      const head = make("header");
      head.append(number, clock);
      paper.body.replaceChildren(head, now, make("h2", "Notes"), notes, make("h2", "Next"), next);
      places = { clock, number, now, notes, next };
    }

    return {
      toggle(title) {
        if (opened && !opened.closed) {
          opened.close();
          opened = null;
          return true;
        }
        opened = window.open("about:blank", "", "popup,width=760,height=720");
        if (!opened) {
          return false;
        }
        began = Date.now();
        build(opened, title);
        onOpen(opened);
        ticking = window.setInterval(tick, 1000);
        tick();
        return true;
      },
      update(screen, next) {
        if (!opened || opened.closed || !places) {
          return;
        }
        places.number.textContent = screen.number;
        places.now.textContent = screen.heading;
        const paper = opened.document;
        const lines = (screen.notes || "There are no notes.").split(/\n\s*\n/).map((text) => {
          const line = paper.createElement("p");
          line.textContent = text;
          return line;
        });
        places.notes.replaceChildren(...lines);
        places.next.textContent = next ? next.heading : "This is the last slide.";
      },
      close() {
        clearInterval(ticking);
        opened?.close();
        opened = null;
      },
    };
  }

  GeoTensions.presenterWindow = { create };
})();
