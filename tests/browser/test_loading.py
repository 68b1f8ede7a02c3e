"""What a visitor sees while the server still reads a large file."""

from pathlib import Path

from benchmarks.sample import write
from browser_page import Explorer
from playwright.sync_api import Browser, expect
from tools.running_app import running

RECORDS = 1_000_000


def test_the_page_tells_how_far_the_reading_of_a_million_records_is(
    browser: Browser, tmp_path: Path
) -> None:
    records = write(RECORDS, tmp_path)["parquet"]
    context = browser.new_context()
    context.set_default_timeout(120_000)
    page = context.new_page()
    with running(tmp_path, records=records) as server:
        page.goto(server.url)
        bar = page.get_by_test_id("stProgress")
        expect(bar).to_be_visible(timeout=60_000)
        expect(bar).to_contain_text("%")
        page.frame_locator("iframe[title='streamlit_folium.st_folium']").locator(
            ".gt-root.gt-ready"
        ).wait_for()
        expect(bar).to_have_count(0)
        with Explorer.opened(browser, server.url) as explorer:
            assert explorer.frame.evaluate("GeoTensions.host.data.n") == RECORDS
    context.close()
