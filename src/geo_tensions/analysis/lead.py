"""Where a search leads: the state that shows what was found."""

from dataclasses import replace

from geo_tensions.analysis.filters import passing
from geo_tensions.analysis.find import Target
from geo_tensions.analysis.state import FilterState, View
from geo_tensions.dataset import Dataset, Record
from geo_tensions.model import Evidence, PlacePrecision
from geo_tensions.timespan import Window, day_of


def led(dataset: Dataset, state: FilterState, target: Target) -> FilterState:
    """Return the state that shows a target: its place in view, its days, its card.

    The window stays where it holds a record already, and moves to the record's month otherwise.
    Filters that would hide the record are widened by as little as shows it.
    """
    if target.lon is not None and target.lat is not None:
        zoom = target.zoom or state.view.zoom
        state = replace(state, view=View.clipped(lon=target.lon, lat=target.lat, zoom=zoom))
    if target.record is None:
        return replace(state, window=target.window or state.window)
    row = dataset.row_of[target.record]
    record = dataset.records[row]
    if not state.window.touches(record.span):
        state = replace(state, window=_month(record, dataset.extent))
    if not passing(dataset, state)[row]:
        state = _widened(dataset, state, row)
    return replace(state, selected=record.id)


def _month(record: Record, extent: Window) -> Window:
    first = day_of(record.span.start)
    following = first.replace(
        year=first.year + first.month // 12, month=first.month % 12 + 1, day=1
    )
    last = following.fromordinal(following.toordinal() - 1)
    return Window(max(first.replace(day=1), extent.first), min(last, extent.last))


def _widened(dataset: Dataset, state: FilterState, row: int) -> FilterState:
    record = dataset.records[row]
    wider = replace(
        state,
        kinds=state.kinds | {record["kind"]},
        evidence=state.evidence | {Evidence(record["evidence"])},
        place=state.place | {PlacePrecision(record["place_precision"])},
    )
    if passing(dataset, wider)[row]:
        return wider
    base = FilterState.default(dataset)
    return replace(
        base,
        window=state.window,
        kinds=wider.kinds,
        evidence=wider.evidence,
        place=wider.place,
        layers=state.layers,
        perspective=state.perspective,
        cumulative=state.cumulative,
        view=state.view,
    )
