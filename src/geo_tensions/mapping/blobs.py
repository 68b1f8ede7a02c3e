"""Bytes served under the hash of their content, so that a browser may keep them for ever."""

import gzip
import hashlib
import secrets
from collections import OrderedDict
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

NAME_DIGITS = 20
"""Hexadecimal digits of SHA-256 that name a blob (80 bits)."""

MAX_PASSING_BLOBS = 512
"""How many masks are kept; a lost one is made again when its state is next shown."""

PRIVATE_DIGITS = 32
"""Hexadecimal digits of the keyed hash that names a private blob (128 bits)."""

KEY_BYTES = 32
"""Length of the key of private names."""

_GZIP_LEVEL = 6


@dataclass(frozen=True)
class Blob:
    """Bytes, what they are, and the name that changes with them.

    ``private`` bytes are for one visitor: nobody else may be told them, no cache may keep them.
    """

    name: str
    media_type: str
    content: bytes
    private: bool = False

    @classmethod
    def of(cls, content: bytes, *, media_type: str, key: bytes | None = None) -> "Blob":
        """Name bytes after their content; with a key, so that only who has it can tell the name."""
        if key is not None:
            keyed = hashlib.blake2b(content, key=key, digest_size=PRIVATE_DIGITS // 2)
            return cls(keyed.hexdigest(), media_type, content, private=True)
        name = hashlib.sha256(content).hexdigest()[:NAME_DIGITS]
        return cls(name, media_type, content)

    @cached_property
    def compressed(self) -> bytes:
        """The bytes compressed (gzip), made when first asked for."""
        return gzip.compress(self.content, _GZIP_LEVEL, mtime=0)


def new_key() -> bytes:
    """Return a key of private names."""
    return secrets.token_bytes(KEY_BYTES)


class BlobStore:
    """A thread-safe store of blobs by name.

    Lasting blobs (columns, layers) stay; passing ones (masks) go when too many came after them.

    Parameters
    ----------
    max_passing
        How many passing blobs are kept.
    key
        Makes every blob private, under a name that cannot be guessed from its content.
    """

    def __init__(self, *, max_passing: int = MAX_PASSING_BLOBS, key: bytes | None = None) -> None:
        self._key = key
        self._lasting: dict[str, Blob] = {}
        self._passing: OrderedDict[str, Blob] = OrderedDict()
        self._max_passing = max_passing
        self._lock = Lock()

    def put(self, content: bytes, *, media_type: str, passing: bool = False) -> str:
        """Keep bytes and return the name under which they are served."""
        blob = Blob.of(content, media_type=media_type, key=self._key)
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
