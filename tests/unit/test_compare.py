"""Comparison of two states: counts, rates, refusals and warnings."""

from dataclasses import replace
from datetime import date

from geo_tensions.analysis.compare import MISSILES, Comparison, compare
from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import Dataset
from geo_tensions.model import Evidence
from geo_tensions.timespan import Window


def made(dataset: Dataset, *windows: tuple[str, str], **second: object) -> Comparison:
    one, two = (
        FilterState(
            window=Window(date.fromisoformat(first), date.fromisoformat(last)),
            kinds=frozenset(dataset.kinds),
            evidence=frozenset(Evidence),
        )
        for first, last in windows
    )
    return compare(dataset, one, replace(two, **second))  # type: ignore[arg-type]


ARTICLE = ("2024-09-01", "2025-01-31")
YEAR_BEFORE = ("2023-09-01", "2024-01-31")


def test_the_article_against_the_year_before(dataset: Dataset) -> None:
    lines = {line.id: line for line in made(dataset, YEAR_BEFORE, ARTICLE).lines}
    launches = lines["missile-launch"]
    assert (launches.counts, launches.difference, launches.rates) == ((6, 6), 0, None)
    assert lines[MISSILES].counts == (7, 16)
    assert [dataset.records[row].id for row in lines["airspace-violation"].rows[1]] == [
        *("AV-2024-09-23-1", "AV-2024-09-23-2", "AV-2024-09-23-3"),
    ]
    assert lines["airspace-violation"].counts[1] == 1


def test_selections_are_counted_but_not_compared(dataset: Dataset) -> None:
    for line in made(dataset, YEAR_BEFORE, ARTICLE).lines:
        selected = line.id != MISSILES and dataset.kinds[line.id].completeness == "selection"
        assert bool(line.refused) == selected
        assert (line.difference is None) == selected
        if selected:
            assert "counts say what was collected" in line.refused
            assert dataset.kinds[line.id].completeness_note in line.refused


def test_spans_of_different_length_are_rated_by_day(dataset: Dataset) -> None:
    found = made(dataset, ("2022-01-01", "2022-12-31"), ("2024-01-01", "2024-03-31"))
    line = next(line for line in found.lines if line.id == "missile-launch")
    assert line.rates == (34 / 365, line.counts[1] / 91)
    assert any("differ in length (365 days and 91 days)" in text for text in found.warnings)


def test_coverage_that_differs_is_warned_of(dataset: Dataset) -> None:
    before = made(dataset, ("1998-01-01", "1998-12-31"), ("2022-01-01", "2022-12-31")).warnings
    assert any("242 days of 1 January to 31 December 1998 lie outside" in w for w in before)
    after = made(dataset, ("2024-05-01", "2024-05-31"), ("2026-03-20", "2026-04-19")).warnings
    assert any(
        w.startswith("Airspace violation") and "(2001-01-01 to 2026-02-16)" in w for w in after
    )
    assert not any(w.startswith("DPRK ballistic") for w in after)


def test_other_filters_and_overlaps_are_warned_of(dataset: Dataset) -> None:
    change = {"kinds": frozenset({"missile-launch"}), "evidence": frozenset({Evidence.OFFICIAL})}
    found = made(dataset, ARTICLE, ("2024-10-01", "2025-02-28"), **change)
    assert "The sides also differ in their filters: kinds and evidence." in found.warnings
    assert any("The spans overlap" in text for text in found.warnings)
    assert any("Unverified records are left out" in text for text in found.warnings)
