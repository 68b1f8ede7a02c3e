"""The lines that close the seas where no coast does (IHO S-23, 3rd edition, 1953)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, mapping

from tools.build_geodata.geometry.gshhg import EURASIA, LAND, Shore
from tools.build_geodata.geometry.islands import HOKKAIDO, Island
from tools.build_geodata.geometry.measure import extreme
from tools.build_geodata.geometry.tables import Row, read_table

SNAP_DEG = 0.003
"""How near to a GSHHG vertex an authored coast point must lie (about 300 m); it is moved there."""

STRAIT_REACH_DEG = 0.108
"""Only coast this near to the narrowest place may carry a line between islands (about 12 km)."""

OKHOTSK = "sea-of-okhotsk"
LOPATKA = (156.4, 50.85, 157.0, 51.2)
"""West, south, east, north of the tip of Kamchatka, degrees."""
NOSAPPU = (145.79, 43.37, 145.9, 43.42)
"""West, south, east, north of the tip of Hokkaido, degrees."""

_SEAWARD = np.array([0.62, -0.78])
"""Towards the Pacific, across the Kuril chain."""
_SOURCE = "IHO Special Publication 23, 3rd edition, 1953; tangent points computed on GSHHG"


@dataclass(frozen=True, slots=True)
class ClosingLine:
    """One limit of one or two seas, from coast to coast."""

    id: str
    seas: Sequence[str]
    name: str
    basis: str
    source: str
    points: Sequence[tuple[float, float]]

    @property
    def geometry(self) -> LineString:
        """The line in degrees, straight between its points."""
        return LineString(self.points)


def closing_lines(
    root: Path, shores: Sequence[Shore], islands: Sequence[Island]
) -> list[ClosingLine]:
    """Return the lines of ``closing-lines.csv`` and the outer tangents of the Kurils.

    Raises
    ------
    DataError
        If an authored coast point does not lie on the coast.
    """
    coast = np.vstack(
        [shapely.get_coordinates(shore.geometry) for shore in shores if shore.level == LAND]
    )
    tree = shapely.STRtree(shapely.points(coast))
    lines = []
    for identifier, group in groupby(
        read_table(root, "closing-lines"), key=lambda row: row["line"]
    ):
        rows = list(group)
        points = [_on_coast(row, coast, tree) for row in rows]
        first = rows[0]
        seas = first["sea"].split("; ")
        lines.append(
            ClosingLine(identifier, seas, first["name"], first["basis"], first["source"], points)
        )
    return lines + _kuril_chain(shores, islands)


def _on_coast(
    row: Row, coast: npt.NDArray[np.float64], tree: shapely.STRtree
) -> tuple[float, float]:
    if row["at"] == "sea":
        return row.point
    lon, lat = coast[int(tree.nearest(shapely.Point(row.point)))]
    off = max(abs(lon - row.point[0]), abs(lat - row.point[1]))
    if off > SNAP_DEG:
        problem = f"the point lies {off:.4f} degrees off the coast"
        raise row.error(problem, "move it onto the coast, or write 'sea' in the column 'at'")
    return float(lon), float(lat)


def _kuril_chain(shores: Sequence[Shore], islands: Sequence[Island]) -> list[ClosingLine]:
    mainland = {shore.id: shore.geometry for shore in shores if shore.id in {EURASIA, HOKKAIDO}}
    lopatka = shapely.Point(extreme(mainland[EURASIA], LOPATKA, "S"))
    chain: list[tuple[str, str, Any]] = [("lopatka", "Cape Lopatka", lopatka)]
    ordered = [island for island in islands if island.row["closing_order"]]
    ordered.sort(key=lambda island: island.row.number_in("closing_order"))
    chain += [
        (island.id, island.row["name_neutral"], island.shores[0].geometry) for island in ordered
    ]
    nosappu = shapely.Point(extreme(mainland[HOKKAIDO], NOSAPPU, "E"))
    chain.append(("nosappu", "Cape Nosappu", nosappu))
    return [
        ClosingLine(
            id=f"{one[0]}-{other[0]}",
            seas=[OKHOTSK],
            name=f"{one[1]} - {other[1]}",
            basis="Outer tangent of two neighbours: the waters between belong to the sea",
            source=_SOURCE,
            points=_outer_tangent(one[2], other[2]),
        )
        for one, other in pairwise(chain)
    ]


def _outer_tangent(one: Any, other: Any) -> list[tuple[float, float]]:  # noqa: ANN401 - untyped
    """Return the edge of the common convex hull that joins two islands on the Pacific side.

    Only coast near the strait counts, so that bays of the ocean coast stay in the ocean.
    """
    middle = float(np.radians(shapely.get_coordinates(one)[:, 1].mean()))
    scale = np.array([np.cos(middle), 1.0])
    first, second = (shapely.transform(shape, lambda c: c * scale) for shape in (one, other))
    reach = first.distance(second) + STRAIT_REACH_DEG
    near_first = _within(first, second, reach)
    near_second = _within(second, first, reach)
    hull = shapely.convex_hull(shapely.multipoints(np.vstack([near_first, near_second])))
    mine: Mapping[tuple[float, float], bool] = {
        **{_key(point): True for point in near_first},
        **{_key(point): False for point in near_second},
    }
    edges = [
        (a, b) for a, b in pairwise(shapely.get_coordinates(hull)) if mine[_key(a)] != mine[_key(b)]
    ]
    outer = max(edges, key=lambda edge: float(np.dot((edge[0] + edge[1]) / 2, _SEAWARD)))
    ends = sorted(outer, key=lambda point: not mine[_key(point)])
    exact = shapely.get_coordinates([one, other])
    return [_vertex_at(point / scale, exact) for point in ends]


def _within(shape: Any, other: Any, reach: float) -> npt.NDArray[np.float64]:  # noqa: ANN401
    coords: npt.NDArray[np.float64] = shapely.get_coordinates(shape)
    near: npt.NDArray[np.bool_] = shapely.distance(shapely.points(coords), other) <= reach
    return coords[near]


def _key(point: npt.NDArray[np.float64]) -> tuple[float, float]:
    return float(point[0]), float(point[1])


def _vertex_at(
    point: npt.NDArray[np.float64], coords: npt.NDArray[np.float64]
) -> tuple[float, float]:
    return _key(coords[np.abs(coords - point).sum(axis=1).argmin()])


def closing_features(lines: Sequence[ClosingLine]) -> list[dict[str, Any]]:
    """Return one LineString a closing line."""
    return [
        {
            "type": "Feature",
            "properties": {
                "id": line.id,
                "sea": list(line.seas),
                "name": line.name,
                "basis": line.basis,
                "source": line.source,
            },
            "geometry": mapping(line.geometry),
        }
        for line in lines
    ]
