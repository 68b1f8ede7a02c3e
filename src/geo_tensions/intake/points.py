"""Geometries of features as points, or the reason why they are none."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
import pyproj

from geo_tensions.errors import DataError
from geo_tensions.intake.mapping import WGS84
from geo_tensions.intake.raw import Points


class PointsBuilder:
    """Collects the points of features, one entry a feature."""

    def __init__(self) -> None:
        self._x: list[float] = []
        self._y: list[float] = []
        self._faults: dict[int, str] = {}

    def add(self, x: float, y: float) -> None:
        """Add a point."""
        if not (np.isfinite(x) and np.isfinite(y)):
            self.refuse("the coordinates are no finite numbers")
        else:
            self._x.append(x)
            self._y.append(y)

    def skip(self) -> None:
        """Add a feature without a geometry."""
        self._x.append(np.nan)
        self._y.append(np.nan)

    def refuse(self, reason: str) -> None:
        """Add a feature whose geometry is no usable point."""
        self._faults[len(self._x)] = reason
        self.skip()

    def add_geojson(self, geometry: object) -> None:
        """Add the geometry of a GeoJSON feature."""
        if geometry is None:
            self.skip()
            return
        if not isinstance(geometry, Mapping):
            self.refuse("the geometry cannot be read")
            return
        kind = geometry.get("type")
        if kind != "Point":
            self.refuse(no_point(kind))
            return
        self._add_pair(geometry.get("coordinates"))

    def points(self, crs: str) -> Points:
        """Return what was collected, with the CRS of the file."""
        faults: list[str | None] = [None] * len(self._x)
        for place, reason in self._faults.items():
            faults[place] = reason
        return Points(
            np.array(self._x, float), np.array(self._y, float), pa.array(faults, pa.string()), crs
        )

    def _add_pair(self, told: Any) -> None:  # noqa: ANN401 - parsed JSON
        if told == []:
            self.skip()
            return
        two = told[:2] if isinstance(told, list) else []
        if len(two) != 2 or not all(type(value) in {int, float} for value in two):  # noqa: PLR2004
            self.refuse("the coordinates are no two numbers")
            return
        try:
            self.add(float(two[0]), float(two[1]))
        except OverflowError:
            self.refuse("the coordinates are no finite numbers")


def no_point(kind: object) -> str:
    """Return the words for a geometry of another kind than a point."""
    told = str(kind)[:40] if isinstance(kind, str) and kind else "unreadable thing"
    article = "an" if told[0] in "aeiouAEIOU" else "a"
    return f"the geometry is {article} {told}, a point is needed"


def named_crs(told: object, *, where: str) -> str:
    """Return a CRS that a file names, as ``EPSG:4326`` where it is WGS 84 in any order of axes.

    Raises
    ------
    DataError
        If pyproj does not know it.
    """
    if told in (None, "", {}):
        return ""
    try:
        crs = pyproj.CRS.from_user_input(told)
    except (pyproj.exceptions.CRSError, ValueError, TypeError, AttributeError) as error:
        name = " ".join(str(told).split())[:60]
        problem = f"names a system of coordinates that is not known ({name})"
        raise DataError(where, problem, "save it in WGS 84 (EPSG:4326)") from error
    if crs.equals(pyproj.CRS(WGS84), ignore_axis_order=True) or crs.to_epsg() == 4326:  # noqa: PLR2004
        return WGS84
    authority = crs.to_authority()
    return ":".join(authority) if authority else str(crs.to_wkt())
