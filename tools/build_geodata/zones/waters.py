"""Territorial seas and exclusive economic zones: cells of the coast cut at 12 and at 200 NM.

Within a cell its own point is the nearest coast, so cutting each cell at a distance from its point
gives the zone of its party exactly, out to the line of equal distance.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import box

from tools.build_geodata.geometry.gshhg import REGION
from tools.build_geodata.geometry.tables import read_table
from tools.build_geodata.zones.cells import SAFE, Cell, clipped
from tools.build_geodata.zones.coast import OTHERS, Coast

NM_KM = 1.852
"""International nautical mile, km."""

TERRITORIAL_SEA_NM, EEZ_NM = 12.0, 200.0
"""Breadths by the United Nations Convention on the Law of the Sea, Arts 3 and 57."""

NARROW_NM = 3.0
"""Breadth that Japan keeps in five straits (Law on the Territorial Sea of 1977)."""

NOT_MODELLED = (115.0, 10.0, 120.0, 22.0)
"""Part of the South China Sea whose contested islands are not in the land layer, degrees."""

GRID_DEG = 1e-4
DEGREE_KM = 111.2
"""Length of a degree of latitude, km."""

SHORE_DEG = 0.012
"""How far the zones reach under the land, so that no gap opens beside a simplified coast."""

TOLERANCE_DEG = 0.004
"""Simplification; what it did to the lines is measured, not taken from here."""

COAST_KM = 0.5
"""Error of the coast and of the method: GSHHG in the Kurils 0.2 km, lines of equal distance
0.1 km."""

_SMALLEST_DEG2 = 0.002
_PLANE = Transformer.from_crs(4326, "+proj=stere +lat_0=45 +lon_0=150 +datum=WGS84", always_xy=True)

EXTRA_KM = {"senkaku-diaoyu": 6.0, "liancourt-rocks": 1.0}
"""How far GSHHG lies off at islets whose charted place was compared with it, km."""

Pieces = dict[tuple[str, str], Any]
"""Area by zone (``territorial-sea`` or ``eez``) and party."""


@dataclass(frozen=True, slots=True)
class Waters:
    """All zones as one coverage: neighbours share every vertex of their border.

    Attributes
    ----------
    pieces
        Simplified areas, degrees.
    moved_km
        How far simplification moved a line at most, km.
    narrow
        Where Japan may keep 3 NM: from 3 to 12 NM off its coast within generous boxes.
    """

    pieces: Pieces
    moved_km: float
    narrow: Mapping[str, Any]

    def edge_km(self, party: str) -> float:
        """Return how well the edges of a party's zones are known, km."""
        moved = max(self.moved_km, SHORE_DEG * DEGREE_KM)
        return round(moved + COAST_KM + EXTRA_KM.get(party, 0.0), 1)


def waters_of(root: Path, coast: Coast, cells: Sequence[Cell]) -> Waters:
    """Return the zones of all parties but those of :data:`OTHERS`, cut to the map."""
    window = box(*REGION).difference(box(*NOT_MODELLED))
    parties = [party for party in coast.parties if party != OTHERS]
    mine = _near(cells, window)
    exact: Pieces = {}
    for party in parties:
        own = [cell for cell in mine if coast.parties[cell.party] == party]
        inner = _within(own, TERRITORIAL_SEA_NM * NM_KM)
        outer = _within(own, EEZ_NM * NM_KM)
        exact["territorial-sea", party] = _areas(inner.intersection(window))
        exact["eez", party] = _areas(outer.difference(inner).intersection(window))
    dry = _inland(coast.land)
    full = _coverage(exact, dry)
    simple = shapely.coverage_simplify(list(full.values()), TOLERANCE_DEG)
    pieces = _coverage(dict(zip(full, simple, strict=True)), None, grid=1e-3)
    japan = [cell for cell in mine if coast.parties[cell.party] == "JP"]
    narrow = _narrow(root, japan, pieces["territorial-sea", "JP"])
    return Waters(pieces, _moved_km(full, pieces), narrow)


def _near(cells: Sequence[Cell], window: Any) -> list[Cell]:  # noqa: ANN401 - shapely is untyped
    hits = shapely.STRtree([cell.shape for cell in cells]).query(window, predicate="intersects")
    return [cells[index] for index in np.sort(hits)]


def _areas(shape: Any) -> Any:  # noqa: ANN401 - shapely is untyped here
    """Return the polygons of a geometry; an intersection may hold stray lines as well."""
    parts = shapely.get_parts(shape)
    return shapely.multipolygons([part for part in parts if part.geom_type == "Polygon"])


def _within(cells: Sequence[Cell], radius_km: float) -> Any:  # noqa: ANN401 - shapely is untyped
    whole = [cell.shape for cell in cells if cell.reach_km < radius_km * SAFE]
    cut = [clipped(cell, radius_km) for cell in cells if cell.reach_km >= radius_km * SAFE]
    # Whole neighbours share their corners to the last digit, which is quick; cut ones need not.
    return shapely.union_all([shapely.coverage_union_all(whole), shapely.union_all(cut)])


def _inland(land: Sequence[Any]) -> Any:  # noqa: ANN401 - shapely is untyped here
    """Return the land without a strip along its coast, lakes filled."""
    solid = [
        shapely.Polygon(part.exterior).simplify(0.003)
        for shape in land
        for part in shapely.get_parts(shape)
        if part.area > _SMALLEST_DEG2
    ]
    whole = shapely.union_all([shapely.buffer(part, 1e-4, quad_segs=1) for part in solid])
    filled = [shapely.Polygon(part.exterior) for part in shapely.get_parts(whole)]
    shrunk = shapely.union_all(filled).buffer(-SHORE_DEG, quad_segs=2).simplify(SHORE_DEG / 4)
    parts = [part for part in shapely.get_parts(shrunk) if part.area > _SMALLEST_DEG2]
    return shapely.multipolygons(parts)


def _coverage(pieces: Pieces, dry: Any, *, grid: float = GRID_DEG) -> Pieces:  # noqa: ANN401 - untyped
    """Return the pieces as faces of one planar graph; ``dry`` is taken out of them."""
    shapes = list(pieces.values())
    extra = [] if dry is None else [dry.boundary]
    lines = shapely.union_all([*(s.boundary for s in shapes), *extra], grid_size=grid)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inner = shapely.point_on_surface(faces)
    wet = np.ones(len(faces), dtype=bool)
    if dry is not None:
        shapely.prepare(dry)
        wet = ~shapely.contains(dry, inner)
    owners = np.full(len(faces), -1)
    for index, hit in zip(*shapely.STRtree(shapes).query(inner, predicate="within"), strict=True):
        owners[index] = hit if owners[index] < 0 else min(owners[index], hit)
    result: Pieces = {}
    for number, key in enumerate(pieces):
        chosen = faces[wet & (owners == number)]
        whole = shapely.coverage_union_all(chosen) if len(chosen) else shapely.MultiPolygon()
        parts = [part for part in shapely.get_parts(whole) if part.area > 10 * grid * grid]
        result[key] = shapely.multipolygons(parts)
    return result


def _moved_km(before: Pieces, after: Pieces) -> float:
    """Return the largest distance between the lines before and after simplification, km.

    Measured in a stereographic plane, which enlarges distances by up to a tenth at the rim of the
    map and never shortens them.
    """
    one, other = (_flat(pieces.values()) for pieces in (before, after))
    return max(_farthest(one, other), _farthest(other, one)) / 1e3


def _flat(areas: Iterable[Any]) -> Any:  # noqa: ANN401 - shapely is untyped here
    lines = shapely.segmentize([area.boundary for area in areas], 0.05)
    return shapely.transform(lines, lambda c: np.column_stack(_PLANE.transform(c[:, 0], c[:, 1])))


def _farthest(lines: Any, others: Any) -> float:  # noqa: ANN401 - shapely is untyped here
    parts = shapely.get_parts(shapely.get_parts(others))
    ends = [shapely.get_coordinates(part) for part in parts]
    segments = np.vstack([np.hstack([line[:-1], line[1:]]) for line in ends]).reshape(-1, 2, 2)
    tree = shapely.STRtree(shapely.linestrings(segments))
    points = shapely.points(shapely.get_coordinates(lines))
    _, distance = tree.query_nearest(points, all_matches=False, return_distance=True)
    return float(distance.max())


def _narrow(root: Path, japan: Sequence[Cell], sea: Any) -> dict[str, Any]:  # noqa: ANN401 - untyped
    found = {}
    for row in read_table(root, "narrow-straits"):
        sides = [row.number_in(column) for column in ("west", "south", "east", "north")]
        window = box(*sides)
        near = _within(_near(japan, window), NARROW_NM * NM_KM)
        rest = sea.intersection(window).difference(near)
        slim = shapely.set_precision(rest.simplify(0.002), 1e-3)
        found[row["id"]] = shapely.multipolygons(
            [part for part in shapely.get_parts(slim) if part.geom_type == "Polygon"]
        )
    return found
