"""Decks made on the page: steps from states, ordered, changed, written and read again."""

from dataclasses import replace
from datetime import date

import pytest

from geo_tensions.analysis.state import FilterState, View
from geo_tensions.briefing.editing import added, changed, moved, new_id, removed, step_of_state
from geo_tensions.briefing.model import Deck
from geo_tensions.briefing.reading import read_deck
from geo_tensions.briefing.writing import deck_text
from geo_tensions.dataset import Dataset
from geo_tensions.model import Evidence, Perspective
from geo_tensions.timespan import Window


@pytest.fixture
def deck(dataset: Dataset) -> Deck:
    base = FilterState.default(dataset)
    made = Deck("mine", "Mine", ())
    for heading in ("One", "Two", "Three"):
        taken = {step.id for step in made.steps}
        made = added(made, step_of_state(base, heading=heading, taken=taken))
    return made


def order(deck: Deck) -> list[str]:
    return [step.id for step in deck.steps]


def test_steps_are_added_moved_changed_and_removed(deck: Deck):
    assert order(deck) == ["one", "two", "three"]
    assert order(moved(deck, 0, 2)) == ["two", "three", "one"]
    assert order(moved(deck, 2, 0)) == ["three", "one", "two"]
    assert order(removed(deck, 1)) == ["one", "three"]
    step = replace(deck.steps[1], heading="Second")
    assert changed(deck, 1, step).steps[1].heading == "Second"
    assert order(deck) == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("heading", "identifier"),
    [
        ("Relations: a low?", "relations-a-low"),
        ("Sōya", "soya"),
        ("日本", "step"),
        ("One", "one-2"),
    ],
)
def test_ids_are_made_from_headings(heading: str, identifier: str):
    assert new_id(heading, taken={"one"}) == identifier


def test_any_state_of_the_explorer_comes_back_from_the_file(deck: Deck, dataset: Dataset):
    state = replace(
        FilterState.default(dataset),
        window=Window(date(2019, 1, 1), date(2020, 1, 1)),
        kinds=frozenset({"history", "missile-launch"}),
        actor_groups=frozenset({"China"}),
        evidence=frozenset({Evidence.UNVERIFIED}),
        text='Sōya "x" \\ y',
        passed_over_japan=True,
        stated_inside_eez=True,
        ids=frozenset({"L-20221004-1"}),
        layers=frozenset({"land"}),
        perspective=Perspective.RUSSIA,
        cumulative=True,
        selected="L-20221004-1",
        view=View(143.1234, 43.5678, 6.25),
    )
    made = added(deck, step_of_state(state, heading='A "heading" \\ 日本', taken=order(deck)))
    text = deck_text(made, dataset=dataset)
    assert read_deck(text, name="mine", where="mine.toml", dataset=dataset) == made
