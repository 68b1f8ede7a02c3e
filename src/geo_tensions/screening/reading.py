"""Files of tracks as one dask-geopandas frame: pieces of row groups, read where they are judged."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dask.dataframe as dd
import dask_geopandas
import geopandas
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet
import pyproj

from geo_tensions.errors import DataError
from geo_tensions.screening.names import Asked, Named, named

SUFFIXES = (".parquet", ".geoparquet")

PIECE_ROWS = 250_000
"""Most rows of a piece: some 100 MB of memory while they are judged."""

CRS = "EPSG:4326"


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one row group of one file: those from ``first`` to before ``end``."""

    path: Path
    group: int
    first: int
    end: int


@dataclass(frozen=True)
class Tracks:
    """Points of tracks, not yet read.

    Attributes
    ----------
    frame
        Columns ``track``, ``time``, ``radius_km`` and points in ``geometry``, WGS 84.
    named
        Which columns of the file they are.
    rows
        How many there are.
    files
        How many files hold them.
    """

    frame: dask_geopandas.GeoDataFrame
    named: Named
    rows: int
    files: int


def read_tracks(path: Path, asked: Asked | None = None) -> Tracks:
    """Prepare a Parquet or GeoParquet file, or a folder of them, to be read piece by piece.

    Parameters
    ----------
    path
        A file that ends in ``.parquet`` or ``.geoparquet``, or a folder that holds such files,
        which all have the same columns. Workers of a scheduler must see it under the same path.
    asked
        Columns that the user named.

    Raises
    ------
    DataError
        If nothing is there, it cannot be read, lacks a column, is not in WGS 84 or has no row.
    """
    files = _files(path)
    pieces: list[Piece] = []
    names: Named | None = None
    for file in files:
        rows, schema, columns = _looked_into(file)
        mine = named(str(file), columns, _geometry(file, schema), asked or Asked())
        if names is not None and mine != names:
            problem = f"has other columns than {files[0].name} ({mine.words})"
            raise DataError(str(file), problem, "give files of the same form")
        names = mine
        _check_types(file, schema, names)
        pieces += _pieces(file, rows)
    if names is None or not pieces:
        raise DataError(str(path), "has no rows", "give a file with points of tracks")
    empty = _framed(schema.empty_table().select(names.columns), names)
    frame = dd.from_map(_read, pieces, names=names, meta=empty, enforce_metadata=False)
    return Tracks(frame, names, sum(piece.end - piece.first for piece in pieces), len(files))


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        files = sorted(
            item
            for item in path.iterdir()
            if item.suffix.lower() in SUFFIXES and item.is_file() and item.name[0] not in "._"
        )
        if not files:
            problem = f"holds no file that ends in {' or '.join(SUFFIXES)}"
            raise DataError(str(path), problem, "give a folder of Parquet files")
        return [item.resolve() for item in files]
    if not path.is_file():
        raise DataError(str(path), "does not exist", "give a Parquet file or a folder of them")
    if path.suffix.lower() not in SUFFIXES:
        problem = f"has the ending '{path.suffix}', not {' or '.join(SUFFIXES)}"
        raise DataError(str(path), problem, "convert it to Parquet")
    return [path.resolve()]


def _looked_into(path: Path) -> tuple[list[int], pa.Schema, list[str]]:
    """Return the rows of each row group, the columns, and their names."""
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            told = file.metadata
            rows = [told.row_group(group).num_rows for group in range(told.num_row_groups)]
            schema = file.schema_arrow
            # Asked for here, where names that are no UTF-8 are an error of the file.
            return rows, schema, schema.names
    except (OSError, pa.ArrowException, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> DataError:
    first = str(error).splitlines()[0] if str(error) else type(error).__name__
    return DataError(str(path), f"cannot be read ({first})", "mend or replace the file")


def _pieces(path: Path, rows: Sequence[int]) -> list[Piece]:
    return [
        Piece(path, group, first, min(first + PIECE_ROWS, count))
        for group, count in enumerate(rows)
        for first in range(0, count, PIECE_ROWS)
    ]


def _check_types(path: Path, schema: pa.Schema, names: Named) -> None:
    """Refuse columns that cannot hold what they are read as."""
    texts_and_numbers = (_is_text, pa.types.is_integer, pa.types.is_floating, pa.types.is_null)
    numbers = (*texts_and_numbers, pa.types.is_decimal)
    wanted: dict[str, tuple[str, Sequence[Callable[[pa.DataType], bool]]]] = {}
    wanted[names.track] = ("ids", texts_and_numbers)
    wanted[names.time] = ("times", (*texts_and_numbers, pa.types.is_timestamp))
    for name in (names.lon, names.lat, names.radius):
        if isinstance(name, str) and name:
            wanted[name] = ("numbers", numbers)
    if names.geometry is not None:
        points = (pa.types.is_binary, pa.types.is_large_binary, _is_point)
        wanted[names.geometry] = ("points", points)
    for name, (what, kinds) in wanted.items():
        if schema.names.count(name) > 1:
            raise DataError(str(path), f"has more than one column '{name}'", "rename one")
        kind = schema.field(name).type
        if pa.types.is_dictionary(kind):
            kind = kind.value_type
        if not any(fits(kind) for fits in kinds):
            problem = f"column '{name}' holds {str(kind)[:40]}, not {what}"
            raise DataError(str(path), problem, "name another column or convert it")


def _is_text(kind: pa.DataType) -> bool:
    known = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    return any(fits(kind) for fits in known)


def _is_point(kind: pa.DataType) -> bool:
    return pa.types.is_struct(kind) and {"x", "y"} <= {field.name for field in kind.fields}


def _geometry(path: Path, schema: pa.Schema) -> str | None:
    """Return the column of geometries of a GeoParquet file, None of another file."""
    told = (schema.metadata or {}).get(b"geo")
    if told is None:
        return None
    try:
        geo: Mapping[str, Any] = json.loads(told)
        column = str(geo["primary_column"])
        described = geo["columns"][column]
        crs = described.get("crs")
        good = crs is None or pyproj.CRS.from_user_input(crs).equals(
            pyproj.CRS(CRS), ignore_axis_order=True
        )
        encoding = str(described.get("encoding"))
    except (ValueError, KeyError, TypeError, AttributeError, pyproj.exceptions.CRSError) as error:
        problem = f"its GeoParquet description cannot be read ({type(error).__name__})"
        raise DataError(str(path), problem, "write the file anew") from error
    if not good:
        name = crs.get("name", "another system") if isinstance(crs, dict) else crs
        raise DataError(str(path), f"its coordinates are in {name}", "project it to WGS 84 degrees")
    if encoding not in {"WKB", "point"}:
        problem = f"its geometries are '{encoding}', not points"
        raise DataError(str(path), problem, "keep points only")
    return column if column in schema.names else None


def _read(piece: Piece, *, names: Named) -> geopandas.GeoDataFrame:
    """Read a piece.

    Raises
    ------
    DataError
        If the file cannot be read, any more or by this worker.
    """
    parts = []
    at = 0
    try:
        with pyarrow.parquet.ParquetFile(piece.path) as file:
            for batch in file.iter_batches(
                batch_size=PIECE_ROWS, row_groups=[piece.group], columns=names.columns
            ):
                if at >= piece.end:
                    break
                low, high = max(piece.first - at, 0), min(piece.end - at, len(batch))
                if low < high:
                    parts.append(batch.slice(low, high - low))
                at += len(batch)
        table = pa.Table.from_batches(parts)
        table.validate(full=True)
        return _framed(table, names)
    except (OSError, pa.ArrowException, ValueError, LookupError) as error:
        # The last two: texts that are no UTF-8, or a file that is another since it was looked into.
        raise _unreadable(piece.path, error) from error


def _framed(table: pa.Table, names: Named) -> geopandas.GeoDataFrame:
    """Return rows as a frame of points."""
    columns: dict[str, Any] = {
        "track": _decoded(table, names.track).to_pandas(),
        "time": _decoded(table, names.time).to_pandas(),
        "radius_km": names.radius,
    }
    if isinstance(names.radius, str):
        columns["radius_km"] = _numbers(_decoded(table, names.radius))
    return geopandas.GeoDataFrame(
        pd.DataFrame(columns, index=pd.RangeIndex(table.num_rows)),
        geometry=_points(table, names),
        crs=CRS,
    )


def _decoded(table: pa.Table, name: str) -> pa.ChunkedArray:
    column = table.column(name)
    kind = column.type
    return column.cast(kind.value_type) if pa.types.is_dictionary(kind) else column


def _points(table: pa.Table, names: Named) -> Any:  # noqa: ANN401 - geopandas is untyped here
    if names.geometry is None:
        lon, lat = (_numbers(_decoded(table, name)) for name in (names.lon, names.lat))
        return geopandas.points_from_xy(lon, lat)
    column = table.column(names.geometry)
    if pa.types.is_struct(column.type):
        lon, lat = (_numbers(pc.struct_field(column, axis)) for axis in ("x", "y"))
        return geopandas.points_from_xy(lon, lat)
    return geopandas.array.from_wkb(column.to_numpy(), on_invalid="ignore")


def _numbers(column: pa.ChunkedArray) -> Any:  # noqa: ANN401 - a column of pandas
    return pd.to_numeric(column.to_pandas(), errors="coerce").astype("float64").to_numpy()
