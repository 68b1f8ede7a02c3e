"""A foreign file as it was found: a table of texts, and where each row stood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.errors import DataError
from geo_tensions.intake import limits

GEOMETRY = "(geometry)"
"""Stands among the names of columns for the points that a file of features has."""

FURTHER = "(further cells)"
"""Column that keeps what stands in a row beyond the last column of the header."""

MOST_COORDINATE = 1e9
"""No coordinate of any system is larger, in metres or degrees."""

_NAMELESS = "column 1"

Numbers = npt.NDArray[np.float64]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Points:
    """The geometries of a file of features, one entry a row.

    Attributes
    ----------
    x, y
        As they stand in the file, in its ``crs``; NaN where there is no usable point.
    faults
        Why a geometry is no usable point; null where it is one, or where there is none.
    crs
        What the file says its coordinates are, fit for pyproj; empty where it says nothing.
    """

    x: Numbers
    y: Numbers
    faults: pa.Array
    crs: str

    @property
    def any(self) -> bool:
        """Whether any feature has a geometry, be it one that cannot be used."""
        return bool(np.isfinite(self.x).any() or len(self.faults) > self.faults.null_count)


@dataclass(frozen=True, eq=False)
class Raw:
    """A foreign file, nothing taken from it yet.

    Attributes
    ----------
    name
        The file, as messages name it.
    format
        Such as ``csv`` or ``gpkg``: a key of :data:`geo_tensions.intake.opening.FORMATS`.
    table
        Its cells as texts, as written; null where nothing stands.
    rows
        The number of each row in the file: the header of a table is row 1, the first feature
        of a file of features is 1.
    points
        Geometries, None where the format has none.
    layers, layer
        Names of its sheets or layers, and the one that was read; empty where it has none.
    told
        What was found out while opening it, one sentence each, for the user.
    torn
        Rows that cannot be taken whatever the columns mean: place in ``table`` and reason.
    """

    name: str
    format: str
    table: pa.Table
    rows: Rows
    points: Points | None = None
    layers: tuple[str, ...] = ()
    layer: str = ""
    told: tuple[str, ...] = ()
    torn: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, :data:`GEOMETRY` last where there are points."""
        names = tuple(self.table.column_names)
        return names if self.points is None else (*names, GEOMETRY)

    @property
    def unit(self) -> str:
        """What a row of this file is called."""
        return "row" if self.points is None else "feature"

    def column(self, name: str) -> pa.ChunkedArray:
        """Return a column of texts."""
        return self.table.column(name)


def column_names(header: Iterable[str | None]) -> list[str]:
    """Return a name for each column: those of the header, made different from each other."""
    names: list[str] = []
    taken = {GEOMETRY, FURTHER}
    for place, told in enumerate(header, start=1):
        bare = " ".join((told or "").replace("\ufeff", "").split())[:200] or f"column {place}"
        name, number = bare, 1
        while name in taken:
            number += 1
            name = f"{bare} {number}"
        taken.add(name)
        names.append(name)
    return names


class TableBuilder:
    """Collects rows of texts block by block, so that few are Python objects at a time.

    Parameters
    ----------
    where
        The file, as messages name it.
    """

    def __init__(self, where: str) -> None:
        self._where = where
        self._blocks: list[pa.Table] = []
        self._rows: list[Rows] = []
        self._names: dict[str, None] = {}
        self.count = 0
        self.torn: dict[int, str] = {}

    def add(self, columns: Mapping[str, Sequence[str | None]], rows: Sequence[int]) -> None:
        """Add a block of rows, given by columns; a column may be new, or missing.

        Raises
        ------
        DataError
            If the table grows beyond the limits.
        """
        self._names |= dict.fromkeys(columns)
        limits.refuse_columns(self._where, len(self._names))
        limits.refuse_rows(self._where, self.count + len(rows))
        limits.refuse_cells(self._where, self.count + len(rows), len(self._names))
        arrays = {name: _texts(values) for name, values in columns.items()}
        for name, array in arrays.items():
            self._cut_long(name, array)
        self._blocks.append(pa.table(arrays) if arrays else _nameless(len(rows)))
        self._rows.append(np.asarray(rows, np.int64))
        self.count += len(rows)

    def table(self) -> tuple[pa.Table, Rows]:
        """Return what was collected, and the number of each row.

        Raises
        ------
        DataError
            If there is no row.
        """
        if not self.count:
            raise DataError(self._where, "has no rows", "choose a file, sheet or layer with rows")
        if not self._names:
            # A table without columns would forget how many rows it has.
            self._blocks = [pa.table({_NAMELESS: pa.nulls(self.count, pa.string())})]
            self._names = {_NAMELESS: None}
        whole = pa.concat_tables(self._blocks, promote_options="default")
        return whole.select(list(self._names)), np.concatenate(self._rows)

    def _cut_long(self, name: str, array: pa.Array) -> None:
        long = pc.greater(pc.utf8_length(array), limits.CELL_CHARS)
        for place in np.flatnonzero(pc.fill_null(long, fill_value=False)):
            reason = f"its cell '{name}' is longer than {limits.CELL_CHARS:,} characters"
            self.torn[self.count + int(place)] = reason


def _texts(values: Sequence[str | None]) -> pa.Array:
    try:
        return pa.array(values, pa.string())
    except UnicodeEncodeError:
        # Half of a surrogate pair, as JSON can spell it, is no text; it is shown as unreadable.
        clean = [value and value.encode("utf-16", "surrogatepass") for value in values]
        return pa.array(
            [value and value.decode("utf-16", "replace") for value in clean], pa.string()
        )


def _nameless(count: int) -> pa.Table:
    return pa.table({"": pa.nulls(count, pa.string())}).select([])
