"""The address holds the whole state."""

from browser_page import Explorer
from playwright.sync_api import Browser, expect
from tools.running_app import Server

ADDRESS = (
    "/?from=2024-09-01&to=2025-01-31&lat=44.2000&lon=146.6000&zoom=6&q=Rebun"
    "&perspective=russia&selected=AV-2024-09-23-2"
)


def test_an_address_restores_in_a_new_browser(browser: Browser, server: Server) -> None:
    with Explorer.opened(browser, server.url, ADDRESS) as first:
        expect(first.card()).to_contain_text("2 of 3")
        state, address = first.state(), first.page.url
        sentence = first.map.locator(".gt-counts").inner_text()
    with Explorer.opened(browser, server.url, address.removeprefix(server.url)) as second:
        expect(second.card()).to_contain_text("2 of 3")
        expect(second.page.get_by_role("textbox", name="Search")).to_have_value("Rebun")
        assert second.map.locator(".gt-counts").inner_text() == sentence
        again = second.state()
        for part in ("window", "view", "perspective", "layers", "mode"):
            assert again[part] == state[part], part
        assert again["perspective"] == "russia"


def test_a_damaged_address_falls_back_and_says_so(browser: Browser, server: Server) -> None:
    path = "/?from=2024-13-45&zoom=1e99&perspective=%3Cscript%3E&q=ok"
    with Explorer.opened(browser, server.url, path) as page:
        expect(page.page.get_by_text("from=2024-13-45", exact=False)).to_be_visible()
        expect(page.page.get_by_text("perspective=", exact=False)).to_be_visible()
        expect(page.page.get_by_role("textbox", name="Search")).to_have_value("ok")
        assert page.state()["perspective"] == "neutral"
        assert page.console == []


def test_an_empty_result_says_so_and_offers_a_way_back(browser: Browser, server: Server) -> None:
    with Explorer.opened(browser, server.url, "/?q=zzzzzz") as page:
        expect(page.page.get_by_text("Nothing in the data matches", exact=False)).to_be_visible()
        assert page.visible_drawn() == 0
        page.page.get_by_role("button", name="Reset filters").click()
        page.frame.wait_for_function("GeoTensions.visible(GeoTensions.host).length > 0")
        assert page.console == []
