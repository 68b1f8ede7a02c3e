"""What every check of a file works on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.ingest import Progress
from geo_tensions.intake.mapping import Mapping
from geo_tensions.intake.problems import Mask, Problems
from geo_tensions.intake.raw import Raw
from geo_tensions.tables import Tables

T = TypeVar("T")

_TOLD_EVERY = 20_000

NO_TEXT = pa.scalar(None, pa.string())


@dataclass
class Work:
    """A file on its way to records.

    Attributes
    ----------
    progress
        Hears how far the work is.
    made
        Columns of :mod:`geo_tensions.ingest.reading` made so far, one entry a row.
    remarks
        Sentences that each row adds to its notes.
    unverified
        Rows that lack what evidence rests on.
    """

    raw: Raw
    mapping: Mapping
    tables: Tables
    problems: Problems
    progress: Progress
    made: dict[str, pa.Array] = field(default_factory=dict)
    remarks: list[pa.Array] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with nothing missing."""
        self.unverified: Mask = np.zeros(len(self.raw), dtype=bool)
        self._stage = (0.0, 0.0, "")

    def begin(self, words: str, *, part: float, until: float) -> None:
        """Tell that a stage of the work begins, and which parts of the whole it is between."""
        self._stage = (part, until, words)
        self.progress(part, words)

    def each(self, texts: Sequence[str], say: Callable[[str], T]) -> list[T]:
        """Return what is said of each text, and tell how far that is."""
        part, until, words = self._stage
        said: list[T] = []
        for start in range(0, len(texts), _TOLD_EVERY):
            said += [say(text) for text in texts[start : start + _TOLD_EVERY]]
            self.progress(part + (until - part) * len(said) / len(texts), words)
        return said

    def nothing(self) -> pa.Array:
        """Return a column without any text."""
        return pa.nulls(len(self.raw), pa.string())

    def told(self, field_: str) -> pa.Array:
        """Return the trimmed texts of a field, null where nothing stands or no column is taken."""
        column = self.mapping.column(field_)
        if column is None or column not in self.raw.table.column_names:
            return self.nothing()
        whole = self.raw.column(column).combine_chunks()
        if isinstance(whole, pa.ChunkedArray):
            whole = pa.concat_arrays(whole.chunks) if whole.num_chunks else self.nothing()
        return blank_to_null(pc.utf8_trim_whitespace(whole))

    def remark(self, at: Mask, words: str | pa.Array) -> None:
        """Add a sentence to the notes of some rows."""
        if at.any():
            self.remarks.append(pc.if_else(pa.array(at), words, NO_TEXT))

    def lacks(self, at: Mask, words: str) -> None:
        """Mark rows as unverified and let their notes say what is missing."""
        self.unverified |= at
        self.remark(at, words)


def blank_to_null(texts: pa.Array) -> pa.Array:
    """Return texts with null where they are empty."""
    return pc.if_else(pc.equal(texts, ""), NO_TEXT, texts)


def is_null(texts: pa.Array) -> Mask:
    """Return where there is no text."""
    mask: Mask = pc.is_null(texts).to_numpy(zero_copy_only=False)
    return mask


def joined(separator: str, *parts: pa.Array) -> pa.Array:
    """Return the texts of each row joined, null where all are null."""
    # Arrow's own way to skip nulls forgets the rows in which all parts are null.
    whole, *rest = parts
    for part in rest:
        both = pc.binary_join_element_wise(whole, part, separator)
        whole = pc.coalesce(both, whole, part)
    return whole
