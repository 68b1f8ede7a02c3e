"""Lines and areas on the ellipsoid, asked for whole columns of places at once.

They are straight in longitude and latitude between their vertices. Longitudes are continuous; every
function takes them in any turn of the globe. Whether a line is within reach is bounded on a grid,
then in a plane that keeps angles, and computed by geodesics where the bounds leave it open.
"""

from functools import cache, cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geo_tensions.analysis.geodesy import (
    WGS84,
    Floats,
    Mask,
    geodesic_km,
    plane,
    slack,
    space,
    turned,
)

STEP_DEG = 0.2
"""Longest stretch, degrees, that is taken for straight in the plane and in space: a line is
followed to 15 m."""

FAR_KM = 400.0
"""Reach, km, up to which the plane bounds a distance; beyond it every distance is computed."""

TRUSTED = 0.2
"""Largest share by which the plane may be wrong and still bounds a distance."""

GRID = (110.0, 5.0, 195.0, 70.0)
GRID_DEG = 0.5
GRID_FROM = 20_000
"""West, south, east, north and size of the cells in which distances are bounded first, degrees,
and the number of places from which that pays."""

_CHUNK = 1000

_FIRST_QUESTIONS = 10
"""More than GEOS answers without an index."""


class Outline:
    """Lines to which distances are wanted.

    Parameters
    ----------
    lines
        LineString or MultiLineString, WGS 84 degrees; may be empty.
    """

    def __init__(self, lines: Any) -> None:  # noqa: ANN401 - shapely is untyped here
        parts = [part for part in shapely.get_parts(lines) if not part.is_empty]
        fine = shapely.segmentize(parts, STEP_DEG) if parts else np.array([], dtype=object)
        coords, index = shapely.get_coordinates(fine, return_index=True)
        self._coords: Floats = coords
        joined = index[1:] == index[:-1]
        self._starts = np.flatnonzero(joined)
        self.parts = fine

    @property
    def is_empty(self) -> bool:
        """Whether there is no line at all."""
        return not len(self._coords)

    def within(self, lon: Floats, lat: Floats, reach_km: Floats) -> Mask:
        """Tell which places have a line within a reach of theirs.

        Parameters
        ----------
        lon, lat
            Degrees, equally long.
        reach_km
            Geodesic distance for each place, km.
        """
        found: Mask = np.zeros(len(lon), dtype=bool)
        if self.is_empty:
            return found
        lon = turned(lon)
        rest: npt.NDArray[np.intp] = np.arange(len(lon))
        if len(lon) >= GRID_FROM:
            low, high = self._bounds(lon, lat)
            found = high <= reach_km
            rest = np.flatnonzero(~found & (low <= reach_km))
        near, unsure = self._planar(lon[rest], lat[rest], reach_km[rest])
        found[rest[near]] = True
        left = rest[unsure]
        for part in np.array_split(left, max(1, -(-len(left) // _CHUNK))):
            if len(part):
                found[part] = self._exactly(lon[part], lat[part], reach_km[part])
        return found

    def nearest(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats, Floats]:
        """Return the geodesic distance to the lines, km, and the place where they are nearest.

        Returns
        -------
        distance_km, lon, lat
            Infinite and NaN where there is no line.

        Notes
        -----
        Candidates are compared by chords, which rank like geodesics to a hundred-thousandth of the
        distance: 20 m at 10,000 km.
        """
        lon = turned(lon)
        result = np.full((3, len(lon)), np.nan)
        result[0] = np.inf
        if self.is_empty:
            return result[0], result[1], result[2]
        for first in range(0, len(lon), _CHUNK):
            part = slice(first, first + _CHUNK)
            result[:, part] = self._nearest(lon[part], lat[part])
        return result[0], result[1], result[2]

    def _planar(self, lon: Floats, lat: Floats, reach_km: Floats) -> tuple[Mask, Mask]:
        """Return who is surely within reach, and of whom the plane cannot tell."""
        x, y, scale = plane(lon, lat)
        points = shapely.points(x, y)
        share = slack(x, y, scale, reach_km)
        plain = (reach_km <= FAR_KM) & (share < TRUSTED)
        inner = np.where(plain, reach_km * scale * (1 - share) - 0.02, -1.0)
        outer = np.where(plain, reach_km * scale * (1 + share) + 0.02, np.inf)
        unsure = np.ones(len(lon), dtype=bool)
        unsure[plain] = shapely.dwithin(self._flat, points[plain], outer[plain])
        near = np.zeros(len(lon), dtype=bool)
        near[unsure] = shapely.dwithin(self._flat, points[unsure], np.maximum(inner[unsure], 0))
        near &= inner >= 0
        return near, unsure & ~near

    def _exactly(self, lon: Floats, lat: Floats, reach_km: Floats) -> Mask:
        x, y, scale = plane(lon, lat)
        share = slack(x, y, scale, reach_km)
        if bool(np.any((reach_km > FAR_KM) | (share >= TRUSTED))):
            return np.asarray(self._nearest(lon, lat)[0] <= reach_km)
        outer = reach_km * scale * (1 + share) + 0.05
        place, segment = self._tree.query(shapely.points(x, y), predicate="dwithin", distance=outer)
        found = np.zeros(len(lon), dtype=bool)
        if not len(place):
            return found
        there = self._closest(space(lon[place], lat[place]), segment)
        near = geodesic_km(lon[place], lat[place], *there) <= reach_km[place]
        found[place[near]] = True
        return found

    def _nearest(self, lon: Floats, lat: Floats) -> Floats:
        """Return distance, km, and place of the nearest point of the lines, shape (3, n).

        The nearest segment in the plane bounds the distance; every segment that the bound does not
        rule out is then compared in space.
        """
        x, y, scale = plane(lon, lat)
        points, here = shapely.points(x, y), space(lon, lat)
        first = self._tree.query_nearest(points, all_matches=False)[1]
        bound = geodesic_km(lon, lat, *self._closest(here, first))
        share = slack(x, y, scale, bound)
        reach = np.where(share < TRUSTED, bound * scale * (1 + share) + 0.05, np.inf)
        place, segment = self._tree.query(points, predicate="dwithin", distance=reach)
        chord = ((here[place] - space(*self._closest(here[place], segment))) ** 2).sum(axis=1)
        order = np.lexsort((chord, place))
        best = order[np.unique(place[order], return_index=True)[1]]
        found = np.stack(self._closest(here, segment[best]))
        return np.vstack([geodesic_km(lon, lat, *found), found])

    def _closest(self, here: Floats, segment: npt.NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Return the place of each segment that is nearest to a point in space, degrees."""
        start = self._space[self._starts[segment]]
        along = self._space[self._starts[segment] + 1] - start
        length = np.maximum((along**2).sum(axis=1), 1e-18)
        share = np.clip(((here - start) * along).sum(axis=1) / length, 0, 1)
        x, y, z = (start + along * share[:, None]).T
        lon = turned(np.degrees(np.arctan2(y, x)))
        return lon, np.degrees(np.arctan2(z, np.hypot(x, y) * (1 - WGS84.es)))

    @cached_property
    def _space(self) -> Floats:
        return space(self._coords[:, 0], self._coords[:, 1])

    @cached_property
    def _flat(self) -> Any:  # noqa: ANN401 - shapely is untyped here
        flat = shapely.multilinestrings(shapely.transform(self.parts, _to_plane))
        shapely.prepare(flat)
        # Indexed before threads ask, as in Area.
        first = shapely.points(shapely.get_coordinates(flat)[:_FIRST_QUESTIONS])
        shapely.dwithin(flat, first, 1.0)
        return flat

    @cached_property
    def _tree(self) -> shapely.STRtree:
        flat = _to_plane(self._coords)
        ends = np.stack([flat[self._starts], flat[self._starts + 1]], axis=1)
        tree = shapely.STRtree(shapely.linestrings(ends))
        tree.query(shapely.points(flat[:_FIRST_QUESTIONS]))  # As above.
        return tree

    def _bounds(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        low, high = self.grid
        cell = cell_of(lon, lat)
        return low[cell], high[cell]

    @cached_property
    def grid(self) -> tuple[Floats, Floats]:
        """Lowest and highest distance, km, for the places of each cell, and last for all others."""
        lon, lat, half = _cells()
        x, y, scale = plane(lon, lat)
        near = self._tree.query_nearest(
            shapely.points(x, y), return_distance=True, all_matches=False, max_distance=2e3
        )
        flat = np.full(len(lon), np.inf)
        flat[near[0][0]] = near[1]
        rough = flat / scale
        share = slack(x, y, scale, np.minimum(rough, 2 * FAR_KM))
        plain = (rough <= FAR_KM) & (share < TRUSTED)
        low = np.where(plain, rough * (1 - share) - half, FAR_KM * (1 - TRUSTED) - half)
        high = np.where(plain, rough * (1 + share) + half, np.inf)
        return np.append(low, -np.inf), np.append(high, np.inf)


class Area:
    """A polygon of which it is asked what lies in it and how near its edge is.

    Parameters
    ----------
    shape
        Polygon or MultiPolygon, WGS 84 degrees; may be empty.
    """

    def __init__(self, shape: Any) -> None:  # noqa: ANN401 - shapely is untyped here
        self.shape = shape
        shapely.prepare(shape)
        # GEOS indexes at one of the first questions, at which threads may not meet
        # (libgeos/geos#825): asked here, before there are any.
        inside = shapely.point_on_surface(shapely.get_parts(shape)).repeat(_FIRST_QUESTIONS)
        shapely.contains_xy(shape, shapely.get_x(inside), shapely.get_y(inside))

    @cached_property
    def outline(self) -> Outline:
        """The whole edge."""
        return Outline(self.shape.boundary)

    def contains(self, lon: Floats, lat: Floats) -> Mask:
        """Tell which places lie in the polygon."""
        lon = turned(lon)
        if len(lon) < GRID_FROM or self.outline.is_empty:
            return np.asarray(shapely.contains_xy(self.shape, lon, lat))
        cell = cell_of(lon, lat)
        found = self._inner[cell]
        mixed = np.flatnonzero(self.outline.grid[0][cell] <= 0)
        found[mixed] = shapely.contains_xy(self.shape, lon[mixed], lat[mixed])
        return found

    def touches(self, lon: Floats, lat: Floats, reach_km: Floats) -> Mask:
        """Tell which places lie in the polygon or have it within a reach of theirs, km."""
        return self.contains(lon, lat) | self.outline.within(lon, lat, reach_km)

    @cached_property
    def _inner(self) -> Mask:
        lon, lat, _ = _cells()
        return np.append(shapely.contains_xy(self.shape, lon, lat), False)


def _to_plane(coords: Floats) -> Floats:
    x, y, _ = plane(coords[:, 0], coords[:, 1])
    return np.column_stack([x, y])


_COLUMNS = round((GRID[2] - GRID[0]) / GRID_DEG)
_ROWS = round((GRID[3] - GRID[1]) / GRID_DEG)


def cell_of(lon: Floats, lat: Floats) -> npt.NDArray[np.intp]:
    """Return the number of the cell of each place, that after the last for places outside."""
    column = np.floor((lon - GRID[0]) / GRID_DEG).astype(np.intp)
    row = np.floor((lat - GRID[1]) / GRID_DEG).astype(np.intp)
    inside = (column >= 0) & (column < _COLUMNS) & (row >= 0) & (row < _ROWS)
    return np.where(inside, row * _COLUMNS + column, _ROWS * _COLUMNS)


@cache
def _cells() -> tuple[Floats, Floats, Floats]:
    """Return the middle of every cell and how far its corners are from it at most, km."""
    lon = np.tile(GRID[0] + (np.arange(_COLUMNS) + 0.5) * GRID_DEG, _ROWS)
    lat = np.repeat(GRID[1] + (np.arange(_ROWS) + 0.5) * GRID_DEG, _COLUMNS)
    widest = np.cos(np.radians(np.maximum(np.abs(lat) - GRID_DEG / 2, 0)))
    half = np.hypot(111.4 * widest, 111.8) * GRID_DEG / 2
    return lon, lat, half * 1.001
