"""What is new since a day or a data version, and whether the log of corrections tells the truth."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from geo_tensions.analysis.words import counted, day_words, listed
from geo_tensions.dataset import Dataset
from geo_tensions.records import Record
from geo_tensions.registers import Against, Correction, Nature, ScramblePeriod

_VERSION = re.compile(r"v?(\d+)\.(\d+)\.(\d+)(?:\+.*)?")
_ORDER = (Nature.ADDED, Nature.CHANGED, Nature.CORRECTED, Nature.REMOVED)


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record, with every entry of the log that says so."""

    id: str
    nature: Nature
    entries: Sequence[Correction]


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, by nature and then by id.

    A record that was added and then corrected counts as added.
    """

    since: str
    items: Sequence[Change]

    def of(self, nature: Nature) -> list[Change]:
        """Return the changes of one nature."""
        return [item for item in self.items if item.nature is nature]

    @property
    def sentence(self) -> str:
        """How many records were added, changed, corrected and removed."""
        parts = [
            f"{counted(len(found), 'record')} {nature.value}"
            for nature in _ORDER
            if (found := self.of(nature))
        ]
        return f"Since {self.since}: {listed(parts) or 'nothing new'}."


def new_since(log: Sequence[Correction], since: date | str) -> Changes:
    """Return what entered the log after a day or a data version.

    Parameters
    ----------
    log
        Entries of the log of corrections.
    since
        A day, or a data version such as ``1.0.0`` (a hash after ``+`` does not matter). What was
        logged on the day, or for the version, is known to its reader.

    Raises
    ------
    ValueError
        If the text is no version.
    """
    if isinstance(since, date):
        label = day_words(since)
        entries = [entry for entry in log if entry.day > since]
    else:
        known = version_key(since)
        label = f"data version {'.'.join(map(str, known))}"
        entries = [entry for entry in log if version_key(entry.data_version) > known]
    by_id: dict[str, list[Correction]] = defaultdict(list)
    for entry in entries:
        by_id[entry.id].append(entry)
    found = [Change(key, _nature(group), group) for key, group in by_id.items()]
    found.sort(key=lambda change: (_ORDER.index(change.nature), change.id))
    return Changes(label, found)


def version_key(text: str) -> tuple[int, int, int]:
    """Return the numbers of a data version, by which versions are ordered.

    Raises
    ------
    ValueError
        If the text is no version.
    """
    match = _VERSION.fullmatch(text.strip())
    if match is None:
        msg = f"'{text}' is no data version of the form 1.0.0"
        raise ValueError(msg)
    major, minor, patch = match.groups()
    return int(major), int(minor), int(patch)


def present_value(record: Record, field: str) -> str:
    """Return a value of a record as the log writes it: empty for none, lists joined by ``; ``."""
    if field in {"lon", "lat"}:
        return logged(record.lon if field == "lon" else record.lat)
    key, _, part = field.partition(".")
    value = record[key]
    return logged((value or {}).get(part) if part else value)


def logged(value: Any) -> str:  # noqa: ANN401 - an authored value of any type
    """Return an authored value as the log writes it: empty for none, lists joined by ``; ``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def faults(
    log: Sequence[Correction], dataset: Dataset, periods: Sequence[ScramblePeriod]
) -> list[str]:
    """Return where the log does not tell the truth about the present data, one line a fault."""
    scrambles = {period.id: period for period in periods}
    chains: dict[tuple[str, str], list[Correction]] = defaultdict(list)
    removed = {entry.id: at for at, entry in enumerate(log) if entry.nature is Nature.REMOVED}
    for at, entry in enumerate(log):
        # What was logged of a record before it was removed, nothing need follow from.
        if entry.field == "id" or at > removed.get(entry.id, -1):
            chains[entry.id, entry.field].append(entry)
    found = [fault for entry in log for fault in _entry_faults(entry, dataset)]
    for (identifier, field), chain in chains.items():
        where = f"{identifier}, {field}"
        order = [(version_key(entry.data_version), entry.day) for entry in chain]
        if order != sorted(order):
            found.append(f"{where}: entries are not in the order of their versions")
        found += [
            f"{where}: '{later.before}' does not follow from '{earlier.after}'"
            for earlier, later in pairwise(chain)
            if later.before != earlier.after
        ]
        found += _present_faults(chain[-1], dataset=dataset, scrambles=scrambles)
    return found


def _nature(entries: Sequence[Correction]) -> Nature:
    natures = {entry.nature for entry in entries}
    for first in (Nature.REMOVED, Nature.ADDED, Nature.CORRECTED):
        if first in natures:
            return first
    return Nature.CHANGED


def _entry_faults(entry: Correction, dataset: Dataset) -> Iterator[str]:
    where = f"{entry.id}, {entry.field}"
    if entry.before == entry.after:
        yield f"{where}: before and after are the same"
    if not entry.why:
        yield f"{where}: says not why"
    if entry.source and entry.source not in dataset.sources:
        yield f"{where}: source '{entry.source}' is not in the tables"
    if version_key(entry.data_version) > version_key(dataset.catalog.version):
        yield f"{where}: version {entry.data_version} is later than that of the data"
    whole = entry.field == "id" and not (entry.before and entry.after)
    if (entry.nature in {Nature.ADDED, Nature.REMOVED}) != whole:
        yield f"{where}: nature {entry.nature} does not fit before and after"


def _present_faults(
    last: Correction, *, dataset: Dataset, scrambles: Mapping[str, ScramblePeriod]
) -> Iterator[str]:
    where = f"{last.id}, {last.field}"
    row = dataset.row_of.get(last.id)
    if last.nature is Nature.REMOVED:
        if row is not None or last.id in scrambles:
            yield f"{where}: was removed but is there"
        return
    if last.id in scrambles:
        present = _figure(scrambles[last.id], last.field)
    elif row is None or dataset.records[row].id != last.id:
        yield f"{where}: no record has this id"
        return
    else:
        present = present_value(dataset.records[row], last.field)
    if present != last.after:
        yield f"{where}: the log says '{last.after}', the data say '{present}'"


def _figure(period: ScramblePeriod, field: str) -> str:
    if field == "id":
        return period.id
    figure = period.figures.get(Against(field)) if field in set(Against) else None
    return str(figure.value) if figure else ""
