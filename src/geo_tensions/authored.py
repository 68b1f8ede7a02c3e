"""Records as people write them in ``geodata/authored``, and what is asked of whoever writes one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geo_tensions import records
from geo_tensions.model import Layer
from geo_tensions.tables import Tables

Values = Mapping[str, Any]
"""A block as written: keys of a record, and ``lon`` and ``lat`` for its point."""

FILES: Mapping[Layer, tuple[str, str]] = {
    Layer.INCIDENTS: ("authored/incidents.toml", "incident"),
    Layer.LAUNCHES: ("authored/launches.toml", "launch"),
}
"""File below ``geodata`` and name of its blocks, by layer."""

POINT_KEYS = ("lon", "lat")
"""Keys of a block that become the geometry: WGS 84 degrees, longitude continuous."""

ALWAYS = ("date_precision", "verification", "actors", "summary", "place")
"""Keys that the application can do without, but that whoever writes a record must decide on."""


def feature_of(values: Values, layer: Layer) -> dict[str, Any]:
    """Return a block as a GeoJSON feature with every key of its layer, in order."""
    empty: dict[str, Any] = {key: [] for key in records.LIST_KEYS}
    properties = {key: values.get(key, empty.get(key)) for key in records.KEYS[layer]}
    point = [values.get(key) for key in POINT_KEYS]
    geometry = None if None in point else {"type": "Point", "coordinates": point}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def block_faults(values: Values, layer: Layer, *, tables: Tables) -> Iterator[str]:
    """Yield what is wrong with a block, one line a fault: what it is, and what to do."""
    known = {*records.KEYS[layer], *POINT_KEYS}
    for key in values:
        if key not in known:
            yield f"has the unknown key '{key}'; see docs/geodata-records.md"
    for fault in records.faults(feature_of(values, layer), layer=layer, tables=tables):
        yield f"{fault}; correct the record"
    for key, value in values.items():
        if value == "":
            yield f"{key} is empty; leave the key out"
    yield from _undecided(values)


def claimed_twice(blocks: Iterable[Values]) -> Iterator[str]:
    """Yield a line for each id that several records have or had."""
    claims = Counter(
        identifier
        for values in blocks
        for identifier in {values.get("id"), *_former(values)}
        if isinstance(identifier, str)
    )
    for identifier, count in claims.items():
        if count > 1:
            yield f"geodata/authored: id '{identifier}' is claimed {count} times; give each its own"


def _undecided(values: Values) -> Iterator[str]:
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


def _former(values: Values) -> list[object]:
    former = values.get("former_ids") or []
    return former if isinstance(former, list) else []
