"""What is remembered between two looks, and how it is kept: a small JSON file, whole or not."""

import json
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Self

from geo_tensions.errors import DataError
from geo_tensions.feeds.settings import STATE_VARIABLE

FORM = 1
"""Number of the form in which the state is written."""

MAX_KNOWN = 20_000
"""Most contents that are remembered; the earliest are forgotten first."""

MAX_BYTES = 64 << 20
"""Largest state that is read."""


class What(StrEnum):
    """What the log tells of a file or an address."""

    CAME = "came"
    AGAIN = "again"
    REMOVED = "removed"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the log.

    Attributes
    ----------
    when
        UTC, ISO 8601.
    what
        What happened.
    name
        Name of the file, or the address.
    words
        Why, where there is a reason; plain text.
    sha256, size
        Of what came; empty and 0 otherwise.
    """

    when: str
    what: What
    name: str
    words: str = ""
    sha256: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that came, for the first time with this content.

    Attributes
    ----------
    path
        Where it lies; :func:`intact` tells whether it is still what came.
    name
        Its name in the folder, or the name its address gives.
    origin
        The folder or the address that it came from.
    when
        UTC, ISO 8601.
    sha256, size
        Hash and number of its bytes.
    address
        Whether it came from an address, so that the file is ours to delete.
    """

    path: Path
    name: str
    origin: str
    when: str
    sha256: str
    size: int
    address: bool = False

    @property
    def place(self) -> str:
        """The place that it came from: a newer content of it takes over."""
        return self.origin if self.address else str(self.path)


@dataclass(frozen=True, slots=True)
class Seen:
    """A file of the folder as it was at the last look.

    Attributes
    ----------
    mark
        Size, time of change and number of the file: a file with another mark is another.
    settled
        Whether it was judged with this mark: taken, known already or refused.
    words
        Why it was refused, else empty.
    """

    mark: tuple[int, int, int]
    settled: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """What a server said of an address last.

    Attributes
    ----------
    etag, modified
        To ask whether anything is new.
    sha256
        Hash of what it gave.
    words
        Why it failed the last time, else empty.
    """

    etag: str = ""
    modified: str = ""
    sha256: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """Everything that is remembered.

    Attributes
    ----------
    known
        Name under which each content came first, by its SHA-256.
    files
        Files of the folder by name.
    addresses
        Addresses of the list.
    waiting
        What came and was neither taken nor put aside yet, the newest of each place.
    log
        What happened, latest last.
    """

    known: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, Seen] = field(default_factory=dict)
    addresses: Mapping[str, Address] = field(default_factory=dict)
    waiting: Sequence[Arrival] = ()
    log: Sequence[Event] = ()

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what was kept; where nothing was, begin anew.

        Raises
        ------
        DataError
            If the file cannot be read or is damaged.
        """
        try:
            if path.stat().st_size > MAX_BYTES:
                raise DataError(str(path), "is too large to be a state of feeds", _REMEDY)
            told = json.loads(path.read_text(encoding="utf-8"))
            if told["form"] != FORM:
                raise DataError(str(path), f"has the form {told['form']!r}, not {FORM}", _REMEDY)
            return cls(
                known={str(key): str(value) for key, value in told["known"].items()},
                files={str(key): _seen(value) for key, value in told["files"].items()},
                addresses={str(key): Address(**value) for key, value in told["addresses"].items()},
                waiting=tuple(_arrival(item) for item in told["waiting"]),
                log=tuple(Event(**{**item, "what": What(item["what"])}) for item in told["log"]),
            )
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            problem = f"cannot be read ({type(error).__name__})"
            raise DataError(str(path), problem, _REMEDY) from error

    def write(self, path: Path) -> None:
        """Keep the state; the file is there whole or as it was.

        Raises
        ------
        DataError
            If it cannot be written.
        """
        told = {"form": FORM, **asdict(self)}
        content = json.dumps(told, ensure_ascii=False, indent=1, default=str)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            put(path, content.encode())
        except OSError as error:
            problem = f"cannot be written ({error.strerror or error})"
            raise DataError(str(path), problem, f"set {STATE_VARIABLE} to another file") from error


_REMEDY = "delete it: what lies in the feeds then comes once more"


def put(path: Path, content: bytes) -> None:
    """Write a file that is there whole or as it was."""
    with beside(path) as (part, file):
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        part.replace(path)


@contextmanager
def beside(path: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """Open a file in the folder of the wanted one; what has not taken its place then goes."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".geo-tensions-")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield part, file
    finally:
        part.unlink(missing_ok=True)


def _seen(told: Mapping[str, Any]) -> Seen:
    size, changed, number = told["mark"]
    return Seen((int(size), int(changed), int(number)), bool(told["settled"]), str(told["words"]))


def _arrival(told: Mapping[str, Any]) -> Arrival:
    return Arrival(**{**told, "path": Path(told["path"])})
