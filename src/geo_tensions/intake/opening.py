"""Foreign files of any accepted format, opened within limits and without running anything."""

import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from geo_tensions.errors import DataError
from geo_tensions.ingest import Progress
from geo_tensions.intake import limits
from geo_tensions.intake.csv_file import read_csv
from geo_tensions.intake.geojson_file import read_geojson
from geo_tensions.intake.raw import Raw


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
_SILENT: Progress = lambda _part, _words: None  # noqa: E731 - nobody to tell


def read(
    path: Path,
    *,
    name: str | None = None,
    layer: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Raw:
    """Open a foreign file.

    Parameters
    ----------
    path
        The file.
    name
        How messages name it; the path where None.
    layer
        Sheet of a workbook or layer of a GeoPackage; the first where None.
    encoding
        Of a text file, where its bytes mislead.
    progress
        Hears how far the work is.

    Raises
    ------
    DataError
        In one line, if it cannot be read or is beyond the limits.
    """
    where = name or str(path)
    tell = progress or _SILENT
    try:
        kind = _kind(path, where)
        raw = _read(kind, path, where=where, layer=layer, encoding=encoding, progress=tell)
    except OSError as error:
        problem = f"cannot be read ({error.strerror or error})"
        raise DataError(where, problem, "choose another file") from error
    if layer is not None and layer not in raw.layers:
        raise DataError(where, f"has no layer '{layer}'", "choose one of its layers")
    return raw


def read_bytes(
    content: bytes | memoryview,
    *,
    name: str,
    layer: str | None = None,
    encoding: str | None = None,
    progress: Progress | None = None,
) -> Raw:
    """Open a foreign file that is at hand as bytes, such as an upload.

    It lies in a folder of its own, which nobody else can read, for as long as it is read.

    Raises
    ------
    DataError
        As for :func:`read`.
    """
    ending = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="geo-tensions-") as folder:
        path = Path(folder) / f"file{ending if ending in ENDINGS else ''}"
        path.write_bytes(content)
        return read(path, name=name, layer=layer, encoding=encoding, progress=progress)


def _read(  # noqa: PLR0913 - everything that a reader needs
    kind: str,
    path: Path,
    *,
    where: str,
    layer: str | None,
    encoding: str | None,
    progress: Progress,
) -> Raw:
    if kind == "geojson":
        return read_geojson(path, where=where, progress=progress)
    return read_csv(path, where=where, encoding=encoding, progress=progress)


def _kind(path: Path, where: str) -> str:
    """Return the key of the format of a file, by what stands in it and then by its name."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise DataError(where, "is no file", "choose a file")
    size = path.stat().st_size
    if not size:
        raise DataError(where, "is empty", "choose a file with rows")
    if size > limits.FILE_BYTES:
        problem = f"has {size:,} bytes; at most {limits.FILE_BYTES:,} are read"
        raise DataError(where, problem, "split it")
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    return "geojson" if head.lstrip().startswith(b"{") else "csv"
