"""The parts of a build, in memory: what is written and what is only compared are the same bytes."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from geo_tensions import geojson
from geo_tensions.model import Layer
from tools.build_geodata.authored import read_toml, tables_of
from tools.build_geodata.catalogue import AUTHORED, PACKAGE, build_catalogue
from tools.build_geodata.records import Feature, build_records
from tools.build_geodata.routes import build_routes
from tools.build_geodata.tracks import build_tracks


class Part(StrEnum):
    """What can be built alone; the catalogue is always built after it."""

    RECORDS = "records"
    GEOMETRY = "geometry"
    CATALOGUE = "catalogue"


def build(root: Path, *, only: Part | None = None) -> dict[str, bytes]:
    """Return the files that follow from the authored ones, by their path below ``geodata``.

    Layers of coasts, seas, islands, zones and places are not among them: they are built on disk by
    ``tools.build_geodata.geometry`` and only described here.

    Raises
    ------
    BuildError, DataError
        If an authored file is wrong; nothing has been written then.
    """
    files = build_layers(root) if only in {None, Part.RECORDS} else {}
    return files | {PACKAGE: build_catalogue(root, changed=files)}


def build_layers(root: Path) -> dict[str, bytes]:
    """Return the layers of records, routes and tracks."""
    layers = build_records(root, tables=tables_of(root))
    incidents, launches = layers[Layer.INCIDENTS], layers[Layer.LAUNCHES]
    features: dict[str, list[Feature]] = {
        Layer.INCIDENTS: incidents,
        Layer.LAUNCHES: launches,
        "routes": build_routes(root, records=incidents),
        "missile-tracks": build_tracks(launches),
    }
    digits = _digits(root)
    return {
        f"layers/{name}.geojson": geojson.dumps(found, digits=digits[name]).encode()
        for name, found in features.items()
    }


def write(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write what has changed and return one line for each file written."""
    changed = [path for path, content in files.items() if _read(root / path) != content]
    for path in changed:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(files[path])
    return [f"geodata/{path}: written, {len(files[path]):,} bytes" for path in changed]


def compare(root: Path, files: Mapping[str, bytes]) -> list[str]:
    """Return one line for each file of the folder that a build would change."""
    return [
        f"geodata/{path}: is not what its sources give; run `make records`"
        for path, content in files.items()
        if _read(root / path) != content
    ]


def _digits(root: Path) -> dict[str, int]:
    blocks = read_toml(root, AUTHORED[0]).get("resource", [])
    return {block["name"]: block.get("digits", geojson.DIGITS) for block in blocks}


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
