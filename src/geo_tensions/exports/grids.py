"""The tables of a deck's table steps, and the table of an article's statements."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo_tensions.briefing.model import Deck, Step, Table, TableKind
from geo_tensions.dataset import Dataset, Record
from geo_tensions.exports import layout
from geo_tensions.exports.fonts import width
from geo_tensions.exports.scene import Scene
from geo_tensions.mapping.card_words import EVIDENCE_WORDS
from geo_tensions.model import Evidence
from geo_tensions.tables import read_rows


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as text: headings, rows, and the width of each column as a part of the whole."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


def grid_of_step(step: Step, scene: Scene) -> Grid:
    """Return the table that a step shows."""
    table = step.table or Table(TableKind.RECORDS)
    if table.kind is TableKind.ROWS:
        return Grid(table.columns, table.rows, _even(table))
    if table.kind is TableKind.POSITIONS:
        return _positions(table.subjects, scene.dataset)
    return records_grid(scene.records, scene.dataset)


def records_grid(records: Sequence[Record], dataset: Dataset) -> Grid:
    """Return records as a table: when, what, who, on whose word."""
    rows = tuple(
        (
            record_dates(record),
            str(record["title"]),
            "; ".join(dataset.actors[code].label for code in record["actors"]),
            EVIDENCE_WORDS[Evidence(record["evidence"])][0],
        )
        for record in records
    )
    return Grid(("Date", "What", "Who", "Evidence"), rows, (0.15, 0.48, 0.25, 0.12))


def record_dates(record: Record) -> str:
    """Return the dates of a record, such as ``since 2016-11-22``."""
    start, end = record["start"], record["end"]
    if record["end_kind"] == "open":
        return f"since {start}"
    return f"{start} \u2013 {end}" if end and end != start else str(start)


def checks_grid(deck: Deck) -> Grid:
    """Return every statement of the article that a deck checks, with what the sources say."""
    rows = tuple(
        (str(number), check.article, check.record)
        for number, step in enumerate(deck.steps, start=1)
        for check in step.checks
    )
    return Grid(("Step", "The article", "What the sources say"), rows, (0.07, 0.36, 0.57))


def _positions(subjects: Sequence[str], dataset: Dataset) -> Grid:
    rows = read_rows(dataset.catalog, "positions")
    found = []
    for subject in subjects:
        said = {
            row["claimant"]: f"{row['statement']} ({row['document']})"
            for row in rows
            if row["subject"] == subject
        }
        found.append(
            (
                subject[:1].upper() + subject[1:],
                said.get("Japan", "\u2013"),
                said.get("Russia", "\u2013"),
            )
        )
    return Grid(("On", "Japan", "Russia"), tuple(found), (0.16, 0.42, 0.42))


def _even(table: Table) -> tuple[float, ...]:
    """Return widths by the length of the texts; none is narrower than its longest word."""
    room = layout.FULL_WIDTH * layout.POINTS
    cells = list(zip(table.columns, *table.rows, strict=True))
    words = [
        max(
            width(word, layout.TABLE_PT, bold=True)
            for cell in column
            for word in cell.split() or [""]
        )
        for column in cells
    ]
    least = [(word + 20) / room for word in words]
    lengths = [max(min(len(cell), 90) for cell in column) for column in cells]
    spare = max(1 - sum(least), 0.0)
    shares = [
        one + spare * part / max(sum(lengths), 1) for one, part in zip(least, lengths, strict=True)
    ]
    return tuple(share / sum(shares) for share in shares)
