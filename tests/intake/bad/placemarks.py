"""Bad files of KML."""

from tests.intake.bad.case import Bad, odd, refused, reported
from tests.intake.bad.features import PROPERTIES

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


def bad_placemarks() -> list[Bad]:
    return [*_kml(), *_placemarks()]


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
