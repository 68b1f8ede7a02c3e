"""What follows from a file itself: its hash, its size, how much it holds and of where and when."""

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import shapely
from shapely.geometry import shape

MEDIA_TYPES = {
    "geojson": "application/geo+json",
    "csv": "text/csv",
    "toml": "application/toml",
    "json": "application/json",
}
"""Media type by the end of a file's name."""

BBOX_DIGITS = 3
"""Decimals of a degree in the extent of a layer."""


def sha256(content: bytes) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def describe(path: str, content: bytes, *, numbers: Sequence[str] = ()) -> dict[str, Any]:
    """Return the fields of a resource that follow from its file.

    Parameters
    ----------
    path
        Path of the file, whose ending tells its format.
    content
        The file.
    numbers
        Columns of a table that hold numbers.

    Raises
    ------
    ValueError
        If the content does not have the format that the path tells.
    """
    suffix = PurePosixPath(path).suffix.removeprefix(".")
    facts: dict[str, Any] = {
        "format": suffix,
        "mediatype": MEDIA_TYPES.get(suffix, "application/octet-stream"),
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content)}",
    }
    if suffix == "geojson":
        return facts | _of_layer(json.loads(content)["features"])
    if suffix == "csv":
        return facts | _of_table(content, numbers)
    return facts


def _of_table(content: bytes, numbers: Sequence[str]) -> dict[str, Any]:
    reader = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""))
    rows = sum(1 for _ in reader)
    fields = [
        {"name": name, "type": "number" if name in numbers else "string"}
        for name in reader.fieldnames or []
    ]
    if unknown := set(numbers) - set(reader.fieldnames or []):
        msg = f"has no column {', '.join(sorted(unknown))}"
        raise ValueError(msg)
    return {"type": "table", "rows": rows, "schema": {"fields": fields, "missingValues": [""]}}


def _of_layer(features: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    shapes = [shape(feature["geometry"]) for feature in features if feature["geometry"]]
    facts: dict[str, Any] = {
        "features": len(features),
        "geometryTypes": sorted({made.geom_type for made in shapes}),
    }
    if shapes:
        bounds = shapely.total_bounds(shapes)
        facts["bbox"] = [round(float(value), BBOX_DIGITS) for value in bounds]
    if features and all("event_id" in feature["properties"] for feature in features):
        facts |= _of_records([feature["properties"] for feature in features])
    return facts


def _of_records(records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    starts = sorted(record["start"] for record in records)
    years = Counter(start[:4] for start in starts)
    facts: dict[str, Any] = {
        "temporal": {"start": starts[0], "end": starts[-1]},
        "events": len({record["event_id"] for record in records}),
        "withoutPlace": sum(record["place_precision"] == "none" for record in records),
        "rowsPerYear": dict(sorted(years.items())),
    }
    if any("count" in record for record in records):
        facts["missiles"] = sum(record.get("count") or 0 for record in records)
    return facts
