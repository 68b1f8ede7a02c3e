"""The work as a graph of dask: judge each partition, bring tracks together, find their entries."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import Any

import dask
import numpy as np
import pandas as pd
from dask.base import compute
from dask.callbacks import Callback
from dask.delayed import delayed
from distributed import Client, KilledWorker
from distributed.diagnostics.progressbar import TextProgressBar

from geo_tensions.analysis.zone_layers import Zone
from geo_tensions.errors import DataError, GeoTensionsError
from geo_tensions.screening.judging import (
    BEYOND,
    FIRST_REASON,
    JUDGED,
    TALLIES,
    Question,
    empty,
    judge_part,
    judges,
    reasons_of,
)
from geo_tensions.screening.points import FAULTS, JST_AHEAD_US, Fault
from geo_tensions.screening.runs import Found, runs_of

Progress = Callable[[int, int, str], None]
"""Called with the work done, the whole work and what is being done."""

CONNECT_SECONDS = 10
"""How long a scheduler is waited for."""

TIME_ZONE = "Asia/Tokyo"

_WORK = "Screening"


class SchedulerError(GeoTensionsError):
    """A scheduler or its workers cannot do the work; the text says why and what to do."""


@dataclass(frozen=True)
class Screening:
    """Entries, and what must be known of them.

    Attributes
    ----------
    entries
        One row for each entry, by track, time and zone. ``first`` and ``last`` are times in Japan;
        ``points`` counts the times at which the track has a position, of which ``certainly``,
        ``possibly`` and ``undetermined`` so many are inside; ``before`` and ``after`` say whether
        the track was seen outside; places are WGS 84 degrees, from 180 W to 180 E.
    zones
        The zones that were asked for.
    question
        What was asked.
    data_version
        Version of the zones' data.
    left_out
        Rows that were not judged, by what they lack.
    judged
        Points that were.
    beyond
        Points outside the area in which waters are computed.
    repeated
        Points whose time their track has in another row as well.
    tracks
        Tracks with a point that was judged.
    """

    entries: pd.DataFrame
    zones: Sequence[Zone]
    question: Question
    data_version: str
    left_out: Mapping[Fault, int]
    judged: int
    beyond: int
    repeated: int
    tracks: int

    @property
    def rows(self) -> int:
        """Rows read."""
        return self.judged + sum(self.left_out.values())


def screen(
    tracks: Any,  # noqa: ANN401 - dask_geopandas is untyped here
    question: Question,
    *,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> Screening:
    """Find the entries of tracks into zones.

    How the points are spread over the partitions and in which order they come changes nothing.

    Parameters
    ----------
    tracks
        dask_geopandas.GeoDataFrame with ``track``, ``time``, ``radius_km`` and points in WGS 84;
        :func:`geo_tensions.screening.read_tracks` makes one of files.
    question
        What is asked.
    scheduler
        Address of a scheduler of dask.distributed, such as ``tcp://10.0.0.5:8786``; None: threads
        of this process.
    progress
        Hears how far the work is.

    Raises
    ------
    DataError
        If the tracks cannot be read or are not in WGS 84.
    SchedulerError
        If the scheduler cannot be reached or its workers cannot do the work.
    KeyError
        If a zone is unknown.
    """
    if tracks.crs is None or not tracks.crs.equals("EPSG:4326", ignore_axis_order=True):
        where, name = "tracks", "no known system" if tracks.crs is None else tracks.crs.name
        raise DataError(where, f"coordinates are in {name}", "project them to WGS 84 degrees")
    zones = [judges().zones[name] for name in question.zones]
    tell: Progress = progress or (lambda _done, _total, _what: None)
    if scheduler is None:
        found = _here(tracks, question, tell)
    else:
        found = _there(tracks, question, tell, scheduler)
    return _told(found, question, zones)


def _graph(tracks: Any, question: Question, shuffle_method: str) -> list[Any]:  # noqa: ANN401
    judged = tracks.map_partitions(
        judge_part, question, meta=empty(question), enforce_metadata=False
    )
    if judged.npartitions > 1:
        judged = judged.shuffle("track", shuffle_method=shuffle_method)
    find = delayed(runs_of, pure=True)
    return [find(part, question) for part in judged.to_delayed()]


def _here(tracks: Any, question: Question, tell: Progress) -> Sequence[Found]:  # noqa: ANN401
    # What is laid aside between the two steps goes with the folder, also after an error.
    beside = dask.config.get("temporary_directory", None)
    with (
        TemporaryDirectory(prefix="geo-tensions-", dir=beside) as folder,
        dask.config.set(temporary_directory=folder),
        _telling(tell),
    ):
        found: Sequence[Found] = compute(*_graph(tracks, question, "disk"), scheduler="threads")
    return found


def _telling(tell: Progress) -> Callback:
    """Return what tells how many tasks of this process are done."""

    def posttask(_key: Any, _result: Any, _dsk: Any, state: Any, _worker: Any) -> None:  # noqa: ANN401
        done = len(state["finished"])
        left = sum(len(state[name]) for name in ("ready", "waiting", "running"))
        tell(done, done + left, _WORK)

    return Callback(posttask=posttask)


def _follow(futures: Sequence[Any], tell: Progress) -> None:
    """Tell how many tasks a scheduler has done, until all are."""

    class Bar(TextProgressBar):
        def _draw_bar(self, remaining: int, all: int, **_more: object) -> None:  # noqa: A002 - its name
            tell(all - remaining, all, _WORK)

        def _draw_stop(self, **_more: object) -> None:
            pass

    Bar(futures)  # type: ignore[no-untyped-call]


def _there(tracks: Any, question: Question, tell: Progress, scheduler: str) -> Sequence[Found]:  # noqa: ANN401
    try:
        client = Client(scheduler, timeout=CONNECT_SECONDS)
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        msg = (
            f"{scheduler}: no scheduler can be reached ({reason}); start one or correct the address"
        )
        raise SchedulerError(msg) from error
    with client:
        _check_workers(client, scheduler)
        try:
            futures = client.compute(_graph(tracks, question, "p2p"))
            _follow(futures, tell)
            found: Sequence[Found] = client.gather(futures)
        except (KilledWorker, OSError) as error:
            msg = f"{scheduler}: the workers gave up ({error}); look at their logs and their memory"
            raise SchedulerError(msg) from error
    return found


def _data_version() -> str:
    return judges().data_version


def _check_workers(client: Client, scheduler: str) -> None:
    """Refuse workers that would answer otherwise than this machine."""
    mine = judges().data_version
    try:
        versions = client.run(_data_version)
    except (ImportError, AttributeError, GeoTensionsError) as error:
        msg = f"{scheduler}: a worker cannot do the work ({error}); install this program there, too"
        raise SchedulerError(msg) from error
    if not versions:
        msg = f"{scheduler}: the scheduler has no workers; start some"
        raise SchedulerError(msg)
    for worker, version in versions.items():
        if version != mine:
            problem = f"worker {worker} has data version {version}, this machine {mine}"
            msg = f"{scheduler}: {problem}; install the same version on both"
            raise SchedulerError(msg)


def _told(found: Sequence[Found], question: Question, zones: Sequence[Zone]) -> Screening:
    entries = pd.concat([item.entries for item in found], ignore_index=True)
    entries = entries.sort_values(["track", "first", "zone"], kind="stable", ignore_index=True)
    reasons = [["", *reasons_of(zone)] for zone in zones]
    number, code = entries["zone"].to_numpy(), entries["reason"].to_numpy().astype(np.int64)
    places = np.maximum(code - FIRST_REASON + 1, 0)
    entries["reason"] = [reasons[zone][place] for zone, place in zip(number, places, strict=True)]
    entries["zone"] = np.array(question.zones, dtype=object)[number]
    for name in ("first", "last"):
        local = pd.to_datetime(entries[name] + JST_AHEAD_US, unit="us").dt.as_unit("us")
        entries[name] = local.dt.tz_localize(TIME_ZONE)
    tally = dict(zip(TALLIES, np.sum([item.tally for item in found], axis=0).tolist(), strict=True))
    return Screening(
        entries=entries,
        zones=zones,
        question=question,
        data_version=judges().data_version,
        left_out={fault: tally[fault] for fault in FAULTS if tally[fault]},
        judged=tally[JUDGED],
        beyond=tally[BEYOND],
        repeated=sum(item.repeated for item in found),
        tracks=sum(item.tracks for item in found),
    )
