"""GeoPackage: one layer, read as plain rows of an SQLite file that nothing is allowed to touch."""

import sqlite3
import struct
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from geo_tensions.errors import DataError
from geo_tensions.ingest import Progress
from geo_tensions.intake import limits
from geo_tensions.intake.crs import named_crs
from geo_tensions.intake.plain import brief
from geo_tensions.intake.points import PointsBuilder
from geo_tensions.intake.raw import Raw, TableBuilder, column_names
from geo_tensions.intake.values import as_text
from geo_tensions.intake.wkb import add_wkb

_ALLOWED = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_PRAGMA})
_FUNCTIONS = frozenset({"count", "lower", "like"})
_ENVELOPE_BYTES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
_EMPTY_FLAG = 0x10
_HEADER_BYTES = 8
_STEPS = 100_000
_WGS84_CODE = 4326


def read_gpkg(path: Path, *, where: str, layer: str | None, progress: Progress) -> Raw:
    """Read a layer of points, or a table without geometries.

    The file is opened as one that cannot change: no trigger and no view of it runs, no function is
    called, no other file is attached, and dates and numbers stay as they are stored.

    Raises
    ------
    DataError
        If it is no GeoPackage, lacks the layer or is beyond the limits.
    """
    try:
        with closing(_opened(path)) as base:
            layers = _layers(base, where)
            chosen = layer if layer is not None else next(iter(layers))
            if chosen not in layers:
                raise DataError(where, f"has no layer '{chosen}'", f"choose {_some(layers)}")
            if not _is_table(base, chosen):
                problem = f"its layer '{chosen}' is no plain table but something to be computed"
                raise DataError(where, problem, "export it as a table")
            return _read(base, where=where, layers=layers, layer=chosen, progress=progress)
    except sqlite3.Error as error:
        problem = f"cannot be read as a GeoPackage ({brief(error)})"
        raise DataError(where, problem, "mend it, or export it anew") from error


def _opened(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    base.text_factory = lambda content: content.decode("utf-8", "replace")
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 4 * limits.VALUE_CHARS)
    base.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    base.execute("PRAGMA trusted_schema = OFF")
    base.execute("PRAGMA query_only = ON")
    base.set_authorizer(_authorise)
    end = time.monotonic() + limits.CHILD_SECONDS
    base.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    return base


def _authorise(action: int, *names: str | None) -> int:
    second = names[1]
    if action in _ALLOWED or (action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS):
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _layers(base: sqlite3.Connection, where: str) -> dict[str, int]:
    """Return the layers and tables of a GeoPackage, each with the number of its CRS."""
    if not _is_table(base, "gpkg_contents"):
        raise DataError(where, "is an SQLite file but no GeoPackage", "choose a GeoPackage")
    rows = base.execute(
        "SELECT table_name, srs_id FROM gpkg_contents WHERE data_type IN ('features', 'attributes')"
        " ORDER BY data_type DESC, table_name LIMIT 1000"
    )
    layers = {str(name): srs if isinstance(srs, int) else 0 for name, srs in rows}
    if not layers:
        raise DataError(where, "has no layers", "choose a GeoPackage with features")
    return layers


def _is_table(base: sqlite3.Connection, name: str) -> bool:
    found = base.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND lower(name) = lower(?)", (name,)
    ).fetchone()
    return bool(found and not str(found[0]).lstrip().upper().startswith("CREATE VIRTUAL"))


def _read(
    base: sqlite3.Connection,
    *,
    where: str,
    layers: dict[str, int],
    layer: str,
    progress: Progress,
) -> Raw:
    geometry = _geometry_column(base, layer)
    told = [str(row[1]) for row in base.execute(f"PRAGMA table_info({_quoted(layer)})")]
    columns = [name for name in told if name != geometry]
    limits.refuse_columns(where, len(columns))
    count = base.execute(f"SELECT count(*) FROM {_quoted(layer)}").fetchone()[0]  # noqa: S608 - quoted
    limits.refuse_rows(where, count)
    chosen = ", ".join(_quoted(name) for name in [*columns, *([geometry] if geometry else [])])
    cursor = base.execute(f"SELECT {chosen} FROM {_quoted(layer)}")  # noqa: S608 - quoted
    builder = TableBuilder(where)
    points = PointsBuilder()
    names = column_names(columns)
    for block in _blocks(cursor):
        texts = {name: [as_text(row[place]) for row in block] for place, name in enumerate(names)}
        builder.add(texts, range(builder.count + 1, builder.count + len(block) + 1))
        if geometry:
            for row in block:
                _add(points, row[-1])
        progress(builder.count / max(1, count), "Reading the file")
    table, rows = builder.table()
    return Raw(
        where,
        "gpkg",
        table,
        rows,
        points=points.points(_crs(base, layers[layer], where)) if geometry else None,
        layers=tuple(layers),
        layer=layer,
        torn=builder.torn,
    )


def _blocks(cursor: sqlite3.Cursor) -> Iterator[list[Sequence[Any]]]:
    while block := cursor.fetchmany(limits.BLOCK_ROWS):
        yield block


def _geometry_column(base: sqlite3.Connection, layer: str) -> str | None:
    if not _is_table(base, "gpkg_geometry_columns"):
        return None
    found = base.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer,)
    ).fetchone()
    return str(found[0]) if found else None


def _add(points: PointsBuilder, blob: object) -> None:
    """Add a geometry of GeoPackage: a header of its own before well-known binary."""
    if blob is None:
        points.skip()
        return
    if not isinstance(blob, bytes) or len(blob) < _HEADER_BYTES or blob[:2] != b"GP":
        points.refuse("the geometry cannot be read")
        return
    (flags,) = struct.unpack_from("B", blob, 3)
    envelope = _ENVELOPE_BYTES.get((flags >> 1) & 7)
    if envelope is None:
        points.refuse("the geometry cannot be read")
    elif flags & _EMPTY_FLAG:
        points.skip()
    else:
        add_wkb(points, memoryview(blob)[_HEADER_BYTES + envelope :])


def _crs(base: sqlite3.Connection, srs: int, where: str) -> str:
    if srs == _WGS84_CODE or not _is_table(base, "gpkg_spatial_ref_sys"):
        return named_crs("EPSG:4326", where=where)
    if srs <= 0:
        return ""
    found = base.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys"
        " WHERE srs_id = ?",
        (srs,),
    ).fetchone()
    if found is None:
        return ""
    organisation, code, definition = found
    named = f"{organisation}:{code}" if str(organisation).upper() == "EPSG" else definition
    return named_crs(named, where=where)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _some(layers: dict[str, int]) -> str:
    return "one of " + ", ".join(f"'{name[:40]}'" for name in list(layers)[:5])
