"""The peers, each at its best fair setting; their libraries are served from this machine."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import folium
import numpy as np
import pandas as pd
from folium.plugins import TimestampedGeoJson
from playwright.sync_api import Browser, BrowserContext, Frame, Page, Route
from tools.running_app import ROOT, Server, running

from benchmarks.explorer import IDLE
from benchmarks.measure import CLOCK, Result, heap_bytes, start_clock, stop_clock
from benchmarks.sample import FIRST_DAY, make_table
from benchmarks.wire import Traffic, relayed

HERE = Path(__file__).parent
MODULES = HERE / "peers" / "node_modules"

LOCAL = {
    "leaflet.awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "leaflet.awesome-markers.css": "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "jquery.min.js": "jquery/dist/jquery.min.js",
    "jquery-ui.min.js": "jquery-ui-dist/jquery-ui.min.js",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "all.min.css": "@fortawesome/fontawesome-free/css/all.min.css",
    "iso8601.min.js": "iso8601-js-period/iso8601.js",
    "leaflet.timedimension.min.js": "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    "leaflet.timedimension.control.css": (
        "leaflet-timedimension/dist/leaflet.timedimension.control.css"
    ),
    "moment.min.js": "moment/min/moment.min.js",
}
"""Where each file that a peer loads from the network lies here, by its name."""

SETTINGS = {
    "streamlit-folium": (
        "one GeoJson of canvas circle markers in a rebuilt feature group, base map unchanged, "
        "returned_objects=[], slider and map in one fragment; a step is a key on the slider"
    ),
    "TimestampedGeoJson": (
        "canvas circle markers, period one week, duration 30 % of the span, a step of its own "
        "time dimension in each frame, no server"
    ),
    "st.pydeck_chart": (
        "ScatterplotLayer of the two columns it needs, no basemap, slider and chart in one "
        "fragment; a step is a key on the slider"
    ),
    "deck.gl": (
        "ScatterplotLayer on typed arrays, DataFilterExtension: a step changes one uniform, no "
        "basemap, no server, no end dates; drawn by software WebGL as there is no GPU"
    ),
}

FRAMES = """(steps) => new Promise((done) => {
  let step = 0;
  const next = () => {
    if (step === steps) { done(); return; }
    step += 1;
    window.benchStep(0.5 + 0.5 * Math.sin(step / steps * 2 * Math.PI));
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
})"""

DRAWN = """(() => {
  window.benchDrawn = 0;
  for (const name of ['drawArraysInstanced', 'drawElementsInstanced']) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {
      window.benchDrawn = given[given.length - 1];
      return draw.apply(this, given);
    };
  }
})();"""
"""Keeps how many points the last draw call drew."""


def install() -> None:
    """Fetch the peers' libraries, unless they are there."""
    if not MODULES.is_dir():
        command = [sys.executable, "-m", "tools.node", "npm", "ci", "--prefix", str(MODULES.parent)]
        command += ["--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603


@cache
def frame(n: int) -> pd.DataFrame:
    """Return the sample as peers take it: places, first and last day since the first."""
    table = make_table(n).select(["start", "end", "lon", "lat"]).to_pandas()
    first = pd.to_datetime(table["start"])
    day = (first - pd.Timestamp(FIRST_DAY)).dt.days
    last = (pd.to_datetime(table["end"]).fillna(first) - pd.Timestamp(FIRST_DAY)).dt.days
    return pd.DataFrame({"lon": table["lon"], "lat": table["lat"], "day": day, "last": last})


def _window(n: int, step: int) -> int:
    """Return how many rows the window of a step of the Streamlit peers shows."""
    table = frame(n)
    days = int(table["day"].max())
    long = int(days * 0.3)
    first = int((days - long) * step / 100)
    return int(((table["day"] <= first + long) & (table["last"] >= first)).sum())


@contextmanager
def _context(browser: Browser, *scripts: str) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    context.set_default_timeout(60_000)
    for script in (CLOCK, *scripts):
        context.add_init_script(script)
    context.route("**/*", _serve)
    try:
        yield context
    finally:
        context.close()


def _serve(route: Route) -> None:
    address = route.request.url
    if "//localhost" in address or address.startswith(("data:", "blob:", "file:")):
        route.continue_()
        return
    path = LOCAL.get(address.split("?")[0].rsplit("/", 1)[-1])
    if path:
        route.fulfill(path=MODULES / path)
    else:
        kind = "text/css" if ".css" in address else "text/javascript"
        route.fulfill(body="", content_type=kind)


def measure_streamlit(browser: Browser, system: str, n: int, *, steps: int) -> Iterator[Result]:
    """Measure a peer that reruns on the server at each step of its slider."""
    app = {"streamlit-folium": "folium_group.py", "st.pydeck_chart": "pydeck_chart.py"}[system]
    with tempfile.TemporaryDirectory() as folder:
        records = Path(folder) / "records.json"
        frame(n).to_json(records, orient="records")
        os.environ["BENCH_PEER"] = str(records)
        script = str(HERE.relative_to(ROOT) / "apps" / app)
        # The page goes first: a server waits for its pages.
        with (
            running(Path(folder), app=script) as server,
            _context(browser, DRAWN) as context,
        ):
            page = context.new_page()
            begun = time.perf_counter()
            page.goto(server.url)
            shown = _waits_for(system, page, n, 0)
            yield Result.of("map_ready", n, system, [time.perf_counter() - begun], "s")
            page.locator(IDLE).wait_for()
            page.get_by_role("slider").focus()
            session = context.new_cdp_session(page)
            session.send("Performance.enable")
            took, scripts = [], []
            before_mb = 0.0
            for step in range(1, steps + 3):
                if step == 3:  # noqa: PLR2004 - two steps to warm up
                    before_mb = heap_bytes(session) / 2**20
                script_before = _script_ms(session)
                begun = time.perf_counter()
                page.keyboard.press("ArrowRight")
                shown(step)
                took.append((time.perf_counter() - begun) * 1000)
                page.locator(IDLE).wait_for()
                if _window(n, step) == _window(n, step - 1):
                    took.pop()  # nothing told the new picture from the old
                scripts.append(_script_ms(session) - script_before)
            growth = heap_bytes(session) / 2**20 - before_mb
            yield Result.of("drag_frame", n, system, took[2:], "ms")
            yield Result.of("drag_script", n, system, scripts[2:], "ms")
            yield Result.of("heap_growth_per_step", n, system, [growth / steps], "MB")
            sent = _sent(context, server, system, n)
            yield Result.of("bytes_per_release", n, system, sent, "B")


def _sent(context: BrowserContext, server: Server, system: str, n: int) -> list[float]:
    """Return what steps send on the wire, B, compressed by the same setting as ours."""
    sent = []
    with relayed(server.url) as relay:
        page, traffic = context.new_page(), Traffic(relay)
        traffic.listen(page)
        page.goto(relay.url)
        shown = _waits_for(system, page, n, 0)
        page.locator(IDLE).wait_for()
        page.get_by_role("slider").focus()
        for step in range(1, 6):
            since = len(traffic.messages)
            page.keyboard.press("ArrowRight")
            shown(step)
            page.locator(IDLE).wait_for()
            sent.append(float(traffic.all(since=since)))
    return sent


def _script_ms(session) -> float:  # noqa: ANN001 - a CDP session
    told = session.send("Performance.getMetrics")["metrics"]
    return float(next(item["value"] for item in told if item["name"] == "ScriptDuration")) * 1000


def _waits_for(system: str, page: Page, n: int, first: int):  # noqa: ANN202 - a function of the step
    """Wait for the first picture; return what waits for that of a further step."""
    if system == "streamlit-folium":
        holder = page.locator("iframe[title='streamlit_folium.st_folium']")
        holder.wait_for()
        inner = holder.element_handle().content_frame()

        def shown(step: int) -> None:
            inner.wait_for_function(
                """(step) => window.map && Object.values(window.map._layers || {}).some(
                  (layer) => layer.feature && layer.feature.properties.step === step)""",
                arg=step,
                polling="raf",
            )
            _painted(inner)
    else:

        def shown(step: int) -> None:
            page.wait_for_function(
                "(count) => window.benchDrawn === count", arg=_window(n, step), polling="raf"
            )
            _painted(page.main_frame)

    shown(first)
    return shown


def _painted(inner: Frame) -> None:
    inner.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )


def measure_timestamped(browser: Browser, n: int, *, steps: int) -> Iterator[Result]:
    """Measure folium's ``TimestampedGeoJson``."""
    system = "TimestampedGeoJson"
    with tempfile.TemporaryDirectory() as folder, _context(browser) as context:
        page_file = Path(folder) / "map.html"
        made = _timestamped(n)
        made.save(page_file)
        yield Result.of("bytes_per_incident", n, system, [page_file.stat().st_size / n], "B")
        page = context.new_page()
        begun = time.perf_counter()
        page.goto(page_file.as_uri())
        name = made.get_name()
        page.wait_for_function("(name) => window[name]?.timeDimension", arg=name)
        page.evaluate(
            """(name) => {
              const time = window[name].timeDimension;
              const all = time.getAvailableTimes().length;
              window.benchStep = (at) => time.setCurrentTimeIndex(Math.round((all - 1) * at));
            }""",
            name,
        )
        _painted(page.main_frame)
        yield Result.of("map_ready", n, system, [time.perf_counter() - begun], "s")
        yield from _in_page(page, system, n, steps=steps)


def _timestamped(n: int) -> folium.Map:
    table = frame(n)
    days = int(table["day"].max())
    stamps = (FIRST_DAY + table["day"].to_numpy()).astype(str)
    features = [
        {
            "type": "Feature",
            "properties": {
                "times": [stamp],
                "icon": "circle",
                "iconstyle": {"radius": 3, "weight": 1, "fill": True},
            },
            "geometry": {"type": "Point", "coordinates": [lon, lat]},
        }
        for lon, lat, stamp in zip(
            table["lon"].tolist(), table["lat"].tolist(), stamps.tolist(), strict=True
        )
    ]
    made = folium.Map(
        [43.5, 143], zoom_start=4, tiles=None, width=1400, height=800, prefer_canvas=True
    )
    TimestampedGeoJson(
        {"type": "FeatureCollection", "features": features},
        period="P7D",
        duration=f"P{int(days * 0.3)}D",
        auto_play=False,
        loop=False,
        transition_time=1,
        time_slider_drag_update=True,
    ).add_to(made)
    return made


def measure_deck(browser: Browser, n: int, *, steps: int) -> Iterator[Result]:
    """Measure deck.gl on typed arrays."""
    system = "deck.gl"
    table = frame(n)
    places = table[["lon", "lat"]].to_numpy(np.float32).tobytes()
    content = places + table["day"].to_numpy(np.float32).tobytes()
    with _context(browser) as context:
        served = {
            "http://localhost:9/": ((HERE / "apps" / "deck.html").read_bytes(), "text/html"),
            "http://localhost:9/records.bin": (content, "application/octet-stream"),
            "http://localhost:9/deck.min.js": (
                (MODULES / "deck.gl" / "dist.min.js").read_bytes(),
                "text/javascript",
            ),
        }

        def serve(route: Route) -> None:
            body, kind = served.get(route.request.url, (b"", "text/plain"))
            route.fulfill(body=body, content_type=kind)

        context.route("http://localhost:9/**", serve)
        page = context.new_page()
        begun = time.perf_counter()
        page.goto("http://localhost:9/")
        page.evaluate("benchReady")
        yield Result.of("map_ready", n, system, [time.perf_counter() - begun], "s")
        yield Result.of("bytes_per_incident", n, system, [len(content) / n], "B")
        yield from _in_page(page, system, n, steps=steps)
        hits = page.evaluate(
            """(times) => Array.from({length: times}, (_, turn) => {
              const from = performance.now();
              benchHit((turn * 97) % 1400, (turn * 61) % 800);
              return performance.now() - from;
            })""",
            max(2, steps // 2),
        )
        yield Result.of("hit", n, system, hits, "ms")


def _in_page(page: Page, system: str, n: int, *, steps: int) -> Iterator[Result]:
    """Measure a peer that moves without a server, one step a frame."""
    page.evaluate(FRAMES, 5)
    start_clock(page.main_frame)
    page.evaluate(FRAMES, steps)
    found = stop_clock(page.main_frame)
    yield Result.of("drag_script", n, system, found.script_ms, "ms")
    yield Result.of("drag_frame", n, system, found.frame_ms, "ms")
    session = page.context.new_cdp_session(page)
    before = heap_bytes(session)
    page.evaluate(FRAMES, steps)
    growth = (heap_bytes(session) - before) / 2**20
    yield Result.of("heap_growth_per_step", n, system, [growth / steps], "MB")


def package_versions() -> dict[str, str]:
    """Return the versions of the libraries served from here."""
    names = ("deck.gl", "leaflet", "leaflet-timedimension")
    return {
        name: json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))["version"]
        for name in names
    }
