"""One record: its keys, its reading, and everything that makes it unfit to be shown.

The builder of ``geodata/layers`` and the reader of the application judge records by the same rules.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from geo_tensions import record_shapes
from geo_tensions.model import Display, Evidence, Layer, PlacePrecision
from geo_tensions.record_shapes import Properties
from geo_tensions.tables import Tables
from geo_tensions.timespan import Precision, Timespan

COMMON_KEYS = (
    *("id", "event_id", "former_ids", "kind", "title", "summary", "start", "end", "end_kind"),
    *("date_precision", "date_note", "time_jst", "place", "place_precision", "radius_km"),
    *("position_basis", "no_place_reason", "display", "lane", "actors", "equipment", "evidence"),
    *("verification", "verification_note", "sources", "flags", "notes"),
)
INCIDENT_KEYS = (*COMMON_KEYS, "entries", "response", "denied_by", "official_eez", "status")
LAUNCH_KEYS = (
    *COMMON_KEYS,
    *("row_unit", "object", "missile", "range_class", "glide", "count", "count_min", "count_max"),
    *("count_japan_mod", "count_note", "launch_site", "launch_lon", "launch_lat", "time_utc"),
    *("apogee_km", "range_km", "range_reports", "azimuth_deg", "azimuth_basis", "impact_method"),
    *("impact_reference", "alternative", "passed_over_japan", "japan_eez", "landed_in", "outcome"),
    *("outcome_by", "verification_tier", "j_alert", "event_count_japan_mod"),
)
KEYS: Mapping[Layer, tuple[str, ...]] = {
    Layer.INCIDENTS: INCIDENT_KEYS,
    Layer.LAUNCHES: LAUNCH_KEYS,
}
"""Keys of a record of each layer, in the order in which they are written."""

LIST_KEYS = ("former_ids", "actors", "sources", "flags", "denied_by")
"""Keys whose value is a list, empty where nothing is known."""

LONGEST_RADIUS_KM: Mapping[PlacePrecision, float] = {
    PlacePrecision.EXACT: 5.0,
    PlacePrecision.APPROXIMATE: 40.0,
}
"""Largest radius, km, with which a place still counts as exact or approximate
(docs/decisions/0001-the-house.md)."""

_DRAWN = frozenset({Display.POINT, Display.AREA, Display.ROUTE})


@dataclass(frozen=True, slots=True)
class Record:
    """One row of incidents or launches.

    ``properties`` holds the authored values under the keys of the layer; the other fields are what
    code depends on.
    """

    id: str
    event_id: str
    layer: Layer
    span: Timespan
    lon: float | None
    lat: float | None
    properties: Mapping[str, Any]

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 - an authored value of any type
        """Return an authored value, None where there is none."""
        return self.properties.get(key)

    @property
    def display(self) -> Display:
        """How the record is shown."""
        return Display(self.properties["display"])

    @property
    def drawn(self) -> bool:
        """Whether the record has a place on the map."""
        return self.lon is not None and self.display in _DRAWN


def read_record(feature: object, *, layer: Layer, tables: Tables) -> Record:
    """Return the record that a GeoJSON feature holds.

    Raises
    ------
    ValueError
        Naming every fault of the record, in one line.
    """
    found = faults(feature, layer=layer, tables=tables)
    if found or not isinstance(feature, Mapping):
        raise ValueError("; ".join(found))
    properties = feature["properties"]
    lon, lat = _point(feature.get("geometry"))
    return Record(
        id=properties["id"],
        event_id=properties["event_id"],
        layer=layer,
        span=_span(properties),
        lon=lon,
        lat=lat,
        properties=properties,
    )


def faults(feature: object, *, layer: Layer, tables: Tables) -> list[str]:
    """Return what is wrong with a record, one line a fault, without its name.

    Parameters
    ----------
    feature
        Anything that was found where a GeoJSON feature should be.
    layer
        Layer that holds it.
    tables
        Kinds, actors, states and sources that it may name.
    """
    properties = feature.get("properties") if isinstance(feature, Mapping) else None
    if not isinstance(feature, Mapping) or not isinstance(properties, Mapping):
        return ["is no GeoJSON feature with properties"]
    # What has the wrong type is told alone: further checks would only repeat it.
    if wrong := list(record_shapes.faults(properties)):
        return wrong
    return [
        *_vocabulary(properties, layer=layer, tables=tables),
        *_dates(properties),
        *_sources(properties),
        *_place(properties, feature.get("geometry")),
        *_accounts(properties, tables=tables),
        *_counts(properties),
    ]


def _vocabulary(properties: Properties, *, layer: Layer, tables: Tables) -> Iterator[str]:
    for key, table, values in (
        ("kind", tables.kinds, [properties["kind"]]),
        ("actors", tables.actors, properties.get("actors") or []),
        ("sources", tables.sources, properties.get("sources") or []),
    ):
        for value in values:
            if value not in table:
                yield f"{key} '{value}' is not in the tables"
    if layer is Layer.LAUNCHES and properties["kind"] != "missile-launch":
        yield f"kind '{properties['kind']}' stands among the launches"
    for key, words in record_shapes.VOCABULARIES.items():
        value = properties.get(key)
        if value is not None and value not in words:
            yield f"{key} '{value}' is none of {', '.join(words)}"


def _dates(properties: Properties) -> Iterator[str]:
    try:
        span = _span(properties)
    except ValueError as error:
        yield str(error)
        return
    precision = properties.get("date_precision")
    if precision is not None and precision != span.precision:
        yield f"date_precision is {precision}, but start is known to the {span.precision}"
    if properties.get("end") and properties["end_kind"] != "inclusive":
        yield f"has an end although end_kind is {properties['end_kind']}"
    if properties.get("time_jst") and span.precision is not Precision.DAY:
        yield "has a time of day but no day"


def _sources(properties: Properties) -> Iterator[str]:
    unverified = properties["evidence"] == Evidence.UNVERIFIED
    if not properties.get("sources") and not unverified:
        yield "cites no source although its evidence is not unverified"
    if properties.get("verification") == "background" and not unverified:
        yield "verification is background, so evidence must be unverified"


def _place(properties: Properties, geometry: object) -> Iterator[str]:
    try:
        lon, _ = _point(geometry)
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        yield str(error) if isinstance(error, ValueError) else "geometry cannot be read"
        return
    display = properties["display"]
    precision = PlacePrecision(properties["place_precision"])
    if display == Display.LANE and not properties.get("lane"):
        yield "display is lane but no lane is named"
    if (display == Display.ROUTE) != (precision is PlacePrecision.ROUTE):
        yield f"display {display} and place_precision {precision} do not go together"
    if display in _DRAWN and lon is None:
        yield f"display is {display} but there is no point"
    if (lon is None) != (precision is PlacePrecision.NONE):
        yield f"place_precision is {precision}, which does not fit its geometry"
    yield from _radius(properties.get("radius_km"), precision=precision, has_point=lon is not None)


def _radius(
    radius_km: float | None, *, precision: PlacePrecision, has_point: bool
) -> Iterator[str]:
    if not has_point or precision is PlacePrecision.ROUTE:
        if radius_km is not None:
            yield "has a radius_km without a disc: there is no point, or a route stands for it"
    elif not radius_km or radius_km < 0:
        yield "has a point but no radius_km"
    elif radius_km > LONGEST_RADIUS_KM.get(precision, radius_km):
        yield f"radius_km {radius_km:g} is too long for a place that is {precision}"


def _accounts(properties: Properties, *, tables: Tables) -> Iterator[str]:
    response = properties.get("response")
    for key, entry in [
        *([("response", response)] if response else []),
        *(("denied_by", denial) for denial in properties.get("denied_by") or []),
    ]:
        who = entry.get("by") if key == "response" else entry.get("state")
        if who is not None and who not in tables.states and who not in tables.actors:
            yield f"{key}: '{who}' is neither a state nor an actor of the tables"
        if entry.get("source") is not None and entry["source"] not in tables.sources:
            yield f"{key}: source '{entry['source']}' is not in the tables"
        if entry.get("date") is not None:
            try:
                Timespan.parse(entry["date"])
            except ValueError as error:
                yield f"{key}: {error}"


def _counts(properties: Properties) -> Iterator[str]:
    low, count, high = (properties.get(key) for key in ("count_min", "count", "count_max"))
    known = [number for number in (low, count, high) if number is not None]
    if known != sorted(known):
        yield f"count_min {low}, count {count}, count_max {high} do not rise"
    if (properties.get("launch_lon") is None) != (properties.get("launch_lat") is None):
        yield "has only one of launch_lon and launch_lat"


def _span(properties: Properties) -> Timespan:
    return Timespan.of_record(
        start=properties["start"], end=properties.get("end"), end_kind=properties["end_kind"]
    )


def _point(geometry: Any) -> tuple[float | None, float | None]:  # noqa: ANN401 - parsed JSON
    if geometry is None:
        return None, None
    if geometry["type"] != "Point":
        msg = f"geometry is a {geometry['type']}, a Point was expected"
        raise ValueError(msg)
    lon, lat = (float(value) for value in geometry["coordinates"][:2])
    if not (-180 <= lon <= 360 and -90 <= lat <= 90):  # noqa: PLR2004 - degrees of the globe
        msg = f"{lon}, {lat} is no place on Earth"
        raise ValueError(msg)
    return lon % 360, lat
