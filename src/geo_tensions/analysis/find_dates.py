"""Days, months, years and spans out of what people type, in English, Japanese and Russian."""

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any

from geo_tensions.timespan import Window

LANGUAGES = ("en", "ja", "ru")
"""Languages in which a date is read."""

LONGEST = 5
"""Words of the longest date, such as ``23 сентября 2024 года``."""

_YEAR = r"(1[89]\d\d|20\d\d)"
_BARE_YEAR = re.compile(rf"{_YEAR}\s*(?:年|год|года)?")
_FISCAL = re.compile(rf"(?:fy|fiscal(?: year)?)\s*{_YEAR}|{_YEAR}\s*年度", re.IGNORECASE)
_HAS_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)")
_DASHES = "[\u2013\u2014\u301c\uff5e]"
_BETWEEN = re.compile(
    rf"\s+(?:to|until|till|по|до)\s+|\s*(?:\.\.+|{_DASHES}|から)\s*|\s+-\s+", re.IGNORECASE
)
_YEARS = re.compile(rf"{_YEAR}\s*-\s*{_YEAR}")


def read_window(text: str) -> Window | None:
    """Return the days that a text names, None if it is no date as a whole.

    A month or a year is all its days; ``FY2024`` and ``2024年度`` are Japan's fiscal year from
    1 April on; two dates with ``to``, a dash or ``から`` between them are a span. A date without
    its year is none.
    """
    text = text.strip().strip(",")
    if match := _YEARS.fullmatch(text):
        return _span(_one(match[1]), _one(match[2]))
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) == 2:  # noqa: PLR2004 - from and to
        last = _one(parts[1])
        first = _one(parts[0])
        if first is None and last is not None:
            # "September to October 2024": the first part borrows the year of the second.
            first = _one(f"{parts[0]} {last.last.year}")
        return _span(first, last)
    return _one(text)


def split_date(text: str) -> tuple[str, Window | None]:
    """Return a text without the date in it, and the date; the longest one if there are several."""
    words = text.split()
    for first, last in _stretches(words):
        window = read_window(" ".join(words[first:last]))
        if window is not None:
            return " ".join([*words[:first], *words[last:]]), window
    return text.strip(), None


def _stretches(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    longest = min(len(words), 2 * LONGEST + 1)
    for length in range(longest, 0, -1):
        for first in range(len(words) - length + 1):
            yield first, first + length


def _span(first: Window | None, last: Window | None) -> Window | None:
    if first is None or last is None or last.last < first.first:
        return None
    return Window(first.first, last.last)


@cache
def _one(text: str) -> Window | None:
    text = text.strip()
    if match := _FISCAL.fullmatch(text):
        year = int(match[1] or match[2])
        return Window(date(year, 4, 1), date(year + 1, 3, 31))
    if match := _BARE_YEAR.fullmatch(text):
        return Window(date(int(match[1]), 1, 1), date(int(match[1]), 12, 31))
    # Without a year in full, "Tu-95" would be 1995 and "may" this year's.
    return _parsed(text) if _HAS_YEAR.search(text) else None


def _parsed(text: str) -> Window | None:
    found = _parser().get_date_data(text)
    if found.date_obj is None or found.period not in {"day", "month"}:
        return None
    day = found.date_obj.date()
    if found.period == "day":
        return Window(day, day)
    length = calendar.monthrange(day.year, day.month)[1]
    return Window(day.replace(day=1), day.replace(day=length))


@cache
def _parser() -> Any:  # noqa: ANN401 - the library has no types
    # Slow to load, and needed by none but a search.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    settings = {"REQUIRE_PARTS": ["year", "month"], "DATE_ORDER": "DMY"}
    return DateDataParser(languages=list(LANGUAGES), settings=settings)
