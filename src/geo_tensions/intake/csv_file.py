"""CSV with any delimiter and encoding, read row by row within limits."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from geo_tensions.errors import DataError
from geo_tensions.ingest import Progress
from geo_tensions.intake import limits
from geo_tensions.intake.encodings import Encoding, find_encoding, known_encoding
from geo_tensions.intake.plain import brief
from geo_tensions.intake.raw import Raw
from geo_tensions.intake.rows import Numbered, RowCollector, blocks

DELIMITERS = ",;\t|^~\x1f\u00a6"
"""What is tried, the more usual first."""

_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SAMPLE_CHARS = 1 << 16
_SAMPLE_ROWS = 200


def read_csv(path: Path, *, where: str, encoding: str | None = None, progress: Progress) -> Raw:
    """Read a file of delimited text.

    Parameters
    ----------
    path
        The file.
    where
        How messages name it.
    encoding
        As the user names it; found by its bytes where None.
    progress
        Hears how far the work is.

    Raises
    ------
    DataError
        If it is no text, has no rows or is beyond the limits.
    """
    coded = known_encoding(encoding, where=where) if encoding else find_encoding(path, where=where)
    size = max(1, path.stat().st_size)
    with path.open("rb") as binary:
        text = io.TextIOWrapper(binary, encoding=coded.name, errors="replace", newline="")
        try:
            delimiter, told = _delimiter(text.read(_SAMPLE_CHARS))
            text.seek(0)
            reader = csv.reader(_lines(text, where), delimiter=delimiter)
            rows = _numbered(reader, skip=told != "", where=where)
            head = list(islice(rows, limits.HEADER_ROWS))
            table = RowCollector(where, head)
            for block in blocks(table.rest, rows):
                table.add(block)
                progress(min(1.0, binary.tell() / size), "Reading the file")
        except UnicodeError as error:
            problem = f"cannot be read as {coded.name} ({error.__class__.__name__})"
            raise DataError(where, problem, "name its encoding, or save it as UTF-8") from error
    return table.raw("csv", told=_told(coded, delimiter))


def _numbered(reader: Iterator[list[str]], *, skip: bool, where: str) -> Iterator[Numbered]:
    """Yield each row with its number, from 1 as in a spreadsheet."""
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if skip and number == 1:
                continue
            if len(cells) > limits.COLUMNS:
                limits.refuse_columns(f"{where}, row {number}", len(cells))
            yield number, cells
    except csv.Error as error:
        problem = f"cannot be read beyond it ({brief(error)}); a quotation mark may be missing"
        place = f"{where}, row {number + 1}"
        raise DataError(place, problem, "mend the row") from error


def _lines(text: io.TextIOWrapper, where: str) -> Iterator[str]:
    while line := text.readline(limits.LINE_CHARS + 1):
        if len(line) > limits.LINE_CHARS:
            problem = f"has a line of more than {limits.LINE_CHARS:,} characters"
            raise DataError(where, problem, "choose a table of rows")
        yield line


def _delimiter(sample: str) -> tuple[str, str]:
    """Return the delimiter, and the line in which the file itself names it."""
    first = sample.lstrip("\ufeff").splitlines()[0].strip() if sample.strip() else ""
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):
        return first[-1], first
    lines = sample.splitlines(keepends=True)
    if len(sample) >= _SAMPLE_CHARS and len(lines) > 1:
        lines.pop()
    scores = {mark: _evenness(lines, mark) for mark in DELIMITERS if mark in sample}
    best = max(scores, key=lambda mark: scores[mark], default=",")
    return best, ""


def _evenness(lines: Sequence[str], delimiter: str) -> tuple[float, int]:
    """Return how many rows have the same width of two or more, and that width."""
    try:
        rows = list(islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_ROWS))
    except csv.Error:
        return 0.0, 0
    widths = Counter(len(cells) for cells in rows if any(cells))
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0, 0
    width = max(wide, key=lambda item: (wide[item], item))
    return wide[width] / widths.total(), width


def _told(coded: Encoding, delimiter: str) -> list[str]:
    told = [coded.told] if coded.told else []
    if delimiter != ",":
        told.append(f"Its cells are parted by {_NAMES.get(delimiter, repr(delimiter))}.")
    return told
