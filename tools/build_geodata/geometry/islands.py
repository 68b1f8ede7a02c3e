"""The 33 named Kuril islands and the four disputed islands, from GSHHG polygons by id."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping

from tools.build_geodata.geometry.gshhg import EURASIA, LAND, Shore
from tools.build_geodata.geometry.measure import area_km2, distance_km, gap_km, nearest_km
from tools.build_geodata.geometry.tables import Row, read_table

NEAR_ROCK_DEG = 0.12
"""Rocks nearer than this to a named island, and nearer than to any other coast, belong to it."""

HOKKAIDO = "27"
"""GSHHG id of Hokkaido's main island."""

KAIGARA = (145.8572, 43.3953)
"""Longitude and latitude of Kaigara / Signalny, a rock in no coast data set; not verified."""

TOKYO = (139.7671, 35.6812)
"""Longitude and latitude of Tokyo Station, from which distances to the capital are measured."""

KURILS_TOLERANCE_DEG = 0.0004
"""Simplification of the Kuril layer, about 40 m."""

_CHAIN = (145.3, 43.2, 157.2, 51.2)
_GRID = 1e-4


@dataclass(frozen=True, slots=True)
class Island:
    """A named island: its row in ``islands.csv`` and its GSHHG polygons, the main one first."""

    row: Row
    shores: Sequence[Shore]

    @property
    def id(self) -> str:
        """Id of the island in every layer."""
        return self.row["id"]

    @property
    def whole(self) -> Any:  # noqa: ANN401 - shapely is untyped here
        """All polygons as one MultiPolygon, full resolution."""
        parts = [part for shore in self.shores for part in shapely.get_parts(shore.geometry)]
        return shapely.multipolygons(parts)


def read_islands(root: Path, shores: Sequence[Shore]) -> list[Island]:
    """Return the named islands with the rocks that belong to them, in table order.

    Raises
    ------
    DataError
        If a row names a polygon that GSHHG does not have, or a point that is not inside it.
    """
    rows = read_table(root, "islands")
    by_id = {shore.id: shore for shore in shores if shore.level == LAND}
    named: dict[str, list[Shore]] = {}
    for row in rows:
        shore = by_id.get(row["gshhg_id"])
        if shore is None or not shore.geometry.contains(shapely.Point(row.point)):
            problem = f"polygon {row['gshhg_id']} does not hold {row['lat']}, {row['lon']}"
            raise row.error(problem, "correct the GSHHG id or the point")
        named[row["id"]] = [shore]
    _attach_rocks(named, shores)
    return [Island(row, named[row["id"]]) for row in rows]


def _attach_rocks(named: dict[str, list[Shore]], shores: Sequence[Shore]) -> None:
    mains = {identifier: parts[0] for identifier, parts in named.items()}
    taken = {shore.id for shore in mains.values()}
    window = shapely.box(*_CHAIN)
    land = [shore for shore in shores if shore.level == LAND and shore.geometry.intersects(window)]
    others = [
        shapely.intersection(shore.geometry, window.buffer(1))
        for shore in land
        if shore.id in {HOKKAIDO, EURASIA}
    ]
    for rock in land:
        if rock.id in taken or rock.id in {HOKKAIDO, EURASIA}:
            continue
        distances = {
            identifier: main.geometry.distance(rock.geometry) for identifier, main in mains.items()
        }
        nearest = min(distances, key=distances.__getitem__)
        elsewhere = min(other.distance(rock.geometry) for other in others)
        if distances[nearest] < min(NEAR_ROCK_DEG, elsewhere):
            named[nearest].append(rock)


def kuril_features(islands: Sequence[Island]) -> list[dict[str, Any]]:
    """Return one feature an island, simplified to about 40 m; no islet is lost."""
    return [_kuril(island) for island in islands]


def _kuril(island: Island) -> dict[str, Any]:
    row = island.row
    parts = [_gently(part) for part in shapely.get_parts(island.whole)]
    geometry = shapely.union_all(parts, grid_size=_GRID)
    if geometry.geom_type == "Polygon":
        geometry = shapely.multipolygons([geometry])
    disputed = bool(row["group"])
    return {
        "type": "Feature",
        "properties": {
            "id": island.id,
            **_names(row),
            "romaji": row["romaji"],
            "disputed": disputed,
            "administered_by": "Russia",
            "claimed_by": "Japan" if disputed else None,
            "polygon_area_km2": round(area_km2(island.whole), 2),
            "parts": len(shapely.get_parts(island.whole)),
            "gshhg_id": row["gshhg_id"],
            "label_lon": row.point[0],
            "label_lat": row.point[1],
        },
        "geometry": mapping(geometry),
    }


def _gently(part: Any) -> Any:  # noqa: ANN401 - shapely is untyped here
    if shapely.get_num_coordinates(part) <= 40:  # noqa: PLR2004 - a rock has nothing to spare
        return part
    return part.simplify(KURILS_TOLERANCE_DEG, preserve_topology=True)


def _names(row: Row) -> dict[str, str]:
    keys = ("name_neutral", "name_japan", "name_russia", "name_ja", "name_ru")
    return {key: row[key] for key in keys}


def disputed_features(
    root: Path, islands: Sequence[Island], shores: Sequence[Shore]
) -> list[dict[str, Any]]:
    """Return the four disputed islands in full resolution, each one MultiPolygon.

    Distances are geodesics on WGS 84 between vertices of GSHHG coasts.
    """
    hokkaido = next(shore for shore in shores if shore.id == HOKKAIDO)
    near_hokkaido = hokkaido.geometry.intersection(shapely.box(144.0, 42.5, 146.5, 44.6))
    groups: Mapping[str, list[Island]] = {
        row["id"]: [island for island in islands if island.row["group"] == row["id"]]
        for row in read_table(root, "disputed-islands")
    }
    return [
        _disputed(row, groups[row["id"]], near_hokkaido)
        for row in read_table(root, "disputed-islands")
    ]


def _disputed(row: Row, islands: Sequence[Island], hokkaido: Any) -> dict[str, Any]:  # noqa: ANN401
    parts = [part for island in islands for part in shapely.get_parts(island.whole)]
    whole = shapely.multipolygons(parts)
    label = shapely.point_on_surface(max(parts, key=area_km2))
    properties: dict[str, Any] = {"id": row["id"], **_names(row)}
    properties |= {
        "official_area_km2": row.number_in("official_area_km2"),
        "official_area_source": row["official_area_source"],
        "polygon_area_km2": round(sum(area_km2(part) for part in parts), 2),
        "parts": len(parts),
        "distance_tokyo_km": round(distance_km(TOKYO, (label.x, label.y))),
        "distance_tokyo_nearest_km": round(nearest_km(TOKYO, whole)),
        "distance_hokkaido_km": round(gap_km(whole, hokkaido), 1),
        "distance_hokkaido_published_km": row.number_in("distance_hokkaido_published_km"),
        "distance_method": row["distance_method"],
        "soviet_landing": row["soviet_landing"],
        "soviet_landing_note": row["soviet_landing_note"],
        "claimed_by": row["claimed_by"],
        "administered_by": row["administered_by"],
        "status": row["status"],
        "sources": row["sources"].split("; "),
        "label_lon": round(label.x, 4),
        "label_lat": round(label.y, 4),
    }
    return {"type": "Feature", "properties": properties, "geometry": mapping(whole)}
