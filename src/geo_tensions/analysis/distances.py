"""How far a place is from land, from Hokkaido and from air bases: a least and a greatest distance.

The place is a disc, so its distance is a range: that of the centre, less and plus the radius.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geo_tensions.analysis.geodesy import METRES_PER_NM, Floats, geodesic_km, turned
from geo_tensions.analysis.layer_shapes import Layers
from geo_tensions.analysis.outlines import Area
from geo_tensions.analysis.zones import JUDGED, Places
from geo_tensions.errors import DataError
from geo_tensions.tables import read_rows

KM_PER_NM = METRES_PER_NM / 1e3


@dataclass(frozen=True, slots=True)
class Distance:
    """The distance of one disc, km.

    Attributes
    ----------
    km
        Geodesic distance of the centre; 0 on the land itself.
    least_km, most_km
        Bounds for any place in the disc.
    nearest
        Name of what is nearest, for targets that are several places.
    """

    target: str
    label: str
    state: str
    scenario: str
    km: float
    least_km: float
    most_km: float
    nearest: str

    @property
    def nautical(self) -> tuple[float, float, float]:
        """The three distances in nautical miles."""
        return self.km / KM_PER_NM, self.least_km / KM_PER_NM, self.most_km / KM_PER_NM


@dataclass(frozen=True)
class Measured:
    """Distances of places (rows) to one target; NaN where a place cannot be measured."""

    km: Floats
    least_km: Floats
    most_km: Floats
    nearest: Sequence[str]

    def at(self, row: int, target: "Target") -> list[Distance]:
        """Return the distance of one place in words and figures, none where it has none."""
        if not np.isfinite(self.km[row]):
            return []
        figures = (self.km[row], self.least_km[row], self.most_km[row])
        km, least, most = (float(figure) for figure in figures)
        named = (target.id, target.label, target.state, target.scenario)
        return [Distance(*named, km, least, most, self.nearest[row])]


@dataclass(frozen=True)
class Target:
    """What a distance is measured to: land as an area, or named points."""

    id: str
    label: str
    state: str
    scenario: str
    note: str
    land: Area | None
    points: Floats
    names: Sequence[str]

    def measure(self, places: Places) -> Measured:
        """Return the distances of places that can be judged."""
        size = len(places)
        km = np.full(size, np.nan)
        nearest = [""] * size
        rows = np.flatnonzero(places.given == JUDGED)
        lon, lat = turned(places.lon[rows]), places.lat[rows]
        if self.land is not None:
            away = self.land.outline.nearest(lon, lat)[0]
            km[rows] = np.where(self.land.contains(lon, lat), 0.0, away)
        else:
            found = self._to_points(lon, lat)
            km[rows] = found.min(axis=1)
            for row, number in zip(rows, found.argmin(axis=1), strict=True):
                nearest[row] = self.names[number]
        return Measured(km, np.maximum(km - places.radius_km, 0), km + places.radius_km, nearest)

    def within(self, places: Places, reach_km: float) -> npt.NDArray[np.bool_]:
        """Tell of which places some part lies within a distance; False where it cannot be said."""
        rows = np.flatnonzero(places.given == JUDGED)
        lon, lat = turned(places.lon[rows]), places.lat[rows]
        reach = reach_km + places.radius_km[rows]
        found = np.zeros(len(places), dtype=bool)
        if self.land is not None:
            found[rows] = self.land.touches(lon, lat, reach)
        else:
            found[rows] = self._to_points(lon, lat).min(axis=1) <= reach
        return found

    def _to_points(self, lon: Floats, lat: Floats) -> Floats:
        columns = [
            geodesic_km(lon, lat, np.full(len(lon), point[0]), np.full(len(lon), point[1]))
            for point in self.points
        ]
        return np.column_stack(columns)


class Targets:
    """Every target of ``distance-targets.csv``.

    Raises
    ------
    DataError
        If a row names a layer or a feature that is not there.
    """

    def __init__(self, layers: Layers) -> None:
        self._layers = layers

    @cached_property
    def all(self) -> Mapping[str, Target]:
        """Targets by id."""
        rows = read_rows(self._layers.catalog, "distance-targets")
        return {row["id"]: self._target(row) for row in rows}

    def of(self, places: Places, row: int) -> list[Distance]:
        """Return every distance of one place that can be measured."""
        one = Places(
            places.lon[[row]],
            places.lat[[row]],
            places.radius_km[[row]],
            places.start[[row]],
            places.given[[row]],
        )
        measured = ((target, target.measure(one)) for target in self.all.values())
        return [item for target, figures in measured for item in figures.at(0, target)]

    def _target(self, row: Mapping[str, str]) -> Target:
        land: Area | None = None
        points, names = np.empty((0, 2)), []
        if row["layer"] == "places":
            found = [
                (properties["name_neutral"], shape)
                for properties, shape in self._layers.of("places")
                if properties["kind"] == row["feature"]
            ]
            names = [name for name, _ in found]
            points = shapely.get_coordinates([shape for _, shape in found])
        else:
            land = Area(self._land(row))
        if land is None and not names:
            where = self._layers.catalog.where("distance-targets")
            where += f", {row['id']}"
            raise DataError(where, "measures to nothing", "correct its feature")
        return Target(
            row["id"],
            row["label"],
            row["state"],
            row["scenario"],
            row["note"],
            land,
            points,
            names,
        )

    def _land(self, row: Mapping[str, str]) -> Any:  # noqa: ANN401 - shapely is untyped here
        country, _, at = row["feature"].partition(" ")
        whole = self._layers.land(country, row["state"], row["scenario"] or "defacto")[0]
        if not at:
            return whole
        point = shapely.Point(*(float(number) for number in at.split()))
        for part in shapely.get_parts(whole):
            if part.contains(point):
                return shapely.multipolygons([part])
        where = self._layers.catalog.where("distance-targets")
        where += f", {row['id']}"
        raise DataError(where, "its point is not on land", "move the point")
