"""Which kinds may be compared and rated at all, and between which days."""

from dataclasses import dataclass
from datetime import date, timedelta

from geo_tensions.analysis.words import day_words
from geo_tensions.dataset import Dataset
from geo_tensions.model import Kind
from geo_tensions.timespan import Window

SELECTION = "selection"
"""Value of ``completeness`` at which counts say what was collected, not what happened."""

LAUNCH_KIND = "missile-launch"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days between which a kind is a census or near-census."""

    kind: Kind
    window: Window

    def gaps(self, window: Window) -> list[Window]:
        """Return the parts of a window in which the kind is less complete."""
        day = timedelta(days=1)
        found = []
        if window.first < self.window.first:
            found.append(Window(window.first, min(window.last, self.window.first - day)))
        if window.last > self.window.last:
            found.append(Window(max(window.first, self.window.last + day), window.last))
        return found


def refusal(kind: Kind) -> str:
    """Return why rates, differences and anomalies of a kind are refused; empty if they are not."""
    if kind.completeness != SELECTION:
        return ""
    return (
        f"{kind.label} is a selection: counts say what was collected, not what happened. "
        f"{kind.completeness_note}"
    )


def coverage(dataset: Dataset, kind: Kind) -> Coverage:
    """Return the days between which a kind that is no selection is complete or nearly so."""
    name = "launches" if kind.id == LAUNCH_KIND else "incidents"
    cutoff = dataset.cutoffs[name]
    last = kind.complete_to or cutoff
    if cutoff:
        last = min(last, cutoff)
    return Coverage(
        kind,
        Window(
            date.fromisoformat(kind.complete_from) if kind.complete_from else date.min,
            date.fromisoformat(last) if last else date.max,
        ),
    )


def cutoff_words(dataset: Dataset) -> str:
    """Return to which days the data know, and what absence after them means."""
    cutoffs = dataset.cutoffs
    parts = [
        f"{name} to {day_words(date.fromisoformat(cutoffs[name]))}"
        for name in ("incidents", "launches")
        if cutoffs[name]
    ]
    return f"Known are {' and '.join(parts)}; absence after that proves nothing." if parts else ""
