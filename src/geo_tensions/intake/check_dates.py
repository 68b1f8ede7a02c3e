"""Dates of a file: read, repaired, and told where they are none."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.ingest.dates import read_dates
from geo_tensions.intake.date_model import UNREADABLE, DateRead
from geo_tensions.intake.date_words import MONTHS
from geo_tensions.intake.dates import read_date
from geo_tensions.intake.distinct import encode, spread, translate
from geo_tensions.intake.fields import DATE_PARTS
from geo_tensions.intake.freely import read_freely
from geo_tensions.intake.plain import plain
from geo_tensions.intake.problems import Mask
from geo_tensions.intake.work import NO_TEXT, Work, is_null, joined

_DAY_CHARS = 10
_UNKNOWN = ("0", "00", "0.0")
_MOST_READ_FREELY = 500


@dataclass(frozen=True)
class _Read:
    """A column of dates, one entry a row; null where nothing stands."""

    start: pa.Array
    end: pa.Array
    fault: pa.Array
    reason: pa.Array
    proposal: pa.Array


def check_dates(work: Work) -> None:
    """Make the columns ``start`` and ``end``, and a remark of the time of day."""
    column = work.mapping.column("start") or work.mapping.column("year") or ""
    texts = work.told("start") if "start" in work.mapping.uses else _of_parts(work)
    missing = is_null(texts)
    work.problems.add(missing, column, "date-missing", "no date is given")
    read = _read(work, texts)
    start = _mended(work, read, column)
    end = _end(work, read)
    work.made["start"], work.made["end"] = _in_order(work, start, end, column)
    coarse = _coarse(work.made["start"]) & ~missing
    work.problems.add(coarse, column, "date-coarse", "the day is not given")
    work.lacks(coarse, "The day is not given.")
    hours = work.told("time")
    work.remark(~is_null(hours), pc.binary_join_element_wise("Time as written:", hours, " "))


def _of_parts(work: Work) -> pa.Array:
    """Return dates out of columns of years, months and days; 0 stands for what is not known."""
    year, month, day = (work.told(part) for part in DATE_PARTS)
    month, day = (pc.if_else(_equal_any(part, _UNKNOWN), NO_TEXT, part) for part in (month, day))
    month = translate(
        pa.chunked_array([month]), lambda text: str(MONTHS.get(plain(text).strip("."), text))
    )
    # A day without its month says nothing.
    day = pc.if_else(pc.is_null(month), NO_TEXT, day)
    return joined("-", year, month, day)


def _read(work: Work, texts: pa.Array) -> _Read:
    mapping = work.mapping
    different, codes = encode(pa.chunked_array([texts]))
    freely = 0

    def say(text: str) -> DateRead:
        nonlocal freely
        date = read_date(text, order=mapping.date_order, numbers=mapping.date_numbers)
        if date.fault == UNREADABLE and freely < _MOST_READ_FREELY:
            # Slow, so only what a person could still look through is read like that.
            freely += 1
            return read_freely(text, date, order=mapping.date_order)
        return date

    found = work.each(different, say)
    columns = (
        [getattr(date, name) or None for date in found]
        for name in ("start", "end", "fault", "reason", "proposal")
    )
    return _Read(*(spread(values, codes) for values in columns))


def _mended(work: Work, read: _Read, column: str) -> pa.Array:
    start = read.start
    faults = pc.fill_null(read.fault, "")
    for kind in pc.unique(faults).to_pylist():
        if kind:
            at = _equal(faults, kind)
            mended = work.problems.add(at, column, kind, read.reason, proposal=read.proposal)
            start = pc.if_else(pa.array(mended), read.proposal, start)
    return start


def _end(work: Work, first: _Read) -> pa.Array:
    column = work.mapping.column("end")
    if column is None:
        return first.end
    read = _read(work, work.told("end"))
    wrong = ~is_null(read.fault)
    # A day that could be made out is offered; else the row can stand without its last day.
    offered = pc.coalesce(read.proposal, pc.if_else(pa.array(wrong), "", NO_TEXT))
    mended = work.problems.add(wrong, column, "end-unreadable", read.reason, proposal=offered)
    told = pc.coalesce(read.end, read.start, first.end)
    return pc.if_else(pa.array(mended), read.proposal, told)


def _in_order(work: Work, start: pa.Array, end: pa.Array, column: str) -> tuple[pa.Array, pa.Array]:
    first, last = (read_dates(pa.chunked_array([texts])) for texts in (start, end))
    wrong = first.known & last.known & (last.last < first.first)
    reason = pc.binary_join_element_wise("the end", end, "is before the start", start, " ")
    exchange = work.problems.add(
        wrong,
        work.mapping.column("end") or column,
        "end-before-start",
        reason,
        proposal=pc.binary_join_element_wise(end, start, " to "),
    )
    swap = pa.array(exchange)
    return pc.if_else(swap, end, start), pc.if_else(swap, start, end)


def _coarse(start: pa.Array) -> Mask:
    length = pc.fill_null(pc.utf8_length(start), _DAY_CHARS)
    found: Mask = length.to_numpy(zero_copy_only=False) < _DAY_CHARS
    return found


def _equal_any(texts: pa.Array, words: Sequence[str]) -> pa.Array:
    return pc.fill_null(pc.is_in(texts, value_set=pa.array(words)), fill_value=False)


def _equal(texts: pa.Array, word: str) -> Mask:
    mask: Mask = np.asarray(pc.equal(texts, word).to_numpy(zero_copy_only=False), bool)
    return mask
