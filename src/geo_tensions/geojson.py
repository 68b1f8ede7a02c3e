"""GeoJSON in one canonical form: the same features always give the same bytes."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.polygon import orient

Feature = Mapping[str, Any]

DIGITS = 5
"""Decimals of a degree that are written unless a layer says otherwise (about 1 m)."""

_ID = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"


def dumps(features: Iterable[Feature], *, digits: int = DIGITS) -> str:
    """Return a FeatureCollection with one feature a line.

    Parameters
    ----------
    features
        GeoJSON features with ``properties.id``; longitudes continuous, WGS 84 degrees. The order of
        the properties is kept, the features are sorted by id.
    digits
        Decimals of a degree to which coordinates are rounded.

    Returns
    -------
    str
        RFC 7946 winding (exterior rings counter-clockwise), no ``bbox``, no ``crs``, final newline.
    """
    ordered = sorted(features, key=lambda feature: str(feature["properties"]["id"]))
    lines = [_dump(_canonical(feature, digits)) for feature in ordered]
    body = ",\n".join(lines)
    return '{"type":"FeatureCollection","features":[\n' + body + "\n]}\n"


def problems(collection: object) -> list[str]:
    """Return the faults of a parsed FeatureCollection, one line each, naming its feature."""
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        return ["is no FeatureCollection"]
    found: list[str] = []
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        identifier = properties.get("id") if isinstance(properties, dict) else None
        if not isinstance(identifier, str) or not identifier or set(identifier) - set(_ID):
            found.append(f"feature number {number} has no id of letters, digits and hyphens")
            continue
        if identifier in seen:
            found.append(f"feature {identifier}: the id is used twice")
        seen.add(identifier)
        found += [f"feature {identifier}: {fault}" for fault in _geometry_faults(feature)]
    return found


def _geometry_faults(feature: Feature) -> Iterator[str]:
    geometry = feature.get("geometry")
    if geometry is None:
        return
    try:
        made = shape(geometry)
    except (
        ValueError,
        TypeError,
        AttributeError,
        KeyError,
        IndexError,
        shapely.errors.ShapelyError,
    ) as error:
        yield f"its geometry cannot be read ({error})"
        return
    globe = shapely.box(-180, -90, 360, 90)
    if made.is_empty or not globe.covers(shapely.box(*made.bounds)):
        yield "its geometry is empty or lies outside the globe"
        return
    if not made.is_valid:
        yield f"its geometry is not valid ({shapely.is_valid_reason(made)})"
    elif any(not _wound_well(polygon) for polygon in _polygons(made)):
        yield "its exterior ring does not run counter-clockwise (RFC 7946)"


def _polygons(geometry: Any) -> Iterator[Any]:  # noqa: ANN401 - shapely is untyped here
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            yield part


def _wound_well(polygon: Any) -> bool:  # noqa: ANN401 - shapely is untyped here
    return bool(polygon.exterior.is_ccw) and not any(ring.is_ccw for ring in polygon.interiors)


def _canonical(feature: Feature, digits: int) -> dict[str, Any]:
    geometry = feature.get("geometry")
    if geometry is not None:
        made = shape(geometry)
        if made.geom_type == "Polygon":
            made = orient(made)
        elif made.geom_type == "MultiPolygon":
            made = shapely.multipolygons([orient(part) for part in made.geoms])
        plain = mapping(made)
        geometry = {"type": plain["type"], "coordinates": _rounded(plain["coordinates"], digits)}
    return {"type": "Feature", "properties": dict(feature["properties"]), "geometry": geometry}


def _rounded(values: Sequence[Any] | float, digits: int) -> Any:  # noqa: ANN401 - nested lists
    if isinstance(values, (int, float)):
        number = round(float(values), digits)
        return int(number) if number == int(number) else number
    return [_rounded(value, digits) for value in values]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
