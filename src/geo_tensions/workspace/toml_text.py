"""JSON values as the TOML of ``geodata/authored``."""

import json
import re
from collections.abc import Mapping
from typing import Any

WIDTH = 100
"""Columns within which a list stands on one line."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")


def text_of(value: Any) -> str:  # noqa: ANN401 - JSON
    """Return a value on one line; what is not known in a table is left out, as TOML has no null.

    Raises
    ------
    ValueError
        If the value is None, has None in a list, or is no JSON.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A JSON string is a TOML basic string, but for DEL, and for the escaped slash, which json
        # never writes.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, Mapping):
        pairs = [
            f"{key_text(key)} = {text_of(item)}" for key, item in value.items() if item is not None
        ]
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(text_of, value))}]"
    msg = f"{value!r} cannot be written as TOML"
    raise ValueError(msg)


def pair_text(key: str, value: Any) -> str:  # noqa: ANN401 - JSON
    """Return ``key = value`` with a final newline; long lists and lists of tables go on lines."""
    line = f"{key_text(key)} = {text_of(value)}\n"
    listed = isinstance(value, list | tuple) and value
    if listed and (len(line) > WIDTH or any(isinstance(item, Mapping) for item in value)):
        items = "".join(f"  {text_of(item)},\n" for item in value)
        return f"{key_text(key)} = [\n{items}]\n"
    return line


def key_text(key: str) -> str:
    """Return a key, in quotes where it needs them."""
    return key if _BARE.fullmatch(key) else text_of(key)
