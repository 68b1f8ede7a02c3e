"""Fills and strokes of a picture, in the style tables of the screen."""

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

from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.exports.plane import Plane
from geo_tensions.exports.shapes import PX_TO_PT
from geo_tensions.exports.theme import Colour, Theme, ThemeName, layer_styles
from geo_tensions.mapping.layers import checked

BASES = ("published", "computed", "estimated")
"""How a limit is known, strongest first."""


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


class Brush:
    """Fills and strokes in the styles of ``style.json``."""

    def __init__(self, axes: Axes, plane: Plane, theme: Theme) -> None:
        self.axes = axes
        self.plane = plane
        self.theme = theme
        self.styles = layer_styles()

    def fill(self, name: str, shapes: Iterable[Shape]) -> None:
        """Fill polygons."""
        self.patch(self.path(shapes), fill=self.colour(name, "fill"))

    def stroke(self, name: str, shapes: Iterable[Shape], *, factor: float = 1.0) -> None:
        """Stroke lines and outlines."""
        self.patch(self.path(shapes), **self.pen(name, factor))

    def island(self, name: str, shapes: Sequence[Shape]) -> None:
        """Stroke a coast and cover its inner half: borders on land do not show as coast."""
        path = self.path(shapes)
        self.patch(path, **self.pen(name, 2.0))
        self.patch(path, fill=self.colour(name, "fill"))

    def borders(self, shapes: Sequence[Shape]) -> None:
        """Stroke what polygons of different states share."""
        seen = [shape for shape in shapes if self.near(shape)]
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

    def hatch(self, name: str, shapes: Iterable[Shape]) -> None:
        """Hatch polygons; in the direction of the style, else rising."""
        colour = (*self.colour(name, "line")[:3], 0.75)
        pattern = str(self.styles.get(name, {}).get("hatch", "/"))
        self.patch(self.path(shapes), colour=colour, width=0.0, hatch=5 * pattern)

    def near(self, shape: Shape) -> bool:
        """Tell whether a feature can reach into the picture."""
        west, south, east, north = self.plane.bounds
        low_lon, low_lat, high_lon, high_lat = shape.geometry.bounds
        return bool(low_lon < east and high_lon > west and low_lat < north and high_lat > south)

    def path(self, shapes: Iterable[Shape]) -> Path | None:
        """Return what of the features is seen, in pixels."""
        near = [self.plane.seen(shape.geometry) for shape in shapes if self.near(shape)]
        return path_of(near)

    def colour(self, name: str, part: str) -> Colour:
        """Return a colour of a style."""
        style = self.styles.get(name, {})
        red, green, blue, alpha = self.theme[style.get(part, "ink")]
        return red, green, blue, alpha * float(style.get("opacity", 1.0))

    def pen(self, name: str, factor: float) -> dict[str, Any]:
        """Return colour, width and dashes of a style."""
        style = self.styles.get(name, {})
        return {
            "colour": self.colour(name, "line"),
            "width": float(style.get("width", 1.0)) * factor,
            "dash": style.get("dash"),
        }

    def patch(  # noqa: PLR0913 - the settings of a patch
        self,
        path: Path | None,
        *,
        fill: Colour | None = None,
        colour: Colour | None = None,
        width: float = 0.0,
        dash: Sequence[float] | None = None,
        hatch: str | None = None,
    ) -> None:
        """Put a path on the picture; none is nothing."""
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
