"""``authored/incidents.toml`` and ``authored/launches.toml`` -> the two layers of records."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo_tensions.authored import FILES, block_faults, claimed_twice, feature_of
from geo_tensions.model import Layer
from geo_tensions.tables import Tables
from tools.build_geodata.authored import read_blocks
from tools.build_geodata.errors import BuildError

__all__ = ["FILES", "Block", "Feature", "build_records", "read_layer"]

Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Block:
    """A record as written, and how messages name it."""

    where: str
    layer: Layer
    values: Mapping[str, Any]


def build_records(root: Path, *, tables: Tables) -> dict[Layer, list[Feature]]:
    """Return the features of both layers.

    Parameters
    ----------
    root
        The ``geodata`` folder.
    tables
        Kinds, actors, states and sources that records may name.

    Raises
    ------
    BuildError
        With every fault of every record.
    """
    blocks = [block for layer in FILES for block in read_layer(root, layer)]
    faults = [
        f"{block.where}: {fault}"
        for block in blocks
        for fault in block_faults(block.values, block.layer, tables=tables)
    ]
    faults += claimed_twice(block.values for block in blocks)
    if faults:
        raise BuildError(faults)
    return {
        layer: [feature_of(block.values, layer) for block in blocks if block.layer is layer]
        for layer in FILES
    }


def read_layer(root: Path, layer: Layer) -> list[Block]:
    """Return the blocks of one authored file."""
    path, name = FILES[layer]
    return [
        Block(f"geodata/{path}, {name} {values.get('id') or f'number {number}'}", layer, values)
        for number, values in enumerate(read_blocks(root, path, name), start=1)
    ]
