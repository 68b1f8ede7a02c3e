"""Bytes that are served under the hash of their content, so that a browser may keep them for ever."""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

NAME_DIGITS = 20
"""Hexadecimal digits of SHA-256 that name a blob (80 bits)."""

MAX_PASSING_BLOBS = 512
"""How many masks are kept; a lost one is made again when its state is next shown."""

_GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Blob:
    """Compressed bytes and what they are."""

    name: str
    media_type: str
    compressed: bytes
    size: int


class BlobStore:
    """A thread-safe store of blobs by name.

    Lasting blobs (columns, layers) stay; passing ones (masks) go when too many have come after them.
    """

    def __init__(self, *, max_passing: int = MAX_PASSING_BLOBS) -> None:
        self._lasting: dict[str, Blob] = {}
        self._passing: OrderedDict[str, Blob] = OrderedDict()
        self._max_passing = max_passing
        self._lock = Lock()

    def put(self, content: bytes, *, media_type: str, passing: bool = False) -> str:
        """Keep bytes and return the name under which they are served."""
        name = hashlib.sha256(content).hexdigest()[:NAME_DIGITS]
        with self._lock:
            if name in self._lasting:
                return name
            if name in self._passing:
                self._passing.move_to_end(name)
                return name
        blob = Blob(name, media_type, gzip.compress(content, _GZIP_LEVEL, mtime=0), len(content))
        with self._lock:
            if passing:
                self._passing[name] = blob
                while len(self._passing) > self._max_passing:
                    self._passing.popitem(last=False)
            else:
                self._lasting[name] = blob
        return name

    def get(self, name: str) -> Blob | None:
        """Return a blob, or None if there is none of that name."""
        with self._lock:
            return self._lasting.get(name) or self._passing.get(name)
