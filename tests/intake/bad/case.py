"""What a bad file is, and how bad ones are made of a good one."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

GOOD: Mapping[str, str] = {
    "id": "A-1",
    "title": "A ship passed",
    "kind": "warship-passage",
    "start": "2024-05-01",
    "end": "2024-05-02",
    "lat": "45.5",
    "lon": "141.5",
    "radius_km": "10",
    "place": "La Perouse Strait",
    "place_precision": "approximate",
    "source": "Bureau | Daily report | 2024-05-03 | https://example.org/report",
    "actors": "RU-NAVY",
    "evidence": "official",
    "equipment": "one destroyer",
    "summary": "It went through.",
    "notes": "Nothing else.",
}
"""A row without any fault."""


@dataclass(frozen=True)
class Bad:
    """A bad file, with what has to be said of it.

    ``line`` are words of the one line with which it is refused; ``kinds`` are the problems that a
    report has to name. Every row of an ``odd`` file can be taken. What is read ``apart`` may take
    down the process that reads it.
    """

    name: str
    make: Callable[[], bytes]
    line: str = ""
    kinds: frozenset[str] = frozenset()
    odd: bool = False
    apart: bool = False

    @cached_property
    def content(self) -> bytes:
        return self.make()


def refused(name: str, content: bytes | str | Callable[[], bytes], line: str) -> Bad:
    return Bad(name, _maker(content), line=line)


def reported(name: str, content: bytes | str | Callable[[], bytes], *kinds: str) -> Bad:
    return Bad(name, _maker(content), kinds=frozenset(kinds))


def bomb(name: str, content: Callable[[], bytes], line: str) -> Bad:
    return Bad(name, content, line=line, apart=True)


def odd(name: str, content: bytes | str | Callable[[], bytes]) -> Bad:
    return Bad(name, _maker(content), odd=True)


def table(*rows: Mapping[str, str | None]) -> str:
    """Return a CSV of a good row and of rows that differ from it as said."""
    names = list(dict.fromkeys([*GOOD, *(name for row in rows for name in row)]))
    content = io.StringIO(newline="")
    writer = csv.writer(content)
    writer.writerow(names)
    for place, row in enumerate([{}, *rows], start=1):
        whole = {**GOOD, "id": f"A-{place}", **row}
        writer.writerow([whole.get(name) or "" for name in names])
    return content.getvalue()


def each(family: str, values: Iterable[str], field: str, *kinds: str, **more: str) -> Sequence[Bad]:
    """Return a file for each bad value of a field."""
    return [
        reported(f"{family}-{place}.csv", table({field: value, **more}), *kinds)
        for place, value in enumerate(values, start=1)
    ]


def _maker(content: bytes | str | Callable[[], bytes]) -> Callable[[], bytes]:
    if callable(content):
        return content
    made = content.encode() if isinstance(content, str) else content
    return lambda: made
