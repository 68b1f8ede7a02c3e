"""New rows of the tables of sources and corrections; all other rows stay as they are."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from geo_tensions.analysis.changes import logged
from geo_tensions.model import Source
from geo_tensions.registers import Nature
from geo_tensions.tables import Tables
from geo_tensions.workspace.changes import GEOMETRY, Change, Feature, Op, value_of
from geo_tensions.workspace.patch import point_of

Row = Sequence[str]


def with_sources(tables: Tables, sources: Sequence[Source]) -> Tables:
    """Return tables that know more sources."""
    known = {**{source.id: source for source in sources}, **tables.sources}
    return replace(tables, sources=known)


def source_faults(text: str, sources: Sequence[Source]) -> Iterator[str]:
    """Yield what makes sources unfit for the table, one line a fault."""
    rows = [row for row, _, _ in _rows(text)][1:]
    known = {row[0]: tuple(row) for row in rows}
    addresses = {row[4]: row[0] for row in rows if row[4]}
    tiers = {row[6] for row in rows}
    for source in sources:
        where = f"source {source.id}"
        if known.get(source.id, astuple(source)) != astuple(source):
            yield f"{where}: tables/sources.csv has another one of this id; give it its own"
        if addresses.setdefault(source.url, source.id) != source.id and source.url:
            yield f"{where}: its url is that of {addresses[source.url]}; cite that one"
        parts = urlsplit(source.url) if source.url else None
        if parts is not None and not (parts.scheme in {"http", "https"} and parts.hostname):
            yield f"{where}: url '{source.url[:80]}' is no address of a page"
        if source.tier not in tiers:
            yield f"{where}: tier '{source.tier[:40]}' is none of {', '.join(sorted(tiers))}"


def with_rows_of_sources(text: str, sources: Sequence[Source]) -> str:
    """Return the table of sources with those that it lacks."""
    known = {row[0] for row, _, _ in _rows(text)}
    return _with(text, [astuple(source) for source in sources if source.id not in known])


def with_log(text: str, rows: Sequence[Row]) -> str:
    """Return the log of corrections with more rows."""
    return _with(text, rows)


def log_rows(
    changes: Sequence[Change],
    before: Mapping[str, Feature],
    after: Mapping[str, Feature],
    *,
    version: str,
    day: date,
) -> list[Row]:
    """Return what the log says of changes, one value a row.

    Parameters
    ----------
    changes
        One for each value (:func:`geo_tensions.workspace.changes.net`).
    before, after
        The records without and with the changes.
    version, day
        Data version and day of the entries.
    """
    rows: list[Row] = []
    for change in changes:
        if change.op is Op.CORRECT:
            old, new = (value_of(one[change.record], change.key) for one in (before, after))
            values = list(_values(change.key, old, new))
            nature = Nature.CORRECTED
        else:
            added = change.op is Op.ADD
            values = [("id", "", change.record) if added else ("id", change.record, "")]
            nature = Nature.ADDED if added else Nature.REMOVED
        why = " ".join(change.why.split())
        head = (change.record, version, day.isoformat(), nature.value)
        rows += [(*head, *value, why, "") for value in values if value[1] != value[2]]
    return rows


def _values(key: str, old: Any, new: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - JSON
    """Yield field, former and new value as the log writes them."""
    if key == GEOMETRY:
        parts = (point_of(old), point_of(new))
        names = ["lon", "lat"]
        prefix = ""
    elif isinstance(old or new, Mapping):
        parts = (old or {}, new or {})
        names = list(dict.fromkeys([*parts[0], *parts[1]]))
        prefix = f"{key}."
    else:
        yield key, logged(old), logged(new)
        return
    for name in names:
        yield prefix + name, logged(parts[0].get(name)), logged(parts[1].get(name))


def _with(text: str, rows: Sequence[Row]) -> str:
    """Insert each row behind the last one of its key, or before the first of a greater key."""
    lines = text.splitlines(keepends=True)
    known = [(row[0], begin, end) for row, begin, end in _rows(text)][1:]
    inserted: dict[int, str] = {}
    for row in sorted(rows, key=lambda row: row[0]):
        mine = [end for key, _, end in known if key == row[0]]
        greater = [begin for key, begin, _ in known if key > row[0]]
        at = mine[-1] if mine else greater[0] if greater else len(lines)
        target = io.StringIO()
        csv.writer(target, lineterminator="\n").writerow(row)
        inserted[at] = inserted.get(at, "") + target.getvalue()
    for at in sorted(inserted, reverse=True):
        lines.insert(at, inserted[at])
    return "".join(lines)


def _rows(text: str) -> Iterator[tuple[list[str], int, int]]:
    """Yield each row with its first line and the one behind its last, from 0."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begin = 0
    for row in reader:
        yield row, begin, reader.line_num
        begin = reader.line_num
