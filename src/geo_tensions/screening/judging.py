"""Points against zones: the answers of :mod:`geo_tensions.analysis.zones`, a number for each."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_tensions.analysis.geodesy import Floats, space
from geo_tensions.analysis.outlines import Area, Outline
from geo_tensions.analysis.zone_layers import Zone
from geo_tensions.analysis.zones import ANSWERS, EARLIER, Answer, Places, ZoneSet, judge
from geo_tensions.catalog import Catalog
from geo_tensions.screening.points import FAULTS, Points, points_of
from geo_tensions.timespan import Window

Codes = npt.NDArray[np.uint8]

OUTSIDE, POSSIBLY, CERTAINLY, FIRST_REASON = 0, 1, 2, 3
"""What a point may be to a zone; from ``FIRST_REASON`` on undetermined, with the number of the
reason among :func:`reasons_of`. What lies outside the coverage of a zone is no entry either."""

SLICE = 250_000
"""Points that are judged at once: bounds the memory whatever the partitions are."""

JUDGED = "judged"
BEYOND = "beyond-coverage"
TALLIES = (*FAULTS, JUDGED, BEYOND)
"""What is counted: rows left out by fault, points judged, points outside the computed waters."""

_ROUNDING_KM = 1.0


@dataclass(frozen=True)
class Question:
    """What is asked of every point.

    Attributes
    ----------
    zones
        Ids, in the order of the answers.
    window
        Days (JST); None: all.
    gap_us
        Silence, microseconds, that parts two entries; None: none does.
    """

    zones: Sequence[str]
    window: Window | None = None
    gap_us: int | None = None


@dataclass(frozen=True)
class Measured:
    """A zone with what tells quickly that a point is nowhere near it.

    No point of the zone, its edges or its doubtful pieces is farther from ``middle`` (in space, km)
    than ``reach_km``, margins included. A chord is never longer than the geodesic.
    """

    zone: Zone
    reasons: Sequence[str]
    middle: Floats
    reach_km: float

    @classmethod
    def of(cls, zone: Zone) -> "Measured":
        """Measure a zone."""
        coords = np.concatenate([shapely.get_coordinates(line.parts) for line in _lines(zone)])
        there = space(coords[:, 0], coords[:, 1])
        middle = (there.min(axis=0) + there.max(axis=0)) / 2
        farthest = float(np.sqrt(((there - middle) ** 2).sum(axis=1)).max())
        margins = [margin for _, margin in zone.edges] + [item.margin_km for item in zone.unsure]
        return cls(zone, reasons_of(zone), middle, farthest + max(margins) + _ROUNDING_KM)

    def codes(self, points: Points, here: Floats, minute: npt.NDArray[np.int64]) -> Codes:
        """Return what points are to the zone.

        Parameters
        ----------
        points
            The points.
        here
            The same points in space, km, shape (n, 3).
        minute
            Minute (JST) of each, whose limits apply.
        """
        away = np.sqrt(((here - self.middle) ** 2).sum(axis=1))
        open_ = away <= self.reach_km + points.radius_km
        codes = np.zeros(len(away), dtype=np.uint8)
        if self.zone.in_force is not None and self.zone.coverage is None:
            # Before its limits nothing is known of the zone, wherever the point lies.
            earlier = minute < self.zone.in_force
            codes[earlier] = FIRST_REASON + len(self.reasons) - 1
            open_ &= ~earlier
        rows = np.flatnonzero(open_)
        if len(rows):
            where = (points.lon[rows], points.lat[rows], points.radius_km[rows], minute[rows])
            judged = judge(self.zone, Places.of_discs(*where))
            known = {words: number for number, words in enumerate(self.reasons, FIRST_REASON)}
            numbers = np.array([known.get(words, OUTSIDE) for words in judged.reasons], np.uint8)
            undetermined = judged.code == ANSWERS.index(Answer.UNDETERMINED)
            codes[rows] = np.where(undetermined, numbers[judged.reason], _PLAIN[judged.code])
        return codes


_PLAIN = np.array(
    [
        {Answer.CERTAINLY: CERTAINLY, Answer.POSSIBLY: POSSIBLY}.get(item, OUTSIDE)
        for item in ANSWERS
    ],
    dtype=np.uint8,
)


def reasons_of(zone: Zone) -> list[str]:
    """Return why a point may be undetermined to a zone; the last is the date, if any matters."""
    reasons = list(dict.fromkeys(item.reason for item in zone.unsure))
    return reasons + ([] if zone.in_force is None else [EARLIER.format(zone.in_force_text)])


def _lines(zone: Zone) -> list[Outline]:
    doubtful = [item.reach for item in zone.unsure]
    outlines = [item.outline if isinstance(item, Area) else item for item in doubtful]
    return [zone.area.outline, *(edge for edge, _ in zone.edges), *outlines]


class Judges:
    """Zones of one process, read and measured when first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self.data_version = catalog.data_version
        self._set = ZoneSet(catalog)
        self._measured: dict[str, Measured] = {}

    @property
    def zones(self) -> Mapping[str, Zone]:
        """Every zone of the data."""
        return self._set.zones

    def of(self, zone: str) -> Measured:
        """Return a zone, measured."""
        if zone not in self._measured:
            self._measured[zone] = Measured.of(self.zones[zone])
        return self._measured[zone]

    def beyond(self, zones: Sequence[str], points: Points) -> int:
        """Count the points that lie where one of the zones is not in the data."""
        covers = {}
        for name in zones:
            cover = self.zones[name].coverage
            if cover is not None:
                covers[cover.shape.wkb] = cover
        out = np.zeros(len(points.at), dtype=bool)
        for cover in covers.values():
            out |= ~cover.contains(points.lon, points.lat)
        return int(out.sum())


@cache
def _judges() -> Judges:
    return Judges(Catalog.open())


_READING = threading.Lock()


def judges() -> Judges:
    """Return the zones of this process; threads wait for the first of them to read."""
    with _READING:
        return _judges()


def judge_part(part: Any, question: Question) -> pd.DataFrame:  # noqa: ANN401 - geopandas is untyped here
    """Judge one partition.

    Returns
    -------
    frame
        A row for each point: ``track``, ``at`` (microseconds, UTC), ``lon``, ``lat``, a code for
        each zone; and, with an empty ``track``, one for each of :data:`TALLIES`: its number from 1
        in ``tally``, how many in ``rows``.
    """
    frames = [
        _judged(points_of(part.iloc[first : first + SLICE], question.window), question)
        for first in range(0, len(part), SLICE)
    ]
    return pd.concat(frames, ignore_index=True) if frames else empty(question)


def empty(question: Question) -> pd.DataFrame:
    """Return the form of what :func:`judge_part` gives, without rows."""
    return _frame(pd.array([], dtype="string[pyarrow]"), np.zeros(0, np.int64), question)


def _judged(points: Points, question: Question) -> pd.DataFrame:
    known = judges()
    here, minute = space(points.lon, points.lat), points.minute
    frame = _frame(points.track, points.at, question)
    frame["lon"], frame["lat"] = points.lon, points.lat
    for name in question.zones:
        frame[name] = known.of(name).codes(points, here, minute)
    counts = [*points.left_out, len(points.at), known.beyond(question.zones, points)]
    told = [number for number, count in enumerate(counts) if count]
    none = pd.array([""] * len(told), dtype="string[pyarrow]")
    tallies = _frame(none, np.zeros(len(told), np.int64), question)
    tallies["tally"] = np.array(told, np.uint8) + np.uint8(1)
    tallies["rows"] = np.array([counts[number] for number in told], np.int64)
    return pd.concat([frame, tallies], ignore_index=True)


def _frame(track: Any, at: npt.NDArray[np.int64], question: Question) -> pd.DataFrame:  # noqa: ANN401 - array of texts
    size = len(at)
    columns: dict[str, Any] = {
        "track": track,
        "at": at,
        "lon": np.zeros(size),
        "lat": np.zeros(size),
    }
    columns |= {"rows": np.ones(size, np.int64), "tally": np.zeros(size, np.uint8)}
    columns |= {name: np.zeros(size, np.uint8) for name in question.zones}
    return pd.DataFrame(columns)
