"""Grammar of the sentences that are made by rules: numbers, nouns, lists, days and spans."""

from collections.abc import Sequence
from datetime import date

from geo_tensions.timespan import Window

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def number(value: int) -> str:
    """Return a count as a sentence writes it: ``no`` for 0, else digits with commas."""
    return "no" if value == 0 else f"{value:,}"


def noun(value: int, one: str, many: str | None = None) -> str:
    """Return the form of a noun that goes with a count (``many`` is by default ``one`` + s)."""
    return one if value == 1 else (many or f"{one}s")


def counted(value: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: ``no events``, ``1 event``, ``2,000 events``."""
    return f"{number(value)} {noun(value, one, many)}"


def verb(value: int, one: str, many: str) -> str:
    """Return the form of a verb that goes with a count: 0 and many take the plural."""
    return one if value == 1 else many


def listed(items: Sequence[str]) -> str:
    """Return a list as a sentence writes it: ``a``, ``a and b``, ``a, b and c``."""
    if len(items) <= 1:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def capital(text: str) -> str:
    """Return text with its first letter in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]


def day_words(day: date) -> str:
    """Return a day as a sentence writes it: ``1 January 2022``."""
    return f"{day.day} {month_words(day)}"


def month_words(day: date) -> str:
    """Return the month of a day: ``January 2022``."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def span_words(window: Window) -> str:
    """Return a window as a sentence writes it, naming what both ends share once.

    ``1 January 2022``, ``1 to 31 January 2022``, ``1 January to 31 December 2022``,
    ``1 September 2024 to 31 January 2025``.
    """
    first, last = window.first, window.last
    if first == last:
        return day_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {day_words(last)}"
    return f"{day_words(first)} to {day_words(last)}"


def days_words(window: Window) -> str:
    """Return how long a window is: ``1 day``, ``365 days``."""
    return counted(window.days, "day")


def rate_words(value: float) -> str:
    """Return a rate per day with two figures that mean something: ``0.093 a day``."""
    return f"{value:.2g} a day" if value else "0 a day"


def signed(value: int) -> str:
    """Return a difference with its sign: ``+3``, ``0``, a true minus for what fell."""
    return f"+{value:,}" if value > 0 else f"{value:,}".replace("-", "\u2212")
