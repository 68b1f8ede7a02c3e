"""Foreign files of any accepted format, opened within limits and without running anything."""

import tempfile
from pathlib import Path

from geo_tensions.errors import DataError
from geo_tensions.ingest import Progress
from geo_tensions.intake.child import read_apart
from geo_tensions.intake.csv_file import read_csv
from geo_tensions.intake.geojson_file import read_geojson
from geo_tensions.intake.gpkg_file import read_gpkg
from geo_tensions.intake.kml_file import read_kml
from geo_tensions.intake.plain import one_line
from geo_tensions.intake.raw import Raw
from geo_tensions.intake.sniffing import ENDINGS, find_format

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
        kind = find_format(path, where=where)
        raw = _read(kind, path, where=where, layer=layer, encoding=encoding, progress=tell)
    except DataError as error:
        # Names in a file may hold line ends, and marks that steer a terminal.
        told = map(one_line, (error.where, error.problem, error.remedy))
        raise DataError(*told) from error
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
    match kind:
        case "geojson":
            return read_geojson(path, where=where, progress=progress)
        case "kml":
            return read_kml(path, where=where, progress=progress)
        case "gpkg":
            return read_gpkg(path, where=where, layer=layer, progress=progress)
        case "excel" | "parquet":
            return read_apart(kind, path, where=where, layer=layer, progress=progress)
    return read_csv(path, where=where, encoding=encoding, progress=progress)
