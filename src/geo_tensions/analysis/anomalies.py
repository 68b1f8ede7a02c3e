"""Periods that stand out against their own history: launches by month, scrambles by fiscal year.

A count is told as unusual if it lies outside the central Poisson interval around the mean of a
trailing baseline. Counts of selected kinds are refused: they say what was collected.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import numpy as np

from geo_tensions.analysis.completeness import LAUNCH_KIND, coverage, refusal
from geo_tensions.analysis.poisson import interval
from geo_tensions.analysis.scrambles import AGAINST_WORDS, full_years
from geo_tensions.analysis.series import By, Step, over_time
from geo_tensions.analysis.words import counted, day_words, month_words
from geo_tensions.dataset import Dataset
from geo_tensions.registers import Against, ScramblePeriod
from geo_tensions.timespan import Window

LEVEL = 0.99
"""Share of counts that the interval holds if nothing changes: about 1 month in 100 is outside it by
chance."""

BASELINE_MONTHS = 24
"""Trailing months from which the mean of launch dates a month is taken."""

LEAST_BASELINE = 5
"""Launch dates that a baseline must hold: from fewer, no mean worth the name can be taken."""

BASELINE_YEARS = 5
"""Trailing fiscal years from which the mean of scrambles a year is taken."""


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A period whose count is outside the interval.

    It holds the count, its baseline and the interval, so that none is shown without the others.
    """

    label: str
    window: Window
    count: int
    baseline_mean: float
    baseline: str
    low: int
    high: int
    ids: Sequence[str]

    @property
    def sentence(self) -> str:
        """Count, direction, baseline and interval in one line."""
        direction = "more" if self.count > self.high else "fewer"
        return (
            f"{self.label}: {self.count:,}, {direction} than the {self.low:,} to {self.high:,} "
            f"expected from a mean of {self.baseline_mean:.3g} over {self.baseline}"
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What stands out in a series, with the method and its limits.

    ``refused`` is why nothing was looked for; everything else is empty then.
    """

    found: Sequence[Anomaly]
    checked: int
    method: str
    caveat: str
    refused: str = ""

    @property
    def sentences(self) -> list[str]:
        """Findings between method and caveat, as text."""
        if self.refused:
            return [self.refused]
        if not self.found:
            none = f"None stands out of {counted(self.checked, 'period')} looked at."
            return [self.method, none, self.caveat]
        return [self.method, *(f"{one.sentence}." for one in self.found), self.caveat]


def launch_months(dataset: Dataset, *, window: Window, kind: str = LAUNCH_KIND) -> Report:
    """Return the whole months of a window in which launch dates stand out.

    All records of the kind count, whatever a state filters by, so that the baseline is not one of
    sources.

    Parameters
    ----------
    dataset
        The data.
    window
        Months looked at; the baseline may lie before it.
    kind
        Kind to look at; all but launches are refused, with the reason.
    """
    described = dataset.kinds[kind]
    reason = refusal(described)
    if not reason and kind != LAUNCH_KIND:
        reason = f"{described.label}: too few a month for a baseline; only launches are looked at."
    if reason:
        return Report((), 0, "", "", refused=reason)
    known = coverage(dataset, described).window
    mask = dataset.columns.kind == list(dataset.kinds).index(kind)
    mask = mask & (dataset.columns.start >= known.start) & (dataset.columns.start <= known.end)
    series = over_time(dataset, mask, window=known, step=Step.MONTH, by=By.KIND)
    cells = {cell.bucket.window.first: cell for cell in series.cells}
    months = [bucket.window for bucket in series.buckets if bucket.whole]
    counts = [cells[month.first].count if month.first in cells else 0 for month in months]
    found, checked = [], 0
    for number in range(BASELINE_MONTHS, len(months)):
        month = months[number]
        if month.first < window.first or month.last > window.last:
            continue
        before = counts[number - BASELINE_MONTHS : number]
        if sum(before) < LEAST_BASELINE:
            continue
        checked += 1
        mean = float(np.mean(before))
        low, high = interval(mean, level=LEVEL)
        if not low <= counts[number] <= high:
            rows = cells[month.first].rows if month.first in cells else ()
            found.append(
                Anomaly(
                    label=f"{month_words(month.first)}, launch dates",
                    window=month,
                    count=counts[number],
                    baseline_mean=mean,
                    baseline=f"the {BASELINE_MONTHS} months before",
                    low=low,
                    high=high,
                    ids=[dataset.records[row].id for row in rows],
                )
            )
    return Report(
        found,
        checked,
        _method(
            "month",
            f"{BASELINE_MONTHS} months",
            least=f"; with fewer than {LEAST_BASELINE} launch dates in those, it is left out",
        ),
        _launch_caveat(known),
    )


def scramble_years(
    periods: Sequence[ScramblePeriod], *, against: Against, unverified: bool = False
) -> Report:
    """Return the whole fiscal years in which scrambles stand out against the five before.

    Parts of years are never looked at; a year is skipped unless the five before it are all known.
    """
    figures = full_years(periods, against, unverified=unverified)
    found, checked = [], 0
    for number in range(BASELINE_YEARS, len(figures)):
        run = figures[number - BASELINE_YEARS : number + 1]
        years = [one.period.fiscal_year for one in run]
        if any(later - earlier != 1 for earlier, later in pairwise(years)):
            continue
        checked += 1
        mean = float(np.mean([one.figure.value for one in run[:-1]]))
        low, high = interval(mean, level=LEVEL)
        value = run[-1].figure.value
        if not low <= value <= high:
            found.append(
                Anomaly(
                    label=f"{run[-1].label}, scrambles against {AGAINST_WORDS[against]}",
                    window=run[-1].period.window,
                    count=value,
                    baseline_mean=mean,
                    baseline=f"FY{years[0]} to FY{years[-2]}",
                    low=low,
                    high=high,
                    ids=[run[-1].period.id],
                )
            )
    caveat = (
        "Scrambles follow policy and patrols, not chance: years differ far more than a Poisson "
        "process, so that one stands out easily, and when to scramble is Japan's own rule. Only "
        "whole fiscal years are looked at; no figures by month are in this data set."
    )
    return Report(found, checked, _method("fiscal year", f"{BASELINE_YEARS} years"), caveat)


def _method(unit: str, baseline: str, *, least: str = "") -> str:
    return (
        f"A {unit} stands out if its count lies outside the central {LEVEL:.0%} Poisson interval "
        f"around the mean of the {baseline} before it{least}."
    )


def _launch_caveat(known: Window) -> str:
    after = known.last + timedelta(days=1)
    one_in = round(1 / (1 - LEVEL))
    return (
        f"Launches come in campaigns, not by chance, and about one month in {one_in} lies "
        "outside by chance alone. Cruise missiles and artillery are not counted. The data begin on "
        f"{day_words(known.first)} and know nothing from {day_words(after)} on."
    )
