"""The page opens without a network, cleanly and at once."""

from pathlib import Path
from typing import Literal

import pytest
from browser_page import Explorer
from playwright.sync_api import Browser, expect
from tools.running_app import Server


def test_nothing_leaves_and_nothing_fails(explorer: Explorer, server: Server) -> None:
    expect(explorer.map.locator(".gt-dates")).to_be_visible()
    explorer.page.get_by_role("link", name="Data and sources").click()
    expect(explorer.page.get_by_role("heading", name="Data and sources")).to_be_visible()
    explorer.wait_idle()

    assert explorer.outside == []
    assert explorer.failed == []
    assert explorer.console == []
    assert server.refused_hosts() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1400, 900), (390, 844)], ids=["desktop", "phone"])
def test_the_map_fits_the_window(
    browser: Browser,
    server: Server,
    pictures: Path,
    scheme: Literal["light", "dark"],
    size: tuple[int, int],
) -> None:
    width, height = size
    with Explorer.opened(browser, server.url, size=size, scheme=scheme) as page:
        page.page.screenshot(path=pictures / f"explorer-{width}-{scheme}.png")
        assert page.frame.evaluate("GeoTensions.host.root.dataset.theme") == scheme
        overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.page.evaluate(overflow) <= 0
        size = page.frame.evaluate("GeoTensions.host.map.getSize()")
        assert size["x"] >= 0.6 * width
        assert size["y"] >= 0.5 * height
        assert page.console == []


def test_a_first_visit_shows_the_default(explorer: Explorer) -> None:
    state = explorer.state()
    expect(explorer.map.locator(".gt-dates")).to_contain_text("2022-02-24")
    assert state["perspective"] == "neutral"
    assert state["view"] == pytest.approx({"lat": 43.5, "lon": 143.0, "zoom": 4.5}, abs=0.05)
    expect(explorer.map.get_by_text("to 2026-04-19").first).to_be_attached()


@pytest.mark.parametrize(
    ("text", "family"),
    [("北方領土", "Geo Gothic"), ("Курильские острова", "Geo Sans"), ("Etorofu", "Geo Sans")],
)
def test_japanese_and_russian_have_a_packaged_font(
    explorer: Explorer, text: str, family: str
) -> None:
    loaded = explorer.frame.evaluate(
        """async ([text, family]) => {
          const faces = await document.fonts.load(`16px "${family}"`, text);
          return faces.map((face) => face.status);
        }""",
        [text, family],
    )
    assert loaded
    assert set(loaded) == {"loaded"}
