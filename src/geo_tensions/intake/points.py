"""Geometries of features as points, or the reason why they are none."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa

from geo_tensions.intake.raw import MOST_COORDINATE, Points


class PointsBuilder:
    """Collects the points of features, one entry a feature."""

    def __init__(self) -> None:
        self._x: list[float] = []
        self._y: list[float] = []
        self._faults: dict[int, str] = {}

    def add(self, x: float, y: float) -> None:
        """Add a point."""
        if not max(abs(x), abs(y)) <= MOST_COORDINATE:
            self.refuse("the coordinates are no numbers of any place")
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
            self.refuse("the coordinates are no numbers of any place")


def no_point(kind: object) -> str:
    """Return the words for a geometry of another kind than a point."""
    told = str(kind)[:40] if isinstance(kind, str) and kind else "unreadable thing"
    article = "an" if told[0] in "aeiouAEIOU" else "a"
    return f"the geometry is {article} {told}, a point is needed"
