"""Bytes served under the hash of their content, so that a browser may keep them for ever."""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

NAME_DIGITS = 20
"""Hexadecimal digits of SHA-256 that name a blob (80 bits)."""

MAX_PASSING_BLOBS = 512
"""How many masks are kept; a lost one is made again when its state is next shown."""

_GZIP_LEVEL = 6


@dataclass(frozen=True)
class Blob:
    """Bytes, what they are, and the name that changes with them."""

    name: str
    media_type: str
    content: bytes

    @classmethod
    def of(cls, content: bytes, *, media_type: str) -> "Blob":
        """Name bytes after their content."""
        name = hashlib.sha256(content).hexdigest()[:NAME_DIGITS]
        return cls(name, media_type, content)

    @cached_property
    def compressed(self) -> bytes:
        """The bytes compressed (gzip), made when first asked for."""
        return gzip.compress(self.content, _GZIP_LEVEL, mtime=0)


class BlobStore:
    """A thread-safe store of blobs by name.

    Lasting blobs (columns, layers) stay; passing ones (masks) go when too many came after them.
    """

    def __init__(self, *, max_passing: int = MAX_PASSING_BLOBS) -> None:
        self._lasting: dict[str, Blob] = {}
        self._passing: OrderedDict[str, Blob] = OrderedDict()
        self._max_passing = max_passing
        self._lock = Lock()

    def put(self, content: bytes, *, media_type: str, passing: bool = False) -> str:
        """Keep bytes and return the name under which they are served."""
        blob = Blob.of(content, media_type=media_type)
        with self._lock:
            if not passing:
                self._lasting.setdefault(blob.name, blob)
            elif blob.name not in self._lasting:
                self._passing.setdefault(blob.name, blob)
                self._passing.move_to_end(blob.name)
                while len(self._passing) > self._max_passing:
                    self._passing.popitem(last=False)
        return blob.name

    def get(self, name: str) -> Blob | None:
        """Return a blob, or None if there is none of that name."""
        with self._lock:
            return self._lasting.get(name) or self._passing.get(name)
