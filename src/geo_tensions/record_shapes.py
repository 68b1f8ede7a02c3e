"""Types and fixed words of a record's values: the shape that its other checks may rely on."""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from geo_tensions.model import Display, Evidence, Lane, PlacePrecision
from geo_tensions.timespan import Precision

Properties = Mapping[str, Any]

REQUIRED = (
    *("id", "event_id", "kind", "title", "start", "end_kind", "display", "evidence"),
    "place_precision",
)
"""Keys without which a record cannot be shown at all."""

VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    "date_precision": tuple(Precision),
    "lane": tuple(lane for lane in Lane if lane is not Lane.NONE),
    "verification": ("source-read", "source-read-partial", "background"),
    "status": ("reported", "confirmed", "reported-withdrawn"),
}
"""Words that a key may hold where it is not null."""

RESPONSES = ("none", "concern", "protest", "protest-ministerial", "expulsion")
"""Levels of a response, weakest first."""

EEZ_ANSWERS = ("inside", "outside")
EEZ_BASES = ("official", "reported", "inferred", "computed")
"""What an answer on Japan's exclusive economic zone can rest on, best first."""

MOST_MISSILES = 2**16 - 1
"""Largest count of missiles that a column holds (``uint16``)."""

_ID = re.compile(r"[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

_TEXTS = (
    *("title", "summary", "start", "end", "end_kind", "date_note", "place", "position_basis"),
    *("no_place_reason", "equipment", "verification_note", "notes", "official_eez", "object"),
    *("row_unit", "missile", "range_class", "count_note", "launch_site", "time_utc", "outcome"),
    *("range_reports", "azimuth_basis", "impact_method", "impact_reference", "landed_in"),
    *("outcome_by", "verification_tier", "kind", "date_precision", "lane", "verification"),
    "status",
)
_NUMBERS = ("launch_lon", "launch_lat", "apogee_km", "range_km", "azimuth_deg", "radius_km")
_COUNTS = (
    *("entries", "count", "count_min", "count_max", "count_japan_mod"),
    "event_count_japan_mod",
)
_TEXT_LISTS = ("former_ids", "actors", "sources", "flags")


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_MISSILES


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(_is_text(item) and item for item in value)


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _is_yes_no(value: object) -> bool:
    return isinstance(value, bool)


def _is_yes_no_or_text(value: object) -> bool:
    return _is_yes_no(value) or _is_text(value)


def _is_account(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        item is None or _is_text(item) for item in value.values()
    )


def _is_response(value: object) -> bool:
    return isinstance(value, Mapping) and _is_account(value) and value.get("level") in RESPONSES


def _is_denials(value: object) -> bool:
    return isinstance(value, list) and all(_is_account(item) for item in value)


def _is_alternative(value: object) -> bool:
    return isinstance(value, Mapping) and all(_is_number(value.get(key)) for key in ("lon", "lat"))


def _is_eez_statement(value: object) -> bool:
    return (
        isinstance(value, Mapping)
        and _is_account(value)
        and value.get("answer") in {None, *EEZ_ANSWERS}
        and value.get("basis") in {None, *EEZ_BASES}
        and (value.get("answer") is None or value.get("basis") is not None)
    )


Check = tuple[str, Callable[[object], bool]]
_CHECKS: Mapping[str, Check] = {
    **dict.fromkeys(_TEXTS, ("a text", _is_text)),
    **dict.fromkeys(_NUMBERS, ("a number", _is_number)),
    **dict.fromkeys(_COUNTS, (f"a count from 0 to {MOST_MISSILES}", _is_count)),
    **dict.fromkeys(_TEXT_LISTS, ("a list of texts", _is_texts)),
    **dict.fromkeys(("id", "event_id"), ("words joined by hyphens", _is_id)),
    **dict.fromkeys(("glide", "j_alert"), ("true, false or a text", _is_yes_no_or_text)),
    "display": (f"one of {', '.join(Display)}", lambda value: value in set(Display)),
    "evidence": (f"one of {', '.join(Evidence)}", lambda value: value in set(Evidence)),
    "place_precision": (
        f"one of {', '.join(PlacePrecision)}",
        lambda value: value in set(PlacePrecision),
    ),
    "time_jst": (
        "a time HH:MM",
        lambda value: isinstance(value, str) and _TIME.fullmatch(value) is not None,
    ),
    "passed_over_japan": ("true or false", _is_yes_no),
    "response": (f"a table with a level of {', '.join(RESPONSES)}", _is_response),
    "denied_by": ("a list of tables of texts", _is_denials),
    "alternative": ("a table with lon and lat", _is_alternative),
    "japan_eez": (
        f"a table with an answer ({', '.join(EEZ_ANSWERS)}) and its basis ({', '.join(EEZ_BASES)})",
        _is_eez_statement,
    ),
}
"""What the value of each key is, in words, and the test of it; null passes everywhere."""


def faults(properties: Properties) -> Iterator[str]:
    """Yield what is missing or has the wrong type or form in a record's properties."""
    for key in REQUIRED:
        if properties.get(key) is None or properties[key] == "":
            yield f"has no '{key}'"
    for key, (what, test) in _CHECKS.items():
        value = properties.get(key)
        try:
            good = value is None or test(value)
        except TypeError:  # an unhashable value was looked for in a set of words
            good = False
        if not good:
            yield f"{key} {_short(value)} is not {what}"


def _short(value: object) -> str:
    text = f"'{value}'" if isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"  # noqa: PLR2004 - fits one line
