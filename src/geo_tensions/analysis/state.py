"""The one state: what a page, an address, a deck's step, an export and a citation all are."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self

from geo_tensions.analysis.spatial import Near, Polygon
from geo_tensions.dataset import Dataset
from geo_tensions.model import Evidence, Perspective, PlacePrecision
from geo_tensions.timespan import Timespan, Window

LAYERS = (
    "land",
    "seas",
    "eez",
    "territorial-sea",
    "territorial-sea-osm",
    "disputed-maritime-zone",
    "equidistance",
    "sea-closing-lines",
    "jadiz",
    "neighbour-adiz",
    "disputed-islands",
    "kuril-islands",
    "places",
    "routes",
    "missile-tracks",
)
"""Layers that can be switched, lowest first."""

DEFAULT_LAYERS = frozenset({"land", "seas", "jadiz", "disputed-islands", "places", "routes"})
DEFAULT_EVIDENCE = frozenset(Evidence) - {Evidence.UNVERIFIED}
DEFAULT_START = date(2022, 2, 24)
"""First day of a first visit: the full-scale invasion of Ukraine, where the present break
begins."""

LON_LIMITS_DEG = (90.0, 230.0)
LAT_LIMITS_DEG = (-10.0, 75.0)
ZOOM_LIMITS = (2.0, 14.0)
"""Where the centre of a view may lie (longitudes from 0 to 360), and its Leaflet zoom."""


@dataclass(frozen=True, slots=True)
class View:
    """What part of the Earth the map shows: centre in degrees, and Leaflet zoom."""

    lon: float = 143.0
    lat: float = 43.5
    zoom: float = 4.5

    @classmethod
    def clipped(cls, *, lon: float, lat: float, zoom: float) -> Self:
        """Return a view in the form in which an address carries it.

        Degrees to four decimals (about 10 m), zoom to two; kept within the limits of the map.

        Raises
        ------
        ValueError
            If a number is not finite.
        """
        if not all(math.isfinite(value) for value in (lon, lat, zoom)):
            msg = f"lon {lon}, lat {lat}, zoom {zoom} is no view"
            raise ValueError(msg)
        return cls(
            lon=round(_within(lon % 360, LON_LIMITS_DEG), 4),
            lat=round(_within(lat, LAT_LIMITS_DEG), 4),
            zoom=round(_within(zoom, ZOOM_LIMITS), 2),
        )


@dataclass(frozen=True, slots=True)
class FilterState:
    """Everything that decides what is seen.

    Attributes
    ----------
    window
        Days looked at.
    kinds
        Kinds shown; none selected shows nothing.
    actor_groups
        Filter groups of which at least one must act; empty: any.
    evidence, place
        Levels of the two certainty axes that are shown.
    text
        Words that must all occur.
    passed_over_japan, stated_inside_eez
        Keep only launches that passed over Japan, or that Japan stated to have fallen inside its
        EEZ.
    ids
        Keep only these records; empty: any.
    zones
        Relations to zones of which at least one must hold; empty: any place.
    near
        Keep only what may lie within a distance, or None.
    polygon
        Keep only what may lie in a drawn polygon; empty: any place.
    layers
        Map layers switched on.
    cumulative
        Whether the time control grows from the window's start instead of sliding.
    selected
        Id of the record whose card is open, or None.
    """

    window: Window
    kinds: frozenset[str]
    actor_groups: frozenset[str] = frozenset()
    evidence: frozenset[Evidence] = DEFAULT_EVIDENCE
    place: frozenset[PlacePrecision] = frozenset(PlacePrecision)
    text: str = ""
    passed_over_japan: bool = False
    stated_inside_eez: bool = False
    ids: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    near: Near | None = None
    polygon: Polygon = ()
    layers: frozenset[str] = DEFAULT_LAYERS
    perspective: Perspective = Perspective.NEUTRAL
    cumulative: bool = False
    selected: str | None = None
    view: View = View()

    @classmethod
    def default(cls, dataset: Dataset) -> Self:
        """Return the state of a first visit."""
        last = dataset.extent.last
        return cls(
            window=Window(min(DEFAULT_START, last), last),
            kinds=frozenset(kind.id for kind in dataset.kinds.values() if kind.on_by_default),
        )

    def with_preset(self, preset: Mapping[str, Any], *, dataset: Dataset) -> Self:
        """Return the state of a preset, keeping the perspective.

        Parameters
        ----------
        preset
            Keys of ``geodata/tables/presets.toml``; what it does not name takes its default.
        dataset
            The data that ``cutoff`` and ``default`` refer to.
        """
        base = type(self).default(dataset)
        view = preset.get("view") or {}
        return replace(
            base,
            window=_preset_window(preset, dataset=dataset, default=base.window),
            kinds=_preset_set(
                preset.get("kinds", "default"), default=base.kinds, full=dataset.kinds
            ),
            actor_groups=frozenset(preset.get("actor_groups", ())),
            evidence=frozenset(Evidence(item) for item in preset.get("evidence", base.evidence)),
            place=frozenset(PlacePrecision(item) for item in preset.get("place", base.place)),
            text=str(preset.get("text", "")),
            passed_over_japan=bool(preset.get("passed_over_japan", False)),
            stated_inside_eez=preset.get("japan_eez") == "inside",
            ids=frozenset(preset.get("ids", ())),
            zones=frozenset(preset.get("zones", ())),
            layers=frozenset(preset.get("layers", base.layers)) & frozenset(LAYERS),
            perspective=self.perspective,
            view=replace(base.view, **{key: float(value) for key, value in view.items()}),
        )


def _within(value: float, limits: tuple[float, float]) -> float:
    return min(max(value, limits[0]), limits[1])


def _preset_window(preset: Mapping[str, Any], *, dataset: Dataset, default: Window) -> Window:
    def day(key: str, fallback: date) -> date:
        text = preset.get(key)
        if text is None:
            return fallback
        if text == "cutoff":
            return dataset.extent.last
        if text == "first":
            return dataset.extent.first
        return Window.of_minutes(*(Timespan.parse(str(text)).start,) * 2).first

    return Window(day("from", default.first), day("to", default.last))


def _preset_set(
    value: str | Sequence[str], *, default: frozenset[str], full: Mapping[str, Any]
) -> frozenset[str]:
    if value == "default":
        return default
    return frozenset(full) if value == "all" else frozenset(value)
