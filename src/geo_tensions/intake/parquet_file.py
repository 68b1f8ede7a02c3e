"""Parquet and GeoParquet: row groups as texts, geometries as points."""

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet

from geo_tensions.errors import DataError
from geo_tensions.ingest import Progress
from geo_tensions.intake import limits
from geo_tensions.intake.crs import named_crs
from geo_tensions.intake.plain import brief
from geo_tensions.intake.points import PointsBuilder
from geo_tensions.intake.raw import Raw, TableBuilder, column_names
from geo_tensions.intake.values import as_text
from geo_tensions.intake.wkb import add_wkb

_DEFAULT_GEOMETRY = "geometry"
_DEFAULT_CRS = "OGC:CRS84"
_COORDINATES = ("x", "y")


def read_parquet(path: Path, *, where: str, progress: Progress) -> Raw:
    """Read a table; its geometries may be well-known binary or separate coordinates.

    Raises
    ------
    DataError
        If it is no Parquet file or is beyond the limits.
    """
    try:
        with pyarrow.parquet.ParquetFile(path, memory_map=False) as file:
            return _read(file, where=where, progress=progress)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        problem = f"cannot be read as Parquet ({brief(error)})"
        raise DataError(where, problem, "mend it, or export it anew") from error


def _read(file: pyarrow.parquet.ParquetFile, *, where: str, progress: Progress) -> Raw:
    schema = file.schema_arrow
    total = file.metadata.num_rows
    limits.refuse_rows(where, total)
    limits.refuse_columns(where, len(schema.names))
    limits.refuse_cells(where, total, len(schema.names))
    geometry, crs = _geometry(schema, where)
    names = [name for name in schema.names if name != geometry]
    titles = column_names(names)
    builder = TableBuilder(where)
    points = PointsBuilder()
    for batch in file.iter_batches(batch_size=limits.BLOCK_ROWS):
        texts = {
            title: _texts(batch.column(schema.get_field_index(name)))
            for title, name in zip(titles, names, strict=True)
        }
        builder.add(texts, range(builder.count + 1, builder.count + batch.num_rows + 1))
        if geometry:
            _add(points, batch.column(schema.get_field_index(geometry)))
        progress(builder.count / max(1, total), "Reading the file")
    table, rows = builder.table()
    found = points.points(crs) if geometry else None
    return Raw(where, "parquet", table, rows, points=found, torn=builder.torn)


def _geometry(schema: pa.Schema, where: str) -> tuple[str | None, str]:
    """Return the column of geometries and its CRS."""
    try:
        told = json.loads((schema.metadata or {}).get(b"geo", b"null"))
        if told is None:
            plain = _DEFAULT_GEOMETRY if _holds_points(schema) else None
            return plain, "EPSG:4326"
        name = told.get("primary_column", _DEFAULT_GEOMETRY)
        described = told["columns"][name]
        crs = described.get("crs", _DEFAULT_CRS)
    except (ValueError, KeyError, AttributeError, TypeError, RecursionError) as error:
        problem = "its description of geometries cannot be read"
        raise DataError(where, problem, "export it anew") from error
    if name not in schema.names:
        problem = f"says that its geometries are in '{str(name)[:40]}', which it does not have"
        raise DataError(where, problem, "export it anew")
    return name, named_crs(crs, where=where)


def _holds_points(schema: pa.Schema) -> bool:
    if schema.names.count(_DEFAULT_GEOMETRY) != 1:
        return False
    kind = schema.field(_DEFAULT_GEOMETRY).type
    return bool(pa.types.is_binary(kind) or _is_coordinates(kind))


def _is_coordinates(kind: pa.DataType) -> bool:
    return pa.types.is_struct(kind) and {field.name for field in kind} >= set(_COORDINATES)


def _texts(column: pa.Array) -> list[str | None]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = pc.cast(column, kind.value_type)
    if pa.types.is_timestamp(kind) and kind.unit == "ns":
        # Python knows no thousandths of a microsecond.
        column = pc.cast(column, pa.timestamp("us", kind.tz), safe=False)
    try:
        values = column.to_pylist()
    except (OverflowError, ValueError):
        # Days beyond the calendar of Python, which the check then refuses by their words.
        values = pc.cast(column, pa.string()).to_pylist()
    return [as_text(value) for value in values]


def _add(points: PointsBuilder, column: pa.Array) -> None:
    if _is_coordinates(column.type):
        for value in column.to_pylist():
            if value is None or value["x"] is None or value["y"] is None:
                points.skip()
            else:
                points.add(float(value["x"]), float(value["y"]))
        return
    for value in column.to_pylist():
        if value is None:
            points.skip()
        elif isinstance(value, bytes):
            add_wkb(points, value)
        else:
            points.refuse("the geometry cannot be read")
