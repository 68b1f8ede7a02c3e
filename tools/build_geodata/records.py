"""``authored/incidents.toml`` and ``authored/launches.toml`` -> the two layers of records."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo_tensions import records
from geo_tensions.model import Layer
from geo_tensions.tables import Tables
from tools.build_geodata.authored import read_blocks
from tools.build_geodata.errors import BuildError

Feature = dict[str, Any]

FILES: Mapping[Layer, tuple[str, str]] = {
    Layer.INCIDENTS: ("authored/incidents.toml", "incident"),
    Layer.LAUNCHES: ("authored/launches.toml", "launch"),
}
"""File below ``geodata`` and name of its blocks, by layer."""

POINT_KEYS = ("lon", "lat")
"""Keys of a block that become the geometry: WGS 84 degrees, longitude continuous."""

ALWAYS = ("date_precision", "verification", "actors", "summary", "place")
"""Keys that the application can do without, but that whoever writes a record must decide on."""


@dataclass(frozen=True, slots=True)
class Block:
    """A record as written, and how messages name it."""

    where: str
    layer: Layer
    values: Mapping[str, Any]

    @property
    def feature(self) -> Feature:
        """The record as a GeoJSON feature with every key of its layer, in order."""
        empty: dict[str, Any] = {key: [] for key in records.LIST_KEYS}
        keys = records.KEYS[self.layer]
        properties = {key: self.values.get(key, empty.get(key)) for key in keys}
        point = [self.values.get(key) for key in POINT_KEYS]
        geometry = None if None in point else {"type": "Point", "coordinates": point}
        return {"type": "Feature", "properties": properties, "geometry": geometry}


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
    faults = [fault for block in blocks for fault in _faults(block, tables=tables)]
    faults += _used_twice(blocks)
    if faults:
        raise BuildError(faults)
    return {layer: [block.feature for block in blocks if block.layer is layer] for layer in FILES}


def read_layer(root: Path, layer: Layer) -> list[Block]:
    """Return the blocks of one authored file."""
    path, name = FILES[layer]
    return [
        Block(f"geodata/{path}, {name} {values.get('id') or f'number {number}'}", layer, values)
        for number, values in enumerate(read_blocks(root, path, name), start=1)
    ]


def _faults(block: Block, *, tables: Tables) -> Iterator[str]:
    known = {*records.KEYS[block.layer], *POINT_KEYS}
    for key in block.values:
        if key not in known:
            yield f"{block.where}: has the unknown key '{key}'; see docs/geodata-records.md"
    for fault in records.faults(block.feature, layer=block.layer, tables=tables):
        yield f"{block.where}: {fault}; correct the record"
    for key, value in block.values.items():
        if value == "":
            yield f"{block.where}: {key} is empty; leave the key out"
    yield from (f"{block.where}: {fault}" for fault in _undecided(block.values))


def _undecided(values: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the application could do without, but a careful author does not leave open."""
    for key in ALWAYS:
        if key not in values:
            yield f"has no '{key}'; decide on it"
    has_point = all(key in values for key in POINT_KEYS)
    if has_point != any(key in values for key in POINT_KEYS):
        yield "has only one of lon and lat; give both or none"
    if has_point and not values.get("position_basis"):
        yield "has a point but no position_basis; say how the point was chosen"
    if not has_point and not values.get("no_place_reason"):
        yield "has neither a point nor a no_place_reason; say why there is no point"
    lon = values.get("lon")
    if isinstance(lon, int | float) and lon < 0:
        yield f"lon {lon} is negative; write longitudes east of 180 as {lon + 360}"


def _used_twice(blocks: Sequence[Block]) -> Iterator[str]:
    claims = Counter(
        identifier
        for block in blocks
        for identifier in {block.values.get("id"), *_former(block.values)}
        if isinstance(identifier, str)
    )
    for identifier, count in claims.items():
        if count > 1:
            yield f"geodata/authored: id '{identifier}' is claimed {count} times; give each its own"


def _former(values: Mapping[str, Any]) -> list[object]:
    former = values.get("former_ids") or []
    return former if isinstance(former, list) else []
