"""Bad files of GeoPackage."""

import sqlite3
import struct
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from tests.intake.bad.case import GOOD, Bad, odd, refused, reported

from geo_tensions.intake import template
from geo_tensions.intake.gpkg_schema import SCHEMA, point, register

COLUMNS = [name for name in GOOD if name not in {"lon", "lat"}]
Change = Callable[[sqlite3.Connection], object]


def package(change: Change | None = None, *, rows: int = 2) -> Callable[[], bytes]:
    """Return what makes a GeoPackage of good rows, changed by somebody."""

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.gpkg"
            with closing(sqlite3.connect(path)) as base:
                base.executescript(SCHEMA)
                typed = ", ".join(f'"{name}" TEXT' for name in COLUMNS)
                base.execute(f"CREATE TABLE events (fid INTEGER PRIMARY KEY, geom BLOB, {typed})")
                register(base, "events", words="", geometry="geom")
                for number in range(1, rows + 1):
                    told = [{**GOOD, "id": f"A-{number}"}[name] for name in COLUMNS]
                    marks = ", ".join("?" * (len(told) + 1))
                    names = ", ".join(["geom", *COLUMNS])
                    base.execute(
                        f"INSERT INTO events ({names.replace('end', chr(34) + 'end' + chr(34))})"  # noqa: S608
                        f" VALUES ({marks})",
                        [point(141.5, 45.5), *told],
                    )
                base.commit()
                if change:
                    change(base)
                    base.commit()
            return path.read_bytes()

    return make


def sql(*statements: str) -> Change:
    return lambda base: [base.execute(statement) for statement in statements]


def geometry(blob: bytes | str | None) -> Callable[[], bytes]:
    return package(lambda base: base.execute("UPDATE events SET geom = ? WHERE fid = 2", (blob,)))


def cell(value: object) -> Callable[[], bytes]:
    return package(lambda base: base.execute("UPDATE events SET notes = ? WHERE fid = 2", (value,)))


def plain(*statements: str) -> Callable[[], bytes]:
    """Return what makes an SQLite file that is no GeoPackage."""

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "a.gpkg"
            with closing(sqlite3.connect(path)) as base:
                for statement in statements or ("VACUUM",):
                    base.execute(statement)
                base.commit()
            return path.read_bytes()

    return make


ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS fid FROM n"
WRITES = "INSERT INTO gpkg_contents (table_name, data_type) VALUES ('written', 'features')"
VIEW = "UPDATE gpkg_contents SET table_name = 'seen' WHERE table_name = 'events'"


def bad_databases() -> list[Bad]:
    whole = package(rows=400)
    computed = "is no plain table"
    return [
        refused("head-alone.gpkg", lambda: whole()[:100], "cannot be read"),
        refused("cut.gpkg", lambda: whole()[: len(whole()) // 2], "cannot be read"),
        refused("cut-in-a-page.gpkg", lambda: whole()[:-5000], "cannot be read"),
        refused(
            "zeros-inside.gpkg",
            lambda: whole()[:4096] + bytes(len(whole()) - 4096),
            "cannot be read",
        ),
        refused(
            "noise-inside.gpkg",
            lambda: whole()[:1000] + b"\xa5" * 20_000 + whole()[21_000:],
            "cannot be read",
        ),
        refused(
            "schema-broken.gpkg",
            lambda: whole().replace(b"DATETIME NOT NULL DEFAULT", b"DATETIME [OT NULL DEFAULT"),
            "malformed database schema",
        ),
        refused(
            "names-of-lines.gpkg",
            package(sql("UPDATE gpkg_contents SET table_name = char(10) || 'x' || char(27)")),
            "is no plain table",
        ),
        refused("no-sqlite.gpkg", "id,title\n1,2\n", "is named .gpkg but is no GeoPackage"),
        refused("plain.gpkg", plain("CREATE TABLE a (b)"), "but no GeoPackage"),
        refused("nothing-in-it.gpkg", plain(), "but no GeoPackage"),
        refused(
            "contents-are-a-view.gpkg",
            plain("CREATE VIEW gpkg_contents AS SELECT 1"),
            "but no GeoPackage",
        ),
        refused(
            "contents-without-columns.gpkg",
            plain("CREATE TABLE gpkg_contents (x)"),
            "cannot be read",
        ),
        refused("no-layers.gpkg", package(sql("DELETE FROM gpkg_contents")), "has no layers"),
        refused("layer-gone.gpkg", package(sql("DROP TABLE events")), computed),
        refused(
            "layer-is-a-view.gpkg",
            package(sql("CREATE VIEW seen AS SELECT * FROM events", VIEW)),
            computed,
        ),
        refused(
            "layer-is-endless.gpkg", package(sql(f"CREATE VIEW seen AS {ENDLESS}", VIEW)), computed
        ),
        refused(
            "layer-is-virtual.gpkg",
            package(sql("CREATE VIRTUAL TABLE seen USING fts5(a)", VIEW)),
            computed,
        ),
        refused(
            "layer-is-the-schema.gpkg",
            package(sql(VIEW.replace("seen", "sqlite_master"))),
            computed,
        ),
        refused("no-rows.gpkg", package(sql("DELETE FROM events")), "has no rows"),
        odd(
            "computed-column.gpkg",
            package(sql("ALTER TABLE events ADD x AS (hex(zeroblob(900000000)))")),
        ),
        refused("value-of-20-mb.gpkg", cell(b"x" * 20_000_000), "cannot be read"),
        refused(
            "columns-of-600.gpkg",
            package(
                lambda base: [base.execute(f"ALTER TABLE events ADD c{x}") for x in range(600)]
            ),
            "columns; at most 512",
        ),
        refused(
            "crs-unknown.gpkg",
            package(
                sql(
                    "UPDATE gpkg_spatial_ref_sys SET srs_id = 9, organization = 'X',"
                    " definition = 'Y' WHERE srs_id = 4326",
                    "UPDATE gpkg_contents SET srs_id = 9",
                )
            ),
            "system of coordinates",
        ),
        odd(
            "trigger.gpkg",
            package(sql(f"CREATE TRIGGER t AFTER UPDATE ON events BEGIN {WRITES}; END")),
        ),
        odd(
            "trigger-of-contents.gpkg",
            package(sql(f"CREATE TRIGGER t AFTER INSERT ON gpkg_contents BEGIN {WRITES}; END")),
        ),
        odd(
            "trigger-instead.gpkg",
            package(
                sql(
                    "CREATE VIEW seen AS SELECT * FROM events",
                    f"CREATE TRIGGER t INSTEAD OF INSERT ON seen BEGIN {WRITES}; END",
                )
            ),
        ),
        odd(
            "trigger-of-functions.gpkg",
            package(
                sql(
                    "CREATE TRIGGER t AFTER DELETE ON events"
                    " BEGIN SELECT load_extension('/tmp/x'); END"
                )
            ),
        ),
        odd(
            "name-of-statements.gpkg",
            package(
                sql(
                    'ALTER TABLE events RENAME TO "x""; DROP TABLE gpkg_contents; --"',
                    "UPDATE gpkg_contents SET table_name = 'x\"; DROP TABLE gpkg_contents; --'",
                    "UPDATE gpkg_geometry_columns"
                    " SET table_name = 'x\"; DROP TABLE gpkg_contents; --'",
                )
            ),
        ),
        odd(
            "column-of-statements.gpkg",
            package(sql('ALTER TABLE events ADD "a""; DROP TABLE events; --" TEXT')),
        ),
        odd("write-ahead.gpkg", package(sql("PRAGMA journal_mode = WAL"))),
        odd("no-application-id.gpkg", package(sql("PRAGMA application_id = 0"))),
        odd("crs-table-gone.gpkg", package(sql("DROP TABLE gpkg_spatial_ref_sys"))),
        odd("crs-undefined.gpkg", package(sql("UPDATE gpkg_contents SET srs_id = 0"))),
        odd("crs-a-text.gpkg", package(sql("UPDATE gpkg_contents SET srs_id = 'x'"))),
        reported(
            "text-no-utf-8.gpkg",
            package(sql("UPDATE events SET notes = CAST(x'636166e9' AS TEXT)")),
            "text-unreadable",
        ),
        odd("bytes-for-text.gpkg", cell(b"\x00\xff\x00")),
        odd("number-for-text.gpkg", cell(float("inf"))),
        reported("geometry-text.gpkg", geometry("POINT(1 2)"), "place-no-point"),
        reported("geometry-noise.gpkg", geometry(b"\xa5" * 60), "place-no-point"),
        reported("geometry-short.gpkg", geometry(b"GP"), "place-no-point"),
        reported("geometry-without-body.gpkg", geometry(point(1, 2)[:8]), "place-no-point"),
        reported("geometry-cut.gpkg", geometry(point(1, 2)[:-1]), "place-no-point"),
        reported(
            "geometry-envelope-7.gpkg", geometry(b"GP\0\x0f" + point(1, 2)[4:]), "place-no-point"
        ),
        reported(
            "geometry-order-9.gpkg",
            geometry(point(1, 2)[:8] + b"\x09" + point(1, 2)[9:]),
            "place-no-point",
        ),
        reported(
            "geometry-type-999.gpkg",
            geometry(point(1, 2)[:9] + struct.pack("<I", 999) + point(1, 2)[13:]),
            "place-no-point",
        ),
        reported(
            "geometry-line.gpkg",
            geometry(point(1, 2)[:8] + struct.pack("<BIIdddd", 1, 2, 2, 0, 0, 1, 1)),
            "place-no-point",
        ),
        reported(
            "geometry-line-of-billions.gpkg",
            geometry(point(1, 2)[:8] + struct.pack("<BII", 1, 2, 2**32 - 1)),
            "place-no-point",
        ),
        reported("geometry-infinite.gpkg", geometry(point(float("inf"), 1)), "place-no-point"),
        reported("geometry-half-nan.gpkg", geometry(point(float("nan"), 1)), "place-no-point"),
        reported("geometry-zero.gpkg", geometry(point(0, 0)), "place-zero"),
        odd("template.gpkg", template("gpkg")),
    ]
