"""The measured rows as a file and as a table: ratios to ours, and how each grows with n."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import numpy as np

from benchmarks.measure import Result

OURS = "geo-tensions"

GOALS: Mapping[tuple[str, int], float] = {
    ("drag_script", 1_000): 1,
    ("drag_script", 100_000): 3,
    ("drag_script", 1_000_000): 8,
    ("hit", 1_000_000): 5,
    ("release_to_views", 1_000): 300,
    ("release_to_views", 1_000_000): 1000,
    ("release_to_charts", 1_000): 300,
    ("release_to_charts", 1_000_000): 1000,
    ("filter_to_map", 10_000): 200,
    ("filter_to_map", 1_000_000): 1500,
    ("bytes_per_incident", 1_000_000): 16,
    ("load_parquet", 1_000_000): 10,
    ("load_csv", 1_000_000): 40,
}
"""Medians that ours must not pass."""

ANY_SIZE = {
    "bytes_per_release": 2048.0,
    "heap_growth": 10.0,
    "start_to_map": 3.0,
    "second_visitor": 1.5,
    "session_memory": 5.0,
    "drag_frame": 17.0,
    "circles_frame": 17.0,
}


def table(results: Sequence[Result]) -> str:
    """Return a Markdown table, a line for each metric, size and system."""
    ours = {(one.metric, one.n): one for one in results if one.system == OURS}
    lines = [
        "| metric | n | system | median | p95 | unit | beside ours | goal |",
        "| --- | ---: | --- | ---: | ---: | --- | ---: | --- |",
    ]
    for one in sorted(results, key=lambda row: (row.metric, row.n, row.system != OURS)):
        mine = ours.get((one.metric, one.n))
        beside = "" if one.system == OURS or not mine else _ratio(one.median, mine.median)
        lines.append(
            f"| {one.metric} | {one.n:,} | {one.system} | {one.median:,.4g} | {one.p95:,.4g} | "
            f"{one.unit} | {beside} | {_goal(one)} |"
        )
    return "\n".join(lines)


def growth(results: Iterable[Result]) -> str:
    """Return the exponent with which each system's drag grows with n (fit of the medians)."""
    lines = ["| metric | system | sizes | exponent |", "| --- | --- | --- | ---: |"]
    key = lambda row: (row.metric, row.system)  # noqa: E731 - used twice
    for (metric, system), rows in groupby(sorted(results, key=key), key):
        found = sorted({(row.n, row.median) for row in rows if row.median > 0})
        if len({n for n, _ in found}) < 2 or metric not in {"drag_script", "drag_frame", "hit"}:  # noqa: PLR2004 - a line needs two points
            continue
        sizes, medians = zip(*found, strict=True)
        slope = np.polyfit(np.log(sizes), np.log(medians), 1)[0]
        told = ", ".join(f"{n:,}" for n in sizes)
        lines.append(f"| {metric} | {system} | {told} | {slope:.2f} |")
    return "\n".join(lines)


def _ratio(value: float, ours: float) -> str:
    return f"{value / ours:,.3g} x" if ours > 0 else ""


def _goal(one: Result) -> str:
    goal = GOALS.get((one.metric, one.n), ANY_SIZE.get(one.metric))
    if one.system != OURS or goal is None:
        return ""
    return f"{'met' if one.median <= goal else 'MISSED'} ({goal:g})"
