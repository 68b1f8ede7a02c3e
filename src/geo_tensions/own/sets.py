"""A set of own records: the accepted rows of a file, under ids of its own."""

import hashlib
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc
from anyascii import anyascii

from geo_tensions.errors import DataError
from geo_tensions.ingest import Part, Progress, part_of
from geo_tensions.ingest.reading import NUMBER_COLUMNS, TEXT_COLUMNS
from geo_tensions.model import Kind
from geo_tensions.own.kinds import MOST_KINDS
from geo_tensions.tables import Tables

SEPARATOR = ":"
"""Stands between the word of a set and the id of a row, so that own ids never meet shipped ones."""

LONGEST_WORD = 18
"""Characters of the word of a set: with the separator and an id of the intake (at most 80) it stays
within the 100 characters of an id."""

_WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DIGEST_BYTES = 16
_MARK_DIGITS = 4


@dataclass(frozen=True, repr=False)
class OwnSet:
    """Records of one file, checked and ordered.

    Attributes
    ----------
    id
        Its word: the ids of its records are ``id:ROW``.
    name
        What the user calls it.
    part
        Its records; kinds are numbered as in ``kinds``.
    kinds
        Ids of all kinds, shipped ones first, in the order of the part's column.
    own
        Its own kinds by id.
    table
        The rows as they were accepted, with their first ids.
    digest
        Changes with the rows.
    file_name
        The file, for the user; empty where there is none.
    """

    id: str
    name: str
    part: Part
    kinds: tuple[str, ...]
    own: Mapping[str, Kind]
    table: pa.Table
    digest: str
    file_name: str = ""

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.part)


def make_set(  # noqa: PLR0913 - each is told by name
    table: pa.Table,
    *,
    id: str,  # noqa: A002 - the word that everything else uses
    name: str,
    tables: Tables,
    own: Mapping[str, Kind] | None = None,
    file_name: str = "",
    progress: Progress | None = None,
) -> OwnSet:
    """Return a set of the accepted rows of a file.

    Parameters
    ----------
    table
        In the columns of :mod:`geo_tensions.ingest.reading`.
    id, name, file_name
        Word, name and file of the set.
    tables
        The shipped tables.
    own
        Own kinds that its rows may name.
    progress
        Hears how far the work is.

    Raises
    ------
    DataError
        If no row can be used, or there are more kinds than can be told apart.
    """
    if not _WORD.fullmatch(id) or len(id) > LONGEST_WORD:
        msg = f"'{id[:40]}' is no word of a set"
        raise ValueError(msg)
    own = dict(own or {})
    kinds = {**tables.kinds, **own}
    refuse_kinds(name, len(kinds))
    known = replace(tables, kinds=kinds)
    part = part_of(
        _named(table, id), where=name, tables=known, progress=progress or (lambda _, __: None)
    )
    return OwnSet(id, name, part, tuple(kinds), own, table, _digest(table), file_name)


def refuse_kinds(where: str, count: int) -> None:
    """Refuse more kinds than a column can tell apart.

    Raises
    ------
    DataError
        If there are more than :data:`~geo_tensions.own.kinds.MOST_KINDS`.
    """
    if count > MOST_KINDS:
        problem = f"makes {count} kinds with those that ship; at most {MOST_KINDS} are told apart"
        raise DataError(where, problem, "put several of yours together")


def set_of(identifier: str) -> str:
    """Return the word of the set that a record belongs to, empty for a shipped one."""
    word, mark, _ = identifier.partition(SEPARATOR)
    return word if mark else ""


def free_word(name: str, table: pa.Table, *, taken: Container[str] = ()) -> str:
    """Return a word for a set, made of its name and its rows.

    The same list has the same word in every session, so that an address or a deck that names its
    records finds them again; another list of the same name has another one.
    """
    letters = re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")
    bare = letters[: LONGEST_WORD - _MARK_DIGITS - 4].strip("-") or "set"
    marked = f"{bare}-{_digest(table)[:_MARK_DIGITS]}"
    return next(word for word in _candidates(marked) if word not in taken)


def _candidates(bare: str) -> Iterator[str]:
    yield bare
    number = 2
    while True:
        yield f"{bare}-{number}"
        number += 1


def _named(table: pa.Table, word: str) -> pa.Table:
    """Return the rows with the word of the set before every id."""
    for column in ("id", "event_id"):
        if column in table.column_names:
            bare = pc.utf8_trim_whitespace(pc.cast(table.column(column), pa.string()))
            known = pc.if_else(pc.equal(bare, ""), pa.scalar(None, pa.string()), bare)
            named = pc.binary_join_element_wise(word, known, SEPARATOR)
            table = table.set_column(table.column_names.index(column), column, named)
    return table


def _digest(table: pa.Table) -> str:
    """Return a hash of the rows."""
    names = [name for name in (*TEXT_COLUMNS, *NUMBER_COLUMNS) if name in table.column_names]
    rows = table.select(names).combine_chunks()
    sink = _Hashing()
    with pa.ipc.new_stream(pa.PythonFile(sink, "w"), rows.schema) as stream:
        stream.write_table(rows)
    return sink.digest.hexdigest()


class _Hashing:
    """A file that keeps nothing of what is written but its hash."""

    closed = False

    def __init__(self) -> None:
        self.digest = hashlib.blake2b(digest_size=_DIGEST_BYTES)

    def write(self, content: bytes) -> int:
        """Take bytes."""
        self.digest.update(content)
        return len(content)

    def flush(self) -> None:
        """Do nothing: nothing is kept."""
