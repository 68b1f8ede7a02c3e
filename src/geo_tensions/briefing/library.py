"""Where decks lie, and which there are."""

from collections.abc import Sequence
from pathlib import Path

from geo_tensions.briefing.model import Deck
from geo_tensions.briefing.reading import MAX_BYTES, DeckError, read_deck
from geo_tensions.catalog import Catalog
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError

FOLDER = "briefings"
"""Folder of the shipped decks below ``geodata``."""
FIRST_DECK = "relations-at-a-low"
"""The deck that walks through the article from which the project set out."""


def deck_names(catalog: Catalog) -> Sequence[str]:
    """Return the names of the shipped decks, the first deck first, the others by name."""
    found = {path.stem for path in (catalog.root / FOLDER).glob("*.toml")}
    return sorted(found, key=lambda name: (name != FIRST_DECK, name))


def is_shipped(name: str, catalog: Catalog) -> bool:
    """Tell whether a deck of a name is shipped."""
    return (catalog.root / FOLDER / f"{name}.toml").is_file()


def open_deck(name: str, *, dataset: Dataset) -> Deck:
    """Read a shipped deck by its name, or any deck by the path of its file.

    Raises
    ------
    DeckError
        If there is none or it is faulty; names file, step and field.
    """
    if name.endswith(".toml"):
        path, where = Path(name), name
    else:
        path = dataset.catalog.root / FOLDER / f"{name}.toml"
        where = f"geodata/{FOLDER}/{name}.toml"
        if name not in deck_names(dataset.catalog):
            known = ", ".join(deck_names(dataset.catalog)) or "none is there"
            problem = DataError(f"deck '{name}'", "is not shipped", f"use a .toml file or: {known}")
            raise DeckError([str(problem)])
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        problem = DataError(where, f"cannot be read ({error.strerror or error})", "check the path")
        raise DeckError([str(problem)]) from error
    return read_deck(content, name=path.stem, where=where, dataset=dataset)
