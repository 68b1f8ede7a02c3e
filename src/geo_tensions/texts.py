"""The texts of all records as Arrow arrays: what finds a record by its id and by its words.

Nothing here goes through the records one by one, so that it serves a million as it serves a few.
"""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.records import Record
from geo_tensions.tables import Tables

SEARCHED_KEYS = ("id", "title", "summary", "place", "equipment", "missile", "launch_site")
"""Keys of a record that a search looks through, beside the labels of its kind and actors."""

KEPT_WORDS = 16
"""How many searched words keep their answer: one byte a record each."""


@dataclass(frozen=True)
class Texts:
    """What is known of all records by their words.

    Attributes
    ----------
    ids
        Id of each record (Arrow strings).
    former
        Row by every id that a record had before.
    searched
        What a search looks through, folded, one string a record (Arrow strings).
    actor_bits
        Which filter groups act in each record, lowest bit for the first of :func:`actor_groups`.
    cites
        Whether each record cites a source.
    citations
        The cited source of every citation, of all records together (Arrow strings).
    """

    ids: pa.ChunkedArray
    former: Mapping[str, int]
    searched: pa.ChunkedArray
    actor_bits: npt.NDArray[np.uint32]
    cites: npt.NDArray[np.bool_]
    citations: pa.ChunkedArray
    _found: OrderedDict[str, npt.NDArray[np.bool_]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def of_records(cls, records: Sequence[Record], tables: Tables) -> "Texts":
        """Collect the texts of records that are at hand one by one."""
        former = {
            old: row for row, record in enumerate(records) for old in record["former_ids"] or []
        }
        bits = group_bits(tables)
        acting = [sum({bits[code] for code in record["actors"]}) for record in records]
        return cls(
            ids=chunked([record.id for record in records]),
            former=former,
            searched=fold_all(chunked([_words(record, tables) for record in records])),
            actor_bits=np.array(acting, dtype=np.uint32),
            cites=np.array([bool(record["sources"]) for record in records], dtype=bool),
            citations=chunked([item for record in records for item in record["sources"]]),
        )

    def times_cited(self, sources: Iterable[str]) -> dict[str, int]:
        """Return how often each of some sources is cited."""
        known = list(sources)
        found = pc.index_in(self.citations, value_set=pa.array(known, pa.string()))
        codes = pc.fill_null(found, len(known)).to_numpy()
        counts = np.bincount(codes, minlength=len(known)).tolist()
        return dict(zip(known, counts, strict=False))

    def containing(self, word: str) -> npt.NDArray[np.bool_]:
        """Return in which records a folded word occurs; the array is read-only and shared."""
        with self._lock:
            if (kept := self._found.get(word)) is not None:
                self._found.move_to_end(word)
                return kept
        found: npt.NDArray[np.bool_] = pc.match_substring(self.searched, word).to_numpy()
        found.setflags(write=False)
        with self._lock:
            self._found[word] = found
            while len(self._found) > KEPT_WORDS:
                self._found.popitem(last=False)
        return found


class RowOfId(Mapping[str, int]):
    """The row of each record by its id, and by every id that it had before."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def __getitem__(self, identifier: str) -> int:
        """Return a row."""
        row = _index(self._texts.ids, identifier)
        return row if row >= 0 else self._texts.former[identifier]

    def __len__(self) -> int:
        """Return the number of ids."""
        return len(self._texts.ids) + len(self._texts.former)

    def __iter__(self) -> Iterator[str]:
        """Give every id."""
        yield from self._texts.ids.to_pylist()
        yield from self._texts.former


class RowsOfEvent(Mapping[str, Sequence[int]]):
    """The rows of each event by its id.

    Parameters
    ----------
    event_ids
        Id of each event (Arrow strings).
    event
        Index of the event of each row.
    """

    def __init__(self, event_ids: pa.ChunkedArray, event: npt.NDArray[np.uint32]) -> None:
        self._ids = event_ids
        self._event = event

    def __getitem__(self, identifier: str) -> Sequence[int]:
        """Return the rows of an event, rising."""
        number = _index(self._ids, identifier)
        if number < 0:
            raise KeyError(identifier)
        rows: list[int] = np.flatnonzero(self._event == number).tolist()
        return rows

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self._ids)

    def __iter__(self) -> Iterator[str]:
        """Give the id of every event."""
        yield from self._ids.to_pylist()


def actor_groups(tables: Tables) -> list[str]:
    """Return the filter groups of the actors in table order."""
    return list(dict.fromkeys(actor.filter_group for actor in tables.actors.values()))


def group_bits(tables: Tables) -> dict[str, int]:
    """Return the bit of each actor's filter group by the actor's code."""
    groups = actor_groups(tables)
    return {code: 1 << groups.index(a.filter_group) for code, a in tables.actors.items()}


def chunked(values: Sequence[str | None]) -> pa.ChunkedArray:
    """Return texts as Arrow strings."""
    return pa.chunked_array([pa.array(values, pa.string())])


def fold(text: str) -> str:
    """Return text without case and accents, as a search compares it."""
    return str(fold_all(chunked([text]))[0])


def fold_all(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts without case and accents."""
    if pc.all(pc.string_is_ascii(texts)).as_py() in {True, None}:
        return pc.ascii_lower(texts)
    bare = pc.replace_substring_regex(pc.utf8_normalize(texts, "NFKD"), r"\p{Mn}+", "")
    lower = pc.utf8_lower(bare)
    # The two letters whose lower case is not yet the one that words are compared in.
    for letter, folded in (("ß", "ss"), ("ς", "\N{GREEK SMALL LETTER SIGMA}")):
        lower = pc.replace_substring(lower, letter, folded)
    return lower


def _words(record: Record, tables: Tables) -> str:
    labels = [tables.actors[code].label for code in record["actors"]]
    words = [*(record[key] for key in SEARCHED_KEYS), tables.kinds[record["kind"]].label, *labels]
    return " ".join(str(word) for word in words if word)


def _index(values: pa.ChunkedArray, wanted: str) -> int:
    return int(pc.index(values, pa.scalar(wanted, pa.string())).as_py())
