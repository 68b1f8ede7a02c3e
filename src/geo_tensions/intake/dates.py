"""Dates of foreign files, read as they are written and never guessed."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone

from geo_tensions.intake.date_model import (
    AMBIGUOUS,
    ERA,
    EXCHANGED,
    IMPOSSIBLE,
    TWO_DIGITS,
    UNREADABLE,
    DateNumbers,
    DateOrder,
    DateRead,
)
from geo_tensions.intake.date_words import ERA_LETTERS, ERAS, FILLERS, MONTHS
from geo_tensions.intake.plain import plain

__all__ = ["JAPAN", "DateNumbers", "DateOrder", "DateRead", "read_date"]

JAPAN = timezone(timedelta(hours=9), "JST")

_FIRST_YEAR, _LAST_YEAR = 1, 6000
_MONTHS_OF_YEAR = 12
_EXCEL_EPOCHS = {
    DateNumbers.EXCEL_1900: date(1899, 12, 30),
    DateNumbers.EXCEL_1904: date(1904, 1, 1),
}
_FIRST_SERIAL, _LAST_SERIAL = 61, 200_000
"""Before its day 61 Excel counts a 29 February 1900 that never was."""

_TIME = re.compile(
    r"(?:[t ,]+|(?<=日))(?:um |at |в |à )?"
    r"(?P<clock>(?:\d{1,2}[:時h]|\d{1,2}\.(?=\d\d uhr))\d{2}"
    r"(?:[:分]\d{2}(?:[.,]\d+)?秒?)?分?(?: ?[ap]\.?m\.?)?)"
    r" ?(?P<zone>z|utc|gmt|jst|msk|[+-]\d{2}:?\d{2}|[+-]\d{2})?(?: uhr| h)?$"
)
_CLOCK = re.compile(r"(\d{1,2})\D(\d{2})(?:\D(\d{2}))?")
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "msk": 180, "jst": 540}
_YMD = re.compile(r"(\d{4}) ?[-/. ] ?(\d{1,2})(?: ?[-/. ] ?(\d{1,2}))?\.?")
_THREE = re.compile(r"(\d{1,2}) ?[-/. ] ?(\d{1,2}) ?[-/. ] ?(\d{4})\.?")
_SHORT = re.compile(r"'?(\d{1,2})[-/. ](\d{1,2})[-/. ]'?(\d{1,2})\.?")
_MONTH_YEAR = re.compile(r"(\d{1,2}) ?[-/.] ?(\d{4})")
_YEAR = re.compile(r"(\d{4}) ?(?:年|г\.?|год|года)?")
_COMPACT = re.compile(r"([12]\d{3})(\d{2})(\d{2})")
_JAPANESE = re.compile(
    r"(?P<year>\d{4}) ?年(?: ?(?P<month>\d{1,2}) ?月(?: ?(?P<day>\d{1,2}) ?日)?)?"
)
_ERA = re.compile(
    r"(?P<era>明治|大正|昭和|平成|令和) ?(?P<year>\d{1,2}|元) ?年"
    r"(?: ?(?P<month>\d{1,2}) ?月(?: ?(?P<day>\d{1,2}) ?日)?)?"
)
_ERA_SHORT = re.compile(
    r"(?P<era>[mtshr]) ?(?P<year>\d{1,2}|元)[./-](?P<month>\d{1,2})[./-](?P<day>\d{1,2})"
)
_WEEKDAY = re.compile(r" ?\([^()]{1,12}\)$")
_WORD = re.compile(r"[^\W\d_]+|\d+")
_DAY_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|º|ª|-?го|-?е)\b")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SPAN = re.compile(r" (?:-|to|bis|until|по) | ?[〜~] ?|から|(?<=\d{4}-\d\d-\d\d)/(?=\d{4}-)")


def read_date(
    text: str, *, order: DateOrder | None, numbers: DateNumbers = DateNumbers.NONE
) -> DateRead:
    """Read a date, or a span of two dates.

    Parameters
    ----------
    text
        As it stands in the file, in English, Japanese, Russian, German, French or Spanish.
    order
        Which part comes first where digits alone do not tell; None where nobody has said. That
        the year comes first says nothing of dates in which it comes last.
    numbers
        What a bare number counts.

    A time with a zone counts as its day in Japan; any other time of day is passed over.
    """
    bare = plain(text)
    found = _one(bare, order, numbers)
    if found.fault != UNREADABLE:
        return found
    if (two := _two_days(bare, order, numbers)).start:
        return two
    parts = _SPAN.split(bare)
    if len(parts) != 2:  # noqa: PLR2004 - a first and a last day
        return found
    last = _one(parts[1].strip(), order, numbers)
    first = _one(parts[0].strip(), order, numbers)
    if first.fault == UNREADABLE and last.start:
        # "23 to 25 September 2024": the first part borrows what it lacks from the second.
        tail = parts[1].strip().split(maxsplit=1)
        for borrowed in (tail[-1], last.start[:4]):
            first = _one(f"{parts[0].strip()} {borrowed}", order, numbers)
            if first.start:
                break
    if first.fault or last.fault:
        worse = first if first.fault not in {"", UNREADABLE} else last if last.fault else first
        return DateRead(fault=worse.fault, reason=worse.reason or f"'{text}' is no date")
    return DateRead(first.start, last.start)


def _two_days(bare: str, order: DateOrder | None, numbers: DateNumbers) -> DateRead:
    """Read two days of one month, such as ``9-11 September 2024``."""
    for form in _DAYS:
        if match := form.fullmatch(bare):
            first, last = (
                _one(f"{match['before']}{match[day]}{match['after']}", order, numbers)
                for day in ("first", "last")
            )
            if first.start and last.start:
                return DateRead(first.start, last.start)
    return DateRead()


def _one(bare: str, order: DateOrder | None, numbers: DateNumbers) -> DateRead:
    if numbers is not DateNumbers.NONE and _NUMBER.fullmatch(bare):
        return _counted(bare, numbers)
    timed = _TIME.search(bare)
    if timed:
        found = _day(bare[: timed.start()], order)
        return _in_japan(found, timed) if timed["zone"] and found.start else found
    return _day(bare, order)


def _day(bare: str, order: DateOrder | None) -> DateRead:
    bare = _WEEKDAY.sub("", bare)
    for form, read in _FORMS:
        if match := form.fullmatch(bare):
            return read(match)
    if match := _THREE.fullmatch(bare):
        return _by_order(match, order)
    if _SHORT.fullmatch(bare):
        return DateRead(fault=TWO_DIGITS, reason="a year of two digits may be of any century")
    return _in_words(bare)


def _made(year: int, month: int | None = None, day: int | None = None) -> DateRead:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return DateRead(fault=IMPOSSIBLE, reason=f"there is no year {year} on the time bar")
    if month is None:
        return DateRead(f"{year:04}")
    if not 1 <= month <= _MONTHS_OF_YEAR:
        return DateRead(fault=IMPOSSIBLE, reason=f"there is no month {month}")
    if day is None:
        return DateRead(f"{year:04}-{month:02}")
    try:
        return DateRead(date(year, month, day).isoformat())
    except ValueError:
        reason = f"month {month} of {year} has no day {day}"
        return DateRead(fault=IMPOSSIBLE, reason=reason)


def _year_first(match: re.Match[str]) -> DateRead:
    return _made(*(int(part) for part in match.groups() if part))


def _month_year(match: re.Match[str]) -> DateRead:
    return _made(int(match[2]), int(match[1]))


def _japanese(match: re.Match[str]) -> DateRead:
    parts = [match["year"], match["month"], match["day"]]
    return _made(*(int(part) for part in parts if part))


def _era(match: re.Match[str]) -> DateRead:
    era = ERA_LETTERS.get(match["era"], match["era"])
    first, last = ERAS[era]
    number = 1 if match["year"] == "元" else int(match["year"])
    parts = [match["month"], match["day"]]
    found = _made(first.year + number - 1, *(int(part) for part in parts if part))
    length = len(found.start)
    outside = found.start < first.isoformat()[:length] or (
        last is not None and found.start > last.isoformat()[:length]
    )
    if found.start and (outside or not number):
        return DateRead(fault=ERA, reason=f"{era} has no such date", proposal="")
    return found


def _by_order(match: re.Match[str], order: DateOrder | None) -> DateRead:
    one, two, year = (int(part) for part in match.groups())
    day_first, month_first = _made(year, two, one), _made(year, one, two)
    if order is DateOrder.DMY:
        return _or_exchanged(day_first, month_first, "day, month")
    if order is DateOrder.MDY:
        return _or_exchanged(month_first, day_first, "month, day")
    if day_first.start and month_first.start and one != two:
        reason = "it is not settled whether the day or the month comes first"
        return DateRead(fault=AMBIGUOUS, reason=reason)
    return day_first if day_first.start or not month_first.start else month_first


def _or_exchanged(chosen: DateRead, other: DateRead, words: str) -> DateRead:
    if chosen.fault and other.start:
        reason = f"it is no date in the order of the column ({words}, year)"
        return DateRead(fault=EXCHANGED, reason=reason, proposal=other.start)
    return chosen


def _in_words(bare: str) -> DateRead:
    tokens = _WORD.findall(_DAY_WORD.sub(r"\1", bare))
    months = [MONTHS[token] for token in tokens if token in MONTHS]
    digits = [token for token in tokens if token.isdigit()]
    others = [
        token
        for token in tokens
        if not token.isdigit() and token not in MONTHS and token not in FILLERS
    ]
    years = [int(token) for token in digits if len(token) == 4]  # noqa: PLR2004 - YYYY
    days = [int(token) for token in digits if len(token) <= 2]  # noqa: PLR2004 - DD
    if len(months) != 1 or others or len(years) + len(days) != len(digits):
        return DateRead(fault=UNREADABLE, reason="it is no date")
    if not years and len(days) in {1, 2}:
        if len(days) == 2:  # noqa: PLR2004 - a day and a year
            return DateRead(fault=TWO_DIGITS, reason="a year of two digits may be of any century")
        return DateRead(fault=UNREADABLE, reason="it names no year")
    if len(years) != 1 or len(days) > 1:
        return DateRead(fault=UNREADABLE, reason="it is no date")
    return _made(years[0], months[0], *days)


def _in_japan(found: DateRead, timed: re.Match[str]) -> DateRead:
    """Return the day in Japan of a day and a time of day in a zone."""
    clock = _CLOCK.match(timed["clock"])
    try:
        hour, minute, second = (int(part or 0) for part in clock.groups()) if clock else (0, 0, 0)
        if timed["clock"].replace(".", "").endswith(("am", "pm")):
            hour = hour % 12 + 12 * timed["clock"].replace(".", "").endswith("pm")
        zone = timezone(timedelta(minutes=_offset(timed["zone"])))
        stamp = datetime.combine(
            date.fromisoformat(found.start), time(hour, minute, second), tzinfo=zone
        )
        return DateRead(stamp.astimezone(JAPAN).date().isoformat())
    except (ValueError, OverflowError):
        return DateRead(fault=IMPOSSIBLE, reason="there is no such day or hour")


def _offset(zone: str) -> int:
    """Return the minutes by which a zone is ahead of UTC."""
    if zone in _ZONES:
        return _ZONES[zone]
    hours, minutes = int(zone[1:3]), int(zone[3:].lstrip(":") or 0)
    return (hours * 60 + minutes) * (-1 if zone[0] == "-" else 1)


def _counted(text: str, numbers: DateNumbers) -> DateRead:
    value = float(text)
    try:
        if numbers in _EXCEL_EPOCHS:
            if not _FIRST_SERIAL <= value < _LAST_SERIAL:
                return DateRead(fault=UNREADABLE, reason="it is no day that Excel counts")
            return DateRead((_EXCEL_EPOCHS[numbers] + timedelta(days=int(value))).isoformat())
        seconds = value / 1000 if numbers is DateNumbers.UNIX_MILLISECONDS else value
        return DateRead(datetime.fromtimestamp(seconds, UTC).astimezone(JAPAN).date().isoformat())
    except (ValueError, OverflowError, OSError):
        return DateRead(fault=UNREADABLE, reason="it counts to no day of the calendar")


_TWO = r"(?P<first>\d{1,2})\.?日? ?[-/~〜&] ?(?P<last>\d{1,2})"
_DAYS = (
    re.compile(rf"(?P<before>){_TWO}(?P<after>\.? (?:de )?[^\W\d_]+\.?,? (?:de )?\d{{4}}.*)"),
    re.compile(rf"(?P<before>[^\W\d_]+\.? ){_TWO}(?P<after>,? \d{{4}})"),
    re.compile(rf"(?P<before>.*[\d元]年 ?\d{{1,2}}月 ?){_TWO}(?P<after>日)"),
)

_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], DateRead]], ...] = (
    (_YMD, _year_first),
    (_YEAR, lambda match: _made(int(match[1]))),
    (_COMPACT, _year_first),
    (_MONTH_YEAR, _month_year),
    (_JAPANESE, _japanese),
    (_ERA, _era),
    (_ERA_SHORT, _era),
)
