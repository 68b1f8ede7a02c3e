"""A workspace in a database: one implementation over both."""

import json
import re
import secrets
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Self

import pyarrow as pa
import sqlalchemy as sa

from geo_tensions.ingest import Progress
from geo_tensions.workspace import log, rows
from geo_tensions.workspace.backends import Backend, in_box
from geo_tensions.workspace.changes import Change, now
from geo_tensions.workspace.errors import WorkspaceError
from geo_tensions.workspace.geopackage import WRITES
from geo_tensions.workspace.judging import LONGEST_WHO, form_faults, keepable
from geo_tensions.workspace.migrating import bring_up
from geo_tensions.workspace.schema import ROW_COLUMNS, change_log, records, sets
from geo_tensions.workspace.store import Bbox, Revision, SetInfo

_SET_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


class SqlWorkspace:
    """Implements :class:`~geo_tensions.workspace.store.Workspace` on a backend."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._closed = threading.Event()
        try:
            with self._told():
                backend.prepare()
                bring_up(backend)
        except BaseException:
            backend.engine.dispose()
            raise

    @property
    def where(self) -> str:
        """The file, or the database without its password."""
        return self._backend.where

    def sets(self, *, deleted: bool = False) -> list[SetInfo]:
        """Return the sets in the order of saving; on demand those that are marked deleted too."""
        asked = sa.select(sets).order_by(sets.c.number)
        if not deleted:
            asked = asked.where(sets.c.deleted_at == "")
        with self._transaction() as connection:
            return [_info(row) for row in connection.execute(asked)]

    def save_set(  # noqa: PLR0913 - as the protocol says
        self,
        name: str,
        table: pa.Table,
        *,
        kinds: Any,  # noqa: ANN401 - JSON
        who: str,
        file_name: str = "",
        id: str | None = None,  # noqa: A002 - as the protocol says
        progress: Progress | None = None,
    ) -> SetInfo:
        """Keep a table of own rows, whole or not at all."""
        tell: Progress = progress or (lambda _part, _words: None)
        info = self._new_set(name, kinds=kinds, who=who, file_name=file_name, identifier=id)
        tell(0.0, "Preparing the rows")
        told = rows.stored(table)
        row = info | {"row_count": told.num_rows, "sha256": rows.digest(told)}
        told = rows.with_minutes(told)
        told = told.append_column("set_id", pa.array([info["id"]] * told.num_rows, pa.string()))
        told = told.append_column("set_row", pa.array(range(told.num_rows), pa.int32()))
        done = 0

        def count(written: int) -> None:
            nonlocal done
            done += written
            tell(done / max(told.num_rows, 1), "Saving the rows")

        with self._transaction(writes=True) as connection:
            if self._set(connection, info["id"]) is not None:
                raise WorkspaceError(
                    self.where, f"has a set '{info['id']}' already", "name another"
                )
            connection.execute(sa.insert(sets).values(row))
            if told.num_rows:
                self._backend.insert(connection, rows.batches(told), tell=count)
            made = self._set(connection, info["id"])
        tell(1.0, "Saved")
        return _info(made)

    def load_set(
        self,
        identifier: str,
        *,
        window: tuple[str, str] | None = None,
        bbox: Bbox | None = None,
        progress: Progress | None = None,
    ) -> pa.Table:
        """Return the rows of a set in the order in which they were saved, with all columns."""
        asked = self.asked_rows(identifier, window=window, bbox=bbox)
        parts = []
        with self._transaction() as connection:
            total = self._wanted(connection, identifier).row_count
            connection.execution_options(yield_per=rows.BATCH)
            done = 0
            for partition in connection.execute(asked).partitions():
                columns = [
                    pa.array(values, field.type)
                    for values, field in zip(zip(*partition, strict=True), rows.SCHEMA, strict=True)
                ]
                parts.append(pa.RecordBatch.from_arrays(columns, schema=rows.SCHEMA))
                done += len(partition)
                if progress:
                    progress(done / max(total, 1), "Loading the rows")
        return pa.Table.from_batches(parts, schema=rows.SCHEMA)

    def asked_rows(
        self, identifier: str, *, window: tuple[str, str] | None, bbox: Bbox | None
    ) -> sa.Select[Any]:
        """Return the query by which :meth:`load_set` reads rows."""
        asked = sa.select(*(records.c[name] for name in ROW_COLUMNS))
        if bbox is None:
            asked = asked.where(records.c.set_id == identifier)
        else:
            # Not by the index of sets: the box is the smaller one.
            bare = sa.func.coalesce(records.c.set_id, "")
            asked = asked.where(bare == identifier, in_box(self._backend, bbox))
        if window is not None:
            first, last = rows.minutes(window)
            asked = asked.where(records.c.first_minute <= last, records.c.last_minute >= first)
        return asked.order_by(records.c.set_row)

    def delete_set(self, identifier: str, *, who: str) -> None:
        """Mark a set deleted; its rows stay until the workspace goes."""
        _named(who, "who deletes it")
        self._mark(identifier, {"deleted_by": who, "deleted_at": now()}, deleted=False)

    def restore_set(self, identifier: str) -> None:
        """Take a deletion back."""
        self._mark(identifier, {"deleted_by": "", "deleted_at": ""}, deleted=True)

    def head(self) -> int:
        """Return the number of the last revision, 0 before the first."""
        with self._transaction() as connection:
            return log.head(connection)

    def commit(self, changes: Sequence[Change], expected: Mapping[str, int]) -> Revision:
        """Keep changes, all or none."""
        if not changes:
            raise WorkspaceError(self.where, "there is no change to keep")
        for change in changes:
            for fault in form_faults(change):
                where = f"record {change.record[:100]}"
                raise WorkspaceError(where, fault)
        names = dict.fromkeys(change.record for change in changes)
        with self._transaction(writes=True) as connection:
            self._backend.lock(connection)
            log.judge(changes, log.of_records(connection, names), expected)
            return log.append(connection, changes)

    def changes(self, since: int = 0) -> list[Change]:
        """Return the changes of all revisions after one, oldest first."""
        with self._transaction() as connection:
            return log.read(connection, change_log.c.revision > since)

    def history(self, record: str) -> list[Change]:
        """Return all changes of one record, oldest first."""
        with self._transaction() as connection:
            return log.read(connection, change_log.c.record == record)

    def undo(self, numbers: Sequence[int], who: str, *, why: str = "") -> Revision:
        """Append the opposites of changes, all or none; undoing those does them again."""
        _named(who, "who undoes it")
        if not numbers:
            raise WorkspaceError(self.where, "there is no change to undo")
        with self._transaction(writes=True) as connection:
            self._backend.lock(connection)
            meant = log.of_numbers(connection, numbers)
            if missing := {*numbers} - {change.number for change in meant}:
                raise WorkspaceError(self.where, f"there is no change {min(missing)}")
            past = log.of_records(connection, {change.record for change in meant})
            return log.append(connection, log.opposites(numbers, past, who=who, why=why))

    def close(self) -> None:
        """Let go of file or connections."""
        self._closed.set()
        self._backend.engine.dispose()

    def __enter__(self) -> Self:
        """Return the workspace."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the workspace."""
        self.close()

    @contextmanager
    def _transaction(self, *, writes: bool = False) -> Iterator[sa.Connection]:
        if self._closed.is_set():
            raise WorkspaceError(self.where, "the workspace is closed", "open it again")
        with self._told(), self._backend.engine.connect() as connection:
            connection.execution_options(**{WRITES: writes})
            with connection.begin():
                yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell errors of the database in one line."""
        try:
            yield
        except sa.exc.SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            raise WorkspaceError(self.where, *self._backend.reason(cause)) from error
        except self._backend.errors as error:
            raise WorkspaceError(self.where, *self._backend.reason(error)) from error

    def _new_set(
        self,
        name: str,
        *,
        kinds: Any,  # noqa: ANN401 - JSON
        who: str,
        file_name: str,
        identifier: str | None,
    ) -> dict[str, Any]:
        _named(who, "who saves it")
        _named(name, "its name")
        identifier = identifier or f"s{secrets.token_hex(4)}"
        if not _SET_ID.fullmatch(identifier):
            problem = f"'{identifier[:60]}' is no id of a set"
            raise WorkspaceError(self.where, problem, "use small letters, digits and hyphens")
        try:
            told = json.dumps(kinds, ensure_ascii=False, allow_nan=False)
        except (TypeError, ValueError) as error:
            raise WorkspaceError(self.where, f"its kinds are no JSON ({error})") from error
        return {
            "id": identifier,
            "name": name.strip(),
            "file_name": file_name,
            "who": who.strip(),
            "saved_at": now(),
            "kinds": told,
            "deleted_by": "",
            "deleted_at": "",
        }

    def _set(self, connection: sa.Connection, identifier: str) -> Any:  # noqa: ANN401 - a row
        return connection.execute(sa.select(sets).where(sets.c.id == identifier)).one_or_none()

    def _wanted(self, connection: sa.Connection, identifier: str) -> Any:  # noqa: ANN401 - a row
        found = self._set(connection, identifier)
        if found is None or found.deleted_at:
            problem = f"there is no set '{identifier[:60]}'"
            raise WorkspaceError(self.where, problem, "look at the list of sets")
        return found

    def _mark(self, identifier: str, values: Mapping[str, str], *, deleted: bool) -> None:
        meant = sa.update(sets).where(sets.c.id == identifier)
        meant = meant.where(sets.c.deleted_at != "" if deleted else sets.c.deleted_at == "")
        with self._transaction(writes=True) as connection:
            if not connection.execute(meant.values(dict(values))).rowcount:
                state = "deleted set" if deleted else "set"
                problem = f"there is no {state} '{identifier[:60]}'"
                raise WorkspaceError(self.where, problem, "look at the list of sets")


def _info(row: Any) -> SetInfo:  # noqa: ANN401 - a row
    return SetInfo(
        id=row.id,
        name=row.name,
        file_name=row.file_name,
        rows=row.row_count,
        who=row.who,
        when=row.saved_at,
        kinds=json.loads(row.kinds),
        sha256=row.sha256,
        deleted_by=row.deleted_by,
        deleted_when=row.deleted_at,
    )


def _named(text: str, what: str) -> None:
    where = "workspace"
    if not text.strip():
        raise WorkspaceError(where, f"nothing says {what}")
    if len(text) > LONGEST_WHO or not keepable(text):
        problem = f"what says {what} is longer than {LONGEST_WHO} characters or no plain text"
        raise WorkspaceError(where, problem)
