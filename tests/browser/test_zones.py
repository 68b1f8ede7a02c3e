"""Whose map it is: zones, claims, filters by place and an area drawn by hand."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from browser_page import Explorer
from playwright.sync_api import Browser, Page, expect
from tools.running_app import Server

from geo_tensions.analysis.address import from_params
from geo_tensions.analysis.counts import count
from geo_tensions.dataset import load_dataset
from geo_tensions.mapping.about import about
from geo_tensions.model import Perspective

DATASET = load_dataset()
WHOLE = f"from={DATASET.extent.first}&to={DATASET.extent.last}"
AT_SEA = ("eez", "territorial-sea", "equidistance", "neighbour-adiz", "territorial-sea-osm")


def expected(params: Mapping[str, str]) -> Any:
    """Return what Python counts for the parameters of an address."""
    state, problems = from_params(params, dataset=DATASET)
    assert not problems
    return count(DATASET, state)


def press(explorer: Explorer, lon: float, lat: float) -> None:
    """Press the map at a place (WGS 84 degrees)."""
    explorer.page.mouse.click(*on_page(explorer, lon, lat))


def on_page(explorer: Explorer, lon: float, lat: float) -> tuple[float, float]:
    """Return where on the page (CSS pixels) a place is drawn."""
    script = """([lat, lon]) => {
      const {x, y} = GeoTensions.host.map.latLngToContainerPoint([lat, lon]);
      return [x, y];
    }"""
    x, y = explorer.frame.evaluate(script, [lat, lon])
    box = explorer.page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
    assert box is not None
    return box["x"] + x, box["y"] + y


def perspective(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()


@pytest.mark.parametrize(
    "place",
    [
        {"zones": "sea-of-okhotsk"},
        {"zones": "jadiz,sea-of-japan"},
        {"near": "hokkaido:100"},
        {"polygon": "140,40,150,40,150,47,140,47"},
    ],
    ids=["one zone", "either zone", "distance", "polygon"],
)
def test_a_filter_by_place_counts_the_same_everywhere(
    explorer: Explorer, place: dict[str, str]
) -> None:
    params = {
        "from": str(DATASET.extent.first),
        "to": str(DATASET.extent.last),
        **place,
    }
    counts = expected(params)
    assert 0 < counts.shown.records < len(DATASET)
    explorer.go("/?" + "&".join(f"{key}={value}" for key, value in params.items()))
    explorer.expect_sentence(counts.sentence)
    drawn = counts.shown.records - counts.shown.not_drawn
    assert explorer.visible_drawn() == drawn


def test_the_sidebar_filters_by_zone_and_undo_takes_it_back(explorer: Explorer) -> None:
    page = explorer.page
    explorer.go(f"/?{WHOLE}")
    page.get_by_text("Zones and distance", exact=True).click()
    box = page.get_by_role("combobox", name="Certainly or possibly inside any of")
    box.click()
    box.press_sequentially("Okhotsk")
    box.press("Enter")
    page.wait_for_url("**zones=sea-of-okhotsk**")
    # While its list is open, nothing else can be reached.
    box.press("Escape")
    explorer.wait_idle()
    explorer.expect_sentence(expected(_params(page)).sentence)
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(lambda url: "zones=" not in url)


def test_an_area_drawn_by_hand_filters_and_stands_in_the_address(explorer: Explorer) -> None:
    explorer.go(f"/?{WHOLE}&lon=150&lat=46&zoom=5")
    page = explorer.page
    explorer.map.get_by_role("button", name="Draw area").click()
    corners = [(146.0, 43.0), (154.0, 43.0), (154.0, 49.0), (146.0, 49.0)]
    for lon, lat in corners:
        press(explorer, lon, lat)
    page.keyboard.press("Enter")
    page.wait_for_url("**polygon=**")
    explorer.wait_idle()
    params = _params(page)
    numbers = [float(item) for item in params["polygon"].split(",")]
    # A pixel at this zoom is about 0.03 degrees.
    assert numbers == pytest.approx([part for corner in corners for part in corner], abs=0.1)
    explorer.expect_sentence(expected(params).sentence)
    chip = explorer.map.get_by_role("button", name="Remove the drawn area")
    expect(chip).to_contain_text("4 corners")
    chip.click()
    page.wait_for_url(lambda url: "polygon=" not in url)


def test_an_area_is_drawn_by_touch(browser: Browser, server: Server) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    context.set_default_timeout(20_000)
    try:
        explorer = Explorer(context.new_page(), server.url)
        explorer.go(f"/?{WHOLE}&lon=150&lat=46&zoom=4")
        explorer.map.get_by_role("button", name="Draw area").tap()
        box = explorer.map.locator(".leaflet-container").bounding_box()
        assert box is not None
        finish = explorer.map.get_by_role("button", name="Close the area")
        for x, y in [(90, 240), (250, 250), (240, 400)]:
            expect(finish).to_be_hidden()
            explorer.page.touchscreen.tap(box["x"] + x, box["y"] + y)
        finish.tap()
        explorer.page.wait_for_url("**polygon=**")
        expect(explorer.map.get_by_role("button", name="Remove the drawn area")).to_be_visible()
    finally:
        context.close()


def test_escape_gives_a_drawing_up(explorer: Explorer) -> None:
    explorer.go(f"/?{WHOLE}&lon=160&lat=46&zoom=5")
    explorer.map.get_by_role("button", name="Draw area").click()
    press(explorer, 158, 45)
    press(explorer, 164, 45)
    explorer.page.keyboard.press("Escape")
    expect(explorer.map.get_by_role("button", name="Draw area")).to_be_visible()
    assert explorer.state()["polygon"] == []


def test_a_widget_takes_the_drawn_area_away(explorer: Explorer) -> None:
    explorer.go(f"/?{WHOLE}&polygon=140,40,150,40,150,47,140,47")
    explorer.wait_state("state.polygon.length === 4")
    explorer.page.get_by_role("button", name="Drawn area, 4 corners: remove").click()
    explorer.wait_state("state.polygon.length === 0")


def test_no_perspective_removes_an_incident(explorer: Explorer) -> None:
    explorer.go(f"/?{WHOLE}")
    before = explorer.visible_drawn()
    for name in ("Japanese", "Russian"):
        perspective(explorer.page, name)
        explorer.page.wait_for_url(
            f"**perspective={name.casefold().removesuffix('ese').removesuffix('n')}**"
        )
        explorer.wait_idle()
        assert explorer.visible_drawn() == before


def test_the_claim_card_holds_both_positions_in_every_perspective(explorer: Explorer) -> None:
    explorer.go("/?from=2022-02-24&to=2022-02-24&lon=147.9&lat=45&zoom=7")
    explorer.frame.wait_for_function(
        "() => GeoTensions.layerFiles(GeoTensions.host).paths('disputed-islands', 7)"
    )
    press(explorer, 147.84, 44.9908)
    card = explorer.map.locator(".gt-side .gt-about")
    expect(card.locator(".gt-title")).to_have_text("Etorofu / Iturup")
    for words in (
        "択捉島",
        "Итуруп",
        "1945-08-28",
        "3,166.64 km²",
        "no treaty in force",
        "Treaty of Shimoda 1855",
        "Treaty of Portsmouth 1905",
        "Yalta 1945",
        "San Francisco Art. 2(c)",
        "Joint Declaration 1956",
        "has no source",
    ):
        expect(card).to_contain_text(words)
    for claimant in ("Position: Japan", "Position: Russia"):
        expect(card.get_by_text(claimant, exact=True)).to_be_visible()
    perspective(explorer.page, "Russian")
    expect(card.locator(".gt-title")).to_have_text("Iturup")
    expect(card.get_by_text("Position: Japan", exact=True)).to_be_visible()


def test_rocks_too_small_to_see_have_a_card(explorer: Explorer) -> None:
    spots = about(DATASET, Perspective.NEUTRAL)["spots"]
    spot = next(spot for spot in spots if spot["key"] == "claim:liancourt-rocks")
    explorer.go(f"/?from=2022-02-24&to=2022-02-24&lon={spot['lon']}&lat={spot['lat']}&zoom=7")
    press(explorer, spot["lon"], spot["lat"])
    card = explorer.map.locator(".gt-side .gt-about")
    expect(card).to_contain_text("Administered by the Republic of Korea, claimed by Japan")


def test_the_card_of_the_zone_says_what_it_is_not(explorer: Explorer) -> None:
    explorer.go("/?from=2022-02-24&to=2022-02-24&lon=135&lat=38&zoom=6")
    script = """() => {
      const paths = GeoTensions.layerFiles(GeoTensions.host).paths("jadiz", 6);
      const {map} = GeoTensions.host;
      const found = (paths || []).filter(({properties: {role, basis}}) =>
        role === "limit" && basis === "published").flatMap(({lines: [line]}) => {
          const middle = [(line[0] + line[2]) / 2, (line[1] + line[3]) / 2];
          return [[GeoTensions.plane.lon(middle[0]), GeoTensions.plane.lat(middle[1])]];
        }).filter(([lon, lat]) => lon > 130 && lon < 140 && lat > 35 && lat < 42);
      return found[0] || null;
    }"""
    lon, lat = explorer.frame.wait_for_function(script).json_value()
    explorer.go(f"/?from=2022-02-24&to=2022-02-24&lon={lon}&lat={lat}&zoom=7")
    explorer.frame.wait_for_function(
        "() => GeoTensions.layerFiles(GeoTensions.host).paths('jadiz', 7)"
    )
    press(explorer, lon, lat)
    card = explorer.map.locator(".gt-side .gt-about")
    expect(card).to_contain_text("not sovereign airspace")
    expect(card).to_contain_text("from 1969-08-29")
    expect(card).to_contain_text("Published corners")


def test_layers_at_sea_are_off_until_asked_for(explorer: Explorer) -> None:
    explorer.go("/")
    layers = explorer.state()["layers"]
    assert not [layer for layer in AT_SEA if layers[layer]]
    explorer.map.get_by_text("Layers", exact=True).click()
    explorer.map.get_by_label("Exclusive economic zones (200 NM, computed)").check()
    explorer.page.wait_for_url("**layers=**eez**")
    legend = explorer.map.locator(".gt-legend")
    expect(legend).to_contain_text("nobody's claim")
    explorer.map.get_by_label("Territorial sea as mapped by OpenStreetMap (ODbL)").check()
    expect(legend).to_contain_text("OpenStreetMap contributors, ODbL")


def test_neighbouring_zones_are_drawn_from_the_day_they_hold(explorer: Explorer) -> None:
    script = """(zone) => GeoTensions.waters.inForce(zone, GeoTensions.host.store.get())"""
    explorer.go("/?from=2013-01-01&to=2013-11-22&layers=land,neighbour-adiz")
    assert not explorer.frame.evaluate(script, "cadiz")
    explorer.go("/?from=2013-01-01&to=2013-11-23&layers=land,neighbour-adiz")
    assert explorer.frame.evaluate(script, "cadiz")
    assert not explorer.frame.evaluate(script, "kadiz")


def test_a_card_asks_for_the_claim_of_the_perspective(explorer: Explorer) -> None:
    identifier = "NV-2022-09-03"
    explorer.go(f"/?selected={identifier}")
    expect(explorer.card()).to_contain_text("Distances")
    with explorer.page.expect_response(lambda answer: "perspective=japan" in answer.url):
        perspective(explorer.page, "Japanese")
    expect(explorer.card()).not_to_contain_text("the four islands counted with Russia")


def test_the_page_of_sources_counts_places_and_lists_contradictions(explorer: Explorer) -> None:
    page = explorer.page
    page.get_by_role("link", name="Data and sources").click()
    expect(page.get_by_role("heading", name="Places, statements, contradictions")).to_be_visible()
    expect(page.get_by_role("tab", name="Places by year")).to_be_visible()
    expect(page.get_by_role("heading", name="Claims", exact=True)).to_be_visible()


def _params(page: Page) -> dict[str, str]:
    found = parse_qs(urlsplit(page.url).query)
    return {key: values[0] for key, values in found.items()}
