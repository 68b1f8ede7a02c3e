"""What the map reports, part by part, as changes of the state."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from geo_tensions.analysis.spatial import polygon_of
from geo_tensions.analysis.state import LAYERS, FilterState, View
from geo_tensions.dataset import Dataset
from geo_tensions.timespan import Window


def clip(window: Window, extent: Window) -> Window:
    """Return a window cut to the days that the data covers."""
    first = min(max(window.first, extent.first), extent.last)
    return Window(first, max(first, min(window.last, extent.last)))


def minutes_of(window: Window) -> dict[str, int]:
    """Return a window as the map knows it: first and last minute."""
    return {"from": window.start, "to": window.end}


def _window(state: FilterState, report: Mapping[str, Any], dataset: Dataset) -> FilterState:
    span = report["window"]
    window = Window.of_minutes(int(span["from"]), int(span["to"]))
    return replace(state, window=clip(window, dataset.extent))


def _selected(state: FilterState, report: Mapping[str, Any], dataset: Dataset) -> FilterState:
    selected = report["selected"]
    if selected is None:
        return replace(state, selected=None)
    return replace(state, selected=dataset.records[dataset.row_of[selected["id"]]].id)


def _view(state: FilterState, report: Mapping[str, Any], _dataset: Dataset) -> FilterState:
    view = report["view"]
    numbers = {key: float(view[key]) for key in ("lon", "lat", "zoom")}
    return replace(state, view=View.clipped(**numbers))


def _settings(state: FilterState, report: Mapping[str, Any], _dataset: Dataset) -> FilterState:
    layers = report["layers"]
    return replace(
        state,
        layers=frozenset(layer for layer in LAYERS if layers.get(layer, layer in state.layers)),
        cumulative=report["mode"] == "cumulative",
    )


def _polygon(state: FilterState, report: Mapping[str, Any], _dataset: Dataset) -> FilterState:
    # A map that draws nothing reports none.
    corners = report.get("polygon", state.polygon)
    return replace(state, polygon=polygon_of(corners) if corners else ())


READERS: Mapping[str, Callable[[FilterState, Mapping[str, Any], Dataset], FilterState]] = {
    "window": _window,
    "selected": _selected,
    "view": _view,
    "settings": _settings,
    "polygon": _polygon,
}
"""Readers of each part by its name; they raise what a report that makes no sense sets off."""
