"""Kinds of foreign events: shipped ones where the text names one, else kinds of the user's own."""

import re
from collections.abc import Iterable

from anyascii import anyascii

from geo_tensions.intake.plain import one_line, words
from geo_tensions.tables import Tables

OWN = "own-"
"""Beginning of the id of every kind that does not ship (docs/decisions/0007-own-data.md)."""

OWN_FORM = re.compile(rf"{OWN}[a-z0-9]+(-[a-z0-9]+)*")
"""What the id of an own kind looks like."""

OTHER_KIND = "own-other"
"""Kind of what is left when there are more kinds than can be told apart."""

MOST_KINDS = 100
"""Most own kinds of a file: each has a colour, a shape and a line in the legend."""

_ID_CHARS = 40
_LABEL_CHARS = 80


def known_kinds(texts: Iterable[str], tables: Tables) -> dict[str, str]:
    """Return the shipped kind of each text that names one by its id, label or noun."""
    named: dict[str, str] = {}
    for kind in tables.kinds.values():
        for name in (kind.id, kind.label, kind.noun_one, kind.noun_many):
            if name:
                named.setdefault(words(name), kind.id)
    return {text: named[words(text)] for text in texts if words(text) in named}


def own_kinds(texts: Iterable[str], *, taken: Iterable[str] = ()) -> dict[str, str]:
    """Return the id of a kind of its own for each text; texts that differ in case share one.

    Parameters
    ----------
    texts
        As they stand in the file.
    taken
        Ids that are already another text's.
    """
    ids: dict[str, str] = {}
    by_words: dict[str, str] = {}
    used = set(taken)
    for text in texts:
        told = words(text)
        if told not in by_words:
            by_words[told] = _free(OWN + (slug(text) or "kind"), used)
        ids[text] = by_words[told]
    return ids


def label_of(text: str) -> str:
    """Return the label of an own kind: its text in one line, not too long for a legend."""
    told = " ".join(one_line(text).split())
    return told if len(told) <= _LABEL_CHARS else f"{told[: _LABEL_CHARS - 1]}\u2026"


def slug(text: str, *, longest: int = _ID_CHARS) -> str:
    """Return a text as ASCII words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).lower()).strip("-")[:longest].strip("-")


def _free(wanted: str, used: set[str]) -> str:
    found, number = wanted, 1
    while found in used:
        number += 1
        found = f"{wanted}-{number}"
    used.add(found)
    return found
