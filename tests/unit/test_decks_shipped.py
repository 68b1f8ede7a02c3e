"""The shipped decks: they load, say what the data say, fit their slides and keep neutral words."""

import re

import numpy as np
import pytest

from geo_tensions.analysis.counts import count
from geo_tensions.briefing.library import FIRST_DECK, deck_names, open_deck
from geo_tensions.briefing.model import Deck, StepKind
from geo_tensions.briefing.reading import read_deck
from geo_tensions.briefing.writing import deck_text
from geo_tensions.catalog import Catalog
from geo_tensions.dataset import Dataset
from geo_tensions.exports.fitting import fits
from geo_tensions.exports.fonts import has_glyph
from geo_tensions.exports.scene import Scene, counts
from geo_tensions.model import Display, Flag

NAMES = deck_names(Catalog.open())

LOADED_WORDS = re.compile(
    r"\b(seiz|liberat|occup(?:y|ied|ation)|illegal|impact point|hostile act|provocat|regime)",
    re.IGNORECASE,
)
"""What neutral text does not say (in quotation of the article it may)."""


@pytest.fixture(scope="module", params=NAMES)
def deck(request: pytest.FixtureRequest, dataset: Dataset) -> Deck:
    return open_deck(request.param, dataset=dataset)


@pytest.fixture(scope="module")
def first(dataset: Dataset) -> Deck:
    return open_deck(FIRST_DECK, dataset=dataset)


def test_three_decks_ship():
    assert len(NAMES) == 3


def test_writing_and_reading_gives_the_same_deck(deck: Deck, dataset: Dataset):
    text = deck_text(deck, dataset=dataset)
    assert read_deck(text, name=deck.name, where="x", dataset=dataset) == deck


def test_every_step_shows_something_and_says_where_from(deck: Deck, dataset: Dataset):
    for number, step in enumerate(deck.steps, start=1):
        scene = Scene.of_step(dataset, deck, number)
        assert scene.records, step.id
        assert scene.sources, step.id
        assert step.notes, step.id


def test_every_text_fits_its_slide(deck: Deck):
    for step in deck.steps:
        shown = [check for check in step.checks if check.on_slide]
        assert len(shown) <= 1, step.id
        if step.kind is not StepKind.TABLE:
            assert fits(step.text, shown[0] if shown else None), step.id


def test_every_character_can_be_drawn(deck: Deck):
    for step in deck.steps:
        words = f"{step.heading}{step.text}" + "".join(c.article + c.record for c in step.checks)
        assert all(char == "\n" or has_glyph(char) for char in words), step.id


def test_numbers_on_slides_are_those_of_the_explorer(deck: Deck, dataset: Dataset):
    for number, step in enumerate(deck.steps, start=1):
        told = Scene.of_step(dataset, deck, number).counts
        if len(step.windows) == 1:
            assert told == count(dataset, step.states()[0])
        else:
            parts = [step.shown(dataset) for _ in step.windows]
            assert told.shown.records == int(np.logical_or.reduce(parts).sum())
        assert told == counts(dataset, step.state, step.windows)


def test_words_are_neutral(deck: Deck):
    for step in deck.steps:
        for text in (step.heading, step.text, *(check.record for check in step.checks)):
            assert not LOADED_WORDS.search(text), (step.id, text)


def test_the_first_deck_walks_through_the_article(first: Deck):
    assert len(first.steps) == 16
    assert [step.kind for step in first.steps].count(StepKind.CHART) == 1
    assert sum(len(step.checks) for step in first.steps) >= 20
    shown = {check.article for step in first.steps for check in step.checks if check.on_slide}
    assert len(shown) >= 9


def test_islands_and_distances_are_those_of_the_layer(first: Deck, dataset: Dataset):
    content = dataset.catalog.read_bytes("disputed-islands").decode()
    distances = re.findall(r'"distance_tokyo_km":(\d+)', content)
    notes = first.steps[1].notes
    assert len(distances) == 4
    for distance in distances:
        assert f"{int(distance):,} km" in notes


def test_missile_figures_in_words_are_those_of_the_data(dataset: Dataset):
    deck = open_deck("missiles-over-and-around-japan", dataset=dataset)
    steps = {step.id: step for step in deck.steps}
    columns = dataset.columns
    over = steps["passed-over-japan"].shown(dataset)
    assert int(over.sum()) == 9
    space = [
        record
        for row, record in enumerate(dataset.records)
        if over[row] and "space launch" in record["title"]
    ]
    assert len(space) == 6
    inside = steps["inside-the-zone"].shown(dataset)
    assert int(columns.missiles[inside].sum()) == 19
    assert len(set(columns.event[inside])) == 13
    year = steps["the-year-2022"].shown(dataset)
    assert int(columns.missiles[year].sum()) == 73
    everything = steps["all-fall-areas"].shown(dataset)
    assert len(set(columns.event[everything])) == 161


def test_no_violation_is_shown_where_none_was_announced(dataset: Dataset):
    deck = open_deck("russian-aircraft-around-japan", dataset=dataset)
    steps = {step.id: step for step in deck.steps}
    rows = np.flatnonzero(steps["flights-no-violation"].shown(dataset))
    assert {dataset.records[int(row)]["kind"] for row in rows} == {"military-flight"}
    routes = [row for row in rows if dataset.records[int(row)].display is Display.ROUTE]
    assert all(dataset.columns.flags[row] & Flag.HAS_ROUTE for row in routes)
