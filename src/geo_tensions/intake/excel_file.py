"""Workbooks of Excel and LibreOffice: one sheet, its values as they were last computed."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from geo_tensions.errors import DataError
from geo_tensions.ingest import Progress
from geo_tensions.intake import limits
from geo_tensions.intake.plain import brief
from geo_tensions.intake.raw import Raw
from geo_tensions.intake.rows import Numbered, RowCollector, blocks
from geo_tensions.intake.values import as_text


def read_excel(path: Path, *, where: str, layer: str | None, progress: Progress) -> Raw:
    """Read a sheet; formulas are not computed, their last values count.

    Raises
    ------
    DataError
        If it is no workbook, lacks the sheet or is beyond the limits.
    """
    try:
        with CalamineWorkbook.from_path(path) as book:
            names = book.sheet_names
            if not names:
                raise DataError(where, "has no sheets", "choose a workbook with a table")
            chosen = names[0] if layer is None else layer
            if chosen not in names:
                some = ", ".join(f"'{name[:40]}'" for name in names[:5])
                raise DataError(where, f"has no sheet '{chosen}'", f"choose one of {some}")
            progress(0.1, "Reading the sheet")
            sheet = book.get_sheet_by_name(chosen)
            return _read(sheet, where=where, names=names, progress=progress)
    except CalamineError as error:
        problem = f"cannot be read as a workbook ({brief(error)})"
        raise DataError(where, problem, "mend it, or save the sheet as CSV") from error


def _read(sheet: Any, *, where: str, names: list[str], progress: Progress) -> Raw:  # noqa: ANN401 - of a compiled class
    if sheet.end is None:
        raise DataError(where, f"its sheet '{sheet.name}' is empty", "choose another sheet")
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    limits.refuse_columns(where, width - sheet.start[1])
    limits.refuse_rows(where, height - sheet.start[0] - 1)
    rows = _numbered(sheet)
    head = list(islice(rows, limits.HEADER_ROWS))
    table = RowCollector(where, head)
    for block in blocks(table.rest, rows):
        table.add(block)
        progress(min(1.0, (block[-1][0] if block else height) / height), "Reading the sheet")
    told = [f"The sheet '{sheet.name}' of {len(names)} was read."] if len(names) > 1 else []
    return table.raw("excel", told=told, layers=names, layer=sheet.name)


def _numbered(sheet: Any) -> Iterator[Numbered]:  # noqa: ANN401 - of a compiled class
    """Yield each row with its number in the sheet, without the empty columns before the table."""
    first = sheet.start[1]
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        if number > sheet.start[0]:
            yield number, [_text(cell) or "" for cell in cells[first:]]


def _text(cell: object) -> str | None:
    if isinstance(cell, timedelta):
        return str(cell)
    return as_text(cell)
