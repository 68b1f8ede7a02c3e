"""Charts, words, comparison and search in a real browser: one state, whichever hand moves it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from urllib.parse import parse_qsl, urlsplit

import pytest
from browser_page import Explorer
from playwright.sync_api import Browser, Locator, expect
from tools.running_app import Server

from geo_tensions.analysis.address import from_params
from geo_tensions.analysis.compare import compare
from geo_tensions.analysis.counts import count
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import load_dataset
from geo_tensions.model import Flag
from geo_tensions.timespan import Window

DATASET = load_dataset()
DRAG_EVENTS = 60
LAUNCHES_2022 = "/?from=2022-01-01&to=2022-12-31&kinds=missile-launch"
CHARTS = ("time", "days", "actors", "launches", "distances", "scrambles")
NAMES = ("Over time", "Days", "Actors and kinds", "Launches", "Distances", "Scrambles")


@pytest.fixture
def charts(browser: Browser, server: Server) -> Iterator[Explorer]:
    """Open the charts of the launches of 2022."""
    with Explorer.opened(browser, server.url, f"{LAUNCHES_2022}&tab=charts") as page:
        yield page


def state_of(page: Explorer) -> FilterState:
    """Return the state that the address holds, as Python reads it."""
    params = dict(parse_qsl(urlsplit(page.page.url).query))
    state, problems = from_params(params, dataset=DATASET)
    assert problems == []
    return state


def expect_all_agree(page: Explorer, state: FilterState) -> None:
    """Expect map, line of counts and time control to show a state."""
    page.expect_sentence(count(DATASET, state).sentence)
    page.wait_state(
        "state.window.from === argument[0] && state.window.to === argument[1]",
        [state.window.start, state.window.end],
    )
    drawn = int((shown(DATASET, state) & DATASET.columns.has(Flag.DRAWN)).sum())
    page.frame.wait_for_function(
        """(drawn) => {
          const {rows, length} = GeoTensions.visible(GeoTensions.host);
          const {flags} = GeoTensions.host.data;
          let found = 0;
          for (let i = 0; i < length; i++) {
            found += flags[rows[i]] & GeoTensions.flag.DRAWN ? 1 : 0;
          }
          return found === drawn;
        }""",
        arg=drawn,
    )


def plot(page: Explorer, name: str) -> Locator:
    """Return the drawing of a chart, in view."""
    found: Locator = page.page.locator(
        f".st-key-chart-box-{name} .vega-embed canvas, .st-key-chart-box-{name} .vega-embed svg"
    ).first
    found.wait_for()
    found.scroll_into_view_if_needed()
    return found


def brush(page: Explorer, name: str, start: float, end: float) -> None:
    """Drag over a chart, from one part of its width to another."""
    box = plot(page, name).bounding_box()
    assert box is not None
    y = box["y"] + 60
    page.page.mouse.move(box["x"] + box["width"] * start, y)
    page.page.mouse.down()
    page.page.mouse.move(box["x"] + box["width"] * (start + end) / 2, y, steps=4)
    page.page.mouse.move(box["x"] + box["width"] * end, y, steps=4)
    page.page.mouse.up()


def test_a_brush_moves_map_table_and_address_and_back(charts: Explorer) -> None:
    before = state_of(charts)
    brush(charts, "time", 0.45, 0.7)
    charts.page.wait_for_url(lambda url: "from=2022-01-01" not in url)
    charts.wait_idle()
    state = state_of(charts)
    assert state.window.first.day == 1
    assert before.window.first < state.window.first < state.window.last < before.window.last
    expect_all_agree(charts, state)
    expect(charts.page.get_by_text("Selected:")).to_be_visible()
    # The chart that was brushed still shows the whole year.
    expect(charts.page.get_by_text("1 January to 31 December 2022:").first).to_be_visible()

    charts.page.keyboard.press("Escape")
    charts.page.wait_for_url("**from=2022-01-01**")
    charts.wait_idle()
    expect_all_agree(charts, before)
    expect(charts.page.get_by_text("Selected:")).to_have_count(0)
    assert charts.console == []


def test_undo_takes_a_whole_brush_back(charts: Explorer) -> None:
    before = state_of(charts)
    brush(charts, "time", 0.45, 0.7)
    charts.page.wait_for_url(lambda url: "from=2022-01-01" not in url)
    charts.wait_idle()
    charts.page.get_by_role("button", name="Undo").click()
    charts.page.wait_for_url("**from=2022-01-01**")
    expect_all_agree(charts, before)
    expect(charts.page.get_by_text("Selected:")).to_have_count(0)


def test_the_time_control_takes_a_brush_over(charts: Explorer) -> None:
    brush(charts, "time", 0.45, 0.7)
    expect(charts.page.get_by_text("Selected:")).to_be_visible()
    charts.wait_idle()
    window = Window(date(2022, 3, 1), date(2022, 6, 30))
    charts.release(window.start, window.end)
    charts.page.wait_for_url("**from=2022-03-01&to=2022-06-30**")
    expect(charts.page.get_by_text("Selected:")).to_have_count(0)
    expect_all_agree(charts, replace(state_of(charts), window=window))


def test_no_rerun_while_the_time_control_is_dragged_with_charts_open(
    browser: Browser, server: Server
) -> None:
    with Explorer.opened(browser, server.url, "/?tab=charts") as page:
        plot(page, "time")
        page.page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 0)")
        box = page.map.locator(".gt-time-body").bounding_box()
        assert box is not None
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        before = page.state()["window"]
        page.page.mouse.move(x, y)
        page.page.mouse.down()
        page.reruns = page.frame_loads = 0
        for step in range(1, DRAG_EVENTS + 1):
            page.page.mouse.move(x - step * 2, y)
        page.wait_state("state.window.from < argument", before["from"])
        assert (page.reruns, page.frame_loads) == (0, 0)

        page.page.mouse.up()
        dates = page.map.locator(".gt-dates").inner_text()
        page.page.wait_for_url(f"**from={dates[:10]}**")
        page.wait_idle()
        assert (page.reruns, page.frame_loads) == (1, 0)
        expect_all_agree(page, state_of(page))


def test_each_chart_has_its_text(charts: Explorer) -> None:
    for name in NAMES[1:2] + NAMES[3:]:
        charts.page.get_by_role("button", name=name, exact=True).click()
        charts.wait_idle()
    for name in CHARTS:
        box = charts.page.locator(f".st-key-chart-box-{name}")
        box.scroll_into_view_if_needed()
        sentence = box.locator("[role=graphics-document]").get_attribute("aria-label")
        assert sentence
        assert len(sentence) > 40
        expect(box.get_by_text(sentence[:40]).first).to_be_visible()
        box.get_by_text("Figures of this chart").click()
        charts.wait_idle()
        expect(box.locator("table, canvas[data-testid=data-grid-canvas]").first).to_be_visible()
    assert charts.console == []


def test_numbers_in_words_lead_to_their_records(browser: Browser, server: Server) -> None:
    with Explorer.opened(browser, server.url, f"{LAUNCHES_2022}&tab=words") as page:
        button = page.page.get_by_role("button", name="1 passed over Japan")
        button.click()
        page.page.wait_for_url("**ids=**")
        state = state_of(page)
        assert {DATASET.records[DATASET.row_of[i]]["passed_over_japan"] for i in state.ids} == {
            True
        }
        expect_all_agree(page, state)
        # The sentences stay under the hand; Esc brings everything back.
        expect(button).to_be_visible()
        page.page.keyboard.press("Escape")
        page.page.wait_for_url(lambda url: "ids=" not in url)
        expect_all_agree(page, state_of(page))
        assert page.console == []


def test_autumn_2024_against_the_year_before(browser: Browser, server: Server) -> None:
    path = "/?from=2024-09-01&to=2025-01-31&tab=compare&against=year-before"
    with Explorer.opened(browser, server.url, path) as page:
        state = state_of(page)
        earlier = replace(state, window=Window(date(2023, 9, 1), date(2024, 1, 31)))
        found = compare(DATASET, earlier, state)
        table = page.page.locator("[data-testid=stTable]").first
        for line in found.lines:
            if not any(line.counts):
                continue
            row = table.get_by_role("row").filter(has_text=line.label)
            expect(row).to_contain_text(f"{line.counts[0]}")
            cells = row.locator("td").all_inner_texts()
            assert cells[:2] == [str(number) for number in line.counts]
            assert (cells[2] == "not compared") == bool(line.refused)
        expect(page.page.get_by_text("1 September 2023 to 31 January 2024").first).to_be_visible()


@pytest.mark.parametrize(
    ("words", "lon", "lat"),
    [("Iturup", 147.84, 44.99), ("択捉島", 147.84, 44.99), ("Итуруп", 147.84, 44.99)],
)
def test_a_place_is_found_in_three_scripts(
    explorer: Explorer, words: str, lon: float, lat: float
) -> None:
    find(explorer, words)
    explorer.wait_state(
        "Math.hypot(state.view.lon - argument[0], state.view.lat - argument[1]) < 0.2", [lon, lat]
    )


def test_a_date_is_found_and_undone(explorer: Explorer) -> None:
    before = explorer.state()["window"]
    find(explorer, "sept 2024")
    window = Window(date(2024, 9, 1), date(2024, 9, 30))
    explorer.page.wait_for_url("**from=2024-09-01&to=2024-09-30**")
    explorer.wait_state("state.window.from === argument", window.start)
    explorer.page.get_by_role("button", name="Undo").click()
    explorer.wait_state("state.window.from === argument", before["from"])


def test_a_record_is_suggested_and_opened(explorer: Explorer) -> None:
    find(explorer, "Il-38 sept 2024")
    suggestion = explorer.page.locator(".st-key-suggestions button").first
    expect(suggestion).to_contain_text("Il-38")
    suggestion.click()
    expect(explorer.card()).to_contain_text("Il-38")
    assert explorer.console == []


def find(explorer: Explorer, words: str) -> None:
    """Type words into the search box and press Enter."""
    box = explorer.page.get_by_role("combobox", name="Find")
    box.click()
    box.fill(words)
    box.press("Enter")
    explorer.wait_idle()


def test_two_periods_stand_on_one_map_parted_by_a_line(explorer: Explorer) -> None:
    explorer.go("/?from=2024-09-01&to=2025-01-31&tab=compare&zoom=4")
    page = explorer.page
    page.get_by_text("Both on the map", exact=False).click()
    page.wait_for_url("**swipe=1**")
    explorer.wait_state("state.compare !== null")
    iso = "(minute) => GeoTensions.time.iso(minute)"
    compared = explorer.state()["compare"]
    assert explorer.frame.evaluate(iso, compared["from"]) == "2023-09-01"
    assert explorer.frame.evaluate(iso, compared["to"]) == "2024-01-31"
    sides = """() => {
      const {host, scene} = GeoTensions;
      const {data, store, map} = host;
      const {window: now, compare, swipe} = store.get();
      const {shown, length} = scene(host);
      const line = swipe * map.getSize().x;
      const touches = (row, span) => data.start[row] <= span.to && data.end[row] >= span.from;
      const found = {left: 0, right: 0, wrong: 0};
      for (let place = 0; place < length; place++) {
        const row = shown[place];
        const {x} = map.latLngToContainerPoint([data.lat[row], data.lon[row]]);
        found[x < line ? "left" : "right"] += 1;
        found.wrong += touches(row, x < line ? compare : now) ? 0 : 1;
      }
      return found;
    }"""
    explorer.frame.wait_for_function(
        f"() => {{ const f = ({sides})(); return f.left && !f.wrong; }}"
    )
    grip = explorer.map.get_by_role("slider", name="Line between the two periods")
    expect(explorer.map.get_by_text("A  2023-09-01", exact=False)).to_be_visible()
    page.get_by_test_id("stMain").evaluate("element => element.scrollTo(0, 0)")
    explorer.reruns = 0
    box = grip.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 22, box["y"] + 22)
    page.mouse.down()
    page.mouse.move(box["x"] + 260, box["y"] + 22, steps=12)
    page.mouse.up()
    explorer.wait_state("state.swipe > 0.6")
    explorer.frame.wait_for_function(
        f"() => {{ const f = ({sides})(); return f.left && !f.wrong; }}"
    )
    assert explorer.reruns == 0
    grip.press("ArrowLeft")
    before = explorer.state()["window"]["from"]
    explorer.release(before + 1440 * 30, explorer.state()["window"]["to"])
    explorer.wait_state("state.compare.from > argument", compared["from"])
    page.get_by_text("Both on the map", exact=False).click()
    explorer.wait_state("state.compare === null")
