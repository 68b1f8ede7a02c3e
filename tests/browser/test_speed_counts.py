"""What a drag costs, in counts: no rerun, no iframe load, no copied array, no growing heap."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.measure import heap_bytes
from benchmarks.sample import write
from benchmarks.wire import Traffic, relayed
from browser_page import Explorer
from playwright.sync_api import Browser
from tools.running_app import Server, running

from geo_tensions.ingest import load_records
from geo_tensions.mapping.published import Published

RECORDS = 20_000
MOVES = 80
STEPS = 500
MOST_GROWTH_MB = 10
MOST_RELEASE_BYTES = 2_048
"""On the wire, beside the table: dates, count and address. More would mean that the map, its
records or filters that have nothing to do with the time travel with a release."""

MOST_TABLE_BYTES = 30_000

STEP_THROUGH = """(steps) => new Promise((done) => {
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

COUNT_ARRAYS = """() => {
  const kinds = [Int32Array, Uint32Array, Float32Array, Uint8Array, Uint16Array, Uint8ClampedArray];
  window.madeArrays = 0;
  for (const Kind of kinds) {
    window[Kind.name] = new Proxy(Kind, {
      construct(target, given, wanted) {
        const made = Reflect.construct(target, given, wanted);
        window.madeArrays += made.length > 4096 ? 1 : 0;
        return made;
      },
    });
    const {slice} = Kind.prototype;
    Kind.prototype.slice = function (...given) {
      window.madeArrays += 1;
      return slice.apply(this, given);
    };
  }
  const {createImageData} = CanvasRenderingContext2D.prototype;
  CanvasRenderingContext2D.prototype.createImageData = function (...given) {
    window.madeArrays += 1;
    return createImageData.apply(this, given);
  };
}"""


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a file of some thousand records."""
    folder = tmp_path_factory.mktemp("large")
    with running(folder, records=write(RECORDS, folder)["parquet"]) as server:
        yield server


@pytest.fixture
def explorer(browser: Browser, large: Server) -> Iterator[Explorer]:
    """Open the explorer on the large file."""
    with Explorer.opened(browser, large.url) as page:
        yield page


def test_a_drag_over_many_records_stays_in_the_browser(explorer: Explorer) -> None:
    assert explorer.frame.evaluate("GeoTensions.host.data.n") == RECORDS
    body = explorer.map.locator(".gt-time-body").bounding_box()
    assert body is not None
    x, y = body["x"] + body["width"] / 2, body["y"] + body["height"] / 2
    before = explorer.state()["window"]
    explorer.page.mouse.move(x, y)
    explorer.page.mouse.down()
    explorer.reruns = explorer.frame_loads = 0
    for step in range(1, MOVES + 1):
        explorer.page.mouse.move(x - step * 2, y)
    explorer.wait_state("state.window.from < argument", before["from"])
    assert (explorer.reruns, explorer.frame_loads) == (0, 0)
    explorer.page.mouse.up()


def test_steps_make_no_arrays_and_leave_nothing_behind(explorer: Explorer) -> None:
    session = explorer.page.context.new_cdp_session(explorer.page)
    # Once through, so that every picture that is kept has been made.
    explorer.frame.evaluate(STEP_THROUGH, 60)
    explorer.frame.evaluate(COUNT_ARRAYS)
    before = heap_bytes(session)
    explorer.frame.evaluate(STEP_THROUGH, STEPS)
    assert explorer.frame.evaluate("window.madeArrays") == 0
    assert (heap_bytes(session) - before) / 2**20 < MOST_GROWTH_MB


def test_filter_changes_leave_nothing_behind(explorer: Explorer) -> None:
    session = explorer.page.context.new_cdp_session(explorer.page)
    box = explorer.page.get_by_role("textbox", name="Search")

    def change(turns: int) -> None:
        for turn in range(turns):
            explorer.frame.evaluate("window.heldMask = GeoTensions.host.store.get().mask")
            box.fill(f"place {turn + 1}")
            box.press("Enter")
            explorer.frame.wait_for_function("GeoTensions.host.store.get().mask !== heldMask")
            explorer.wait_idle()

    # What the first changes make once and keep is no growth.
    change(20)
    before = heap_bytes(session)
    change(20)
    assert (heap_bytes(session) - before) / 2**20 < MOST_GROWTH_MB / 5


def test_a_release_brings_a_page_of_the_table_and_little_else(
    browser: Browser, large: Server
) -> None:
    with relayed(large.url) as relay, Explorer.opened(browser, relay.url) as explorer:
        traffic = Traffic(relay)
        traffic.listen(explorer.page)
        explorer.page.reload()
        explorer.wait_ready()
        first, last = explorer.frame.evaluate("GeoTensions.host.data.extent")
        day = 1440
        middle = first + (last - first) // 2 // day * day
        explorer.frame_loads = 0
        for turn in range(3):
            since = len(traffic.messages)
            begin = middle + turn * day
            explorer.release(begin, begin + 300 * day - 1)
            start = explorer.frame.evaluate("(minute) => GeoTensions.time.iso(minute)", begin)
            explorer.page.wait_for_url(f"**from={start}**")
            explorer.wait_idle()
        other, _ = traffic.other(since=since)
        assert 0 < traffic.all(since=since) - other < MOST_TABLE_BYTES
        assert other < MOST_RELEASE_BYTES
        assert explorer.frame_loads == 0


def test_the_columns_take_few_bytes_an_incident(tmp_path: Path) -> None:
    published = Published.of(load_records(write(RECORDS, tmp_path)["parquet"]))
    blob = published.store.get(published.columns)
    assert blob is not None
    assert len(blob.compressed) / RECORDS <= 16
