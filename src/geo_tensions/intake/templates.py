"""A file of each format to start from: what belongs in it, and one record as an example."""

import csv
import io
import json
import sqlite3
import struct
import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pyarrow as pa
import pyarrow.parquet

from geo_tensions.intake import gpkg_schema

TITLE = "Geo Tensions: one row an event. Replace the example; title, kind and start are needed."
"""What a template says of itself."""

COLUMNS: Mapping[str, str] = {
    "id": "Used once: letters, digits and . _ : / - ; made of the row's number if missing.",
    "title": "What happened, in neutral words, at most 200 characters.",
    "kind": "A kind of the map, such as airspace-violation, or a word of your own.",
    "start": "First day: YYYY-MM-DD; YYYY-MM or YYYY where the day is not known.",
    "end": "Last day, where it is another one.",
    "lon": "Longitude, degrees east, WGS 84.",
    "lat": "Latitude, degrees north, WGS 84.",
    "radius_km": "Radius within which it happened, km; without it there is no mark on the map.",
    "place": "The place in words.",
    "position_basis": "How the point was chosen.",
    "source_publisher": "Who published the source; rows without a source are unverified.",
    "source_title": "Title of the source.",
    "source_date": "Day on which the source was published.",
    "source_url": "Address of the source, beginning with https://.",
    "actors": "Who acted, parted by semicolons: codes such as RU-NAVY, or names.",
    "evidence": "official, reported, claimed, contested or unverified.",
    "equipment": "Ships, aircraft, missiles.",
    "summary": "A few sentences.",
    "notes": "What a careful reader must be told.",
}
"""Columns of a template, with what belongs in each."""

EXAMPLE: Mapping[str, str] = {
    "id": "example-1",
    "title": "Example: Il-38 north of Rebun Island",
    "kind": "airspace-violation",
    "start": "2024-09-23",
    "end": "",
    "lon": "140.97",
    "lat": "45.58",
    "radius_km": "20",
    "place": "Over territorial waters north of Rebun Island, Hokkaido",
    "position_basis": "Point chosen from the description of the place; no position was published.",
    "source_publisher": "Japan Ministry of Defense",
    "source_title": "Press conference by Defense Minister Kihara (provisional translation)",
    "source_date": "2024-09-23",
    "source_url": "https://www.mod.go.jp/en/article/2024/09/"
    "25d6dc965c359eae4e893d36a8048bf7a29f2df4.html",
    "actors": "RU-NAVY;JP-SDF",
    "evidence": "contested",
    "equipment": "Il-38",
    "summary": "Announced by Japan; denied by Russia, according to media.",
    "notes": "",
}
"""The example: the shipped record AV-2024-09-23-1 in brief."""

_LON, _LAT = float(EXAMPLE["lon"]), float(EXAMPLE["lat"])
_PROPERTIES = {key: value for key, value in EXAMPLE.items() if key not in {"lon", "lat"}}
_EXPLAINED = {key: words for key, words in COLUMNS.items() if key not in {"lon", "lat"}}
_WIDTH = 28


def template(kind: str) -> bytes:
    """Return a file to start from.

    Parameters
    ----------
    kind
        Key of :data:`geo_tensions.intake.FORMATS`.

    Returns
    -------
    bytes
        With a header, what belongs in each column, and one example; it passes the check as it is.
    """
    return _MAKERS[kind]()


def _csv() -> bytes:
    content = io.StringIO(newline="")
    writer = csv.writer(content, lineterminator="\r\n")
    writer.writerow([TITLE])
    writer.writerows([f"{name}: {words}"] for name, words in COLUMNS.items())
    writer.writerow(COLUMNS)
    writer.writerow(EXAMPLE.values())
    return content.getvalue().encode("utf-8-sig")


def _excel() -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - slow to load
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook()
    events, told = book.active, book.create_sheet("explanation")
    events.title = "events"
    events.append(list(COLUMNS))
    events.append(
        [
            float(value) if key in {"lon", "lat", "radius_km"} else value
            for key, value in EXAMPLE.items()
        ]
    )
    told.append(["column", TITLE])
    for row in COLUMNS.items():
        told.append(row)
    for sheet in (events, told):
        sheet.freeze_panes = "A2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = _WIDTH
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _geojson() -> bytes:
    feature = {
        "type": "Feature",
        "properties": {key: value or None for key, value in _PROPERTIES.items()},
        "geometry": {"type": "Point", "coordinates": [_LON, _LAT]},
    }
    content = {
        "type": "FeatureCollection",
        "explanation": {"": TITLE, **_EXPLAINED},
        "features": [feature],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _kml() -> bytes:
    told = "\n".join([TITLE, *(f"{name}: {words}" for name, words in _EXPLAINED.items())])
    data = "\n".join(
        f"<Data name={quoteattr(key)}><value>{escape(value)}</value></Data>"
        for key, value in _PROPERTIES.items()
        if key not in {"title", "summary", "start", "end"}
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2">
<Document>
<name>Geo Tensions: events</name>
<description>{escape(told)}</description>
<Placemark>
<name>{escape(EXAMPLE["title"])}</name>
<description>{escape(EXAMPLE["summary"])}</description>
<TimeSpan><begin>{EXAMPLE["start"]}</begin></TimeSpan>
<ExtendedData>
{data}
</ExtendedData>
<Point><coordinates>{_LON},{_LAT}</coordinates></Point>
</Placemark>
</Document>
</kml>
""".encode()


def _parquet() -> bytes:
    columns = {key: pa.array([value or None], pa.string()) for key, value in _PROPERTIES.items()}
    columns["radius_km"] = pa.array([float(EXAMPLE["radius_km"])])
    columns["geometry"] = pa.array([_wkb()], pa.binary())
    geo = {
        "version": "1.0.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
    told = {"geo": json.dumps(geo), "explanation": json.dumps({"": TITLE, **_EXPLAINED})}
    content = io.BytesIO()
    pyarrow.parquet.write_table(pa.table(columns).replace_schema_metadata(told), content)
    return content.getvalue()


def _gpkg() -> bytes:
    """Return a GeoPackage of one layer, and a table that explains its columns."""
    with tempfile.TemporaryDirectory(prefix="geo-tensions-") as folder:
        path = Path(folder) / "template.gpkg"
        with closing(sqlite3.connect(path)) as base, base:
            base.executescript(gpkg_schema.SCHEMA)
            names = list(_PROPERTIES)
            kinds = ["REAL" if name == "radius_km" else "TEXT" for name in names]
            typed = ", ".join(f'"{name}" {kind}' for name, kind in zip(names, kinds, strict=True))
            base.execute(
                f"CREATE TABLE events (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom POINT, {typed})"
            )
            base.execute("CREATE TABLE explanation (fid INTEGER PRIMARY KEY, name TEXT, text TEXT)")
            marks = ", ".join("?" * (len(names) + 1))
            row = [
                gpkg_schema.point(_LON, _LAT),
                *(value or None for value in _PROPERTIES.values()),
            ]
            chosen = ", ".join(["geom", *(f'"{name}"' for name in names)])
            base.execute(f"INSERT INTO events ({chosen}) VALUES ({marks})", row)  # noqa: S608 - own names
            told = {"": TITLE, **_EXPLAINED}
            base.executemany("INSERT INTO explanation (name, text) VALUES (?, ?)", told.items())
            gpkg_schema.register(base, "events", words=TITLE, geometry="geom")
            gpkg_schema.register(base, "explanation", words="What belongs in each column.")
        return path.read_bytes()


def _wkb() -> bytes:
    return struct.pack("<BIdd", 1, 1, _LON, _LAT)


_MAKERS: Mapping[str, Callable[[], bytes]] = {
    "csv": _csv,
    "excel": _excel,
    "geojson": _geojson,
    "gpkg": _gpkg,
    "kml": _kml,
    "parquet": _parquet,
}
