"""Coast as points, each with the party whose coast it is: what maritime zones are computed from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import cKDTree

from tools.build_geodata.geometry.gshhg import Shore
from tools.build_geodata.geometry.islands import Island
from tools.build_geodata.geometry.partition import Piece
from tools.build_geodata.geometry.tables import Row, read_table

REACH = (108.0, 5.0, 200.0, 70.0)
"""West, south, east, north of the coasts that are read, degrees: 200 NM and more beyond the map."""

STATES: Mapping[str, str] = {
    "JPN": "JP",
    "RUS": "RU",
    "PRK": "KP",
    "KOR": "KR",
    "CHN": "CN",
    "TWN": "TW",
}
"""States whose zones are computed: code of the land layer and code of ``states.csv``."""

OTHERS = "others"
"""Party of all other coasts: they limit the zones of the six and get none here."""

SIMPLIFY_DEG = 0.0006
"""Vertices that matter less than this are not sampled (about 60 m)."""

STEP_DEG = 0.02
NEAR_STEP_DEG = 0.003
"""Longest gap between two points of the coast, degrees (about 2 km, and 0.3 km where another
party's coast is near)."""

ROCK = 8
"""Rings of no more vertices than this are sampled as they are."""

NEAR_DEG = 0.6
"""How near another party's coast must be for the fine step (about 60 km)."""

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Coast:
    """Points of all coasts.

    Attributes
    ----------
    points
        Longitude (continuous) and latitude, degrees, shape (n, 2).
    owner
        Index into ``parties`` of each point.
    parties
        Ids: state codes, ids of ``claims.csv``, :data:`OTHERS`.
    land
        Polygons of all land, degrees.
    """

    points: Floats
    owner: npt.NDArray[np.int64]
    parties: Sequence[str]
    land: Sequence[Any]


def coast_of(
    root: Path, shores: Sequence[Shore], islands: Sequence[Island], pieces: Sequence[Piece]
) -> Coast:
    """Return the coast by party; land of a disputed group is a party of its own.

    Raises
    ------
    DataError
        If a row of ``claims.csv`` names a coast that GSHHG does not have.
    """
    groups = _disputed(root, shores, islands)
    taken = {identifier: group for group, ids in groups.items() for identifier in ids}
    by_party: dict[str, list[Any]] = {party: [] for party in [*STATES.values(), OTHERS, *groups]}
    for piece in pieces:
        party = taken.get(piece.id) or STATES.get(piece.country, OTHERS)
        by_party[party].append(piece.geometry)
    for row in _claims(root):
        by_party[row["id"]] += [shapely.Point(point) for point in _points(row)]
    parties = list(by_party)
    coarse = [list(_coarse(shapes)) for shapes in by_party.values()]
    found, owners = [], []
    for number, lines in enumerate(coarse):
        foreign = [
            line for other, theirs in enumerate(coarse) if other != number for line in theirs
        ]
        fine = _refined(np.vstack(_steps(lines)), cKDTree(np.vstack(foreign)))
        points = np.vstack([*lines, fine])
        found.append(points)
        owners.append(np.full(len(points), number))
    points, owner = np.vstack(found), np.concatenate(owners)
    # Neighbours on one mainland share the points of their border; one owner is enough.
    _, first = np.unique(np.round(points, 5), axis=0, return_index=True)
    land = [shape for shapes in by_party.values() for shape in shapes if shape.area > 0]
    return Coast(points[first], owner[first], parties, land)


def _claims(root: Path) -> list[Row]:
    """Return the rows of ``claims.csv`` whose coast is a party of its own."""
    return [row for row in read_table(root, "claims") if row["coast"]]


def _disputed(
    root: Path, shores: Sequence[Shore], islands: Sequence[Island]
) -> dict[str, set[str]]:
    known = {shore.id for shore in shores}
    groups: dict[str, set[str]] = {}
    for row in _claims(root):
        way, _, names = row["coast"].partition(":")
        if way == "islands":
            wanted = set(names.split())
            mine = [island for island in islands if island.row["group"] in wanted]
            groups[row["id"]] = {shore.id for island in mine for shore in island.shores}
        elif way in {"gshhg", "point"}:
            groups[row["id"]] = set(names.split()) if way == "gshhg" else set()
        else:
            problem = f"coast '{row['coast']}' is not understood"
            raise row.error(problem, "write islands:GROUPS, gshhg:IDS or point:LON,LAT")
        if missing := groups[row["id"]] - known:
            problem = f"GSHHG has no polygon {', '.join(sorted(missing))}"
            raise row.error(problem, "correct the coast")
    return groups


def _points(row: Row) -> Iterator[tuple[float, float]]:
    way, _, names = row["coast"].partition(":")
    for text in names.split() if way == "point" else []:
        lon, lat = text.split(",")
        yield float(lon), float(lat)


def _coarse(shapes: Sequence[Any]) -> Iterator[Floats]:
    for shape in shapes:
        if shape.geom_type == "Point":
            yield shapely.get_coordinates(shape)
            continue
        for part in shapely.get_parts(shape):
            ring = part.exterior
            # A rock has no vertex to spare.
            slim = ring.simplify(SIMPLIFY_DEG) if shapely.get_num_coordinates(ring) > ROCK else ring
            yield shapely.get_coordinates(shapely.segmentize(slim, STEP_DEG))


def _steps(lines: Sequence[Floats]) -> list[Floats]:
    """Return the pieces between neighbouring points as rows of four numbers."""
    return [np.hstack([line[:-1], line[1:]]) for line in lines if len(line) > 1] or [
        np.empty((0, 4))
    ]


def _refined(steps: Floats, foreign: cKDTree) -> Floats:
    """Return further points on the pieces that lie near another party's coast."""
    away = foreign.query(steps[:, :2], distance_upper_bound=NEAR_DEG)[0]
    pieces = shapely.linestrings(steps[np.isfinite(away)].reshape(-1, 2, 2))
    return np.asarray(
        shapely.get_coordinates(shapely.segmentize(pieces, NEAR_STEP_DEG)), dtype=float
    ).reshape(-1, 2)
