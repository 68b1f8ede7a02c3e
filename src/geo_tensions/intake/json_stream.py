"""A large JSON file read one value at a time, so that its size is no size in memory."""

import json
import re
from collections.abc import Iterator
from typing import IO, Any

from geo_tensions.errors import DataError
from geo_tensions.intake import limits

_CHUNK = 1 << 20
_SPACE = re.compile(r"[ \t\r\n\x1e\ufeff]*")
_CONSTANTS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


class JsonStream:
    """Characters of a JSON file, of which a window is held.

    Parameters
    ----------
    file
        Open text.
    where
        The file, as messages name it.
    """

    def __init__(self, file: IO[str], *, where: str) -> None:
        self._file = file
        self._where = where
        self._window = ""
        self._at = 0
        self._ended = False
        # Not allowed by the format, but written by many programs.
        self._decoder = json.JSONDecoder(parse_constant=_CONSTANTS.__getitem__)

    def peek(self) -> str:
        """Return the next character that is no white space, ``""`` at the end."""
        while True:
            match = _SPACE.match(self._window, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._window):
                return self._window[self._at]
            if not self._more():
                return ""

    def take(self, mark: str) -> None:
        """Pass over a mark that has to come now.

        Raises
        ------
        DataError
            If something else comes.
        """
        if self.peek() != mark:
            problem = f"'{mark}' was expected"
            raise self.error(problem)
        self._at += 1

    def value(self, what: str) -> Any:  # noqa: ANN401 - parsed JSON
        """Return the next value as a whole.

        Raises
        ------
        DataError
            If it is no JSON, too long or too deep; ``what`` names it.
        """
        self.peek()
        while True:
            try:
                found, end = self._decoder.raw_decode(self._window, self._at)
            except RecursionError as error:
                raise DataError(
                    self._where, f"{what} is nested too deeply", "flatten it"
                ) from error
            except ValueError as error:
                if len(self._window) - self._at > limits.VALUE_CHARS:
                    problem = f"{what} is longer than {limits.VALUE_CHARS:,} characters"
                    raise DataError(self._where, f"{problem}, or no JSON", "mend it") from error
                if not self._more(double=True):
                    raise DataError(self._where, f"{what} is no JSON", "mend the file") from error
            else:
                # A number may go on in the next part of the file.
                if end < len(self._window) or self._ended or not self._more():
                    self._at = end
                    return found

    def members(self) -> Iterator[str]:
        """Yield the name of each member of an object; the caller takes its value."""
        self.take("{")
        if self.peek() == "}":
            self._at += 1
            return
        while True:
            name = self.value("a name")
            if not isinstance(name, str):
                problem = "a name was expected"
                raise self.error(problem)
            self.take(":")
            yield name
            if self.peek() == "}":
                self._at += 1
                return
            self.take(",")

    def items(self, what: str) -> Iterator[Any]:
        """Yield each value of an array."""
        self.take("[")
        if self.peek() == "]":
            self._at += 1
            return
        number = 0
        while True:
            number += 1
            yield self.value(f"{what} {number:,}")
            if self.peek() == "]":
                self._at += 1
                return
            self.take(",")

    def error(self, problem: str) -> DataError:
        """Return the error that what comes next is not what has to come."""
        found = self._window[self._at : self._at + 1]
        told = f"'{found}' was found" if found else "the file ends"
        return DataError(self._where, f"is no JSON ({problem}, {told})", "mend the file")

    def _more(self, *, double: bool = False) -> bool:
        size = max(_CHUNK, len(self._window) - self._at) if double else _CHUNK
        chunk = self._file.read(size)
        self._window = self._window[self._at :] + chunk
        self._at = 0
        self._ended = not chunk
        return bool(chunk)


def depth_of(value: object, most: int) -> int:
    """Return how deeply a parsed value is nested, no more than ``most`` plus one."""
    level: list[object] = [value]
    depth = 0
    while level and depth <= most:
        depth += 1
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return depth
