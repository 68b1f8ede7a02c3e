"""How a column is written so that it compresses well and still comes apart in one quick pass.

Nothing is rounded: each encoding gives back the very bytes. Rows are sorted by start, so that
differences are small; bytes of the same weight stand together, so that those which hardly change
cost almost nothing and only the last digits of a coordinate are paid for.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Column = npt.NDArray[Any]


@dataclass(frozen=True)
class Encoded:
    """A column's bytes, and how they are to be read (members of its entry in the header)."""

    content: bytes
    how: dict[str, Any]


def encode(
    column: Column, *, rising: bool = False, after: tuple[str, Column] | None = None
) -> Encoded:
    """Write a column.

    Parameters
    ----------
    column
        Little-endian numbers.
    rising
        Whether each number is near the one before, so that differences are small.
    after
        Name and values of an integer column of the same type from which this one is told as a
        difference (an end from its start), or None.
    """
    if len(column) > 1 and (column.view(f"V{column.itemsize}") == _first(column)).all():
        return Encoded(column[:1].tobytes(), {"constant": True})
    how: dict[str, Any] = {}
    if after:
        name, base = after
        column = np.subtract(_bits(column), _bits(base))
        how["minus"] = name
    elif rising:
        bits = _bits(column)
        column = np.diff(bits, prepend=bits.dtype.type(0))
        how["delta"] = True
    if column.itemsize > 1:
        how["planes"] = True
        return Encoded(column.view(np.uint8).reshape(-1, column.itemsize).T.tobytes(), how)
    return Encoded(column.tobytes(), how)


def _first(column: Column) -> Any:  # noqa: ANN401 - raw bytes of one number
    return column[:1].view(f"V{column.itemsize}")[0]


def _bits(column: Column) -> Column:
    """Return a column as unsigned integers, whose differences wrap around."""
    return column.view(f"<u{column.itemsize}")
