"""Buckets, series, days, launches and actors on the shipped data."""

from datetime import date

import numpy as np
import pytest

from geo_tensions.analysis.series import (
    By,
    Step,
    actors_by_kind,
    buckets,
    calendar,
    ids_of,
    launches,
    over_time,
)
from geo_tensions.dataset import Dataset
from geo_tensions.timespan import Window


def window(first: str, last: str) -> Window:
    return Window(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("step", "labels"),
    [
        (Step.MONTH, ["2024-11", "2024-12", "2025-01"]),
        (Step.QUARTER, ["2024 Q4", "2025 Q1"]),
        (Step.YEAR, ["2024", "2025"]),
    ],
)
def test_buckets_cover_the_window(step: Step, labels: list[str]) -> None:
    made = buckets(window("2024-11-15", "2025-01-31"), step)
    assert [bucket.label for bucket in made] == labels
    assert made[0].window.first == date(2024, 11, 15)
    assert made[-1].window.last == date(2025, 1, 31)
    assert not made[0].whole
    assert made[-1].whole == (step is Step.MONTH)


def test_days_are_buckets_of_their_own() -> None:
    assert len(buckets(window("2024-02-27", "2024-03-01"), Step.DAY)) == 4


def touching(dataset: Dataset, span: Window) -> np.ndarray:
    columns = dataset.columns
    return (columns.start <= span.end) & (columns.end >= span.start)


def test_launch_dates_by_month_of_2022(dataset: Dataset) -> None:
    span = window("2022-01-01", "2022-12-31")
    mask = touching(dataset, span)
    series = over_time(dataset, mask, window=span, step=Step.MONTH, by=By.KIND)
    cells = {c.bucket.label: c for c in series.cells if c.group == "missile-launch"}
    assert series.total("missile-launch") == 34
    assert sum(cell.missiles for cell in cells.values()) == 73
    assert cells["2022-01"].count == 6
    assert "L-20220105-1" in ids_of(dataset, cells["2022-01"].rows)


def test_a_voyage_over_two_buckets_stands_in_the_first(dataset: Dataset) -> None:
    # The first of the three rows began on 18 October, the window opens after it.
    span = window("2021-10-20", "2021-11-30")
    rows = np.zeros(len(dataset), dtype=bool)
    rows[dataset.by_event["NV-2021-10"]] = True
    series = over_time(dataset, rows, window=span, step=Step.DAY, by=By.DOMAIN)
    assert [(cell.bucket.label, cell.count) for cell in series.cells] == [("2021-10-20", 1)]


def test_a_date_known_to_the_month_has_no_day(dataset: Dataset) -> None:
    span = window("2006-01-01", "2006-12-31")
    mask = touching(dataset, span)
    days, unknown = calendar(dataset, mask, window=span)
    assert ids_of(dataset, unknown) == ["AV-2006-01"]
    assert sum(len(rows) for rows in days.values()) + 1 == mask.sum()
    series = over_time(dataset, mask, window=span, step=Step.MONTH, by=By.KIND)
    assert series.coarse == []
    assert over_time(dataset, mask, window=span, step=Step.DAY, by=By.KIND).coarse == unknown


def test_launches_with_and_without_both_figures(dataset: Dataset) -> None:
    everything = np.ones(len(dataset), dtype=bool)
    found, lacking = launches(dataset, everything)
    assert (len(found), len(lacking)) == (135, 75)
    (over,) = [launch for launch in found if launch.id == "L-20221004-1"]
    assert (over.range_km, over.range_class, over.passed_over_japan) == (4600, "IRBM", True)


def test_actors_by_kind_count_events(dataset: Dataset) -> None:
    everything = np.ones(len(dataset), dtype=bool)
    cells = {(cell.actor, cell.kind): cell for cell in actors_by_kind(dataset, everything)}
    cell = cells["DPRK", "missile-launch"]
    assert cell.count == 162  # 161 launch dates and the firing of May 1993
    assert len(cell.rows) == 211


def test_an_empty_mask_gives_an_empty_series(dataset: Dataset) -> None:
    none = np.zeros(len(dataset), dtype=bool)
    span = window("2024-01-01", "2024-12-31")
    series = over_time(dataset, none, window=span, step=Step.YEAR, by=By.KIND)
    assert (series.cells, series.total(), len(series.buckets)) == ([], 0, 1)
    assert calendar(dataset, none, window=span) == ({}, [])
    assert launches(dataset, none) == ([], [])
    assert actors_by_kind(dataset, none) == []
