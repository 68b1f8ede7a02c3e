"""Bad files of GeoJSON and KML."""

import json
from collections.abc import Mapping
from typing import Any

from tests.intake.bad.case import GOOD, Bad, odd, refused, reported
from tests.intake.bad.tables import SCRIPTS

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
    return [*_json(), *_geometries(), *_members(), *_kml(), *_placemarks()]


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


HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SPACE = 'xmlns="http://www.opengis.net/kml/2.2"'


def placemark(
    number: int = 1,
    geometry: str = "<Point><coordinates>141.5,45.5</coordinates></Point>",
    **data: str,
) -> str:
    told = {**PROPERTIES, "id": f"A-{number}", **data}
    title, start, end, summary = (told.pop(key) for key in ("title", "start", "end", "summary"))
    extended = "".join(
        f'<Data name="{key}"><value>{value}</value></Data>' for key, value in told.items()
    )
    return (
        f"<Placemark><name>{title}</name><description>{summary}</description>"
        f"<TimeSpan><begin>{start}</begin><end>{end}</end></TimeSpan>"
        f"<ExtendedData>{extended}</ExtendedData>{geometry}</Placemark>"
    )


def document(*placemarks: str, before: str = "") -> str:
    inside = "".join(placemarks) or placemark()
    return f"{HEAD}{before}<kml {SPACE}><Document><name>List</name>{inside}</Document></kml>"


def _kml() -> list[Bad]:
    whole = document()
    laughs = (
        "<!DOCTYPE kml ["
        + "".join(
            f'<!ENTITY a{level} "{f"&a{level - 1};" * 10 if level else "ha" * 50}">'
            for level in range(9)
        )
        + "]>"
    )
    outside = '<!DOCTYPE kml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    parameter = '<!DOCTYPE kml [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'
    declared = "declares a document type"
    return [
        *(
            refused(f"cut-at-{share}.kml", whole[: len(whole) * share // 100], "well-formed")
            for share in (10, 40, 95)
        ),
        refused("laughs.kml", document(placemark(title="&a8;"), before=laughs), declared),
        refused("entity-of-a-file.kml", document(placemark(title="&x;"), before=outside), declared),
        refused("parameter.kml", document(before=parameter), declared),
        refused("document-type.kml", document(before="<!DOCTYPE kml>"), declared),
        refused(
            "document-type-utf-16.kml",
            document(before="<!DOCTYPE kml>").replace("UTF-8", "UTF-16").encode("utf-16"),
            declared,
        ),
        refused("entity-unknown.kml", document(placemark(title="&nbsp;")), "well-formed"),
        refused("deep.kml", f"{HEAD}<kml {SPACE}>" + "<Folder>" * 10_000, "nested more than"),
        refused("no-placemarks.kml", f"{HEAD}<kml {SPACE}><Document/></kml>", "has no placemarks"),
        refused("news.kml", f"{HEAD}<rss><channel/></rss>", "is XML of <rss>"),
        refused("track.gpx", f"{HEAD}<gpx><wpt lat='1' lon='2'/></gpx>", "is XML of <gpx>"),
        refused("no-xml.kml", "Placemark: x", "is named .kml but is no KML"),
        refused("encoding-unknown.kml", whole.replace("UTF-8", "EBCDIC-X"), "well-formed"),
        refused("letters-forbidden.kml", document(placemark(title="a\x00b\x0b")), "well-formed"),
        refused(
            "bytes-no-utf-8.kml",
            document().encode().replace(b"passed", b"pass\xe9d"),
            "well-formed",
        ),
        refused("two-roots.kml", whole + "<kml/>", "well-formed"),
        refused(
            "text-of-5-mb.kml", document(placemark(notes="x" * 5_000_000)), "a text of more than"
        ),
        refused(
            "ten-thousand-names.kml",
            document(placemark(1, **{f"n{x}": "1" for x in range(10_000)})),
            "columns; at most 512",
        ),
        odd("utf-16.kml", whole.replace("UTF-8", "UTF-16").encode("utf-16")),
        odd(
            "prefix.kml",
            whole.replace("<", "<k:")
            .replace("<k:/", "</k:")
            .replace("<k:?", "<?")
            .replace("xmlns=", "xmlns:k="),
        ),
        odd(
            "included.kml",
            document(
                placemark()
                + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'
            ),
        ),
        odd("instruction.kml", document(before='<?xml-stylesheet href="file:///etc/passwd"?>')),
        odd(
            "network-link.kml",
            document(
                placemark(),
                "<NetworkLink><Link><href>http://127.0.0.1:9/</href></Link></NetworkLink>",
            ),
        ),
        odd("comments.kml", document(placemark(), "<!-- x -->" * 50_000)),
    ]


def _placemarks() -> list[Bad]:
    def point(told: str) -> str:
        return f"<Point><coordinates>{told}</coordinates></Point>"

    shapes = {
        "line": "<LineString><coordinates>1,2 3,4</coordinates></LineString>",
        "polygon": (
            "<Polygon><outerBoundaryIs><LinearRing><coordinates>0,0 1,0 1,1 0,0</coordinates>"
            "</LinearRing></outerBoundaryIs></Polygon>"
        ),
        "several": f"<MultiGeometry>{point('1,2')}{point('3,4')}</MultiGeometry>",
        "track": (
            '<gx:Track xmlns:gx="http://www.google.com/kml/ext/2.2">'
            "<gx:coord>1 2 3</gx:coord></gx:Track>"
        ),
        "words": point("here"),
        "one-number": point("141.5"),
        "nothing": point(""),
        "not-a-number": point("nan,nan"),
        "infinite": point("inf,45"),
        "decimal-commas": point("141,5;45,5"),
    }
    return [
        *(
            reported(
                f"placemark-{name}.kml", document(placemark(), placemark(2, told)), "place-no-point"
            )
            for name, told in shapes.items()
        ),
        odd(
            "script-in-text.kml",
            document(placemark(summary="<![CDATA[<script>alert(1)</script>]]>")),
        ),
        odd(
            "style-of-script.kml",
            document(
                placemark().replace(
                    "<ExtendedData>", "<styleUrl>javascript:alert(1)</styleUrl><ExtendedData>"
                )
            ),
        ),
        reported(
            "when-never.kml",
            document(placemark(), placemark(2, start="never", end="")),
            "date-unreadable",
        ),
        reported(
            "far-outside.kml",
            document(placemark(), placemark(2, point("500,95")), placemark(3)),
            "place-outside",
        ),
    ]
