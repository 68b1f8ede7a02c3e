"""Laws of decks: whatever is written is read again as it was."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from geo_tensions.analysis.state import FilterState
from geo_tensions.briefing.editing import step_of_state
from geo_tensions.briefing.model import CallOut, Check, Deck
from geo_tensions.briefing.reading import LIMITS, read_deck
from geo_tensions.briefing.writing import deck_text
from geo_tensions.dataset import Dataset
from geo_tensions.exports.tables import safe_cell

ALPHABET = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\n\t"
)


def words(limit: int, least: int = 0) -> st.SearchStrategy[str]:
    texts = st.text(ALPHABET, min_size=least, max_size=limit).map(str.strip)
    return texts.filter(lambda text: len(text) >= least)


@settings(max_examples=60, deadline=None)
@given(
    heading=words(LIMITS["heading"], 1),
    text=words(LIMITS["text"]),
    notes=words(400),
    article=words(100, 1),
    callout=words(50, 1).map(lambda text: text.replace("\n", " ")),
)
def test_a_deck_of_any_words_comes_back_from_its_text(
    dataset: Dataset, heading: str, text: str, notes: str, article: str, callout: str
):
    step = replace(
        step_of_state(FilterState.default(dataset), heading=heading),
        text=text,
        notes=notes,
        checks=(Check(article, article, on_slide=True),),
        callouts=(CallOut(callout, 143.5, 44.0),),
    )
    deck = Deck("any", heading, (step,))
    assert (
        read_deck(deck_text(deck, dataset=dataset), name="any", where="x", dataset=dataset) == deck
    )


@given(text=st.text())
def test_no_text_becomes_a_formula(text: str):
    assert not safe_cell(text).lstrip(" \u00a0").startswith(("=", "+", "-", "@"))
