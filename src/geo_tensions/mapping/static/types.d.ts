// What the scripts of the map pass to each other. Only `tsc` reads this file; nothing of it is shipped.
// A script that adds to `GeoTensions` declares what it adds by a further `interface GtGlobal { ... }`.

type GtTheme = "light" | "dark";
type GtPerspective = "neutral" | "japan" | "russia";
type GtMode = "window" | "cumulative";
/** Why the state changed. Only release, select, view and layers are told to Python. */
type GtCause = "drag" | "release" | "select" | "view" | "layers" | "python" | "play" | "hover";

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
  selected: GtSelected | null;
  /** Row under the pointer, -1 for none. */
  hover: number;
  view: GtView;
  theme: GtTheme;
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

interface GtHeader {
  n: number;
  columns: { name: string; dtype: string; offset: number; length: number }[];
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

/** How a layer is drawn: tokens of theme.css by name, pixels, of `mapping/style.json`. */
interface GtStyle {
  fill?: string;
  line?: string;
  width?: number;
  dash?: number[];
  opacity?: number;
}

/** What Python gives at the start. */
interface GtConfig {
  columns: string;
  layers: GtLayerConfig[];
  /** Address of the data, relative to the component's page, with a slash at its end. */
  dataBase: string;
  problems?: string[];
  /** The state to begin with, of the form of every later command. */
  command?: GtCommand | null;
  styles?: Record<string, GtStyle>;
  /** A tile server that may be switched on where there is internet; attribution is always shown with it. */
  basemap?: { url: string; attribution: string; maxZoom?: number } | null;
  /** For a page without a server: content by name. Objects for JSON, base64 for bytes; cards under "NAME/rows". */
  embedded?: Record<string, unknown>;
}

interface GtCommand {
  serial?: number;
  window?: (GtWindow & { rev: number }) | null;
  mask?: string | null;
  hidden?: string | null;
  layers?: Record<string, boolean> | string[] | null;
  perspective?: GtPerspective;
  theme?: GtTheme;
  mode?: GtMode;
  speed?: number;
  /** A row of -1 selects nothing. */
  selected?: (GtSelected & { rev: number }) | null;
  view?: (GtView & { rev: number }) | null;
}

/** What is told to Python. */
interface GtReport {
  seq: number;
  window: GtWindow;
  mode: GtMode;
  speed: number;
  layers: Record<string, boolean>;
  selected: GtSelected | null;
  view: GtView;
  cause: GtCause;
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
  layer: L.Layer;
  /** Asks for painting at the next frame. */
  ask(): void;
  /** Paints now. */
  paint(): void;
  /** Counts the changes of view: what was projected for another number is out of date. */
  view(): number;
  remove(): void;
}

/** Where a sheet lies: what painting needs to know. */
interface GtFrame {
  context: CanvasRenderingContext2D;
  /** CSS pixels. */
  width: number;
  height: number;
  ratio: number;
  zoom: number;
  /** Pixels of the world at this zoom for one unit of the unit Mercator square. */
  scale: number;
  /** Left and top edge in pixels of the world at this zoom. */
  left: number;
  top: number;
  view: number;
}

/** A feature ready to be drawn: paths in units of the Mercator square about an origin. */
interface GtPath {
  path: Path2D;
  properties: Record<string, any>;
  box: [number, number, number, number];
  type: string;
  /** Coordinates of the lines or rings in the Mercator square, x and y in turn. */
  lines: Float64Array[];
}

interface GtLabel {
  /** Units of the Mercator square. */
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
  cardSources: {
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
  Streamlit?: { setComponentValue(value: unknown): void };
}
