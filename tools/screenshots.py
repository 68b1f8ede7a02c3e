"""Take the pictures of the README: `python -m tools.screenshots`."""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tools.running_app import ROOT, launch_chromium, running

FOLDER = ROOT / "docs" / "pictures"
FRAME = "iframe[title='streamlit_folium.st_folium']"
PICTURES = {
    "explorer": ("/", 1400, 860, "light"),
    "explorer-dark": ("/?from=2024-09-01&to=2025-01-31", 1400, 860, "dark"),
    "card": (
        "/?from=2025-01-01&to=2025-01-31&selected=FL-2025-01-30-A&zoom=5.5",
        1400,
        860,
        "light",
    ),
    "phone": ("/", 390, 844, "light"),
}
"""Name of each picture: address, width and height (CSS pixels), colour scheme."""


def settle(page: Page) -> None:
    """Wait until the page is drawn and nothing runs any more."""
    page.frame_locator(FRAME).locator(".gt-root.gt-ready").wait_for()
    page.locator("[data-testid='stApp'][data-test-script-state='notRunning']").wait_for()
    page.wait_for_load_state("networkidle")


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as server,
        sync_playwright() as playwright,
    ):
        browser = launch_chromium(playwright)
        for name, (address, width, height, scheme) in PICTURES.items():
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page = context.new_page()
            page.goto(server.url + address)
            settle(page)
            page.screenshot(path=FOLDER / f"{name}.png")
            context.close()
            print(f"docs/pictures/{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
