"""The text of an authored file as blocks and pairs, so that an edit touches nothing else."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import tomlkit

from geo_tensions.authored import POINT_KEYS
from geo_tensions.workspace.toml_text import pair_text

_PAIR = re.compile(r"([A-Za-z0-9_-]+)\s*=")


@dataclass
class Block:
    """One record of a file.

    Attributes
    ----------
    lead
        Lines of comment directly above it.
    parts
        What follows its header: pairs by their key, other lines under None.
    """

    lead: str
    header: str
    parts: list[tuple[str | None, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The block as it stands in the file."""
        return self.lead + self.header + "".join(text for _, text in self.parts)

    @property
    def values(self) -> dict[str, Any]:
        """What the block says."""
        return tomllib.loads("".join(text for key, text in self.parts if key is not None))

    def put(self, key: str, value: Any, *, order: Sequence[str]) -> None:  # noqa: ANN401 - JSON
        """Set a value: in its place, or where the order of keys wants a new one."""
        keys = [name for name, _ in self.parts]
        if key in keys:
            at = keys.index(key)
            self.parts[at] = (key, _replaced(self.parts[at][1], key, value))
            return
        rank = {name: number for number, name in enumerate(order)}
        # A key that the layer does not know goes to the end; the checks that follow name it.
        mine = rank.get(key, len(rank))
        before = [at for at, name in enumerate(keys) if name and rank.get(name, -1) < mine]
        self.parts.insert(before[-1] + 1 if before else 0, (key, pair_text(key, value)))

    def drop(self, key: str) -> None:
        """Take a value out, if it is there."""
        self.parts = [part for part in self.parts if part[0] != key]


@dataclass
class Authored:
    """A file of blocks: what stands above the first one, and the blocks."""

    head: str
    blocks: list[Block]

    @property
    def text(self) -> str:
        """The whole file, with one final newline."""
        return (self.head + "".join(block.text for block in self.blocks)).rstrip("\n") + "\n"

    def of(self, identifier: str) -> Block:
        """Return the block of a record."""
        return next(block for block in self.blocks if block.values.get("id") == identifier)

    def insert(self, values: Mapping[str, Any], *, name: str) -> None:
        """Add a block at its place: by start, then by id."""
        key = (values["start"], values["id"])
        told = [_rank(block) for block in self.blocks]
        at = next((number for number, other in enumerate(told) if other > key), len(told))
        if at == len(told) and self.blocks:
            # The last block of a file has no empty line below it.
            last = self.blocks[-1]
            if not last.text.endswith("\n\n"):
                last.parts.append((None, "\n"))
        pairs = [(pair, pair_text(pair, value)) for pair, value in values.items()]
        self.blocks.insert(at, Block("", f"[[{name}]]\n", [*pairs, (None, "\n")]))

    def remove(self, identifier: str) -> None:
        """Take a record out, with the comment directly above it."""
        self.blocks.remove(self.of(identifier))


def key_order(keys: Sequence[str]) -> list[str]:
    """Return the order of a layer's keys in a block: the point stands before its radius."""
    at = keys.index("radius_km")
    return [*keys[:at], *POINT_KEYS, *keys[at:]]


def split(text: str, *, name: str) -> Authored:
    """Return a file as its blocks.

    Parameters
    ----------
    text
        Its contents: ``[[name]]`` blocks of pairs, and comments.
    name
        Name of the blocks.

    Raises
    ------
    ValueError
        If a pair cannot be told from what follows it.
    """
    header = f"[[{name}]]"
    head: list[str] = []
    blocks: list[Block] = []
    lines = text.splitlines(keepends=True)
    at = 0
    while at < len(lines):
        line = lines[at]
        if line.strip() == header:
            lead = _lead(blocks[-1].parts if blocks else None, head)
            blocks.append(Block(lead, line))
            at += 1
        elif blocks and (match := _PAIR.match(line)):
            end = _end(lines, at)
            blocks[-1].parts.append((match[1], "".join(lines[at:end])))
            at = end
        else:
            if blocks:
                blocks[-1].parts.append((None, line))
            else:
                head.append(line)
            at += 1
    return Authored("".join(head), blocks)


def _lead(parts: list[tuple[str | None, str]] | None, head: list[str]) -> str:
    """Take the comment directly above a header from what came before it."""
    found: list[str] = []
    while parts and parts[-1][0] is None and parts[-1][1].startswith("#"):
        found.insert(0, parts.pop()[1])
    while parts is None and head and head[-1].startswith("#"):
        found.insert(0, head.pop())
    return "".join(found)


def _end(lines: Sequence[str], begin: int) -> int:
    """Return where a pair that begins on a line ends: at the first line that makes it whole."""
    for end in range(begin + 1, len(lines) + 1):
        try:
            tomllib.loads("".join(lines[begin:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    msg = f"line {begin + 1} begins a value that does not end"
    raise ValueError(msg)


def _replaced(text: str, key: str, value: Any) -> str:  # noqa: ANN401 - JSON
    """Return a pair with another value; a comment behind it stays."""
    document = tomlkit.parse(text)
    document[key] = tomlkit.parse(pair_text(key, value))[key]
    return document.as_string()


def _rank(block: Block) -> tuple[str, str]:
    values = block.values
    return str(values.get("start", "")), str(values.get("id", ""))
