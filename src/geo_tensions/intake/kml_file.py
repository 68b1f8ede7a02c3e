"""KML: placemarks with their dates as written, read without entities and without links."""

from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

from geo_tensions.errors import DataError
from geo_tensions.ingest import Progress
from geo_tensions.intake import limits
from geo_tensions.intake.plain import brief
from geo_tensions.intake.points import PointsBuilder, no_point
from geo_tensions.intake.raw import Raw, TableBuilder, column_names

_CHUNK = 1 << 18
_TEXTS = {
    "name": "name",
    "description": "description",
    "address": "address",
    "when": "begin",
    "begin": "begin",
    "end": "end",
}
"""Columns of elements: a moment (``TimeStamp``) begins as a span (``TimeSpan``) does."""

_PARENTS = {"when": "TimeStamp", "begin": "TimeSpan", "end": "TimeSpan"}
_GEOMETRIES = frozenset(
    {"LineString", "LinearRing", "Polygon", "MultiGeometry", "Model", "Track", "MultiTrack"}
)
_PLACEMARK, _FOLDER = "Placemark", "Folder"


def read_kml(path: Path, *, where: str, progress: Progress) -> Raw:
    """Read the placemarks of a file with their extended data.

    Nothing that the file refers to is loaded; a document type, by which entities could be declared,
    is refused.

    Raises
    ------
    DataError
        If it is no KML, has no placemarks or is beyond the limits.
    """
    reader = _Reader(where)
    size = max(1, path.stat().st_size)
    done = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            reader.feed(chunk, last=False)
            done += len(chunk)
            progress(done / size, "Reading the file")
    reader.feed(b"", last=True)
    return reader.raw()


class _Reader:
    """Hears the elements of a file one after the other."""

    def __init__(self, where: str) -> None:
        self._where = where
        self._builder = TableBuilder(where)
        self._points = PointsBuilder()
        self._stack: list[str] = []
        self._folders: list[str] = []
        self._names: dict[str, str] = {}
        self._block: list[dict[str, str]] = []
        self._row: dict[str, str] | None = None
        self._key = ""
        self._text: list[str] | None = None
        self._chars = 0
        self._geometry = ""
        self._coordinates = ""
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.EntityDeclHandler = self._refuse
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def feed(self, chunk: bytes, *, last: bool) -> None:
        try:
            self._parser.Parse(chunk, last)
        except (expat.ExpatError, LookupError, ValueError) as error:
            problem = f"is no well-formed XML ({brief(error)})"
            raise DataError(self._where, problem, "mend it, or export it anew") from error

    def raw(self) -> Raw:
        self._flush()
        if not self._builder.count:
            raise DataError(self._where, "has no placemarks", "choose a KML with placemarks")
        table, rows = self._builder.table()
        points = self._points.points("EPSG:4326")
        return Raw(self._where, "kml", table, rows, points=points, torn=self._builder.torn)

    def _refuse(self, *_: object) -> NoReturn:
        problem = "declares a document type or entities, which are not read"
        raise DataError(self._where, problem, "take the DOCTYPE out")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if not self._stack and name != "kml":
            raise DataError(self._where, f"is XML of <{name[:40]}>, no KML", "choose a KML file")
        self._stack.append(name)
        if len(self._stack) > limits.VALUE_DEPTH:
            problem = f"is nested more than {limits.VALUE_DEPTH} deep"
            raise DataError(self._where, problem, "flatten it")
        if name == _FOLDER:
            self._folders.append("")
        elif name == _PLACEMARK:
            self._row, self._geometry, self._coordinates = {}, "", ""
        elif self._row is not None and not self._geometry and name in {"Point", *_GEOMETRIES}:
            self._geometry = name
        if name in {"Data", "SimpleData"}:
            self._key = attributes.get("name", "").strip()
        self._text, self._chars = [], 0

    def _characters(self, content: str) -> None:
        if self._text is None:
            return
        self._chars += len(content)
        if self._chars > limits.VALUE_CHARS:
            problem = f"has a text of more than {limits.VALUE_CHARS:,} characters"
            raise DataError(self._where, problem, "shorten it")
        self._text.append(content)

    def _end(self, _tag: str) -> None:
        name = self._stack.pop()
        parent = self._stack[-1] if self._stack else ""
        text = "".join(self._text or []).strip()
        self._text = None
        if name == _PLACEMARK and self._row is not None:
            self._finish(self._row)
        elif name == _FOLDER:
            self._folders.pop()
        elif self._row is None:
            if name == "name" and parent == _FOLDER:
                self._folders[-1] = text
        elif name == "coordinates":
            if not self._coordinates:
                self._coordinates = text
        elif text:
            self._take(name, parent, text)

    def _take(self, name: str, parent: str, text: str) -> None:
        assert self._row is not None  # noqa: S101 - asked only inside a placemark
        if name in _TEXTS and parent == _PARENTS.get(name, _PLACEMARK):
            self._row.setdefault(_TEXTS[name], text)
        elif name == "SimpleData" or (name == "value" and parent == "Data"):
            self._row[self._named(self._key)] = text

    def _named(self, key: str) -> str:
        if key not in self._names:
            limits.refuse_columns(self._where, len(self._names) + 1)
            before = [*dict.fromkeys(_TEXTS.values()), "folder", *self._names.values()]
            self._names[key] = column_names([*before, key])[-1]
        return self._names[key]

    def _finish(self, row: dict[str, str]) -> None:
        folder = next((name for name in reversed(self._folders) if name), "")
        if folder:
            row["folder"] = folder
        self._block.append(row)
        self._row = None
        if self._geometry == "Point":
            self._add_point()
        elif self._geometry:
            self._points.refuse(no_point(self._geometry))
        else:
            self._points.skip()
        if len(self._block) >= limits.BLOCK_ROWS:
            self._flush()

    def _add_point(self) -> None:
        parts = self._coordinates.split()
        try:
            x, y = (float(value) for value in ",".join(parts).split(",")[:2])
        except ValueError:
            self._points.refuse("the coordinates are no two numbers")
        else:
            self._points.add(x, y)

    def _flush(self) -> None:
        if not self._block:
            return
        names = dict.fromkeys(name for row in self._block for name in row)
        first = self._builder.count + 1
        columns = {name: [row.get(name) for row in self._block] for name in names}
        self._builder.add(columns, range(first, first + len(self._block)))
        self._block = []
