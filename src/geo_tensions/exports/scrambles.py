"""Scrambles of Japan's Air Self-Defense Force per fiscal year, as charts and tables show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo_tensions.analysis.scrambles import COVERAGE_WORDS
from geo_tensions.dataset import Dataset
from geo_tensions.model import Source
from geo_tensions.registers import Against, Basis, Coverage, ScramblePeriod, load_scrambles


@dataclass(frozen=True, slots=True)
class Scrambles:
    """Scrambles of one fiscal year (1 April to 31 March); None where no figure was found.

    A part year is cumulative from 1 April and is never added to another.
    """

    fiscal_year: int
    full_year: bool
    total: int | None
    russia: int | None
    china: int | None
    unverified: bool
    note: str


def scrambles(dataset: Dataset) -> Mapping[int, Scrambles]:
    """Return the scrambles of each fiscal year: the full year, or the longest part of it."""
    longest: dict[int, ScramblePeriod] = {}
    for period in load_scrambles(dataset.catalog):
        if Against.TOTAL not in period.figures:
            continue
        known = longest.get(period.fiscal_year)
        if known is None or period.window.last > known.window.last:
            longest[period.fiscal_year] = period
    return {year: _scrambles(longest[year]) for year in sorted(longest)}


def scramble_sources(dataset: Dataset, first: int, last: int) -> Sequence[Source]:
    """Return the sources of the figures of some fiscal years."""
    identifiers = dict.fromkeys(
        source
        for period in load_scrambles(dataset.catalog)
        if first <= period.fiscal_year <= last
        for source in period.sources
    )
    return [dataset.sources[identifier] for identifier in identifiers]


def _scrambles(period: ScramblePeriod) -> Scrambles:
    # What only rounded shares tell is no number to stand on a slide.
    figures = {
        against: figure.value
        for against, figure in period.figures.items()
        if figure.basis is not Basis.SHARES
    }
    return Scrambles(
        fiscal_year=period.fiscal_year,
        full_year=period.coverage is Coverage.FULL_YEAR,
        total=figures.get(Against.TOTAL),
        russia=figures.get(Against.RUSSIA),
        china=figures.get(Against.CHINA),
        unverified=any(figure.unverified for figure in period.figures.values()),
        note=COVERAGE_WORDS[period.coverage],
    )
