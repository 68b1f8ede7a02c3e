"""Counting what is shown: events, launch dates and missiles, never rows alone."""

from dataclasses import dataclass

import numpy as np

from geo_tensions.analysis.filters import Mask, in_window, shown, without_evidence
from geo_tensions.analysis.state import FilterState
from geo_tensions.columns import EVIDENCE
from geo_tensions.dataset import Dataset
from geo_tensions.model import Evidence, Flag
from geo_tensions.timespan import day_of


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers for one set of records.

    Rows of one sortie, patrol or voyage are one event; the rows of one launch date are one launch
    date.
    """

    records: int
    events: int
    launch_dates: int
    missiles: int
    drawn: int

    @property
    def not_drawn(self) -> int:
        """Records without a place on the map: ``drawn + not_drawn == records``."""
        return self.records - self.drawn


@dataclass(frozen=True, slots=True)
class Counts:
    """What a state shows, out of what there is."""

    shown: Tally
    total: Tally
    unverified_hidden: int

    @property
    def sentence(self) -> str:
        """The line that is always in view."""
        one, all_ = self.shown, self.total
        return (
            f"Showing {one.events:,} of {all_.events:,} events, "
            f"{one.launch_dates:,} of {all_.launch_dates:,} launch dates "
            f"({_missiles(one.missiles)}); {one.not_drawn:,} not on the map"
        )


def tally(dataset: Dataset, mask: Mask) -> Tally:
    """Count a set of records."""
    columns = dataset.columns
    launch = columns.has(Flag.LAUNCH)
    return Tally(
        records=int(mask.sum()),
        events=len(np.unique(columns.event[mask & ~launch])),
        launch_dates=len(np.unique(columns.event[mask & launch])),
        missiles=int(columns.missiles[mask].sum(dtype=np.int64)),
        drawn=int((mask & columns.has(Flag.DRAWN)).sum()),
    )


def count(dataset: Dataset, state: FilterState) -> Counts:
    """Count what a state shows."""
    hidden = 0
    if Evidence.UNVERIFIED not in state.evidence:
        unverified = dataset.columns.evidence == EVIDENCE.index(Evidence.UNVERIFIED)
        wanted = without_evidence(dataset, state) & in_window(dataset.columns, state.window)
        hidden = int((wanted & unverified).sum())
    everything = np.ones(len(dataset), dtype=bool)
    return Counts(tally(dataset, shown(dataset, state)), tally(dataset, everything), hidden)


def _missiles(number: int) -> str:
    return "1 missile" if number == 1 else f"{number:,} missiles"


def per_year(dataset: Dataset) -> list[tuple[int, Tally]]:
    """Count the records of each year in which any starts, first year first."""
    years = np.array([day_of(int(minute)).year for minute in dataset.columns.start], dtype=np.int32)
    return [(int(year), tally(dataset, years == year)) for year in np.unique(years)]


def per_kind(dataset: Dataset) -> dict[str, Tally]:
    """Count the records of each kind, in table order."""
    kinds = enumerate(dataset.kinds)
    return {kind: tally(dataset, dataset.columns.kind == number) for number, kind in kinds}
