"""Own data in a real browser: from a foreign file to the map, by hand, alone and in a team."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.sample import write
from browser_page import Explorer
from own_steps import (
    fill,
    german,
    press,
    put,
    row_of,
    to_own_data,
    to_page,
    upload,
    view,
)
from playwright.sync_api import Browser, expect
from tools.running_app import Server, running

DRONE = "Drohne über Rebun;03.11.2026;45,38;141,05;12,5;Drohnensichtung;Küstenwache;Ein Fischer"
TWIN = "Il-38;23.09.2024;45,6;141,1;15;airspace-violation;Presse;Nördlich von Rebun"
NO_DATE = "Ballon;31.02.2026;45,0;141,0;10;Ballon;Presse;Unmögliches Datum"
NO_RADIUS = "Ballon;12.10.2026;44,9;141,3;;Ballon;Presse;Ohne Umkreis"


def test_a_foreign_list_reaches_a_step_of_a_briefing(explorer: Explorer, tmp_path: Path) -> None:
    page = to_own_data(explorer)
    upload(explorer, german(tmp_path, DRONE, NO_DATE, NO_RADIUS))
    for words in ("parted by semicolons", "There is no such date: 1 left out"):
        expect(page.get_by_text(words)).to_be_visible()
    put(explorer)
    # Without a twin the map follows at once, on the place and the days of the list.
    explorer.wait_ready()
    state = explorer.state()
    assert state["view"]["lat"] == pytest.approx(45.38, abs=0.1)
    row = row_of(explorer, ":row-2")
    assert row >= 0
    assert row_of(explorer, ":row-4") >= 0, "without a radius it stands in the list"
    card = """async (row) => (await GeoTensions.host.records.get([row]))[0].id"""
    explorer.select(explorer.frame.evaluate(card, row), row)
    card = explorer.card()
    for words in ("Drohne über Rebun", "Drohnensichtung", "Küstenwache", "Vorfälle"):
        expect(card.get_by_text(words).first).to_be_visible()
    page.locator(".st-key-add-box button").click()
    fill(explorer, "Heading of the slide", "Drones")
    press(explorer, "Add this view")
    page.keyboard.press("Escape")
    explorer.wait_idle()
    to_page(explorer, "Present")
    explorer.wait_ready()
    page.get_by_role("combobox", name="Deck", exact=True).click()
    page.get_by_role("option", name="My deck (yours)").click()
    expect(page.get_by_role("heading", name="1. Drones")).to_be_visible()
    assert explorer.outside == []


def test_a_list_that_may_be_shipped_is_shown_side_by_side(
    explorer: Explorer, tmp_path: Path
) -> None:
    page = to_own_data(explorer)
    upload(explorer, german(tmp_path, TWIN, DRONE, TWIN.replace("Il-38", "IL38"), TWIN))
    put(explorer)
    expect(page.get_by_text("3 of your records may be shipped already.")).to_be_visible()
    chooser = page.locator("[class*='st-key-own-twins-']")
    expect(chooser.get_by_text("Il-38 north of Rebun Island")).to_be_visible()
    press(explorer, "Skip mine")
    expect(page.get_by_text("3 records, 2024-09-23 to 2026-11-03")).to_be_visible()
    expect(page.get_by_text("2 of your records may be shipped already.")).to_be_visible()
    press(explorer, "Merge")
    expect(page.get_by_text("One of your records may be shipped already.")).to_be_visible()
    press(explorer, "Keep both")
    expect(chooser).to_have_count(0)
    expect(page.get_by_text("2 records, 2024-09-23 to 2026-11-03")).to_be_visible()
    view(explorer, "Records")
    expect(page.get_by_role("button", name="Undo merging")).to_be_visible()
    to_page(explorer, "Explore")
    explorer.wait_ready()
    rows = [row_of(explorer, f":row-{number}") >= 0 for number in (2, 3, 4, 5)]
    assert sorted(rows) == [False, False, True, True]


def test_a_record_is_corrected_and_undone(browser: Browser, server: Server) -> None:
    address = "/?from=2024-09-01&to=2024-09-30&selected=AV-2024-09-23-1"
    with Explorer.opened(browser, server.url, address) as explorer:
        page = explorer.page
        version = explorer.frame.evaluate("GeoTensions.host.config.data_version")
        press(explorer, "Edit this record")
        fill(explorer, "Date, or first day", "2024-13-40")
        press(explorer, "Keep the change")
        for fault in ("nothing says who made the change", "nothing says why it was made"):
            expect(page.get_by_text(fault)).to_be_visible()
        fill(explorer, "Your name", "Ann")
        fill(explorer, "Why (needed)", "Press conference")
        press(explorer, "Keep the change")
        expect(page.get_by_text("is no date of the calendar")).to_be_visible()
        fill(explorer, "Date, or first day", "2024-09-23")
        fill(explorer, "Title", "Another account")
        press(explorer, "Keep the change")
        expect(page.get_by_text("What was changed")).to_be_visible()
        press(explorer, "Show it on the map")
        explorer.wait_ready()
        card = explorer.card()
        expect(card.get_by_role("heading", name="Another account")).to_be_visible()
        expect(card.get_by_text("Changed by hand")).to_be_visible()
        expect(card.get_by_text("Il-38 north of Rebun Island (entry 1 of 3)")).to_be_visible()
        press(explorer, "Edit this record")
        press(explorer, "Undo correcting AV-2024-09-23-1")
        to_page(explorer, "Explore")
        explorer.wait_ready()
        told = explorer.frame.evaluate("GeoTensions.host.config.data_version")
        assert told.startswith(f"{version}.own-") or told == version
        expect(explorer.card().get_by_role("heading", name="Il-38 north")).to_be_visible()


def test_a_record_is_added_and_withdrawn(explorer: Explorer) -> None:
    page = to_own_data(explorer)
    view(explorer, "Records")
    press(explorer, "Add a record")
    fill(explorer, "Id", "AV-2026-11-24-1")
    fill(explorer, "Title", "Entry near Cape Nosappu")
    page.get_by_role("combobox", name="Kind").first.click()
    page.get_by_role("option", name="Airspace violation announced by Japan").click()
    for label, text in {
        "Date, or first day": "2026-11-24",
        "Latitude": "43,4",
        "Longitude": "145.8",
        "Radius, km": "15",
        "Sources, one a line": "Ministry | Press release | 2026-11-24 | https://example.org/1",
        "Your name": "Ann",
        "Why (needed)": "Press release of today",
    }.items():
        fill(explorer, label, text)
    press(explorer, "Add it")
    press(explorer, "Show it on the map")
    explorer.wait_ready()
    card = explorer.card()
    expect(card.get_by_role("heading", name="Entry near Cape Nosappu")).to_be_visible()
    expect(card.get_by_text("Press release", exact=False).first).to_be_visible()
    assert row_of(explorer, "AV-2026-11-24-1") >= 0
    press(explorer, "Edit this record")
    fill(explorer, "Why (needed)", "Taken back by the ministry")
    press(explorer, "Withdraw this record")
    expect(page.get_by_role("button", name="Undo withdrawing AV-2026-11-24-1")).to_be_visible()


@pytest.fixture
def team(postgis: str, tmp_path: Path) -> Iterator[Server]:
    """Serve the shipped data with a workspace in PostGIS."""
    with running(tmp_path, store=postgis) as server:
        yield server


def test_two_people_edit_the_same_record_in_one_database(
    browser: Browser, team: Server, tmp_path: Path
) -> None:
    address = "/?from=2024-09-01&to=2024-09-30&selected=AV-2024-09-23-1"
    with (
        Explorer.opened(browser, team.url, address) as ann,
        Explorer.opened(browser, team.url, address) as bob,
    ):
        for person in (ann, bob):
            press(person, "Edit this record")
        for person, name in ((ann, "Ann"), (bob, "Bob")):
            fill(person, "Title", f"As {name} has it")
            fill(person, "Your name", name)
            fill(person, "Why (needed)", f"{name} read it")
        press(ann, "Keep the change")
        expect(ann.page.get_by_text("What was changed")).to_be_visible()
        press(bob, "Keep the change")
        clash = bob.page.locator(".st-key-own-conflict")
        for words in ("Ann changed AV-2024-09-23-1 meanwhile", "As Ann has it", "As Bob has it"):
            expect(clash.get_by_text(words)).to_be_visible()
        press(bob, "Put mine on top")
        expect(clash).to_have_count(0)
        view(ann, "Workspace")
        expect(ann.page.get_by_text("Others have made 1 change.")).to_be_visible()
        press(ann, "Take them in")
        view(ann, "Records")
        expect(ann.page.get_by_label("Title", exact=True)).to_have_value("As Bob has it")
        # A list that one saves is opened by the other.
        view(ann, "Files")
        upload(ann, german(tmp_path, DRONE))
        put(ann)
        ann.wait_ready()
        to_own_data(ann)
        view(ann, "Workspace")
        press(ann, "Save to workspace")
        expect(ann.page.get_by_role("button", name="On the map")).to_be_disabled()
        view(bob, "Workspace")
        bob.page.locator("[class*='st-key-own-open-'] button").click()
        expect(bob.page.get_by_role("button", name="On the map")).to_be_disabled()
        to_page(bob, "Explore")
        bob.wait_ready()
        assert row_of(bob, ":row-2") >= 0


HOSTILE = "<img src=x onerror=window.parent.hacked=1><script>window.hacked=1</script>${hacked=1}`"


def test_hostile_text_in_every_field_is_shown_and_never_run(
    explorer: Explorer, tmp_path: Path
) -> None:
    page = to_own_data(explorer)
    bad = HOSTILE.replace(";", ",")
    kind = "<b onload=hacked=1>"
    cells = [f"{bad}{number}" for number in range(5)] + [kind, bad, bad]
    good = f"{bad};03.11.2026;45,4;141,1;10;{kind};{bad} | {bad} | x | javascript:alert(1);{bad}"
    path = german(tmp_path, ";".join(cells), good, name="a'<b>[x](y)`$z$.csv")
    upload(explorer, path)
    fill(explorer, "Name of the list", bad)
    page.keyboard.press("Tab")
    explorer.wait_idle()
    put(explorer)
    explorer.wait_ready()
    found = explorer.frame.evaluate(
        """async () => {
          const {host} = GeoTensions;
          const own = [...Array(host.data.n).keys()].filter(
            (row) => host.data.kinds[host.data.kind[row]].id.startsWith("own-"));
          const cards = await host.records.get(own);
          return cards.map((card) => [card.row, card.id, card.title]);
        }"""
    )
    assert [title for _, _, title in found] == [bad]
    explorer.select(found[0][1], found[0][0])
    expect(explorer.card().get_by_role("heading", name=bad)).to_be_visible()
    press(explorer, "Edit this record")
    expect(page.get_by_label("Title", exact=True)).to_have_value(bad)
    for frame in page.frames:
        assert frame.evaluate("window.hacked === undefined"), frame.url
    assert [line for line in explorer.console if "404" not in line] == []


def test_own_data_have_an_address_that_nobody_can_guess(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    with Explorer.opened(browser, server.url) as other:
        with Explorer.opened(browser, server.url) as mine:
            to_own_data(mine)
            upload(mine, german(tmp_path, DRONE))
            put(mine)
            mine.wait_ready()
            name = mine.frame.evaluate("GeoTensions.host.config.columns")
            ask = """async (name) => {
              const answer = await fetch(`data/${name}`);
              const bytes = new Uint8Array(await answer.arrayBuffer());
              const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
              const hex = [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
              return [answer.status, answer.headers.get("cache-control"), hex];
            }"""
            status, cache, content = mine.page.evaluate(ask, name)
            assert (status, cache) == (200, "private, no-store")
            assert name not in content
            status_of = "async (name) => (await fetch(`data/${name}`)).status"
            for length in (20, 32, 64):
                assert other.page.evaluate(status_of, content[:length]) == 404
            own = hashlib.blake2b(content.encode(), digest_size=16).hexdigest()
            assert other.page.evaluate(status_of, own) == 404
            assert other.frame.evaluate("GeoTensions.host.config.columns") != name
            assert other.frame.evaluate("GeoTensions.host.data.n") < mine.frame.evaluate(
                "GeoTensions.host.data.n"
            )
        # The browser is closed: its address answers nobody any more, not even who knows it.
        gone = "async (name) => (await fetch(`data/${name}`)).status === 404"
        other.page.wait_for_function(gone, arg=name)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(5_000, tmp_path_factory.mktemp("many"))["csv"]


def test_a_drag_over_own_and_shipped_data_runs_nothing(explorer: Explorer, many: Path) -> None:
    to_own_data(explorer)
    upload(explorer, many)
    put(explorer)
    if not explorer.page.locator("iframe[title='streamlit_folium.st_folium']").count():
        explorer.page.get_by_role("button", name="Show on the map").click()
    explorer.wait_ready()
    assert explorer.frame.evaluate("GeoTensions.host.data.n") > 5_000
    before = explorer.reruns, explorer.frame_loads
    first, last = explorer.frame.evaluate("GeoTensions.host.data.extent")
    drag = """([from, to]) => GeoTensions.host.store.set({window: {from, to}}, "drag")"""
    for step in range(40):
        explorer.frame.evaluate(drag, [first + step * 1440, last - step * 1440])
    assert (explorer.reruns, explorer.frame_loads) == before
    explorer.release(first + 1440 * 400, last)
    explorer.wait_state("state.window.from === argument", first + 1440 * 400)
    assert explorer.frame_loads == before[1]


def test_a_set_is_switched_off_renamed_removed_and_brought_back(
    explorer: Explorer, tmp_path: Path
) -> None:
    page = to_own_data(explorer)
    upload(explorer, german(tmp_path, DRONE))
    put(explorer)
    explorer.wait_ready()
    shipped = explorer.frame.evaluate("GeoTensions.host.data.n") - 1
    to_own_data(explorer)
    page.get_by_role("switch", name="Vorfälle").click(force=True)
    explorer.wait_idle()
    to_page(explorer, "Explore")
    explorer.wait_ready()
    assert explorer.frame.evaluate("GeoTensions.host.data.n") == shipped
    to_own_data(explorer)
    press(explorer, "Remove")
    expect(page.get_by_text("Nothing of your own yet.")).to_be_visible()
    press(explorer, "Undo removing “Vorfälle”")
    press(explorer, "Show on the map")
    explorer.wait_ready()
    assert explorer.frame.evaluate("GeoTensions.host.data.n") == shipped + 1
    # The same columns are read as they were settled before.
    to_own_data(explorer)
    upload(explorer, german(tmp_path, DRONE, name="morgen.csv"))
    expect(page.get_by_text("Read as you settled it for such columns before.")).to_be_visible()
