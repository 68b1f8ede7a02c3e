"""Dates in words that no rule covers, read by a library and offered, never taken by themselves."""

import re
from dataclasses import replace
from functools import cache
from typing import Any

from geo_tensions.intake.date_model import DateOrder, DateRead

_LANGUAGES = ("en", "ja", "ru", "de", "fr", "es")
_HAS_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)(?!\d)")
_LONGEST = 60


def read_freely(text: str, found: DateRead, *, order: DateOrder | None) -> DateRead:
    """Return an unreadable date with what could be made out of it as a proposal."""
    if len(text) > _LONGEST or not _HAS_YEAR.search(text) or order is None:
        return found
    try:
        read = _parser(order).get_date_data(text)
    except (ValueError, OverflowError, TypeError, RecursionError):
        return found
    if read.date_obj is None or read.period not in {"day", "month"}:
        return found
    day = read.date_obj.date().isoformat()
    return replace(found, proposal=day if read.period == "day" else day[:7])


@cache
def _parser(order: DateOrder) -> Any:  # noqa: ANN401 - the library has no types
    # Slow to load, and needed for unusual dates alone.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    settings = {"REQUIRE_PARTS": ["year", "month"], "DATE_ORDER": order.value}
    return DateDataParser(languages=list(_LANGUAGES), settings=settings)
