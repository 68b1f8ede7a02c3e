"""Layers of maritime zones and of the neighbours' identification zones; takes five minutes."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import shapely

from geo_tensions import geojson
from tools.build_geodata.geometry.gshhg import LAND, read_shores
from tools.build_geodata.geometry.islands import read_islands
from tools.build_geodata.geometry.partition import divide
from tools.build_geodata.zones.adiz import neighbour_features
from tools.build_geodata.zones.cells import cells_of
from tools.build_geodata.zones.coast import REACH, coast_of
from tools.build_geodata.zones.features import (
    disputed_features,
    equidistance_features,
    parties_of,
    water_features,
)
from tools.build_geodata.zones.osm import osm_features
from tools.build_geodata.zones.waters import Waters, waters_of

DIGITS: Mapping[str, int] = {
    "territorial-sea": 3,
    "eez": 3,
    "equidistance": 3,
    "disputed-maritime-zone": 3,
    "neighbour-adiz": 6,
    "odbl/territorial-sea-osm": 3,
}
"""Decimals of a degree in each layer, by its path below ``layers``."""


def build_all(root: Path) -> None:
    """Write every layer of zones under ``root/layers``.

    Raises
    ------
    DataError
        If a table or a package is wrong. Nothing has been written then.
    """
    texts = {
        name: geojson.dumps(features, digits=DIGITS[name])
        for name, features in build_features(root).items()
    }
    for name, text in texts.items():
        path = root / "layers" / f"{name}.geojson"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def build_features(root: Path) -> dict[str, Iterable[Mapping[str, Any]]]:
    """Return the features of every layer of zones by its path below ``layers``."""
    shores = read_shores(REACH)
    islands = read_islands(root, shores)
    coast = coast_of(root, shores, islands, divide(root, shores, islands))
    waters = waters_of(root, coast, cells_of(coast))
    land = [shore.geometry for shore in shores if shore.level == LAND]
    solid = [
        shapely.Polygon(part.exterior).simplify(0.002)
        for shape in land
        for part in shapely.get_parts(shape)
    ]
    return features_of(root, waters, shapely.multipolygons(solid))


def features_of(
    root: Path,
    waters: Waters,
    land: Any,  # noqa: ANN401 - shapely is untyped here
) -> dict[str, Iterable[Mapping[str, Any]]]:
    """Return the features of every layer from computed waters and the land of the region."""
    parties = parties_of(root)
    china = waters.pieces["territorial-sea", "CN"]
    edge_km = waters.edge_km("CN")
    return {
        "territorial-sea": water_features(waters, parties, "territorial-sea"),
        "eez": water_features(waters, parties, "eez"),
        "equidistance": equidistance_features(waters, parties),
        "disputed-maritime-zone": disputed_features(waters, parties),
        "neighbour-adiz": neighbour_features(root, china, sea_edge_km=edge_km),
        "odbl/territorial-sea-osm": osm_features(land),
    }
