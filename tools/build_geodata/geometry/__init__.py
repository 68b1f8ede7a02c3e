"""Layers of land, islands, seas, zone and places, from pinned packages and small tables.

A build reads ``geodata/tables`` and the packages of the extra ``geodata``; the same input gives
the same bytes.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from geo_tensions import geojson
from tools.build_geodata.geometry.closing import closing_features, closing_lines
from tools.build_geodata.geometry.gshhg import read_shores
from tools.build_geodata.geometry.islands import disputed_features, kuril_features, read_islands
from tools.build_geodata.geometry.jadiz import jadiz_features
from tools.build_geodata.geometry.land import FINE, OVERVIEW, land_features
from tools.build_geodata.geometry.partition import divide
from tools.build_geodata.geometry.places import place_features
from tools.build_geodata.geometry.seas import fill_seas, sea_features

DIGITS: Mapping[str, int] = {
    "land-overview": OVERVIEW.digits,
    "land-detail": FINE.digits,
    "disputed-islands": 5,
    "kuril-islands": 4,
    "seas": 4,
    "sea-closing-lines": 5,
    "jadiz": 6,
    "places": 5,
}
"""Decimals of a degree in each layer; those of ``jadiz`` keep the published seconds."""


def build_all(root: Path) -> None:
    """Write every layer of geometry under ``root/layers``.

    Parameters
    ----------
    root
        The ``geodata`` folder; its ``tables`` are read.

    Raises
    ------
    DataError
        If a table is wrong; names file, row and remedy. Nothing has been written then.
    """
    texts = {
        name: geojson.dumps(features, digits=DIGITS[name])
        for name, features in build_features(root).items()
    }
    folder = root / "layers"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.geojson").write_text(text, encoding="utf-8", newline="\n")


def build_features(root: Path) -> dict[str, Iterable[Mapping[str, Any]]]:
    """Return the features of every layer of geometry by its name."""
    shores = read_shores()
    islands = read_islands(root, shores)
    lines = closing_lines(root, shores, islands)
    pieces = divide(root, shores, islands)
    fine = land_features(pieces, FINE)
    return {
        "land-overview": land_features(pieces, OVERVIEW),
        "land-detail": fine,
        "disputed-islands": disputed_features(root, islands, shores),
        "kuril-islands": kuril_features(islands),
        "seas": sea_features(fill_seas(root, shores, lines), shores, fine),
        "sea-closing-lines": closing_features(lines),
        "jadiz": jadiz_features(root, shores, islands),
        "places": place_features(root, shores, lines),
    }
