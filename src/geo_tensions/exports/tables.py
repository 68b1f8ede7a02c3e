"""What is visible as a CSV file that no spreadsheet takes for formulas."""

import csv
import io
from typing import Any

from geo_tensions.exports.frames import rows_of
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.words import about

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a spreadsheet may take for the start of a formula, full-width forms included."""


def csv_bytes(scene: Scene) -> bytes:
    """Return the records shown as CSV (RFC 4180), UTF-8 with a byte-order mark.

    The mark makes Excel read UTF-8. Data version, dates and filters stand in columns of their own,
    so that they stay with each row.
    """
    told = about(scene)
    inside = {
        "data_version": told["data_version"],
        "view_dates": told["dates"],
        "view_filters": told["filters"],
        "view_perspective": told["perspective"],
    }
    rows = [row | inside for row in rows_of(scene)]
    columns = list(rows[0]) if rows else ["id", *inside]
    content = io.StringIO(newline="")
    writer = csv.writer(content, quoting=csv.QUOTE_MINIMAL, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe_cell(row[column]) for column in columns])
    return content.getvalue().encode("utf-8-sig")


def safe_cell(value: Any) -> str:  # noqa: ANN401 - any authored value
    """Return a value as the text of a cell; text that looks like a formula gets an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    text = str(value).replace("\x00", "")
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_STARTS_FORMULA) else text
