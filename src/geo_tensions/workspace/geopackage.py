"""A workspace in one local file: a GeoPackage."""

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.dialects import sqlite
from sqlalchemy.pool import NullPool

from geo_tensions.workspace import gpkg_tables
from geo_tensions.workspace.backends import Tell, signed_lon
from geo_tensions.workspace.errors import WorkspaceError
from geo_tensions.workspace.rows import geopackage_points
from geo_tensions.workspace.schema import VERSION_TABLE, records
from geo_tensions.workspace.store import Bbox

SUFFIX = ".gpkg"

WAIT_S = 60
"""How long a connection waits for another one that writes, seconds."""

CACHE_KIB = 64 * 1024
"""Memory that a connection may use for pages of the file, KiB."""

WRITES = "geo_tensions_writes"
"""Execution option of a connection whose transactions write."""

_PUTS = "rtree_records_geom_insert"
_INDEX = sa.table("rtree_records_geom", *map(sa.column, ("id", "minx", "maxx", "miny", "maxy")))

_REASONS: Mapping[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: ("the disk is full", "nothing was kept; free some space"),
    sqlite3.SQLITE_IOERR: (
        "cannot be written or read to its end",
        "nothing was kept; look whether the disk is full or broken",
    ),
    sqlite3.SQLITE_READONLY: ("may not be written", "choose another file, or change its rights"),
    sqlite3.SQLITE_PERM: ("may not be written", "choose another file, or change its rights"),
    sqlite3.SQLITE_CANTOPEN: (
        "cannot be opened or made",
        "choose a folder that exists and may be written",
    ),
    sqlite3.SQLITE_BUSY: (
        f"another program has been writing to it for {WAIT_S} seconds",
        "nothing was kept; try again",
    ),
    sqlite3.SQLITE_LOCKED: ("another program is writing to it", "nothing was kept; try again"),
    sqlite3.SQLITE_NOTADB: ("is no workspace", "choose another file"),
    sqlite3.SQLITE_CORRUPT: ("is broken", "restore it from a copy"),
}


class GeoPackage:
    """Implements :class:`~geo_tensions.workspace.backends.Backend` on an SQLite file."""

    errors: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, path: Path) -> None:
        self._path = path
        self.where = str(path)
        # A connection for each transaction: nothing holds the file in between.
        self.engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(path)),
            poolclass=NullPool,
            connect_args={"timeout": WAIT_S},
        )
        event.listen(self.engine, "connect", _connected)
        event.listen(self.engine, "begin", _begun)

    def prepare(self) -> None:
        """Refuse a path that can be no workspace."""
        if self._path.suffix.lower() != SUFFIX:
            problem = f"a workspace is a file whose name ends in {SUFFIX}"
            raise WorkspaceError(self.where, problem, "name it so")
        if self._path.is_dir():
            raise WorkspaceError(self.where, "is a folder", "name a file")

    def reason(self, error: BaseException) -> tuple[str, str]:
        """Return what SQLite's code means."""
        code = getattr(error, "sqlite_errorcode", 0)
        # The lowest byte is the kind, what lies above it the special case.
        known = _REASONS.get(code & 0xFF)
        return known or (f"cannot be used ({_first_line(error)})", "restore it from a copy")

    def lock(self, connection: sa.Connection) -> None:
        """Need nothing more: a transaction that writes is alone from its beginning."""

    def ready(self, connection: sa.Connection) -> bool:
        """Tell whether the file has the table of versions."""
        return VERSION_TABLE in _names(connection, "table")

    def found(self, connection: sa.Connection) -> None:
        """Refuse a file that holds anything else."""
        if _names(connection, "table") or _names(connection, "view"):
            problem = "is no workspace of Geo Tensions"
            raise WorkspaceError(self.where, problem, "choose another name")

    def checked(self, connection: sa.Connection) -> None:
        """Refuse triggers and views that could change what is written or read."""
        known = {
            _compact(text)
            for text in (*gpkg_tables.TRIGGERS.values(), *gpkg_tables.GDAL_TRIGGERS.values())
        }
        ours = {*map(str, (VERSION_TABLE, "sets", "records", "changes"))}
        for kind, name, table, text in connection.exec_driver_sql(
            "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE type IN ('trigger', 'view')"
        ):
            foreign = name in ours if kind == "view" else table in ours
            if foreign and _compact(text or "") not in known:
                problem = f"holds the {kind} '{str(name)[:60]}', which Geo Tensions did not make"
                raise WorkspaceError(self.where, problem, "restore it from a copy")

    def insert(self, connection: sa.Connection, rows: Iterator[pa.Table], *, tell: Tell) -> None:
        """Write rows with their points, and these into the index of the layer."""
        # The trigger of the layer does the same, row by row in three times the time; it is back
        # before the transaction ends.
        connection.exec_driver_sql(f"DROP TRIGGER {_PUTS}")
        statement = ""
        for batch in rows:
            if not statement:
                names = [*batch.column_names, "geom"]
                layer = sa.table("records", *map(sa.column, names))
                statement = str(
                    sa.insert(layer).compile(dialect=sqlite.dialect(paramstyle="qmark"))
                )
            columns = [column.to_pylist() for column in batch.columns]
            last = connection.execute(sa.select(sa.func.max(records.c.fid))).scalar() or 0
            connection.exec_driver_sql(
                statement, list(zip(*columns, geopackage_points(batch), strict=True))
            )
            _fill_index(connection, after=last)
            tell(batch.num_rows)
        connection.exec_driver_sql(gpkg_tables.TRIGGERS[_PUTS])
        connection.exec_driver_sql(
            "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), "
            "(min_x, max_x, min_y, max_y) = "
            "(SELECT min(minx), max(maxx), min(miny), max(maxy) FROM rtree_records_geom) "
            "WHERE table_name = 'records'"
        )

    def touching(self, box: Bbox) -> sa.ColumnElement[bool]:
        """Ask the R-tree of the layer."""
        west, south, east, north = box
        found = sa.select(_INDEX.c.id).where(
            _INDEX.c.maxx >= west,
            _INDEX.c.minx <= east,
            _INDEX.c.maxy >= south,
            _INDEX.c.miny <= north,
        )
        return records.c.fid.in_(found)


def _connected(connection: sqlite3.Connection, _record: object) -> None:
    # Transactions begin and end where SQLAlchemy says so, definitions of tables included.
    connection.isolation_level = None
    # What was told as kept is on the disk; both are SQLite's defaults, which a build may change.
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA synchronous = FULL")
    # A file may come from anybody.
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")


def _begun(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _fill_index(connection: sa.Connection, *, after: int) -> None:
    lon, lat = signed_lon(records.c.lon), records.c.lat
    points = sa.select(records.c.fid, lon, lon, lat, lat)
    points = points.where(records.c.fid > after, (records.c.lon + records.c.lat).is_not(None))
    connection.execute(
        sa.insert(_INDEX).from_select(["id", "minx", "maxx", "miny", "maxy"], points)
    )


def _names(connection: sa.Connection, kind: str) -> set[Any]:
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = ?", (kind,))
    return {*found.scalars()}


def _compact(text: str) -> str:
    return " ".join(text.replace('"', "").split())


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
