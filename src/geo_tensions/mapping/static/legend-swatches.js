// The small pictures of the legend that are not marks of kinds: lines, areas, circles. Colours are the tokens of
// theme.css, so that a change of theme needs no redrawing.
(() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const WIDTH = 26;
  const HEIGHT = 16;

  /**
   * Shapes of each picture: tag, then attributes. @type {Record<string, [string, Record<string, string>][]>}
   */
  const PICTURES = {
    "limit-published": [["path", { d: "M1 8 H25", class: "gt-s-zone", "stroke-width": "2.4" }]],
    "limit-computed": [["path", { d: "M1 8 H25", class: "gt-s-zone", "stroke-width": "1" }]],
    "limit-estimated": [
      ["rect", { x: "1", y: "3", width: "24", height: "10", class: "gt-s-band" }],
      ["path", { d: "M1 8 H25", class: "gt-s-zone", "stroke-width": "1.2", "stroke-dasharray": "4 3" }],
    ],
    disputed: [
      ["rect", { x: "2.5", y: "2.5", width: "21", height: "11", class: "gt-s-disputed" }],
      ["path", { d: "M5 13 L15 3 M10 13 L20 3 M15 13 L23 5 M3 10 L10 3 M5 3 L15 13 M10 3 L20 13 M15 3 L23 11 M3 6 L10 13", class: "gt-s-hatch" }],
    ],
    "disputed-japan": [
      ["rect", { x: "2.5", y: "2.5", width: "21", height: "11", class: "gt-s-disputed-japan" }],
      ["path", { d: "M5 13 L15 3 M10 13 L20 3 M15 13 L23 5 M3 10 L10 3", class: "gt-s-disputed-japan" }],
    ],
    "disputed-russia": [
      ["rect", { x: "2.5", y: "2.5", width: "21", height: "11", class: "gt-s-disputed-russia" }],
      ["path", { d: "M5 3 L15 13 M10 3 L20 13 M15 3 L23 11 M3 6 L10 13", class: "gt-s-disputed-russia" }],
    ],
    eez: [["rect", { x: "2.5", y: "2.5", width: "21", height: "11", class: "gt-s-waters" }]],
    territorial: [["rect", { x: "2.5", y: "2.5", width: "21", height: "11", class: "gt-s-waters gt-s-near" }]],
    "disputed-waters": [
      ["path", { d: "M3 13 L13 3 M8 13 L18 3 M13 13 L23 3 M18 13 L24 7", class: "gt-s-hatch" }],
    ],
    equidistance: [["path", { d: "M1 8 H25", class: "gt-s-line", "stroke-dasharray": "7 2 1.5 2" }]],
    osm: [["path", { d: "M1 8 H25", class: "gt-s-osm", "stroke-dasharray": "6 3" }]],
    "limit-other": [["path", { d: "M1 8 H25", class: "gt-s-other", "stroke-width": "1.8" }]],
    route: [
      ["path", { d: "M1 8 H20", class: "gt-s-route", "stroke-width": "1.5", "stroke-dasharray": "4 3" }],
      ["path", { d: "M19 4 L25 8 L19 12", class: "gt-s-route", "stroke-width": "1.5" }],
    ],
    track: [["path", { d: "M1 13 Q13 -3 25 13", class: "gt-s-track", "stroke-width": "1" }]],
    closing: [["path", { d: "M1 8 H25", class: "gt-s-sea", "stroke-width": "1.2", "stroke-dasharray": "1.5 3" }]],
    seas: [["rect", { x: "2.5", y: "2.5", width: "21", height: "11", class: "gt-s-water" }]],
    land: [["rect", { x: "2.5", y: "2.5", width: "21", height: "11", class: "gt-s-land" }]],
    islands: [["path", { d: "M4 10 Q8 4 13 7 T22 6 Q24 11 18 12 T4 10 Z", class: "gt-s-land" }]],
    place: [["circle", { cx: "13", cy: "8", r: "2.5", class: "gt-s-place" }]],
    circle: [
      ["circle", { cx: "13", cy: "8", r: "7", class: "gt-s-disc" }],
      ["circle", { cx: "13", cy: "8", r: "1.8", class: "gt-s-solid" }],
    ],
    area: [["circle", { cx: "13", cy: "8", r: "7", class: "gt-s-disc" }]],
    hollow: [
      ["circle", { cx: "13", cy: "8", r: "7", class: "gt-s-disc-open", "stroke-dasharray": "2.5 2" }],
      ["circle", { cx: "13", cy: "8", r: "2.4", class: "gt-s-hollow" }],
    ],
    inside: [
      ["circle", { cx: "13", cy: "8", r: "6", class: "gt-s-solid" }],
      ["path", { d: "M10.5 8 H15.5 M13 5.5 V10.5", class: "gt-s-cut" }],
    ],
    over: [
      ["circle", { cx: "13", cy: "8", r: "5", class: "gt-s-hollow" }],
      ["path", { d: "M4 8 H22", class: "gt-s-bar" }],
    ],
  };

  /**
   * @param {string} name
   * @returns {SVGElement}
   */
  function picture(name) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${WIDTH} ${HEIGHT}`);
    svg.setAttribute("width", String(WIDTH));
    svg.setAttribute("height", String(HEIGHT));
    svg.setAttribute("class", "gt-picture");
    svg.setAttribute("aria-hidden", "true");
    for (const [tag, attributes] of PICTURES[name] || []) {
      const shape = document.createElementNS(SVG, tag);
      for (const [key, value] of Object.entries(attributes)) {
        shape.setAttribute(key, value);
      }
      svg.append(shape);
    }
    return svg;
  }

  GeoTensions.legendPicture = picture;
})();
