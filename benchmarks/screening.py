"""How long screening takes and how much memory: 1, 3 and 10 million points of tracks.

``python -m benchmarks.screening`` writes ``screening.json`` and prints a table; aims: 10,000,000
points in under 5 minutes and 4 GiB on two cores, growing linearly.
"""

import hashlib
import json
import logging
import os
import platform
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import psutil
from distributed import LocalCluster
from tools.running_app import ROOT

from benchmarks.publish import into

RESULTS = Path(__file__).with_name("screening.json")
DATA = ROOT / ".cache" / "bench"

SIZES = (1_000_000, 3_000_000, 10_000_000)
SEED = 20_260_501
ROW_GROUP = 500_000

SHIP_POINTS, SHIP_EVERY_S, SHIP_KMH, SHIP_RADIUS_KM = 1000, 600, 25.0, 0.1
"""A ship: a week of positions, every ten minutes, 13 knots, known to 100 m."""

AIRCRAFT_POINTS, AIRCRAFT_EVERY_S, AIRCRAFT_KMH, AIRCRAFT_RADIUS_KM = 500, 30, 800.0, 0.5
"""An aircraft: four hours of positions, every half minute, known to 500 m."""

SHARE_OF_SHIPS = 0.8
WEST, SOUTH, EAST, NORTH = 118.0, 22.0, 165.0, 60.0
"""Where tracks begin, degrees."""

KM_PER_DEG = 111.2
PACKAGES = ("dask", "dask-geopandas", "distributed", "geopandas", "numpy", "pandas", "pyarrow")
_PERIOD_S = 0.05


def main() -> None:
    """Measure, write the results and print them."""
    DATA.mkdir(parents=True, exist_ok=True)
    results = [_measured(size, None) for size in SIZES]
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=":0",
        silence_logs=logging.ERROR,
    ) as cluster:
        results.append(_measured(SIZES[-1], cluster.scheduler_address))
    same = results[-1]["entries_sha256"] == results[-2]["entries_sha256"]
    told = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "packages": {name: version(name) for name in PACKAGES},
        "same_entries_either_way": same,
        "results": results,
    }
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    words = "\n".join([*_words(told), "", *_rows(results)])
    into(ROOT / "docs" / "screening.md", words)
    print(words)


def tracks(size: int) -> pd.DataFrame:
    """Return points of ships and aircraft, in the order of time as receivers give them."""
    random = np.random.default_rng(SEED)
    ships = round(size * SHARE_OF_SHIPS) // SHIP_POINTS
    aircraft = (size - ships * SHIP_POINTS) // AIRCRAFT_POINTS
    parts = [
        _tracks(random, "S", ships, SHIP_POINTS, SHIP_EVERY_S, SHIP_KMH, SHIP_RADIUS_KM),
        _tracks(
            random,
            "A",
            aircraft,
            AIRCRAFT_POINTS,
            AIRCRAFT_EVERY_S,
            AIRCRAFT_KMH,
            AIRCRAFT_RADIUS_KM,
        ),
    ]
    return pd.concat(parts).sort_values("time", ignore_index=True)


def _tracks(  # noqa: PLR0913, PLR0917 - a row of a table
    random: np.random.Generator,
    letter: str,
    count: int,
    points: int,
    every_s: int,
    kmh: float,
    radius_km: float,
) -> pd.DataFrame:
    course = random.uniform(0, 2 * np.pi, (count, 1))
    course = course + random.normal(0, 0.05, (count, points)).cumsum(axis=1)
    step = kmh * every_s / 3600 / KM_PER_DEG
    lat = random.uniform(SOUTH, NORTH, (count, 1)) + (step * np.cos(course)).cumsum(axis=1)
    lat = np.clip(lat, -80, 80)
    east = (step * np.sin(course) / np.cos(np.radians(lat))).cumsum(axis=1)
    lon = random.uniform(WEST, EAST, (count, 1)) + east
    seconds = random.integers(0, 330 * 86_400, (count, 1)) + np.arange(points) * every_s
    return pd.DataFrame(
        {
            "track": np.repeat([f"{letter}{number:06}" for number in range(count)], points),
            "time": (np.datetime64("2025-01-01", "s") + seconds).ravel(),
            "lon": ((lon + 180) % 360 - 180).ravel(),
            "lat": lat.ravel(),
            "radius_km": radius_km,
        }
    )


def _make(size: int, path: Path) -> None:
    tracks(size).to_parquet(path, row_group_size=ROW_GROUP, index=False)


def _measured(size: int, scheduler: str | None) -> dict[str, Any]:
    """Screen a file in a process of its own, as a user would."""
    path, found = DATA / f"tracks-{size}.parquet", DATA / "entries.csv"
    if not path.exists():
        # Elsewhere, so that the memory measured is not that of making the file.
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as elsewhere:
            elsewhere.submit(_make, size, path).result()
    command = [sys.executable, "-c", "from geo_tensions.cli import main; main()", "screen"]
    command += [str(path), "--to", str(found)]
    if scheduler:
        command += ["--scheduler", scheduler]
    load = os.getloadavg()[0]
    begin = time.perf_counter()
    with _peak_of_all() as peak:
        subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - our own program
    return {
        "points": size,
        "where": "scheduler with two worker processes" if scheduler else "threads of one process",
        "wall_s": round(time.perf_counter() - begin, 1),
        "peak_rss_gib": round(peak[0] / 2**30, 2),
        "entries": sum(1 for _ in found.open(encoding="utf-8")) - 1,
        "entries_sha256": hashlib.sha256(found.read_bytes()).hexdigest(),
        "load_before": round(load, 2),
        "load_after": round(os.getloadavg()[0], 2),
    }


@contextmanager
def _peak_of_all() -> Iterator[list[int]]:
    """Watch the resident memory of this process and its children, workers included, bytes."""
    peak, done = [0], threading.Event()
    watched = threading.Thread(target=_watch, args=(peak, done))
    watched.start()
    try:
        yield peak
    finally:
        done.set()
        watched.join()


def _watch(peak: list[int], done: threading.Event) -> None:
    me = psutil.Process()
    while not done.wait(_PERIOD_S):
        total = me.memory_info().rss
        for child in me.children(recursive=True):
            try:
                total += child.memory_info().rss
            except psutil.Error:
                continue  # It has just ended.
        peak[0] = max(peak[0], total)


def _words(told: dict[str, Any]) -> Iterator[str]:
    here = [one for one in told["results"] if "threads" in one["where"]]
    millions = [one["points"] / 1e6 for one in here]
    slope, start = np.polyfit(millions, [one["wall_s"] for one in here], 1)
    packages = ", ".join(f"{name} {number}" for name, number in told["packages"].items())
    yield f"{told['machine']}, Python {told['python']}. {packages}."
    yield (
        f"A straight line through the runs of one process: {start:.0f} s to read and index the "
        f"zones, and {slope:.1f} s for each million points."
    )
    same = "the same" if told["same_entries_either_way"] else "NOT THE SAME"
    yield f"The scheduler's entries are {same}, byte for byte."


def _rows(results: list[dict[str, Any]]) -> Iterator[str]:
    yield "| points | where | wall | points/s | peak memory | entries | load before, after |"
    yield "| ---: | --- | ---: | ---: | ---: | ---: | --- |"
    for one in results:
        yield (
            f"| {one['points']:,} | {one['where']} | {one['wall_s']:.1f} s "
            f"| {one['points'] / one['wall_s']:,.0f} | {one['peak_rss_gib']:.2f} GiB "
            f"| {one['entries']:,} | {one['load_before']:.1f}, {one['load_after']:.1f} |"
        )


if __name__ == "__main__":
    main()
