"""What is shown, as series: over time, over days, by actor and kind, launches by range and height.

A number here is never of rows: it is of events and launch dates, the unit in which everything is
counted. An event stands in the bucket of its first shown row, so that buckets add up to the tally.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from geo_tensions.analysis.filters import Mask
from geo_tensions.dataset import Dataset
from geo_tensions.model import Flag
from geo_tensions.timespan import Precision, Window, first_minute

Rows = Sequence[int]


class Step(StrEnum):
    """Length of a bucket of time."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class By(StrEnum):
    """What a series is split by."""

    KIND = "kind"
    DOMAIN = "domain"


MONTHS: Mapping[Step, int] = {Step.MONTH: 1, Step.QUARTER: 3, Step.YEAR: 12}
"""Calendar months in a bucket."""

_COARSENESS = {Precision.DAY: 0, Precision.MONTH: 1, Precision.YEAR: 2}
_COARSEST_ALLOWED = {Step.DAY: 0, Step.MONTH: 1, Step.QUARTER: 1, Step.YEAR: 2}


@dataclass(frozen=True, slots=True)
class Bucket:
    """A stretch of the calendar, cut to the window that is looked at.

    ``whole`` tells whether the window holds all of it.
    """

    window: Window
    label: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """Events and launch dates of one group in one bucket, and the rows behind the number.

    ``missiles`` is the number counted by this data set in those rows.
    """

    bucket: Bucket
    group: str
    count: int
    missiles: int
    rows: Rows


@dataclass(frozen=True, slots=True)
class Series:
    """Cells that are not empty, by bucket and then by group.

    Attributes
    ----------
    buckets
        All buckets of the window, also empty ones, first to last.
    groups
        Ids of all groups, in table order.
    coarse
        Rows whose date is known less precisely than a bucket is long: they stand in the bucket
        of their first possible day, which may not be theirs.
    """

    step: Step
    by: By
    buckets: Sequence[Bucket]
    groups: Sequence[str]
    cells: Sequence[Cell]
    coarse: Rows

    def total(self, group: str | None = None) -> int:
        """Return the count of one group, or the sum over groups.

        An event with rows of two kinds stands in both, so the sum may exceed the tally.
        """
        return sum(cell.count for cell in self.cells if group in {None, cell.group})


@dataclass(frozen=True, slots=True)
class Launch:
    """One launch row with both of the figures of its flight."""

    row: int
    id: str
    day: str
    title: str
    range_class: str
    range_km: float
    apogee_km: float
    missiles: int
    passed_over_japan: bool
    unverified: bool


@dataclass(frozen=True, slots=True)
class ActorKind:
    """Events in which an actor acts in records of one kind."""

    actor: str
    kind: str
    count: int
    rows: Rows


def buckets(window: Window, step: Step) -> list[Bucket]:
    """Return the calendar's buckets that a window touches, first to last."""
    return list(_buckets(window, step))


def over_time(dataset: Dataset, mask: Mask, *, window: Window, step: Step, by: By) -> Series:
    """Count events and launch dates by bucket and group.

    Parameters
    ----------
    dataset, mask
        The records that are shown.
    window
        Window that they touch; what began before it stands in its first bucket.
    step, by
        Length of a bucket, and what to split by.
    """
    parts = buckets(window, step)
    groups, codes = _groups(dataset, by)
    columns = dataset.columns
    rows = np.flatnonzero(mask)
    place = _places(dataset, rows, parts)
    events = columns.event[rows].astype(np.int64) * len(groups) + codes[rows]
    # Rows are sorted by start: the first row of an event is its earliest.
    _, first, inverse = np.unique(events, return_index=True, return_inverse=True)
    cell_of = place[first[inverse]] * len(groups) + codes[rows]
    size = len(parts) * len(groups)
    counts = np.bincount(cell_of[first], minlength=size)
    missiles = np.bincount(cell_of, weights=columns.missiles[rows], minlength=size)
    order = np.argsort(cell_of, kind="stable")
    ends = np.cumsum(np.bincount(cell_of, minlength=size))
    made = []
    for cell in np.flatnonzero(counts).tolist():
        behind = rows[order[ends[cell - 1] if cell else 0 : ends[cell]]]
        bucket, group = divmod(cell, len(groups))
        numbers = (int(counts[cell]), int(missiles[cell]))
        made.append(Cell(parts[bucket], groups[group], *numbers, behind.tolist()))
    unsure = rows[(columns.flags[rows] & np.uint16(Flag.COARSE_DATE)) != 0].tolist()
    coarse = [row for row in unsure if _is_coarse(dataset, row, step)]
    return Series(step, by, parts, groups, made, coarse)


def calendar(dataset: Dataset, mask: Mask, *, window: Window) -> tuple[dict[date, Rows], Rows]:
    """Return the rows of each day on which an event began, and the rows whose day is not known.

    What began before the window stands on its first day.
    """
    days: dict[date, list[int]] = defaultdict(list)
    unknown: list[int] = []
    seen: dict[int, date] = {}
    for row in np.flatnonzero(mask).tolist():
        if dataset.columns.flags[row] & np.uint16(Flag.COARSE_DATE):
            unknown.append(row)
            continue
        day = max(date.fromisoformat(dataset.records[row]["start"]), window.first)
        day = seen.setdefault(int(dataset.columns.event[row]), day)
        days[day].append(row)
    return dict(days), unknown


def launches(dataset: Dataset, mask: Mask) -> tuple[list[Launch], Rows]:
    """Return launch rows with range and highest point, and the rows that lack one of them.

    Ranges are along the ground and heights above it, km, as reported.
    """
    found: list[Launch] = []
    lacking: list[int] = []
    for row in np.flatnonzero(mask & dataset.columns.has(Flag.LAUNCH)).tolist():
        record = dataset.records[row]
        if record["range_km"] is None or record["apogee_km"] is None:
            lacking.append(row)
            continue
        found.append(
            Launch(
                row=row,
                id=record.id,
                day=record["start"],
                title=record["title"],
                range_class=record["range_class"] or "not stated",
                range_km=float(record["range_km"]),
                apogee_km=float(record["apogee_km"]),
                missiles=int(dataset.columns.missiles[row]),
                passed_over_japan=bool(record["passed_over_japan"]),
                unverified=bool(dataset.columns.flags[row] & np.uint16(Flag.UNVERIFIED)),
            )
        )
    return found, lacking


def actors_by_kind(dataset: Dataset, mask: Mask) -> list[ActorKind]:
    """Count the events in which each filter group of actors acts, by kind, in table order."""
    columns = dataset.columns
    result: list[ActorKind] = []
    for bit, group in enumerate(dataset.actor_groups):
        acting = mask & ((dataset.actor_bits & np.uint32(1 << bit)) != 0)
        for code, kind in enumerate(dataset.kinds):
            rows = np.flatnonzero(acting & (columns.kind == code))
            if rows.size:
                number = len(np.unique(columns.event[rows]))
                result.append(ActorKind(group, kind, number, rows.tolist()))
    return result


def ids_of(dataset: Dataset, rows: Rows) -> list[str]:
    """Return the ids of rows, in their order: what stands behind a number."""
    return [dataset.records[row].id for row in rows]


def _groups(dataset: Dataset, by: By) -> tuple[list[str], npt.NDArray[np.int64]]:
    kinds = dataset.columns.kind.astype(np.int64)
    if by is By.KIND:
        return list(dataset.kinds), kinds
    domains = list(dataset.tables.domains)
    table = np.array([domains.index(kind.domain) for kind in dataset.kinds.values()])
    return domains, table[kinds] if len(kinds) else kinds


def _places(
    dataset: Dataset, rows: npt.NDArray[np.intp], parts: Sequence[Bucket]
) -> npt.NDArray[np.intp]:
    starts = np.array([first_minute(part.window.first) for part in parts], dtype=np.int64)
    found: npt.NDArray[np.intp] = np.searchsorted(starts, dataset.columns.start[rows], "right")
    return np.maximum(found - 1, 0)


def _is_coarse(dataset: Dataset, row: int, step: Step) -> bool:
    return _COARSENESS[dataset.records[row].span.precision] > _COARSEST_ALLOWED[step]


def _buckets(window: Window, step: Step) -> Iterator[Bucket]:
    first = _begin(window.first, step)
    while first <= window.last:
        following = _next(first, step)
        cut = Window(max(first, window.first), min(following - timedelta(days=1), window.last))
        whole = cut.first == first and cut.last == following - timedelta(days=1)
        yield Bucket(cut, _label(first, step), whole)
        first = following


def _begin(day: date, step: Step) -> date:
    if step is Step.DAY:
        return day
    length = MONTHS[step]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def _next(first: date, step: Step) -> date:
    if step is Step.DAY:
        return first + timedelta(days=1)
    months = first.year * 12 + first.month - 1 + MONTHS[step]
    return date(months // 12, months % 12 + 1, 1)


def _label(first: date, step: Step) -> str:
    return {
        Step.DAY: first.isoformat(),
        Step.MONTH: f"{first:%Y-%m}",
        Step.QUARTER: f"{first.year} Q{(first.month + 2) // 3}",
        Step.YEAR: str(first.year),
    }[step]
