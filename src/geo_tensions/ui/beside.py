"""What the window is compared with, as an address and the map carry it.

Apart from the view that shows it (:mod:`geo_tensions.ui.compared`), which loads what draws charts.
"""

from datetime import date

from geo_tensions.analysis.periods import Against, other_window
from geo_tensions.dataset import Dataset
from geo_tensions.timespan import Window
from geo_tensions.ui.sync import Session

TAB = "compare"
"""The word for this view in an address."""

SWIPE = "swipe"
"""The word in an address for showing both on the map."""

NAME = "compared"
"""Of the chart among the picks."""

OWN_MARK = ".."
"""Stands between the two days of own dates in an address."""


def on_map(found: Session, dataset: Dataset) -> Window | None:
    """Return the days that the map shows beside the window, None where it shows that alone."""
    if found.page.get("tab") != TAB or SWIPE not in found.page:
        return None
    against, own = read_against(found.page.get("against", ""))
    window = found.picks.without(NAME, found.state).window
    if against is Against.OWN and own is None:
        own = other_window(window, Against.YEAR, extent=dataset.extent) or dataset.extent
    return other_window(window, against, extent=dataset.extent, own=own)


def read_against(text: str) -> tuple[Against, Window | None]:
    """Read what an address says a comparison is with; what it cannot mean is the year before."""
    first, mark, last = text.partition(OWN_MARK)
    if mark:
        try:
            return Against.OWN, Window(date.fromisoformat(first), date.fromisoformat(last))
        except ValueError:
            return Against.YEAR, None
    return (Against(text) if text in set(Against) else Against.YEAR), None
