"""The tables of a workspace, as both databases have them."""

from sqlalchemy import Column, Double, Integer, MetaData, Table, Text

from geo_tensions.ingest.reading import NUMBER_COLUMNS, TEXT_COLUMNS

metadata = MetaData()

VERSION_TABLE = "geo_tensions_version"
"""Holds the version of the tables; what has it is a workspace."""

ROW_COLUMNS = (*TEXT_COLUMNS, *NUMBER_COLUMNS)
"""Columns of own rows, in the order in which they are kept."""

sets = Table(
    "sets",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("row_count", Integer, nullable=False),
    Column("who", Text, nullable=False),
    Column("saved_at", Text, nullable=False),
    Column("kinds", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("deleted_by", Text, nullable=False),
    Column("deleted_at", Text, nullable=False),
)

records = Table(
    "records",
    metadata,
    Column("fid", Integer, primary_key=True),
    Column("set_id", Text, nullable=False),
    Column("set_row", Integer, nullable=False),
    *(Column(name, Text) for name in TEXT_COLUMNS),
    *(Column(name, Double) for name in NUMBER_COLUMNS),
    # Minutes since 1970 JST that the row touches; what a window is compared with.
    Column("first_minute", Integer),
    Column("last_minute", Integer),
)
"""Own rows. Both databases add a geometry ``geom`` and an index of it."""

change_log = Table(
    "changes",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Column("op", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("who", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    Column("why", Text, nullable=False),
)
"""The log of changes; ``before`` and ``after`` are JSON."""
