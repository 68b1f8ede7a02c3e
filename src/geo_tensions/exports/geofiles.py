"""What is visible as GeoJSON, GeoPackage and GeoParquet."""

import io
import json
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import shapely

from geo_tensions.exports.files import ExportError
from geo_tensions.exports.frames import features_of
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.words import about

_GDAL = threading.Lock()
"""GDAL's settings belong to the whole process."""


def geojson_bytes(scene: Scene) -> bytes:
    """Return records and routes as GeoJSON (RFC 7946): longitudes from -180 to 180, split there.

    What the file says of itself is the foreign member ``geo_tensions``.
    """
    head = json.dumps(about(scene), ensure_ascii=False)
    lines = [
        json.dumps(feature, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        for feature in features_of(scene)
    ]
    body = ",\n".join(lines)
    text = f'{{"type":"FeatureCollection","geo_tensions":{head},"features":[\n{body}\n]}}\n'
    return text.encode()


def geopackage_bytes(scene: Scene) -> bytes:
    """Return records and routes as the layers of a GeoPackage, with metadata.

    Raises
    ------
    ExportError
        If the folder for passing files has no room for it.
    """
    layers = _frames(scene)
    told = about(scene)
    stamp = f"{scene.dataset.last_day}T00:00:00.000Z"
    with tempfile.TemporaryDirectory() as folder, _GDAL, _told_in_one_line(folder):
        path = Path(folder) / "geo-tensions.gpkg"
        # Without this GDAL writes the time of day into the file.
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": stamp})
        try:
            for number, (name, frame) in enumerate(layers.items()):
                pyogrio.write_dataframe(
                    frame,
                    path,
                    layer=name,
                    driver="GPKG",
                    append=number > 0,
                    dataset_metadata=told if number == 0 else None,
                    geometry_type="Point" if name == "records" else "Unknown",
                )
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()


@contextmanager
def _told_in_one_line(folder: str) -> Iterator[None]:
    try:
        yield
    except (RuntimeError, OSError) as error:
        # GDAL's own text names tables and statements; what a user can do is the same for all.
        msg = f"{folder}: a GeoPackage cannot be written there; is the disk full?"
        raise ExportError(msg) from error


def geoparquet_bytes(scene: Scene) -> bytes:
    """Return the records as GeoParquet 1.0, with the file's words in its metadata."""
    content = io.BytesIO()
    _frames(scene)["records"].to_parquet(content, index=False, schema_version="1.0.0")
    table = pq.read_table(io.BytesIO(content.getvalue()))
    told = json.dumps(about(scene), ensure_ascii=False).encode()
    metadata = {**(table.schema.metadata or {}), b"geo_tensions": told}
    written = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(metadata), written, compression="zstd")
    return written.getvalue()


def _frames(scene: Scene) -> dict[str, Any]:
    features = features_of(scene)
    count = len(scene.records)
    frames = {"records": _frame(features[:count])}
    if len(features) > count:
        frames["routes"] = _frame(features[count:])
    return frames


def _frame(features: Any) -> Any:  # noqa: ANN401 - geopandas is untyped here
    geometries = [
        shapely.geometry.shape(one["geometry"]) if one["geometry"] else None for one in features
    ]
    rows = pd.DataFrame([one["properties"] for one in features])
    if "id" not in rows:
        rows["id"] = pd.Series(dtype="str")
    for column in rows:
        # A column of nothing but None has no type of its own; a mixed one has no common type.
        kinds = {type(value) for value in rows[column] if value is not None}
        if not kinds or (len(kinds) > 1 and not kinds <= {int, float}):
            rows[column] = [None if value is None else str(value) for value in rows[column]]
            rows[column] = rows[column].astype("string")
    return gpd.GeoDataFrame(rows, geometry=geometries, crs="EPSG:4326")
