"""What fits on a slide: tables grow no smaller than can be read and are divided evenly."""

import pytest

from geo_tensions.exports import layout
from geo_tensions.exports.fitting import PAGED_PT, heading_size, paged, row_height, table_size
from geo_tensions.exports.fonts import drawable, runs, width, wrapped
from geo_tensions.exports.grids import Grid


def grid(rows: int) -> Grid:
    return Grid(("A", "B"), tuple((str(row), "word " * 20) for row in range(rows)), (0.2, 0.8))


@pytest.mark.parametrize("rows", [1, 5, 14, 15, 16, 29, 60])
def test_pages_hold_every_row_once_and_none_overflows(rows: int):
    table = grid(rows)
    pages = paged(table, PAGED_PT, layout.BODY_HEIGHT)
    assert [row for page in pages for row in page.rows] == list(table.rows)
    for page in pages:
        lines = (page.columns, *page.rows)
        heights = [row_height(line, page.widths, PAGED_PT) for line in lines]
        assert sum(heights) <= layout.BODY_HEIGHT
    assert max(len(page.rows) for page in pages) <= 2 * min(len(page.rows) for page in pages)


def test_a_small_table_is_written_large():
    assert table_size(grid(3), layout.BODY_HEIGHT) == layout.TABLE_PT


def test_a_heading_is_never_small():
    assert heading_size("Short") == layout.HEADING_PT + 4
    assert heading_size("long " * 40) == layout.HEADING_PT


def test_lines_are_no_wider_than_they_may_be_and_lose_nothing():
    text = "Etorofu / Iturup, 択捉島 и Итуруп " * 5 + "w" * 90
    lines = wrapped(text, 18, 200)
    assert all(width(line, 18) <= 200 for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_each_character_has_its_font():
    assert runs("Iturup Итуруп 択捉") == [("Iturup Итуруп ", False), ("択捉", True)]
    assert drawable("a\x00b\U0001f600") == "ab\u25a1"
