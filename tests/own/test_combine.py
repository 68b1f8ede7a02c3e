"""Own records beside shipped ones: everything that works on the one works on both."""

import json
import re
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest
from benchmarks.sample import make_table
from tests.own.rows import MakeSet, accepted

from geo_tensions.analysis.address import from_params, to_params
from geo_tensions.analysis.compare import compare
from geo_tensions.analysis.completeness import SELECTION, refusal
from geo_tensions.analysis.counts import count, per_kind
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.find import Finder
from geo_tensions.analysis.series import By, Step, over_time
from geo_tensions.analysis.spatial import Near
from geo_tensions.analysis.state import FilterState
from geo_tensions.analysis.summary import summarise
from geo_tensions.briefing.editing import step_of_state
from geo_tensions.briefing.library import deck_names, open_deck
from geo_tensions.briefing.model import Deck
from geo_tensions.briefing.reading import read_deck
from geo_tensions.briefing.writing import deck_text
from geo_tensions.columns import DTYPES
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError
from geo_tensions.exports.formats import DATA_FORMATS
from geo_tensions.exports.view_id import recall
from geo_tensions.exports.words import Scene
from geo_tensions.mapping.cards import card
from geo_tensions.mapping.payload import encode_columns
from geo_tensions.own import combine, make_set, own_kind
from geo_tensions.own.combine import Changed, feature_of
from geo_tensions.own.sets import LONGEST_WORD, free_word
from geo_tensions.registers import load_scrambles
from geo_tensions.timespan import Window

FOUR = (
    {"start": "2024-09-23", "title": "Balloon near Rebun"},
    {"start": "2026-09", "title": "Balloon, day unknown"},
    {"start": "2020-01-05", "end": "2020-01-09", "kind": "warship-passage", "actors": "RU-NAVY"},
    {"start": "2024-09-23", "title": "Told by nobody", "source": None, "lon": None, "lat": None},
)


@pytest.fixture(scope="module")
def whole(dataset: Dataset, own_set: MakeSet) -> Dataset:
    return combine(dataset, [own_set(*FOUR)])


def ids(dataset: Dataset, rows: Sequence[int]) -> list[str]:
    return [dataset.records[row].id for row in rows]


def test_all_records_stand_in_order_of_start_and_id(dataset: Dataset, whole: Dataset) -> None:
    assert len(whole) == len(dataset) + len(FOUR)
    keys = [(record.span.start, record.id) for record in whole.records]
    assert keys == sorted(keys)
    for row, record in enumerate(whole.records):
        assert whole.row_of[record.id] == row
        assert int(whole.columns.start[row]) == record.span.start
        assert list(whole.kinds)[whole.columns.kind[row]] == record["kind"]
        assert row in whole.by_event[record.event_id]


def test_shipped_records_are_what_they_were(dataset: Dataset, whole: Dataset) -> None:
    rows = [whole.row_of[record.id] for record in dataset.records]
    assert [whole.records[row] for row in rows] == list(dataset.records)
    for name in set(DTYPES) - {"event"}:
        there, here = getattr(whole.columns, name)[rows], getattr(dataset.columns, name)
        assert np.array_equal(there, here, equal_nan=name in {"lon", "lat"}), name
    assert {old: whole.records[row].id for old, row in whole.texts.former.items()} == {
        old: dataset.records[row].id for old, row in dataset.texts.former.items()
    }


def test_nothing_added_is_what_ships(dataset: Dataset) -> None:
    same = combine(dataset)
    assert [record.id for record in same.records] == [record.id for record in dataset.records]
    assert np.array_equal(same.columns.event, dataset.columns.event)
    assert list(same.event_ids.to_pylist()) == list(dataset.event_ids)


def test_the_catalogue_says_what_was_added(dataset: Dataset, whole: Dataset) -> None:
    assert whole.catalog.data_version.startswith(f"{dataset.catalog.data_version}.own-")
    assert whole.cutoffs == dataset.cutoffs
    described = whole.catalog.resources["own-set-desk"].descriptor
    assert described["rows"] == len(FOUR)
    assert described["cutoff"] == "2026-09-01"
    assert whole.extent.last >= date(2026, 9, 1)


def test_the_same_rows_make_the_same_version(dataset: Dataset, own_set: MakeSet) -> None:
    one, other = combine(dataset, [own_set(*FOUR)]), combine(dataset, [own_set(*FOUR)])
    changed = combine(dataset, [own_set(*FOUR[:3])])
    assert one.catalog.data_version == other.catalog.data_version
    assert one.catalog.data_version != changed.catalog.data_version


def test_filters_counts_and_search_know_own_records(whole: Dataset) -> None:
    state = FilterState.default(whole)
    assert "own-balloon" in state.kinds
    row = whole.row_of["desk:1"]
    assert shown(whole, state)[row]
    assert not shown(whole, state)[whole.row_of["desk:4"]], "unverified records are asked for"
    words = FilterState(whole.extent, frozenset(whole.kinds), text="rebun balloon")
    assert ids(whole, np.flatnonzero(shown(whole, words)).tolist()) == ["desk:1"]
    near = FilterState(whole.extent, frozenset({"own-balloon"}), near=Near("japan-defacto", 200.0))
    assert "desk:1" in ids(whole, np.flatnonzero(shown(whole, near)).tolist())
    assert per_kind(whole)["own-balloon"].events == 3
    found = Finder(whole).find("balloon near rebun", limit=3)
    assert "desk:1" in {target.id for target in found}
    assert count(whole, state).shown.events > 0


def test_a_state_with_own_records_travels_in_an_address(whole: Dataset) -> None:
    state = FilterState(
        Window(date(2024, 9, 1), date(2024, 9, 30)),
        frozenset({"own-balloon"}),
        ids=frozenset({"desk:1"}),
        selected="desk:1",
    )
    params = to_params(state, dataset=whole)
    assert from_params(params, dataset=whole) == (state, [])


def test_own_kinds_are_never_rated(dataset: Dataset, whole: Dataset) -> None:
    assert refusal(whole.kinds["own-balloon"])
    state = FilterState.default(whole)
    before = FilterState(Window(date(2018, 1, 1), date(2021, 12, 31)), state.kinds)
    lines = {line.label: line for line in compare(whole, before, state).lines}
    assert lines["Balloon"].refused
    assert "own-balloon" not in dataset.kinds


def test_a_census_with_own_records_is_one_no_longer(dataset: Dataset, own_set: MakeSet) -> None:
    inside = {"kind": "joint-bomber-flight", "start": "2022-05-24"}
    later = {"kind": "joint-bomber-flight", "start": "2026-11-20"}
    told = combine(dataset, [own_set(inside)]).kinds["joint-bomber-flight"]
    assert told.completeness == SELECTION
    assert told.completeness_note == "Records of your own data stand among them: 1."
    kept = combine(dataset, [own_set(later)]).kinds["joint-bomber-flight"]
    assert kept.completeness == dataset.kinds["joint-bomber-flight"].completeness


def test_cards_tell_own_records_apart(whole: Dataset) -> None:
    made = card(whole.records[whole.row_of["desk:1"]], dataset=whole)
    assert made["kind"] == {"id": "own-balloon", "label": "Balloon", "domain": "Your own data"}
    assert made["sources"][0]["publisher"] == "Harbour office"
    own = next(section for section in made["sections"] if section["id"] == "own")
    assert [item["text"] for item in own["facts"]] == ["The desk's list"]
    assert "own data \u201cThe desk's list\u201d" in made["citation"]
    assert "Geo Tensions, record" not in made["citation"]
    shipped = card(whole.records[whole.row_of["AV-2024-09-23-1"]], dataset=whole)
    assert "own" not in {section["id"] for section in shipped["sections"]}


def test_charts_and_words_hold_own_records(whole: Dataset) -> None:
    state = FilterState(Window(date(2024, 9, 1), date(2024, 9, 30)), frozenset({"own-balloon"}))
    mask = shown(whole, state)
    series = over_time(whole, mask, window=state.window, step=Step.MONTH, by=By.DOMAIN)
    assert series.buckets
    text = summarise(whole, state, scrambles=load_scrambles(whole.catalog)).text
    assert "record of “Balloon”" in text


def test_every_export_of_records_holds_own_ones(whole: Dataset) -> None:
    state = FilterState(Window(date(2024, 9, 1), date(2024, 9, 30)), frozenset({"own-balloon"}))
    scene = Scene.of_state(whole, state)
    for ending, make in DATA_FORMATS.items():
        content = make(scene)
        assert content, ending
    told = json.loads(DATA_FORMATS[".geojson"](scene))
    assert [feature["properties"]["id"] for feature in told["features"]] == ["desk:1"]
    assert "own-" in told["geo_tensions"]["data_version"]


def test_decks_and_view_ids_hold_own_records(whole: Dataset) -> None:
    state = FilterState(
        Window(date(2024, 9, 1), date(2024, 9, 30)),
        frozenset({"own-balloon"}),
        selected="desk:1",
    )
    deck = Deck("mine", "Mine", (step_of_state(state, heading="Balloons"),))
    text = deck_text(deck, dataset=whole)
    again = read_deck(text, name="mine", where="mine.toml", dataset=whole)
    assert again.steps[0].state == state
    recalled = recall(Scene.of_state(whole, state).view_id, dataset=whole)
    assert recalled.changes == []
    assert recalled.scene.state == state
    for name in deck_names(whole.catalog):
        assert open_deck(name, dataset=whole).steps


def test_changes_replace_add_and_withdraw(dataset: Dataset, own_set: MakeSet) -> None:
    first, second = dataset.records[10], dataset.records[20]
    moved = feature_of(first)
    moved["properties"] |= {"title": "Another title", "start": "2026-10-01", "end": None}
    moved["properties"]["end_kind"] = "inclusive"
    added = feature_of(second)
    added["properties"] |= {"id": "AV-2026-10-02-1", "event_id": "AV-2026-10-02", "former_ids": []}
    changed = Changed(
        features={first.id: moved, "AV-2026-10-02-1": added},
        withdrawn={second.id},
        skipped={"desk:3"},
    )
    whole = combine(dataset, [own_set(*FOUR)], changed=changed)
    assert len(whole) == len(dataset) + len(FOUR) - 1
    assert whole.records[whole.row_of[first.id]]["title"] == "Another title"
    assert whole.row_of[first.id] > len(dataset) - 20
    assert second.id not in whole.row_of
    assert "desk:3" not in whole.row_of
    assert whole.texts.containing("another title").any()
    again = combine(dataset, [own_set(*FOUR)], changed=changed)
    assert again.catalog.data_version == whole.catalog.data_version
    # A source is cited as often as the records that are there cite it.
    cited = [source for record in whole.records for source in record["sources"]]
    assert sorted(whole.texts.citations.to_pylist()) == sorted(cited)


def test_a_feature_gives_back_the_record(dataset: Dataset) -> None:
    features = {record.id: feature_of(record) for record in dataset.records}
    whole = combine(dataset, changed=Changed(features=features))
    assert list(whole.records) == list(dataset.records)
    for name in DTYPES:
        there, here = getattr(whole.columns, name), getattr(dataset.columns, name)
        assert np.array_equal(there, here, equal_nan=name in {"lon", "lat"}), name


def test_too_many_kinds_are_refused_in_one_line(dataset: Dataset) -> None:
    kinds = {f"own-k-{n}": own_kind(f"own-k-{n}", f"K {n}", number=n) for n in range(300)}
    with pytest.raises(DataError, match="at most 256 are told apart"):
        make_set(make_table(5), id="many", name="Many", tables=dataset.tables, own=kinds)


def test_many_own_records_are_stacked_without_a_loop(dataset: Dataset) -> None:
    big = make_set(make_table(50_000), id="big", name="Big", tables=dataset.tables)
    whole = combine(dataset, [big])
    start = whole.columns.start
    assert (np.diff(start) >= 0).all()
    names = whole.texts.ids.to_pylist()
    assert list(zip(start.tolist(), names, strict=True)) == sorted(
        zip(start.tolist(), names, strict=True)
    )
    row = whole.row_of["big:S-00000007"]
    assert whole.records[row].id == "big:S-00000007"
    assert encode_columns(whole)


def test_the_word_of_a_set_tells_its_name_and_its_rows() -> None:
    table, other = accepted({}), accepted({"title": "Another"})
    assert free_word("Vorfälle 2026.csv", table) == free_word("Vorfälle 2026.csv", table)
    assert free_word("Vorfälle", table).startswith("vorfalle-")
    assert free_word("Vorfälle", table) != free_word("Vorfälle", other)
    taken = {free_word("日本", table)}
    assert free_word("日本", table, taken=taken) not in taken
    for name in ("", "!!!", "x" * 300, "<script>"):
        word = free_word(name, table)
        assert len(word) <= LONGEST_WORD
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", word)
