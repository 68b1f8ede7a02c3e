"""Our own map in a real browser: every figure of it that the bench reports."""

import json
import re
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Frame, Page
from tools.running_app import Server, running

from benchmarks.measure import CLOCK, Frames, Result, drag, heap_bytes, start_clock, stop_clock
from benchmarks.wire import Traffic, relayed

NAME = "geo-tensions"
FRAME = "iframe[title='streamlit_folium.st_folium']"
VIEWPORT = {"width": 1736, "height": 856}
"""The map is 1,400 x 800 of it; the rest is the column of filters and the head."""

IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"
SHARE = 0.3
"""Part of the time axis that the window covers."""

MOST = 1_000_000
"""Records with which the heap is watched longest."""

LONG_MS = 120_000

SET_WINDOW = """([share, at, cause]) => {
  const {data, store} = GeoTensions.host;
  const [first, last] = data.extent;
  const days = Math.floor((last + 1 - first) / 1440);
  const long = Math.round(days * share);
  const from = first + Math.round((days - long) * at) * 1440;
  store.set({window: {from, to: from + long * 1440 - 1}}, cause);
  return GeoTensions.time.iso(from);
}"""

HIT = """([times]) => {
  const host = GeoTensions.host;
  const {x, y} = host.map.getSize();
  const found = [];
  for (let turn = 0; turn < times; turn++) {
    const from = performance.now();
    GeoTensions.rowsAt(host, (turn * 97) % x, (turn * 61) % y, 8);
    found.push(performance.now() - from);
  }
  return found;
}"""

STEPS = """(steps) => new Promise((done) => {
  const {data, store} = GeoTensions.host;
  const [first, last] = data.extent;
  const long = Math.round((last - first) * 0.3);
  let step = 0;
  const next = () => {
    if (step === steps) { done(); return; }
    step += 1;
    const from = first + Math.round(((last - first - long) * step) / steps);
    store.set({window: {from, to: from + long}}, "drag");
    requestAnimationFrame(next);
  };
  next();
})"""


@dataclass
class Explorer:
    """One visitor's page with ``n`` records."""

    page: Page
    frame: Frame
    session: CDPSession
    ready_s: float

    @classmethod
    @contextmanager
    def opened(
        cls, browser: Browser, url: str, *, traffic: Traffic | None = None
    ) -> Iterator["Explorer"]:
        """Open the page in a browser of its own and wait until the map stands."""
        context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
        context.set_default_timeout(LONG_MS)
        context.add_init_script(CLOCK)
        page = context.new_page()
        if traffic:
            traffic.listen(page)
        begun = time.perf_counter()
        page.goto(url)
        page.frame_locator(FRAME).locator(".gt-root.gt-ready").wait_for()
        ready_s = time.perf_counter() - begun
        page.locator(IDLE).wait_for()
        frame = next(one for one in page.frames if "streamlit_folium" in one.url)
        frame.wait_for_function("GeoTensions.host.store.get().mask !== null")
        try:
            yield cls(page, frame, context.new_cdp_session(page), ready_s)
        finally:
            context.close()

    def window(self, at: float, cause: str) -> str:
        """Put the window at a part of the axis; return its first day."""
        return str(self.frame.evaluate(SET_WINDOW, [SHARE, at, cause]))

    def painted(self) -> None:
        """Wait for a frame that shows what the state says."""
        self.frame.evaluate(
            "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
        )

    def idle(self) -> None:
        """Wait until the page's script has run and its answer is painted."""
        self.page.locator(IDLE).wait_for()
        self.painted()


def measure(browser: Browser, records: Path, n: int, *, quick: bool) -> Iterator[Result]:
    """Measure our map with a file of ``n`` records."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), records=records) as server,
        Explorer.opened(browser, server.url) as explorer,
    ):
        yield Result.of("map_ready", n, NAME, [explorer.ready_s], "s")
        yield _columns(explorer, server, n)
        explorer.window(0.35, "release")
        explorer.idle()
        found = _drag(explorer, moves=150 if quick else 300)
        yield Result.of("drag_script", n, NAME, found.script_ms, "ms")
        yield Result.of("drag_frame", n, NAME, found.frame_ms, "ms")
        yield Result.of("hit", n, NAME, explorer.frame.evaluate(HIT, [100]), "ms")
        released = [_release(explorer, turn / 16) for turn in range(1, 6 if quick else 16)]
        yield Result.of("release_to_views", n, NAME, released, "ms")
        yield Result.of("filter_to_map", n, NAME, _filters(explorer, 5 if quick else 15), "ms")
        # Two hundred searches once, where they cost most, are enough.
        steps, changes = (100, 10) if quick else (500, 200 if n == MOST else 40)
        growth = _growth(explorer, steps=steps, changes=changes)
        yield Result.of("heap_growth", n, NAME, [growth], "MB")
        yield from _bytes(browser, server, n, rounds=5 if quick else 15)
        with Explorer.opened(browser, f"{server.url}/?tab=charts") as charts:
            turns = range(6 if quick else 16)
            took = [_release(charts, turn / 16) for turn in turns][1:]
            yield Result.of("release_to_charts", n, NAME, took, "ms")


def measure_start(browser: Browser, rounds: int, *, sessions: int) -> Iterator[Result]:
    """Measure the start with the shipped data: server, first and second visitor, memory."""
    first, second, memory = [], [], []
    n = 0
    for _ in range(rounds):
        begun = time.perf_counter()
        with (
            tempfile.TemporaryDirectory() as folder,
            running(Path(folder)) as server,
            Explorer.opened(browser, server.url) as one,
        ):
            first.append(time.perf_counter() - begun)
            n = int(one.frame.evaluate("GeoTensions.host.data.n"))
            with Explorer.opened(browser, server.url) as two:
                second.append(two.ready_s)
                if not memory:
                    memory.append(_session_mb(browser, server, sessions))
    yield Result.of("start_to_map", n, NAME, first, "s")
    yield Result.of("second_visitor", n, NAME, second, "s")
    yield Result.of("session_memory", n, NAME, memory, "MB")


def _session_mb(browser: Browser, server: Server, sessions: int) -> float:
    """Return the server's memory for each of some further visitors who stay, MB."""
    before = _resident_mb(server)
    with ExitStack() as open_pages:
        for _ in range(sessions):
            open_pages.enter_context(Explorer.opened(browser, server.url))
        return (_resident_mb(server) - before) / sessions


def measure_circles(browser: Browser, records: Path, *, quick: bool) -> Iterator[Result]:
    """Measure dragging with about 5,000 circles in view and tracks on."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder), records=records) as server,
        Explorer.opened(browser, server.url) as explorer,
    ):
        explorer.window(0.35, "release")
        explorer.idle()
        found = _drag(explorer, moves=150 if quick else 300)
        visible = int(explorer.frame.evaluate("GeoTensions.scene(GeoTensions.host).length"))
        yield Result.of("circles_script", visible, NAME, found.script_ms, "ms")
        yield Result.of("circles_frame", visible, NAME, found.frame_ms, "ms")


def _columns(explorer: Explorer, server: Server, n: int) -> Result:
    name = explorer.frame.evaluate("GeoTensions.host.config.columns")
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{server.url}/data/{name}", headers={"Accept-Encoding": "gzip"}
    )
    with urllib.request.urlopen(request) as answer:  # noqa: S310
        sent = len(answer.read())
    return Result.of("bytes_per_incident", n, NAME, [sent / n], "B")


def _drag(explorer: Explorer, *, moves: int) -> Frames:
    body = explorer.frame.locator(".gt-time-body").bounding_box()
    if body is None:
        message = "the time bar has no window to drag"
        raise RuntimeError(message)
    middle = (body["x"] + body["width"] / 2, body["y"] + body["height"] / 2)
    # Once to warm the scripts up, as a hand does before it is watched.
    drag(explorer.page, middle, across=body["width"] * 0.5, moves=40)
    explorer.page.mouse.up()
    explorer.idle()
    start_clock(explorer.frame)
    drag(explorer.page, middle, across=body["width"] * 0.5, moves=moves)
    frames = stop_clock(explorer.frame)
    explorer.page.mouse.up()
    explorer.idle()
    return frames


def _release(explorer: Explorer, at: float) -> float:
    """Return how long a release takes until count, table and address show it, ms."""
    begun = time.perf_counter()
    day = explorer.window(at, "release")
    # The address is written last, when count, table and charts have been sent.
    explorer.page.wait_for_function(
        """([day, idle]) => location.search.includes(`from=${day}`)
          && document.querySelector(idle) !== null""",
        arg=[day, IDLE],
        polling="raf",
    )
    explorer.painted()
    return (time.perf_counter() - begun) * 1000


def _bytes(browser: Browser, server: Server, n: int, *, rounds: int) -> Iterator[Result]:
    """Measure what releases send, through a relay and so apart from what is timed."""
    sent, unpacked = [], []
    with relayed(server.url) as relay:
        traffic = Traffic(relay)
        with Explorer.opened(browser, relay.url, traffic=traffic) as explorer:
            _release(explorer, 0.02)
            for turn in range(1, rounds + 1):
                since = len(traffic.messages)
                _release(explorer, turn / (rounds + 1))
                wire, plain = traffic.other(since=since)
                sent.append(float(wire))
                unpacked.append(float(plain))
    yield Result.of("bytes_per_release", n, NAME, sent, "B")
    yield Result.of("bytes_per_release_unpacked", n, NAME, unpacked, "B")


def _filters(explorer: Explorer, rounds: int) -> list[float]:
    took = []
    box = explorer.page.get_by_role("textbox", name="Search")
    for turn in range(rounds):
        explorer.frame.evaluate("window.benchMask = GeoTensions.host.store.get().mask")
        box.fill(f"place {turn + 1}")
        begun = time.perf_counter()
        box.press("Enter")
        explorer.frame.wait_for_function(
            "GeoTensions.host.store.get().mask !== window.benchMask", polling="raf"
        )
        explorer.painted()
        took.append((time.perf_counter() - begun) * 1000)
        explorer.idle()
    return took


def _growth(explorer: Explorer, *, steps: int, changes: int) -> float:
    """Return how much the heap has grown after all the steps and changes, MB."""
    explorer.frame.evaluate(STEPS, 50)
    _filters(explorer, 5)
    before = heap_bytes(explorer.session)
    explorer.frame.evaluate(STEPS, steps)
    _filters(explorer, changes)
    return (heap_bytes(explorer.session) - before) / 2**20


def _resident_mb(server: Server) -> float:
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else float("nan")


def versions(browser: Browser) -> dict[str, Any]:
    """Return what ran."""
    return json.loads(json.dumps({"chromium": browser.version}))  # type: ignore[no-any-return]
