"""What really travels on the wire: a relay before the server that notes each frame's length.

The browser shows a message of the websocket only after it has unpacked it. The relay reads the head
of each frame that the server sends (RFC 6455, section 5.2), and passes every byte on as it came.
"""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_CHUNK = 1 << 16
_DATA_OPCODES = frozenset({0, 1, 2})
_LENGTH_16, _LENGTH_64 = 126, 127


@dataclass
class Frames:
    """The lengths of the frames of one websocket, heads included, in order.

    Attributes
    ----------
    messages
        Length of each message, B: what a frame with its head takes, packed as it was sent.
    """

    messages: list[int] = field(default_factory=list)
    _buffer: bytearray = field(default_factory=bytearray)
    _begun: int = 0

    def feed(self, chunk: bytes) -> None:
        """Read what the server sent."""
        self._buffer += chunk
        while self._frame():
            pass

    def _frame(self) -> bool:
        buffer = self._buffer
        if len(buffer) < 2:  # noqa: PLR2004 - the shortest head
            return False
        head, length = 2, buffer[1] & 0x7F
        if length in (_LENGTH_16, _LENGTH_64):
            head = 4 if length == _LENGTH_16 else 10
            length = int.from_bytes(buffer[2:head], "big") if len(buffer) >= head else 1 << 62
        if len(buffer) < head + length:
            return False
        if buffer[0] & 0x0F in _DATA_OPCODES:
            self._begun += head + length
            if buffer[0] & 0x80:
                self.messages.append(self._begun)
                self._begun = 0
        del buffer[: head + length]
        return True


@dataclass
class Relay:
    """A relay and the websockets that were opened through it, latest last."""

    url: str
    websockets: list[Frames] = field(default_factory=list)

    def carry(self, browser: socket.socket, server: socket.socket) -> None:
        """Carry one connection both ways until both sides have ended it."""
        back = Thread(target=_pump, args=(browser, server), daemon=True)
        back.start()
        head = bytearray()
        frames: Frames | None = None
        with browser, server:
            while chunk := _received(server):
                if frames is not None:
                    frames.feed(chunk)
                elif len(head) < _CHUNK:
                    head += chunk
                    if head.startswith(b"HTTP/1.1 101") and b"\r\n\r\n" in head:
                        frames = Frames()
                        self.websockets.append(frames)
                        frames.feed(head.split(b"\r\n\r\n", 1)[1])
                with suppress(OSError):
                    browser.sendall(chunk)
            # Whoever waits for bytes of either side is told that there are no more.
            for end in (browser, server):
                _end(end)
            back.join()


@dataclass
class Traffic:
    """What a server sends to a page: of tables and charts, and of everything else.

    Attributes
    ----------
    relay
        The relay through which the page is opened.
    messages
        For each message whether it is a table or a chart, and its length as unpacked, B.
    """

    relay: Relay
    messages: list[tuple[bool, int]] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Take note of the messages of the page's next websocket."""
        page.on("websocket", lambda opened: opened.on("framereceived", self._take))

    def other(self, *, since: int = 0) -> tuple[int, int]:
        """Return what was sent beside tables and charts: on the wire and as unpacked, B."""
        lengths = self.relay.websockets[-1].messages
        told = list(zip(lengths, self.messages, strict=False))[since:]
        beside = [(sent, unpacked) for sent, (shown, unpacked) in told if not shown]
        return sum(sent for sent, _ in beside), sum(unpacked for _, unpacked in beside)

    def all(self, *, since: int = 0) -> int:
        """Return everything that was sent, on the wire, B."""
        return sum(self.relay.websockets[-1].messages[since : len(self.messages)])

    def _take(self, payload: str | bytes) -> None:
        kind = ""
        if isinstance(payload, bytes):
            kind = ForwardMsg.FromString(payload).delta.new_element.WhichOneof("type") or ""
        self.messages.append(("dataframe" in kind or "chart" in kind, len(payload)))


@contextmanager
def relayed(url: str) -> Iterator[Relay]:
    """Listen on a free port of localhost and pass everything on to a server."""
    port = urlsplit(url).port
    servers: list[socket.socket] = []
    threads: list[Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        relay = Relay(f"http://localhost:{listener.getsockname()[1]}")

        def accept() -> None:
            with suppress(OSError):
                while True:
                    browser, _ = listener.accept()
                    server = socket.create_connection(("127.0.0.1", port))
                    for end in (browser, server):
                        end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                    servers.append(server)
                    threads.append(Thread(target=relay.carry, args=(browser, server), daemon=True))
                    threads[-1].start()

        accepting = Thread(target=accept, daemon=True)
        accepting.start()
        try:
            yield relay
        finally:
            # A thread that waits in accept() is not woken by close() alone.
            listener.shutdown(socket.SHUT_RDWR)
            accepting.join()
            for server in servers:
                _end(server)
            for thread in threads:
                thread.join()


def _pump(source: socket.socket, target: socket.socket) -> None:
    while chunk := _received(source):
        with suppress(OSError):
            target.sendall(chunk)
    _end(target)


def _received(source: socket.socket) -> bytes:
    try:
        return source.recv(_CHUNK)
    except OSError:
        return b""


def _end(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
