"""Peers without a server: folium's ``TimestampedGeoJson`` and deck.gl."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import folium
import numpy as np
from folium.plugins import TimestampedGeoJson
from playwright.sync_api import Browser, Page, Route

from benchmarks.measure import Result, heap_bytes, start_clock, stop_clock
from benchmarks.peering import HERE, MODULES, context_of, frame, painted
from benchmarks.sample import FIRST_DAY

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


def measure_timestamped(browser: Browser, n: int, *, steps: int) -> Iterator[Result]:
    """Measure folium's ``TimestampedGeoJson``."""
    system = "TimestampedGeoJson"
    with tempfile.TemporaryDirectory() as folder, context_of(browser) as context:
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
        painted(page.main_frame)
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
    with context_of(browser) as context:
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
