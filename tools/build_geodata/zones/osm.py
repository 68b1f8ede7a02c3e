"""Outer limits of territorial seas as OpenStreetMap has them: ODbL, apart from everything else.

The npm package is fetched with the pinned node and npm, checked against its hash and read as data;
nothing of it is run.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import box, mapping

from geo_tensions.errors import DataError
from tools.build_geodata.geometry.gshhg import REGION
from tools.build_geodata.geometry.measure import WGS84

PACKAGE = "@osm_borders/maritime_10m@1.1.0"
SHA256 = "e9af1dc88a1854fba3e2c4375c61388987a6a00f1eec0975978410019748ac60"
"""Of the package's archive as the registry serves it."""

_WHERE = f"npm package {PACKAGE}"
MEMBER = "package/borders.geo.json"
COUNTRIES: Mapping[str, str] = {
    "JPN": "JP",
    "RUS": "RU",
    "PRK": "KP",
    "KOR": "KR",
    "CHN": "CN",
    "TWN": "TW",
}
TOLERANCE_DEG = 0.003
LAND_DEG = 0.03
"""Borders nearer to land than this are land borders or the coast, degrees."""

SHORTEST_KM = 5.0
NOTE = (
    "Outer limit of the country as mapped by OpenStreetMap contributors (straight baselines and "
    "Japan's 3 NM straits among them), simplified to about 0.3 km. Whose an island is follows "
    "OpenStreetMap's rule of the side that is on the ground. Not for navigation."
)


def osm_features(land: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - shapely is untyped here
    """Return the outer limit of each state's territorial sea as OpenStreetMap has it.

    Parameters
    ----------
    land
        Land of the region, degrees: only to tell limits at sea from borders on land.

    Raises
    ------
    DataError
        If the package cannot be fetched or is not the one that is pinned.
    """
    borders = _borders()
    near_land = shapely.union_all(
        shapely.buffer(shapely.get_parts(land), LAND_DEG, quad_segs=2), grid_size=1e-4
    )
    west, south, east, north = REGION
    window = box(west + 0.01, south + 0.01, east - 0.01, north - 0.01)
    features = []
    for code, state in COUNTRIES.items():
        sea = shapely.difference(_at(borders[code], window), near_land)
        merged = shapely.line_merge(sea) if sea.geom_type == "MultiLineString" else sea
        slim = shapely.simplify(shapely.get_parts(merged), TOLERANCE_DEG)
        parts = [part for part in slim if WGS84.geometry_length(part) >= SHORTEST_KM * 1e3]
        whole = shapely.multilinestrings(sorted(parts, key=lambda part: tuple(part.bounds)))
        properties = {
            "id": f"territorial-sea-osm-{state}",
            "state": state,
            "length_km": round(float(WGS84.geometry_length(whole)) / 1e3),
            "source": f"OpenStreetMap contributors, ODbL 1.0, from {PACKAGE}",
            "note": NOTE,
        }
        features.append({"type": "Feature", "properties": properties, "geometry": mapping(whole)})
    return features


def _at(border: Any, window: Any) -> Any:  # noqa: ANN401 - shapely is untyped here
    """Return the outline within the map, longitudes continuous across 180 degrees."""
    polygons = []
    for shift in (0.0, 360.0):
        moved = shapely.transform(border, lambda c, by=shift: c + np.array([by, 0.0]))
        polygons += [part for part in shapely.get_parts(moved) if part.intersects(window)]
    # The package cuts countries at 180 degrees; joined, the cut is no limit.
    whole = shapely.union_all(shapely.buffer(polygons, 1e-6, quad_segs=1))
    return whole.boundary.intersection(window)


def _borders() -> dict[str, Any]:
    content = json.loads(_fetch())
    found = {}
    for feature in content["features"]:
        code = feature["properties"]["isoA3"]
        if code in COUNTRIES:
            shape = shapely.from_geojson(json.dumps(feature["geometry"]))
            parts = [
                part
                for member in shapely.get_parts(shape)
                for part in shapely.get_parts(member)
                if part.geom_type == "Polygon"
            ]
            found[code] = shapely.multipolygons(parts)
    return found


def _fetch() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tools.node", "npm", "pack", "--silent", PACKAGE]
        done = subprocess.run(  # noqa: S603 - fixed words
            [*command, "--pack-destination", folder], check=False, capture_output=True, text=True
        )
        archives = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            problem = f"cannot be fetched ({done.stderr.strip()[-200:] or 'no archive'})"
            raise DataError(_WHERE, problem, "is the registry in reach?")
        content = archives[0].read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        if digest != SHA256:
            problem = f"has the SHA-256 {digest}, not {SHA256}"
            raise DataError(_WHERE, problem, "do not use it")
        with tarfile.open(archives[0]) as archive:
            member = archive.extractfile(MEMBER)
            if member is None:
                problem = f"has no {MEMBER}"
                raise DataError(_WHERE, problem, "do not use it")
            return member.read()
