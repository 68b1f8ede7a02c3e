"""The log of corrections tells the truth about the present data, or is caught."""

from dataclasses import replace
from datetime import date

import pytest

from geo_tensions.analysis.changes import faults, new_since, version_key
from geo_tensions.dataset import Dataset
from geo_tensions.registers import Correction, Nature, load_corrections, load_scrambles


@pytest.fixture(scope="session")
def log(dataset: Dataset) -> list[Correction]:
    return load_corrections(dataset.catalog)


def found(log: list[Correction], dataset: Dataset) -> list[str]:
    return faults(log, dataset, load_scrambles(dataset.catalog))


def test_the_log_is_true(log: list[Correction], dataset: Dataset) -> None:
    assert found(log, dataset) == []
    assert len(log) == 266


def test_what_is_new_since_a_version_and_since_a_day(log: list[Correction]) -> None:
    first = new_since(log, "0.9.0")
    assert (len(first.of(Nature.ADDED)), len(first.of(Nature.CORRECTED))) == (66, 133)
    assert first.sentence == "Since data version 0.9.0: 66 records added and 133 records corrected."
    assert new_since(log, "1.0.0+abcdef").sentence == "Since data version 1.0.0: nothing new."
    day = log[0].day
    assert not new_since(log, day).items
    assert len(new_since(log, date(day.year, 1, 1)).items) == 199
    with pytest.raises(ValueError, match="is no data version"):
        version_key("yesterday")


def test_the_coordinates_that_changed_say_why(log: list[Correction]) -> None:
    moved = [entry for entry in log if entry.id == "AV-2015-09-15"]
    assert {(entry.field, entry.before, entry.after) for entry in moved} == {
        ("lat", "43.42", "43.5"),
        ("lon", "145.72", "145.8"),
    }


ENTRY = Correction(
    id="AV-2015-09-15",
    data_version="1.0.0",
    day=date(2026, 11, 25),
    nature=Nature.CORRECTED,
    field="lat",
    before="43.42",
    after="43.5",
    why="A place was published.",
    source="",
)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"after": "43.6"}, "the log says '43.6', the data say '43.5'"),
        ({"id": "AV-1999"}, "no record has this id"),
        ({"before": "43.5"}, "before and after are the same"),
        ({"why": ""}, "says not why"),
        ({"source": "nowhere"}, "source 'nowhere' is not in the tables"),
        ({"data_version": "9.0.0"}, "version 9.0.0 is later than that of the data"),
        ({"nature": Nature.ADDED}, "nature added does not fit before and after"),
        (
            {"field": "id", "before": "AV-2015-09-15", "after": "", "nature": Nature.REMOVED},
            "was removed but is there",
        ),
        ({"id": "fy2016", "field": "total", "after": "1180"}, "the data say '1168'"),
    ],
)
def test_an_untrue_entry_is_named(dataset: Dataset, change: dict[str, str], fault: str) -> None:
    assert found([ENTRY], dataset) == []
    lines = found([replace(ENTRY, **change)], dataset)
    assert any(fault in line for line in lines), lines


def test_entries_on_one_value_follow_from_each_other(dataset: Dataset) -> None:
    earlier = replace(ENTRY, before="43", after="43.42", data_version="0.9.0")
    assert found([earlier, ENTRY], dataset) == []
    assert any("does not follow" in f for f in found([replace(earlier, after="1"), ENTRY], dataset))
    assert any("not in the order" in f for f in found([ENTRY, earlier], dataset))
