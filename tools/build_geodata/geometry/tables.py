"""The small authored tables that the geometry starts from."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo_tensions.errors import DataError


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, with words for what is wrong in it."""

    table: Path
    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell's text.

        Raises
        ------
        DataError
            If the table has no such column.
        """
        try:
            return self.cells[column]
        except KeyError:
            problem = f"the table has no column '{column}'"
            raise self.error(problem, "add it") from None

    def number_in(self, column: str) -> float:
        """Return a cell as a number.

        Raises
        ------
        DataError
            If it is none.
        """
        try:
            return float(self[column])
        except ValueError:
            problem = f"{column} '{self[column]}' is no number"
            raise self.error(problem, "write a decimal number") from None

    def optional(self, column: str) -> str | None:
        """Return a cell's text, None where it is empty."""
        return self[column] or None

    @property
    def point(self) -> tuple[float, float]:
        """Longitude and latitude, degrees.

        Raises
        ------
        DataError
            If they are no place on Earth.
        """
        lon, lat = self.number_in("lon"), self.number_in("lat")
        if not (0 <= lon <= 360 and -90 <= lat <= 90):  # noqa: PLR2004 - degrees of the globe
            problem = f"lat {lat}, lon {lon} is no place on Earth"
            raise self.error(problem, "write degrees, lon from 0 to 360; are they swapped?")
        return lon, lat

    def error(self, problem: str, remedy: str) -> DataError:
        """Return an error that names this row."""
        where = f"geodata/tables/{self.table.name}, row {self.number}"
        return DataError(where, problem, remedy)


def read_table(root: Path, name: str) -> list[Row]:
    """Return the rows of ``tables/NAME.csv`` under a ``geodata`` folder; row 1 is the header.

    Raises
    ------
    DataError
        If the table cannot be read.
    """
    path = root / "tables" / f"{name}.csv"
    try:
        return list(_rows(path))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        where, problem = f"geodata/tables/{name}.csv", f"cannot be read ({error})"
        raise DataError(where, problem, "restore the file") from error


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for number, cells in enumerate(csv.DictReader(file, strict=True), start=2):
            surplus = cells.pop(None, None)
            row = Row(path, number, {key: (value or "").strip() for key, value in cells.items()})
            if surplus:
                problem = f"has more cells than the header ({', '.join(surplus)})"
                raise row.error(problem, "put text with commas in double quotes")
            yield row
