"""Scrambles of Japan's Air Self-Defense Force per fiscal year, with what each figure rests on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo_tensions.dataset import Dataset
from geo_tensions.model import Source
from geo_tensions.tables import read_rows


@dataclass(frozen=True, slots=True)
class Scrambles:
    """Scrambles of one fiscal year (1 April to 31 March); None where no figure was found.

    A part year is cumulative from 1 April and is never added to another.
    """

    fiscal_year: int
    period_end: str
    full_year: bool
    total: int | None
    russia: int | None
    china: int | None
    unverified: bool
    note: str


def scrambles(dataset: Dataset) -> Mapping[int, Scrambles]:
    """Return the scrambles of each fiscal year: the full year, or the longest part of it."""
    found: dict[int, Scrambles] = {}
    for row in read_rows(dataset.catalog, "scrambles"):
        if not row["total"]:
            continue
        year = int(row["fiscal_year"])
        one = Scrambles(
            fiscal_year=year,
            period_end=row["period_end"],
            full_year=row["coverage"] == "full-year",
            total=_number(row["total"]),
            russia=_number(row["vs_russia"]),
            china=_number(row["vs_china"]),
            unverified="unverified"
            in (row["total_basis"], row["vs_russia_basis"], row["vs_china_basis"]),
            note=row["period"],
        )
        if year not in found or one.period_end > found[year].period_end:
            found[year] = one
    return dict(sorted(found.items()))


def scramble_sources(dataset: Dataset, first: int, last: int) -> Sequence[Source]:
    """Return the sources of the figures of some fiscal years."""
    found: dict[tuple[str, str], Source] = {}
    for row in read_rows(dataset.catalog, "scrambles"):
        if row["publisher"] and first <= int(row["fiscal_year"]) <= last:
            source = Source(
                id=f"scrambles-{row['period_end']}",
                publisher=row["publisher"],
                title=row["title"],
                date_published=row["date_published"],
                url=row["url"],
                read_via=row["read_via"],
                tier="press",
                note=f"Scrambles of FY{row['fiscal_year']}, {row['period']}",
            )
            found.setdefault((source.publisher, source.title), source)
    return list(found.values())


def _number(text: str) -> int | None:
    return int(text) if text else None
