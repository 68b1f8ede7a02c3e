"""The page of decks and the downloads, run without a browser."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from geo_tensions.briefing.library import deck_names, open_deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports.scene import Scene
from geo_tensions.ui.library import library
from geo_tensions.ui.serving import SCRIPT

TIMEOUT_S = 90


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Let no test see data that another one has damaged."""
    library.clear()
    yield
    library.clear()


def page() -> None:
    from geo_tensions.ui.present import show  # noqa: PLC0415 - runs as a script of its own

    show()


def opened() -> AppTest:
    app = AppTest.from_function(page, default_timeout=TIMEOUT_S).run()
    assert not app.exception
    return app


def test_the_shipped_decks_can_be_chosen_and_previewed(dataset: Dataset) -> None:
    app = opened()
    for name in deck_names(dataset.catalog):
        deck = open_deck(name, dataset=dataset)
        app.selectbox(key="present-deck").select(name).run()
        assert not app.exception
        assert len(app.selectbox(key="present-step").options) == len(deck.steps)
        last = len(deck.steps) - 1
        app.selectbox(key="present-step").select(last).run()
        scene = Scene.of_step(dataset, deck, last + 1)
        told = " ".join(item.value for item in app.caption).replace("\\", "")
        assert scene.counts.sentence in told
        # The map shows what the step shows.
        state = app.session_state["session"].state
        assert Scene.of_state(dataset, state).counts.shown == scene.counts.shown


def test_a_shipped_deck_is_copied_edited_and_taken_back(dataset: Dataset) -> None:
    app = opened()
    app.button(key="copy-deck").click().run()
    name = app.selectbox(key="present-deck").value
    own = app.session_state["decks"].own
    shipped = open_deck(deck_names(dataset.catalog)[0], dataset=dataset)
    assert own[name].steps == shipped.steps
    heading = next(item for item in app.text_input if item.label == "Heading")
    heading.set_value("Another heading")
    next(item for item in app.button if item.label == "Keep" and "edit" in item.form_id).click()
    app.run()
    assert app.session_state["decks"].own[name].steps[0].heading == "Another heading"
    next(item for item in app.button if item.label == "Later").click().run()
    assert app.session_state["decks"].own[name].steps[1].heading == "Another heading"
    assert app.selectbox(key="present-step").value == 1
    next(item for item in app.button if item.label == "Delete slide").click().run()
    assert len(app.session_state["decks"].own[name].steps) == len(shipped.steps) - 1
    for _ in range(3):
        app.button(key="undo-deck").click().run()
        assert not app.exception
    assert app.session_state["decks"].own[name].steps == shipped.steps


def test_a_view_is_added_to_a_new_deck_from_the_explorer() -> None:
    app = AppTest.from_file(str(SCRIPT), default_timeout=TIMEOUT_S)
    app.query_params["from"] = "2024-09-01"
    app.query_params["to"] = "2024-11-30"
    app.session_state["add-box"] = True
    app.run()
    app.text_input(key="add-heading").set_value("Autumn").run()
    app.button(key="add-step").click().run()
    assert not app.exception
    deck = app.session_state["decks"].own["my-deck"]
    assert deck.steps[0].heading == "Autumn"
    assert deck.steps[0].windows[0].first.isoformat() == "2024-09-01"
    app.button(key="add-step").click().run()
    assert [step.id for step in app.session_state["decks"].own["my-deck"].steps] == [
        "autumn",
        "2024-09-01-to-2024-11-30",
    ]


def test_slow_formats_are_made_with_a_progress_bar_and_then_offered() -> None:
    app = AppTest.from_file(str(SCRIPT), default_timeout=TIMEOUT_S)
    app.query_params["from"] = "2024-09-01"
    app.query_params["to"] = "2024-09-30"
    app.session_state["view-export"] = True
    app.run()
    app.selectbox(key="view-format").select("Living map and presenter (HTML)").run()
    app.button(key="view-make").click().run()
    assert not app.exception
    made = app.session_state["made-file"]
    assert made.name == "geo-tensions-2024-09-01-2024-09-30.html"
    assert made.content.startswith(b"<!doctype html>")


def test_a_damaged_view_id_is_told_and_the_default_shown() -> None:
    app = AppTest.from_file(str(SCRIPT), default_timeout=TIMEOUT_S)
    app.query_params["view"] = "nonsense"
    app.run()
    assert not app.exception
    assert "view id is damaged" in app.warning[0].value.replace("\\", "")
