"""Sentences of a summary on the shipped data."""

from dataclasses import replace
from datetime import date

import pytest

from geo_tensions.analysis.sentence import Sentence
from geo_tensions.analysis.state import FilterState
from geo_tensions.analysis.summary import Summary, summarise
from geo_tensions.dataset import Dataset
from geo_tensions.model import Evidence
from geo_tensions.registers import load_scrambles
from geo_tensions.timespan import Window


def made(dataset: Dataset, first: str, last: str, **change: object) -> Summary:
    state = FilterState(
        window=Window(date.fromisoformat(first), date.fromisoformat(last)),
        kinds=frozenset(dataset.kinds),
        evidence=frozenset(Evidence),
    )
    scrambles = load_scrambles(dataset.catalog)
    return summarise(dataset, replace(state, **change), scrambles=scrambles)  # type: ignore[arg-type]


def line(summary: Summary, identifier: str) -> str:
    (one,) = [str(s) for s in summary.sentences if s.id == identifier]
    return one


def test_launches_of_2022_beside_the_ministry(dataset: Dataset) -> None:
    text = line(made(dataset, "2022-01-01", "2022-12-31"), "launches")
    assert text == (
        "1 January to 31 December 2022: 34 launch dates of the DPRK (Japan's Ministry of Defense: "
        "31), 73 missiles in this data set (Ministry: at least 59; no count of the ministry was "
        "read for 1 date); 1 passed over Japan."
    )


def test_a_part_of_a_launch_date_is_told(dataset: Dataset) -> None:
    verified = frozenset(Evidence) - {Evidence.UNVERIFIED}
    summary = made(dataset, "2022-01-01", "2022-12-31", evidence=verified)
    assert "its figures are for whole dates, of which only a part is shown on 2 dates" in line(
        summary, "launches"
    )
    assert line(summary, "unverified") == "8 records are unverified and not counted here."


def test_one_day_with_one_event_is_grammatical(dataset: Dataset) -> None:
    kinds = frozenset({"airspace-violation"})
    summary = made(dataset, "2024-09-23", "2024-09-23", kinds=kinds)
    text = "23 September 2024: 1 event: 1 airspace violation announced by Japan."
    assert line(summary, "events") == text
    assert line(summary, "accounts") == (
        "Japan protested over 1 of them; Russia denied 1 of them, as far as was read."
    )
    (number, _) = summary.sentences[0].numbers
    assert number.ids == ("AV-2024-09-23-1", "AV-2024-09-23-2", "AV-2024-09-23-3")


def test_nothing_is_told_as_nothing(dataset: Dataset) -> None:
    summary = made(dataset, "2024-09-24", "2024-09-24", kinds=frozenset({"history"}))
    assert str(summary.sentences[0]) == (
        "24 September 2024: no events and no launch dates with these filters."
    )
    # Only the scrambles of that year are cited.
    assert [citation.ids for citation in summary.citations] == [["fy2024"]]


def test_dates_without_a_count_of_the_ministry(dataset: Dataset) -> None:
    text = line(made(dataset, "2025-05-01", "2026-04-19"), "launches")
    assert ": 9 launch dates of the DPRK (no count of Japan's Ministry of Defense was read)" in text
    assert "Ministry:" not in text
    assert text.endswith("none passed over Japan.")


def test_scrambles_of_a_part_of_a_year_are_told_as_such(dataset: Dataset) -> None:
    text = line(made(dataset, "2025-05-01", "2025-05-31"), "scrambles-2025")
    assert text == (
        "Scrambles in Japan's fiscal year 2025 (1 April to 31 December 2025, April to December "
        "only): 448 in all, about 130 against Russian aircraft, about 305 against Chinese aircraft."
    )
    many = line(made(dataset, "2010-01-01", "2025-03-31"), "scrambles")
    assert many.endswith("from 150 (FY2022) to 390 (FY2017).")


def test_limits_name_selections_and_cut_offs(dataset: Dataset) -> None:
    summary = made(dataset, "1990-01-01", "2026-04-19")
    assert "warship passages or patrols" in line(summary, "selections")
    assert line(summary, "coverage-missile-launch") == (
        "Launch dates of the DPRK are near-complete from 31 August 1998 only."
    )
    assert "incidents to 16 February 2026" in line(summary, "cutoff")


def test_sentences_of_other_analyses_stand_before_the_limits(dataset: Dataset) -> None:
    state = FilterState.default(dataset)
    more = Sentence("nearest", ("Nearest: 93 km.",))
    ids = [s.id for s in summarise(dataset, state, further=[more]).sentences]
    assert ids.index("events") < ids.index("nearest") < ids.index("unverified")


def test_json_carries_ids_and_citations(dataset: Dataset) -> None:
    summary = made(dataset, "2024-09-23", "2024-09-23")
    told = summary.as_json()
    assert told["text"] == summary.text
    assert told["sentences"][0]["numbers"][0]["ids"]
    assert told["data_version"] == dataset.catalog.data_version
    cited = {source for one in told["citations"] for source in [one["source"]]}
    assert set(dataset.records[dataset.row_of["AV-2024-09-23-1"]]["sources"]) <= cited
    assert summary.references.startswith("[1] ")


@pytest.mark.parametrize("word", ["occupied", "hostile", "invaded", "seized the", "impact point"])
def test_wording_stays_neutral(dataset: Dataset, word: str) -> None:
    assert word not in made(dataset, "1855-01-01", "2026-04-19").text
