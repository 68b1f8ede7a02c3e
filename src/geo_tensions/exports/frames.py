"""What is visible as flat rows, for every data format."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from geo_tensions.analysis.spatial import among, answers_of
from geo_tensions.analysis.zones import Answer
from geo_tensions.dataset import Dataset, Record
from geo_tensions.errors import DataError
from geo_tensions.exports.brush import layer_shapes
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.words import source_text
from geo_tensions.geojson import Feature

ROUND_DIGITS = 5
"""Decimals of a degree that leave (about 1 m)."""


def rows_of(scene: Scene) -> Sequence[dict[str, Any]]:
    """Return the records shown as flat rows: every row has every column, in one order."""
    rows = np.flatnonzero(scene.mask).tolist()
    told = _computed(scene.dataset, rows) if rows else []
    flat = [
        _row(record, scene.dataset) | zones
        for record, zones in zip(scene.records, told, strict=True)
    ]
    columns = list(dict.fromkeys(key for row in flat for key in row))
    return [{column: row.get(column) for column in columns} for row in flat]


def features_of(scene: Scene) -> Sequence[Feature]:
    """Return the records shown, and their routes, as GeoJSON features between -180 and 180.

    What crosses the antimeridian is split there (RFC 7946, 3.1.9).
    """
    features: list[Feature] = []
    for record, row in zip(scene.records, rows_of(scene), strict=True):
        point = None
        if record.drawn:
            point = {"type": "Point", "coordinates": [_west(record.lon or 0.0), record.lat]}
        features.append({"type": "Feature", "id": record.id, "properties": row, "geometry": point})
    shown = {record.id for record in scene.records}
    if "routes" in scene.state.layers:
        features += [
            _route(shape.properties, shape.geometry)
            for shape in layer_shapes(scene.dataset.catalog, "routes")
            if shape.properties.get("record_id") in shown
        ]
    return features


def split(geometry: Any) -> Any:  # noqa: ANN401 - shapely is untyped here
    """Return a geometry with continuous longitudes, cut at 180 and moved between -180 and 180."""
    west = shapely.clip_by_rect(geometry, -180, -90, 180, 90)
    east = shapely.transform(
        shapely.clip_by_rect(geometry, 180, -90, 540, 90), lambda xy: xy - [360, 0]
    )
    parts = [part for half in (west, east) for part in shapely.get_parts(half) if not part.is_empty]
    return parts[0] if len(parts) == 1 else shapely.multilinestrings(parts)


def _route(properties: Mapping[str, Any], geometry: Any) -> Feature:  # noqa: ANN401
    values = {
        key: "; ".join(map(str, value)) if isinstance(value, list) else value
        for key, value in properties.items()
    }
    whole = split(geometry)
    return {
        "type": "Feature",
        "id": str(properties["id"]),
        "properties": values | {"note": "schematic: the line between two places is not a track"},
        "geometry": shapely.geometry.mapping(shapely.set_precision(whole, 10**-ROUND_DIGITS)),
    }


def _row(record: Record, dataset: Dataset) -> dict[str, Any]:
    kind = dataset.kinds[record["kind"]]
    row: dict[str, Any] = {
        "id": record.id,
        "event_id": record.event_id,
        "layer": record.layer.value,
        "kind_label": kind.label,
        "lon": _west(record.lon) if record.drawn and record.lon is not None else None,
        "lat": record.lat if record.drawn else None,
    }
    for key, value in record.properties.items():
        row |= _flat(key, value, dataset)
    return row


def _computed(dataset: Dataset, rows: Sequence[int]) -> list[dict[str, str]]:
    """Return in which zones places lie as computed here: never an official statement."""
    try:
        few, places = among(dataset, rows)
        answers = answers_of(few)
        judged = {zone: answers.of(zone) for zone in answers.set.zones}
    except DataError:
        # The page says which file cannot be read; the records themselves are whole.
        return [{} for _ in rows]
    return [
        {
            f"computed_{wanted.value}": "; ".join(
                zone for zone, found in judged.items() if found.answer(place) is wanted
            )
            for wanted in (Answer.CERTAINLY, Answer.POSSIBLY, Answer.UNDETERMINED)
        }
        for place in places
    ]


def _flat(key: str, value: Any, dataset: Dataset) -> dict[str, Any]:  # noqa: ANN401 - any value
    if key == "sources":
        cited = [dataset.sources[identifier] for identifier in value]
        return {
            "sources": "; ".join(value),
            "source_texts": " | ".join(source_text(source) for source in cited),
            "source_urls": " ".join(source.url for source in cited if source.url),
        }
    if isinstance(value, Mapping):
        return {f"{key}_{name}": part for name, part in value.items()}
    if isinstance(value, list):
        return {key: "; ".join(_text(item) for item in value)}
    return {key: value}


def _text(item: Any) -> str:  # noqa: ANN401 - any value
    if isinstance(item, Mapping):
        return ", ".join(str(part) for part in item.values() if part)
    return str(item)


def _west(lon: float) -> float:
    return round((lon + 180) % 360 - 180, ROUND_DIGITS)
