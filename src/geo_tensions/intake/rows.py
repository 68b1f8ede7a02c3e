"""Rows of a table below their header, whatever file they come from."""

from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from geo_tensions.errors import DataError
from geo_tensions.intake import limits
from geo_tensions.intake.headers import find_header
from geo_tensions.intake.raw import FURTHER, Raw, TableBuilder, column_names

Numbered = tuple[int, list[str]]
"""A row with its number in the file."""


class RowCollector:
    """Rows of one width below a header; those of another width are kept and told.

    Parameters
    ----------
    where
        The file, as messages name it.
    head
        Its first rows, among which the header is.

    Raises
    ------
    DataError
        If there is no header, or one of too many columns.
    """

    def __init__(self, where: str, head: Sequence[Numbered]) -> None:
        place = find_header([cells for _, cells in head])
        if place is None:
            raise DataError(where, "has no header and no rows", "choose a file that has")
        self._where = where
        self._header = column_names(head[place][1])
        limits.refuse_columns(where, len(self._header))
        self._above = place
        self._empty = 0
        self._builder = TableBuilder(where)
        self.rest = list(head[place + 1 :])

    def add(self, block: Sequence[Numbered]) -> None:
        """Add rows, in their order.

        Raises
        ------
        DataError
            If the table grows beyond the limits.
        """
        width = len(self._header)
        # A row without any text holds nothing: not a row, but its number counts.
        full = [(number, cells) for number, cells in block if any(map(str.strip, cells))]
        self._empty += len(block) - len(full)
        if not full:
            return
        for place, (number, cells) in enumerate(full):
            if len(cells) != width:
                problem = f"has {len(cells)} cells, the header {width}"
                self._builder.torn[self._builder.count + place] = problem
            if len(cells) > width:
                full[place] = number, [*cells[:width], " | ".join(cells[width:])]
        columns = list(zip_longest(*(cells for _, cells in full)))
        columns += [(None,) * len(full)] * (width - len(columns))
        names = [*self._header, FURTHER][: len(columns)]
        blank = {
            name: [cell or None for cell in column]
            for name, column in zip(names, columns, strict=True)
        }
        self._builder.add(blank, [number for number, _ in full])

    def raw(
        self, kind: str, *, told: Sequence[str], layers: Sequence[str] = (), layer: str = ""
    ) -> Raw:
        """Return the rows as a file of a format, with what was found out while opening it.

        Raises
        ------
        DataError
            If there is no row below the header.
        """
        table, rows = self._builder.table()
        told = list(told)
        if self._above:
            told.append(f"{self._above} rows above the header were passed over.")
        if self._empty:
            told.append(f"{self._empty:,} empty rows were passed over.")
        return Raw(
            self._where,
            kind,
            table,
            rows,
            layers=tuple(layers),
            layer=layer,
            told=tuple(told),
            torn=self._builder.torn,
        )


def blocks(first: list[Numbered], rows: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    """Yield the rows in blocks, of which one is held at a time."""
    yield first
    while block := list(islice(rows, limits.BLOCK_ROWS)):
        yield block
