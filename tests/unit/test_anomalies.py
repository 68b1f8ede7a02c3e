"""Poisson intervals beside SciPy, and what stands out in launches and scrambles."""

import pytest
from scipy.stats import poisson

from geo_tensions.analysis.anomalies import (
    BASELINE_MONTHS,
    LEAST_BASELINE,
    LEVEL,
    launch_months,
    scramble_years,
)
from geo_tensions.analysis.poisson import cumulative, interval, quantile
from geo_tensions.dataset import Dataset
from geo_tensions.registers import Against, load_scrambles

MEANS = [0.01, 0.333, 1.0, 2.5, 10.0, 42.0, 305.0, 944.0]


@pytest.mark.parametrize("mean", MEANS)
@pytest.mark.parametrize("probability", [0.005, 0.025, 0.5, 0.975, 0.995])
def test_quantiles_are_those_of_scipy(mean: float, probability: float) -> None:
    assert quantile(probability, mean) == poisson.ppf(probability, mean)


@pytest.mark.parametrize("mean", MEANS)
def test_cumulative_probabilities_are_those_of_scipy(mean: float) -> None:
    for count in (0, 1, int(mean), int(mean) + 5):
        assert cumulative(count, mean) == pytest.approx(poisson.cdf(count, mean), abs=1e-9)
    assert cumulative(-1, mean) == 0


def test_bounds() -> None:
    assert interval(0, level=0.99) == (0, 0)
    with pytest.raises(ValueError, match="out of range"):
        quantile(1, 2.0)
    with pytest.raises(ValueError, match="out of range"):
        quantile(0.5, -1.0)


def test_months_of_launches_that_stand_out(dataset: Dataset) -> None:
    report = launch_months(dataset, window=dataset.extent)
    found = {(one.label, one.count) for one in report.found}
    assert ("January 2022, launch dates", 6) in found
    for one in report.found:
        low, high = poisson.interval(LEVEL, one.baseline_mean)
        assert not low <= one.count <= high
        assert one.baseline_mean * BASELINE_MONTHS >= LEAST_BASELINE - 1e-9
        events = {dataset.records[dataset.row_of[i]].event_id for i in one.ids}
        assert len(events) == one.count
        assert all(f"{number:,}" in one.sentence for number in (one.count, one.low, one.high))
        assert "24 months before" in one.sentence
    assert report.checked > 100
    assert len(report.found) < report.checked / 10
    assert "Cruise missiles and artillery are not counted." in report.caveat


def test_a_report_never_lacks_method_and_caveat(dataset: Dataset) -> None:
    window = type(dataset.extent)(dataset.extent.last, dataset.extent.last)
    report = launch_months(dataset, window=window)
    none = "None stands out of no periods looked at."
    assert report.sentences == [report.method, none, report.caveat]
    assert report.caveat


def test_selections_and_rare_kinds_are_refused(dataset: Dataset) -> None:
    refused = launch_months(dataset, window=dataset.extent, kind="military-flight")
    assert "is a selection" in refused.refused
    assert refused.sentences == [refused.refused]
    assert not refused.found
    rare = launch_months(dataset, window=dataset.extent, kind="airspace-violation")
    assert "only launches are looked at" in rare.refused


def test_scrambles_use_whole_years_in_a_row_only(dataset: Dataset) -> None:
    periods = load_scrambles(dataset.catalog)
    report = scramble_years(periods, against=Against.RUSSIA)
    assert [one.label.split(",")[0] for one in report.found] == ["FY2021", "FY2022", "FY2023"]
    assert report.found[1].baseline == "FY2017 to FY2021"
    assert report.found[1].baseline_mean == 305.0
    assert all(one.ids == [f"fy{one.window.first.year}"] for one in report.found)
    # Verified years against Russia run from 2009 to 2013 and from 2016 on.
    assert report.checked == 4
