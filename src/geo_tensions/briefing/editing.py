"""Making a deck step by step: every change gives a new deck, the old one stays as it was."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import replace

from geo_tensions.analysis.state import FilterState
from geo_tensions.briefing.model import Deck, Step, StepKind

_OTHER = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 48


def step_of_state(
    state: FilterState, *, heading: str, text: str = "", taken: Collection[str] = ()
) -> Step:
    """Return what the explorer shows as a step of a deck.

    Parameters
    ----------
    state
        The explorer's state.
    heading, text
        Words of the step; its id is made from the heading.
    taken
        Ids that the step may not have.
    """
    identifier = new_id(heading, taken=taken)
    # As reading it back would give it.
    text = text.replace("\r\n", "\n").strip()
    return Step(identifier, StepKind.MAP, heading, state, windows=(state.window,), text=text)


def new_id(heading: str, *, taken: Collection[str]) -> str:
    """Return an id made from a heading that is not taken."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    stem = _OTHER.sub("-", plain).strip("-")[:_LONGEST_ID].strip("-") or "step"
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def added(deck: Deck, step: Step, *, at: int | None = None) -> Deck:
    """Return a deck with one more step, at the end or at a place counted from 0."""
    place = len(deck.steps) if at is None else at
    return replace(deck, steps=(*deck.steps[:place], step, *deck.steps[place:]))


def removed(deck: Deck, place: int) -> Deck:
    """Return a deck without the step at a place counted from 0."""
    return replace(deck, steps=(*deck.steps[:place], *deck.steps[place + 1 :]))


def changed(deck: Deck, place: int, step: Step) -> Deck:
    """Return a deck with another step at a place counted from 0."""
    return replace(deck, steps=(*deck.steps[:place], step, *deck.steps[place + 1 :]))


def moved(deck: Deck, place: int, to: int) -> Deck:
    """Return a deck with the step at one place moved to another, both counted from 0."""
    return added(removed(deck, place), deck.steps[place], at=to)
