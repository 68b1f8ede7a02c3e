"""Series and logs of ``geodata/tables`` that stand beside the records: scrambles, corrections."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.tables import parse_rows
from geo_tensions.timespan import Window

T = TypeVar("T")


class Coverage(StrEnum):
    """Which part of a Japanese fiscal year (1 April to 31 March) a figure counts."""

    FIRST_QUARTER = "first-quarter"
    FIRST_HALF = "first-half"
    NINE_MONTHS = "nine-months"
    FULL_YEAR = "full-year"


class Basis(StrEnum):
    """What a figure rests on, best first."""

    READ = "read"
    DERIVED = "derived"
    SHARES = "shares"
    UNVERIFIED = "unverified"


class Against(StrEnum):
    """Whose aircraft the fighters took off for."""

    TOTAL = "total"
    RUSSIA = "russia"
    CHINA = "china"


class Nature(StrEnum):
    """What an entry of the log of corrections says: whether the matter or this data set moved."""

    ADDED = "added"
    CHANGED = "changed"
    CORRECTED = "corrected"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it rests on."""

    value: int
    basis: Basis

    @property
    def unverified(self) -> bool:
        """Whether no document was read for it."""
        return self.basis is Basis.UNVERIFIED


@dataclass(frozen=True, slots=True)
class ScramblePeriod:
    """Scrambles of one fiscal year, or of its part from 1 April on.

    Parts of a year contain each other: figures of one year are never added up.
    """

    id: str
    fiscal_year: int
    window: Window
    coverage: Coverage
    figures: dict[Against, Figure]
    sources: tuple[str, ...]
    note: str

    @property
    def partial(self) -> bool:
        """Whether it covers only a part of its year."""
        return self.coverage is not Coverage.FULL_YEAR


@dataclass(frozen=True, slots=True)
class Correction:
    """One value of one record that differs from what an earlier version of the data said.

    ``field`` is a key of the record (``id`` for a record that came or went), ``lon`` or ``lat``, or
    two keys joined by a point; ``before`` and ``after`` are the values as text.
    """

    id: str
    data_version: str
    day: date
    nature: Nature
    field: str
    before: str
    after: str
    why: str
    source: str


def load_scrambles(catalog: Catalog) -> list[ScramblePeriod]:
    """Return the periods of ``scrambles.csv``, by first and last day.

    Raises
    ------
    DataError
        Naming file, row and fault.
    """
    periods = _read(catalog, "scrambles", _period)
    return sorted(periods, key=lambda period: (period.window.first, period.window.last))


def load_corrections(catalog: Catalog) -> list[Correction]:
    """Return the entries of ``corrections-log.csv``, in file order.

    Raises
    ------
    DataError
        Naming file, row and fault.
    """
    return _read(catalog, "corrections-log", _correction)


def _read(catalog: Catalog, name: str, make: Callable[[dict[str, str]], T]) -> list[T]:
    result: list[T] = []
    for number, row in parse_rows(catalog.read_bytes(name), where=catalog.where(name)):
        try:
            result.append(make(row))
        except (KeyError, ValueError) as error:
            fault = f"has no column {error}" if isinstance(error, KeyError) else str(error)
            where = f"{catalog.where(name)}, row {number}"
            raise DataError(where, fault, "mend the row") from error
    return result


def _period(row: dict[str, str]) -> ScramblePeriod:
    year = int(row["fiscal_year"])
    window = Window(date.fromisoformat(row["start"]), date.fromisoformat(row["end"]))
    coverage = Coverage(row["coverage"])
    if window.first != date(year, 4, 1):
        msg = f"starts on {window.first}, a fiscal year on 1 April"
        raise ValueError(msg)
    if (coverage is Coverage.FULL_YEAR) != (window.last == date(year + 1, 3, 31)):
        msg = f"coverage {coverage} does not fit an end on {window.last}"
        raise ValueError(msg)
    figures = {}
    for against in Against:
        value, basis = row[against], row[f"basis_{against}"]
        if bool(value) != bool(basis):
            msg = f"{against} has a value or a basis, but not both"
            raise ValueError(msg)
        if value:
            figures[against] = Figure(int(value), Basis(basis))
    sources = tuple(item for item in row["sources"].split("; ") if item)
    if not sources and any(not figure.unverified for figure in figures.values()):
        msg = "cites no source although a figure is not unverified"
        raise ValueError(msg)
    return ScramblePeriod(row["id"], year, window, coverage, figures, sources, row["note"])


def _correction(row: dict[str, str]) -> Correction:
    return Correction(
        id=row["id"],
        data_version=row["data_version"],
        day=date.fromisoformat(row["date"]),
        nature=Nature(row["nature"]),
        field=row["field"],
        before=row["before"],
        after=row["after"],
        why=row["why"],
        source=row["source"],
    )
