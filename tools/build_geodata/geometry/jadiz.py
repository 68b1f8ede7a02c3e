"""Japan's air defence identification zone, from the one table of its corners.

``geodata/tables/jadiz-vertices.csv`` may be corrected by hand and the layer built again. A straight
piece is taken for a rhumb line, straight on a Mercator chart: the directive says "straight" without
saying on what.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, Point, Polygon, mapping
from shapely.ops import substring

from geo_tensions.errors import DataError
from tools.build_geodata.geometry.gshhg import Shore
from tools.build_geodata.geometry.islands import KAIGARA, Island
from tools.build_geodata.geometry.measure import offset_ring, rhumb, tapered_band
from tools.build_geodata.geometry.tables import Row, read_table

COAST_TOLERANCE_DEG = 0.0005
"""Simplification of the pieces that follow a coast, about 50 m."""

BAND_STEP_KM = 25.0
BAND_TOLERANCE_DEG = 0.005

_TABLE = "geodata/tables/jadiz-vertices.csv"
_WAYS = {"N": (0, 1), "E": (1, 0), "S": (0, -1), "W": (-1, 0)}


@dataclass(frozen=True, slots=True)
class Segment:
    """The limit from one corner to the next."""

    start: Row
    end: Row
    basis: str
    radius_km: float
    points: Sequence[tuple[float, float]]


def jadiz_features(
    root: Path, shores: Sequence[Shore], islands: Sequence[Island]
) -> list[dict[str, Any]]:
    """Return the area, one line a piece of its limit, and a band around each estimated piece.

    Raises
    ------
    DataError
        If the table cannot be used.
    """
    outside = shapely.union_all(
        [*(island.whole for island in islands if island.row["group"]), Point(KAIGARA)]
    )
    segments = _segments(read_table(root, "jadiz-vertices"), shores, outside)
    ring = [point for segment in segments for point in segment.points[:-1]]
    area = {
        "id": "jadiz-area",
        "role": "area",
        "basis": None,
        "radius_km": None,
        "from_seq": None,
        "to_seq": None,
        "source": None,
        "note": "Closed by estimated pieces: see the basis of each limit. Entering the zone is no "
        "violation of airspace.",
    }
    zone = Polygon(ring)
    if not zone.is_valid:
        problem = f"the limit crosses itself ({shapely.is_valid_reason(zone)})"
        raise DataError(_TABLE, problem, "check the order of the rows")
    features = [_feature(area, zone)]
    for segment in segments:
        features.append(_feature(_properties(segment, "limit"), LineString(segment.points)))
        if segment.basis == "estimated":
            features.append(_feature(_properties(segment, "band"), _band(segment)))
    return features


def _feature(properties: dict[str, Any], geometry: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"type": "Feature", "properties": properties, "geometry": mapping(geometry)}


def _segments(rows: Sequence[Row], shores: Sequence[Shore], outside: Any) -> list[Segment]:  # noqa: ANN401
    pairs = list(zip(rows, [*rows[1:], rows[0]], strict=True))
    coasts = {
        index: _along_coast(start, end, shores, outside)
        for index, (start, end) in enumerate(pairs)
        if start["to_next"] == "coast"
    }
    corners = [row.point for row in rows]
    for index, line in coasts.items():
        for corner, point in ((index, line[0]), ((index + 1) % len(rows), line[-1])):
            if rows[corner]["basis"] == "estimated":
                corners[corner] = point
    segments = []
    for index, (start, end) in enumerate(pairs):
        if start["basis"] not in {"published", "estimated"}:
            problem = f"basis '{start['basis']}' is unknown"
            raise start.error(problem, "write published or estimated")
        here, there = corners[index], corners[(index + 1) % len(rows)]
        if index in coasts:
            radius = start.number_in("coast_radius_km")
            points = list(dict.fromkeys([here, *coasts[index], there]))
            segments.append(Segment(start, end, "computed", radius, points))
            continue
        if start["to_next"] != "straight":
            problem = f"to_next '{start['to_next']}' is unknown"
            raise start.error(problem, "write straight or coast")
        published = start["basis"] == end["basis"] == "published"
        basis = "published" if published else "estimated"
        radius = max(start.number_in("radius_km"), end.number_in("radius_km"))
        segments.append(Segment(start, end, basis, radius, rhumb(here, there)))
    return segments


def _along_coast(
    start: Row,
    end: Row,
    shores: Sequence[Shore],
    outside: Any,  # noqa: ANN401 - shapely is untyped here
) -> list[tuple[float, float]]:
    identifier = start["coast_gshhg_id"]
    island = next((shore.geometry for shore in shores if shore.id == identifier), None)
    if island is None:
        problem = f"GSHHG has no polygon {identifier}"
        raise start.error(problem, "correct coast_gshhg_id")
    middle = (
        (start.point[0] + end.point[0]) / 2,
        (start.point[1] + end.point[1]) / 2,
    )
    distance = start.number_in("coast_distance_nm")
    ring = offset_ring(island, outside, distance_nm=distance, near=middle)
    one, other = (ring.project(Point(row.point)) for row in (start, end))
    way = np.array(_WAYS[start["coast_side"]])
    paths = _both_ways(ring, one, other)
    line = max(paths, key=lambda path: float(np.array(path.centroid.coords[0]) @ way))
    return [(float(lon), float(lat)) for lon, lat in line.simplify(COAST_TOLERANCE_DEG).coords]


def _both_ways(ring: LineString, one: float, other: float) -> tuple[LineString, LineString]:
    """Return the two paths between two places of a closed line, both in the direction asked for."""
    low, high = sorted((one, other))
    inner = substring(ring, low, high)
    seam = [*substring(ring, high, ring.length).coords, *substring(ring, 0, low).coords[1:]]
    outer = LineString(seam[::-1])
    return (inner, outer) if one < other else (inner.reverse(), outer.reverse())


def _properties(segment: Segment, role: str) -> dict[str, Any]:
    start, end = segment.start["seq"], segment.end["seq"]
    sources = dict.fromkeys([segment.start["source"], segment.end["source"]])
    notes = dict.fromkeys([segment.start["note"], segment.end["note"]])
    return {
        "id": f"jadiz-{role}-{start}-{end}",
        "role": role,
        "basis": segment.basis,
        "radius_km": segment.radius_km,
        "from_seq": int(start),
        "to_seq": int(end),
        "source": " | ".join(source for source in sources if source),
        "note": " ".join(f"{note}" for note in notes if note),
    }


def _band(segment: Segment) -> Any:  # noqa: ANN401 - shapely is untyped here
    band = tapered_band(
        rhumb(segment.points[0], segment.points[-1], step_km=BAND_STEP_KM),
        from_km=segment.start.number_in("radius_km"),
        to_km=segment.end.number_in("radius_km"),
    )
    return shapely.set_precision(band.simplify(BAND_TOLERANCE_DEG), 1e-4)
