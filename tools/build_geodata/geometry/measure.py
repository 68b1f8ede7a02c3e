"""Lengths, areas and lines on the WGS 84 ellipsoid."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from pyproj import Geod, Transformer
from shapely.geometry import LineString, Polygon

WGS84 = Geod(ellps="WGS84")

METRES_PER_NM = 1852.0
"""International nautical mile, by definition."""

_MERCATOR = Transformer.from_crs(4326, 3395, always_xy=True)
_CIRCLE_POINTS = 48

Point = tuple[float, float]
"""Longitude, latitude in degrees."""


def area_km2(geometry: Any) -> float:  # noqa: ANN401 - shapely is untyped here
    """Return the ellipsoidal area of a polygon, km2."""
    return abs(float(WGS84.geometry_area_perimeter(geometry)[0])) / 1e6


def distance_km(one: Point, other: Point) -> float:
    """Return the geodesic distance of two points, km."""
    return float(WGS84.inv(*one, *other)[2]) / 1e3


def nearest_km(point: Point, geometry: Any) -> float:  # noqa: ANN401 - shapely is untyped here
    """Return the geodesic distance to the nearest vertex of a geometry, km."""
    coords = shapely.get_coordinates(geometry)
    lon, lat = np.full(len(coords), point[0]), np.full(len(coords), point[1])
    return float(np.min(WGS84.inv(lon, lat, *coords.T)[2])) / 1e3


def gap_km(one: Any, other: Any) -> float:  # noqa: ANN401 - shapely is untyped here
    """Return the geodesic distance between two neighbouring coasts, km, from vertex to vertex."""
    first, second = shapely.get_coordinates(one), shapely.get_coordinates(other)
    scale = np.array([np.cos(np.radians(np.r_[first, second][:, 1].mean())), 1.0])
    tree = shapely.STRtree(shapely.points(second * scale))
    near = second[tree.nearest(shapely.points(first * scale))]
    return float(np.min(WGS84.inv(*first.T, *near.T)[2])) / 1e3


def extreme(geometry: Any, window: Sequence[float], toward: str) -> Point:  # noqa: ANN401
    """Return the vertex of a coast that lies farthest in a direction within a window.

    Parameters
    ----------
    geometry
        Coast, degrees.
    window
        West, south, east, north, degrees.
    toward
        Letters of ``NESW``; ``NE`` is the diagonal.

    Raises
    ------
    ValueError
        If the window holds no coast.
    """
    west, south, east, north = window
    coords = shapely.get_coordinates(geometry)
    inside = (coords >= (west, south)).all(axis=1) & (coords <= (east, north)).all(axis=1)
    coords = coords[inside]
    if not len(coords):
        msg = f"no coast between {west} and {east} E, {south} and {north} N"
        raise ValueError(msg)
    ways = {"N": (0, 1), "E": (1, 0), "S": (0, -1), "W": (-1, 0)}
    way = np.sum([ways[letter] for letter in toward], axis=0) * (np.cos(np.radians(south)), 1.0)
    lon, lat = coords[int((coords @ way).argmax())]
    return float(lon), float(lat)


def rhumb(start: Point, end: Point, *, step_km: float = 25.0) -> list[Point]:
    """Return a rhumb line (straight on a Mercator chart) as points at most ``step_km`` apart.

    Both ends are returned exactly as given.
    """
    pieces = max(1, int(np.ceil(distance_km(start, end) / step_km)))
    x, y = _MERCATOR.transform([start[0], end[0]], [start[1], end[1]])
    share = np.linspace(0, 1, pieces + 1)[1:-1]
    lon, lat = _MERCATOR.transform(
        x[0] + (x[1] - x[0]) * share, y[0] + (y[1] - y[0]) * share, direction="INVERSE"
    )
    return [start, *zip(lon.tolist(), lat.tolist(), strict=True), end]


def tapered_band(line: Sequence[Point], *, from_km: float, to_km: float) -> Any:  # noqa: ANN401
    """Return what lies within a radius of a line, the radius growing evenly along it.

    Parameters
    ----------
    line
        Points, longitude and latitude in degrees.
    from_km, to_km
        Radius at the first and at the last point, km (geodesic).
    """
    steps = [distance_km(a, b) for a, b in pairwise(line)]
    share = np.concatenate([[0.0], np.cumsum(steps)]) / max(sum(steps), 1e-9)
    discs = [
        _disc(point, from_km + (to_km - from_km) * float(part))
        for point, part in zip(line, share, strict=True)
    ]
    hulls = [shapely.convex_hull(shapely.union_all([a, b])) for a, b in pairwise(discs)]
    return shapely.union_all(hulls)


def _disc(point: Point, radius_km: float) -> Any:  # noqa: ANN401 - shapely is untyped here
    if radius_km <= 0:
        return shapely.Point(point)
    bearings = np.linspace(0, 360, _CIRCLE_POINTS, endpoint=False)
    ones = np.ones(_CIRCLE_POINTS)
    lon, lat, _ = WGS84.fwd(ones * point[0], ones * point[1], bearings, ones * radius_km * 1e3)
    return Polygon(np.column_stack([lon, lat]))


def offset_ring(polygon: Any, keep_off: Any, *, distance_nm: float, near: Point) -> LineString:  # noqa: ANN401
    """Return the outer line at a distance from a coast, as a closed line.

    Parameters
    ----------
    polygon
        Island, degrees.
    keep_off
        Other coasts, degrees: the line never passes the middle between them and the island.
    distance_nm
        Distance in nautical miles.
    near
        Where the line is wanted: the centre of the azimuthal equidistant plane of computation.
    """
    lon, lat = near
    plane = f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84"
    there = Transformer.from_crs(4326, plane, always_xy=True)
    flat, off = (
        shapely.transform(shape, lambda c: np.column_stack(there.transform(c[:, 0], c[:, 1])))
        for shape in (polygon, keep_off)
    )
    reach = distance_nm * METRES_PER_NM
    grown = flat.buffer(reach, quad_segs=32).difference(_nearer_to(off, flat, reach))
    outline = max(shapely.get_parts(grown), key=lambda part: part.area).exterior
    x, y = shapely.get_coordinates(outline).T
    lons, lats = there.transform(x, y, direction="INVERSE")
    return LineString(np.column_stack([lons, lats]))


def _nearer_to(other: Any, island: Any, reach: float) -> Any:  # noqa: ANN401 - shapely is untyped
    """Return what lies nearer to other coasts than to an island, where both are within reach."""
    theirs = shapely.points(shapely.get_coordinates(other))
    theirs = theirs[shapely.dwithin(theirs, island, 2 * reach)]
    if not len(theirs):
        return shapely.Polygon()
    area = shapely.multipoints(theirs).envelope.buffer(4 * reach)
    mine = shapely.points(shapely.get_coordinates(island))
    mine = mine[shapely.intersects(mine, area)]
    coast = shapely.multipoints([*theirs, *mine])
    cells = shapely.get_parts(shapely.voronoi_polygons(coast, extend_to=area))
    hit = shapely.STRtree(cells).query(theirs, predicate="intersects")[1]
    return shapely.union_all(cells[np.unique(hit)])
