"""Identification zones of Japan's neighbours, from the one table of their corners."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon, mapping

from tools.build_geodata.geometry.measure import WGS84, rhumb
from tools.build_geodata.geometry.tables import Row, read_table

NAMES = {
    "kadiz": "Air defence identification zone of the ROK (2013)",
    "cadiz": "East China Sea air defence identification zone of China (2013)",
    "tadiz": "Air defence identification zone of Taiwan (as far as known)",
}
LANDWARD = "territorial-sea"
STEP_KM = 50.0


def neighbour_features(
    root: Path,
    sea: Any,  # noqa: ANN401 - shapely is untyped here
    *,
    sea_edge_km: float,
) -> list[dict[str, Any]]:
    """Return an area for each zone and a line for each side of it.

    Parameters
    ----------
    root
        The ``geodata`` folder.
    sea
        China's territorial sea and land, which its zone stops at.
    sea_edge_km
        How well that edge is known, km.

    Raises
    ------
    DataError
        If the table cannot be used.
    """
    features = []
    rows = read_table(root, "neighbour-adiz-vertices")
    for zone, group in groupby(rows, key=lambda row: row["zone"]):
        features += _zone(zone, list(group), sea, sea_edge_km)
    return features


def _zone(zone: str, rows: Sequence[Row], sea: Any, sea_edge_km: float) -> list[dict[str, Any]]:  # noqa: ANN401 - untyped
    ring: list[tuple[float, float]] = []
    features = []
    landward = None
    for start, end in zip(rows, [*rows[1:], rows[0]], strict=True):
        points = rhumb(start.point, end.point, step_km=STEP_KM)
        ring += points[:-1]
        if start["to_next"] == LANDWARD:
            landward = start, end
            continue
        if start["to_next"] != "straight":
            problem = f"to_next '{start['to_next']}' is unknown"
            raise start.error(problem, f"write straight or {LANDWARD}")
        estimated = "estimated" in {start["basis"], end["basis"]}
        margin = max(row.number_in("radius_km") for row in (start, end))
        basis = "estimated" if estimated else "published"
        margin = round(margin + _bow_km(points), 1)
        features.append(_side(zone, (start, end), LineString(points), basis=basis, margin=margin))
    area = Polygon(ring)
    if landward:
        # The straight line back to the first corner lies on land: what is left is seaward.
        area = max(shapely.get_parts(area.difference(sea)), key=lambda part: part.area)
        limits = shapely.multilinestrings(
            [LineString(feature["geometry"]["coordinates"]) for feature in features]
        )
        coast = area.boundary.difference(limits.buffer(1e-6))
        line = shapely.line_merge(coast)
        features.append(_side(zone, landward, line, basis="computed", margin=sea_edge_km))
    whole = {
        "id": f"{zone}-area",
        "zone": zone,
        "role": "area",
        "name": NAMES[zone],
        "basis": None,
        "edge_km": None,
        "source": "; ".join(dict.fromkeys(row["source"] for row in rows)),
        "note": "An air defence identification zone is not sovereign airspace.",
    }
    return [_feature(whole, area), *features]


def _side(
    zone: str,
    ends: tuple[Row, Row],
    line: Any,  # noqa: ANN401 - shapely is untyped here
    *,
    basis: str,
    margin: float,
) -> dict[str, Any]:
    start, end = ends
    sources = dict.fromkeys([start["source"], end["source"]])
    notes = dict.fromkeys([start["note"], end["note"]])
    properties = {
        "id": f"{zone}-limit-{start['seq']}-{end['seq']}",
        "zone": zone,
        "role": "limit",
        "name": NAMES[zone],
        "basis": basis,
        "edge_km": margin,
        "source": "; ".join(sources),
        "note": " ".join(note for note in notes if note) or None,
    }
    return _feature(properties, line)


def _bow_km(points: Sequence[tuple[float, float]]) -> float:
    """Return how far a geodesic lies off a rhumb line at its middle, km."""
    (lon, lat), (to_lon, to_lat) = points[0], points[-1]
    middle = WGS84.npts(lon, lat, to_lon, to_lat, 1)[0]
    line = np.array(rhumb(points[0], points[-1], step_km=1.0))
    ones = np.ones(len(line))
    return float(np.min(WGS84.inv(middle[0] * ones, middle[1] * ones, *line.T)[2])) / 1e3


def _feature(properties: dict[str, Any], shape: Any) -> dict[str, Any]:  # noqa: ANN401 - untyped
    return {"type": "Feature", "properties": properties, "geometry": mapping(shape)}
