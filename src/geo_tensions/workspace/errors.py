"""What can go wrong with a workspace, each in one line."""

from collections.abc import Sequence

from geo_tensions.errors import GeoTensionsError, PlacedError
from geo_tensions.workspace.changes import Change, Op, short


class WorkspaceError(PlacedError):
    """A workspace cannot be opened, read or written; nothing half-done stays.

    ``where`` is the file, or the database without its password.
    """


class Conflict(GeoTensionsError):  # noqa: N818 - no fault: two people were at work
    """Somebody else has changed the record since it was read; nothing was kept.

    Attributes
    ----------
    record, key
        What clashes. Where the other changed another value of the record, ``key`` is that one.
    mine
        The value that was to be kept; None where mine is another value of the record.
    theirs
        The value that is there now.
    who, when
        Of the other change.
    changes
        All changes of the record that the caller has not seen, oldest first.
    """

    def __init__(self, mine: Sequence[Change], changes: Sequence[Change]) -> None:
        wanted = {change.key: change for change in mine}
        clashing = [change for change in changes if change.key in wanted]
        last = (clashing or changes)[-1]
        self.record = last.record
        self.key = last.key
        self.mine = wanted[last.key].after if clashing else None
        self.theirs = last.after
        self.who = last.who
        self.when = last.when
        self.changes = tuple(changes)
        super().__init__(
            f"{self.record}: {_done(last)} by {self.who} at {self.when}"
            f"{_wanted(wanted[last.key]) if clashing else ', after you had read the record'}; "
            "look at both and decide again"
        )


def _done(change: Change) -> str:
    if change.op is Op.CORRECT:
        return f"{change.key} was changed to {short(change.after)}"
    return "was added" if change.op is Op.ADD else "was withdrawn"


def _wanted(change: Change) -> str:
    if change.op is Op.CORRECT:
        return f", while you wanted {short(change.after)}"
    return f", while you wanted to {change.op} it"
