"""What one visitor added to the shipped data, and the two as the pages show them.

It lives in the session's state and nowhere else: when the session goes, it goes, with everything
that was published of it (docs/decisions/0007-own-data.md).
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa
import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from geo_tensions.dataset import Dataset
from geo_tensions.mapping.blobs import new_key
from geo_tensions.mapping.published import Published
from geo_tensions.model import Kind
from geo_tensions.own import OwnSet, combine
from geo_tensions.own.combine import Feature, feature_of
from geo_tensions.own.sets import set_of
from geo_tensions.texts import RowOfId
from geo_tensions.ui.own_changes import Ledger
from geo_tensions.ui.own_view import OWN

UNDO_STEPS = 30
"""How many changes of sets can be taken back; rows are shared, so that a step costs little."""

READY = 2
"""How many states of the data stay ready, so that a set is switched off and on at once."""


@dataclass(frozen=True)
class Held:
    """A set as the visitor has it.

    Attributes
    ----------
    records
        Its records.
    on
        Whether it is shown.
    rejected
        Rows of its file that were not taken, as they stood, with the reason for each; or None.
    skipped
        Ids of its records that are not shown, because a shipped record stands for them.
    saved
        Whether a workspace keeps it.
    """

    records: OwnSet
    on: bool = True
    rejected: pa.Table | None = None
    skipped: frozenset[str] = frozenset()
    saved: bool = False


@dataclass
class OwnData:
    """Everything that one visitor added.

    Attributes
    ----------
    sets
        Sets by their word, in the order in which they came.
    past
        Earlier sets, latest last, each with words on the change after it.
    ledger
        Changes of single records.
    remembered
        Mapping of columns by fingerprint, as JSON.
    key
        Makes the names of what is published unguessable.
    """

    sets: dict[str, Held] = field(default_factory=dict)
    past: list[tuple[dict[str, Held], str]] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)
    remembered: dict[str, str] = field(default_factory=dict)
    key: bytes = field(default_factory=new_key, repr=False)
    wanted: Callable[[], bool] = lambda: True
    _ready: OrderedDict[tuple[Any, ...], Published] = field(default_factory=OrderedDict)

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Own kinds of all sets by id."""
        return {key: kind for held in self.sets.values() for key, kind in held.records.own.items()}

    def put(self, held: Held, *, what: str) -> None:
        """Add or change a set; ``what`` tells the change."""
        self._change(self.sets | {held.records.id: held}, what)

    def look(self, kind: Kind) -> None:
        """Give an own kind another look in every set that has it."""
        sets = {
            word: replace(
                held, records=replace(held.records, own={**held.records.own, kind.id: kind})
            )
            if kind.id in held.records.own
            else held
            for word, held in self.sets.items()
        }
        self._change(sets, f"the look of “{kind.label}”")

    def drop(self, word: str) -> None:
        """Remove a set."""
        name = self.sets[word].records.name
        kept = {key: held for key, held in self.sets.items() if key != word}
        self._change(kept, f"removing “{name}”")

    def undo(self) -> None:
        """Take the last change of sets back."""
        if self.past:
            self.sets, _ = self.past.pop()

    def published(self, shared: Published) -> Published:
        """Return shipped and own data together; what everybody sees where nothing was added."""
        shown = [held for held in self.sets.values() if held.on]
        if not shown and not self.ledger.changes:
            return shared
        signature = (
            shared.columns,
            self.ledger.rev,
            *(
                (held.records.digest, held.records.name, held.skipped, _look(held))
                for held in shown
            ),
        )
        if signature not in self._ready:
            dataset = self.combined(shared.dataset)
            self._ready[signature] = Published.private(
                dataset, shared=shared, key=self.key, wanted=self.wanted
            )
        self._ready.move_to_end(signature)
        while len(self._ready) > READY:
            self._ready.popitem(last=False)
        return self._ready[signature]

    def combined(self, shipped: Dataset) -> Dataset:
        """Return shipped and own records as one dataset."""
        shown = [held for held in self.sets.values() if held.on]
        skipped = {identifier for held in shown for identifier in held.skipped}
        sets = [held.records for held in shown]
        known = {one.id for one in sets}
        originals = self._originals(shipped, sets)
        return combine(shipped, sets, changed=self.ledger.folded(originals, skipped, sets=known))

    def _originals(self, shipped: Dataset, sets: list[OwnSet]) -> dict[str, Feature]:
        """Return the records that any change is about, as they are without it."""
        places = {one.id: (RowOfId(one.part.texts), one.part.records) for one in sets}
        found: dict[str, Feature] = {}
        for item in self.ledger.touched:
            rows, records = places.get(set_of(item), (shipped.row_of, shipped.records))
            if item in rows:
                found[item] = feature_of(records[rows[item]])
        return found

    def _change(self, sets: dict[str, Held], what: str) -> None:
        self.past.append((dict(self.sets), what))
        del self.past[:-UNDO_STEPS]
        self.sets = sets


def own_data() -> OwnData:
    """Return what the visitor added."""
    if OWN not in st.session_state:
        st.session_state[OWN] = OwnData(wanted=_still_here())
    found: OwnData = st.session_state[OWN]
    return found


def _look(held: Held) -> tuple[tuple[str, ...], ...]:
    kinds = held.records.own.values()
    return tuple((kind.id, kind.label, kind.shape, kind.colour_light) for kind in kinds)


def _still_here() -> Callable[[], bool]:
    """Return what tells whether the browser of this session is still connected."""
    context = get_script_run_ctx(suppress_warning=True)
    session_id = context.session_id if context else ""

    def wanted() -> bool:
        return runtime.exists() and runtime.get_instance().is_active_session(session_id)

    return wanted
