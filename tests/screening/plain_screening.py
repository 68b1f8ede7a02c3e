"""Screening once more in plain Python, point by point, and tracks to try it on."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dask
import dask.dataframe as dd
import dask_geopandas
import geopandas
import numpy as np
import pandas as pd

from geo_tensions.analysis.zones import Answer, Places, judge
from geo_tensions.screening.judging import judges
from geo_tensions.timespan import first_minute

INSIDE = {Answer.CERTAINLY, Answer.POSSIBLY, Answer.UNDETERMINED}
JST = timedelta(hours=9)


def wandering(seed: int, *, tracks: int, points: int) -> pd.DataFrame:
    """Return tracks that wander about the seas of Japan, with times that repeat and silences."""
    random = np.random.default_rng(seed)
    start = np.c_[random.uniform(119, 152, tracks), random.uniform(24, 56, tracks)]
    steps = random.normal(0, 0.25, (tracks, points, 2))
    places = (start[:, None] + steps.cumsum(axis=1)).reshape(-1, 2)
    # Limits changed in 2010 and 2013.
    begin = random.integers(2008, 2016, tracks).astype(str).astype("datetime64[s]")
    days = random.integers(0, 365, tracks) * 86_400
    silences = random.choice([0, 600, 3600, 40_000], (tracks, points), p=[0.05, 0.5, 0.35, 0.1])
    seconds = silences.cumsum(axis=1) + days[:, None]
    size = tracks * points
    turns = random.choice([0, 360, -360], size, p=[0.8, 0.1, 0.1])
    lon = places[:, 0] + turns
    frame = pd.DataFrame(
        {
            "track": np.repeat([f"V{number:03}" for number in range(tracks)], points),
            "time": (begin[:, None] + seconds).ravel(),
            "radius_km": random.choice([0, 0.1, 5, 40, 199], size),
            "lon": np.where(np.abs(lon) <= 360, lon, places[:, 0]),
            "lat": places[:, 1],
        }
    )
    return frame.sample(frac=1, random_state=seed, ignore_index=True)


def as_points(frame: pd.DataFrame) -> geopandas.GeoDataFrame:
    """Return rows with ``lon`` and ``lat`` as points."""
    points = geopandas.points_from_xy(frame["lon"], frame["lat"])
    rest = frame[["track", "time", "radius_km"]]
    return geopandas.GeoDataFrame(rest, geometry=points, crs="EPSG:4326")


def parted(parts: Sequence[geopandas.GeoDataFrame]) -> dask_geopandas.GeoDataFrame:
    """Return frames as the partitions of one."""
    return dd.from_delayed([dask.delayed(part) for part in parts], meta=parts[0].iloc[:0])


def plain_entries(frame: pd.DataFrame, zones: Sequence[str], gap_hours: float) -> Iterator[tuple]:
    """Yield track, zone, certainty, first and last (UTC), points; in any order."""
    rows = defaultdict(lambda: defaultdict(list))
    for row in frame.to_dict("records"):
        rows[row["track"]][row["time"].to_pydatetime()].append(row)
    for track, instants in rows.items():
        times = sorted(instants)
        for zone in zones:
            told = [_answer(zone, instants[time]) for time in times]
            for run in _runs(times, told, timedelta(hours=gap_hours)):
                inside = [told[place] for place in run]
                certainty = next(
                    item
                    for item in (Answer.CERTAINLY, Answer.UNDETERMINED, Answer.POSSIBLY)
                    if item in inside
                )
                yield (
                    track,
                    zone,
                    certainty.value,
                    times[run[0]].replace(tzinfo=UTC),
                    times[run[-1]].replace(tzinfo=UTC),
                    len(run),
                )


def _runs(times: list[datetime], told: list[Answer], gap: timedelta) -> Iterator[list[int]]:
    runs, last = [], None
    for place, answer in enumerate(told):
        if answer not in INSIDE:
            last = None
            continue
        if last is None or times[place] - times[last] > gap:
            runs.append([])
        runs[-1].append(place)
        last = place
    yield from runs


def _answer(zone: str, rows: list[dict]) -> Answer:
    answers = {_of_point(zone, row) for row in rows}
    if len(answers) == 1:
        return answers.pop()
    if Answer.UNDETERMINED in answers:
        return Answer.UNDETERMINED
    return Answer.POSSIBLY if answers & INSIDE else Answer.NOT


def _of_point(zone: str, row: dict) -> Answer:
    here = row["time"].to_pydatetime() + JST
    minute = first_minute(here.date()) + here.hour * 60 + here.minute
    place = Places.of_discs(row["lon"], row["lat"], row["radius_km"], [minute])
    return judge(judges().zones[zone], place).answer(0)


def found_entries(entries: pd.DataFrame) -> list[tuple]:
    """Return entries of a screening in the form of :func:`plain_entries`."""
    columns = ["track", "zone", "certainty", "first", "last", "points"]
    return [
        (*row[:3], row[3].to_pydatetime(), row[4].to_pydatetime(), row[5])
        for row in entries[columns].itertuples(index=False, name=None)
    ]


def written(frame: pd.DataFrame, path: Path, **more: object) -> Path:
    """Write a frame as Parquet."""
    frame.to_parquet(path, **more)
    return path
