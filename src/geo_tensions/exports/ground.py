"""Water, land, islands, zones and limits of a picture, in the order of the screen."""

from collections.abc import Sequence

import numpy as np
import shapely
from matplotlib.axes import Axes

from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import Dataset
from geo_tensions.exports.brush import BASES, Brush, Shape, layer_shapes
from geo_tensions.exports.plane import Plane
from geo_tensions.exports.theme import Theme, islands_style
from geo_tensions.exports.waters import draw_neighbours, draw_waters
from geo_tensions.model import Perspective

COVERED_DEG = (115.0, 10.0, 190.0, 65.0)
"""What the land files cover: west, south, east, north. Beyond it the map knows nothing."""
DETAIL_ZOOM = 6.75
"""Zoom from which the finer land file is used, as on the screen."""
GLOW_ZOOM = 7.0
"""Zoom below which the four islands get a glow, so that they are seen at all."""


def draw_ground(
    axes: Axes, plane: Plane, state: FilterState, theme: Theme, dataset: Dataset
) -> None:
    """Draw every layer that lies under the records and is switched on."""
    brush = Brush(axes, plane, theme)
    catalog = dataset.catalog
    axes.set_facecolor(theme["water"])
    on = state.layers
    if "seas" in on:
        brush.fill("seas", layer_shapes(catalog, "seas"))
    _graticule(brush)
    draw_waters(brush, state, catalog)
    if "land" in on:
        land = layer_shapes(
            catalog, "land-detail" if plane.zoom >= DETAIL_ZOOM else "land-overview"
        )
        brush.island("land", land)
        brush.borders(land)
    if "kuril-islands" in on:
        brush.island("kuril-islands", layer_shapes(catalog, "kuril-islands"))
    if "disputed-islands" in on:
        _disputed(brush, layer_shapes(catalog, "disputed-islands"), state.perspective)
    if "sea-closing-lines" in on:
        brush.stroke("sea-closing-lines", layer_shapes(catalog, "sea-closing-lines"))
    if "jadiz" in on:
        _jadiz(brush, layer_shapes(catalog, "jadiz"))
    if "neighbour-adiz" in on:
        draw_neighbours(brush, state, dataset)
    _beyond(brush)


def _disputed(brush: Brush, shapes: Sequence[Shape], perspective: Perspective) -> None:
    """Draw the four islands: glow at small scales, fill, hatching, outline."""
    name = islands_style(perspective)
    path = brush.path(shapes)
    if brush.plane.zoom < GLOW_ZOOM:
        pen = brush.pen(name, 1.0)
        pen["colour"] = (*pen["colour"][:3], 0.22)
        brush.patch(path, **pen | {"width": 7.0})
    brush.patch(path, fill=brush.colour(name, "fill"))
    brush.hatch(name, shapes)
    brush.patch(path, **brush.pen(name, 1.0))


def _jadiz(brush: Brush, shapes: Sequence[Shape]) -> None:
    """Draw the zone: its area, the bands of its estimated edges, its limits by their basis."""
    by_role = {
        role: [shape for shape in shapes if shape.properties.get("role") == role]
        for role in ("area", "band", "limit")
    }
    brush.fill("jadiz-area", by_role["area"])
    brush.fill("jadiz-band", by_role["band"])
    for basis in BASES:
        limits = [one for one in by_role["limit"] if one.properties.get("basis") == basis]
        brush.stroke(f"jadiz-{basis}", limits)


def _graticule(brush: Brush) -> None:
    """Draw meridians and parallels at round degrees."""
    west, south, east, north = brush.plane.bounds
    step = next((s for s in (1, 2, 5, 10) if (east - west) / s <= 10), 20)  # noqa: PLR2004
    lons = np.arange(np.ceil(west / step) * step, east, step)
    lats = np.arange(np.ceil(south / step) * step, north, step)
    along, upward = np.linspace(west, east, 60), np.linspace(south, north, 60)
    lines = [np.column_stack([np.full(60, lon), upward]) for lon in lons]
    lines += [np.column_stack([along, np.full(60, lat)]) for lat in lats]
    brush.stroke("graticule", [Shape(shapely.multilinestrings(lines), {})] if lines else [])


def _beyond(brush: Brush) -> None:
    """Cover what the land files do not reach."""
    known = shapely.box(*COVERED_DEG)
    west, south, east, north = brush.plane.bounds
    rest = shapely.box(west - 1, south - 1, east + 1, north + 1).difference(known)
    if not rest.is_empty:
        brush.fill("beyond", [Shape(rest, {})])
