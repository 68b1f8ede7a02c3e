"""A filter state as the parameters of an address, and back.

What equals the default is left out, so that addresses stay short; the window and the view are
always there.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from geo_tensions.analysis.state import (
    LAT_LIMITS_DEG,
    LAYERS,
    LON_LIMITS_DEG,
    ZOOM_LIMITS,
    FilterState,
    View,
)
from geo_tensions.dataset import Dataset
from geo_tensions.model import Evidence, Perspective, PlacePrecision
from geo_tensions.timespan import Precision, Timespan, Window, day_of

MAX_TEXT = 200
"""Longest search text and record id that an address may carry, characters."""

_SETS = ("kinds", "actors", "evidence", "place", "layers", "ids")
_NONE = "-"
"""Stands for an empty set; no id and no level is called so."""

T = TypeVar("T")


def to_params(state: FilterState, *, dataset: Dataset) -> dict[str, str]:
    """Return the parameters that stand for a state."""
    base = FilterState.default(dataset)
    view = state.view
    params = {
        "from": state.window.first.isoformat(),
        "to": state.window.last.isoformat(),
        "lat": f"{view.lat:.4f}",
        "lon": f"{view.lon:.4f}",
        "zoom": f"{view.zoom:g}",
    }
    for name in _SETS:
        mine = _values(state, name)
        if mine != _values(base, name):
            params[name] = ",".join(sorted(_encode(item) for item in mine)) or _NONE
    simple = {
        "q": state.text,
        "over": "1" if state.passed_over_japan else "",
        "eez": "inside" if state.stated_inside_eez else "",
        "perspective": "" if state.perspective is base.perspective else state.perspective.value,
        "mode": "cumulative" if state.cumulative else "",
        "selected": state.selected or "",
    }
    return params | {key: value for key, value in simple.items() if value}


def from_params(params: Mapping[str, str], *, dataset: Dataset) -> tuple[FilterState, list[str]]:
    """Read a state from the parameters of an address.

    Returns
    -------
    state, problems
        The state, where every damaged parameter has its default, and one line for each of those.
    """
    reader = _Reader(params, problems=[])
    base = FilterState.default(dataset)
    state = replace(
        base,
        window=reader.window(base.window, extent=dataset.extent),
        kinds=reader.chosen("kinds", base.kinds, allowed=dataset.kinds),
        actor_groups=reader.chosen("actors", base.actor_groups, allowed=dataset.actor_groups),
        evidence=frozenset(
            Evidence(item)
            for item in reader.chosen("evidence", base.evidence, allowed=list(Evidence))
        ),
        place=frozenset(
            PlacePrecision(item)
            for item in reader.chosen("place", base.place, allowed=list(PlacePrecision))
        ),
        layers=reader.chosen("layers", base.layers, allowed=LAYERS),
        ids=reader.chosen("ids", base.ids, allowed=dataset.row_of),
        text=reader.read("q", "", _short),
        passed_over_japan=reader.flag("over", "1"),
        stated_inside_eez=reader.flag("eez", "inside"),
        perspective=reader.read("perspective", base.perspective, Perspective),
        cumulative=reader.flag("mode", "cumulative", off="window"),
        selected=reader.read("selected", None, lambda text: _known(text, dataset)),
        view=reader.view(base.view),
    )
    return state, reader.problems


def _values(state: FilterState, name: str) -> frozenset[str]:
    value: frozenset[str] = getattr(state, "actor_groups" if name == "actors" else name)
    return value


def _encode(item: str) -> str:
    # A comma separates; neither ids nor group labels such as "Russia: forces" hold one.
    return str(item)


def _short(text: str) -> str:
    if len(text) > MAX_TEXT:
        msg = f"is longer than {MAX_TEXT} characters"
        raise ValueError(msg)
    return text


def _known(text: str, dataset: Dataset) -> str:
    if text not in dataset.row_of:
        msg = "names no record of this data"
        raise ValueError(msg)
    return dataset.records[dataset.row_of[text]].id


def _number(text: str, low: float, high: float) -> float:
    value = float(text)
    if not (math.isfinite(value) and low <= value <= high):
        msg = f"is not between {low:g} and {high:g}"
        raise ValueError(msg)
    return value


class _Reader:
    """Reads parameters one by one and keeps a line for each that is damaged."""

    def __init__(self, params: Mapping[str, str], *, problems: list[str]) -> None:
        self.params = params
        self.problems = problems

    def read(self, name: str, default: Any, parse: Callable[[str], T]) -> T:  # noqa: ANN401
        text = self.params.get(name)
        if text is None:
            return default  # type: ignore[no-any-return]
        try:
            return parse(text)
        except (ValueError, OverflowError) as error:
            self._complain(name, text, str(error))
            return default  # type: ignore[no-any-return]

    def flag(self, name: str, on: str, *, off: str = "") -> bool:
        """Tell whether a parameter has the value that switches it on."""

        def parse(text: str) -> bool:
            if text not in {on, off}:
                msg = f"is not '{on}'"
                raise ValueError(msg)
            return text == on

        return self.read(name, default=False, parse=parse)

    def chosen(self, name: str, default: frozenset[T], *, allowed: Iterable[str]) -> frozenset[Any]:
        text = self.params.get(name)
        if text is None:
            return default
        if text == _NONE:
            return frozenset()
        items = set(text.split(","))
        known = items & set(allowed)
        if unknown := sorted(items - known):
            self._complain(name, ", ".join(unknown), "is not known here")
        return frozenset(known) if known else default

    def window(self, default: Window, *, extent: Window) -> Window:
        """Read the window; one that runs backwards or misses the data is damaged."""
        first = self.read("from", default.first, lambda text: _day(text, extent))
        last = self.read("to", default.last, lambda text: _day(text, extent))
        if last < first:
            name = "to" if "to" in self.params else "from"
            self._complain(name, self.params[name], "makes the window end before it begins")
            return default
        return Window(first, last)

    def view(self, default: View) -> View:
        return View(
            lon=self.read("lon", default.lon, lambda text: _number(text, *LON_LIMITS_DEG)),
            lat=self.read("lat", default.lat, lambda text: _number(text, *LAT_LIMITS_DEG)),
            zoom=self.read("zoom", default.zoom, lambda text: _number(text, *ZOOM_LIMITS)),
        )

    def _complain(self, name: str, text: str, reason: str) -> None:
        line = f"address: '{name}={_shown(text, 40)}' {_shown(reason, 120)}; the default is used"
        self.problems.append(line)


def _shown(text: str, longest: int) -> str:
    """Return a stranger's text as it fits one line."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return plain if len(plain) <= longest else plain[: longest - 1] + "…"


def _day(text: str, extent: Window) -> date:
    span = Timespan.parse(text)
    if span.precision is not Precision.DAY:
        msg = "is not a day (YYYY-MM-DD)"
        raise ValueError(msg)
    day = day_of(span.start)
    if not extent.first <= day <= extent.last:
        msg = f"lies outside the data ({extent.first} to {extent.last})"
        raise ValueError(msg)
    return day
