"""Water, land, islands, zone and limits of a picture, in the style tables of the screen."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

import matplotlib.patheffects as effects
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from geo_tensions.analysis.state import FilterState
from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.exports.plane import Plane
from geo_tensions.exports.shapes import PX_TO_PT
from geo_tensions.exports.theme import Colour, Theme, ThemeName, islands_style, layer_styles
from geo_tensions.mapping.layers import checked
from geo_tensions.model import Perspective

COVERED_DEG = (115.0, 10.0, 190.0, 65.0)
"""What the land files cover: west, south, east, north. Beyond it the map knows nothing."""
DETAIL_ZOOM = 6.75
"""Zoom from which the finer land file is used, as on the screen."""
GLOW_ZOOM = 7.0
"""Zoom below which the four islands get a glow, so that they are seen at all."""

_BASES = ("published", "computed", "estimated")


@dataclass(frozen=True)
class Shape:
    """A feature of a layer: its geometry in degrees, and what is known of it."""

    geometry: Any
    properties: Mapping[str, Any]


def layer_shapes(catalog: Catalog, resource: str) -> Sequence[Shape]:
    """Return the features of a layer; none where the layer cannot be read."""
    return _shapes(catalog.root, catalog.data_version, resource)


@lru_cache(maxsize=32)
def _shapes(root: FilePath, _version: str, resource: str) -> Sequence[Shape]:
    try:
        content = checked(Catalog.open(root), resource)
    except DataError:
        return ()
    features = [item for item in json.loads(content)["features"] if item.get("geometry")]
    texts = [json.dumps(feature["geometry"]) for feature in features]
    geometries = shapely.from_geojson(texts)
    return [
        Shape(geometry, feature["properties"])
        for geometry, feature in zip(geometries, features, strict=True)
    ]


def draw_ground(
    axes: Axes, plane: Plane, state: FilterState, theme: Theme, catalog: Catalog
) -> None:
    """Draw every layer that lies under the records and is switched on."""
    brush = Brush(axes, plane, theme)
    axes.set_facecolor(theme["water"])
    on = state.layers
    if "seas" in on:
        brush.fill("seas", layer_shapes(catalog, "seas"))
    brush.graticule()
    if "land" in on:
        land = layer_shapes(
            catalog, "land-detail" if plane.zoom >= DETAIL_ZOOM else "land-overview"
        )
        brush.island("land", land)
        brush.borders(land)
    if "kuril-islands" in on:
        brush.island("kuril-islands", layer_shapes(catalog, "kuril-islands"))
    if "disputed-islands" in on:
        brush.disputed(layer_shapes(catalog, "disputed-islands"), state.perspective)
    if "sea-closing-lines" in on:
        brush.stroke("sea-closing-lines", layer_shapes(catalog, "sea-closing-lines"))
    if "jadiz" in on:
        brush.jadiz(layer_shapes(catalog, "jadiz"))
    brush.beyond()


class Brush:
    """Fills and strokes in the styles of ``style.json``."""

    def __init__(self, axes: Axes, plane: Plane, theme: Theme) -> None:
        self.axes = axes
        self.plane = plane
        self.theme = theme
        self.styles = layer_styles()

    def fill(self, name: str, shapes: Iterable[Shape]) -> None:
        """Fill polygons."""
        self._patch(self._path(shapes), fill=self._colour(name, "fill"))

    def stroke(self, name: str, shapes: Iterable[Shape], *, factor: float = 1.0) -> None:
        """Stroke lines and outlines."""
        self._patch(self._path(shapes), **self._pen(name, factor))

    def island(self, name: str, shapes: Sequence[Shape]) -> None:
        """Stroke a coast and cover its inner half: borders on land do not show as coast."""
        path = self._path(shapes)
        self._patch(path, **self._pen(name, 2.0))
        self._patch(path, fill=self._colour(name, "fill"))

    def borders(self, shapes: Sequence[Shape]) -> None:
        """Stroke what polygons of different states share."""
        seen = [shape for shape in shapes if self._near(shape)]
        lines = []
        for number, one in enumerate(seen):
            for other in seen[number + 1 :]:
                if one.properties.get("state") == other.properties.get("state"):
                    continue
                boxes = shapely.box(*one.geometry.bounds).intersects(
                    shapely.box(*other.geometry.bounds)
                )
                if boxes:
                    lines.append(_shared_line(one.geometry, other.geometry))
        shared = [Shape(line, {}) for line in lines if line is not None and not line.is_empty]
        self.stroke("land-border", shared)

    def disputed(self, shapes: Sequence[Shape], perspective: Perspective) -> None:
        """Draw the four islands: glow at small scales, fill, hatching, outline."""
        name = islands_style(perspective)
        path = self._path(shapes)
        if self.plane.zoom < GLOW_ZOOM:
            pen = self._pen(name, 1.0)
            pen["colour"] = (*pen["colour"][:3], 0.22)
            self._patch(path, **pen | {"width": 7.0})
        self._patch(path, fill=self._colour(name, "fill"))
        hatch = (*self._colour(name, "line")[:3], 0.75)
        self._patch(path, colour=hatch, width=0.0, hatch=5 * str(self.styles[name]["hatch"]))
        self._patch(path, **self._pen(name, 1.0))

    def jadiz(self, shapes: Sequence[Shape]) -> None:
        """Draw the zone: its area, the bands of its estimated edges, its limits by their basis."""
        by_role = {
            role: [shape for shape in shapes if shape.properties.get("role") == role]
            for role in ("area", "band", "limit")
        }
        self.fill("jadiz-area", by_role["area"])
        self.fill("jadiz-band", by_role["band"])
        for basis in _BASES:
            limits = [one for one in by_role["limit"] if one.properties.get("basis") == basis]
            self.stroke(f"jadiz-{basis}", limits)

    def graticule(self) -> None:
        """Draw meridians and parallels at round degrees."""
        west, south, east, north = self.plane.bounds
        step = next((s for s in (1, 2, 5, 10) if (east - west) / s <= 10), 20)  # noqa: PLR2004
        lons = np.arange(np.ceil(west / step) * step, east, step)
        lats = np.arange(np.ceil(south / step) * step, north, step)
        along, upward = np.linspace(west, east, 60), np.linspace(south, north, 60)
        lines = [np.column_stack([np.full(60, lon), upward]) for lon in lons]
        lines += [np.column_stack([along, np.full(60, lat)]) for lat in lats]
        self.stroke("graticule", [Shape(shapely.multilinestrings(lines), {})] if lines else [])

    def beyond(self) -> None:
        """Cover what the land files do not reach."""
        known = shapely.box(*COVERED_DEG)
        west, south, east, north = self.plane.bounds
        rest = shapely.box(west - 1, south - 1, east + 1, north + 1).difference(known)
        if not rest.is_empty:
            self.fill("beyond", [Shape(rest, {})])

    def _near(self, shape: Shape) -> bool:
        west, south, east, north = self.plane.bounds
        low_lon, low_lat, high_lon, high_lat = shape.geometry.bounds
        return bool(low_lon < east and high_lon > west and low_lat < north and high_lat > south)

    def _path(self, shapes: Iterable[Shape]) -> Path | None:
        near = [self.plane.seen(shape.geometry) for shape in shapes if self._near(shape)]
        return path_of(near)

    def _colour(self, name: str, part: str) -> Colour:
        style = self.styles.get(name, {})
        red, green, blue, alpha = self.theme[style.get(part, "ink")]
        return red, green, blue, alpha * float(style.get("opacity", 1.0))

    def _pen(self, name: str, factor: float) -> dict[str, Any]:
        style = self.styles.get(name, {})
        return {
            "colour": self._colour(name, "line"),
            "width": float(style.get("width", 1.0)) * factor,
            "dash": style.get("dash"),
        }

    def _patch(  # noqa: PLR0913 - the settings of a patch
        self,
        path: Path | None,
        *,
        fill: Colour | None = None,
        colour: Colour | None = None,
        width: float = 0.0,
        dash: Sequence[float] | None = None,
        hatch: str | None = None,
    ) -> None:
        if path is None:
            return
        style = (0, tuple(part * PX_TO_PT for part in dash)) if dash else "solid"
        patch = PathPatch(
            path,
            facecolor=fill if fill is not None else "none",
            edgecolor=colour if colour is not None else "none",
            linewidth=width * PX_TO_PT,
            linestyle=style,
            joinstyle="round",
            capstyle="butt",
            hatch=hatch,
            fill=fill is not None,
            snap=False,
        )
        self.axes.add_artist(patch)


def path_of(geometries: Iterable[Any]) -> Path | None:
    """Return all lines and rings of flat geometries as one path, None where there are none."""
    vertices: list[Any] = []
    codes: list[Any] = []
    for part in shapely.get_parts(shapely.get_parts(np.array(list(geometries), dtype=object))):
        for line, closed in _lines(part):
            count = len(line)
            if count < 2:  # noqa: PLR2004 - no line
                continue
            code = np.full(count, Path.LINETO, np.uint8)
            code[0] = Path.MOVETO
            if closed:
                code[-1] = Path.CLOSEPOLY
            vertices.append(line)
            codes.append(code)
    return Path(np.concatenate(vertices), np.concatenate(codes)) if vertices else None


def _lines(part: Any) -> Iterable[tuple[Any, bool]]:  # noqa: ANN401 - shapely is untyped here
    if part.geom_type == "Polygon":
        for ring in (part.exterior, *part.interiors):
            yield shapely.get_coordinates(ring), True
    elif part.geom_type in {"LineString", "LinearRing"}:
        yield shapely.get_coordinates(part), False


@lru_cache(maxsize=64)
def _shared_line(one: Any, other: Any) -> Any:  # noqa: ANN401 - shapely is untyped here
    return shapely.intersection(shapely.boundary(one), shapely.boundary(other))


def halo(theme: Theme, width_px: float = 3.0) -> list[Any]:
    """Return what lifts a label off the ground."""
    if theme.name is ThemeName.PRINT:
        width_px += 0.5
    return [effects.withStroke(linewidth=width_px * PX_TO_PT, foreground=theme["halo"])]
