"""The visitor's changes of single records: made, taken back, and told in words."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from geo_tensions.dataset import Dataset
from geo_tensions.model import Edit
from geo_tensions.own.combine import Changed, feature_of
from geo_tensions.own.sets import set_of
from geo_tensions.tables import Tables
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
        All of them, those of a workspace included.
    originals
        Features as they were before their first change, by id.
    steps
        How many changes each step of the visitor made that can still be taken back, latest last,
        with words on it.
    rev
        Rises with every change.
    who
        Name under which changes are made, remembered from the last one.
    """

    changes: list[Change] = field(default_factory=list)
    originals: dict[str, Feature] = field(default_factory=dict)
    steps: list[tuple[tuple[Change, ...], str]] = field(default_factory=list)
    rev: int = 0
    who: str = ""

    def make(
        self, changes: Sequence[Change], *, dataset: Dataset, tables: Tables, what: str
    ) -> list[str]:
        """Make changes, all or none; return what is wrong with them, one line a fault.

        Parameters
        ----------
        changes
            Of records as ``dataset`` holds them.
        dataset
            The data that the visitor sees.
        tables
            Kinds, actors and sources that records may name.
        what
            Tells the step, for undo.
        """
        present = self._present(changes, dataset)
        if found := faults_after(present, changes, tables=tables):
            return found
        for identifier, feature in present.items():
            self.originals.setdefault(identifier, feature)
        self._append(changes)
        self.steps.append((tuple(changes), what))
        return []

    def take(self, changes: Sequence[Change], *, dataset: Dataset) -> None:
        """Take changes that a workspace keeps already."""
        for identifier, feature in self._present(changes, dataset).items():
            self.originals.setdefault(identifier, feature)
        self._append(changes)

    def undo(self) -> None:
        """Take the last step back."""
        if self.steps:
            made, what = self.steps.pop()
            back = [opposite(one, who=one.who, why=f"Undo of {what}") for one in reversed(made)]
            self._append(back)

    def folded(self, skipped: Collection[str], *, sets: Collection[str]) -> Changed:
        """Return what all changes come to.

        Parameters
        ----------
        skipped
            Ids of own records that are not shown.
        sets
            Words of the sets that are shown: records of others stay away, changed or not.
        """
        touched = {change.record for change in self.changes}
        features, withdrawn = fold(self.originals, self.changes)
        here = {item for item in touched if not set_of(item) or set_of(item) in sets}
        # Those that came out as they were are no changes.
        changed = {
            item: features[item]
            for item in here
            if item in features and features[item] != self.originals.get(item)
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

    def _present(self, changes: Sequence[Change], dataset: Dataset) -> dict[str, Feature]:
        wanted = dict.fromkeys(change.record for change in changes)
        return {
            item: feature_of(dataset.records[dataset.row_of[item]])
            for item in wanted
            if item in dataset.row_of
        }

    def _append(self, changes: Sequence[Change]) -> None:
        self.changes.extend(changes)
        self.rev += 1


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
