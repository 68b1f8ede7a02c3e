"""What fits on a slide: sizes of headings, texts and tables, and their division into pages."""

from collections.abc import Sequence

from geo_tensions.briefing.model import Check
from geo_tensions.exports import layout
from geo_tensions.exports.fonts import width, wrapped
from geo_tensions.exports.grids import Grid

PAGED_PT = 14.0
"""Size of a table that needs more than one slide, points."""


def fits(text: str, check: Check | None) -> bool:
    """Tell whether text and check fit the column beside a picture at full size."""
    room = layout.TEXT_WIDTH * layout.POINTS
    size = layout.TEXT_PT
    count: float = len(wrapped(text, size, room))
    if check is not None:
        count += (
            2.4 + len(wrapped(check.article, size, room)) + len(wrapped(check.record, size, room))
        )
    return count * size * layout.LINE_FACTOR <= layout.BODY_HEIGHT * layout.POINTS


def row_height(cells: Sequence[str], widths: Sequence[float], size: float) -> float:
    """Return the height that a table row needs, inches."""
    lines = max(
        len(wrapped(cell, size, share * layout.FULL_WIDTH * layout.POINTS - 16))
        for cell, share in zip(cells, widths, strict=True)
    )
    return (lines * size * layout.LINE_FACTOR + 9) / layout.POINTS


def table_size(grid: Grid, room: float) -> float:
    """Return the largest size, points, at which a table fits a height in inches."""
    size = layout.TABLE_PT
    while size > layout.LEAST_TABLE_PT:
        heights = [row_height(row, grid.widths, size) for row in (grid.columns, *grid.rows)]
        if sum(heights) <= room:
            return size
        size -= 1.0
    return size


def paged(grid: Grid, size: float, room: float) -> Sequence[Grid]:
    """Return a table in parts of about one height that each fit a height in inches."""
    head = row_height(grid.columns, grid.widths, size)
    heights = [row_height(row, grid.widths, size) for row in grid.rows]
    count = len(_filled(heights, room - head))
    # The same number of pages, none of them nearly empty.
    even = sum(heights) / max(count, 1) + max(heights, default=0.0) / 2
    pages = _filled(heights, min(even, room - head))
    if len(pages) > count:
        pages = _filled(heights, room - head)
    return [Grid(grid.columns, tuple(grid.rows[at] for at in page), grid.widths) for page in pages]


def _filled(heights: Sequence[float], room: float) -> Sequence[Sequence[int]]:
    """Return the numbers of rows in pages, each filled before the next is begun."""
    pages: list[list[int]] = []
    used = room
    for number, high in enumerate(heights):
        if not pages or used + high > room:
            pages.append([])
            used = 0.0
        pages[-1].append(number)
        used += high
    return pages


def source_height(text: str, column_pt: float) -> float:
    """Return the height that a source takes in a column, points."""
    size = layout.SOURCE_PT
    return len(wrapped(text, size, column_pt)) * size * layout.LINE_FACTOR + 4


def heading_size(heading: str) -> float:
    """Return the size of a heading, points: it fills two lines at most."""
    limit = layout.FULL_WIDTH * layout.POINTS
    size = layout.HEADING_PT + 4
    while size > layout.HEADING_PT and width(heading, size, bold=True) > limit:
        size -= 1
    return size
