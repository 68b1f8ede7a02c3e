"""What is visible as KML 2.2, for Google Earth and its like."""

import html
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from geo_tensions.dataset import Record
from geo_tensions.exports.fonts import without_control
from geo_tensions.exports.frames import features_of
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.words import about
from geo_tensions.timespan import OPEN_END, day_of

_NAMESPACE = "http://www.opengis.net/kml/2.2"


def kml_bytes(scene: Scene) -> bytes:
    """Return records and routes as KML, with dates, so that the viewer's time slider works.

    Texts stay texts: a viewer shows a description as HTML, so markup in it is escaped once more.
    """
    return ("\n".join(_lines(scene)) + "\n").encode()


def _lines(scene: Scene) -> Iterator[str]:
    told = about(scene)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<kml xmlns="{_NAMESPACE}"><Document>'
    yield f"<name>{_text(told['title'])}</name>"
    yield f"<description>{_html(' '.join(filter(None, told.values())))}</description>"
    yield "<ExtendedData>"
    for key, value in told.items():
        yield _data(key, value)
    yield "</ExtendedData>"
    for kind in scene.dataset.kinds.values():
        yield f"<Style id={quoteattr(kind.id)}><IconStyle><color>{_abgr(kind.colour_light)}</color>"
        yield f"</IconStyle><LineStyle><color>{_abgr(kind.colour_light)}</color><width>2</width>"
        yield "</LineStyle></Style>"
    records = {record.id: record for record in scene.records}
    for feature in features_of(scene):
        properties = feature["properties"]
        record = records[str(properties.get("record_id") or properties["id"])]
        yield from _placemark(feature, record, is_route="record_id" in properties)
    yield "</Document></kml>"


def _placemark(feature: Any, record: Record, *, is_route: bool) -> Iterator[str]:  # noqa: ANN401
    name = f"{record['title']} (schematic route)" if is_route else record["title"]
    yield f"<Placemark><name>{_text(name)}</name>"
    radius = record["radius_km"]
    words = [record["summary"], record["notes"]]
    if radius and not is_route:
        words.append(f"The place lies within {radius:g} km of the mark.")
    yield f"<description>{_html(' '.join(filter(None, words)))}</description>"
    yield f"<styleUrl>#{_text(record['kind'])}</styleUrl>"
    begin = day_of(record.span.start).isoformat()
    end = "" if record.span.end == OPEN_END else f"<end>{day_of(record.span.end)}</end>"
    yield f"<TimeSpan><begin>{begin}</begin>{end}</TimeSpan><ExtendedData>"
    for key, value in feature["properties"].items():
        if value is not None and value != "":
            yield _data(key, value)
    yield "</ExtendedData>"
    yield from _geometry(feature["geometry"])
    yield "</Placemark>"


def _geometry(geometry: Any) -> Iterator[str]:  # noqa: ANN401 - GeoJSON
    if geometry is None:
        return
    if geometry["type"] == "Point":
        yield f"<Point><coordinates>{_pair(geometry['coordinates'])}</coordinates></Point>"
        return
    single = geometry["type"] == "LineString"
    lines = [geometry["coordinates"]] if single else geometry["coordinates"]
    yield "<MultiGeometry>"
    for line in lines:
        pairs = " ".join(_pair(place) for place in line)
        yield f"<LineString><tessellate>1</tessellate><coordinates>{pairs}</coordinates>"
        yield "</LineString>"
    yield "</MultiGeometry>"


def _pair(place: Any) -> str:  # noqa: ANN401 - two numbers
    return f"{place[0]:.5f},{place[1]:.5f}"


def _data(key: str, value: object) -> str:
    return f"<Data name={quoteattr(without_control(key))}><value>{_text(value)}</value></Data>"


def _text(value: object) -> str:
    return escape(without_control(str(value)))


def _html(text: str) -> str:
    return _text(html.escape(text, quote=False))


def _abgr(colour: str) -> str:
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"ff{blue}{green}{red}".lower()
