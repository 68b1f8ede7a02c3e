"""Scrambles by fiscal year: one figure a year, parts of years marked, nothing added up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geo_tensions.registers import Against, Coverage, Figure, ScramblePeriod
from geo_tensions.timespan import Window

AGAINST_WORDS = {
    Against.TOTAL: "all aircraft",
    Against.RUSSIA: "Russian aircraft",
    Against.CHINA: "Chinese aircraft",
}
COVERAGE_WORDS = {
    Coverage.FULL_YEAR: "",
    Coverage.FIRST_QUARTER: "April to June only",
    Coverage.FIRST_HALF: "April to September only",
    Coverage.NINE_MONTHS: "April to December only",
}
"""What a figure covers, in words; nothing for a whole year."""

NEVER_ADDED = (
    "Parts of a fiscal year count from 1 April and contain each other; they are never added up."
)


@dataclass(frozen=True, slots=True)
class YearFigure:
    """What one chart shows of one fiscal year and one adversary."""

    period: ScramblePeriod
    against: Against
    figure: Figure

    @property
    def label(self) -> str:
        """The year, with the part that the figure covers: ``FY2025, April to June only``."""
        part = COVERAGE_WORDS[self.period.coverage]
        return f"FY{self.period.fiscal_year}" + (f", {part}" if part else "")


def year_figures(
    periods: Sequence[ScramblePeriod],
    *,
    window: Window | None = None,
    unverified: bool = False,
) -> list[YearFigure]:
    """Return at most one figure a fiscal year and adversary, by year.

    The whole year stands before its parts, a longer part before a shorter one.

    Parameters
    ----------
    periods
        All periods, as read.
    window
        Keep only periods that touch it.
    unverified
        Whether figures for which no document was read are asked for.
    """
    chosen: dict[tuple[int, Against], YearFigure] = {}
    for found in _figures(periods, window=window, unverified=unverified):
        key = (found.period.fiscal_year, found.against)
        other = chosen.get(key)
        if other is None or found.period.window.days > other.period.window.days:
            chosen[key] = found
    order = list(Against)
    return [chosen[key] for key in sorted(chosen, key=lambda key: (key[0], order.index(key[1])))]


def full_years(
    periods: Sequence[ScramblePeriod], against: Against, *, unverified: bool = False
) -> list[YearFigure]:
    """Return the figures of whole fiscal years only: what may be compared or joined by a line."""
    return [
        found
        for found in year_figures(periods, unverified=unverified)
        if found.against is against and not found.period.partial
    ]


def hidden_unverified(periods: Sequence[ScramblePeriod], *, window: Window | None = None) -> int:
    """Return how many fiscal years have a figure that is shown on request only."""
    return len(
        {
            found.period.fiscal_year
            for found in _figures(periods, window=window, unverified=True)
            if found.figure.unverified
        }
    )


def _figures(
    periods: Sequence[ScramblePeriod], *, window: Window | None, unverified: bool
) -> Iterator[YearFigure]:
    for period in periods:
        if window and (period.window.first > window.last or period.window.last < window.first):
            continue
        for against, figure in period.figures.items():
            if unverified or not figure.unverified:
                yield YearFigure(period, against, figure)
