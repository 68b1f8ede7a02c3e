"""What is wrong with the rows of a file: one line a fault, counted, none a flood."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from geo_tensions.errors import DataError

NAMED = 3
"""How many rows of each kind of fault are named; the others are counted."""

Mask = npt.NDArray[np.bool_]


@dataclass
class Faults:
    """Collects the rows that cannot be used.

    Parameters
    ----------
    where
        The file, as messages name it.
    count
        Its number of rows.
    """

    where: str
    count: int
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Begin with every row fit for use."""
        self.bad: Mask = np.zeros(self.count, dtype=bool)

    def add(self, rows: Mask, what: str, words: Callable[[int], str]) -> None:
        """Leave rows out.

        Parameters
        ----------
        rows
            Which have the fault; a row that is out already is not told again.
        what
            The fault in general, for those that are only counted.
        words
            The fault of one row, by its place in the file from 0.
        """
        fresh = np.flatnonzero(rows & ~self.bad)
        self.bad |= rows
        for row in fresh[:NAMED].tolist():
            self.lines.append(
                str(DataError(f"{self.where}, row {row + 1}", words(row), "left out"))
            )
        if len(fresh) > NAMED:
            further = len(fresh) - NAMED
            rest = f"{further:,} further row{'s' if further > 1 else ''}: {what}"
            self.lines.append(str(DataError(self.where, rest, "left out")))

    @property
    def good(self) -> npt.NDArray[np.intp]:
        """Places in the file of the rows that can be used."""
        return np.flatnonzero(~self.bad)
