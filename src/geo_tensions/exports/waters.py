"""Zones at sea of a picture, as a perspective counts them (the screen's ``waters.js``).

With the four islands one way, the other way, or both with the waters between hatched. Rocks that
others dispute are hatched in every perspective.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import shapely

from geo_tensions.analysis.state import FilterState
from geo_tensions.catalog import Catalog
from geo_tensions.dataset import Dataset
from geo_tensions.exports.brush import BASES, Brush, Shape, layer_shapes
from geo_tensions.mapping.about import adiz_dates
from geo_tensions.model import Perspective

SCENARIO: Mapping[Perspective, str | None] = {
    Perspective.NEUTRAL: None,
    Perspective.JAPAN: "claim",
    Perspective.RUSSIA: "defacto",
}
"""Scenario that a perspective draws; neutral draws both."""

DOUBTFUL = "waters-disputed"
"""Style of waters whose owner depends on a claim."""


def draw_waters(brush: Brush, state: FilterState, catalog: Catalog) -> None:
    """Draw the zones that lie under the land, lowest first."""
    for layer in ("eez", "territorial-sea"):
        if layer in state.layers:
            _zones(brush, layer, state.perspective, catalog)
    if "disputed-maritime-zone" in state.layers:
        brush.hatch(DOUBTFUL, layer_shapes(catalog, "disputed-maritime-zone"))
    if "equidistance" in state.layers:
        brush.stroke("equidistance", equal_distance(state.perspective, catalog))
    if "territorial-sea-osm" in state.layers:
        brush.stroke("territorial-sea-osm", layer_shapes(catalog, "territorial-sea-osm"))


def draw_neighbours(brush: Brush, state: FilterState, dataset: Dataset) -> None:
    """Draw the identification zones of others, of those that are in force in the window."""
    limits = neighbours_in_force(state, dataset)
    for basis in BASES:
        drawn = [limit for limit in limits if limit.properties["basis"] == basis]
        brush.stroke(f"neighbour-{basis}", drawn)


def neighbours_in_force(state: FilterState, dataset: Dataset) -> Sequence[Shape]:
    """Return the limits of others' zones that hold at some time in the window.

    A zone without a known date is among them.
    """
    since = {zone: told.get("since") for zone, told in adiz_dates(dataset).items()}
    return [
        shape
        for shape in layer_shapes(dataset.catalog, "neighbour-adiz")
        if shape.properties["role"] == "limit"
        and (since.get(shape.properties["zone"]) or state.window.start) <= state.window.end
    ]


def equal_distance(perspective: Perspective, catalog: Catalog) -> Sequence[Shape]:
    """Return the lines of equal distance that a perspective draws."""
    scenario = SCENARIO[perspective]
    return [
        shape
        for shape in layer_shapes(catalog, "equidistance")
        if not scenario
        or not shape.properties["scenarios"]
        or scenario in shape.properties["scenarios"]
    ]


def doubtful(shape: Shape, perspective: Perspective) -> bool:
    """Tell whether the owner of an area depends on a claim, as the perspective sees it."""
    role, disputed = shape.properties["role"], shape.properties.get("disputed")
    open_claim = disputed == "always" or (
        disputed == "by-scenario" and SCENARIO[perspective] is None
    )
    return role == "undetermined" or (role == "area" and open_claim)


def _zones(brush: Brush, layer: str, perspective: Perspective, catalog: Catalog) -> None:
    shapes = layer_shapes(catalog, layer)
    unsure = [shape for shape in shapes if doubtful(shape, perspective)]
    sure = [one for one in shapes if one.properties["role"] == "area" and one not in unsure]
    brush.fill(layer, sure)
    brush.fill(DOUBTFUL, unsure)
    brush.hatch(DOUBTFUL, unsure)
    limits = _limits(catalog.root, catalog.data_version, layer, perspective)
    brush.stroke(layer, [Shape(limits, {})])


@lru_cache(maxsize=8)
def _limits(root: Path, _version: str, layer: str, perspective: Perspective) -> Any:  # noqa: ANN401
    """Return the edges of areas, without those between two areas of one owner."""
    scenario = SCENARIO[perspective]
    owned: dict[str, list[Any]] = {}
    for shape in layer_shapes(Catalog.open(root), layer):
        if shape.properties["role"] == "area":
            owner = (scenario and shape.properties[scenario]) or shape.properties["party"]
            owned.setdefault(owner, []).append(shape.geometry)
    edges = [shapely.boundary(shapely.coverage_union_all(areas)) for areas in owned.values()]
    return shapely.union_all(edges)
