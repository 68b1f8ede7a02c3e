"""Shortest lines on the WGS 84 ellipsoid, with enough vertices to look right on a map."""

import math
from collections.abc import Sequence
from itertools import pairwise

from pyproj import Geod

Position = tuple[float, float]
"""Longitude (continuous, 0 to 360) and latitude, WGS 84 degrees."""

VERTEX_KM = 50.0
"""Longest stretch between two vertices, km; at this length a Mercator map shows no corner."""

_WGS84 = Geod(ellps="WGS84")


def densify(points: Sequence[Position]) -> list[Position]:
    """Return points joined by great circles, a vertex at least every :data:`VERTEX_KM`."""
    line = [points[0]]
    for start, end in pairwise(points):
        stretches = math.ceil(length_km([start, end]) / VERTEX_KM)
        between = _WGS84.npts(*start, *end, stretches - 1) if stretches > 1 else []
        line += [(lon % 360, lat) for lon, lat in between]
        line.append(end)
    return line


def length_km(points: Sequence[Position]) -> float:
    """Return the length of the great circles that join points, km."""
    lons = [lon for lon, _ in points]
    lats = [lat for _, lat in points]
    return float(_WGS84.line_length(lons, lats)) / 1000
