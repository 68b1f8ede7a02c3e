"""One server and one real Chromium for all browser tests; nothing leaves this machine."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_page import Explorer
from playwright.sync_api import Browser, sync_playwright
from server import Server, running

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the shipped data."""
    with running(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start a real Chromium."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    assert found, "no Chromium was found; `make test` installs it, or set CHROMIUM to its path"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
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
