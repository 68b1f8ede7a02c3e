"""The filters by place in a deck: zones, a distance, a drawn polygon."""

from collections.abc import Iterable
from typing import Any

from geo_tensions.analysis.spatial import near_of, polygon_of, relations, targets
from geo_tensions.analysis.state import FilterState
from geo_tensions.briefing.fields import FieldReader
from geo_tensions.catalog import Catalog


def read_places(fields: FieldReader, catalog: Catalog) -> dict[str, Any]:
    """Return the fields ``zones``, ``near`` and ``polygon`` of a state."""
    # The tables are read only where a step asks for them.
    known = relations(catalog) if fields.has("zones") else {}
    found: dict[str, Any] = {
        "zones": fields.names("zones", known, default=frozenset(), what="is no relation to a zone")
    }
    near = fields.text("near", limit=100)
    if near:
        try:
            found["near"] = near_of(near, targets(catalog))
        except ValueError as error:
            fields.fault("near", f"'{near}' {error}", 'write "TARGET:KM"')
    corners = fields.get("polygon")
    if corners is not None:
        try:
            found["polygon"] = polygon_of([(float(lon), float(lat)) for lon, lat in corners])
        except (TypeError, ValueError) as error:
            fields.fault("polygon", f"cannot be read ({error})", "write [[lon, lat], ...]")
    return found


def write_places(state: FilterState) -> Iterable[tuple[str, object]]:
    """Return the fields of the filters by place that are set, with their values."""
    if state.zones:
        yield "zones", sorted(state.zones)
    if state.near:
        yield "near", f"{state.near.target}:{state.near.km:g}"
    if state.polygon:
        yield "polygon", [list(corner) for corner in state.polygon]
