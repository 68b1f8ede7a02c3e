"""A sentence with its numbers, and each number with the records behind it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo_tensions.analysis.filters import Mask
from geo_tensions.analysis.words import number
from geo_tensions.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence, as it is written, with the ids of the records behind it."""

    value: int
    text: str
    ids: tuple[str, ...]

    def __str__(self) -> str:
        """Return the number as it is written."""
        return self.text


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: plain text and numbers in turn. ``id`` says what it is about."""

    id: str
    parts: tuple[str | Number, ...]

    def __str__(self) -> str:
        """Return the sentence as text."""
        return "".join(map(str, self.parts))

    @property
    def numbers(self) -> list[Number]:
        """Its numbers, in order."""
        return [part for part in self.parts if isinstance(part, Number)]


def events_number(dataset: Dataset, mask: Mask) -> Number:
    """Return the number of events or launch dates of a set of records."""
    rows = np.flatnonzero(mask)
    value = len(np.unique(dataset.columns.event[rows]))
    return Number(value, number(value), ids_of_rows(dataset, rows.tolist()))


def rows_number(dataset: Dataset, mask: Mask) -> Number:
    """Return the number of records of a set."""
    rows = np.flatnonzero(mask).tolist()
    return Number(len(rows), number(len(rows)), ids_of_rows(dataset, rows))


def ids_of_rows(dataset: Dataset, rows: Sequence[int]) -> tuple[str, ...]:
    """Return the ids of rows, in their order."""
    return tuple(dataset.records[row].id for row in rows)
