"""What a file is, by its first bytes and then by its name."""

import stat
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo_tensions.errors import DataError
from geo_tensions.intake import limits


@dataclass(frozen=True, slots=True)
class Format:
    """A format of file.

    Attributes
    ----------
    label
        What a user calls it.
    endings
        Of its files' names, the usual one first.
    """

    label: str
    endings: tuple[str, ...]


FORMATS: Mapping[str, Format] = {
    "csv": Format("CSV", (".csv", ".tsv", ".txt", ".tab")),
    "excel": Format("Excel", (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")),
    "geojson": Format("GeoJSON", (".geojson", ".json", ".geojsonl", ".ndjson")),
    "gpkg": Format("GeoPackage", (".gpkg",)),
    "kml": Format("KML", (".kml",)),
    "parquet": Format("GeoParquet", (".parquet", ".geoparquet")),
}
"""What can be opened."""

ENDINGS = tuple(ending for known in FORMATS.values() for ending in known.endings)
"""Endings of names that are accepted, in lower case, with the dot."""

_HEAD_BYTES = 4096
_REMEDY = "choose a CSV, Excel, GeoJSON, GeoPackage, KML or GeoParquet file"
_MAGIC = (
    (b"SQLite format 3\0", "gpkg"),
    (b"PAR1", "parquet"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "excel"),
)
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "packed with gzip"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ", "packed with xz"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\x00\x00\x27\x0a", "a shapefile"),
    (b"ARROW1", "an Arrow file"),
    (b"fgb\x03", "a FlatGeobuf file"),
)
_MOST_MEMBERS = 10_000
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def find_format(path: Path, *, where: str) -> str:
    """Return the key in :data:`FORMATS` of a file.

    Raises
    ------
    DataError
        If it is nothing that is read.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise DataError(where, "is no file", "choose a file")
    if not found.st_size:
        raise DataError(where, "is empty", "choose a file with rows")
    if found.st_size > limits.FILE_BYTES:
        problem = f"has {found.st_size:,} bytes; at most {limits.FILE_BYTES:,} are read"
        raise DataError(where, problem, "split it")
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    for magic, words in _OTHERS:
        if head.startswith(magic):
            raise DataError(where, f"is {words}", _REMEDY)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path, where)
    return _of_text(head, path.suffix.lower(), where)


def _of_text(head: bytes, ending: str, where: str) -> str:
    for kind in ("gpkg", "parquet", "excel"):
        known = FORMATS[kind]
        # Old exports named .xls are often plain tables of text.
        if ending in known.endings and ending != ".xls":
            problem = f"is named {ending} but is no {known.label} file, or is damaged"
            raise DataError(where, problem, "export it anew")
    bare = _without_marks(head)
    if bare.startswith((b"<!doctype html", b"<html")):
        raise DataError(where, "is a web page", "save the table as CSV")
    # The first name of a table may begin with anything.
    table = ending in FORMATS["csv"].endings
    if bare.startswith((b"<?xml", b"<kml") if table else b"<"):
        return "kml"
    if bare.startswith(b"{") and (not table or b'"type"' in bare or b'"features"' in bare):
        return "geojson"
    if ending == ".kml" or ending in FORMATS["geojson"].endings:
        label = "KML" if ending == ".kml" else "GeoJSON"
        raise DataError(where, f"is named {ending} but is no {label}", "export it anew")
    return "csv"


def _without_marks(head: bytes) -> bytes:
    """Return the beginning of a text in any Unicode encoding as plain letters in lower case."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    return head.replace(b"\0", b"").lstrip(b" \t\r\n\x1e").lower()


def _zipped(path: Path, where: str) -> str:
    """Tell workbooks from other archives, by their list of members alone."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            names = {member.filename for member in members}
            if len(members) > _MOST_MEMBERS:
                problem = f"is an archive of more than {_MOST_MEMBERS:,} files"
                raise DataError(where, problem, _REMEDY)
            if any(member.flag_bits & 1 for member in members):
                raise DataError(where, "is locked by a password", "save it without one")
            if any(stat.S_ISLNK(member.external_attr >> 16) for member in members):
                raise DataError(where, "is an archive with symbolic links", _REMEDY)
            unpacked = sum(member.file_size for member in members)
            if unpacked > limits.UNPACKED_BYTES:
                problem = (
                    f"unpacks to {unpacked:,} bytes; at most {limits.UNPACKED_BYTES:,} are read"
                )
                raise DataError(where, problem, "split it")
            if names & {"xl/workbook.xml", "xl/workbook.bin"}:
                return "excel"
            if _mimetype(archive) == _ODS:
                return "excel"
    except (zipfile.BadZipFile, NotImplementedError, ValueError, RuntimeError, EOFError) as error:
        raise DataError(where, "is a damaged archive", "export it anew") from error
    if any(name.lower().endswith(".kml") for name in names):
        raise DataError(where, "is a KMZ archive", "unpack it and choose the KML file in it")
    raise DataError(where, "is a zip archive", "unpack it and choose one file of it")


def _mimetype(archive: zipfile.ZipFile) -> bytes:
    """Return what an archive of OpenDocument says of itself."""
    if "mimetype" not in archive.namelist():
        return b""
    with archive.open("mimetype") as file:
        return file.read(_HEAD_BYTES).strip()
