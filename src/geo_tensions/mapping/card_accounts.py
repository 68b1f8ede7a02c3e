"""Accounts of one launch that differ, side by side: who said what, and by how much it differs."""

import re
from collections.abc import Iterator

import numpy as np

from geo_tensions.analysis.geodesy import geodesic_km
from geo_tensions.dataset import Record
from geo_tensions.mapping.card_facts import Fact, fact
from geo_tensions.mapping.card_words import coordinates

_BY = re.compile(r"(?P<what>.*\S)\s*\((?P<who>[^()]+)\)")
_KM = re.compile(r"(\d[\d,]*(?:\.\d+)?) km\b")


def account_facts(record: Record) -> list[Fact]:
    """Return the accounts of a launch's range, count and place, where there are several."""
    return [*_range(record), *_count(record), *_place(record)]


def accounts_of(text: str) -> list[tuple[str, str]]:
    """Split reports as the data writes them into who said it (or nobody named) and what."""
    found = []
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        named = _BY.fullmatch(part)
        found.append((named["who"], named["what"]) if named else ("", part))
    return found


def spread_km(accounts: list[tuple[str, str]]) -> float | None:
    """Return by how much distances differ, km; None where an account names none, or several."""
    numbers = [_KM.findall(what) for _, what in accounts]
    if len(numbers) < 2 or any(len(found) != 1 for found in numbers):  # noqa: PLR2004 - a pair
        return None
    values = [float(found[0].replace(",", "")) for found in numbers]
    return max(values) - min(values)


def _range(record: Record) -> Iterator[Fact]:
    accounts = accounts_of(record["range_reports"] or "")
    if len(accounts) < 2:  # noqa: PLR2004 - one account differs from none
        return
    for who, what in accounts:
        yield from fact(f"Range: {who}" if who else "Range", what)
    if spread := spread_km(accounts):
        yield from fact("Range: difference", f"{spread:,g} km", note="largest less smallest")


def _count(record: Record) -> Iterator[Fact]:
    least, most = record["count_min"], record["count_max"]
    if least is None or most is None or least == most:
        return
    yield from fact(
        "Missiles: accounts", f"{least} to {most}", note=record["count_note"] or "sources differ"
    )
    yield from fact("Missiles: difference", most - least)


def _place(record: Record) -> Iterator[Fact]:
    other = record["alternative"]
    if not other or record.lon is None or record.lat is None:
        return
    one = np.array([record.lon]), np.array([record.lat])
    away = geodesic_km(*one, np.array([other["lon"]]), np.array([other["lat"]]))[0]
    yield from fact("Place: drawn here", coordinates(record.lon, record.lat))
    where = coordinates(other["lon"], other["lat"])
    yield from fact("Place: another account", where, note=other.get("basis"))
    yield from fact("Place: difference", f"{away:,.0f} km")
