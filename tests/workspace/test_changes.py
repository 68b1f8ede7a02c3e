"""Laws of changes: folding, undoing, merging."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_tensions.dataset import Dataset
from geo_tensions.model import Layer
from geo_tensions.records import INCIDENT_KEYS
from geo_tensions.workspace.changes import (
    GEOMETRY,
    Change,
    Feature,
    Op,
    addition,
    correction,
    fold,
    misfits,
    net,
    opposite,
    revisions_of,
    same,
    withdrawal,
)
from geo_tensions.workspace.judging import faults_after, with_all_keys

WHO = {"who": "Aiko", "why": "The source says so."}
IDS = ("A-1", "A-2", "A-3")
KEYS = ("title", "radius_km", "sources", "response", GEOMETRY)
VALUES = (
    st.none()
    | st.text(max_size=3)
    | st.integers(0, 3)
    | st.floats(0, 3)
    | st.booleans()
    | st.lists(st.text(min_size=1, max_size=2), max_size=2)
    | st.dictionaries(st.sampled_from(["level", "by"]), st.text(max_size=2), max_size=2)
)


def feature(identifier: str, **properties: Any) -> Feature:
    told = dict.fromkeys(KEYS[:-1]) | {"id": identifier} | properties
    return {"type": "Feature", "properties": told, GEOMETRY: None}


@st.composite
def histories(draw: st.DrawFn) -> tuple[dict[str, Feature], list[Change]]:
    """Records, and changes that could have been made one after the other."""
    records = {key: feature(key, title=key) for key in draw(st.sets(st.sampled_from(IDS)))}
    present: dict[str, Feature] = dict(records)
    made: list[Change] = []
    for _ in range(draw(st.integers(0, 8))):
        identifier = draw(st.sampled_from(IDS))
        there = present.get(identifier)
        if there is None:
            change = addition(feature(identifier, title=draw(st.text(max_size=3))), **WHO)
        elif draw(st.integers(0, 4)) == 0:
            change = withdrawal(there, **WHO)
        else:
            change = correction(there, draw(st.sampled_from(KEYS)), draw(VALUES), **WHO)
        made.append(change)
        present = fold(present, [change]).features
    return records, made


def equal(one: dict[str, Feature], other: dict[str, Feature]) -> bool:
    return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)


@given(histories())
def test_taking_everything_back_gives_what_was_there(
    history: tuple[dict[str, Feature], list[Change]],
) -> None:
    records, made = history
    back = [opposite(change, **WHO) for change in reversed(made)]
    folded = fold(records, [*made, *back])
    assert folded.features == records
    assert not folded.withdrawn & records.keys()
    assert not misfits(records, [*made, *back])


@given(histories(), st.integers(0, 8))
def test_folding_in_two_goes_is_folding_in_one(
    history: tuple[dict[str, Feature], list[Change]], at: int
) -> None:
    records, made = history
    assert (
        fold(fold(records, made[:at]).features, made[at:]).features == fold(records, made).features
    )


@given(histories())
def test_folding_touches_nothing_it_was_given(
    history: tuple[dict[str, Feature], list[Change]],
) -> None:
    records, made = history
    known = {key: repr(value) for key, value in records.items()}
    after = fold(records, made).features
    assert {key: repr(value) for key, value in records.items()} == known
    for untouched in records.keys() - {change.record for change in made}:
        assert after[untouched] is records[untouched]


@given(histories())
def test_changes_of_different_records_do_not_depend_on_each_other(
    history: tuple[dict[str, Feature], list[Change]],
) -> None:
    records, made = history
    apart = sorted(made, key=lambda change: change.record)
    assert fold(records, apart) == fold(records, made)


@given(histories())
@settings(max_examples=300)
def test_fewer_changes_have_the_same_effect(
    history: tuple[dict[str, Feature], list[Change]],
) -> None:
    records, made = history
    few = net(made)
    assert len(few) <= max(len(made), len(KEYS) * len(IDS))
    assert equal(fold(records, few).features, fold(records, made).features)
    assert not misfits(records, few)
    assert len({(change.record, change.key) for change in few}) == len(few)
    assert not net([*made, *(opposite(change, **WHO) for change in reversed(made))])


def test_what_no_longer_fits_is_named() -> None:
    there = feature("A-1", title="old")
    fits = correction(there, "title", "new", **WHO)
    late = replace(fits, before="older")
    assert misfits({"A-1": there}, [fits]) == []
    [(change, fault)] = misfits({"A-1": there}, [late])
    assert (change, fault) == (late, 'title is "old", not "older"')
    assert misfits({}, [fits])[0][1] == "is not there"
    assert misfits({"A-1": there}, [addition(there, **WHO)])[0][1] == "is there already"
    gone = withdrawal(feature("A-1", title="new"), **WHO)
    assert misfits({"A-1": there}, [gone])[0][1] == "has changed since: title"
    assert misfits({"A-1": there}, [fits, gone]) == []


def test_unknown_is_unknown_however_it_is_written() -> None:
    assert same({"level": "none", "by": None}, {"level": "none"})
    assert same([], None)
    assert same("", None)
    assert same(20, 20.0)
    here, far = ({"type": "Point", "coordinates": [lon, 43.42]} for lon in (190.0, 190.1))
    assert same(here, {"type": "Point", "coordinates": [-170.00001, 43.42]})
    assert same({"a": here}, {"a": here, "b": None})
    assert not same(here, far)
    assert not same(here, {"type": "Point", "coordinates": ["east", 43.42]})
    assert not same(True, 1)  # noqa: FBT003 - the point of it
    assert not same(0, None)
    assert not same(False, None)  # noqa: FBT003


def test_the_last_revision_of_each_record() -> None:
    made = [
        replace(correction(feature(key), "title", "x", **WHO), revision=revision)
        for key, revision in (("A-1", 1), ("A-2", 2), ("A-1", 5))
    ]
    assert revisions_of(made) == {"A-1": 5, "A-2": 2}


@pytest.fixture(scope="module")
def shipped(dataset: Dataset) -> Feature:
    record = dataset.records[dataset.row_of["AV-2024-09-23-1"]]
    point = {"type": "Point", "coordinates": [record.lon, record.lat]}
    return {"type": "Feature", "properties": record.properties, GEOMETRY: point}


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("title", "Another title", None),
        ("radius_km", 30, None),
        (GEOMETRY, {"type": "Point", "coordinates": [141.0, 45.5]}, None),
        ("title", "", "has no 'title'"),
        ("radius_km", 50, "radius_km 50 is too long for a place that is approximate"),
        ("radius_km", float("nan"), "the value of radius_km cannot be kept as JSON"),
        (GEOMETRY, None, "display is point but there is no point"),
        (GEOMETRY, {"type": "Line"}, "geometry is a Line, a Point was expected"),
        ("sources", [], "cites no source although its evidence is not unverified"),
        ("kind", "flight", "kind 'flight' is not in the tables"),
        ("id", "AV-1", "'id' is no key of a record that can be corrected"),
        ("wings", 2, "'wings' is no key of a record that can be corrected"),
        ("missile", "SS-N-8", "'missile' is no key of a record of incidents"),
        ("summary", "\ud800", "the value of summary cannot be kept as JSON"),
    ],
)
def test_a_bad_edit_is_refused_in_words(
    dataset: Dataset, shipped: Feature, key: str, value: Any, fault: str | None
) -> None:
    change = correction(shipped, key, value, **WHO)
    lines = faults_after({change.record: shipped}, [change], tables=dataset.tables)
    if fault is None:
        assert lines == []
    else:
        assert any(fault in line for line in lines), lines
        assert all(line.startswith("AV-2024-09-23-1: ") for line in lines)


def test_several_edits_are_judged_together(dataset: Dataset, shipped: Feature) -> None:
    records = {"AV-2024-09-23-1": shipped}
    wide = correction(shipped, "radius_km", 60, **WHO)
    area = correction(shipped, "place_precision", "area", **WHO)
    assert faults_after(records, [wide], tables=dataset.tables)
    assert faults_after(records, [wide, area], tables=dataset.tables) == []


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"who": " "}, "nothing says who made the change"),
        ({"why": ""}, "nothing says why it was made"),
        ({"why": "x" * 2_001}, "is longer than 2000 characters"),
        ({"when": "yesterday"}, "'yesterday' is no time of the form"),
        ({"record": "a,b"}, "its id is not of letters"),
        ({"op": Op.ADD}, "'title' does not go with add"),
        ({"after": "old"}, "title is that already"),
        ({"after": {"a": {1, 2}}}, "cannot be kept as JSON"),
    ],
)
def test_a_change_without_its_form_is_refused(
    dataset: Dataset, given: dict[str, Any], fault: str
) -> None:
    there = feature("A-1", title="old")
    change = replace(correction(there, "title", "new", **WHO), **given)
    lines = faults_after({"A-1": there}, [change], tables=dataset.tables)
    assert any(fault in line for line in lines), lines


def test_own_records_are_judged_by_the_same_rules(dataset: Dataset) -> None:
    told = {
        "id": "s1:7",
        "event_id": "s1:7",
        "kind": "military-flight",
        "title": "A flight",
        "start": "2026-03-01",
        "end_kind": "inclusive",
        "date_precision": "day",
        "place_precision": "none",
        "display": "list",
        "evidence": "unverified",
        "verification": "background",
    }
    own = with_all_keys(told, None, Layer.INCIDENTS)
    assert tuple(own["properties"]) == INCIDENT_KEYS
    added = addition(own, **WHO)
    assert faults_after({}, [added], tables=dataset.tables) == []
    worse = correction(own, "evidence", "official", **WHO)
    assert any(
        "cites no source" in line
        for line in faults_after({}, [added, worse], tables=dataset.tables)
    )
