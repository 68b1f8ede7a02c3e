"""The log of changes in a database: reading, judging and writing it within a transaction."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from geo_tensions.workspace.changes import WHOLE, Change, Op, fold, opposite, same, value_of
from geo_tensions.workspace.errors import Conflict, WorkspaceError
from geo_tensions.workspace.judging import LONGEST_WHY
from geo_tensions.workspace.schema import change_log as log
from geo_tensions.workspace.store import Revision

_ORDER = log.c.number

_ASKED = 1_000
"""Values that one query names; databases take only so many."""


def read(connection: sa.Connection, *where: sa.ColumnElement[bool]) -> list[Change]:
    """Return the changes that meet conditions, oldest first."""
    return [
        Change(
            record=row.record,
            op=Op(row.op),
            key=row.key,
            before=json.loads(row.before),
            after=json.loads(row.after),
            who=row.who,
            when=row.made_at,
            why=row.why,
            number=row.number,
            revision=row.revision,
        )
        for row in connection.execute(sa.select(log).where(*where).order_by(_ORDER))
    ]


def of_records(connection: sa.Connection, records: Iterable[str]) -> dict[str, list[Change]]:
    """Return all changes of some records, by record."""
    found: dict[str, list[Change]] = {record: [] for record in records}
    for change in _in_parts(connection, log.c.record, list(found)):
        found[change.record].append(change)
    return found


def of_numbers(connection: sa.Connection, numbers: Iterable[int]) -> list[Change]:
    """Return the changes of some numbers, those that there are."""
    return list(_in_parts(connection, log.c.number, list(numbers)))


def head(connection: sa.Connection) -> int:
    """Return the number of the last revision."""
    return int(connection.execute(sa.select(sa.func.max(log.c.revision))).scalar() or 0)


def append(connection: sa.Connection, made: Sequence[Change]) -> Revision:
    """Write changes as the next revision."""
    revision = head(connection) + 1
    last = int(connection.execute(sa.select(sa.func.max(log.c.number))).scalar() or 0)
    kept = tuple(
        replace(change, number=number, revision=revision)
        for number, change in enumerate(made, start=last + 1)
    )
    connection.execute(sa.insert(log), [_row(change) for change in kept])
    return Revision(revision, kept)


def judge(
    made: Sequence[Change], past: Mapping[str, Sequence[Change]], expected: Mapping[str, int]
) -> None:
    """Refuse changes that were made on an older state than the present one.

    Raises
    ------
    Conflict
        If a record was changed after the revision that the changes were made on.
    WorkspaceError
        If a change says of a value that the log knows what the log does not say.
    """
    for record, known in past.items():
        unseen = [change for change in known if change.revision > expected.get(record, 0)]
        if unseen:
            raise Conflict([change for change in made if change.record == record], unseen)
        chain = list(known)
        for change in (change for change in made if change.record == record):
            if fault := _broken(chain, change):
                where = f"record {record}"
                raise WorkspaceError(where, fault, "read the record anew")
            chain.append(change)


def opposites(
    numbers: Sequence[int], past: Mapping[str, Sequence[Change]], *, who: str, why: str
) -> list[Change]:
    """Return what takes changes back, the last one first.

    Raises
    ------
    Conflict, WorkspaceError
        As for :meth:`geo_tensions.workspace.store.Workspace.undo`.
    """
    by_number = {change.number: change for known in past.values() for change in known}
    chains = {record: list(known) for record, known in past.items()}
    made = []
    for number in sorted(set(numbers), reverse=True):
        change = by_number[number]
        chain = chains[change.record]
        _refuse_if_moved(change, chain)
        words = why or f"Change {number} taken back: {change.why}"
        back = opposite(change, who=who, why=words[:LONGEST_WHY])
        chain.append(back)
        made.append(back)
    return made


def _refuse_if_moved(change: Change, chain: Sequence[Change]) -> None:
    there, present = _present(chain, change.key)
    if there and same(present, change.after):
        return
    if there and same(present, change.before):
        where = f"change {change.number}"
        raise WorkspaceError(where, "is undone already")
    later = [one for one in chain[chain.index(change) + 1 :] if _touches(one, change.key)]
    raise Conflict([opposite(change, who=change.who, why=change.why)], later)


def _in_parts(
    connection: sa.Connection, column: sa.ColumnElement[Any], values: Sequence[Any]
) -> Iterator[Change]:
    for begin in range(0, len(values), _ASKED):
        yield from read(connection, column.in_(values[begin : begin + _ASKED]))


def _present(chain: Sequence[Change], key: str) -> tuple[bool, Any]:
    """Return whether the log knows a value that is there now, and the value."""
    if key == WHOLE:
        # Whether it is there is then itself the value.
        return True, fold({}, chain).features.get(chain[0].record) if chain else None
    last = next((one for one in reversed(chain) if _touches(one, key)), None)
    if last is None or last.op is Op.WITHDRAW:
        return False, None
    return True, last.after if last.op is Op.CORRECT else value_of(last.after, key)


def _touches(change: Change, key: str) -> bool:
    return WHOLE in {key, change.key} or change.key == key


def _broken(chain: Sequence[Change], change: Change) -> str:
    """Return why a change cannot follow the changes that its record has seen."""
    whole = next((one for one in reversed(chain) if one.op is not Op.CORRECT), None)
    if whole is not None and whole.op is Op.WITHDRAW and change.op is not Op.ADD:
        return "was withdrawn"
    if whole is not None and whole.op is Op.ADD and change.op is Op.ADD:
        return "was added already"
    told = {change.key: change.before} if change.op is Op.CORRECT else {}
    if change.op is Op.WITHDRAW:
        # Whoever takes the withdrawal back gets the record as it was.
        touched = {one.key for one in chain if one.op is Op.CORRECT}
        told = {key: value_of(change.before, key) for key in touched}
    for key, before in told.items():
        there, present = _present(chain, key)
        if there and not same(present, before):
            return f"its {key} is not what the change says it was"
    return ""


def _row(change: Change) -> dict[str, Any]:
    return {
        "number": change.number,
        "revision": change.revision,
        "record": change.record,
        "op": change.op.value,
        "key": change.key,
        "before": json.dumps(change.before, ensure_ascii=False, allow_nan=False),
        "after": json.dumps(change.after, ensure_ascii=False, allow_nan=False),
        "who": change.who,
        "made_at": change.when,
        "why": change.why,
    }
