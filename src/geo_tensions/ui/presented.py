"""The deck that the page presents: which one, which slide, and what the map is told of it."""

import json
from typing import Any

import streamlit as st

from geo_tensions.briefing.library import deck_names, open_deck
from geo_tensions.briefing.model import Deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports.screens import screens
from geo_tensions.mapping.published import Published
from geo_tensions.ui.library import library

_ORDERS = "present-orders"
_SCREEN = "present-screen"
_READY = "present-ready"
MEDIA_TYPE = "application/json"


@st.cache_resource(show_spinner=False, max_entries=1)
def _shipped(_dataset: Dataset, version: str) -> dict[str, Deck]:  # noqa: ARG001 - names the entry
    catalog = _dataset.catalog
    return {name: open_deck(name, dataset=_dataset) for name in deck_names(catalog)}


def shipped() -> dict[str, Deck]:
    """Return the shipped decks by name: of the shipped data, whatever a visitor added to it.

    Raises
    ------
    DeckError
        If one is faulty.
    """
    dataset = library().dataset
    return _shipped(dataset, f"{dataset.catalog.root} {dataset.catalog.data_version}")


def present(step: int) -> None:
    """Order the map to present the deck from a step (from 0); a callback."""
    st.session_state[_ORDERS] = st.session_state.get(_ORDERS, 0) + 1
    st.session_state[_SCREEN] = step


def order(deck: Deck, published: Published) -> dict[str, Any]:
    """Return the part of the map's command that tells which deck can be presented."""
    shown = _shown(deck, published)
    step = st.session_state.get(_SCREEN, 0)
    wanted = deck.steps[min(step, len(deck.steps) - 1)].id
    screen = next((place for place, one in enumerate(shown["screens"]) if one["step"] == wanted), 0)
    name = published.store.put(
        json.dumps(shown, ensure_ascii=False).encode(), media_type=MEDIA_TYPE, passing=True
    )
    return {
        "deck": {
            "name": name,
            "title": deck.title,
            "rev": st.session_state.get(_ORDERS, 0),
            # From the first step the title comes before it.
            "screen": screen if step else 0,
        }
    }


def _shown(deck: Deck, published: Published) -> dict[str, Any]:
    """Return a deck's screens, made once for each deck as it stands."""
    ready = st.session_state.get(_READY)
    of = (deck, published.dataset.catalog.data_version)
    if ready is None or ready[0] != of:
        ready = (of, screens(deck, published.dataset))
        st.session_state[_READY] = ready
    found: dict[str, Any] = ready[1]
    return found
