"""The Sea of Okhotsk and the Sea of Japan / East Sea, filled from a seed up to coast and lines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import Point, Polygon, box, mapping, shape

from tools.build_geodata.geometry.closing import ClosingLine
from tools.build_geodata.geometry.gshhg import LAND, Shore
from tools.build_geodata.geometry.measure import area_km2
from tools.build_geodata.geometry.tables import Row, read_table

WINDOWS = {
    "sea-of-okhotsk": (134.0, 42.5, 166.0, 63.0),
    "sea-of-japan": (125.0, 32.0, 143.0, 53.0),
}
"""West, south, east, north of the water in which each sea is looked for, degrees."""

HOLE_MIN_KM2 = 10.0
"""Islands smaller than this are no hole in the simplified sea."""

CUT_DEG = 2e-5
"""Half width of the cut along a closing line, about 2 m."""

SHORE_STRIP_DEG = 0.05
"""How far inland the sea is first extended, before the simplified land is taken out of it again."""

GRID_DEG = 1e-4


@dataclass(frozen=True, slots=True)
class Sea:
    """A sea at full resolution."""

    row: Row
    geometry: Any
    area_km2: float


def fill_seas(root: Path, shores: Sequence[Shore], lines: Sequence[ClosingLine]) -> list[Sea]:
    """Return the seas of ``seas.csv`` at the full resolution of the coast.

    On simplified land a fill leaks at the capes; hence the full coast here.

    Raises
    ------
    DataError
        If a seed does not lie in water.
    """
    land = [shore.geometry for shore in shores if shore.level == LAND]
    tree = shapely.STRtree(land)
    seas = []
    for row in read_table(root, "seas"):
        window = box(*WINDOWS[row["id"]])
        near = [land[index] for index in sorted(tree.query(window, predicate="intersects"))]
        clipped = shapely.union_all(shapely.intersection(near, window))
        cuts = [
            line.geometry.buffer(CUT_DEG, cap_style="square")
            for line in lines
            if row["id"] in line.seas
        ]
        water = window.difference(clipped).difference(shapely.union_all(cuts))
        seed = Point(row.number_in("seed_lon"), row.number_in("seed_lat"))
        filled = [part for part in shapely.get_parts(water) if part.contains(seed)]
        if not filled:
            problem = "the seed lies on land"
            raise row.error(problem, "move it into the sea")
        seas.append(Sea(row, filled[0], area_km2(filled[0])))
    return seas


def sea_features(
    seas: Sequence[Sea], shores: Sequence[Shore], land: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Return the seas fitted to a simplified land layer, without gap or overlap at its coasts.

    Parameters
    ----------
    seas
        From :func:`fill_seas`.
    shores
        The coast they were filled on.
    land
        Features of the land layer to fit.
    """
    simple = shapely.union_all([shape(feature["geometry"]) for feature in land])
    full = [shore.geometry for shore in shores if shore.level == LAND]
    return [_feature(sea, full, simple) for sea in seas]


def _feature(sea: Sea, land: Sequence[Any], simple: Any) -> dict[str, Any]:  # noqa: ANN401
    row = sea.row
    fitted = _fitted(sea, land, simple)
    label = shapely.maximum_inscribed_circle(fitted.simplify(0.05), tolerance=0.05).coords[0]
    properties = {
        "id": row["id"],
        "name_neutral": row["name_neutral"],
        "name_japan": row["name_japan"],
        "name_russia": row["name_russia"],
        "name_ja": row["name_ja"],
        "name_ru": row["name_ru"],
        "other_names": row.optional("other_names"),
        "name_note": row["name_note"],
        "s23_area": row["s23_area"],
        "area_km2": round(sea.area_km2 / 100) * 100,
        "published_area_note": row["published_area_note"],
        "label_lon": round(label[0], 2),
        "label_lat": round(label[1], 2),
    }
    return {"type": "Feature", "properties": properties, "geometry": mapping(fitted)}


def _fitted(sea: Sea, land: Sequence[Any], simple: Any) -> Any:  # noqa: ANN401 - untyped
    west, south, east, north = sea.geometry.bounds
    margin = 6 * SHORE_STRIP_DEG
    window = box(west - margin, south - margin, east + margin, north + margin)
    tree = shapely.STRtree(land)
    near = [land[index] for index in sorted(tree.query(window, predicate="intersects"))]
    dry = shapely.union_all(shapely.intersection(near, window))
    foreign = window.difference(dry).difference(sea.geometry.buffer(3e-5, quad_segs=1))
    outline = Polygon(sea.geometry.exterior).simplify(SHORE_STRIP_DEG / 10)
    reach = outline.buffer(SHORE_STRIP_DEG, quad_segs=2).difference(foreign)
    wet = reach.difference(simple.intersection(window))
    seed = Point(sea.row.number_in("seed_lon"), sea.row.number_in("seed_lat"))
    part = next(part for part in shapely.get_parts(wet) if part.contains(seed))
    holes = [ring for ring in part.interiors if area_km2(Polygon(ring)) >= HOLE_MIN_KM2]
    snapped = shapely.set_precision(Polygon(part.exterior, holes), GRID_DEG)
    return shapely.normalize(max(shapely.get_parts(snapped), key=lambda item: item.area))
