"""What a card says of a record that does not ship, or that was changed by hand."""

from typing import Any

from geo_tensions.dataset import Dataset, Record
from geo_tensions.mapping.card_facts import Fact, fact
from geo_tensions.model import Edit

WHOLE_KEY = "record"
"""Key of an edit that added or withdrew a whole record."""


def origin_sections(record: Record, *, dataset: Dataset) -> list[dict[str, Any]]:
    """Return the section on own data, and the one on changes by hand, each where it has a fact."""
    origins = dataset.origins
    if origins is None:
        return []
    note = "Not part of what ships with Geo Tensions"
    found = [
        ("own", "Your own data", fact("From", origins.set_of(record.id), note=note)),
        ("edits", "Changed by hand", edits_of(origins.edits.get(record.id, ()))),
    ]
    return [
        {"id": identifier, "heading": heading, "facts": facts}
        for identifier, heading, facts in found
        if facts
    ]


def edits_of(edits: tuple[Edit, ...]) -> list[Fact]:
    """Return what was changed, latest first, each with its former value, who, when and why."""
    facts: list[Fact] = []
    for edit in reversed(edits):
        day = f"{edit.when[:10]} {edit.when[11:16]} UTC" if len(edit.when) > 10 else edit.when  # noqa: PLR2004 - a day
        note = f"{edit.who}, {day}: {edit.why}"
        if edit.key == WHOLE_KEY:
            facts += fact("Record", edit.after or "withdrawn", note=note)
        else:
            text = f"{edit.after or 'nothing'} (before: {edit.before or 'nothing'})"
            facts += fact(edit.key, text, note=note)
    return facts
