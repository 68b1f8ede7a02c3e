"""Land for the map, coarse and fine, with borders that neighbours share to the last digit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping

from tools.build_geodata.geometry.gshhg import EURASIA
from tools.build_geodata.geometry.measure import area_km2
from tools.build_geodata.geometry.partition import Piece

NAMES = {
    "CHN": "China",
    "FSM": "Micronesia",
    "GUM": "Guam",
    "JPN": "Japan",
    "KOR": "ROK (South Korea)",
    "MHL": "Marshall Islands",
    "MNG": "Mongolia",
    "MNP": "Northern Mariana Islands",
    "PHL": "Philippines",
    "PRK": "DPRK (North Korea)",
    "RUS": "Russia",
    "TWN": "Taiwan",
    "UMI": "United States minor outlying islands",
    "USA": "United States",
}
"""Names by ISO 3166-1 alpha-3 code."""


@dataclass(frozen=True, slots=True)
class Detail:
    """How far land is simplified.

    Attributes
    ----------
    digits
        Decimals of a degree that are kept.
    tolerance_deg
        Tolerance for the mainland and islands of at least ``large_km2``.
    small_tolerance_deg
        Tolerance for other islands.
    kuril_tolerance_deg
        Tolerance for the Kuril islands, the four disputed ones among them.
    large_km2, min_km2, kuril_min_km2
        Islands from which the first tolerance holds; smallest island kept; smallest rock kept in
        the Kurils. The main polygon of each of the 33 named islands is always kept.
    """

    digits: int
    tolerance_deg: float
    small_tolerance_deg: float
    kuril_tolerance_deg: float
    large_km2: float
    min_km2: float
    kuril_min_km2: float


OVERVIEW = Detail(
    digits=3,
    tolerance_deg=0.015,
    small_tolerance_deg=0.008,
    kuril_tolerance_deg=0.003,
    large_km2=500.0,
    min_km2=6.0,
    kuril_min_km2=0.5,
)
FINE = Detail(
    digits=4,
    tolerance_deg=0.0035,
    small_tolerance_deg=0.0022,
    kuril_tolerance_deg=0.0006,
    large_km2=500.0,
    min_km2=0.7,
    kuril_min_km2=0.05,
)


def land_features(pieces: Sequence[Piece], detail: Detail) -> list[dict[str, Any]]:
    """Return one MultiPolygon a country, simplified as a coverage and snapped to a grid."""
    kept = _kept(pieces, detail)
    simple: list[Any] = [None] * len(kept)
    for tolerance, members in _groups(kept, detail).items():
        shapes = shapely.coverage_simplify([kept[index].geometry for index in members], tolerance)
        for index, shape in zip(members, shapes, strict=True):
            simple[index] = kept[index].geometry if shape.is_empty else shape
    faces, owners = _snapped(simple, kept, 10.0**-detail.digits)
    features = []
    for code in sorted(NAMES):
        mine = [face for face, owner in zip(faces, owners, strict=True) if owner == code]
        if not mine:
            continue
        whole = shapely.normalize(shapely.coverage_union_all(mine))
        parts = [part for part in shapely.get_parts(whole) if part.geom_type == "Polygon"]
        properties = {"id": f"land-{code}", "country": code, "name": NAMES[code]}
        geometry = mapping(shapely.multipolygons(parts))
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return features


def _kept(pieces: Sequence[Piece], detail: Detail) -> list[Piece]:
    def stays(piece: Piece) -> bool:
        if piece.named or piece.id == EURASIA:
            return True
        least = detail.kuril_min_km2 if piece.kuril else detail.min_km2
        return area_km2(piece.geometry) >= least

    return [piece for piece in pieces if stays(piece)]


def _groups(pieces: Sequence[Piece], detail: Detail) -> dict[float, list[int]]:
    groups: dict[float, list[int]] = {}
    for index, piece in enumerate(pieces):
        if piece.kuril:
            tolerance = detail.kuril_tolerance_deg
        elif piece.id == EURASIA or area_km2(piece.geometry) >= detail.large_km2:
            tolerance = detail.tolerance_deg
        else:
            tolerance = detail.small_tolerance_deg
        groups.setdefault(tolerance, []).append(index)
    return groups


def _snapped(
    shapes: Sequence[Any], pieces: Sequence[Piece], grid: float
) -> tuple[list[Any], list[str]]:
    """Round all outlines to the grid as one planar graph; return its faces and their countries.

    Rounding each country by itself could move the two sides of a border apart.
    """
    lines = shapely.union_all([shape.boundary for shape in shapes], grid_size=grid)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inner = shapely.point_on_surface(faces)
    tree = shapely.STRtree(shapes)
    land: dict[int, int] = {}
    for index, hit in zip(*tree.query(inner, predicate="within"), strict=True):
        land[int(index)] = min(land.get(int(index), len(shapes)), int(hit))
    covered = set(land.values())
    lost = [index for index in range(len(shapes)) if pieces[index].named and index not in covered]
    if lost:
        names = ", ".join(pieces[index].id for index in lost)
        msg = f"named islands lost in simplification (GSHHG ids {names}): lower the tolerance"
        raise ValueError(msg)
    order = np.array(sorted(land), dtype=int)
    return [faces[index] for index in order], [pieces[land[int(index)]].country for index in order]
