"""Rows of tracks as points that can be judged; rows that cannot are counted by what they lack."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo_tensions.analysis.geodesy import Floats, Mask
from geo_tensions.analysis.zones import TOO_COARSE_KM
from geo_tensions.timespan import Window

JST_AHEAD_US = 9 * 3_600_000_000
"""By how much Japan Standard Time is ahead of UTC, microseconds."""

MINUTE_US = 60_000_000

_YEARS = (np.datetime64("1900-01-01", "us"), np.datetime64("2200-01-01", "us"))
EARLIEST_US, LATEST_US = (int(day.astype(np.int64)) for day in _YEARS)
"""Times before the one and from the other on are taken for mistakes, microseconds (UTC, 1970)."""

_NO_TIME = np.iinfo(np.int64).min
_LENGTH_OF_DAY = len("2000-01-01")


class Fault(StrEnum):
    """Why a row is not judged."""

    NO_TRACK = "no-track"
    NO_TIME = "no-time"
    NO_PLACE = "no-place"
    OFF_EARTH = "off-earth"
    NO_RADIUS = "no-radius"
    TOO_COARSE = "too-coarse"
    OUT_OF_WINDOW = "out-of-window"


FAULT_WORDS = {
    Fault.NO_TRACK: "no id of a track",
    Fault.NO_TIME: "no time (a day alone is none), or none of the years 1900 to 2199 (numbers are "
    "seconds since 1970)",
    Fault.NO_PLACE: "no position, or one that is no point or no finite number",
    Fault.OFF_EARTH: "a latitude beyond 90 or a longitude beyond 360 degrees",
    Fault.NO_RADIUS: "a radius that is missing, infinite or negative",
    Fault.TOO_COARSE: f"a radius of {TOO_COARSE_KM:g} km and more: too coarse to say",
    Fault.OUT_OF_WINDOW: "a time outside the days asked for",
}
"""What is said of such rows."""

FAULTS = tuple(Fault)


@dataclass(frozen=True)
class Points:
    """Points that can be judged, as equally long columns.

    Attributes
    ----------
    track
        Id of the track, text.
    at
        Microseconds since 1970, UTC.
    lon, lat
        WGS 84 degrees; longitudes in any turn of the globe.
    radius_km
        Radius of the disc that holds the place, km.
    left_out
        How many rows each of :data:`FAULTS` left out.
    """

    track: Any
    at: npt.NDArray[np.int64]
    lon: Floats
    lat: Floats
    radius_km: Floats
    left_out: npt.NDArray[np.int64]

    @property
    def minute(self) -> npt.NDArray[np.int64]:
        """Minutes (JST, since 1970), by which limits of zones are in force."""
        return (self.at + JST_AHEAD_US) // MINUTE_US


def points_of(part: Any, window: Window | None) -> Points:  # noqa: ANN401 - geopandas is untyped here
    """Sort out what of a frame can be judged.

    Parameters
    ----------
    part
        GeoDataFrame with ``track``, ``time``, ``radius_km`` and points in ``geometry``.
    window
        Days (JST) that are asked for; None: all.
    """
    track, no_track = texts(part["track"])
    at = microseconds(part["time"])
    shapes = part.geometry.to_numpy()
    lon, lat = shapely.get_x(shapes), shapely.get_y(shapes)
    radius = pd.to_numeric(part["radius_km"], errors="coerce").astype("float64").to_numpy()
    no_place = ~(np.isfinite(lon) & np.isfinite(lat))
    wrong: dict[Fault, Mask] = {
        Fault.NO_TRACK: no_track,
        Fault.NO_TIME: (at < EARLIEST_US) | (at >= LATEST_US),
        Fault.NO_PLACE: no_place,
        Fault.OFF_EARTH: (np.abs(lat) > 90) | (np.abs(lon) > 360),  # noqa: PLR2004 - degrees
        Fault.NO_RADIUS: ~(np.isfinite(radius) & (radius >= 0)),
        Fault.TOO_COARSE: radius >= TOO_COARSE_KM,
    }
    if window is not None:
        minute = (at + JST_AHEAD_US) // MINUTE_US
        wrong[Fault.OUT_OF_WINDOW] = (minute < window.start) | (minute > window.end)
    good = np.ones(len(at), dtype=bool)
    left_out = np.zeros(len(FAULTS), dtype=np.int64)
    for number, fault in enumerate(FAULTS):
        if fault in wrong:
            mine = wrong[fault] & good
            left_out[number] = mine.sum()
            good &= ~mine
    kept = np.flatnonzero(good)
    return Points(track.take(kept), at[kept], lon[kept], lat[kept], radius[kept], left_out)


def texts(column: pd.Series) -> tuple[Any, Mask]:
    """Return ids as text, and where there is none.

    Numbers lose a fraction of zero: a column of whole numbers with a gap in it is read as floats.
    """
    if pd.api.types.is_float_dtype(column.dtype):
        whole = column.to_numpy(dtype="float64", na_value=np.nan)
        if np.all(~np.isfinite(whole) | (whole == np.floor(whole))):
            sound = np.isfinite(whole) & (np.abs(whole) < 2**53)
            column = pd.Series(np.where(sound, whole, 0).astype(np.int64)).where(sound)
            column = column.astype("Int64")
    text = column.astype("string[pyarrow]").str.strip()
    return text.array, text.eq("").to_numpy(dtype=bool, na_value=True)


def microseconds(column: pd.Series) -> npt.NDArray[np.int64]:
    """Return times as microseconds since 1970 (UTC), the least number where there is none.

    Times without a zone are UTC, as ships and aircraft report them; numbers are seconds; texts are
    ISO 8601.
    """
    if pd.api.types.is_bool_dtype(column.dtype):
        return np.full(len(column), _NO_TIME)
    if pd.api.types.is_numeric_dtype(column.dtype):
        seconds = column.to_numpy(dtype="float64", na_value=np.nan)
        sound = np.isfinite(seconds) & (np.abs(seconds) < LATEST_US / 1e6)
        whole = np.rint(np.where(sound, seconds, 0) * 1e6).astype(np.int64)
        return np.where(sound, whole, _NO_TIME)
    if not pd.api.types.is_datetime64_any_dtype(column.dtype):
        text = column.astype("string[pyarrow]").str.strip()
        timed = text.where(text.str.len().gt(_LENGTH_OF_DAY).fillna(value=False))
        column = pd.to_datetime(timed, utc=True, format="ISO8601", errors="coerce")
    elif getattr(column.dt, "tz", None) is not None:
        column = column.dt.tz_convert("UTC")
    plain = column.dt.tz_localize(None) if column.dt.tz is not None else column
    # A missing time is the least number, too.
    return plain.to_numpy(dtype="datetime64[us]").astype(np.int64)
