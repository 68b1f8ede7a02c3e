"""Judged points of whole tracks as entries: maximal runs of points that are not outside a zone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo_tensions.analysis.geodesy import Floats, Mask
from geo_tensions.screening.judging import (
    CERTAINLY,
    FIRST_REASON,
    OUTSIDE,
    POSSIBLY,
    TALLIES,
    Codes,
    Question,
)

Rows = npt.NDArray[np.intp]

OUT, GAP, START, END = "outside", "gap", "start", "end"
"""What is known of a track before and after an entry: a point outside the zone, a silence, or
nothing, because the track starts or ends there."""


@dataclass(frozen=True)
class Found:
    """Entries of some tracks, and what was counted.

    Attributes
    ----------
    entries
        One row for each entry; ``zone`` is a number of the question's zones, ``reason`` a code.
    tally
        Rows for each of :data:`geo_tensions.screening.judging.TALLIES`.
    repeated
        Rows whose time their track has in another row as well.
    tracks
        Number of tracks.
    """

    entries: pd.DataFrame
    tally: npt.NDArray[np.int64]
    repeated: int
    tracks: int


def runs_of(judged: pd.DataFrame, question: Question) -> Found:
    """Find the entries of tracks that lie in this frame with all their points.

    Parameters
    ----------
    judged
        From :func:`geo_tensions.screening.judging.judge_part`, in any order.
    question
        What was asked.
    """
    told = judged["tally"].to_numpy()
    counts = np.bincount(told, judged["rows"].to_numpy(), minlength=len(TALLIES) + 1)
    instants = _Instants(judged[told == 0] if told.any() else judged, question)
    entries = pd.concat([instants.entries(number) for number in range(len(question.zones))])
    return Found(entries, counts[1:].astype(np.int64), instants.repeated, len(instants.names))


class _Instants:
    """Times of tracks, in order, each once."""

    def __init__(self, points: pd.DataFrame, question: Question) -> None:
        codes, self.names = pd.factorize(points["track"])
        at, lon, lat = (points[name].to_numpy() for name in ("at", "lon", "lat"))
        order = np.lexsort((lat, lon, at, codes))
        codes, at = codes[order], at[order]
        new = np.ones(len(at), dtype=bool)
        new[1:] = (codes[1:] != codes[:-1]) | (at[1:] != at[:-1])
        self._first: Rows = np.flatnonzero(new)
        self._order = order
        self._points = points
        self._zones = question.zones
        self.repeated = len(at) - len(self._first)
        self.track, self.at = codes[self._first], at[self._first]
        # Of several places at one time, that with the least coordinates stands for the time.
        self.lon: Floats = lon[order][self._first]
        self.lat: Floats = lat[order][self._first]
        self._same: Mask = np.zeros(len(self.at) + 1, dtype=bool)
        self._same[1:-1] = self.track[1:] == self.track[:-1]
        self._gap: Mask = np.zeros(len(self.at) + 1, dtype=bool)
        if question.gap_us is not None:
            self._gap[1:-1] = np.diff(self.at) > question.gap_us

    def codes(self, number: int) -> Codes:
        """Return what each instant is to a zone.

        A track is in one place at a time: where its points at one time differ, that is no
        certainty.
        """
        codes: Codes = self._points[self._zones[number]].to_numpy()[self._order]
        if not self.repeated:
            return codes
        low = np.minimum.reduceat(codes, self._first)
        high = np.maximum.reduceat(codes, self._first)
        merged = np.where(high >= FIRST_REASON, high, POSSIBLY)
        return np.where(low == high, low, merged).astype(np.uint8)

    def entries(self, number: int) -> pd.DataFrame:
        """Return the entries into a zone."""
        codes = self.codes(number)
        inside = np.zeros(len(codes) + 2, dtype=bool)
        inside[1:-1] = codes != OUTSIDE
        joined = self._same & ~self._gap & inside[:-1] & inside[1:]
        first: Rows = np.flatnonzero(inside[1:-1] & ~joined[:-1])
        last: Rows = np.flatnonzero(inside[1:-1] & ~joined[1:])
        counts = dict(_counts(codes, first, last))
        certainty = np.where(counts["undetermined"] > 0, "undetermined", "possibly")
        certainty[counts["certainly"] > 0] = "certainly"
        return pd.DataFrame(
            {
                "track": self.names.take(self.track[first]),
                "zone": np.full(len(first), number, np.int64),
                "certainty": certainty,
                "first": self.at[first],
                "last": self.at[last],
                "points": last - first + 1,
                **counts,
                "before": self._beside(first, START),
                "after": self._beside(last + 1, END),
                **self._places("first", first),
                **self._places("last", last),
                "reason": _reasons(codes, first, last),
            }
        )

    def _beside(self, border: Rows, none: str) -> Any:  # noqa: ANN401 - an array of texts
        words = np.where(self._gap[border], GAP, OUT)
        return np.where(self._same[border], words, none)

    def _places(self, name: str, rows: Rows) -> dict[str, Floats]:
        lon = (self.lon[rows] + 180) % 360 - 180
        return {f"{name}_lon": lon, f"{name}_lat": self.lat[rows]}


def _counts(codes: Codes, first: Rows, last: Rows) -> Iterator[tuple[str, Rows]]:
    """Yield how many of the points of each run are what."""
    for name, mine in (
        ("certainly", codes == CERTAINLY),
        ("possibly", codes == POSSIBLY),
        ("undetermined", codes >= FIRST_REASON),
    ):
        before = np.concatenate([[0], np.cumsum(mine)])
        yield name, before[last + 1] - before[first]


def _reasons(codes: Codes, first: Rows, last: Rows) -> Codes:
    """Return the code of the first undetermined point of each run, 0 where there is none."""
    doubtful = np.flatnonzero(codes >= FIRST_REASON)
    if not len(doubtful):
        return np.zeros(len(first), np.uint8)
    place = np.minimum(np.searchsorted(doubtful, first), len(doubtful) - 1)
    there = doubtful[place]
    held = (there >= first) & (there <= last)
    return np.where(held, codes[there], 0).astype(np.uint8)
