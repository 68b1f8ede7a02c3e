"""Take the pictures of the README: `python -m tools.screenshots`."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from geo_tensions.briefing.library import open_deck
from geo_tensions.dataset import load_dataset
from geo_tensions.exports.pdf import pdf_bytes
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


DECK = "relations-at-a-low"
PRESENTED = 15
"""Slide of which the presenter's picture is taken."""
SLIDES = {"slide-islands": 3, "slide-scrambles": 18}
"""Pictures of slides of the first deck, and their numbers in every format."""


def slides(folder: Path) -> None:
    """Draw slides of the deck's pages, as poppler shows them."""
    dataset = load_dataset()
    path = folder / "deck.pdf"
    path.write_bytes(pdf_bytes(open_deck(DECK, dataset=dataset), dataset))
    for name, number in SLIDES.items():
        page = ["-f", str(number), "-l", str(number), "-singlefile"]
        size = ["-scale-to-x", "1280", "-scale-to-y", "-1"]
        program = shutil.which("pdftoppm") or "pdftoppm"
        command = [program, "-png", *page, *size, str(path), str(FOLDER / name)]
        subprocess.run(command, check=True)  # noqa: S603 - our own command
        print(f"docs/pictures/{name}.png")


def presenter(browser: Browser, address: str) -> None:
    """Take a picture of a deck that is presented on the page."""
    context = browser.new_context(
        viewport={"width": 1400, "height": 788}, color_scheme="dark", reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(f"{address}/present")
    settle(page)
    frame = page.frame_locator(FRAME)
    frame.get_by_role("button", name="Present").click()
    for number in range(1, PRESENTED + 1):
        frame.locator(".gt-stage-number").get_by_text(f"{number} /").wait_for()
        if number < PRESENTED:
            page.keyboard.press("PageDown")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / "presenter.png")
    context.close()
    print("docs/pictures/presenter.png")


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
        presenter(browser, server.url)
        browser.close()
        slides(Path(folder))


if __name__ == "__main__":
    main()
