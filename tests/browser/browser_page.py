"""The explorer in a real browser, with what went over the wire kept for the test."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Frame,
    Locator,
    Page,
    Request,
    Route,
    WebSocket,
    expect,
)

LOCAL = {"localhost", "127.0.0.1"}
TIMEOUT_MS = 20_000

EXPECTED_WARNINGS = (
    "Unrecognized feature:",
    "An iframe which has both allow-scripts and allow-same-origin",
)
"""Beginnings of the warnings that Streamlit's component frame gives on its own."""


@dataclass
class Explorer:
    """One visitor's page."""

    page: Page
    server: str
    console: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    reruns: int = 0
    frame_loads: int = 0

    @classmethod
    @contextmanager
    def opened(
        cls,
        browser: Browser,
        server: str,
        path: str = "/",
        *,
        size: tuple[int, int] = (1400, 900),
        scheme: Literal["light", "dark"] = "light",
    ) -> Iterator["Explorer"]:
        """Open a page in a context of its own; nothing but this machine can be reached."""
        width, height = size
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        context.set_default_timeout(TIMEOUT_MS)
        opened = cls(context.new_page(), server)
        opened._listen()
        try:
            opened.go(path)
            yield opened
        finally:
            context.close()

    def go(self, path: str) -> None:
        """Open an address of the application and wait until the map stands."""
        self.page.goto(self.server + path)
        self.wait_ready()

    def wait_ready(self) -> None:
        """Wait until the script has run and the map is drawn."""
        self.map.locator(".gt-root.gt-ready").wait_for()
        self.wait_idle()
        self.frame.wait_for_function(
            """() => {
              const {commands, host} = GeoTensions;
              return commands.revs().view && host.store.get().mask && !commands.moving();
            }"""
        )

    def wait_idle(self) -> None:
        """Wait until no script of the server runs for this page."""
        idle = "[data-testid='stApp'][data-test-script-state='notRunning']"
        self.page.locator(idle).wait_for()

    @property
    def map(self) -> Any:
        """The component's frame, for locators."""
        return self.page.frame_locator("iframe[title='streamlit_folium.st_folium']")

    @property
    def frame(self) -> Frame:
        """The component's frame, for scripts."""
        found = [frame for frame in self.page.frames if "streamlit_folium" in frame.url]
        assert len(found) == 1, [frame.url for frame in self.page.frames]
        return found[0]

    def state(self) -> dict[str, Any]:
        """Return the state that the map holds, without its masks."""
        script = """() => JSON.stringify(GeoTensions.host.store.get(),
            (key, value) => ArrayBuffer.isView(value) ? undefined : value)"""
        return dict(json.loads(self.frame.evaluate(script)))

    def wait_state(self, condition: str, argument: object = None) -> None:
        """Wait until a condition on the map's ``state`` holds (JavaScript, with ``argument``)."""
        script = (
            f"(argument) => {{ const state = GeoTensions.host.store.get(); return {condition}; }}"
        )
        self.frame.wait_for_function(script, arg=argument)

    def release(self, start: int, end: int) -> None:
        """Set the window as a hand does that lets go (minutes)."""
        script = """([from, to]) => GeoTensions.host.store.set({window: {from, to}}, "release")"""
        self.frame.evaluate(script, [start, end])

    def visible_drawn(self) -> int:
        """Return how many records the map shows that have a place."""
        return int(
            self.frame.evaluate(
                """() => {
                  const {rows, length} = GeoTensions.visible(GeoTensions.host);
                  const {flags} = GeoTensions.host.data;
                  let drawn = 0;
                  for (let i = 0; i < length; i++) {
                    drawn += flags[rows[i]] & GeoTensions.flag.DRAWN ? 1 : 0;
                  }
                  return drawn;
                }"""
            )
        )

    def select(self, identifier: str, row: int) -> None:
        """Select a record as a click does."""
        script = """([row, id]) => GeoTensions.host.store.set({selected: {row, id}}, "select")"""
        self.frame.evaluate(script, [row, identifier])

    def card(self) -> Locator:
        """Return the open card."""
        card: Locator = self.map.locator(".gt-side .gt-card")
        return card

    def expect_sentence(self, sentence: str) -> None:
        """Wait until the page below the map counts in these words."""
        expect(self.page.get_by_text(sentence, exact=False).first).to_be_visible(timeout=TIMEOUT_MS)

    def position(self, row: int) -> tuple[float, float]:
        """Return where on the page (CSS pixels) a record's place is drawn."""
        script = """(row) => {
          const {map, data} = GeoTensions.host;
          const {x, y} = map.latLngToContainerPoint([data.lat[row], data.lon[row]]);
          return [x, y];
        }"""
        x, y = self.frame.evaluate(script, row)
        box = self.page.locator("iframe[title='streamlit_folium.st_folium']").bounding_box()
        assert box is not None
        return box["x"] + x, box["y"] + y

    def _listen(self) -> None:
        page = self.page
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        page.on("requestfailed", self._on_failed)
        page.on("response", self._on_response)
        page.on("websocket", self._on_socket)
        page.on("framenavigated", self._on_frame)
        page.context.route("**/*", self._route)

    def _route(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.hostname not in LOCAL:
            self.outside.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(EXPECTED_WARNINGS):
            self.console.append(f"{message.type}: {message.text}")

    def _on_failed(self, request: Request) -> None:
        self.failed.append(f"{request.url}: {request.failure}")

    def _on_response(self, response: Any) -> None:
        if response.status >= 400:
            self.failed.append(f"{response.url}: {response.status}")

    def _on_socket(self, socket: WebSocket) -> None:
        def sent(_payload: object) -> None:
            self.reruns += 1

        socket.on("framesent", sent)

    def _on_frame(self, frame: Frame) -> None:
        if frame.parent_frame is not None:
            self.frame_loads += 1
