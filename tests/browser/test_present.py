"""A deck presented on the page and from a file on a disk, driven by the keys of a clicker."""

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from browser_page import TIMEOUT_MS, Explorer
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation
from tools.running_app import Server

from geo_tensions.briefing.library import open_deck
from geo_tensions.briefing.reading import read_deck
from geo_tensions.dataset import Dataset, load_dataset
from geo_tensions.exports.html import html_bytes
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.screens import screens
from geo_tensions.timespan import Window

DATASET = load_dataset()
DECK = "relations-at-a-low"
HOSTILE_TEXT = "</script><img src=x onerror=alert(1)> ${alert(1)} `x` {{ 7 * 7 }} <!-- 日本 Россия"
HOSTILE = f"""
title = '{HOSTILE_TEXT[:80]}'
[[step]]
heading = '{HOSTILE_TEXT[:80]}'
text = '{HOSTILE_TEXT}'
notes = '{HOSTILE_TEXT}'
windows = [["2024-09-22", "2024-09-23"]]
ids = ["AV-2024-09-23-1"]
[[step.callout]]
text = '{HOSTILE_TEXT[:50]}'
lon = 141.0
lat = 45.4
"""


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return DATASET


@pytest.fixture(scope="module")
def shown(dataset: Dataset) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = screens(open_deck(DECK, dataset=dataset), dataset)["screens"]
    return found


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Path:
    path = tmp_path_factory.mktemp("file") / "deck.html"
    path.write_bytes(html_bytes(open_deck(DECK, dataset=dataset), dataset))
    return path


@contextmanager
def from_disk(browser: Browser, path: Path, **more: Any) -> Iterator[tuple[Page, list[str]]]:
    """Open a file without any network; everything that goes wrong or out is kept."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 860}, offline=True, reduced_motion="reduce", **more
    )
    context.set_default_timeout(TIMEOUT_MS)
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: told.append(f"error: {error}"))
    page.on("dialog", lambda dialog: (told.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    page.on("request", lambda request: told.append(f"request: {request.url[:80]}"))
    page.goto(path.as_uri())
    assert told == [f"request: {path.as_uri()[:80]}"]
    told.clear()
    page.locator(".gt-root.gt-ready").wait_for()
    try:
        yield page, told
    finally:
        context.close()


def number(place: Any) -> Any:
    return place.locator(".gt-stage-number")


def state(page: Any) -> dict[str, Any]:
    script = """() => JSON.stringify(GeoTensions.host.store.get(),
        (key, value) => ArrayBuffer.isView(value) ? Array.from(value) : value)"""
    return dict(json.loads(page.evaluate(script)))


def test_the_file_presents_without_a_network(
    browser: Browser, file: Path, shown: list[dict[str, Any]], pictures: Path
) -> None:
    with from_disk(browser, file) as (page, told):
        before = state(page)
        page.get_by_role("button", name="Present").click()
        total = len(shown)
        for key, place in (
            ("PageDown", 2),
            ("ArrowRight", 3),
            (" ", 4),
            ("PageUp", 3),
            ("ArrowLeft", 2),
            ("End", total),
            ("ArrowRight", total),
            ("Home", 1),
            ("ArrowLeft", 1),
            ("ArrowDown", 2),
        ):
            page.keyboard.press(key)
            expect(number(page)).to_have_text(f"{place} / {total}")
            expect(page.locator(".gt-stage-heading")).to_have_text(shown[place - 1]["heading"])
        page.screenshot(path=pictures / "presenter-file.png")
        page.keyboard.press("b")
        expect(page.locator(".gt-stage-black")).to_be_visible()
        page.keyboard.press("b")
        expect(page.locator(".gt-stage-black")).to_be_hidden()
        page.keyboard.press("n")
        expect(page.locator(".gt-stage-notes")).to_contain_text("Bottom line first")
        page.keyboard.press("?")
        expect(page.locator(".gt-stage-help")).to_contain_text("Full screen")
        page.keyboard.press("Escape")
        expect(page.locator(".gt-stage")).to_have_count(0)
        page.wait_for_function("!GeoTensions.host.store.get().presenting")
        assert state(page) == before
        assert told == []


def test_every_slide_of_the_file_shows_the_numbers_of_the_explorer(
    browser: Browser, file: Path, shown: list[dict[str, Any]], dataset: Dataset
) -> None:
    deck = open_deck(DECK, dataset=dataset)
    places = {step.id: place for place, step in enumerate(deck.steps, start=1)}
    with from_disk(browser, file) as (page, told):
        page.get_by_role("button", name="Present").click()
        for at, screen in enumerate(shown):
            expect(number(page)).to_have_text(f"{at + 1} / {len(shown)}")
            if screen.get("show") and not screen["show"]["play"]:
                counts = page.evaluate(
                    """() => {
                      const shown = GeoTensions.tally.current(GeoTensions.host);
                      return [shown.events, shown.launchDates, shown.missiles, shown.records];
                    }"""
                )
                tally = Scene.of_step(dataset, deck, places[screen["step"]]).counts.shown
                told_by_python = [tally.events, tally.launch_dates, tally.missiles, tally.records]
                assert counts == told_by_python, screen["heading"]
            page.keyboard.press("PageDown")
        assert told == []


def test_the_living_map_of_the_file_opens_cards(browser: Browser, file: Path) -> None:
    with from_disk(browser, file) as (page, told):
        row = DATASET.row_of["AV-2024-09-23-1"]
        page.evaluate(
            """(row) => GeoTensions.host.store.set(
                {selected: {row, id: "AV-2024-09-23-1"}}, "select")""",
            row,
        )
        expect(page.locator(".gt-side .gt-card-body")).to_contain_text(
            DATASET.records[row]["title"]
        )
        page.keyboard.press("w")
        page.wait_for_function(
            "GeoTensions.host.store.get().window.from <= GeoTensions.host.data.extent[0]"
        )
        assert told == []


def test_what_asks_is_held_back_by_the_policy(browser: Browser, file: Path) -> None:
    with from_disk(browser, file) as (page, _told):
        refused = page.evaluate("fetch('https://example.org/').then(() => false, () => true)")
        assert refused


def test_hostile_words_are_shown_as_they_are(
    browser: Browser, tmp_path: Path, dataset: Dataset
) -> None:
    deck = read_deck(HOSTILE, name="hostile", where="hostile.toml", dataset=dataset)
    path = tmp_path / "hostile.html"
    path.write_bytes(html_bytes(deck, dataset))
    with from_disk(browser, path) as (page, told):
        page.get_by_role("button", name="Present").click()
        page.keyboard.press("PageDown")
        expect(page.locator(".gt-stage-text")).to_have_text(HOSTILE_TEXT)
        expect(page.locator(".gt-callout-words")).to_have_text(HOSTILE_TEXT[:50])
        page.keyboard.press("n")
        expect(page.locator(".gt-stage-notes")).to_contain_text(HOSTILE_TEXT)
        assert page.locator(".gt-stage img").count() == 0
        assert page.title() == HOSTILE_TEXT[:80]
        assert told == []


def test_a_finger_turns_the_slides(browser: Browser, file: Path) -> None:
    with from_disk(browser, file, has_touch=True) as (page, told):
        page.get_by_role("button", name="Present").tap()
        touch = page.context.new_cdp_session(page)

        def finger(what: str, *points: tuple[int, int]) -> None:
            places = [{"x": x, "y": y} for x, y in points]
            touch.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": places})

        for start, end, place in ((400, 200, "2 /"), (400, 250, "3 /"), (200, 420, "2 /")):
            finger("touchStart", (start, 300))
            finger("touchMove", (end, 305))
            finger("touchEnd")
            expect(number(page)).to_contain_text(place)
        assert told == []


def to_present(explorer: Explorer) -> None:
    explorer.page.get_by_role("link", name="Present", exact=True).click()
    expect(explorer.page.get_by_role("button", name="Decks")).to_be_visible()
    explorer.wait_ready()


def test_the_page_presents_and_comes_back_to_the_same_state(
    explorer: Explorer, shown: list[dict[str, Any]], pictures: Path
) -> None:
    explorer.go("/?from=2024-01-01&to=2024-12-31&lat=44.2000&lon=146.6000&zoom=7&perspective=japan")
    to_present(explorer)
    before = explorer.state()
    reruns = explorer.reruns
    frame = explorer.map
    frame.get_by_role("button", name="Present").click()
    expect(number(frame)).to_have_text(f"1 / {len(shown)}")
    page = explorer.page
    page.keyboard.press("PageDown")
    expect(frame.locator(".gt-stage-heading")).to_have_text(shown[1]["heading"])
    assert explorer.state()["window"] == shown[1]["show"]["window"]
    box = page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1400, "height": 900}
    with page.expect_popup() as opening:
        page.keyboard.press("w")
    popup = opening.value
    expect(popup.get_by_text("Bottom line first", exact=False)).to_be_visible()
    expect(popup.get_by_text(shown[2]["heading"])).to_be_visible()
    popup.keyboard.press("PageDown")
    expect(number(frame)).to_have_text(f"3 / {len(shown)}")
    expect(popup.locator("h1")).to_have_text(shown[2]["heading"])
    page.screenshot(path=pictures / "presenter-page.png")
    page.bring_to_front()
    page.keyboard.press("Escape")
    explorer.wait_state("!state.presenting")
    assert explorer.state() == before
    # Nothing of a presentation is told to the server.
    assert explorer.reruns == reruns
    assert popup.is_closed()
    assert explorer.console == []
    assert explorer.outside == []


def test_a_button_of_the_page_presents_the_chosen_slide(explorer: Explorer) -> None:
    to_present(explorer)
    explorer.page.get_by_role("button", name="Present", exact=True).first.click()
    expect(number(explorer.map)).to_contain_text("1 /")
    explorer.page.keyboard.press("Escape")
    explorer.wait_state("!state.presenting")
    # Going to another page and back presents nothing by itself.
    explorer.page.get_by_role("link", name="Explore").click()
    expect(explorer.page.get_by_role("button", name="Add to deck")).to_be_visible()
    explorer.wait_ready()
    to_present(explorer)
    expect(explorer.map.locator(".gt-stage")).to_have_count(0)


def add_view(explorer: Explorer, heading: str) -> None:
    page = explorer.page
    page.get_by_role("button", name="Add to deck").click()
    page.get_by_role("textbox", name="Heading of the slide").fill(heading)
    page.get_by_role("textbox", name="Heading of the slide").press("Tab")
    explorer.wait_idle()
    page.get_by_role("button", name="Add this view").click()
    explorer.wait_idle()
    explorer.frame.wait_for_function(
        "(text) => (localStorage.getItem('geo-tensions-decks') || '').includes(text)", arg=heading
    )
    page.keyboard.press("Escape")


def test_own_decks_outlive_leaving_the_page(explorer: Explorer) -> None:
    explorer.go("/?from=2024-09-01&to=2024-11-30&q=Il-38")
    add_view(explorer, "Autumn <b>2024</b>")
    page = explorer.page
    page.goto("about:blank")
    explorer.go("/")
    to_present(explorer)
    page.get_by_role("combobox", name="Deck", exact=True).click()
    page.get_by_role("option", name="My deck (yours)").click()
    explorer.wait_idle()
    expect(page.get_by_role("heading", name="1. Autumn <b>2024</b>")).to_be_visible()
    page.get_by_role("button", name="Show on the map").click()
    autumn = Window(date(2024, 9, 1), date(2024, 11, 30))
    explorer.wait_state("state.window.from === argument", autumn.start)
    explorer.wait_idle()
    page.get_by_role("textbox", name="Text on the slide").fill("Words of my own")
    page.get_by_role("button", name="Keep").click()
    explorer.frame.wait_for_function(
        "() => (localStorage.getItem('geo-tensions-decks') || '').includes('Words of my own')"
    )
    page.get_by_role("button", name="Undo editing slide 1").click()
    explorer.frame.wait_for_function(
        "() => !(localStorage.getItem('geo-tensions-decks') || '').includes('Words of my own')"
    )
    assert explorer.console == []


def test_a_deck_leaves_the_page_as_slides(explorer: Explorer) -> None:
    explorer.go("/?from=2024-09-01&to=2024-11-30")
    page = explorer.page
    page.get_by_role("button", name="Export").click()
    page.get_by_role("button", name="Make the file").click()
    with page.expect_download() as saving:
        page.get_by_role("button", name="Save geo-tensions-2024-09-01-2024-11-30.pptx").click()
    slides = Presentation(io.BytesIO(Path(saving.value.path()).read_bytes())).slides
    assert len(slides) > 3
    counted = page.locator("strong", has_text="Showing").first.inner_text().rstrip(".")
    assert counted in slides[1].notes_slide.notes_text_frame.text


def test_a_view_id_opens_what_it_was_printed_with(explorer: Explorer, server: Server) -> None:
    step = Scene.of_step(DATASET, open_deck(DECK, dataset=DATASET), 10)
    explorer.page.goto(f"{server.url}/?view={step.view_id.replace('+', '%2B')}")
    explorer.wait_ready()
    explorer.expect_sentence(step.counts.sentence)
    old = step.view_id.replace(DATASET.catalog.data_version, "0.9.0")
    explorer.page.goto(f"{server.url}/?view={old}")
    explorer.wait_ready()
    expect(explorer.page.get_by_text("the data were version 0.9.0", exact=False)).to_be_visible()
