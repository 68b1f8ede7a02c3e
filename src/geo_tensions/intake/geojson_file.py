"""GeoJSON: a collection of features, or one feature a line, read within limits."""

import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geo_tensions.errors import DataError
from geo_tensions.ingest import Progress
from geo_tensions.intake import limits
from geo_tensions.intake.crs import named_crs
from geo_tensions.intake.encodings import find_encoding
from geo_tensions.intake.json_stream import JsonStream, depth_of
from geo_tensions.intake.points import PointsBuilder
from geo_tensions.intake.raw import Raw, TableBuilder, column_names
from geo_tensions.intake.values import as_text

_ID = "id"


def read_geojson(path: Path, *, where: str, progress: Progress) -> Raw:
    """Read the features of a file; nested properties become JSON texts.

    Raises
    ------
    DataError
        If it is no GeoJSON, has no features or is beyond the limits.
    """
    coded = find_encoding(path, where=where)
    size = max(1, path.stat().st_size)
    rows = _Features(where)
    with path.open("rb") as binary:
        text = io.TextIOWrapper(binary, encoding=coded.name, errors="replace", newline="")
        stream = JsonStream(text, where=where)
        for count, feature in enumerate(_features(stream, rows), start=1):
            rows.add(feature)
            if count % limits.BLOCK_ROWS == 0:
                rows.flush()
                progress(min(1.0, binary.tell() / size), "Reading the file")
    progress(1.0, "Reading the file")
    return rows.raw(told=coded.told)


class _Features:
    """Features with their properties as texts."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._builder = TableBuilder(where)
        self._points = PointsBuilder()
        self._columns: dict[str, list[str | None]] = {}
        self._names: dict[str, str] = {}
        self._held = 0
        self.count = 0
        self.crs: object = None

    def add(self, feature: object) -> None:
        self.count += 1
        place = self._builder.count + self._held
        if not isinstance(feature, Mapping) or feature.get("type") != "Feature":
            self._builder.torn[place] = "is no feature"
            feature = {}
        elif depth_of(feature, limits.VALUE_DEPTH) > limits.VALUE_DEPTH:
            self._builder.torn[place] = f"is nested more than {limits.VALUE_DEPTH} deep"
            feature = {}
        told = feature.get("properties")
        properties = dict(told) if isinstance(told, Mapping) else {}
        if _ID in feature and _ID not in properties:
            properties[_ID] = feature[_ID]
        for key, value in properties.items():
            name = self._names.get(key) or self._name(key)
            column = self._columns.setdefault(name, [])
            column.extend([None] * (self._held - len(column)))
            column.append(as_text(value))
        self._points.add_geojson(feature.get("geometry"))
        self._held += 1

    def flush(self) -> None:
        if not self._held:
            return
        for column in self._columns.values():
            column.extend([None] * (self._held - len(column)))
        first = self.count - self._held
        self._builder.add(self._columns, range(first + 1, self.count + 1))
        self._columns, self._held = {}, 0

    def raw(self, *, told: str) -> Raw:
        self.flush()
        table, rows = self._builder.table()
        crs = named_crs(_crs_name(self.crs), where=self._where)
        return Raw(
            self._where,
            "geojson",
            table,
            rows,
            points=self._points.points(crs or "EPSG:4326"),
            told=(told,) if told else (),
            torn=self._builder.torn,
        )

    def _name(self, key: str) -> str:
        limits.refuse_columns(self._where, len(self._names) + 1)
        # Names have to differ from all before, as those of a header.
        self._names[key] = column_names(
            [*self._names.values(), key.encode("utf-8", "replace").decode()]
        )[-1]
        return self._names[key]


def _features(stream: JsonStream, rows: _Features) -> Iterator[Any]:
    """Yield the features of a collection, of a file of lines, or the one that the file is."""
    if stream.peek() != "{":
        problem = "an object of GeoJSON was expected"
        raise stream.error(problem)
    found = False
    first: dict[str, Any] = {}
    for name in stream.members():
        if name == "features" and stream.peek() == "[":
            found = True
            yield from stream.items("feature")
        else:
            first[name] = stream.value(f"the member '{name[:40]}'")
        if name == "crs":
            rows.crs = first["crs"]
    if found:
        return
    if first.get("type") != "Feature":
        told = str(first.get("type", "nothing"))[:40]
        raise DataError(
            rows._where,  # noqa: SLF001 - one module
            f"holds {told}, not features",
            "choose a FeatureCollection",
        )
    yield first
    number = 1
    while stream.peek():
        number += 1
        yield stream.value(f"feature {number:,}")


def _crs_name(told: object) -> object:
    """Return the name in a ``crs`` member, as GeoJSON had it before RFC 7946."""
    if isinstance(told, Mapping):
        properties = told.get("properties")
        return properties.get("name") if isinstance(properties, Mapping) else None
    return None
