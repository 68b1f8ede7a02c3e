"""Sets, their rows with geometry and index, and the log of changes."""

import sqlalchemy as sa
from alembic import op

from geo_tensions.workspace import gpkg_tables

revision = "0001"
down_revision = None

TEXTS = (
    *("id", "title", "kind", "start", "end", "evidence", "place_precision", "actors", "source"),
    *("event_id", "summary", "place", "equipment", "notes", "position_basis"),
)


def upgrade() -> None:
    """Make the tables."""
    connection = op.get_bind()
    on_sqlite = connection.dialect.name == "sqlite"
    for statement in gpkg_tables.HEAD if on_sqlite else ():
        connection.exec_driver_sql(statement)
    _sets()
    _records()
    _changes()
    if on_sqlite:
        for statement in (*gpkg_tables.CONTENTS, *gpkg_tables.TRIGGERS.values()):
            connection.exec_driver_sql(statement)
    else:
        op.execute(
            "ALTER TABLE records ADD COLUMN geom geometry(Point, 4326) GENERATED ALWAYS AS "
            "(ST_SetSRID(ST_MakePoint(CASE WHEN lon >= 180 THEN lon - 360 ELSE lon END, lat), "
            "4326)) STORED"
        )
        op.execute("CREATE INDEX records_place ON records USING gist (geom)")


def _sets() -> None:
    words = ("name", "file_name", "who", "saved_at", "kinds", "sha256", "deleted_by", "deleted_at")
    op.create_table(
        "sets",
        # A GeoPackage asks for a number in front of every table that it lists.
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in words),
        sa.Column("row_count", sa.Integer, nullable=False),
    )


def _records() -> None:
    op.create_table(
        "records",
        sa.Column("fid", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("set_id", sa.Text, nullable=False),
        sa.Column("set_row", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text) for name in TEXTS),
        *(sa.Column(name, sa.Double) for name in ("lon", "lat", "radius_km")),
        sa.Column("first_minute", sa.Integer),
        sa.Column("last_minute", sa.Integer),
        sqlite_autoincrement=True,
    )
    op.create_index("records_rows", "records", ["set_id", "set_row"], unique=True)
    op.create_index("records_time", "records", ["set_id", "first_minute", "last_minute"])


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("op", "key")),
        *(sa.Column(name, sa.Text) for name in ("before", "after")),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("who", "made_at", "why")),
    )
    op.create_index("changes_revision", "changes", ["revision"])
    op.create_index("changes_record", "changes", ["record"])
