"""Reading the values of a parsed deck one by one, keeping a line for each that cannot be used."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar

from geo_tensions.errors import DataError
from geo_tensions.timespan import Window

T = TypeVar("T")

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_DATE_WORDS = ("first", "cutoff")


class FieldReader:
    """Reads a table of a deck; faults are collected, with file, step and field.

    Parameters
    ----------
    table
        The parsed TOML table.
    where
        File, and step where there is one, as messages name it.
    problems
        Receives one line for each fault.
    """

    def __init__(self, table: object, *, where: str, problems: list[str]) -> None:
        self.where = where
        self.problems = problems
        self.table: Mapping[str, Any] = table if isinstance(table, Mapping) else {}
        self._read: set[str] = set()
        if not isinstance(table, Mapping):
            self.fault("", "is no table", "write it as [[step]] or { ... }")

    def fault(self, name: str, problem: str, remedy: str = "") -> None:
        """Keep a line on a field."""
        where = f"{self.where}, {name}" if name else self.where
        self.problems.append(str(DataError(where, problem, remedy)))

    def get(self, name: str) -> Any:  # noqa: ANN401 - a TOML value
        """Return a raw value, None where there is none; the field counts as known."""
        self._read.add(name)
        return self.table.get(name)

    def text(self, name: str, *, limit: int, required: bool = False) -> str:
        """Return plain text without control characters and outer space."""
        value = self.get(name)
        if value is None or value == "":
            if required:
                self.fault(name, "is missing", "write it")
            return ""
        if not isinstance(value, str):
            self.fault(name, f"is {_kind_of(value)}, text was expected", "put it in quotes")
            return ""
        clean = value.replace("\r\n", "\n").strip()
        if _CONTROL.search(clean):
            self.fault(name, "holds control characters", "remove them")
            clean = _CONTROL.sub("", clean)
        if len(clean) > limit:
            remedy = "shorten it" + (", or move a part to notes" if name == "text" else "")
            self.fault(name, f"has {len(clean)} characters, at most {limit} fit", remedy)
        return clean

    def flag(self, name: str) -> bool:
        """Return a switch, off by default."""
        value = self.get(name)
        if value is not None and not isinstance(value, bool):
            self.fault(name, f"is {_kind_of(value)}", "write true or false")
        return value is True

    def number(self, name: str, low: float, high: float, *, default: float) -> float:
        """Return a number between two bounds."""
        value = self.get(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.fault(name, f"is {_kind_of(value)}, a number was expected", "write a number")
            return default
        if not low <= value <= high:
            self.fault(name, f"{value:g} is not between {low:g} and {high:g}", "correct it")
            return default
        return float(value)

    def choice(self, name: str, make: Callable[[str], T], *, default: T | None) -> T | None:
        """Return a value of an enumeration."""
        value = self.get(name)
        if value is None:
            if default is None:
                self.fault(name, "is missing", "write it")
            return default
        try:
            return make(value)
        except (ValueError, TypeError):
            allowed = ", ".join(str(item) for item in make) if isinstance(make, type) else ""  # type: ignore[attr-defined]
            self.fault(name, f"'{_short(value)}' is not known", f"use one of: {allowed}")
            return default

    def names(
        self, name: str, allowed: Collection[str], *, default: frozenset[str], what: str = ""
    ) -> frozenset[str]:
        """Return a set of known names; the default where the field is absent."""
        return frozenset(self.sequence(name, allowed, what=what)) if self.has(name) else default

    def sequence(self, name: str, allowed: Collection[str], *, what: str = "") -> tuple[str, ...]:
        """Return a list of known names, in order."""
        value = self.get(name)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self.fault(name, "is no list of texts", 'write ["...", "..."]')
            return ()
        if unknown := [item for item in value if item not in allowed]:
            listed = ", ".join(f"'{_short(item)}'" for item in unknown[:5])
            self.fault(name, f"{listed} {what or 'is not known'}", "correct or remove it")
        return tuple(item for item in value if item in allowed)

    def tables(self, name: str) -> list[tuple[int, Any]]:
        """Return a list of tables with their numbers, from 1."""
        value = self.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(name, "is no list of tables", f"write [[{name}]]")
            return []
        return list(enumerate(value, start=1))

    def windows(self, name: str, *, extent: Window, default: Window) -> tuple[Window, ...]:
        """Return windows of time, written as a list of pairs of days."""
        value = self.get(name)
        if value is None:
            return (default,)
        if not isinstance(value, list) or not value:
            self.fault(name, "is no list of pairs of days", 'write [["2024-09-01", "2025-01-31"]]')
            return (default,)
        found: list[Window] = []
        for number, pair in enumerate(value, start=1):
            try:
                first, last = pair
                found.append(Window(_day(first, extent), _day(last, extent)))
            except (TypeError, ValueError) as error:
                problem = f"window {number} cannot be read ({error})"
                self.fault(name, problem, "write two days, YYYY-MM-DD, first or cutoff")
        return tuple(found) or (default,)

    def has(self, name: str) -> bool:
        """Tell whether a field is there."""
        return name in self.table

    def leftovers(self) -> None:
        """Complain of fields that nothing reads: mostly misspelt ones."""
        for name in self.table:
            if name not in self._read:
                self.fault(_short(name), "is no field of a deck", "check the spelling or remove it")


def _day(value: object, extent: Window) -> date:
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if value == "first":
        return extent.first
    if value == "cutoff":
        return extent.last
    if not isinstance(value, str):
        msg = f"'{_short(value)}' is no day"
        raise ValueError(msg)  # noqa: TRY004 - one kind of fault for the reader
    return date.fromisoformat(value)


def _kind_of(value: object) -> str:
    names = {str: "text", bool: "true or false", int: "a number", float: "a number", list: "a list"}
    return names.get(type(value), "a table" if isinstance(value, Mapping) else "something else")


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004 - fits one line
