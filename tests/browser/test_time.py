"""The hand on the time control never reaches the server; letting go does, once."""

import random
from dataclasses import replace
from datetime import date

import pytest
from browser_page import Explorer
from playwright.sync_api import expect

from geo_tensions.analysis.counts import count
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import load_dataset
from geo_tensions.model import Flag
from geo_tensions.timespan import Window

DATASET = load_dataset()
DRAG_EVENTS = 80


def test_a_drag_gives_no_rerun_and_its_release_one(explorer: Explorer) -> None:
    box = explorer.map.locator(".gt-time-body").bounding_box()
    assert box is not None
    page = explorer.page
    before = explorer.state()["window"]
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    explorer.reruns = explorer.frame_loads = 0
    for step in range(1, DRAG_EVENTS + 1):
        page.mouse.move(x - step * 2, y)
    explorer.wait_state("state.window.from < argument", before["from"])
    assert (explorer.reruns, explorer.frame_loads) == (0, 0)

    page.mouse.up()
    iso = "GeoTensions.time.iso(GeoTensions.host.store.get().window.from)"
    first = explorer.frame.evaluate(iso)
    expect(page.get_by_text("Showing", exact=False).first).to_be_visible()
    page.wait_for_url(f"**from={first}**")
    explorer.wait_idle()
    assert (explorer.reruns, explorer.frame_loads) == (1, 0)


def test_map_page_and_python_agree_on_twenty_windows(explorer: Explorer) -> None:
    rng = random.Random(20250130)  # noqa: S311
    first, last = DATASET.extent.first.toordinal(), DATASET.extent.last.toordinal()
    default = FilterState.default(DATASET)
    drawn = DATASET.columns.has(Flag.DRAWN)
    for _ in range(20):
        low, high = sorted(rng.sample(range(first, last + 1), 2))
        window = Window(date.fromordinal(low), date.fromordinal(high))
        state = replace(default, window=window)
        explorer.release(window.start, window.end)
        explorer.expect_sentence(count(DATASET, state).sentence)
        assert explorer.visible_drawn() == int((shown(DATASET, state) & drawn).sum())


@pytest.mark.parametrize("pause_ms", [0, 15, 40, 70, 110])
def test_the_last_of_many_quick_releases_stays(explorer: Explorer, pause_ms: int) -> None:
    windows = [Window(date(1990, 1, day), date(2000, 1, day)) for day in range(1, 13)]
    explorer.frame.evaluate(
        """async ([windows, pause]) => {
          for (const [from, to] of windows) {
            GeoTensions.host.store.set({window: {from, to}}, "release");
            await new Promise((resolve) => setTimeout(resolve, pause));
          }
        }""",
        [[[window.start, window.end] for window in windows], pause_ms],
    )
    state = replace(FilterState.default(DATASET), window=windows[-1])
    explorer.page.wait_for_url("**from=1990-01-12&to=2000-01-12**")
    explorer.wait_idle()
    explorer.expect_sentence(count(DATASET, state).sentence)
    assert explorer.state()["window"] == {"from": windows[-1].start, "to": windows[-1].end}


def test_keys_move_the_window_and_play_it(explorer: Explorer) -> None:
    explorer.map.locator(".gt-map").click(position={"x": 700, "y": 60})
    explorer.page.keyboard.press("Home")
    explorer.wait_state("state.window.from === GeoTensions.host.data.extent[0]")
    explorer.page.keyboard.press("End")
    explorer.wait_state("state.window.to === GeoTensions.host.data.extent[1]")
    before = explorer.state()["window"]["to"]
    explorer.page.keyboard.press("ArrowLeft")
    explorer.wait_state("state.window.to < argument", before)
    explorer.page.keyboard.press("Home")
    explorer.page.keyboard.press("Space")
    explorer.wait_state("state.playing")
    explorer.wait_state("state.window.from > GeoTensions.host.data.extent[0]")
    explorer.page.keyboard.press("Space")
    explorer.wait_state("!state.playing")
