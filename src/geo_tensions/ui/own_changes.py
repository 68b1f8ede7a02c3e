"""The visitor's changes of single records: made, taken back, and told in words."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from geo_tensions.dataset import Dataset
from geo_tensions.ingest.lazy import told_sources
from geo_tensions.model import Edit
from geo_tensions.own.combine import Changed, feature_of
from geo_tensions.own.sets import set_of
from geo_tensions.workspace import Change, Op, faults_after, fold
from geo_tensions.workspace.changes import WHOLE, Feature, opposite

NOBODY = "Unnamed user"
"""Who made a change before anybody gave a name."""

LONGEST_WORDS = 300
"""Characters of a value in the history."""


@dataclass
class Ledger:
    """Changes of records in the order in which they were made; undo appends the opposite.

    Attributes
    ----------
    changes
        All of them, those that a workspace keeps included.
    steps
        Changes of each step of the visitor that can still be taken back, latest last, with words
        on it.
    rev
        Rises with every change.
    who
        Name under which changes are made, remembered from the last one.
    """

    changes: list[Change] = field(default_factory=list)
    steps: list[tuple[tuple[Change, ...], str]] = field(default_factory=list)
    rev: int = 0
    who: str = ""

    @property
    def touched(self) -> list[str]:
        """Ids of all records that any change is about."""
        return list(dict.fromkeys(change.record for change in self.changes))

    @property
    def unsaved(self) -> list[Change]:
        """Changes that no workspace keeps."""
        return [change for change in self.changes if not change.number]

    def make(self, changes: Sequence[Change], *, what: str) -> None:
        """Make changes that were judged; ``what`` tells the step, for undo."""
        self.append(changes)
        self.steps.append((tuple(changes), what))

    def append(self, changes: Sequence[Change]) -> None:
        """Take changes that are no step of this visitor's."""
        self.changes.extend(changes)
        self.rev += 1

    def settle(self, kept: Sequence[Change]) -> None:
        """Put what a workspace kept in the place of the same changes without a number."""
        waiting = list(kept)
        for place, change in enumerate(self.changes):
            if not change.number and waiting and _same(change, waiting[0]):
                self.changes[place] = waiting.pop(0)
        self.changes.extend(waiting)
        # The log is in the order in which the workspace has it.
        self.changes.sort(key=lambda change: (not change.number, change.number))
        self.rev += 1

    def back(self) -> list[Change]:
        """Take the last step back; returns the opposites that were appended."""
        if not self.steps:
            return []
        made, what = self.steps.pop()
        undone = [opposite(one, who=one.who, why=f"Undo of {what}") for one in reversed(made)]
        self.append(undone)
        return undone

    def folded(
        self,
        originals: Mapping[str, Feature],
        skipped: Collection[str],
        *,
        sets: Collection[str],
    ) -> Changed:
        """Return what all changes come to.

        Parameters
        ----------
        originals
            Touched records as they are without any change, by id.
        skipped
            Ids of own records that are not shown.
        sets
            Words of the sets that are shown: records of others stay away, changed or not.
        """
        features, withdrawn = fold(originals, self.changes)
        here = {item for item in self.touched if not set_of(item) or set_of(item) in sets}
        # Those that came out as they were are no changes.
        changed = {
            item: features[item]
            for item in here
            if item in features and features[item] != originals.get(item)
        }
        return Changed(
            features=changed,
            withdrawn=frozenset(withdrawn) & here,
            skipped=frozenset(skipped),
            edits={item: self.edits(item) for item in changed},
        )

    def edits(self, record: str) -> tuple[Edit, ...]:
        """Return the history of a record in words, oldest first."""
        return tuple(edit_of(change) for change in self.changes if change.record == record)


def judged(changes: Sequence[Change], dataset: Dataset) -> list[str]:
    """Return what is wrong with changes of records that a dataset holds, one line a fault."""
    wanted = dict.fromkeys(change.record for change in changes)
    present = {
        item: feature_of(dataset.records[dataset.row_of[item]])
        for item in wanted
        if item in dataset.row_of
    }
    # A source may be told in words, whether or not there are own records yet.
    tables = replace(dataset.tables, sources=told_sources(dataset.tables.sources))
    return faults_after(present, changes, tables=tables)


def edit_of(change: Change) -> Edit:
    """Return a change in words."""
    before, after = value_words(change.before), value_words(change.after)
    if change.key == WHOLE:
        before = ""
        after = "added" if change.op is Op.ADD else "withdrawn"
    return Edit(change.key, before, after, change.who, change.when, change.why)


def value_words(value: Any) -> str:  # noqa: ANN401 - JSON
    """Return a value of a record as a reader takes it."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, str):
        text = value
    elif isinstance(value, list) and all(isinstance(item, str) for item in value):
        text = "; ".join(value)
    elif isinstance(value, Mapping) and value.get("type") == "Point":
        text = ", ".join(f"{number:g}" for number in value["coordinates"])
    else:
        text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_WORDS else text[: LONGEST_WORDS - 1] + "…"


def _same(one: Change, other: Change) -> bool:
    return (one.record, one.op, one.key, one.when, one.why) == (
        *(other.record, other.op, other.key, other.when, other.why),
    )
