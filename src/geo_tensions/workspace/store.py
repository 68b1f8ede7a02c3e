"""What a workspace does, wherever it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

import pyarrow as pa

from geo_tensions.ingest import Progress
from geo_tensions.workspace.changes import Change


@dataclass(frozen=True, slots=True)
class SetInfo:
    """A set of own rows, without the rows.

    Attributes
    ----------
    id
        Word of letters, digits and hyphens, for the ids of its rows (``SET:ID``).
    name, file_name
        What its owner calls it, and the file it was read from (may be empty).
    rows
        Number of rows.
    who, when
        Who saved it, and when (UTC, ISO 8601).
    kinds
        Own kinds as they were given: a JSON value.
    sha256
        Of the rows: the same rows have the same hash in every workspace.
    deleted_by, deleted_when
        Empty unless it is marked deleted.
    """

    id: str
    name: str
    file_name: str
    rows: int
    who: str
    when: str
    kinds: Any
    sha256: str
    deleted_by: str = ""
    deleted_when: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit: its number, and its changes as they are kept."""

    number: int
    changes: tuple[Change, ...]


Bbox = tuple[float, float, float, float]
"""West, south, east, north: WGS 84 degrees. Longitudes from -180 to 360, west to east; a box that
crosses 180 goes on beyond it (170 to 190) or begins again (170 to -170)."""


class Workspace(Protocol):
    """Sets of own rows and the log of changes; the same for one person and for a team.

    Every method is one transaction. Whatever it raises, nothing half-done stays; whatever it
    returns is kept. Methods may be called from several threads.

    Raises
    ------
    WorkspaceError
        From every method, where the store cannot be read or written.
    """

    @property
    def where(self) -> str:
        """The file, or the database without its password."""
        ...

    def sets(self, *, deleted: bool = False) -> list[SetInfo]:
        """Return the sets in the order of saving; on demand those that are marked deleted too."""
        ...

    def save_set(  # noqa: PLR0913 - each is told by name
        self,
        name: str,
        table: pa.Table,
        *,
        kinds: Any,  # noqa: ANN401 - JSON
        who: str,
        file_name: str = "",
        id: str | None = None,  # noqa: A002 - the word that SetInfo uses
        progress: Progress | None = None,
    ) -> SetInfo:
        """Keep a table of own rows, whole or not at all.

        Parameters
        ----------
        name, who, file_name
            Words for people.
        table
            In the columns of :mod:`geo_tensions.ingest.reading`; columns it lacks hold nulls.
        kinds
            Own kinds that its rows name: a JSON value, given back as it is.
        id
            Word for the ids of its rows; by default a new one.
        progress
            Hears how far the work is.
        """
        ...

    def load_set(
        self,
        identifier: str,
        *,
        window: tuple[str, str] | None = None,
        bbox: Bbox | None = None,
        progress: Progress | None = None,
    ) -> pa.Table:
        """Return the rows of a set in the order in which they were saved, with all columns.

        Parameters
        ----------
        identifier
            Id of the set.
        window
            First and last day, ISO: rows that touch it.
        bbox
            Rows whose point lies in it, its edges included.
        progress
            Hears how far the work is.
        """
        ...

    def delete_set(self, identifier: str, *, who: str) -> None:
        """Mark a set deleted; its rows stay until the workspace goes."""
        ...

    def restore_set(self, identifier: str) -> None:
        """Take a deletion back."""
        ...

    def head(self) -> int:
        """Return the number of the last revision, 0 before the first."""
        ...

    def commit(self, changes: Sequence[Change], expected: Mapping[str, int]) -> Revision:
        """Keep changes, all or none.

        Parameters
        ----------
        changes
            In the order in which they were made.
        expected
            The revision of each record that the changes were made on
            (:func:`~geo_tensions.workspace.changes.revisions_of`); 0 where it is not named.

        Raises
        ------
        Conflict
            If somebody else has changed one of the records since that revision.
        WorkspaceError
            If a change has not the form of one, or does not follow from the log.
        """
        ...

    def changes(self, since: int = 0) -> list[Change]:
        """Return the changes of all revisions after one, oldest first."""
        ...

    def history(self, record: str) -> list[Change]:
        """Return all changes of one record, oldest first."""
        ...

    def undo(self, numbers: Sequence[int], who: str, *, why: str = "") -> Revision:
        """Append the opposites of changes, all or none; undoing those does them again.

        Raises
        ------
        Conflict
            If a value has been changed again since.
        WorkspaceError
            If there is no such change, or it is undone already.
        """
        ...

    def close(self) -> None:
        """Let go of file or connections."""
        ...

    def __enter__(self) -> Self:
        """Return the workspace."""
        ...

    def __exit__(self, *error: object) -> None:
        """Close the workspace."""
        ...
