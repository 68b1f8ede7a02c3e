"""Our own map in a real browser: every figure of it that the bench reports."""

import json
import re
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Frame, Page, WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from tools.running_app import Server, running

from benchmarks.measure import CLOCK, Frames, Result, drag, heap_bytes, start_clock, stop_clock

NAME = "geo-tensions"
FRAME = "iframe[title='streamlit_folium.st_folium']"
VIEWPORT = {"width": 1736, "height": 856}
"""The map is 1,400 x 800 of it; the rest is the column of filters and the head."""

IDLE = "[data-testid='stApp'][data-test-script-state='notRunning']"
SHARE = 0.3
"""Part of the time axis that the window covers."""

MIDDLE = 100_000
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
class Traffic:
    """Bytes that the server sent to the page: of tables and charts, and of everything else."""

    shown: int = 0
    other: int = 0

    def listen(self, page: Page) -> None:
        """Count from now on."""
        page.on("websocket", self._socket)

    def _socket(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._take)

    def _take(self, payload: str | bytes) -> None:
        if isinstance(payload, str):
            self.other += len(payload)
            return
        message = ForwardMsg.FromString(payload)
        kind = message.delta.new_element.WhichOneof("type") or ""
        if "dataframe" in kind or "chart" in kind:
            self.shown += len(payload)
        else:
            self.other += len(payload)


@dataclass
class Explorer:
    """One visitor's page with ``n`` records."""

    page: Page
    frame: Frame
    session: CDPSession
    traffic: Traffic
    ready_s: float

    @classmethod
    @contextmanager
    def opened(cls, browser: Browser, url: str) -> Iterator["Explorer"]:
        """Open the page in a browser of its own and wait until the map stands."""
        context = browser.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
        context.set_default_timeout(LONG_MS)
        context.add_init_script(CLOCK)
        page = context.new_page()
        traffic = Traffic()
        traffic.listen(page)
        begun = time.perf_counter()
        page.goto(url)
        page.frame_locator(FRAME).locator(".gt-root.gt-ready").wait_for()
        ready_s = time.perf_counter() - begun
        page.locator(IDLE).wait_for()
        frame = next(one for one in page.frames if "streamlit_folium" in one.url)
        frame.wait_for_function("GeoTensions.host.store.get().mask !== null")
        try:
            yield cls(page, frame, context.new_cdp_session(page), traffic, ready_s)
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
        released, sent = _releases(explorer, 5 if quick else 15)
        yield Result.of("release_to_views", n, NAME, released, "ms")
        yield Result.of("bytes_per_release", n, NAME, sent, "B")
        yield Result.of("filter_to_map", n, NAME, _filters(explorer, 5 if quick else 15), "ms")
        # Two hundred searches once are enough; their cost hardly depends on n.
        steps, changes = (100, 10) if quick else (500, 200 if n == MIDDLE else 40)
        growth = _growth(explorer, steps=steps, changes=changes)
        yield Result.of("heap_growth", n, NAME, [growth], "MB")


def measure_start(browser: Browser, rounds: int) -> Iterator[Result]:
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
                before = _resident_mb(server)
                with (
                    Explorer.opened(browser, server.url),
                    Explorer.opened(browser, server.url),
                    Explorer.opened(browser, server.url),
                    Explorer.opened(browser, server.url),
                ):
                    memory.append((_resident_mb(server) - before) / 4)
    yield Result.of("start_to_map", n, NAME, first, "s")
    yield Result.of("second_visitor", n, NAME, second, "s")
    yield Result.of("session_memory", n, NAME, memory, "MB")


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


def _releases(explorer: Explorer, rounds: int) -> tuple[list[float], list[float]]:
    took, sent = [], []
    for turn in range(rounds):
        other = explorer.traffic.other
        begun = time.perf_counter()
        day = explorer.window((turn + 1) / (rounds + 1), "release")
        # The address is written last, when count, table and charts have been sent.
        explorer.page.wait_for_function(
            """([day, idle]) => location.search.includes(`from=${day}`)
              && document.querySelector(idle) !== null""",
            arg=[day, IDLE],
            polling="raf",
        )
        explorer.painted()
        took.append((time.perf_counter() - begun) * 1000)
        sent.append(float(explorer.traffic.other - other))
    return took, sent


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
