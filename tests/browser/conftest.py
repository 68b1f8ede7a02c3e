"""One server and one real Chromium for all browser tests; nothing leaves this machine."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_page import Explorer
from playwright.sync_api import Browser, sync_playwright
from tools.running_app import Server, launch_chromium, running


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the shipped data."""
    with running(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a real Chromium."""
    with sync_playwright() as playwright:
        started = launch_chromium(playwright)
        yield started
        started.close()


@pytest.fixture
def explorer(browser: Browser, server: Server) -> Iterator[Explorer]:
    """Open the explorer at desktop size in a browser of its own."""
    with Explorer.opened(browser, server.url) as page:
        yield page


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path:
    """Return the folder for screenshots that a person looks at (``.cache/pictures``)."""
    folder = Path(request.config.rootpath) / ".cache" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
