// Commands from Python. Each part that the map can change too is taken only when its number is newer than the
// last one seen, so an answer that is late never pulls the hand back.
(() => {
  "use strict";

  /** @typedef {"window" | "settings" | "selected" | "view" | "polygon"} GtRevName */

  /**
   * @param {GtHost} host
   */
  function createCommands(host) {
    /** @type {GtRevs} */
    const seen = {};
    /** Name of each mask that is wanted now; an answer for another one is dropped. @type {Record<string, string | null>} */
    const wanted = {};
    let serial = -Infinity;
    let moving = false;
    let arrived = false;

    /**
     * Tells the server that the map stands: what needs it less is sent after it.
     * @param {string | undefined} visit
     */
    function arrive(visit) {
      if (visit && !arrived) {
        arrived = true;
        // The parts are drawn in the task that is under way. Without an answer the server waits a while.
        setTimeout(() => fetch(`${host.config.base}arrived/${visit}`, { cache: "no-store" }).catch(() => undefined));
      }
    }

    /** @param {GtRevName} name @param {GtCommand} command */
    function isNews(name, command) {
      const rev = command.revs?.[name];
      if (rev === undefined || rev <= (seen[name] ?? -Infinity)) {
        return false;
      }
      seen[name] = rev;
      return true;
    }

    /** @param {GtCommand} command */
    function apply(command) {
      arrive(command.visit);
      if (command.serial <= serial) {
        return;
      }
      serial = command.serial;
      /** @type {Partial<GtState>} */
      const patch = {};
      if (command.perspective) {
        patch.perspective = command.perspective;
      }
      if (command.theme) {
        patch.theme = command.theme;
      }
      if (command.basemap !== undefined) {
        patch.basemap = command.basemap;
      }
      if (command.compare !== undefined) {
        patch.compare = command.compare;
      }
      if (command.deck !== undefined) {
        patch.deck = command.deck;
      }
      if (command.drafts) {
        patch.drafts = command.drafts;
      }
      if (command.window && isNews("window", command)) {
        patch.window = { from: command.window.from, to: command.window.to };
        patch.playing = false;
      }
      if (isNews("settings", command)) {
        patch.mode = command.mode || host.store.get().mode;
        patch.layers = { ...host.store.get().layers, ...command.layers };
      }
      if (command.selected !== undefined && isNews("selected", command)) {
        patch.selected = command.selected;
      }
      if (command.polygon && isNews("polygon", command)) {
        patch.polygon = command.polygon;
      }
      host.store.set(patch, "python");
      applyMask("mask", command.mask);
      applyMask("hidden", command.hidden);
      if (command.view && isNews("view", command)) {
        move(command.view);
      }
    }

    /** @param {"mask" | "hidden"} key @param {string | null | undefined} name */
    function applyMask(key, name) {
      if (name === undefined || wanted[key] === name) {
        return;
      }
      wanted[key] = name;
      if (name === null) {
        host.store.set({ [key]: null }, "python");
        return;
      }
      host.fetchBuffer(name).then(
        (buffer) => {
          if (wanted[key] === name) {
            host.store.set({ [key]: new Uint8Array(buffer) }, "python");
          }
        },
        (error) => {
          if (wanted[key] === name) {
            delete wanted[key];
            host.notice(`Filters could not be applied: ${error.message}.`);
          }
        },
      );
    }

    /** @param {GtView} view */
    function move({ lat, lon, zoom }) {
      const { map, root } = host;
      const done = () => {
        moving = false;
      };
      moving = true;
      // The part that follows the view hears "moveend" before this one does.
      map.once("moveend", () => setTimeout(done));
      host.store.set({ view: { lat, lon, zoom } }, "python");
      // Before the parts are there nobody sees it move.
      map.setView([lat, lon], zoom, { animate: root.classList.contains("gt-ready") });
      setTimeout(done, 1500);
    }

    return { apply, revs: () => ({ ...seen }), moving: () => moving };
  }

  /** What came before the map was ready. @type {GtCommand[]} */
  const early = [];

  GeoTensions.createCommands = (host) => {
    const commands = createCommands(host);
    early.splice(0).forEach(commands.apply);
    GeoTensions.command = commands.apply;
    return commands;
  };
  GeoTensions.command = (command) => {
    early.push(command);
  };
})();
