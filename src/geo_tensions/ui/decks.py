"""The visitor's own decks: changed step by step, with undo, kept in the browser.

Each change gives the decks a higher number; the map's script then writes their text into the
browser's storage. On a new visit it reports what it kept (`static/drafts.js`).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from geo_tensions.briefing.editing import new_id
from geo_tensions.briefing.model import Deck
from geo_tensions.briefing.reading import DeckError, read_deck
from geo_tensions.briefing.writing import deck_text
from geo_tensions.dataset import Dataset

UNDO_STEPS = 50
"""How many changes can be taken back."""

MOST = 40
"""How many decks are kept: more than a browser's storage should hold of them."""


@dataclass
class Decks:
    """What one visitor made.

    Attributes
    ----------
    own
        Decks by name.
    rev
        Rises with every change; 0: nothing is known yet, perhaps the browser keeps some.
    past
        Earlier decks, latest last, each with words on the change after it.
    unread
        Text of kept decks that cannot be read with this data, by name. They stay in the browser.
    problems
        One line for each fault of a deck that was loaded or kept.
    known
        Whether what the browser kept was read: until then it must not be written over.
    """

    own: dict[str, Deck] = field(default_factory=dict)
    rev: int = 0
    past: list[tuple[dict[str, Deck], str]] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    known: bool = False

    def put(self, deck: Deck, *, what: str) -> None:
        """Keep a new or changed deck; ``what`` tells the change."""
        self._change(self.own | {deck.name: deck}, what)

    def drop(self, name: str) -> None:
        """Delete a deck."""
        title = self.own[name].title
        kept = {key: deck for key, deck in self.own.items() if key != name}
        self._change(kept, f"deleting “{title}”")

    def undo(self) -> None:
        """Take the last change back."""
        if self.past:
            self.own, _ = self.past.pop()
            self.rev += 1

    def new_name(self, title: str, *, taken: list[str]) -> str:
        """Return a name for a deck that nobody has."""
        return new_id(title, taken={*taken, *self.own, *self.unread})

    def load(self, content: bytes, *, file: str, taken: list[str], dataset: Dataset) -> str | None:
        """Take a deck from a file; returns its name, or None and keeps what is wrong with it."""
        self.problems = []
        name = self.new_name(file.rsplit(".", 1)[0], taken=taken)
        try:
            deck = read_deck(content, name=name, where=file, dataset=dataset)
        except DeckError as error:
            self.problems = list(error.problems)
            return None
        self.put(deck, what=f"loading “{deck.title}”")
        return name

    def adopt(self, kept: object, *, dataset: Dataset) -> None:
        """Take what the browser kept, once, beside what was made meanwhile."""
        if self.known:
            return
        self.known = True
        self.rev += 1
        mine = {name: deck_text(deck, dataset=dataset) for name, deck in self.own.items()}
        for key, text in _texts(kept).items():
            if mine.get(key) == text:
                # A map that was opened before this one had the browser keep it.
                continue
            name = new_id(key, taken=self.own)
            try:
                deck = read_deck(text, name=name, where=f"kept deck '{name}'", dataset=dataset)
            except DeckError as error:
                self.unread[name] = text
                self.problems += error.problems
            else:
                self.own[name] = deck

    def message(self, *, dataset: Dataset) -> dict[str, Any]:
        """Return what the browser is told of them."""
        texts = {name: deck_text(deck, dataset=dataset) for name, deck in self.own.items()}
        all_texts = self.unread | texts
        text = json.dumps(all_texts) if all_texts else ""
        return {"rev": self.rev, "known": self.known, "text": text}

    def _change(self, own: dict[str, Deck], what: str) -> None:
        self.past.append((dict(self.own), what))
        del self.past[:-UNDO_STEPS]
        self.own = own
        self.rev += 1


def _texts(kept: object) -> Mapping[str, str]:
    """Return the texts of kept decks; a browser's storage may hold anything."""
    try:
        found = json.loads(kept) if isinstance(kept, str) else None
    except (ValueError, RecursionError):
        return {}
    if not isinstance(found, dict):
        return {}
    texts = {name: text for name, text in found.items() if isinstance(text, str)}
    return dict(list(texts.items())[:MOST])
