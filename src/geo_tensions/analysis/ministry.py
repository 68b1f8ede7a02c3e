"""Launch dates and missiles as Japan's Ministry of Defense counted them, beside this data set."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo_tensions.analysis.filters import Mask
from geo_tensions.dataset import Dataset
from geo_tensions.model import Flag


@dataclass(frozen=True, slots=True)
class MinistryCount:
    """The ministry's figures for the launch dates of a set of records.

    Attributes
    ----------
    dates
        Rows of the dates on which the ministry announced a launch.
    missiles
        Its missiles on those dates.
    unread
        Rows of the dates for which no count of the ministry was read.
    in_part
        Rows of dates of which only a part is shown; the ministry's figures are for whole dates.
    """

    dates: Sequence[Sequence[int]]
    missiles: int
    unread: Sequence[Sequence[int]]
    in_part: Sequence[Sequence[int]]


def ministry_count(dataset: Dataset, mask: Mask) -> MinistryCount:
    """Return what the ministry counted on the launch dates that are shown."""
    launch = np.flatnonzero(mask & dataset.columns.has(Flag.LAUNCH)).tolist()
    events: dict[str, list[int]] = {}
    for row in launch:
        events.setdefault(dataset.records[row].event_id, []).append(row)
    dates, unread, in_part, missiles = [], [], [], 0
    for event, rows in events.items():
        whole = dataset.by_event[event]
        figure = _figure(dataset, whole)
        if figure is None:
            unread.append(rows)
        elif figure:
            dates.append(rows)
            missiles += figure
        if len(rows) < len(whole):
            in_part.append(rows)
    return MinistryCount(dates, missiles, unread, in_part)


def _figure(dataset: Dataset, rows: Sequence[int]) -> int | None:
    """Return the ministry's count for one whole date, None where none was read."""
    records = [dataset.records[row] for row in rows]
    for record in records:
        if record["event_count_japan_mod"] is not None:
            return int(record["event_count_japan_mod"])
    parts = [record["count_japan_mod"] for record in records]
    known = [int(part) for part in parts if part is not None]
    return sum(known) if known and len(known) == len(parts) else None
