"""An own record added to the shipped one that it stands for: its source and its words."""

from typing import Any

from geo_tensions.records import Record

LONGEST_NOTE = 2_000
"""Characters of an own record's words that a merge adds to the notes of a shipped one."""


def merged(shipped: Record, own: Record) -> list[tuple[str, Any]]:
    """Return the keys of a shipped record that a merge changes, with their new values.

    Its place, date and kind stay as they are: they were checked. What the own record adds is its
    sources, and its title, summary and notes as a note.
    """
    changes: list[tuple[str, Any]] = []
    sources = list(shipped["sources"] or [])
    more = [source for source in own["sources"] or [] if source not in sources]
    if more:
        changes.append(("sources", [*sources, *more]))
    told = [own["title"], own["summary"], own["notes"]]
    words = " ".join(_sentence(text) for text in told if text)[:LONGEST_NOTE]
    note = f"Added from {own.id}: {words}"
    if words and note not in (shipped["notes"] or ""):
        changes.append(("notes", "\n".join(part for part in (shipped["notes"], note) if part)))
    return changes


def _sentence(text: str) -> str:
    bare = text.strip()
    return bare if bare.endswith((".", "!", "?", "。")) else f"{bare}."
