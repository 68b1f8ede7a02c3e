"""Which column of a file of tracks is what: as told, or by the names that are common for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo_tensions.errors import DataError

TRACK_NAMES = ("track", "track_id", "trackid", "id", "mmsi", "imo", "icao24", "hex")
"""Names by which a track's id is looked for, in this order, in any case."""

TIME_NAMES = ("time", "timestamp", "datetime", "base_date_time", "basedatetime", "t")
LON_NAMES = ("lon", "longitude", "lng", "long")
LAT_NAMES = ("lat", "latitude")
RADIUS_NAMES = ("radius_km",)


@dataclass(frozen=True, slots=True)
class Asked:
    """Columns as the user named them; None: look for the common names.

    ``radius`` is a column, or a number of km that holds for every point.
    """

    track: str | None = None
    time: str | None = None
    lon: str | None = None
    lat: str | None = None
    radius: str | float | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """The columns that are read.

    Attributes
    ----------
    track, time
        Id of the track, and the time of a point.
    geometry
        Column of points, or None where ``lon`` and ``lat`` are read.
    lon, lat
        Columns of coordinates, WGS 84 degrees; empty where ``geometry`` is read.
    radius
        Column of radii, km, or the radius of every point.
    radius_told
        Whether a radius was given at all; without one a position is taken as exact.
    """

    track: str
    time: str
    geometry: str | None
    lon: str
    lat: str
    radius: str | float
    radius_told: bool

    @property
    def columns(self) -> list[str]:
        """The columns to read, each once."""
        places = [self.geometry] if self.geometry else [self.lon, self.lat]
        radius = [self.radius] if isinstance(self.radius, str) else []
        return list(dict.fromkeys([self.track, self.time, *places, *radius]))

    @property
    def words(self) -> str:
        """What was read as what, for a reader."""
        place = f"position '{self.geometry}'"
        if not self.geometry:
            place = f"longitude '{self.lon}', latitude '{self.lat}'"
        radius = f"{self.radius:g} km" if isinstance(self.radius, float) else f"'{self.radius}'"
        if not self.radius_told:
            radius = "none given, so positions are taken as exact"
        return f"track '{self.track}', time '{self.time}', {place}, radius {radius}"


def named(where: str, columns: Sequence[str], geometry: str | None, asked: Asked) -> Named:
    """Choose the columns of a file.

    Parameters
    ----------
    where
        The file, for errors.
    columns
        Its columns.
    geometry
        Its column of geometries, if it is GeoParquet.
    asked
        What the user named.

    Raises
    ------
    DataError
        If a column is missing, or only one of longitude and latitude is named.
    """
    pick = _Picker(where, columns)
    track = pick.one("the id of a track", asked.track, TRACK_NAMES, "--id")
    time = pick.one("the time of a point", asked.time, TIME_NAMES, "--time")
    lon, lat = "", ""
    if geometry is None or asked.lon is not None or asked.lat is not None:
        geometry = None
        lon = pick.one("longitudes", asked.lon, LON_NAMES, "--lon")
        lat = pick.one("latitudes", asked.lat, LAT_NAMES, "--lat")
    radius: str | float | None = asked.radius
    if isinstance(radius, str):
        radius = pick.one("radii", radius, (), "--radius-km")
    elif radius is None:
        radius = pick.found(RADIUS_NAMES)
    told = radius is not None
    return Named(track, time, geometry, lon, lat, 0.0 if radius is None else radius, told)


class _Picker:
    def __init__(self, where: str, columns: Sequence[str]) -> None:
        self.where = where
        self.columns = columns
        self.by_fold = {name.casefold(): name for name in reversed(columns)}

    def found(self, names: Sequence[str]) -> str | None:
        return next((self.by_fold[name] for name in names if name in self.by_fold), None)

    def one(self, what: str, told: str | None, names: Sequence[str], option: str) -> str:
        if told is not None:
            if told in self.columns:
                return told
            raise DataError(self.where, f"has no column '{told}' for {what}", self._there())
        name = self.found(names)
        if name is None:
            remedy = f"name it with {option} COLUMN; {self._there()}"
            raise DataError(self.where, f"has no column for {what}", remedy)
        return name

    def _there(self) -> str:
        shown = [_plain(name) for name in self.columns[:_SHOWN]]
        more = len(self.columns) - len(shown)
        return f"it has {', '.join(shown) or 'none'}" + (f" and {more:,} more" if more else "")


_SHOWN = 12
_LONGEST = 40


def _plain(name: str) -> str:
    text = "".join(char if char.isprintable() else "\ufffd" for char in name)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "\u2026"
