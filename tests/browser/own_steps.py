"""What a hand does on the page of own data."""

import re
from pathlib import Path

from browser_page import Explorer
from playwright.sync_api import Locator, Page, expect

HEADER = "Vorfall;Datum;Breite;Länge;Umkreis (km);Art;Quelle;Beschreibung"
"""A list of another country: day first, decimal comma, semicolons, names in German."""


def german(folder: Path, *rows: str, name: str = "Vorfälle.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="cp1252")
    return path


def to_page(explorer: Explorer, name: str) -> None:
    """Go to a page as a hand does: the session stays."""
    explorer.page.get_by_role("link", name=name).click()
    explorer.wait_idle()


def to_own_data(explorer: Explorer) -> Page:
    to_page(explorer, "Your data")
    expect(explorer.page.get_by_role("heading", name="Your data")).to_be_visible()
    return explorer.page


def view(explorer: Explorer, name: str) -> None:
    explorer.page.get_by_role("radio", name=name, exact=True).click(force=True)
    explorer.wait_idle()


def upload(explorer: Explorer, path: Path) -> None:
    explorer.page.locator("input[type=file]").set_input_files(path)
    expect(put_button(explorer)).to_be_enabled()
    explorer.wait_idle()


def put_button(explorer: Explorer) -> Locator:
    return explorer.page.get_by_role("button", name=re.compile("^Put .* on the map"))


def put(explorer: Explorer) -> None:
    put_button(explorer).click()
    expect(put_button(explorer)).to_have_count(0)
    explorer.wait_idle()


def press(explorer: Explorer, name: str) -> None:
    explorer.page.get_by_role("button", name=name, exact=True).click()
    explorer.wait_idle()


def fill(explorer: Explorer, label: str, text: str) -> None:
    explorer.page.get_by_label(label, exact=True).first.fill(text)


def row_of(explorer: Explorer, ending: str) -> int:
    """Return the row of a record by how its id ends, -1 where the map does not know it."""
    script = """async (id) => {
      const {host} = GeoTensions;
      const all = [...Array(host.data.n).keys()];
      for (let at = 0; at < all.length; at += 200) {
        const cards = await host.records.get(all.slice(at, at + 200));
        const found = cards.find((card) => card.id.endsWith(id));
        if (found) { return found.row; }
      }
      return -1;
    }"""
    return int(explorer.frame.evaluate(script, ending))
