"""Reading what people write under ``geodata/authored`` and the tables that it refers to."""

import tomllib
from pathlib import Path
from typing import Any

from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.tables import Tables, load_tables, parse_rows

TABLES = ("kinds.csv", "domains.csv", "actors.csv", "states.csv", "names.csv", "sources.csv")
"""Tables that records refer to, below ``geodata/tables``."""


def read_toml(root: Path, path: str) -> dict[str, Any]:
    """Return the contents of a TOML file below ``geodata``.

    Raises
    ------
    DataError
        If the file is missing or is no TOML.
    """
    try:
        return tomllib.loads((root / path).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def read_blocks(root: Path, path: str, name: str) -> list[dict[str, Any]]:
    """Return the ``[[name]]`` blocks of a TOML file.

    Raises
    ------
    DataError
        If the file cannot be read or holds anything else.
    """
    content = read_toml(root, path)
    blocks = content.pop(name, None)
    if not isinstance(blocks, list) or content:
        where, other = f"geodata/{path}", ", ".join(content) or "nothing"
        problem = f"holds {other} beside or instead of [[{name}]] blocks"
        raise DataError(where, problem, "keep one block a record")
    return blocks


def read_rows(root: Path, path: str) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file below ``geodata`` with the numbers of their lines.

    Raises
    ------
    DataError
        If the file cannot be read or a row is longer or shorter than the header.
    """
    try:
        content = (root / path).read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error
    return parse_rows(content, where=f"geodata/{path}")


def tables_of(root: Path) -> Tables:
    """Return the reference tables of a folder that may not have a catalogue yet."""
    paths = [f"tables/{name}" for name in (*TABLES, "presets.toml")]
    resources = [{"name": Path(path).stem, "path": path} for path in paths]
    return load_tables(Catalog(root, {"resources": resources}))


def _unreadable(path: str, error: Exception) -> DataError:
    return DataError(f"geodata/{path}", f"cannot be read ({error})", "mend the file")
