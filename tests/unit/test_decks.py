"""The visitor's own decks: changed with undo, kept in the browser, read or named as faulty."""

import json
from dataclasses import replace

from geo_tensions.analysis.spatial import Near
from geo_tensions.analysis.state import FilterState
from geo_tensions.briefing.editing import added, removed, step_of_state
from geo_tensions.briefing.model import Deck, one_state
from geo_tensions.briefing.reading import read_deck
from geo_tensions.briefing.writing import deck_text
from geo_tensions.dataset import Dataset
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.view_id import recall
from geo_tensions.exports.words import filter_words
from geo_tensions.ui.decks import Decks


def deck_of(dataset: Dataset, name: str = "mine", heading: str = "A view") -> Deck:
    step = step_of_state(FilterState.default(dataset), heading=heading)
    return Deck(name, "Mine", (step,))


def test_every_change_can_be_taken_back(dataset: Dataset):
    decks = Decks()
    first = deck_of(dataset)
    decks.put(first, what="adding")
    more = added(first, step_of_state(FilterState.default(dataset), heading="B", taken=["a-view"]))
    decks.put(more, what="adding B")
    decks.put(removed(more, 0), what="deleting")
    assert [step.id for step in decks.own["mine"].steps] == ["b"]
    decks.undo()
    assert decks.own["mine"] == more
    decks.undo()
    assert decks.own["mine"] == first
    decks.drop("mine")
    assert decks.own == {}
    decks.undo()
    assert decks.own["mine"] == first
    decks.undo()
    decks.undo()
    assert decks.own == {}


def test_what_the_browser_keeps_comes_back_the_same(dataset: Dataset):
    before = Decks()
    before.put(deck_of(dataset), what="adding")
    after = Decks()
    after.adopt(before.message(dataset=dataset)["text"], dataset=dataset)
    assert after.own == before.own
    assert after.known
    assert after.message(dataset=dataset)["text"] == before.message(dataset=dataset)["text"]


def test_kept_decks_do_not_replace_those_made_meanwhile(dataset: Dataset):
    kept = Decks()
    kept.put(deck_of(dataset, heading="Kept"), what="adding")
    now = Decks()
    now.put(deck_of(dataset, heading="New"), what="adding")
    now.adopt(kept.message(dataset=dataset)["text"], dataset=dataset)
    assert {deck.steps[0].heading for deck in now.own.values()} == {"Kept", "New"}
    rev = now.rev
    now.adopt(kept.message(dataset=dataset)["text"], dataset=dataset)
    assert (len(now.own), now.rev) == (2, rev)


def test_what_a_map_kept_of_the_same_decks_is_not_taken_twice(dataset: Dataset) -> None:
    decks = Decks()
    decks.put(Deck("mine", "Mine", ()), what="adding")
    decks.adopt(decks.message(dataset=dataset)["text"], dataset=dataset)
    assert list(decks.own) == ["mine"]
    assert decks.known


def test_a_kept_deck_that_cannot_be_read_is_named_and_kept(dataset: Dataset):
    texts = {"old": 'title = "Old"\n[[step]]\nheading = "H"\nids = ["NO-SUCH-1"]\n'}
    decks = Decks()
    decks.adopt(json.dumps(texts), dataset=dataset)
    assert decks.own == {}
    assert any("NO-SUCH-1" in line and "step 1" in line for line in decks.problems)
    assert json.loads(decks.message(dataset=dataset)["text"]) == texts


def test_a_storage_with_anything_in_it_does_no_harm(dataset: Dataset):
    for kept in ("", "[", "[1]", '{"a": 1}', "null", 7, "[" * 100_000, {"a": "b"}):
        decks = Decks()
        decks.adopt(kept, dataset=dataset)
        assert decks.own == {}
        assert decks.problems == []


def test_a_faulty_file_is_told_with_file_step_and_field(dataset: Dataset):
    decks = Decks()
    content = b'title = "T"\n[[step]]\nheading = "H"\nkinds = ["none-such"]\n'
    assert decks.load(content, file="my.toml", taken=[], dataset=dataset) is None
    assert len(decks.problems) == 1
    assert decks.problems[0].startswith("my.toml, step 1, kinds:")
    assert decks.own == {}
    assert decks.load(b"\xff\x00", file="other.toml", taken=[], dataset=dataset) is None
    assert "is no TOML" in decks.problems[0]


def test_a_file_gets_a_name_that_nobody_has(dataset: Dataset):
    decks = Decks()
    content = deck_text(deck_of(dataset), dataset=dataset).encode()
    taken = ["relations-at-a-low"]
    name = decks.load(content, file="relations-at-a-low.toml", taken=taken, dataset=dataset)
    assert name == "relations-at-a-low-2"
    assert decks.load(content, file="Я.toml", taken=taken, dataset=dataset) == "step"


def test_filters_by_place_are_part_of_a_step(dataset: Dataset):
    state = replace(
        FilterState.default(dataset),
        zones=frozenset({"jadiz"}),
        near=Near("hokkaido", 120.5),
        polygon=((140.0, 40.0), (150.0, 40.0), (145.0, 48.0)),
    )
    deck = Deck("mine", "Mine", (step_of_state(state, heading="Near"),))
    again = read_deck(deck_text(deck, dataset=dataset), name="mine", where="x", dataset=dataset)
    assert again == deck
    words = filter_words(state, dataset=dataset)
    assert "120.5 km" in words
    assert "drawn area of 3 corners" in words


def test_the_view_id_of_an_own_deck_can_be_recalled(dataset: Dataset):
    deck = deck_of(dataset)
    scene = Scene.of_step(dataset, deck, 1)
    assert scene.view_id.startswith("~")
    recalled = recall(scene.view_id, dataset=dataset)
    assert recalled.changes == []
    assert recalled.scene.counts == scene.counts


def test_several_windows_become_one_with_the_same_records(dataset: Dataset):
    step = read_deck(
        'title = "T"\n[[step]]\nheading = "H"\n'
        'windows = [["2022-03-01", "2022-04-01"], ["2024-09-01", "2024-10-01"]]\n',
        name="t",
        where="t",
        dataset=dataset,
    ).steps[0]
    deck = Deck("t", "T", (step,))
    both = Scene.of_step(dataset, deck, 1)
    one = Scene.of_state(dataset, one_state(dataset, step.state, step.windows))
    assert [record.id for record in one.records] == [record.id for record in both.records]
    assert one.counts.shown == both.counts.shown
    assert recall(both.view_id, dataset=dataset).changes == []
