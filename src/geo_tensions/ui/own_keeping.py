"""Changes of records on their way: judged, kept in the workspace where there is one, or refused."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from geo_tensions.dataset import Dataset
from geo_tensions.errors import GeoTensionsError
from geo_tensions.ui.own_changes import Ledger, judged
from geo_tensions.ui.own_data import OwnData
from geo_tensions.workspace import (
    STORE_VARIABLE,
    Change,
    Conflict,
    Workspace,
    WorkspaceError,
    default_store,
    open_workspace,
)
from geo_tensions.workspace.changes import revisions_of

TOLD = "own-told"
"""Session key of lines that the page tells once."""

CONFLICT = "own-conflict"
"""Session key of a change that met another one."""

_LINK = "own-workspace"


@dataclass
class Link:
    """A visitor's view of a workspace.

    Attributes
    ----------
    target
        What was opened.
    head
        Last revision whose changes the visitor has taken in.
    """

    target: str
    head: int = 0


@dataclass(frozen=True)
class Met:
    """A change that met somebody else's: what was wanted, and what is there."""

    conflict: Conflict
    changes: tuple[Change, ...]
    what: str
    fields: dict[str, str] = field(default_factory=dict)


@st.cache_resource(show_spinner=False)
def _opened(target: str) -> Workspace:
    return open_workspace(target)


def offered() -> str:
    """Return the workspace that is meant where nobody says another."""
    return default_store()


def named() -> bool:
    """Tell whether the server was started with a workspace."""
    return bool(os.environ.get(STORE_VARIABLE, "").strip())


def link() -> Link | None:
    """Return the workspace that this visitor works on, connected at once where one is named."""
    found: Link | None = st.session_state.get(_LINK)
    return found


def store(found: Link) -> Workspace:
    """Return the workspace of a link.

    Raises
    ------
    WorkspaceError
        If it cannot be opened.
    """
    if found.target == offered() and not named():
        # The default one is made where there is none.
        return _opened_default()
    return _opened(found.target)


@st.cache_resource(show_spinner=False)
def _opened_default() -> Workspace:
    return open_workspace()


def connect(own: OwnData) -> None:
    """Open the workspace and take in what it keeps of changes; one line where it cannot be."""
    found = Link(offered())
    try:
        opened = store(found)
        _take(found, opened, own.ledger)
    except WorkspaceError as error:
        st.session_state[TOLD] = [str(error)]
        return
    st.session_state[_LINK] = found


def leave() -> None:
    """Work without the workspace again; what was taken from it stays."""
    st.session_state.pop(_LINK, None)


def waiting(found: Link) -> int:
    """Return how many revisions of others have come since the last look."""
    return max(0, store(found).head() - found.head)


def take_in(own: OwnData) -> None:
    """Take in what others have changed."""
    found = link()
    if found is None:
        return
    try:
        _take(found, store(found), own.ledger)
    except WorkspaceError as error:
        st.session_state[TOLD] = [str(error)]


def keep(own: OwnData, changes: Sequence[Change], *, dataset: Dataset, what: str) -> bool:
    """Make changes, all or none; lines on the page say why where they cannot be made.

    Parameters
    ----------
    own
        What the visitor added.
    changes
        Of records as ``dataset`` holds them.
    dataset
        The data that the visitor sees.
    what
        Tells the step, for undo.
    """
    if not changes:
        st.session_state[TOLD] = ["nothing is different; change a value first"]
        return False
    try:
        if faults := judged(changes, dataset):
            st.session_state[TOLD] = faults
            return False
        made = _committed(own, changes)
    except Conflict as conflict:
        st.session_state[CONFLICT] = Met(conflict, tuple(changes), what)
        return False
    except GeoTensionsError as error:
        st.session_state[TOLD] = [str(error)]
        return False
    own.ledger.make(made, what=what)
    return True


def undo(own: OwnData) -> None:
    """Take the last step back, in the workspace too."""
    if not own.ledger.steps:
        return
    made, what = own.ledger.steps[-1]
    found = link()
    numbers = [change.number for change in made if change.number]
    if found is None or not numbers:
        own.ledger.back()
        return
    try:
        revision = store(found).undo(numbers, own.ledger.who or made[-1].who, why=f"Undo of {what}")
    except (Conflict, WorkspaceError) as error:
        st.session_state[TOLD] = [str(error)]
        return
    own.ledger.steps.pop()
    own.ledger.append(revision.changes)
    found.head = _next(found, revision.number)


def save_unsaved(own: OwnData) -> None:
    """Keep in the workspace what was changed before it was opened."""
    found = link()
    unsaved = own.ledger.unsaved
    if found is None or not unsaved:
        return
    try:
        kept = _committed(own, unsaved)
    except Conflict as conflict:
        st.session_state[CONFLICT] = Met(conflict, tuple(unsaved), "your unsaved changes")
        return
    except WorkspaceError as error:
        st.session_state[TOLD] = [str(error)]
        return
    own.ledger.settle(kept)
    steps = [change for made, _ in own.ledger.steps for change in made]
    own.ledger.steps = [(tuple(kept), "the changes saved together")] if steps else []


def _committed(own: OwnData, changes: Sequence[Change]) -> Sequence[Change]:
    """Return changes as the workspace keeps them; as they are where there is none."""
    found = link()
    if found is None:
        return changes
    known = revisions_of(own.ledger.changes)
    wanted = {change.record for change in changes}
    expected = {record: known.get(record, 0) for record in wanted}
    revision = store(found).commit(changes, expected)
    found.head = _next(found, revision.number)
    return revision.changes


def _next(found: Link, number: int) -> int:
    """Return up to which revision nothing is missing, after one of the visitor's own."""
    return number if number == found.head + 1 else found.head


def _take(found: Link, opened: Workspace, ledger: Ledger) -> None:
    known = {change.number for change in ledger.changes if change.number}
    fresh = [change for change in opened.changes(found.head) if change.number not in known]
    head = opened.head()
    if fresh:
        ledger.append(fresh)
        ledger.changes.sort(key=lambda change: (not change.number, change.number))
    found.head = max([head, *(change.revision for change in fresh)])
