"""Whether a ``geodata`` folder is what its catalogue says: one line for each departure.

Unlike ``--check`` this builds nothing: it reads the catalogue and the files, as somebody would who
was handed the folder.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geo_tensions import geojson
from geo_tensions.catalog import Catalog, Resource, data_hash
from geo_tensions.errors import DataError
from tools.build_geodata.catalogue import read_files
from tools.build_geodata.facts import sha256


def departures(root: Path) -> list[str]:
    """Return every departure of the folder from its catalogue."""
    try:
        catalog = Catalog.open(root)
    except DataError as error:
        return [str(error)]
    files = read_files(root)
    by_path = {resource.path: resource for resource in catalog.resources.values()}
    found = [f"geodata/{path}: no resource describes it" for path in files if path not in by_path]
    for path, resource in by_path.items():
        if path not in files:
            found.append(f"geodata/{path}: the file is missing")
            continue
        found += [f"geodata/{path}: {fault}" for fault in _of_file(resource, files[path])]
    hashes = {path: sha256(content) for path, content in files.items()}
    if not found and catalog.descriptor.get("dataVersion") != data_hash(hashes):
        found.append("geodata/datapackage.json: dataVersion is not the hash over the files")
    return found


def _of_file(resource: Resource, content: bytes) -> Iterator[str]:
    if sha256(content) != resource.sha256:
        yield "its SHA-256 is not the one catalogued"
    if resource.descriptor.get("bytes") != len(content):
        yield f"has {len(content)} bytes, the catalogue says {resource.descriptor.get('bytes')}"
    for key in ("title", "description", "licenses", "sources"):
        if not resource.descriptor.get(key):
            yield f"its resource has no {key}"
    try:
        text = content.decode("utf-8")
        if resource.path.endswith(".geojson"):
            digits = int(resource.descriptor.get("digits", geojson.DIGITS))
            yield from _of_layer(json.loads(text), text, digits=digits)
    except ValueError as error:
        yield f"cannot be read ({error})"
        return
    if "\r" in text or not text.endswith("\n"):
        yield "its lines do not end, or it does not end, with a newline alone"


def _of_layer(collection: Mapping[str, Any], text: str, *, digits: int) -> Iterator[str]:
    if wrong := geojson.problems(collection):
        yield from wrong
        return
    features = collection["features"]
    if geojson.dumps(features, digits=digits) != text:
        yield f"is not in canonical form (one feature a line, sorted, {digits} decimals)"
    orders = {tuple(feature["properties"]) for feature in features}
    if len(orders) > 1:
        yield "its features do not all have the same properties in the same order"
