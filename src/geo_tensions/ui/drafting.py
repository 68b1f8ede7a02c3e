"""The visitor's decks in the session: where they are, how a view becomes a step of one."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from geo_tensions.briefing.editing import added, step_of_state
from geo_tensions.briefing.library import deck_names
from geo_tensions.briefing.model import Deck
from geo_tensions.briefing.reading import LIMITS
from geo_tensions.dataset import Dataset
from geo_tensions.ui.decks import Decks
from geo_tensions.ui.visitor import current

_DECKS = "decks"
_NEW = ""
"""Stands for a deck that is yet to be made."""


def decks() -> Decks:
    """Return the visitor's own decks."""
    found: Decks = st.session_state.setdefault(_DECKS, Decks())
    return found


def adopt(report: Mapping[str, Any], dataset: Dataset) -> None:
    """Take the decks that the browser kept from a report of the map."""
    if kept := report.get("decks"):
        decks().adopt(kept, dataset=dataset)
        current().due = True


def more_of_command(dataset: Dataset) -> dict[str, Any]:
    """Return the part of the map's command that has the browser keep the decks."""
    return {"drafts": decks().message(dataset=dataset)}


def show_add(dataset: Dataset) -> None:
    """Offer to add what the map shows to a deck, as a step."""
    own = decks()
    box = st.popover(
        "Add to deck",
        icon=":material/playlist_add:",
        width="stretch",
        key="add-box",
        on_change="rerun",
    )
    # What it holds is sent when it is opened.
    if not box.open:
        return
    with box:
        st.write("Add this view to a deck: dates, filters, layers and map as they are now.")
        if own.own:
            names = [*reversed(own.own), _NEW]
            st.selectbox(
                "Deck",
                names,
                format_func=lambda name: own.own[name].title if name in own.own else "A new deck",
                key="add-deck",
            )
        if st.session_state.get("add-deck", _NEW) == _NEW:
            st.text_input(
                "Title of the new deck",
                placeholder="My deck",
                max_chars=LIMITS["title"],
                key="add-title",
            )
        st.text_input(
            "Heading of the slide",
            placeholder="What this view shows",
            max_chars=LIMITS["heading"],
            key="add-heading",
        )
        st.text_area("Text", max_chars=LIMITS["text"], height=110, key="add-text")
        st.button("Add this view", type="primary", on_click=_add, args=(dataset,), key="add-step")
        st.caption("Kept in this browser. Order, edit and present it on the page Present.")


def _add(dataset: Dataset) -> None:
    own, entered = decks(), st.session_state
    heading = str(entered.get("add-heading") or "").strip()
    state = current().state
    heading = heading or f"{state.window.first} to {state.window.last}"
    name = entered.get("add-deck", _NEW)
    deck = own.own.get(name)
    if deck is None:
        title = str(entered.get("add-title") or "").strip() or "My deck"
        name = own.new_name(title, taken=list(deck_names(dataset.catalog)))
        deck = Deck(name, title, ())
    taken = {step.id for step in deck.steps}
    step = step_of_state(
        state, heading=heading, text=str(entered.get("add-text") or ""), taken=taken
    )
    own.put(added(deck, step), what=f"adding “{heading}”")
    # The map has the browser keep it.
    current().due = True
    entered["add-deck"] = name
    entered["add-heading"] = entered["add-text"] = entered["add-title"] = ""
    st.toast(f"Slide {len(deck.steps) + 1} of “{deck.title}”", icon=":material/playlist_add_check:")
