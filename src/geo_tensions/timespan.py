"""Days, months and years as spans of minutes, and windows over them.

All times are Japan Standard Time. An instant is a whole number of minutes since 1970-01-01T00:00
JST, the form in which it travels to the browser; spans and windows include both of their ends.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

MINUTES_PER_DAY = 1440
OPEN_END = 2**31 - 1
"""The last minute of a span that a source says goes on (the largest ``int32``)."""

_EPOCH = date(1970, 1, 1).toordinal()
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DECEMBER = 12


class Precision(StrEnum):
    """How precisely a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


def first_minute(day: date) -> int:
    """Return the minute at which a day begins."""
    return (day.toordinal() - _EPOCH) * MINUTES_PER_DAY


def last_minute(day: date) -> int:
    """Return the last minute of a day."""
    return first_minute(day) + MINUTES_PER_DAY - 1


def day_of(minute: int) -> date:
    """Return the day that holds a minute."""
    return date.fromordinal(minute // MINUTES_PER_DAY + _EPOCH)


@dataclass(frozen=True, slots=True)
class Timespan:
    """A stretch of time with both ends included.

    Parameters
    ----------
    start, end
        Minutes since 1970-01-01T00:00 JST; ``end`` is :data:`OPEN_END` for what goes on.
    precision
        How precisely the start is known.
    """

    start: int
    end: int
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        """Refuse a span that runs backwards."""
        if self.end < self.start:
            msg = f"end {day_of(self.end)} is before start {day_of(self.start)}"
            raise ValueError(msg)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` as the whole span it names.

        Raises
        ------
        ValueError
            If the text has another form or names no date of the calendar.
        """
        match = _ISO.fullmatch(text)
        if match is None:
            msg = f"'{text}' is not a date of the form YYYY, YYYY-MM or YYYY-MM-DD"
            raise ValueError(msg)
        year, month, day = match.groups()
        try:
            first = date(int(year), int(month or 1), int(day or 1))
        except ValueError as error:
            msg = f"'{text}' is no date of the calendar ({error})"
            raise ValueError(msg) from error
        if day:
            return cls._between(first, first, Precision.DAY)
        if month:
            return cls._between(first, _end_of_month(first), Precision.MONTH)
        return cls._between(first, date(first.year, _DECEMBER, 31), Precision.YEAR)

    @classmethod
    def of_record(cls, *, start: str, end: str | None, end_kind: str) -> Self:
        """Build the span in which a record shows.

        Parameters
        ----------
        start, end
            ISO dates of any precision.
        end_kind
            ``inclusive`` (through ``end``, or through the start's own span if there is no ``end``),
            ``open`` (goes on) or ``unknown`` (shown on its start alone).

        Raises
        ------
        ValueError
            If a date cannot be read, the end comes first or the kind of end is unknown.
        """
        first = cls.parse(start)
        if end_kind == "open":
            return cls(first.start, OPEN_END, first.precision)
        if end_kind == "unknown":
            return first
        if end_kind == "inclusive":
            return cls(first.start, cls.parse(end).end if end else first.end, first.precision)
        msg = f"'{end_kind}' is not a kind of end (inclusive, open, unknown)"
        raise ValueError(msg)

    @classmethod
    def _between(cls, first: date, last: date, precision: Precision) -> Self:
        return cls(first_minute(first), last_minute(last), precision)


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """The time a user looks at: whole days, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a window that runs backwards."""
        if self.last < self.first:
            msg = f"the window ends ({self.last}) before it begins ({self.first})"
            raise ValueError(msg)

    @classmethod
    def of_minutes(cls, start: int, end: int) -> Self:
        """Return the days that hold two minutes."""
        return cls(day_of(start), day_of(end))

    @property
    def start(self) -> int:
        """First minute."""
        return first_minute(self.first)

    @property
    def end(self) -> int:
        """Last minute."""
        return last_minute(self.last)

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last - self.first).days + 1

    def touches(self, span: Timespan) -> bool:
        """Tell whether any minute of the span lies in the window."""
        return span.start <= self.end and span.end >= self.start


def _end_of_month(first: date) -> date:
    if first.month == _DECEMBER:
        return date(first.year, _DECEMBER, 31)
    return date(first.year, first.month + 1, 1) - timedelta(days=1)
