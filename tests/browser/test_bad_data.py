"""Broken and hostile data: one line for each fault, and nothing of it runs."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from browser_page import Explorer
from playwright.sync_api import Browser, expect
from tools.running_app import running

from geo_tensions.catalog import find_root

HOSTILE = (
    '${window.hurt=1}`${window.hurt=2}`<img src=x onerror="window.hurt=3">'
    "</script><script>window.hurt=4</script>{{7*7}}**bold**[link](javascript:hurt)"
)
VICTIM = "NV-2022-09-03"


def _copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(find_root(), tmp_path / "geodata"))


def _edit(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    collection = json.loads(path.read_text(encoding="utf-8"))
    change(collection)
    path.write_text(json.dumps(collection), encoding="utf-8")


def test_a_broken_layer_is_named_and_the_rest_works(browser: Browser, tmp_path: Path) -> None:
    geodata = _copy(tmp_path)
    (geodata / "layers" / "seas.geojson").write_text("{ not json", encoding="utf-8")

    def twist(collection: dict[str, Any]) -> None:
        collection["features"][0]["geometry"]["coordinates"] = [
            [[[0, 0], [1, 1], [0, 1], [1, 0], [0, 0]]]
        ]

    _edit(geodata / "layers" / "disputed-islands.geojson", twist)
    with running(tmp_path, geodata=geodata) as server, Explorer.opened(browser, server.url) as page:
        for words in (
            "geodata/layers/seas.geojson",
            "geodata/layers/disputed-islands.geojson, feature",
        ):
            expect(page.page.get_by_text(words, exact=False).first).to_be_visible()
        assert page.visible_drawn() > 0
        assert page.console == []
        assert "Traceback" not in page.page.content()


def test_a_broken_record_is_named_and_the_rest_works(browser: Browser, tmp_path: Path) -> None:
    geodata = _copy(tmp_path)

    def spoil(collection: dict[str, Any]) -> None:
        for feature in collection["features"]:
            if feature["properties"]["id"] == VICTIM:
                feature["properties"]["start"] = "2022-02-31"

    _edit(geodata / "layers" / "incidents.geojson", spoil)
    with running(tmp_path, geodata=geodata) as server, Explorer.opened(browser, server.url) as page:
        expect(page.page.get_by_text(f"feature {VICTIM}", exact=False).first).to_be_visible()
        expect(page.page.get_by_text("2022-02-31", exact=False).first).to_be_visible()
        assert page.visible_drawn() > 0


def test_hostile_text_is_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    geodata = _copy(tmp_path)

    def poison(collection: dict[str, Any]) -> None:
        for feature in collection["features"]:
            if feature["properties"]["id"] == VICTIM:
                for key in ("title", "summary", "place", "notes", "equipment", "position_basis"):
                    feature["properties"][key] = HOSTILE

    _edit(geodata / "layers" / "incidents.geojson", poison)
    _edit(
        geodata / "layers" / "disputed-islands.geojson",
        lambda collection: collection["features"][0]["properties"].update(name_neutral=HOSTILE),
    )
    with (
        running(tmp_path, geodata=geodata) as server,
        Explorer.opened(browser, server.url, f"/?selected={VICTIM}&zoom=6") as page,
    ):
        expect(page.map.locator(".gt-card h2").first).to_have_text(HOSTILE)
        row = page.frame.evaluate("GeoTensions.host.store.get().selected.row")
        page.page.mouse.move(*page.position(row))
        for frame in page.page.frames:
            assert frame.evaluate("window.hurt === undefined")
        assert page.console == []


def test_missing_data_gives_one_clear_line(browser: Browser, tmp_path: Path) -> None:
    with running(tmp_path, geodata=tmp_path / "nowhere") as server:
        page = browser.new_context().new_page()
        page.goto(server.url)
        expect(page.get_by_text("there is no datapackage.json here", exact=False)).to_be_visible()
        assert "Traceback" not in page.content()
        page.context.close()
