"""Editing the steps of an own deck."""

from dataclasses import replace

import streamlit as st

from geo_tensions.briefing.editing import changed, moved, removed
from geo_tensions.briefing.model import Deck, Step
from geo_tensions.briefing.reading import LIMITS
from geo_tensions.ui.drafting import decks
from geo_tensions.ui.visitor import current

CHOSEN = "present-step"
"""Session key of the step that is shown, from 0."""


def show(deck: Deck, place: int) -> None:
    """Show the fields and buttons of a step."""
    step = deck.steps[place]
    # A step that was changed elsewhere (undo, another deck) is another form.
    mark = f"{deck.name}-{step.id}-{decks().rev}"
    with st.form(f"edit-{mark}", border=True):
        heading = st.text_input("Heading", step.heading, max_chars=LIMITS["heading"])
        text = st.text_area("Text on the slide", step.text, max_chars=LIMITS["text"], height=120)
        notes = st.text_area("Speaker's notes", step.notes, max_chars=LIMITS["notes"], height=120)
        play = st.checkbox("Play the dates when this slide comes", step.play)
        if st.form_submit_button("Keep", type="primary", icon=":material/check:"):
            kept = replace(
                step,
                heading=_plain(heading) or step.heading,
                text=_plain(text),
                notes=_plain(notes),
                play=play,
            )
            if kept != step:
                decks().put(changed(deck, place, kept), what=f"editing slide {place + 1}")
                st.rerun()
    row = st.container(horizontal=True)
    last = len(deck.steps) - 1
    row.button(
        "Earlier",
        icon=":material/arrow_upward:",
        disabled=place == 0,
        on_click=_move,
        args=(deck, place, place - 1),
        key=f"up-{mark}",
    )
    row.button(
        "Later",
        icon=":material/arrow_downward:",
        disabled=place == last,
        on_click=_move,
        args=(deck, place, place + 1),
        key=f"down-{mark}",
    )
    row.button(
        "Take the map as it is now",
        icon=":material/my_location:",
        on_click=_retake,
        args=(deck, place),
        key=f"retake-{mark}",
        help="Dates, filters, layers and view of the map replace those of this slide.",
    )
    row.button(
        "Delete slide",
        icon=":material/delete:",
        disabled=last == 0,
        on_click=_delete,
        args=(deck, place),
        key=f"delete-{mark}",
        help="Undo brings it back.",
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def _move(deck: Deck, place: int, to: int) -> None:
    decks().put(moved(deck, place, to), what=f"moving slide {place + 1}")
    st.session_state[CHOSEN] = to


def _delete(deck: Deck, place: int) -> None:
    decks().put(removed(deck, place), what=f"deleting slide {place + 1}")
    st.session_state[CHOSEN] = max(0, min(place, len(deck.steps) - 2))


def _retake(deck: Deck, place: int) -> None:
    state = current().state
    step: Step = replace(deck.steps[place], state=state, windows=(state.window,))
    decks().put(changed(deck, place, step), what=f"retaking slide {place + 1}")
