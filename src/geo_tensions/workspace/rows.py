"""Own rows on their way into a database and out of it."""

import hashlib
import math
from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from geo_tensions.ingest.dates import read_dates
from geo_tensions.ingest.reading import NUMBER_COLUMNS, TEXT_COLUMNS, numbers_of
from geo_tensions.timespan import Timespan
from geo_tensions.workspace.errors import WorkspaceError
from geo_tensions.workspace.schema import ROW_COLUMNS
from geo_tensions.workspace.store import Bbox

BATCH = 20_000
"""Rows that are written or read at once."""

MINUTE_COLUMNS = ("first_minute", "last_minute")

SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in TEXT_COLUMNS),
        *((name, pa.float64()) for name in NUMBER_COLUMNS),
    ]
)
"""Columns of a set, in their order."""

_HALF, _WHOLE = 180.0, 360.0


def stored(table: pa.Table) -> pa.Table:
    """Return a table in the columns of :data:`SCHEMA`, whatever of them it had.

    Raises
    ------
    WorkspaceError
        If it has other columns, or a value that a database cannot hold as it is.
    """
    if other := [name for name in table.column_names if name not in ROW_COLUMNS]:
        where = f"column {other[0][:60]}"
        raise WorkspaceError(where, "is no column of a record", "leave it out")
    columns = []
    for name in TEXT_COLUMNS:
        column = _column(table, name)
        if pc.any(pc.match_substring(column, "\0")).as_py():
            where = f"column {name}"
            raise WorkspaceError(where, "holds a text with a null character", "take it out")
        columns.append(column)
    for name in NUMBER_COLUMNS:
        values, wrong = numbers_of(_column(table, name))
        if wrong.any():
            where = f"column {name}, row {int(np.flatnonzero(wrong)[0]) + 1}"
            raise WorkspaceError(where, "is no number", "mend it first")
        columns.append(pa.chunked_array([pa.array(values, pa.float64(), from_pandas=True)]))
    return pa.table(columns, schema=SCHEMA)


def with_minutes(table: pa.Table) -> pa.Table:
    """Add the first and the last minute that each row touches; null where its date is none."""
    first, last = (read_dates(table.column(name)) for name in ("start", "end"))
    dated = first.known & first.valid
    ends = np.where(last.known & last.valid, last.last, first.last)
    for name, minutes in zip(MINUTE_COLUMNS, (first.first, ends), strict=True):
        table = table.append_column(name, pa.array(minutes, pa.int32(), mask=~dated))
    return table


def digest(table: pa.Table) -> str:
    """Return the SHA-256 of rows: of their CSV, so that it does not depend on chunks."""
    sink = _Hash()
    with pa.PythonFile(sink, mode="w") as file, pyarrow.csv.CSVWriter(file, table.schema) as writer:
        for batch in batches(table):
            writer.write_table(batch)
    return sink.sha256.hexdigest()


def batches(table: pa.Table) -> Iterator[pa.Table]:
    """Yield the rows of a table, :data:`BATCH` at a time."""
    for begin in range(0, table.num_rows, BATCH):
        yield table.slice(begin, BATCH)


def geopackage_points(table: pa.Table) -> list[bytes | None]:
    """Return the points of rows as geometries of a GeoPackage: longitudes from -180 to 180."""
    lon, lat = (table.column(name).to_numpy() for name in ("lon", "lat"))
    blobs = np.zeros(
        len(lon),
        # Magic, version, flags (little-endian, no envelope), reference system, well-known binary.
        [
            ("head", "S4"),
            ("srs", "<i4"),
            ("order", "u1"),
            ("kind", "<u4"),
            ("x", "<f8"),
            ("y", "<f8"),
        ],
    )
    blobs["head"] = b"GP\x00\x01"
    blobs["srs"] = 4326
    blobs["order"] = 1
    blobs["kind"] = 1
    blobs["x"], blobs["y"] = signed_lon(lon), lat
    raw, size = blobs.tobytes(), blobs.dtype.itemsize
    there = ~(np.isnan(lon) | np.isnan(lat))
    return [
        raw[begin : begin + size] if has else None
        for begin, has in zip(range(0, len(raw), size), there.tolist(), strict=True)
    ]


def signed_lon(lon: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return longitudes from -180 (included) to 180."""
    return np.where(lon >= _HALF, lon - _WHOLE, lon)


def boxes(bbox: Bbox) -> list[Bbox]:
    """Return a box as one or two that lie between -180 and 180.

    Raises
    ------
    WorkspaceError
        If it is none.
    """
    west, south, east, north = bbox
    if not (
        all(map(math.isfinite, bbox))
        and -90 <= south <= north <= 90  # noqa: PLR2004 - degrees
        and -_HALF <= west <= _WHOLE
        and -_HALF <= east <= _WHOLE
    ):
        where = f"box {', '.join(f'{value:g}' for value in bbox)}"
        raise WorkspaceError(where, "is no west, south, east, north in degrees")
    width = east - west if east >= west else east - west + _WHOLE
    if width >= _WHOLE:
        return [(-_HALF, south, _HALF, north)]
    west = west - _WHOLE if west >= _HALF else west
    east = west + width
    if east < _HALF:
        return [(west, south, east, north)]
    return [(west, south, _HALF, north), (-_HALF, south, east - _WHOLE, north)]


def minutes(window: tuple[str, str]) -> tuple[int, int]:
    """Return the first and last minute of two days.

    Raises
    ------
    WorkspaceError
        If one is no date, or the last comes first.
    """
    try:
        first, last = (Timespan.parse(text) for text in window)
    except (ValueError, TypeError) as error:
        where = "window"
        raise WorkspaceError(where, str(error)) from error
    if last.end < first.start:
        where = f"window from {window[0]} to {window[1]}"
        raise WorkspaceError(where, "ends before it begins")
    return first.start, last.end


def _column(table: pa.Table, name: str) -> pa.ChunkedArray:
    kind = SCHEMA.field(name).type
    if name not in table.column_names:
        return pa.chunked_array([pa.nulls(table.num_rows, kind)])
    column = table.column(name)
    # Numbers that stand as text are read by those who know how.
    textual = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    if pa.types.is_null(column.type) or not (textual and kind == pa.float64()):
        try:
            return column.cast(kind)
        except pa.ArrowException as error:
            where, problem = f"column {name}", f"holds {column.type}, not {kind}"
            raise WorkspaceError(where, problem, "convert it first") from error
    return column.cast(pa.string())


class _Hash:
    """A file that keeps nothing but the hash of what is written to it."""

    def __init__(self) -> None:
        self.sha256 = hashlib.sha256()
        self.closed = False

    def write(self, content: bytes) -> int:
        self.sha256.update(content)
        return len(content)

    def flush(self) -> None:
        """There is nothing to write out."""

    def close(self) -> None:
        self.closed = True
