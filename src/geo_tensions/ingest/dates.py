"""ISO dates of a whole column as minutes, by the calendar arithmetic of numpy."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.timespan import MINUTES_PER_DAY

FORM = r"^\d{4}(-\d{2}(-\d{2})?)?$"
LAST_YEAR = 6000
"""Years beyond have no minute that fits ``int32``."""

_DAY_LENGTH = 10
_MONTH_LENGTH = 7


@dataclass(frozen=True)
class Dates:
    """First and last minute of each date (JST, since 1970), and how it was written.

    ``known`` is False where nothing stands, ``valid`` where what stands is no date of the
    calendar in the form ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; both ends are 0 there.
    """

    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]
    to_the_day: npt.NDArray[np.bool_]
    known: npt.NDArray[np.bool_]
    valid: npt.NDArray[np.bool_]


def read_dates(texts: pa.ChunkedArray) -> Dates:
    """Read a column of dates; each different text is read once."""
    encoded = pc.dictionary_encode(texts).combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.chunk(0) if encoded.num_chunks else pa.array([], texts.type)
    words = pc.fill_null(encoded.dictionary, "")
    codes = pc.fill_null(encoded.indices, -1).to_numpy(zero_copy_only=False)
    first, last, to_the_day, valid = (
        # One more, for rows without a date.
        np.append(values, values.dtype.type(0))
        for values in _parse(words)
    )
    known = codes >= 0
    return Dates(first[codes], last[codes], to_the_day[codes], known, valid[codes] | ~known)


def _parse(words: pa.Array) -> tuple[npt.NDArray[np.generic], ...]:
    formed = pc.match_substring_regex(words, FORM)
    words = pc.if_else(formed, words, "1970")
    length = pc.utf8_length(words).to_numpy(zero_copy_only=False)
    year = _number(pc.utf8_slice_codeunits(words, 0, 4))
    has_month, has_day = length >= _MONTH_LENGTH, length == _DAY_LENGTH
    month = _number(pc.if_else(pa.array(has_month), pc.utf8_slice_codeunits(words, 5, 7), "01"))
    day = _number(pc.if_else(pa.array(has_day), pc.utf8_slice_codeunits(words, 8, 10), "01"))
    months = (year - 1970).astype("M8[Y]").astype("M8[M]") + (np.clip(month, 1, 12) - 1)
    start = months.astype("M8[D]")
    days_in_month = ((months + 1).astype("M8[D]") - start).astype(np.int64)
    valid = formed.to_numpy(zero_copy_only=False) & (month >= 1) & (month <= 12)  # noqa: PLR2004
    valid &= (day >= 1) & (day <= days_in_month) & (year >= 1) & (year <= LAST_YEAR)
    start += day - 1
    end = np.where(has_day, start + 1, (months + 1).astype("M8[D]"))
    end = np.where(has_month, end, (months + 12).astype("M8[D]"))
    first = np.where(valid, start.astype(np.int64) * MINUTES_PER_DAY, 0)
    last = np.where(valid, end.astype(np.int64) * MINUTES_PER_DAY - 1, 0)
    return first, last, has_day, valid


def _number(texts: pa.Array) -> npt.NDArray[np.int64]:
    values: npt.NDArray[np.int64] = pc.cast(texts, pa.int64()).to_numpy(zero_copy_only=False)
    return values
