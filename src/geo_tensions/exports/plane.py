"""The flat map of a picture: degrees to CSS pixels, in Mercator or an equal-area projection."""

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod, Transformer

from geo_tensions.analysis.state import View

Array = npt.NDArray[np.float64]

GEOD = Geod(ellps="WGS84")
TILE_PX = 256
"""Side of the world at Leaflet's zoom 0, CSS pixels."""
REFERENCE_PX = (900.0, 590.0)
"""Map area between the panels of a usual browser window, CSS pixels: what a view is chosen for."""
EARTH_KM = 6371.0088
"""Mean radius of the Earth, km (IUGG)."""

_MAX_LAT_DEG = 85.05
_EDGE_POINTS = 40


class Projection(StrEnum):
    """How the globe is flattened."""

    MERCATOR = "mercator"
    EQUAL_AREA = "equal-area"


@dataclass(frozen=True)
class Plane:
    """A rectangle of the flat map.

    Parameters
    ----------
    lon, lat
        Centre, degrees; longitudes continuous from 0 to 360.
    zoom
        Leaflet zoom at the centre.
    width, height
        CSS pixels; the origin is the lower left corner.
    """

    lon: float
    lat: float
    zoom: float
    width: float
    height: float
    projection: Projection = Projection.MERCATOR

    @classmethod
    def of_view(
        cls, view: View, width: float, height: float, projection: Projection = Projection.MERCATOR
    ) -> Self:
        """Return the plane that shows all that a usual browser window shows of a view."""
        room = min(width / REFERENCE_PX[0], height / REFERENCE_PX[1])
        zoom = view.zoom + math.log2(room)
        return cls(view.lon, view.lat, zoom, width, height, projection)

    @property
    def km_per_px(self) -> float:
        """Kilometres on the ground that a CSS pixel covers at the centre."""
        circumference = 2 * math.pi * EARTH_KM * math.cos(math.radians(self.lat))
        return circumference / (TILE_PX * 2**self.zoom)

    def xy(self, lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Array, Array]:
        """Return pixels of degrees."""
        lon, lat = np.asarray(lon, float), np.asarray(lat, float)
        if self.projection is Projection.EQUAL_AREA:
            east, north = self._equal_area.transform(lon, np.clip(lat, -89, 89))
            scale = 1 / (self.km_per_px * 1000)
            return self.width / 2 + east * scale, self.height / 2 + north * scale
        world = TILE_PX * 2**self.zoom
        x = (lon - self.lon) / 360 * world + self.width / 2
        y = (_mercator(lat) - _mercator(self.lat)) / (2 * math.pi) * world + self.height / 2
        return x, y

    def lonlat(self, x: npt.ArrayLike, y: npt.ArrayLike) -> tuple[Array, Array]:
        """Return degrees of pixels."""
        x, y = np.asarray(x, float), np.asarray(y, float)
        if self.projection is Projection.EQUAL_AREA:
            scale = self.km_per_px * 1000
            lon, lat = self._equal_area.transform(
                (x - self.width / 2) * scale, (y - self.height / 2) * scale, direction="INVERSE"
            )
            return np.asarray(lon) % 360, np.asarray(lat)
        world = TILE_PX * 2**self.zoom
        lon = self.lon + (x - self.width / 2) / world * 360
        up = _mercator(self.lat) + (y - self.height / 2) / world * 2 * math.pi
        return lon, np.degrees(np.arctan(np.sinh(up)))

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north of what is seen, with a small margin, degrees."""
        across = np.linspace(-20, self.width + 20, _EDGE_POINTS)
        upward = np.linspace(-20, self.height + 20, _EDGE_POINTS)
        x = np.concatenate(
            [across, across, np.full(_EDGE_POINTS, -20.0), np.full(_EDGE_POINTS, self.width + 20)]
        )
        y = np.concatenate(
            [np.full(_EDGE_POINTS, -20.0), np.full(_EDGE_POINTS, self.height + 20), upward, upward]
        )
        lon, lat = self.lonlat(x, y)
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())

    def seen(self, geometry: Any) -> Any:  # noqa: ANN401 - shapely is untyped here
        """Return the part of a geometry in degrees that is seen, in pixels.

        Detail below a quarter of a pixel is left out.
        """
        clipped = shapely.clip_by_rect(geometry, *self.bounds)
        if self.projection is Projection.EQUAL_AREA:
            clipped = shapely.segmentize(clipped, 1.0)
        flat = shapely.transform(clipped, self._transformed)
        return shapely.simplify(flat, 0.25)

    def contains(self, x: float, y: float, margin: float = 0.0) -> bool:
        """Tell whether a pixel lies in the rectangle and off its edge."""
        across = margin <= x <= self.width - margin
        return across and margin <= y <= self.height - margin

    def _transformed(self, degrees: Array) -> Array:
        return np.column_stack(self.xy(degrees[:, 0], degrees[:, 1]))

    @cached_property
    def _equal_area(self) -> Transformer:
        target = f"+proj=laea +lat_0={self.lat} +lon_0={self.lon} +datum=WGS84 +units=m"
        return Transformer.from_crs("EPSG:4326", target, always_xy=True)


def _mercator(lat: npt.ArrayLike) -> Array:
    radians = np.radians(np.clip(np.asarray(lat, float), -_MAX_LAT_DEG, _MAX_LAT_DEG))
    flat: Array = np.arcsinh(np.tan(radians))
    return flat


def disc(lon: float, lat: float, radius_km: float, points: int = 72) -> tuple[Array, Array]:
    """Return the outline of a disc on the ground: geodesics of one length from its centre.

    Longitudes are continuous around the centre.
    """
    azimuths = np.linspace(0, 360, points, endpoint=False)
    same = np.ones(points)
    lons, lats, _ = GEOD.fwd(lon * same, lat * same, azimuths, radius_km * 1000 * same)
    return lon + (np.asarray(lons) - lon + 180) % 360 - 180, np.asarray(lats)
