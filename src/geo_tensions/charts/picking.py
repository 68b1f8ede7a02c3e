"""What was brushed or clicked in a chart, as changes of the filters.

``selection`` is what the browser tells: by name of the selection, the interval or the points of
each field, as the decision on patterns lists them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from geo_tensions.analysis.compare import MISSILES, Comparison
from geo_tensions.analysis.completeness import LAUNCH_KIND
from geo_tensions.analysis.scrambles import YearFigure
from geo_tensions.analysis.series import ActorKind, By, Launch, Rows, Series, ids_of
from geo_tensions.analysis.state import FilterState
from geo_tensions.charts.actors import PAIR
from geo_tensions.charts.base import GROUP, TIME
from geo_tensions.charts.comparison import SIDE
from geo_tensions.charts.days import DAY
from geo_tensions.charts.launches import CLASS, FLIGHT
from geo_tensions.charts.scrambles import YEAR
from geo_tensions.dataset import Dataset
from geo_tensions.timespan import Window

Selection = Mapping[str, Any]
Changes = dict[str, Any]


def from_time(
    selection: Selection, series: Series, *, dataset: Dataset, state: FilterState
) -> Changes:
    """Return the buckets that a brush touches as a window, clicked groups as kinds."""
    changes: Changes = {}
    if days := _days_between(selection, "from"):
        touched = [b.window for b in series.buckets if _overlap(b.window, days)]
        if touched:
            changes["window"] = Window(touched[0].first, touched[-1].last)
    groups = {str(point["group"]) for point in _points(selection, GROUP)}
    if groups:
        kinds = (
            groups
            if series.by is By.KIND
            else {kind.id for kind in dataset.kinds.values() if kind.domain in groups}
        )
        changes["kinds"] = state.kinds & kinds
    return changes


def from_days(selection: Selection, days: Mapping[date, Rows], *, dataset: Dataset) -> Changes:
    """Return the clicked days as a window; days with others between them also as their records."""
    clicked = sorted(date.fromisoformat(str(point["day"])) for point in _points(selection, DAY))
    full = [day for day in clicked if days.get(day)]
    if not full:
        return {}
    changes: Changes = {"window": Window(full[0], full[-1])}
    if any(later - earlier != timedelta(days=1) for earlier, later in pairwise(full)):
        changes["ids"] = _ids(dataset, (row for day in full for row in days[day]))
    return changes


def from_pairs(selection: Selection, cells: Sequence[ActorKind], *, dataset: Dataset) -> Changes:
    """Return one clicked cell as an actor and a kind, several as their records."""
    pairs = {(str(point["actor"]), str(point["kind"])) for point in _points(selection, PAIR)}
    chosen = [cell for cell in cells if (cell.actor, cell.kind) in pairs]
    if not chosen:
        return {}
    if len(chosen) == 1:
        return {
            "actor_groups": frozenset({chosen[0].actor}),
            "kinds": frozenset({chosen[0].kind}),
        }
    return {"ids": _ids(dataset, (row for cell in chosen for row in cell.rows))}


def from_flights(selection: Selection, launches: Sequence[Launch], **_: object) -> Changes:
    """Return the launches in a box of range and height, and of the clicked classes."""
    box = selection.get(FLIGHT) or {}
    classes = {str(point["range_class"]) for point in _points(selection, CLASS)}
    if not box and not classes:
        return {}

    def inside(launch: Launch) -> bool:
        return all(
            min(ends) <= getattr(launch, name) <= max(ends) for name, ends in box.items()
        ) and (not classes or launch.range_class in classes)

    ids = frozenset(launch.id for launch in launches if inside(launch))
    return {"ids": ids} if ids else {}


def from_distances(selection: Selection, *, state: FilterState) -> Changes:
    """Return the days of a brush as a window."""
    days = _days_between(selection, "at")
    if days is None or not _overlap(days, state.window):
        return {}
    window = state.window
    return {"window": Window(max(days.first, window.first), min(days.last, window.last))}


def from_fiscal_years(
    selection: Selection, figures: Sequence[YearFigure], *, extent: Window
) -> Changes:
    """Return the clicked fiscal years as a window, from the first to the last of them."""
    years = {int(point["fiscal_year"]) for point in _points(selection, YEAR)}
    windows = [one.period.window for one in figures if one.period.fiscal_year in years]
    if not windows:
        return {}
    first = max(extent.first, min(window.first for window in windows))
    last = min(extent.last, max(window.last for window in windows))
    return {"window": Window(first, last)} if first <= last else {}


def from_sides(selection: Selection, comparison: Comparison) -> Changes:
    """Return a clicked bar of a comparison as the window of its side, and its kind."""
    points = _points(selection, SIDE)
    if not points:
        return {}
    sides = {int(point["side"]) for point in points}
    lines = {str(point["line"]) for point in points}
    windows = [comparison.sides[number].window for number in sides]
    kinds = frozenset(LAUNCH_KIND if line == MISSILES else line for line in lines)
    first = min(window.first for window in windows)
    return {"window": Window(first, max(window.last for window in windows)), "kinds": kinds}


def _points(selection: Selection, name: str) -> list[Mapping[str, Any]]:
    return list(selection.get(name) or [])


def _days_between(selection: Selection, field: str) -> Window | None:
    """Return the days of a brush; the browser tells milliseconds, the axis is in days of Japan."""
    ends = (selection.get(TIME) or {}).get(field)
    if not ends:
        return None
    low, high = (datetime.fromtimestamp(end / 1000, tz=UTC).date() for end in sorted(ends))
    return Window(low, high)


def _overlap(one: Window, other: Window) -> bool:
    return one.first <= other.last and other.first <= one.last


def _ids(dataset: Dataset, rows: Iterable[int]) -> frozenset[str]:
    return frozenset(ids_of(dataset, list(rows)))
