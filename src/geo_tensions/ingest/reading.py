"""A file of records as a table of texts and numbers, whatever it was stored as."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
import pyproj
import shapely

from geo_tensions.errors import DataError

Progress = Callable[[float, str], None]
"""Hears which part (0 to 1) of the work is done, and what is being done now."""

TEXT_COLUMNS = (
    *("id", "title", "kind", "start", "end", "evidence", "place_precision", "actors", "source"),
    *("event_id", "summary", "place", "equipment", "notes", "position_basis"),
)
"""Columns that are read as text; all but the first four may be missing."""

NUMBER_COLUMNS = ("lon", "lat", "radius_km")
"""Columns that are read as numbers: WGS 84 degrees, and km."""

REQUIRED_COLUMNS = ("id", "title", "kind", "start")

GEOMETRY = "geometry"
SUFFIXES = {".csv", ".parquet", ".geoparquet"}

Values = npt.NDArray[Any]

_BLOCK_BYTES = 8 << 20
_WKB_POINT_BYTES = 21
_WKB_POINT = 1


def read_table(path: Path, *, progress: Progress) -> pa.Table:
    """Read the columns that a record may have; texts as ``string``, others as they are.

    Raises
    ------
    DataError
        If the file cannot be read, lacks a column, or is no table of points in WGS 84.
    """
    if path.suffix.lower() not in SUFFIXES:
        problem = f"has the ending '{path.suffix}', not {', '.join(sorted(SUFFIXES))}"
        raise DataError(str(path), problem, "convert it")
    read = _read_csv if path.suffix.lower() == ".csv" else _read_parquet
    try:
        table = read(path, progress)
    except (OSError, pa.ArrowException) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise DataError(str(path), f"cannot be read ({first})", "mend or convert it") from error
    missing = [name for name in REQUIRED_COLUMNS if name not in table.column_names]
    if missing:
        raise DataError(str(path), f"has no column {', '.join(missing)}", "add what is missing")
    return table


def numbers_of(column: pa.ChunkedArray) -> tuple[Values, Values]:
    """Return a column as ``float64`` (NaN where nothing stands), and where it is no number."""
    wrong: Values = np.zeros(len(column), dtype=bool)
    if _is_text(column.type):
        bare = pc.utf8_trim_whitespace(column)
        column = pc.if_else(pc.equal(bare, ""), pa.scalar(None, pa.string()), bare)
    try:
        values = pc.cast(column, pa.float64()).to_numpy()
    except pa.ArrowInvalid:
        good = pc.match_substring_regex(column, r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$")
        wrong = pc.invert(pc.fill_null(good, fill_value=True)).to_numpy()
        sound = pc.if_else(good, column, pa.scalar(None, pa.string()))
        values = pc.cast(sound, pa.float64()).to_numpy()
    wrong = wrong | np.isinf(values)
    return np.where(wrong, np.nan, values), wrong


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _wanted(names: list[str]) -> list[str]:
    known = {*TEXT_COLUMNS, *NUMBER_COLUMNS, GEOMETRY}
    return [name for name in names if name in known]


def _read_csv(path: Path, progress: Progress) -> pa.Table:
    size = max(1, path.stat().st_size)
    with path.open("rb") as file:
        header = file.readline().decode("utf-8-sig").strip().split(",")
        # All as text: a cell that is no number is then a fault of its row, not of the file.
        types = {name.strip('"'): pa.string() for name in header}
        file.seek(0)
        reader = pyarrow.csv.open_csv(
            file,
            read_options=pyarrow.csv.ReadOptions(block_size=_BLOCK_BYTES),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=types,
                include_columns=_wanted(list(types)),
                strings_can_be_null=True,
                null_values=[""],
            ),
        )

        def batches() -> Iterator[pa.RecordBatch]:
            for batch in reader:
                progress(file.tell() / size, "Reading the file")
                yield batch

        return pa.Table.from_batches(list(batches()), schema=reader.schema)


def _read_parquet(path: Path, progress: Progress) -> pa.Table:
    with pyarrow.parquet.ParquetFile(path) as file:
        groups = file.num_row_groups
        names = _wanted(file.schema_arrow.names)
        if {"lon", "lat"} <= set(names):
            names = [name for name in names if name != GEOMETRY]
        parts = []
        for group in range(groups):
            parts.append(file.read_row_group(group, columns=names))
            progress((group + 1) / groups, "Reading the file")
        table = pa.concat_tables(parts) if parts else file.schema_arrow.empty_table().select(names)
        if GEOMETRY in names:
            _check_crs(path, file.schema_arrow.metadata or {})
            table = _with_points(path, table)
    for place, name in enumerate(table.column_names):
        if name in TEXT_COLUMNS:
            table = table.set_column(place, name, _as_text(table.column(name)))
    return table


def _as_text(column: pa.ChunkedArray) -> pa.ChunkedArray:
    kind = column.type
    if pa.types.is_timestamp(kind):
        if kind.tz:
            local = pc.cast(column, pa.timestamp(kind.unit, "Asia/Tokyo"))
            return pc.strftime(local, "%Y-%m-%d")
        return pc.strftime(column, "%Y-%m-%d")
    if pa.types.is_date(kind):
        return pc.strftime(pc.cast(column, pa.timestamp("s")), "%Y-%m-%d")
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pc.binary_join(pc.cast(column, pa.list_(pa.string())), ";")
    if pa.types.is_dictionary(kind):
        column = pc.cast(column, kind.value_type)
    return pc.cast(column, pa.string())


def _check_crs(path: Path, metadata: dict[bytes, bytes]) -> None:
    try:
        columns = json.loads(metadata.get(b"geo", b"{}")).get("columns", {})
        told = columns.get(GEOMETRY, {}).get("crs")
        good = told is None or pyproj.CRS.from_user_input(told).equals(
            pyproj.CRS("EPSG:4326"), ignore_axis_order=True
        )
    except (ValueError, AttributeError, pyproj.exceptions.CRSError):
        good, told = False, "unreadable"
    if not good:
        name = told.get("name", "another") if isinstance(told, dict) else told
        raise DataError(str(path), f"its coordinates are in {name}", "project it to WGS 84 degrees")


def _with_points(path: Path, table: pa.Table) -> pa.Table:
    """Replace the geometry by longitudes and latitudes."""
    geometry = table.column(GEOMETRY)
    if pa.types.is_struct(geometry.type):
        lon, lat = (pc.struct_field(geometry, axis) for axis in ("x", "y"))
    else:
        points = geometry.combine_chunks() if geometry.num_chunks != 1 else geometry.chunk(0)
        try:
            lon, lat = map(pa.array, _points(points))
        except (shapely.errors.ShapelyError, ValueError, TypeError) as error:
            problem = f"holds a geometry that is no point ({error})"
            raise DataError(str(path), problem, "keep points only") from error
    rest = table.drop_columns([GEOMETRY])
    return rest.append_column("lon", lon).append_column("lat", lat)


def _points(wkb: pa.Array) -> tuple[Values, Values]:
    wkb = pc.cast(wkb, pa.binary())
    lengths = pc.binary_length(wkb)
    if wkb.null_count == 0 and len(wkb) and pc.all(pc.equal(lengths, _WKB_POINT_BYTES)).as_py():
        raw = np.frombuffer(wkb.buffers()[2], np.uint8)
        first = np.frombuffer(wkb.buffers()[1], np.int32)[wkb.offset] if len(wkb) else 0
        table = raw[first : first + len(wkb) * _WKB_POINT_BYTES].reshape(-1, _WKB_POINT_BYTES)
        # One byte of byte order, four of the type, twice eight of coordinates.
        if (table[:, 0] == 1).all() and (table[:, 1:5] == [_WKB_POINT, 0, 0, 0]).all():
            places = np.ascontiguousarray(table[:, 5:]).view("<f8")
            return places[:, 0].copy(), places[:, 1].copy()
    shapes = shapely.from_wkb(wkb.to_numpy(zero_copy_only=False))
    kinds = shapely.get_type_id(shapes)
    if not np.isin(kinds, [-1, 0]).all():
        msg = f"type {int(kinds[~np.isin(kinds, [-1, 0])][0])}"
        raise ValueError(msg)
    return shapely.get_x(shapes), shapely.get_y(shapes)
