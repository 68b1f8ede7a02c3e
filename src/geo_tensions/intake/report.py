"""What became of the rows of a foreign file."""

import csv
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.errors import DataError
from geo_tensions.intake.problems import LEFT_OUT, NOTED, PROBLEM_KINDS, Mask, reasons_of_rows
from geo_tensions.intake.raw import Raw

REASON = "reason"
"""Column that a file of rejected rows adds."""

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NUMBER = re.compile(r"[+-]?\d{1,20}([.,]\d{1,20})?")
_BLOCK = 20_000


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows have a kind of problem, and what became of them."""

    kind: str
    label: str
    repair: str
    rows: int
    left_out: int
    repaired: int
    noted: int
    offered: int


@dataclass(frozen=True, eq=False)
class Report:
    """A file judged row by row; every row is either in ``accepted`` or in ``rejected``.

    Attributes
    ----------
    raw
        The file.
    problems
        One line a problem, in the columns of :data:`geo_tensions.intake.problems.SCHEMA`.
    accepted
        The rows that are taken, in the columns of :mod:`geo_tensions.ingest.reading`.
    taken
        Which rows of the file are in ``accepted``, in its order.
    own_kinds
        Id of each kind that does not ship, with the text of the file that it stands for.
    """

    raw: Raw
    problems: pa.Table
    accepted: pa.Table
    taken: Mask
    own_kinds: Mapping[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Number of rows of the file."""
        return len(self.raw)

    @cached_property
    def rejected(self) -> pa.Table:
        """The rows that are not taken, as they stood, with the reason for each."""
        out = pa.array(~self.taken)
        table = self.raw.table.filter(out)
        if self.raw.points is not None:
            for name, values in (("x", self.raw.points.x), ("y", self.raw.points.y)):
                texts = pc.cast(pa.array(values, from_pandas=True).filter(out), pa.string())
                table = table.append_column(_free(name, table), texts)
        row = pa.array(self.raw.rows).filter(out)
        table = table.append_column(_free(self.raw.unit, table), pc.cast(row, pa.string()))
        reasons = reasons_of_rows(self.raw, self.problems).filter(out)
        return table.append_column(_free(REASON, table), reasons)

    @cached_property
    def counts(self) -> tuple[Count, ...]:
        """Counts of each kind of problem that occurs, in the order of the kinds."""
        grouped = self.problems.group_by(["kind", "outcome"]).aggregate(
            [([], "count_all"), ("proposal", "count")]
        )
        found: dict[str, dict[str, int]] = {}
        for line in grouped.to_pylist():
            mine = found.setdefault(line["kind"], {"offered": 0})
            mine[line["outcome"]] = line["count_all"]
            if line["outcome"] == LEFT_OUT:
                mine["offered"] += line["proposal_count"]
        return tuple(
            Count(
                kind=kind,
                label=told.label,
                repair=told.repair,
                rows=sum(value for key, value in mine.items() if key != "offered"),
                left_out=mine.get(LEFT_OUT, 0),
                repaired=mine.get("repaired", 0),
                noted=mine.get(NOTED, 0),
                offered=mine["offered"],
            )
            for kind, told in PROBLEM_KINDS.items()
            if (mine := found.get(kind, {}))
        )

    def write_rejected(self, path: Path) -> None:
        """Write the rejected rows as CSV that no spreadsheet takes for formulas.

        Raises
        ------
        DataError
            If the file cannot be written; nothing half-written stays.
        """
        try:
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".geo-tensions-")
            part = Path(name)
            try:
                with open(handle, "w", encoding="utf-8-sig", newline="") as file:  # noqa: PTH123
                    self.write_rejected_to(file)
                part.chmod(0o644)
                os.replace(part, path)  # noqa: PTH105 - a file put in the place of another
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            problem = f"cannot be written ({error.strerror or error})"
            raise DataError(str(path), problem, "choose another place") from error

    def write_rejected_to(self, file: IO[str]) -> None:
        """Write the rejected rows to an open text file."""
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([safe_cell(name) for name in self.rejected.column_names])
        for batch in self.rejected.to_batches(max_chunksize=_BLOCK):
            columns = [[safe_cell(text) for text in column.to_pylist()] for column in batch.columns]
            writer.writerows(zip(*columns, strict=True))


def safe_cell(text: str | None) -> str:
    """Return the text of a cell; what looks like a formula gets an apostrophe before it."""
    if not text:
        return ""
    text = text.replace("\x00", "")
    if _NUMBER.fullmatch(text):
        return text
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_STARTS_FORMULA) else text


def _free(name: str, table: pa.Table) -> str:
    """Return a name that no column has yet."""
    found, number = name, 1
    while found in table.column_names:
        number += 1
        found = f"{name} {number}"
    return found
