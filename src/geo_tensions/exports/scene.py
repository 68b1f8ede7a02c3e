"""What one picture, table or file shows, and its numbers."""

import base64
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import numpy as np

from geo_tensions.analysis.address import to_params
from geo_tensions.analysis.counts import Counts, tally
from geo_tensions.analysis.filters import Mask, in_window, without_evidence
from geo_tensions.analysis.state import FilterState
from geo_tensions.briefing.library import is_shipped
from geo_tensions.briefing.model import CallOut, ChartKind, Deck, Step, one_state, shown_in
from geo_tensions.columns import EVIDENCE
from geo_tensions.dataset import Dataset, Record
from geo_tensions.exports.scrambles import scramble_sources
from geo_tensions.model import Evidence, Source
from geo_tensions.timespan import Window


@dataclass(frozen=True)
class Scene:
    """What one picture, table or file shows: a state, with all of its windows of time.

    Attributes
    ----------
    title, handling
        Lines that stand above the picture; may be empty.
    reference
        ``deck/step`` where the scene is a deck's; empty where it is a state of the explorer.
    """

    dataset: Dataset
    state: FilterState
    windows: tuple[Window, ...]
    callouts: tuple[CallOut, ...] = ()
    title: str = ""
    handling: str = ""
    reference: str = ""
    extra_sources: tuple[str, ...] = ()
    chart_sources: tuple[Source, ...] = ()

    @classmethod
    def of_state(cls, dataset: Dataset, state: FilterState, **more: Any) -> "Scene":  # noqa: ANN401
        """Return the scene of the explorer's state."""
        return cls(dataset, state, (state.window,), **more)

    @classmethod
    def of_step(cls, dataset: Dataset, deck: Deck, number: int) -> "Scene":
        """Return the scene of a deck's step, counted from 1."""
        step: Step = deck.steps[number - 1]
        return cls(
            dataset,
            step.state,
            step.windows,
            callouts=step.callouts,
            title=step.heading,
            handling=deck.handling,
            # Only a shipped deck is there for whoever follows the id.
            reference=f"{deck.name}/{number}" if is_shipped(deck.name, dataset.catalog) else "",
            extra_sources=step.sources,
            chart_sources=_chart_sources(step, dataset),
        )

    @property
    def view_id(self) -> str:
        """What reproduces the numbers and is printed with them, see ``view_id.py``."""
        shown = self.counts.shown
        what = self.reference or f"~{packed(to_params(self.one_state, dataset=self.dataset))}"
        numbers = f"{shown.events}.{shown.launch_dates}.{shown.missiles}"
        return f"{what}@{self.dataset.catalog.data_version}:{numbers}"

    @property
    def one_state(self) -> FilterState:
        """The explorer's state that shows the same records, see :func:`one_state`."""
        return one_state(self.dataset, self.state, self.windows)

    @property
    def mask(self) -> Mask:
        """Which records are shown."""
        return shown_in(self.dataset, self.state, self.windows)

    @property
    def records(self) -> Sequence[Record]:
        """The records shown, in order of time."""
        return [self.dataset.records[int(row)] for row in np.flatnonzero(self.mask)]

    @property
    def counts(self) -> Counts:
        """The numbers that the explorer shows for the same state."""
        return counts(self.dataset, self.state, self.windows)

    @property
    def sources(self) -> Sequence[Source]:
        """Sources of what is shown, each once, in the order in which they are needed."""
        ids = [*self.extra_sources]
        for record in self.records:
            ids += record["sources"]
        listed = [self.dataset.sources[identifier] for identifier in dict.fromkeys(ids)]
        return [*self.chart_sources, *listed]


def _chart_sources(step: Step, dataset: Dataset) -> tuple[Source, ...]:
    chart = step.chart
    if chart is None or chart.kind is not ChartKind.SCRAMBLES:
        return ()
    return tuple(scramble_sources(dataset, chart.first, chart.last))


def packed(params: Mapping[str, str]) -> str:
    """Return the parameters of an address in letters that may be copied from a picture."""
    content = zlib.compress(urlencode(sorted(params.items())).encode(), 9)
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def counts(dataset: Dataset, state: FilterState, windows: Sequence[Window]) -> Counts:
    """Count what a state shows in any of its windows."""
    hidden = 0
    if Evidence.UNVERIFIED not in state.evidence:
        columns = dataset.columns
        touched = np.zeros(len(dataset), dtype=bool)
        for window in windows:
            touched |= in_window(columns, window)
        unverified = columns.evidence == EVIDENCE.index(Evidence.UNVERIFIED)
        hidden = int((without_evidence(dataset, state) & touched & unverified).sum())
    everything = np.ones(len(dataset), dtype=bool)
    shown = tally(dataset, shown_in(dataset, state, windows))
    return Counts(shown, tally(dataset, everything), hidden)
