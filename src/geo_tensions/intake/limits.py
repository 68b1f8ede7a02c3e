"""How much of a foreign file is read: what is larger is refused in one line, never half read."""

from geo_tensions.errors import DataError

FILE_BYTES = 1 << 30
"""Largest file, bytes."""

UNPACKED_BYTES = 2 << 30
"""Most that a file which is a zip archive (.xlsx, .ods) may hold once unpacked, bytes."""

ROWS = 1_000_000
"""Most rows below the header, or features."""

COLUMNS = 512
"""Most columns, or different properties of features."""

CELLS = 50_000_000
"""Most cells, rows times columns; an empty cell costs four bytes too."""

CELL_CHARS = 32_767
"""Longest text of a cell: what a cell of Excel holds."""

LINE_CHARS = 4_000_000
"""Longest line of a text file."""

VALUE_CHARS = 4_000_000
"""Longest feature of a GeoJSON file, characters."""

VALUE_DEPTH = 64
"""Deepest nesting of a GeoJSON feature or of elements in KML."""

HEADER_ROWS = 40
"""The header is looked for in so many rows."""

BLOCK_ROWS = 20_000
"""Rows that are held as Python objects at a time."""

CHILD_BYTES = 4 << 30
"""Address space, bytes, of the process that opens Excel and Parquet files."""

CHILD_SECONDS = 300
"""Longest time that it may take."""


def refuse_rows(where: str, count: int) -> None:
    """Refuse a file with more rows than are read.

    Raises
    ------
    DataError
        If there are more than :data:`ROWS`.
    """
    if count > ROWS:
        raise DataError(where, f"has more than {ROWS:,} rows", "split it")


def refuse_columns(where: str, count: int) -> None:
    """Refuse a file with more columns than are read.

    Raises
    ------
    DataError
        If there are more than :data:`COLUMNS`.
    """
    if count > COLUMNS:
        problem = f"has {count:,} columns; at most {COLUMNS} are read"
        raise DataError(where, problem, "keep the columns that tell of the events")


def refuse_cells(where: str, rows: int, columns: int) -> None:
    """Refuse a table whose cells, empty or not, would fill the memory.

    Raises
    ------
    DataError
        If there are more than :data:`CELLS`.
    """
    if rows * columns > CELLS:
        problem = f"has {rows:,} rows of {columns} columns; at most {CELLS:,} cells are read"
        raise DataError(where, problem, "keep the columns that tell of the events, or split it")
