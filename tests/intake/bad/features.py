"""Bad files of GeoJSON."""

import json
from collections.abc import Mapping
from typing import Any

from tests.intake.bad.case import GOOD, Bad, odd, refused, reported
from tests.intake.bad.words import SCRIPTS

PROPERTIES: Mapping[str, Any] = {key: GOOD[key] for key in GOOD if key not in {"lon", "lat"}}
POINT = {"type": "Point", "coordinates": [141.5, 45.5]}


def feature(number: int = 1, geometry: Any = POINT, **properties: Any) -> dict[str, Any]:
    told = {**PROPERTIES, "id": f"A-{number}", **properties}
    return {"type": "Feature", "properties": told, "geometry": geometry}


def collection(*features: Any, **members: Any) -> str:
    whole = {"type": "FeatureCollection", **members, "features": [feature(), *features]}
    return json.dumps(whole, ensure_ascii=False)


def shape(kind: str, *coordinates: Any) -> dict[str, Any]:
    return {"type": kind, "coordinates": list(coordinates)}


def bad_features() -> list[Bad]:
    return [*_json(), *_geometries(), *_members()]


def _json() -> list[Bad]:
    whole = collection(feature(2), feature(3))
    cuts = {
        f"cut-at-{share}.geojson": whole[: len(whole) * share // 100]
        for share in (1, 5, 20, 50, 80, 99)
    }
    deep = '{"a":' * 100_000 + "1" + "}" * 100_000
    some = json.dumps(feature(2))
    return [
        *(refused(name, text, "JSON") for name, text in cuts.items()),
        refused("nothing.geojson", "{}", "holds nothing, not features"),
        refused("list.geojson", "[1, 2]", "is named .geojson but is no GeoJSON"),
        refused("number.geojson", "42", "is named .geojson but is no GeoJSON"),
        refused("text.geojson", '"text"', "is named .geojson but is no GeoJSON"),
        refused("deep-list.geojson", "[" * 100_000, "is named .geojson"),
        refused("deep-object.geojson", deep, "nested too deeply"),
        refused("deep-member.geojson", '{"x":' + "[" * 100_000 + "}", "nested too deeply"),
        refused("comma-at-the-end.geojson", whole[:-2] + ",]}", "JSON"),
        refused("single-quotes.geojson", whole.replace('"', "'"), "JSON"),
        refused("comment.geojson", "{/* a comment */" + whole[1:], "JSON"),
        refused("no-colon.geojson", '{"type" "FeatureCollection"}', "JSON"),
        refused("name-of-number.geojson", '{1: 2, "features": []}', "JSON"),
        refused("more-after-it.geojson", '{"type": "Feature"} garbage', "JSON"),
        refused(
            "member-of-lines.geojson", '{"a\\nb": nothing, "features": []}', "the member 'a b'"
        ),
        refused("topology.geojson", '{"type":"Topology","objects":{},"arcs":[]}', "holds Topology"),
        refused("bare-geometry.json", json.dumps(POINT), "holds Point, not features"),
        refused("no-features.geojson", '{"type":"FeatureCollection","features":[]}', "has no rows"),
        refused(
            "features-null.geojson", '{"type":"FeatureCollection","features":null}', "not feat"
        ),
        refused("features-object.geojson", '{"type":"X","features":{"a":1}}', "holds X"),
        refused(
            "value-of-5-mb.geojson", collection(feature(2, notes="x" * 5_000_000)), "longer than"
        ),
        refused(
            "digits-of-5000.geojson",
            collection(feature(2, count=0)).replace(": 0", ": " + "9" * 5000),
            "JSON",
        ),
        refused(
            "ten-thousand-properties.geojson",
            collection(feature(2, **{f"p{x}": x for x in range(10_000)})),
            "columns; at most 512",
        ),
        odd("mark.geojson", b"\xef\xbb\xbf" + whole.encode()),
        odd("utf-16.geojson", whole.encode("utf-16")),
        odd("one-feature.geojson", json.dumps(feature())),
        odd("lines.ndjson", json.dumps(feature()) + "\n" + some + "\n"),
        odd("records-of-text-sequences.geojsonl", "\x1e" + json.dumps(feature()) + "\n\x1e" + some),
        refused("lines-broken.ndjson", json.dumps(feature()) + "\n" + some[:-5] + "\n", "JSON"),
        odd("name-twice.geojson", whole.replace('"title"', '"title": "x", "title"')),
        odd(
            "members-after.geojson",
            '{"features": [' + some + '], "type": "FeatureCollection", "bbox": null}',
        ),
    ]


def _geometries() -> list[Bad]:
    ring = [[0, 0], [1, 0], [1, 1], [0, 0]]
    others = {
        "line": shape("LineString", [0, 0], [1, 1]),
        "polygon": shape("Polygon", ring),
        "points": shape("MultiPoint", [0, 0]),
        "lines": shape("MultiLineString", ring),
        "polygons": shape("MultiPolygon", [ring]),
        "several": {"type": "GeometryCollection", "geometries": [POINT]},
        "unknown": {"type": "Circle", "radius": 5},
        "typeless": {"coordinates": [1, 2]},
        "type-of-number": {"type": 7, "coordinates": [1, 2]},
        "script-for-type": {"type": SCRIPTS[0], "coordinates": [1, 2]},
        "no-object": "POINT(1 2)",
        "list": [141, 45],
        "texts": shape("Point", "141.5", "45.5"),
        "nulls": shape("Point", None, None),
        "one-number": shape("Point", 141.5),
        "truths": {"type": "Point", "coordinates": [True, False]},
        "nested": shape("Point", [141.5], [45.5]),
        "not-a-number": shape("Point", float("nan"), 45.5),
        "infinite": shape("Point", float("inf"), float("-inf")),
        "too-large": shape("Point", 1e300, 1e300),
        "integers-without-end": shape("Point", 10**400, 1),
        "object-for-coordinates": {"type": "Point", "coordinates": {"x": 1, "y": 2}},
        "no-coordinates": {"type": "Point"},
    }
    return [
        *(
            reported(f"geometry-{name}.geojson", collection(feature(2, told)), "place-no-point")
            for name, told in others.items()
        ),
        reported(
            "outside.geojson",
            collection(feature(2, shape("Point", 400, 95)), feature(3)),
            "place-outside",
        ),
        reported(
            "exchanged.geojson",
            collection(feature(2, shape("Point", 45.5, 141.5)), feature(3)),
            "place-exchanged",
        ),
        reported("zero.geojson", collection(feature(2, shape("Point", 0, 0))), "place-zero"),
        odd("height.geojson", collection(feature(2, shape("Point", 141, 45, 9000)))),
        odd("east-of-180.geojson", collection(feature(2, shape("Point", 190, 45)))),
        odd(
            "empty-point.geojson",
            collection(feature(2, shape("Point"), radius_km=None, place_precision=None)),
        ),
        odd(
            "no-geometry.geojson",
            collection(feature(2, None, radius_km=None, place_precision=None)),
        ),
    ]


def _members() -> list[Bad]:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    return [
        reported("no-features-at-all.geojson", collection(1, None, "x", [], {}), "row-torn"),
        reported(
            "properties-null.geojson",
            collection({"type": "Feature", "properties": None, "geometry": POINT}),
            "date-missing",
        ),
        reported(
            "properties-list.geojson",
            collection({"type": "Feature", "properties": [1], "geometry": POINT}),
            "date-missing",
        ),
        reported(
            "properties-text.geojson",
            collection({"type": "Feature", "properties": "x", "geometry": POINT}),
            "date-missing",
        ),
        odd("nested-property.geojson", collection(feature(2, extra={"a": [1, {"b": None}]}))),
        reported(
            "property-100-deep.geojson",
            collection().replace('"Nothing else."', "[" * 100 + "]" * 100),
            "row-torn",
        ),
        odd("list-for-actors.geojson", collection(feature(2, actors=["RU-NAVY", "JP-SDF"]))),
        odd("prototype.geojson", collection(feature(2, __proto__={"x": 1}, constructor="y"))),
        odd("name-empty.geojson", collection(feature(2, **{"": "x", " ": "y"}))),
        odd(
            "name-of-geometry.geojson",
            collection(feature(2, **{"(geometry)": "x", "GEOMETRY": "y"})),
        ),
        reported(
            "half-a-pair.geojson",
            collection(feature(2)).replace("It went through.", "\\ud800 alone"),
            "text-unreadable",
        ),
        reported(
            "zero-letter.geojson",
            collection(feature(2)).replace("It went through.", "a\\u0000b"),
            "text-control",
        ),
        reported(
            "scripts.geojson",
            collection(
                *(feature(place, title=script) for place, script in enumerate(SCRIPTS, start=2))
            ),
        ),
        refused(
            "crs-unknown.geojson",
            collection(crs={"type": "name", "properties": {"name": "EPSG:999999"}}),
            "system of coordinates",
        ),
        refused(
            "crs-script.geojson",
            collection(crs={"type": "name", "properties": {"name": SCRIPTS[0]}}),
            "system of coordinates",
        ),
        refused(
            "crs-of-10000.geojson",
            collection(crs={"type": "name", "properties": {"name": "x" * 10_000}}),
            "system of coordinates",
        ),
        odd("crs-text.geojson", collection(crs="none")),
        reported("crs-metres-with-degrees.geojson", collection(crs=crs)),
    ]
