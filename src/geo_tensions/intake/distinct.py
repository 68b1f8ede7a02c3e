"""What is said of a text, said once for each different text of a column."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

T = TypeVar("T")


def encode(column: pa.ChunkedArray) -> tuple[list[str], npt.NDArray[np.int64]]:
    """Return the different texts of a column, and the place of each row's among them.

    The place of a row without a text is -1.
    """
    encoded = pc.dictionary_encode(column.combine_chunks())
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.chunk(0) if encoded.num_chunks else pa.array([], column.type)
    texts: list[str] = encoded.dictionary.to_pylist()
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    return texts, codes.astype(np.int64)


def spread(values: list[str | None], codes: npt.NDArray[np.int64]) -> pa.Array:
    """Return for each row the value of its text; null where it has none."""
    return pc.take(pa.array([*values, None], pa.string()), pa.array(codes % (len(values) + 1)))


def translate(column: pa.ChunkedArray, say: Callable[[str], str | None]) -> pa.Array:
    """Return what is said of the text of each row."""
    texts, codes = encode(column)
    return spread([say(text) for text in texts], codes)
