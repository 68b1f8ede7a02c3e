"""Peers that rerun on the server: stock streamlit-folium and ``st.pydeck_chart``."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page
from tools.running_app import ROOT, Server, running

from benchmarks.explorer import FRAME, IDLE
from benchmarks.measure import Result, heap_bytes
from benchmarks.peering import EMPTY, HERE, context_of, frame, painted
from benchmarks.wire import Traffic, relayed

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


def measure_empty(browser: Browser, *, rounds: int) -> Iterator[Result]:
    """Measure a page with nothing but a stock map on it: what Streamlit itself takes.

    The first visitor warms the server up and is not counted, as with ours.
    """
    script = str(HERE.relative_to(ROOT) / "apps" / "empty_map.py")
    took = []
    with tempfile.TemporaryDirectory() as folder, running(Path(folder), app=script) as server:
        for _ in range(rounds + 1):
            with context_of(browser) as context:
                page = context.new_page()
                begun = time.perf_counter()
                page.goto(server.url)
                pane = page.frame_locator(FRAME).locator(".leaflet-map-pane")
                pane.wait_for(state="attached")
                took.append(time.perf_counter() - begun)
    yield Result.of("second_visitor", 0, EMPTY, took[1:], "s")


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
            context_of(browser, DRAWN) as context,
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


def _window(n: int, step: int) -> int:
    """Return how many rows the window of a step of the Streamlit peers shows."""
    table = frame(n)
    days = int(table["day"].max())
    long = int(days * 0.3)
    first = int((days - long) * step / 100)
    return int(((table["day"] <= first + long) & (table["last"] >= first)).sum())


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
            painted(inner)
    else:

        def shown(step: int) -> None:
            page.wait_for_function(
                "(count) => window.benchDrawn === count", arg=_window(n, step), polling="raf"
            )
            painted(page.main_frame)

    shown(first)
    return shown
