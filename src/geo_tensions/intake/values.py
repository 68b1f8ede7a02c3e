"""Values of typed formats as the texts that they would be in a table."""

import json
import math
from datetime import date, datetime, time
from typing import Any

_LARGE = 10**100
_EXACT = 1e15


def as_text(value: Any) -> str | None:  # noqa: ANN401 - whatever a file holds
    """Return a value of any kind as a text: dates in ISO form, nothing as null."""
    match value:
        case [*items] if all(isinstance(item, str) for item in items):
            value = ";".join(items)
        case date() | time():
            value = _moment_text(value)
        case bytes() | bytearray():
            value = f"({len(value):,} bytes that are no text)"
    if value is None or isinstance(value, str):
        return value or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(value)
    try:
        # true and false are words of JSON as well.
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "a value that is nested too deeply"
    except (TypeError, ValueError):
        return str(value)


def number_text(value: float) -> str:
    """Return a number as a text: whole ones without a fraction."""
    if isinstance(value, int):
        return repr(value) if abs(value) < _LARGE else "a number of more than 100 digits"
    if math.isfinite(value) and value.is_integer() and abs(value) < _EXACT:
        return repr(int(value))
    return repr(value)


def _moment_text(value: date | time) -> str:
    """Return a day without the midnight that many formats add to it."""
    if isinstance(value, datetime) and not (value.tzinfo or value.time() != time()):
        return value.date().isoformat()
    return value.isoformat()
