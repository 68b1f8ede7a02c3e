"""A foreign file judged row by row: what is taken, what is repaired, what stays behind and why."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.errors import DataError
from geo_tensions.ingest import Progress
from geo_tensions.ingest.checks import check as check_records
from geo_tensions.ingest.faults import Faults
from geo_tensions.ingest.reading import NUMBER_COLUMNS, TEXT_COLUMNS
from geo_tensions.intake.check_dates import check_dates
from geo_tensions.intake.check_places import check_places
from geo_tensions.intake.check_sources import check_actors, check_evidence, check_sources
from geo_tensions.intake.check_words import check_ids, check_kinds, check_titles, clean
from geo_tensions.intake.mapping import Mapping
from geo_tensions.intake.problems import TORN, Mask, Problems, Repairs
from geo_tensions.intake.raw import Raw
from geo_tensions.intake.report import Report
from geo_tensions.intake.work import Work, joined
from geo_tensions.model import Kind
from geo_tensions.tables import Tables

_PLAIN_TEXTS = ("summary", "equipment", "position_basis", "event_id")


def check(
    raw: Raw,
    mapping: Mapping,
    *,
    tables: Tables,
    repairs: Repairs = frozenset(),
    progress: Progress | None = None,
) -> Report:
    """Judge every row of a file.

    Parameters
    ----------
    raw
        The file.
    mapping
        How it is read, as the user confirmed it.
    tables
        Kinds and actors that rows may name.
    repairs
        What the user accepts: kinds of problems, and single cells as (row in the file, column).
    progress
        Hears how far the work is.

    Raises
    ------
    DataError
        If the mapping names a column that the file does not have.
    """
    if wrong := mapping.problems(raw.columns):
        raise DataError(raw.name, f"the mapping {wrong[0]}", "choose another column")
    tell: Progress = progress or (lambda _part, _words: None)
    work = Work(raw, mapping, tables, Problems(raw, repairs), tell)
    work.begin("Checking the rows", part=0.0, until=0.15)
    _torn(work)
    check_ids(work)
    check_titles(work)
    own = check_kinds(work)
    work.begin("Reading the dates", part=0.15, until=0.4)
    check_dates(work)
    work.begin("Reading the places", part=0.4, until=0.7)
    check_places(work)
    work.begin("Reading the sources", part=0.7, until=0.85)
    check_sources(work)
    check_actors(work)
    check_evidence(work)
    for field in _PLAIN_TEXTS:
        work.made[field] = work.told(field)
    work.made["notes"] = _notes(work)
    clean(work)
    work.begin("Comparing with the rules", part=0.85, until=1.0)
    _by_rules(work, with_own(tables, own))
    good = ~work.problems.left_out
    tell(1.0, "Checked")
    accepted = _table(work).filter(pa.array(good))
    present = set(pc.unique(accepted.column("kind")).to_pylist())
    return Report(
        raw=raw,
        problems=work.problems.table(),
        accepted=accepted,
        taken=good,
        own_kinds={key: label for key, label in own.items() if key in present},
    )


def _torn(work: Work) -> None:
    if not work.raw.torn:
        return
    reasons: list[str | None] = [None] * len(work.raw)
    for place, reason in work.raw.torn.items():
        reasons[place] = reason
    told = pa.array(reasons, pa.string())
    work.problems.add(pc.is_valid(told).to_numpy(zero_copy_only=False), "", TORN, told)


def _notes(work: Work) -> pa.Array:
    told = pc.coalesce(
        work.told("notes"), pa.scalar(work.mapping.for_all.get("notes"), pa.string())
    )
    return joined(" ", told, *work.remarks)


def _table(work: Work) -> pa.Table:
    texts = {name: pc.cast(work.made[name], pa.string()) for name in TEXT_COLUMNS}
    return pa.table(texts | {name: work.made[name] for name in NUMBER_COLUMNS})


def with_own(tables: Tables, own: dict[str, str]) -> Tables:
    """Return tables with kinds of a file added, as far as :mod:`geo_tensions.ingest` needs them."""
    made = {
        key: Kind(key, label, "own", "", "", "", "", "", "on", "") for key, label in own.items()
    }
    return replace(tables, kinds={**tables.kinds, **made})


def _by_rules(work: Work, tables: Tables) -> None:
    """Leave out what breaks a rule of :mod:`geo_tensions.ingest.checks` all the same.

    The checks before have told everything that can be expected; this is the last gate.
    """
    places = np.flatnonzero(~work.problems.left_out)
    table = _table(work).take(pa.array(places))
    faults = _Reasons(work.raw.name, table.num_rows)
    check_records(table, tables=tables, faults=faults)
    if not faults.reasons:
        return
    told: list[str | None] = [None] * len(work.raw)
    for row, reason in faults.reasons.items():
        told[places[row]] = reason
    column = pa.array(told, pa.string())
    at = pc.is_valid(column).to_numpy(zero_copy_only=False)
    work.problems.add(at, "", "rules", column)


class _Reasons(Faults):
    """Faults that keep the reason of every row."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.reasons: dict[int, str] = {}

    def add(self, rows: Mask, what: str, words: Callable[[int], str]) -> None:
        del words
        self.reasons |= dict.fromkeys(np.flatnonzero(rows & ~self.bad).tolist(), what)
        self.bad |= rows
