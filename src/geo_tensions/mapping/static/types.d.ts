// What the scripts of the map pass to each other. Only `tsc` reads this file; nothing of it is shipped.
// A script that adds to `GeoTensions` declares what it adds by a further `interface GtGlobal { ... }`.

type GtTheme = "light" | "dark";
type GtPerspective = "neutral" | "japan" | "russia";
type GtMode = "window" | "cumulative";
/** Why the state changed. Only release, select, view and layers are told to Python. */
type GtCause =
  "drag" | "release" | "select" | "view" | "layers" | "drafts" | "polygon" | "python" | "play" | "hover";

/** A stretch of time: minutes since 1970-01-01T00:00 JST, both ends included. */
interface GtWindow {
  from: number;
  to: number;
}

interface GtView {
  lat: number;
  /** Degrees, continuous from 0 to 360. */
  lon: number;
  zoom: number;
}

interface GtSelected {
  row: number;
  id: string;
}

interface GtState {
  window: GtWindow;
  mode: GtMode;
  playing: boolean;
  /** Factor on the play button's pace. */
  speed: number;
  /** One bit a row: what passes every filter but time; null: everything. */
  mask: Uint8Array | null;
  /** One bit a row: unverified rows that would pass if they were asked for; null: not known. */
  hidden: Uint8Array | null;
  layers: Record<string, boolean>;
  perspective: GtPerspective;
  /** Corners of the drawn area, longitude and latitude; none: no area. */
  polygon: number[][];
  /** Days that the window is compared with on the map, null where it is alone. */
  compare: GtWindow | null;
  /** Where the line between the two stands, part of the map's width. */
  swipe: number;
  selected: GtSelected | null;
  /** Row under the pointer, -1 for none. */
  hover: number;
  view: GtView;
  theme: GtTheme;
  /** The online basemap, null unless Python switched it on. */
  basemap: GtBasemap | null;
  /** The deck that can be presented here, and the order to do so. */
  deck: GtDeckOrder | null;
  /** Whether a slide of a deck is shown instead of the explorer's state. */
  presenting: boolean;
  /** The visitor's own decks as Python has them. */
  drafts: GtDrafts | null;
  /** What the browser kept of them and Python does not know yet. */
  kept: string | null;
}

type GtListener = (state: GtState, before: GtState, cause: GtCause) => void;

interface GtStore {
  get(): GtState;
  set(patch: Partial<GtState>, cause: GtCause): void;
  /** Returns what ends the subscription. */
  subscribe(listener: GtListener): () => void;
}

interface GtKind {
  id: string;
  label: string;
  domain: string;
  shape: string;
  light: string;
  dark: string;
  completeness: string;
  completeness_note: string;
}

interface GtDomain {
  id: string;
  label: string;
  light: string;
  dark: string;
}

/** The decoded columns: row `i` of every array is one record, rows in order of start. */
interface GtData {
  n: number;
  start: Int32Array;
  end: Int32Array;
  lon: Float32Array;
  lat: Float32Array;
  /** km, 0 where there is none. */
  radius: Float32Array;
  /** Index in `kinds`. */
  kind: Uint8Array;
  /** Index in `evidenceLevels`. */
  evidence: Uint8Array;
  /** Index in `placeLevels`. */
  place: Uint8Array;
  /** Index in `lanes`; 0 for none. */
  lane: Uint8Array;
  /** Bits of `GeoTensions.flag`. */
  flags: Uint16Array;
  event: Uint32Array;
  missiles: Uint16Array;
  kinds: GtKind[];
  domains: GtDomain[];
  lanes: string[];
  evidenceLevels: string[];
  placeLevels: string[];
  /** First and last minute that the time bar reaches. */
  extent: [number, number];
  cutoff: { incidents?: string; launches?: string };
  dataVersion: string;
}

type GtNumberArray =
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | Uint8Array
  | Uint16Array
  | Int16Array
  | Int8Array;

/** Where a column lies and how it is written; see mapping/encoding.py. */
interface GtColumnPlace {
  name: string;
  dtype: string;
  offset: number;
  length: number;
  /** One value stands for all rows. */
  constant?: boolean;
  /** Bytes of the same weight stand together, the lowest first. */
  planes?: boolean;
  /** Differences to the row before. */
  delta?: boolean;
  /** Differences to this column. */
  minus?: string;
}

interface GtHeader {
  n: number;
  columns: GtColumnPlace[];
  kinds: GtKind[];
  domains: GtDomain[];
  lanes: string[];
  evidence: string[];
  place: string[];
  extent: [number, number];
  cutoff: { incidents?: string; launches?: string };
  data_version: string;
}

interface GtLayerConfig {
  id: string;
  title: string;
  /** Name of the (coarse) GeoJSON under the data address. */
  hash: string;
  /** Names of finer ones, coarse first. */
  detail: string[];
}

/** How a layer is drawn: tokens of theme.css by name, CSS pixels. From `mapping/style.json`. */
interface GtStyle {
  fill?: string;
  line?: string;
  width?: number;
  dash?: number[];
  opacity?: number;
  /** Which way it is hatched: one claim, the other, both. */
  hatch?: "/" | "\\" | "x";
}

interface GtBasemap {
  url: string;
  attribution: string;
  max_zoom?: number;
}

/** What Python gives at the start; the same for every visitor of one data version. */
interface GtConfig {
  /** Leads from the component's page to the application; data is at `base + "data/" + hash`. */
  base: string;
  columns: string;
  /** Lowest first. */
  layers: GtLayerConfig[];
  styles: Record<string, GtStyle>;
  view: GtView;
  data_version: string;
  /** Identification zones: from which minute their limits hold, and how they are named. */
  adiz?: Record<string, { since: number | null; label: string }>;
  /** One line each for what could not be read. */
  problems?: string[];
  /** For a page without a server: content by name. Objects for JSON, base64 for bytes; all cards under "COLUMNS/rows". */
  embedded?: Record<string, unknown>;
}

/** Numbers that rise when Python changes a part of the state which the map can change as well. */
interface GtRevs {
  window?: number;
  settings?: number;
  selected?: number;
  view?: number;
  polygon?: number;
}

/** What Python sends; see "The browser" in docs/decisions/0001-the-house.md. */
interface GtCommand {
  serial: number;
  /** Name under which the map tells the server that it stands. */
  visit?: string;
  revs?: GtRevs;
  window?: GtWindow;
  mask?: string | null;
  hidden?: string | null;
  layers?: Record<string, boolean>;
  perspective?: GtPerspective;
  theme?: GtTheme;
  mode?: GtMode;
  selected?: GtSelected | null;
  view?: GtView;
  basemap?: GtBasemap | null;
  deck?: GtDeckOrder | null;
  drafts?: GtDrafts;
  polygon?: number[][];
  compare?: GtWindow | null;
}

/** What is told to Python. */
interface GtReport {
  seq: number;
  revs: GtRevs;
  window: GtWindow;
  mode: GtMode;
  speed: number;
  layers: Record<string, boolean>;
  selected: GtSelected | null;
  view: GtView;
  polygon: number[][];
  cause: GtCause;
  /** Own decks that the browser kept, until Python says that it has them. */
  decks?: string;
}

/** Cards of the ground in the words of a perspective; see mapping/about.py. */
interface GtAbout {
  cards: Record<string, { key: string; title: string; sections: GtSection[]; sources: GtSource[] }>;
  spots: { key: string; lon: number; lat: number }[];
  basis: Record<string, string>;
}

/** What is painted between two places of a canvas. */
interface GtSlice {
  visible: GtVisible;
  from: number;
  to: number;
}

interface GtPart {
  destroy(): void;
}

interface GtRecords {
  get(rows: ArrayLike<number>): Promise<GtCard[]>;
}

interface GtHost {
  map: L.Map;
  root: HTMLElement;
  store: GtStore;
  data: GtData;
  config: GtConfig;
  /** Reads what Python serves under this name. */
  fetchJson(name: string): Promise<any>;
  fetchBuffer(name: string): Promise<ArrayBuffer>;
  records: GtRecords;
  /** Keys pressed in the map or in the page around it, not in inputs; returns what ends it. */
  onKey(listener: (event: KeyboardEvent) => void): () => void;
  /** Offers several rows at one place; the chooser puts itself here. */
  choose(rows: ArrayLike<number>): void;
  /** Tells the reader one line about something that does not work. */
  notice(text: string): void;
}

/** Rows shown now, rising. The same object and buffer every time: read at once, keep only the stamp. */
interface GtVisible {
  rows: Uint32Array;
  length: number;
  /** Grows with every change of the rows. */
  stamp: number;
}

interface GtShapeOptions {
  fill: string;
  line: string;
  theme: GtTheme;
  /** Unverified: outline only. */
  hollow?: boolean;
  /** Stated inside Japan's EEZ. */
  filled?: boolean;
  /** Passed over Japan. */
  bar?: boolean;
  /** Drawn around the shape so that it stands out from what is under it. */
  halo?: string;
}

interface GtElementOptions {
  class?: string;
  text?: string;
  attributes?: Record<string, string | number | boolean | null | undefined>;
  on?: Record<string, (event: any) => void>;
}

interface GtPanel {
  id: string;
  label: string;
  head?: Node | null;
  body: Node;
  focus?: boolean;
  onClose?: () => void;
}

interface GtSide {
  show(panel: GtPanel): void;
  close(id?: string): void;
  current(): string | null;
}

interface GtCounts {
  records: number;
  events: number;
  launchDates: number;
  missiles: number;
  drawn: number;
  notDrawn: number;
  unverified: number;
  circles: number;
  areas: number;
  passedOver: number;
  statedInside: number;
  routes: number;
  kinds: Uint32Array;
}

interface GtTally {
  of(rows: ArrayLike<number> | null, length?: number): GtCounts;
}

interface GtChip {
  id: string;
  label: string;
  words: string;
}

interface GtFact {
  label: string;
  text: string;
  note?: string;
  source?: number;
  tone?: "official" | "weak";
}

interface GtSection {
  id: string;
  heading: string;
  facts: GtFact[];
}

interface GtSource {
  number: number;
  id: string;
  publisher: string;
  title: string;
  date: string;
  url: string;
  read_via: string;
  tier: string;
  note: string;
}

/** A record with every code resolved to words, as `mapping/cards.py` makes it. */
interface GtCard {
  row: number;
  id: string;
  event_id: string;
  layer: string;
  title: string;
  summary: string;
  start: string;
  end: string | null;
  kind: { id: string; label: string; domain: string };
  evidence: GtChip;
  place: GtChip;
  dates: { text: string; precision: string; precision_words: string };
  position: {
    text: string;
    words: string;
    lon: number | null;
    lat: number | null;
    radius_km: number | null;
    basis: string;
    no_place_reason: string;
  };
  actors: string[];
  equipment: string;
  sections: GtSection[];
  sources: GtSource[];
  verification: { id: string; text: string; note: string };
  notes: string;
  siblings: { heading: string; items: { row: number; id: string; title: string; date: string }[] };
  former_ids: string[];
  data_version: string;
  citation: string;
}

interface GtPerFrame {
  ask: () => void;
  cancel: () => void;
}

/** A canvas that lies on the map, moves with it and is painted anew when it must be. */
interface GtSheet {
  canvas: HTMLCanvasElement;
  /** Asks for painting at the next frame. */
  ask(): void;
  remove(): void;
}

/** Where a sheet lies: a place of the map plane is at `x * scale + dx`, `y * scale + dy` CSS pixels of the canvas. */
interface GtFrame {
  context: CanvasRenderingContext2D;
  width: number;
  height: number;
  /** Canvas pixels for one CSS pixel. */
  ratio: number;
  zoom: number;
  scale: number;
  dx: number;
  dy: number;
  /** Where the canvas begins in the map's container. */
  offset: { x: number; y: number };
}

/** A feature ready to be drawn, in units of the map plane. */
interface GtPath {
  path: Path2D;
  properties: Record<string, any>;
  box: [number, number, number, number];
  type: string;
  /** Its lines or rings, x and y in turn. */
  lines: Float64Array[];
}

interface GtLabel {
  /** Identification zone that it names. */
  zone?: string;
  /** Units of the map plane. */
  x: number;
  y: number;
  text: string;
  /** Which of the sorts of labels.js. */
  sort: string;
  /** Smaller is drawn first and keeps its place. */
  rank: number;
  /** First zoom at which it is drawn. */
  zoom: number;
  dot?: string;
}

interface GtGlobal {
  parts: Record<string, (host: GtHost) => GtPart>;
  start(map: L.Map, config: GtConfig): Promise<GtHost | null>;
  command(command: GtCommand): void;
  createStore(initial: GtState): GtStore;
  decodeColumns(buffer: ArrayBuffer): GtData;
  visible(host: GtHost): GtVisible;
  swipe: { sides(host: GtHost, frame: GtFrame): GtSlice[] };
  createVisible(data: GtData): (window: GtWindow, mask: Uint8Array | null) => GtVisible;
  flag: {
    DRAWN: number;
    NO_CENTRE: number;
    UNVERIFIED: number;
    IN_LANE: number;
    PASSED_OVER_JAPAN: number;
    STATED_INSIDE_EEZ: number;
    HAS_ROUTE: number;
    LAUNCH: number;
    COARSE_DATE: number;
  };
  time: {
    DAY: number;
    OPEN_END: number;
    /** ISO date (JST) of a minute. */
    iso(minute: number): string;
    /** First minute of an ISO date; NaN for what is none. */
    minute(iso: string): number;
    startOfDay(minute: number): number;
    endOfDay(minute: number): number;
    /** Calendar parts of the day, month from 1. */
    parts(minute: number): { year: number; month: number; day: number };
    /** First minute of a calendar day; months beyond 12 or below 1 run into other years. */
    of(year: number, month: number, day: number): number;
  };
  /** The host of the map that was started; for tests and the console. */
  host?: GtHost;
  createCommands(host: GtHost): { apply(command: GtCommand): void; revs(): GtRevs; moving(): boolean };
  commands?: { revs(): GtRevs; moving(): boolean };
  createFetch(config: GtConfig): Pick<GtHost, "fetchJson" | "fetchBuffer">;
  createKeys(): { onKey: GtHost["onKey"]; destroy(): void };
  createRecords(host: Pick<GtHost, "config" | "fetchJson">, perspectiveNow?: () => GtPerspective): GtRecords;
  notices(root: Element): (text: string) => void;
  plane: {
    /** Zoom at which one unit of the plane is one CSS pixel. */
    ZOOM: number;
    /** Pixels of the world at `ZOOM` where the plane has its origin. */
    ORIGIN: { x: number; y: number };
    x(lon: number): number;
    y(lat: number): number;
    lon(x: number): number;
    lat(y: number): number;
    /** Half axes and shift of the ellipse that a circle on the ground becomes. */
    disc(lat: number, radiusKm: number): { rx: number; ry: number; dy: number };
  };
  sheet(
    map: L.Map,
    options: { pane: string; zIndex: number; padding: number; paint: (frame: GtFrame) => void },
  ): GtSheet;
  shapes: {
    draw(
      context: CanvasRenderingContext2D,
      shape: string,
      x: number,
      y: number,
      size: number,
      options: GtShapeOptions,
    ): void;
    names: string[];
  };
  dom: {
    element(tag: string, options?: GtElementOptions, ...children: (Node | string | null | undefined)[]): HTMLElement;
    replace(parent: Element, ...children: (Node | string | null | undefined)[]): void;
    icon(name: string): SVGElement;
    iconButton(name: string, label: string, onPress: (event: Event) => void): HTMLButtonElement;
    outsideLink(address: string, text: string): HTMLAnchorElement | null;
    setText(node: Node, text: string): void;
    swatch(host: GtHost, kind: number, size?: number): HTMLCanvasElement;
    perFrame(work: () => void): GtPerFrame;
  };
  theme: { token(root: Element, name: string): string };
  side(host: GtHost): GtSide;
  tally: {
    create(data: GtData): GtTally;
    current(host: GtHost): GtCounts;
    sentence(shown: GtCounts, total: { events: number; launchDates: number }): string;
    figure(value: number): string;
  };
  status: {
    windowWords(span: GtWindow): string;
    moreWords(
      cutoff: { incidents?: string; launches?: string },
      perspective: string,
      hidden: number | null,
    ): string;
  };
  notDrawn: { open(host: GtHost): void; rowsOf(host: GtHost): number[] };
  help: { toggle(host: GtHost): void };
  card: { insertion(rows: ArrayLike<number>, length: number, row: number): number };
  cardFacts: { basics(card: GtCard): HTMLElement; section(section: GtSection): HTMLElement };
  waters: {
    zones(name: "eez" | "territorial-sea", brush: GtBrush, seen: GtPath[], all: GtPath[], state: GtState): void;
    equidistance(brush: GtBrush, seen: GtPath[], state: GtState): void;
    neighbours(brush: GtBrush, seen: GtPath[], state: GtState): void;
    inForce(zone: string, state: GtState): boolean;
    owner(properties: Record<string, any>, perspective: GtPerspective): string;
    edges(areas: GtPath[], ownerOf: (path: GtPath) => string): Path2D;
    hatched(properties: Record<string, any>, perspective: GtPerspective): boolean;
  };
  /** Takes a press where no record is. */
  press?(x: number, y: number): void;
  /** Whether an area is being drawn. */
  drawing?(): boolean;
  /** Whether the closed line through corners crosses itself. */
  tangled(corners: number[][]): boolean;
  cardSources: {
    list(entries: GtSource[]): HTMLElement;
    sources(card: GtCard): HTMLElement;
    siblings(host: GtHost, card: GtCard): HTMLElement | null;
    foot(card: GtCard): HTMLElement;
  };
  legendPicture(name: string): SVGElement;
  /** Set by the time control. */
  keys?: { list: [string, string][] };
}

declare var GeoTensions: GtGlobal;

interface Window {
  /** Given by the component that holds the map. */
  Streamlit?: { setComponentValue(value: unknown): void; events?: EventTarget };
}

/** The records on the map plane and what of them is on the canvas. */
interface GtScene {
  x: Float32Array;
  y: Float32Array;
  /** Half axes of the circle, 0 for none; shift of its middle. */
  rx: Float32Array;
  ry: Float32Array;
  dy: Float32Array;
  /** Rows that reach into the canvas, rising. */
  shown: Uint32Array;
  length: number;
  mode: "marks" | "outlines" | "squares" | "density";
  /** Records in the fullest cell of the density picture. */
  most: number;
  frame: GtFrame | null;
}

interface GtGlobal {
  reveal: {
    move(
      at: { x: number; y: number },
      free: { left: number; top: number; right: number; bottom: number },
    ): [number, number];
  };
  scene(host: GtHost): GtScene | undefined;
  /** Asks for the marks to be painted anew. */
  repaintMarks?: () => void;
  markSize(zoom: number): number;
  pencil(host: GtHost, scene: GtScene): { paint(frame: GtFrame): void; rings(frame: GtFrame): void };
  createOutlines(
    pixels: Uint32Array,
    width: number,
    height: number,
  ): { ellipse(cx: number, cy: number, rx: number, ry: number, colour: number, dashed: boolean): void };
  crowd(host: GtHost, scene: GtScene): { squares(frame: GtFrame): void; density(frame: GtFrame): void };
  mapNote(host: GtHost): { update(scene: GtScene, visible: number): void; destroy(): void };
  rowsAt(host: GtHost, x: number, y: number, reach: number): number[];
  tooltip(host: GtHost): {
    show(rows: number[], at: { x: number; y: number } | null): void;
    destroy(): void;
  };
  /** Routes and tracks, painted under the marks. */
  lines?: {
    paint(host: GtHost, frame: GtFrame, visible: GtVisible): void;
    rowsAt(host: GtHost, at: { x: number; y: number }, far: number): number[];
  };
}

/** Lines of a layer, tied to the rows of records. */
interface GtLineSet {
  byRow: Map<number, GtPath[]>;
  load(): void;
  ofId(id: string): GtPath[];
}

interface GtLayerFiles {
  /** The paths of a layer, null while they are on their way; asks for them if need be. */
  paths(id: string, zoom?: number): GtPath[] | null;
  /** Called whenever a file has come; returns what ends that. */
  onReady(tell: () => void): () => void;
}

/** Strokes and fills by the name of a style. */
interface GtBrush {
  frame: GtFrame;
  screen(name: string): void;
  fill(name: string, paths: GtPath[]): void;
  /** One fill for all of them, so that what overlaps is not darker. */
  union(name: string, paths: GtPath[]): void;
  stroke(name: string, paths: GtPath[]): void;
  line(name: string, path: Path2D): void;
  /** A fill over the inner half of its outline. */
  island(name: string, paths: GtPath[]): void;
  glow(name: string, paths: GtPath[], width: number): void;
  hatch(name: string, paths: GtPath[], step: number): void;
  around(name: string, shape: Path2D, edge: Path2D): void;
}

interface GtGlobal {
  paths: {
    of(collection: any): GtPath[];
    borders(polygons: GtPath[]): Path2D;
    inView(path: GtPath, frame: GtFrame): boolean;
    onPlane(frame: GtFrame): void;
    onScreen(frame: GtFrame): void;
  };
  layerFiles(host: GtHost): GtLayerFiles;
  /** Whether tiles of an online basemap lie under the layers. */
  tilesShown(host: GtHost): boolean;
  repaintBase?: () => void;
  brush(host: GtHost, frame: GtFrame): GtBrush;
}

interface GtPlaced {
  label: GtLabel;
  lines: string[];
  left: number;
  top: number;
  width: number;
  height: number;
  x: number;
  y: number;
}

/** How a sort of names is written. */
interface GtLabelSort {
  font: (zoom: number) => string;
  /** Token of theme.css. */
  colour: string;
  /** Where the text may stand about its point, the best first. */
  anchors: string[];
  spacing?: string;
  /** CSS pixels above which it is broken in two. */
  wide?: number;
}

interface GtGlobal {
  labels: {
    SORTS: Record<string, GtLabelSort>;
    /** Layers that have names. */
    LAYERS: string[];
    of(layer: string, paths: GtPath[], perspective: string): GtLabel[];
    arrange(
      labels: GtLabel[],
      frame: GtFrame,
      measure: (label: GtLabel) => { lines: string[]; width: number; height: number },
      taken?: number[][],
    ): GtPlaced[];
  };
  measure: {
    graticule(frame: GtFrame): Path2D;
    graticuleStep(zoom: number): number;
    roundLength(most: number): number;
    placeWords(lat: number, lon: number): string;
  };
}

// ---- Time bar: steps.js, axis.js, histogram.js, lanes.js, play.js, keys.js, time*.js ----

type GtUnit = "day" | "month" | "year";

interface GtTickStep {
  unit: GtUnit;
  every: number;
  /** About how long it is. */
  days: number;
}

interface GtTick {
  minute: number;
  x: number;
  /** 0 an era begins, 1 year, 2 month, 3 day. */
  rank: number;
  label: string;
}

/** How much the axis is enlarged, and the pixels of the enlarged axis left of the view. */
interface GtZoom {
  factor: number;
  offset: number;
}

interface GtScale {
  /** CSS pixels. */
  width: number;
  /** What windows stay in. */
  extent: GtWindow;
  /** What the axis spans: the extent and the tail after it. */
  domain: GtWindow;
  /** What of it is in view. */
  view: GtWindow;
  zoom: GtZoom;
  eras: { from: number; to: number; x0: number; x1: number; pxPerDay: number }[];
  x(minute: number): number;
  minute(x: number): number;
}

/** Counts of events: bar `b`, domain `d` at `b * depth + d`. */
interface GtBins {
  length: number;
  depth: number;
  edges: number[];
  counts: Uint32Array;
  totals: Uint32Array;
  most: number;
  /** What the bars of each era stand for. */
  words: string[];
}

interface GtLaneBox {
  top: number;
  row: number;
  count: number;
}

interface GtLaneMark {
  /** Of the first and the last row. */
  x: number;
  x1: number;
  /** Lane from the top. */
  place: number;
  rows: number[];
}

interface GtTimeBoxes {
  lanes: GtLaneBox;
  histogram: { top: number; height: number };
  axis: { top: number; height: number };
  height: number;
}

interface GtTimePicture {
  scale: GtScale;
  bins: GtBins;
  marks: GtLaneMark[];
  boxes: GtTimeBoxes;
  narrow: boolean;
}

interface GtEraLabel {
  /** Middle of the part in view. */
  x: number;
  /** The longest words that fit are shown. */
  choices: string[];
  room: number;
}

/** What the hand holds, where it took hold (CSS pixels), and the window at that moment. */
interface GtGrip {
  kind: "from" | "to" | "move" | "brush" | "scrub";
  x: number;
  window: GtWindow;
  /** Held by a handle or the tab, which a mere press does not move. */
  tab?: boolean;
}

interface GtBrushView {
  scale(): GtScale;
  axisTop(): number;
  /** Opens a mark (null), or gives the time that a pressed bar stands for. */
  press(x: number, y: number): GtWindow | null;
  grabbed(): void;
}

interface GtOverlay {
  from: HTMLElement;
  to: HTMLElement;
  update(scale: GtScale, state: GtState): void;
  /** Writes what each era is above its bars. */
  name(eras: GtEraLabel[], top: number): void;
}

interface GtPlayer {
  toggle(): void;
  stop(patch?: Partial<GtState>): void;
  destroy(): void;
}

interface GtTimeActions {
  unit(): GtUnit;
  toggle(): void;
  pause(): void;
  step(by: number): void;
  whole(): void;
  zoom(): void;
}

interface GtTimeControls {
  node: HTMLElement;
  update(state: GtState): void;
  unit(): GtUnit;
  enlarged(on: boolean): void;
}

interface GtTimeTip {
  bar(bins: GtBins, bin: number, x: number): void;
  acts(mark: GtLaneMark, x: number): void;
  words(text: string, x: number): void;
  hide(): void;
  destroy(): void;
}

interface GtGlobal {
  steps: {
    DAYS: Record<GtUnit, number>;
    between(value: number, low: number, high: number): number;
    move(minute: number, unit: GtUnit, count: number): number;
    moveEnd(minute: number, unit: GtUnit, count: number): number;
    snap(from: number, to: number, extent: GtWindow): GtWindow;
    keepInside(window: GtWindow, extent: GtWindow): GtWindow;
    step(window: GtWindow, mode: GtMode, unit: GtUnit, count: number, extent: GtWindow): GtWindow;
    resize(window: GtWindow, end: "from" | "to", unit: GtUnit, count: number, extent: GtWindow): GtWindow;
    same(one: GtWindow, other: GtWindow): boolean;
    extentOf(data: GtData): GtWindow;
  };
  axis: {
    ERAS: { year: number; share: number }[];
    MAX_ZOOM: number;
    createScale(extent: GtWindow, width: number, zoom?: GtZoom): GtScale;
    zoomAt(zoom: GtZoom, width: number, factor: number, pixel: number): GtZoom;
    pan(zoom: GtZoom, width: number, pixels: number): GtZoom;
    ticks(scale: GtScale, room?: { label: number; small: number }): GtTick[];
    ticksOf(step: GtTickStep, from: number, to: number): number[];
  };
  histogram: {
    createCounter(data: GtData): (scale: GtScale, mask: Uint8Array | null) => GtBins;
    edgesOf(scale: GtScale): { edges: number[]; words: string[] };
    binAt(bins: GtBins, minute: number): number;
    lines(most: number): number[];
    heightOf(count: number, most: number, height: number): number;
    draw(
      context: CanvasRenderingContext2D,
      scale: GtScale,
      bins: GtBins,
      box: { top: number; height: number },
      colours: string[],
    ): void;
  };
  lanes: {
    lanesOf(data: GtData): { lane: number; label: string }[];
    rowsOf(data: GtData): Uint32Array;
    place(
      data: GtData,
      rows: Uint32Array,
      mask: Uint8Array | null,
      scale: GtScale,
      folded: boolean,
    ): GtLaneMark[];
    middle(mark: GtLaneMark): number;
    hit(marks: GtLaneMark[], box: GtLaneBox, x: number, y: number): GtLaneMark | null;
    draw(context: CanvasRenderingContext2D, host: GtHost, marks: GtLaneMark[], box: GtLaneBox): void;
  };
  timeOverlay: { create(host: GtHost, plot: HTMLElement): GtOverlay };
  timeBrush: {
    pace(away: number): number;
    dragged(grip: GtGrip, x: number, scale: GtScale): GtWindow;
    gripFor(
      end: string | null,
      x: number,
      onAxis: boolean,
      state: { window: GtWindow; mode: GtMode },
      scale: GtScale,
    ): GtGrip["kind"] | null;
    create(host: GtHost, plot: HTMLElement, view: GtBrushView): GtPart & { cancel(): void };
  };
  play: {
    STEPS_PER_SECOND: Record<GtUnit, number>;
    daysIn(unit: GtUnit, speed: number, ms: number): number;
    advance(window: GtWindow, mode: GtMode, days: number, extent: GtWindow): GtWindow;
    beginning(
      window: GtWindow,
      mode: GtMode,
      unit: GtUnit,
      extent: GtWindow,
      begun: GtWindow | null,
    ): { window: GtWindow; mode: GtMode };
    create(host: GtHost, unitOf: () => GtUnit): GtPlayer;
  };
  timeKeys: {
    windowAfter(
      event: { key: string; shiftKey: boolean },
      window: GtWindow,
      mode: GtMode,
      unit: GtUnit,
      extent: GtWindow,
    ): GtWindow | null;
    taken(target: EventTarget | null, key: string): boolean;
    listen(host: GtHost, actions: GtTimeActions): () => void;
    listenOnHandle(host: GtHost, handle: HTMLElement, end: "from" | "to", unitOf: () => GtUnit): void;
  };
  timeControls: {
    create(host: GtHost, actions: GtTimeActions): GtTimeControls;
    daysWords(days: number): string;
    cutoffWords(cutoff: { incidents?: string; launches?: string }): string;
    SPEEDS: number[];
  };
  timePaint: {
    MARGIN: number;
    boxes(narrow: boolean, lanes: number): GtTimeBoxes;
    unknownFrom(cutoff: { incidents?: string; launches?: string }): { some: number; all: number } | null;
    inner(box: { top: number; height: number }): { top: number; height: number };
    coarseSpans(data: GtData, mask: Uint8Array | null, scale: GtScale): { x0: number; x1: number; kind: number }[];
    eraLabels(picture: GtTimePicture): GtEraLabel[];
    paint(host: GtHost, canvas: HTMLCanvasElement, picture: GtTimePicture): void;
  };
  timeZoom: {
    pinched(
      zoom: GtZoom,
      width: number,
      before: { middle: number; apart: number },
      now: { middle: number; apart: number },
    ): GtZoom;
    /** `begin` is called when two fingers take over. */
    listen(plot: HTMLElement, axis: { get(): GtZoom; set(zoom: GtZoom): void; begin(): void }): void;
  };
  timeTip: {
    spanWords(from: number, to: number): string;
    countWords(data: GtData, bins: GtBins, bin: number): string;
    create(host: GtHost, place: HTMLElement): GtTimeTip;
  };
}

// ---- Presenting: presenter*.js, drafts.js ----

type GtPresenterAct =
  | "next"
  | "before"
  | "first"
  | "last"
  | "black"
  | "full"
  | "notes"
  | "window"
  | "play"
  | "help"
  | "end";

interface GtDeckOrder {
  /** Under which the deck is fetched. */
  name: string;
  title: string;
  /** Rises when Python asks to present; the first number seen is no order. */
  rev: number;
  /** Slide to begin with, from 0. */
  screen: number;
}

interface GtDrafts {
  /** Rises when Python changes them. */
  rev: number;
  /** Whether Python has read what the browser kept, or was told that there is nothing. */
  known: boolean;
  text: string;
}

/** What a slide shows on the map. */
interface GtShow {
  window: GtWindow;
  /** Base64. */
  mask: string;
  layers: Record<string, boolean>;
  perspective: GtPerspective;
  selected: GtSelected | null;
  view: GtView;
  play: boolean;
  callouts: { text: string; lon: number; lat: number }[];
}

/** One slide, as `exports/screens.py` makes it. */
interface GtScreen {
  kind: string;
  heading: string;
  subtitle: string;
  text: string;
  notes: string;
  number: string;
  alt: string;
  step: string | null;
  check?: { article: string; record: string };
  grid?: { columns: string[]; rows: string[][]; widths: number[] };
  lines?: { text: string; url: string }[];
  dates?: string;
  counts?: string;
  sources?: string;
  view_id?: string;
  show?: GtShow;
  /** SVG by theme. */
  chart?: Partial<Record<GtTheme, string>>;
}

interface GtDeck {
  name: string;
  title: string;
  handling: string;
  language: string;
  screens: GtScreen[];
}

/** CSS pixels of the map's container. */
interface GtBox {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

interface GtStage {
  root: HTMLElement;
  callouts: HTMLElement;
  panel: HTMLElement;
  render(screen: GtScreen, handling: string, theme: GtTheme): void;
  dates(words: string): void;
  toggle(what: "notes" | "help" | "black"): boolean;
  /** Takes help and black away. */
  clear(): void;
}

interface GtPresenterMap {
  show(show: GtShow, fly: boolean): void;
  replay(): void;
  playing(): boolean;
  /** The map is out of sight: nothing moves. */
  rest(): void;
  destroy(): void;
}

interface GtPresenterWindow {
  /** Opens or closes it; false where the browser does not let it open. */
  toggle(title: string): boolean;
  update(screen: GtScreen, next: GtScreen | undefined): void;
  close(): void;
}

interface GtRunning {
  end(): void;
}

interface GtGlobal {
  bytesOf(base64: string): Uint8Array<ArrayBuffer>;
  pageAround(): Window | null;
  presenterKeys: {
    list: [string, string][];
    actOf(event: { key: string; ctrlKey: boolean; metaKey: boolean; altKey: boolean }): GtPresenterAct | null;
    create(act: (act: GtPresenterAct) => void): { hearIn(place: Window | null): void; end(): void };
  };
  presenterMap: {
    placed(map: L.Map, view: GtView, free: GtBox): { centre: L.LatLng; zoom: number };
    beside(
      x: number,
      y: number,
      width: number,
      height: number,
      free: GtBox,
      taken: GtBox[],
    ): [number, number, GtBox];
    create(
      host: GtHost,
      layer: HTMLElement,
      free: () => GtBox,
      onDates: (span: GtWindow) => void,
    ): GtPresenterMap;
  };
  presenterStage: {
    create(title: string, act: (act: GtPresenterAct) => void): GtStage;
    onMap(screen: GtScreen): boolean;
    paragraphs(text: string, name?: string): HTMLElement[];
  };
  fullScreen(onLeft: () => void): { begin(): void; toggle(): void; end(): void };
  presenterWindow: { create(onOpen: (place: Window) => void): GtPresenterWindow };
}
