"""Own sets and changes of records, kept in one local file or in a database of a team."""

from geo_tensions.workspace.changes import (
    Change,
    Op,
    addition,
    correction,
    fold,
    misfits,
    net,
    revisions_of,
    withdrawal,
)
from geo_tensions.workspace.errors import Conflict, WorkspaceError
from geo_tensions.workspace.judging import faults_after
from geo_tensions.workspace.opening import STORE_VARIABLE, default_store, open_workspace
from geo_tensions.workspace.store import Revision, SetInfo, Workspace

__all__ = [
    "STORE_VARIABLE",
    "Change",
    "Conflict",
    "Op",
    "Revision",
    "SetInfo",
    "Workspace",
    "WorkspaceError",
    "addition",
    "correction",
    "default_store",
    "faults_after",
    "fold",
    "misfits",
    "net",
    "open_workspace",
    "revisions_of",
    "withdrawal",
]
