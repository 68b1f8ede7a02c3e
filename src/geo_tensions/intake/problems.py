"""What is wrong with single values of a file: as columns, so that a million are no objects."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.intake.raw import GEOMETRY, Raw

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

LEFT_OUT, REPAIRED, NOTED = "left-out", "repaired", "noted"
"""What became of the row: it stays in the file of rejected rows, it was taken with the proposed
value, or it was taken as it is and says what is missing."""

TORN = "row-torn"

SCHEMA = pa.schema(
    {
        "row": pa.int64(),
        "column": pa.string(),
        "value": pa.string(),
        "kind": pa.string(),
        "reason": pa.string(),
        "proposal": pa.string(),
        "outcome": pa.string(),
    }
)
"""Columns of the table of problems; ``proposal`` is the value after the repair that is offered
(empty for none), null where no repair is offered."""

Repairs = Collection[str | tuple[int, str]]
"""Repairs that the user accepts: kinds of problems, and single cells (row in the file, column)."""


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A kind of problem.

    Attributes
    ----------
    label
        What is wrong.
    repair
        What the offered repair does; empty where there is never one.
    noted
        Whether such a row is taken all the same, marked unverified or with a note.
    """

    label: str
    repair: str = ""
    noted: bool = False


_WITHOUT_PLACE = "take the row without a place on the map"
_BY_RADIUS = "let the radius say it"

PROBLEM_KINDS: Mapping[str, ProblemKind] = {
    TORN: ProblemKind("the row cannot be read as one of the table"),
    "id-missing": ProblemKind("the row has no name", "name it by its number"),
    "id-form": ProblemKind("the name cannot stand in an address", "spell it in plain letters"),
    "id-repeated": ProblemKind("the name is used twice", "number it"),
    "title-missing": ProblemKind("there is no title", "make it of kind and place"),
    "title-long": ProblemKind("the title is too long", "shorten it, and keep it in the summary"),
    "kind-missing": ProblemKind("there is no kind"),
    "kind-too-many": ProblemKind("there are too many kinds", "count it among the others"),
    "date-missing": ProblemKind("there is no date"),
    "date-unreadable": ProblemKind("the date cannot be read", "take what was made out"),
    "date-order": ProblemKind("the day and the month cannot be told apart"),
    "date-day-and-month": ProblemKind("day and month stand the other way round", "exchange them"),
    "date-two-digit-year": ProblemKind("the year has two digits"),
    "date-impossible": ProblemKind("there is no such date"),
    "date-era": ProblemKind("the era has no such date"),
    "date-coarse": ProblemKind("the day is not given", noted=True),
    "end-unreadable": ProblemKind("the last day cannot be read", "take the row without it"),
    "end-before-start": ProblemKind("the end is before the start", "exchange them"),
    "place-unreadable": ProblemKind("the coordinates cannot be read", _WITHOUT_PLACE),
    "place-half": ProblemKind("one coordinate is missing", _WITHOUT_PLACE),
    "place-outside": ProblemKind("the coordinates are no place on Earth", _WITHOUT_PLACE),
    "place-exchanged": ProblemKind("the coordinates are exchanged", "exchange them"),
    "place-zero": ProblemKind("the coordinates are 0, 0", _WITHOUT_PLACE),
    "place-no-point": ProblemKind("the geometry is no point", _WITHOUT_PLACE),
    "place-no-crs": ProblemKind("the system of coordinates is not known", _WITHOUT_PLACE),
    "radius-missing": ProblemKind("there is no radius, so no place on the map", noted=True),
    "radius-unreadable": ProblemKind("the radius cannot be read", "take it as missing"),
    "radius-impossible": ProblemKind("the radius is no length on Earth", "take it as missing"),
    "radius-unit": ProblemKind("the unit of the radius is not known"),
    "precision-unknown": ProblemKind("no such precision of a place", _BY_RADIUS),
    "precision-conflict": ProblemKind("the precision does not fit the point", _BY_RADIUS),
    "source-missing": ProblemKind("there is no source", noted=True),
    "url-no-web-address": ProblemKind("the address is none of the web", noted=True),
    "evidence-unknown": ProblemKind("no such level of evidence", "take it as unverified"),
    "actor-unknown": ProblemKind("the actor is not in the tables", noted=True),
    "text-control": ProblemKind("the text holds control characters", noted=True),
    "text-unreadable": ProblemKind("the text holds bytes of another encoding", "take it as it is"),
    "rules": ProblemKind("the row breaks a rule of the data"),
}
"""Every kind of problem, in the order in which they are listed."""


class Problems:
    """Collects problems while a file is checked.

    Parameters
    ----------
    raw
        The file.
    repairs
        What the user accepts.
    """

    def __init__(self, raw: Raw, repairs: Repairs) -> None:
        self._raw = raw
        self._kinds = {item for item in repairs if isinstance(item, str)}
        self._cells: dict[str, list[int]] = {}
        for item in repairs:
            if not isinstance(item, str):
                self._cells.setdefault(item[1], []).append(item[0])
        self._torn: Mask = np.zeros(len(raw), dtype=bool)
        self._torn[list(raw.torn)] = True
        self._parts: list[pa.Table] = []
        self.left_out: Mask = np.zeros(len(raw), dtype=bool)

    def add(  # noqa: PLR0913 - the cells of a row of problems
        self,
        at: Mask,
        column: str,
        kind: str,
        reason: str | pa.Array,
        *,
        proposal: str | pa.Array | None = None,
        value: pa.Array | None = None,
    ) -> Mask:
        """Add a problem for each row of a mask.

        Parameters
        ----------
        at
            Which rows have it.
        column
            Name of the column in the file.
        kind
            Key of :data:`PROBLEM_KINDS`.
        reason, proposal
            One for all of them, or one for each row of the file.
        value
            What stands in each row of the file, where that is not the cell of ``column``.

        Returns
        -------
        numpy.ndarray
            Which rows of the file are to take the proposal.
        """
        # Whatever stands in the cells of a torn row may belong to another column.
        places = np.flatnonzero(at if kind == TORN else at & ~self._torn)
        mended: Mask = np.zeros(len(self._raw), dtype=bool)
        if not len(places):
            return mended
        offered = _of_rows(proposal, places)
        accepted = self._accepted(places, column, kind) & _known(offered)
        mended[places] = accepted
        plainly = NOTED if PROBLEM_KINDS[kind].noted else LEFT_OUT
        if plainly == LEFT_OUT:
            self.left_out[places[~accepted]] = True
        count = len(places)
        cells = {
            "row": pa.array(self._raw.rows[places]),
            "column": _constant(column, count),
            "value": self._value(column, places) if value is None else _of_rows(value, places),
            "kind": _constant(kind, count),
            "reason": _of_rows(reason, places),
            "proposal": offered,
            "outcome": pc.if_else(pa.array(accepted), REPAIRED, plainly),
        }
        self._parts.append(pa.table(cells, schema=SCHEMA))
        return mended

    def table(self) -> pa.Table:
        """Return all problems by row and, within a row, as they were found."""
        whole = pa.concat_tables([SCHEMA.empty_table(), *self._parts])
        order = np.argsort(whole.column("row").to_numpy(), kind="stable")
        return whole.take(pa.array(order))

    def _accepted(self, places: Places, column: str, kind: str) -> Mask:
        if kind in self._kinds:
            return np.ones(len(places), dtype=bool)
        chosen = np.array(self._cells.get(column, []), np.int64)
        found: Mask = np.isin(self._raw.rows[places], chosen)
        return found

    def _value(self, column: str, places: Places) -> pa.Array:
        if column == GEOMETRY or column not in self._raw.table.column_names:
            return pa.nulls(len(places), pa.string())
        return _whole(self._raw.column(column).take(pa.array(places)))


def reasons_of_rows(raw: Raw, problems: pa.Table) -> pa.Array:
    """Return for each row of a file why it was left out, null where it was not."""
    out = problems.filter(pc.equal(problems.column("outcome"), LEFT_OUT))
    if not out.num_rows:
        return pa.nulls(len(raw), pa.string())
    named = pc.if_else(
        pc.equal(out.column("column"), ""),
        "",
        pc.binary_join_element_wise(out.column("column"), "", ": "),
    )
    said = pc.binary_join_element_wise(named, out.column("reason"), "")
    rows = out.column("row").to_numpy()
    first = np.flatnonzero(np.diff(rows, prepend=rows[0] - 1))
    lists = pa.ListArray.from_arrays(pa.array([*first, len(rows)], pa.int32()), _whole(said))
    joined = pc.binary_join(lists, "; ")
    where = np.full(len(raw), -1, np.int64)
    where[np.searchsorted(raw.rows, rows[first])] = np.arange(len(first))
    return pc.take(joined, pa.array(where, mask=where < 0))


def first_of_kind(problems: pa.Table, kind: str, count: int) -> list[dict[str, object]]:
    """Return the first problems of a kind."""
    mine = problems.filter(pc.equal(problems.column("kind"), kind))
    found: list[dict[str, object]] = mine.slice(0, count).to_pylist()
    return found


def _of_rows(told: str | pa.Array | None, places: Places) -> pa.Array:
    if told is None:
        return pa.nulls(len(places), pa.string())
    if isinstance(told, str):
        return _constant(told, len(places))
    return _whole(pc.take(told, pa.array(places)))


def _constant(text: str, count: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(
        pa.array(np.zeros(count, np.int8)), pa.array([text], pa.string())
    ).dictionary_decode()


def _known(texts: pa.Array) -> Mask:
    mask: Mask = pc.is_valid(texts).to_numpy(zero_copy_only=False)
    return mask


def _whole(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    if not isinstance(column, pa.ChunkedArray):
        return column
    whole = column.combine_chunks()
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole
