"""Which row of a table is its header."""

from collections.abc import Sequence

_SHARE = 0.6


def find_header(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the place of the header among the first rows, None where all are empty.

    It is the first row that fills well over half as many cells as the fullest of them: titles
    and notes above a table fill one or two.
    """
    filled = [sum(map(bool, map(str.strip, cells))) for cells in rows]
    most = max(filled, default=0)
    if not most:
        return None
    return next(place for place, count in enumerate(filled) if count >= most * _SHARE)
