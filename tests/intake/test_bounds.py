"""Bombs: memory and time stay bounded, and the program goes on."""

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.intake.bad.workbooks import sheet_of, text_cell

from geo_tensions.errors import DataError
from geo_tensions.intake import limits, read

MOST_BYTES = 1 << 30
"""Address space, bytes, in which a refusal has to find room."""


LARGE_MB = 400


def refused_in_little_memory(path: Path) -> str:
    """Return the line with which a file is refused by a process with little memory."""
    program = (
        "import sys\nfrom pathlib import Path\nfrom geo_tensions.errors import DataError\n"
        "from geo_tensions.intake import read\n"
        "try:\n    read(Path(sys.argv[1]))\nexcept DataError as error:\n    print(error)"
    )
    done = subprocess.run(  # noqa: S603 - this program
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES)),
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def _line(path: Path) -> None:
    with path.open("wb") as file:
        for _ in range(LARGE_MB):
            file.write(b"x" * (1 << 20))


def _deep(path: Path) -> None:
    path.write_bytes(b'{"type":"FeatureCollection","features":' + b"[" * (50 << 20))


def _text(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b'{"features":["')
        for _ in range(LARGE_MB):
            file.write(b"x" * (1 << 20))


def _element(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"<kml><Placemark><name>")
        for _ in range(LARGE_MB):
            file.write(b"x" * (1 << 20))


def _packed(path: Path) -> None:
    content = bytearray(sheet_of("")())
    # The size of the first member once unpacked, as the list of members tells it.
    place = content.index(b"PK\x01\x02") + 24
    content[place : place + 4] = (0xF0000000).to_bytes(4, "little")
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("line.csv", _line, "a line of more than"),
        ("deep.geojson", _deep, "nested too deeply"),
        ("text.geojson", _text, "longer than"),
        ("element.kml", _element, "a text of more than"),
        ("packed.xlsx", _packed, "unpacks to"),
    ],
)
def test_a_bomb_is_refused_in_little_memory(
    name: str, make: Callable[[Path], None], words: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    make(path)
    assert words in refused_in_little_memory(path)
    path.unlink()


def test_a_member_that_is_larger_than_it_says_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    content = bytearray(sheet_of(" " * (64 << 20))())
    place = content.rindex(b"xl/worksheets/sheet1.xml") - 22
    content[place : place + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(content)
    with pytest.raises(DataError, match=r"cannot be read|is empty"):
        read(path)


def test_a_reader_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "CHILD_SECONDS", 0.0)
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet_of(f'<row r="1">{text_cell("A1", "a")}</row>')())
    with pytest.raises(DataError, match="needs more memory or time"):
        read(path)


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [
        ("ROWS", 3, "has more than 3 rows"),
        ("COLUMNS", 1, "has 2 columns; at most 1"),
        ("CELLS", 5, "at most 5 cells are read"),
        ("FILE_BYTES", 5, "at most 5 are read"),
    ],
)
def test_a_table_beyond_the_limits_is_refused(
    limit: str, value: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, limit, value)
    path = tmp_path / "a.csv"
    path.write_text("a,b\n" + "1,2\n" * 4)
    with pytest.raises(DataError, match=words):
        read(path)
