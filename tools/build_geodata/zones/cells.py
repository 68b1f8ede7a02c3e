"""Which coast a place is nearest to: cells of a Voronoi diagram on the ellipsoid.

Points are placed on a sphere by their direction from the Earth's centre. That projection of the
ellipsoid is conformal to five millionths, and its scale changes by 0.02 per cent over 200 NM, so a
line of equal distance computed on the sphere lies within about 0.1 km of that on the ellipsoid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod
from scipy.spatial import SphericalVoronoi, cKDTree

from tools.build_geodata.zones.coast import Coast, Floats

WGS84 = Geod(ellps="WGS84")
SQUEEZE = 1 - WGS84.es
"""Tangent of the geocentric over that of the geodetic latitude."""

EARTH_KM = 6371.0
"""Mean radius, km: turns chords of the unit sphere into distances where metres do not matter."""

FILL_KM = 800.0
"""Points of the open ocean, so far from any coast, keep the cells of outermost capes finite."""

EDGE_KM = 20.0
"""Edges of cells are followed along great circles in steps of this length, km."""

SAFE = 0.99
"""Share of a radius up to which a distance on the sphere surely lies within it."""

BEARINGS = 360
"""Corners of a geodesic circle; the side of a 200 NM circle lies 14 m inside its arc at most."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What lies nearer to one point of the coast than to any other."""

    party: int
    site: tuple[float, float]
    shape: Any
    reach_km: float
    """Distance of the farthest corner, km."""


def cells_of(coast: Coast) -> list[Cell]:
    """Return the cell of every point of the coast.

    Raises
    ------
    ValueError
        If the ocean beyond a cape is not closed off; then :data:`FILL_KM` is too large.
    """
    sphere = _directions(coast.points)
    sites = np.vstack([sphere, _ocean(sphere)])
    diagram = SphericalVoronoi(sites, threshold=1e-12)
    diagram.sort_vertices_of_regions()
    regions = diagram.regions[: len(sphere)]
    corners = _degrees(diagram.vertices)
    lengths = np.array([len(region) for region in regions])
    flat = np.fromiter(chain.from_iterable(regions), dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    chords = np.linalg.norm(diagram.vertices[flat] - np.repeat(sphere, lengths, axis=0), axis=1)
    reach = np.maximum.reduceat(2 * np.arcsin(np.minimum(chords / 2, 1)), starts) * EARTH_KM
    if float(reach.max()) > 4 * FILL_KM:
        msg = "a cell of the coast is not closed by points of the ocean"
        raise ValueError(msg)
    return [
        Cell(
            int(coast.owner[number]),
            (float(coast.points[number, 0]), float(coast.points[number, 1])),
            _outline(regions[number], diagram.vertices, corners, far=float(reach[number])),
            float(reach[number]),
        )
        for number in range(len(regions))
    ]


def clipped(cell: Cell, radius_km: float) -> Any:  # noqa: ANN401 - shapely is untyped here
    """Return what of a cell lies within a geodesic radius of its point."""
    if cell.reach_km < radius_km * SAFE:
        return cell.shape
    return shapely.intersection(cell.shape, circle(cell.site, radius_km))


def circle(centre: tuple[float, float], radius_km: float) -> Any:  # noqa: ANN401 - shapely is untyped
    """Return a geodesic circle as a polygon."""
    bearings = np.linspace(0, 360, BEARINGS, endpoint=False)
    ones = np.ones(BEARINGS)
    lon, lat, _ = WGS84.fwd(centre[0] * ones, centre[1] * ones, bearings, radius_km * 1e3 * ones)
    return shapely.Polygon(np.column_stack([np.mod(lon, 360.0), lat]))


def _directions(points: Floats) -> Floats:
    lon, lat = np.radians(points[:, 0]), np.arctan(SQUEEZE * np.tan(np.radians(points[:, 1])))
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def _degrees(directions: Floats) -> Floats:
    x, y, z = directions.T
    lon = np.mod(np.degrees(np.arctan2(y, x)), 360.0)
    lat = np.degrees(np.arctan(z / np.hypot(x, y) / SQUEEZE))
    return np.column_stack([lon, lat])


def _ocean(coast: Floats) -> Floats:
    """Return points all over the sphere, far from every coast of interest."""
    number = 4000
    turn = np.pi * (3 - np.sqrt(5)) * np.arange(number)
    z = 1 - 2 * (np.arange(number) + 0.5) / number
    ring = np.sqrt(1 - z * z)
    grid: Floats = np.column_stack([ring * np.cos(turn), ring * np.sin(turn), z])
    away = cKDTree(coast).query(grid)[0]
    return np.asarray(grid[away > 2 * np.sin(FILL_KM / EARTH_KM / 2)])


def _outline(region: Sequence[int], vertices: Floats, corners: Floats, *, far: float) -> Any:  # noqa: ANN401 - shapely is untyped here
    if 2 * far < EDGE_KM:
        return _polygon(corners[region])
    ends = [*region[1:], region[0]]
    # The same two corners give the same points in both neighbours, whichever comes first.
    return _polygon(
        np.vstack(
            [_edge(a, b, vertices, corners) for a, b in zip(region, ends, strict=True)],
        )
    )


def _edge(start: int, end: int, vertices: Floats, corners: Floats) -> npt.NDArray[np.float64]:
    low, high = min(start, end), max(start, end)
    chord = float(np.linalg.norm(vertices[high] - vertices[low]))
    steps = int(np.ceil(chord * EARTH_KM / EDGE_KM))
    if steps <= 1:
        return corners[[start]]
    share = np.linspace(0, 1, steps + 1)[:-1, None]
    arc = vertices[low] * (1 - share) + vertices[high] * share
    line = np.vstack([corners[[low]], _degrees(arc[1:]), corners[[high]]])
    return line[:-1] if start == low else line[:0:-1]


def _polygon(corners: Floats) -> Any:  # noqa: ANN401 - shapely is untyped here
    shape = shapely.Polygon(corners)
    return shape if shape.is_valid else shapely.buffer(shape, 0)
