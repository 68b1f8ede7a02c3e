"""Own sets and changes of records, kept in one local file or in a database of a team."""

from geo_tensions.workspace.changes import Change, Op, fold
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
    "default_store",
    "faults_after",
    "fold",
    "open_workspace",
]
