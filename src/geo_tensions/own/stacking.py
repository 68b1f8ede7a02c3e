"""Several runs of records stacked into one, in order of start and id, without a loop over rows."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.columns import DTYPES, Columns
from geo_tensions.ingest import Part
from geo_tensions.ingest.lazy import MadeRecords
from geo_tensions.records import Record
from geo_tensions.texts import Texts

Rows = npt.NDArray[np.intp]
Mask = npt.NDArray[np.bool_]

_AS_THEY_ARE = tuple(name for name in DTYPES if name not in {"kind", "event"})


def stacked(parts: Sequence[Part], kinds: Sequence[npt.NDArray[np.uint8]], kept: Mask) -> Part:
    """Return all records of several parts in one order.

    Parameters
    ----------
    parts
        Each sorted by start and then by id.
    kinds
        For each part, the new number of every kind.
    kept
        Which rows stay, those of all parts one after the other.
    """
    columns = [part.columns for part in parts]
    start = np.concatenate([one.start for one in columns])
    ids = pa.chunked_array([chunk for part in parts for chunk in part.texts.ids.chunks])
    number = np.repeat(np.arange(len(parts), dtype=np.int16), [len(part) for part in parts])
    order = _order(start, ids, number, kept)
    made = {
        name: np.concatenate([getattr(one, name) for one in columns])[order]
        for name in _AS_THEY_ARE
    }
    numbered = [table[one.kind] for one, table in zip(columns, kinds, strict=True)]
    made["kind"] = np.concatenate(numbered)[order]
    made["event"], events = _events(parts, order)
    taken = pa.array(order)
    texts = [part.texts for part in parts]
    place_of = np.full(len(start), -1, np.intp)
    place_of[order] = np.arange(len(order))
    return Part(
        records=StackedRecords([part.records for part in parts], order),
        columns=Columns(**made),
        event_ids=events,
        texts=Texts(
            ids=ids.take(taken).combine_chunks(),
            former=_former(parts, place_of),
            searched=_joined([one.searched for one in texts]).take(taken),
            actor_bits=np.concatenate([one.actor_bits for one in texts])[order],
            cites=np.concatenate([one.cites for one in texts])[order],
            citations=_citations(parts, kept),
        ),
    )


class StackedRecords(MadeRecords):
    """The records of several sequences in another order; none is kept.

    Parameters
    ----------
    parts
        The sequences.
    order
        For each row its place among all records of the parts, one after the other.
    """

    def __init__(self, parts: Sequence[Sequence[Record]], order: Rows) -> None:
        self._parts = parts
        self._order = order
        self._ends = np.cumsum([len(part) for part in parts])

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self._order)

    def _make(self, row: int) -> Record:
        place = int(self._order[row])
        part = int(np.searchsorted(self._ends, place, side="right"))
        return self._parts[part][place - (int(self._ends[part - 1]) if part else 0)]


def _order(
    start: npt.NDArray[np.int32], ids: pa.ChunkedArray, number: npt.NDArray[np.int16], kept: Mask
) -> Rows:
    """Return the places of the kept rows by start and then by id.

    Each part is in order already, so that only rows of different parts that start together are
    compared by their ids.
    """
    places = np.flatnonzero(kept)
    order: Rows = places[np.argsort(start[places], kind="stable")]
    if not len(order):
        return order
    fresh = np.diff(start[order], prepend=start[order[0]] - 1) != 0
    run = np.cumsum(fresh) - 1
    firsts = np.flatnonzero(fresh)
    part = number[order]
    mixed = np.minimum.reduceat(part, firsts) != np.maximum.reduceat(part, firsts)
    at = np.flatnonzero(mixed[run])
    if len(at):
        rows = order[at]
        table = pa.table({"run": run[at], "id": ids.take(pa.array(rows))})
        keys = [("run", "ascending"), ("id", "ascending")]
        order[at] = rows[pc.sort_indices(table, sort_keys=keys).to_numpy()]
    return order


def _events(parts: Sequence[Part], order: Rows) -> tuple[npt.NDArray[np.uint32], pa.ChunkedArray]:
    """Return the event of each row, numbered as they come, and their ids."""
    ends = np.cumsum([0, *(len(part.event_ids) for part in parts)])
    codes = np.concatenate(
        [part.columns.event.astype(np.int64) + end for part, end in zip(parts, ends, strict=False)]
    )[order]
    # An event may have rows in several parts: its id decides.
    all_ids = _joined([part.event_ids for part in parts]).combine_chunks()
    same = pc.dictionary_encode(all_ids)
    one = same.indices.to_numpy(zero_copy_only=False)[codes]
    seen = pc.dictionary_encode(pa.array(one))
    numbers: npt.NDArray[np.uint32] = seen.indices.to_numpy().astype(np.uint32)
    return numbers, pa.chunked_array([same.dictionary.take(seen.dictionary)])


def _former(parts: Sequence[Part], place_of: Rows) -> Mapping[str, int]:
    found: dict[str, int] = {}
    begin = 0
    for part in parts:
        rows = {old: int(place_of[begin + row]) for old, row in part.texts.former.items()}
        found |= {old: row for old, row in rows.items() if row >= 0}
        begin += len(part)
    return found


def _citations(parts: Sequence[Part], kept: Mask) -> pa.ChunkedArray:
    """Return the citations of the kept rows; those that go are few (changed, withdrawn, merged)."""
    left: list[pa.ChunkedArray] = []
    begin = 0
    for part in parts:
        cited = part.texts.citations
        gone = np.flatnonzero(~kept[begin : begin + len(part)] & part.texts.cites).tolist()
        begin += len(part)
        if gone:
            stays = np.ones(len(cited), dtype=bool)
            counted = [source for row in gone for source in part.records[row]["sources"]]
            for source in dict.fromkeys(counted):
                at = np.flatnonzero(pc.equal(cited, source).to_numpy())
                stays[at[: counted.count(source)]] = False
            cited = cited.filter(pa.array(stays))
        left.append(cited)
    return _joined(left)


def _joined(columns: Sequence[pa.ChunkedArray]) -> pa.ChunkedArray:
    return pa.chunked_array([chunk for one in columns for chunk in one.chunks], pa.string())
