"""Coordinates of all rows as numbers, whatever notation they are written in."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.intake.angles import AngleRead, read_angle, read_pair
from geo_tensions.intake.crs import WGS84
from geo_tensions.intake.distinct import encode, spread
from geo_tensions.intake.quantities import numbers
from geo_tensions.intake.raw import GEOMETRY, MOST_COORDINATE
from geo_tensions.intake.work import Work, joined

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Positions:
    """One entry a row, in the CRS of the file; NaN where there is none.

    Attributes
    ----------
    lon, lat
        As taken, exchanged where the mapping says so and no letter says otherwise.
    faults
        Why a row has no usable position; null elsewhere.
    exchanged
        Rows whose letters say that longitude and latitude stand in each other's column.
    written
        The words of the file.
    column
        Column that a problem of the position is told of.
    """

    lon: Floats
    lat: Floats
    faults: pa.Array
    exchanged: Mask
    written: pa.Array
    column: str


def read_positions(work: Work) -> Positions | None:
    """Return the positions of a file, None where no column tells them."""
    point = work.mapping.column("point")
    if point == GEOMETRY and work.raw.points is not None:
        return _of_geometry(work)
    if point is not None:
        return _of_pairs(work, point)
    if work.mapping.column("lon") and work.mapping.column("lat"):
        return _of_columns(work)
    return None


def _of_geometry(work: Work) -> Positions:
    points = work.raw.points
    assert points is not None  # noqa: S101 - the caller has looked
    x, y = (points.y, points.x) if work.mapping.swapped else (points.x, points.y)
    known = ~np.isnan(points.x)
    written = pc.if_else(
        pa.array(known),
        pc.binary_join_element_wise(_short(points.x), _short(points.y), " "),
        pa.scalar(None, pa.string()),
    )
    nowhere = np.zeros(len(work.raw), dtype=bool)
    return Positions(x.copy(), y.copy(), points.faults, nowhere, written, GEOMETRY)


def _of_pairs(work: Work, column: str) -> Positions:
    texts = work.told("point")
    different, codes = encode(pa.chunked_array([texts]))
    pairs = work.each(different, read_pair)
    swap = work.mapping.swapped
    lats = [pair.lon if swap and not pair.sure else pair.lat for pair in pairs]
    lons = [pair.lat if swap and not pair.sure else pair.lon for pair in pairs]
    faults = spread([pair.reason or None for pair in pairs], codes)
    nowhere = np.zeros(len(texts), dtype=bool)
    return Positions(_spread(lons, codes), _spread(lats, codes), faults, nowhere, texts, column)


def _of_columns(work: Work) -> Positions:
    first, second = ("lat", "lon") if work.mapping.swapped else ("lon", "lat")
    lon, lon_axis, lon_fault = _angles(work, first)
    lat, lat_axis, lat_fault = _angles(work, second)
    exchanged = (lon_axis == "lat") & (lat_axis == "lon")
    clash = ((lon_axis == "lat") | (lat_axis == "lon")) & ~exchanged
    written = joined(" ", work.told("lat"), work.told("lon"))
    faults = pc.coalesce(
        lon_fault,
        lat_fault,
        pc.if_else(
            pa.array(clash),
            "both of its angles are of one axis",
            pa.scalar(None, pa.string()),
        ),
    )
    lon[clash], lat[clash] = np.nan, np.nan
    column = work.mapping.column("lat") or ""
    return Positions(lon, lat, faults, exchanged, written, column)


def _angles(work: Work, field: str) -> tuple[Floats, npt.NDArray[np.str_], pa.Array]:
    """Return the values of a column, the axis that each names, and what is wrong with it."""
    texts = work.told(field)
    # 45,500 is 45 and a half degrees, but 5,040,000 may be metres.
    metres = work.mapping.crs != WGS84
    column = pa.chunked_array([texts])
    values, hard = numbers(column, decimal=work.mapping.decimal, thousands=metres)
    axis = np.full(len(texts), "", "<U3")
    faults = work.nothing()
    # "1e999" is no coordinate in any system.
    with np.errstate(invalid="ignore"):
        wild = np.abs(values) > MOST_COORDINATE
    hard |= wild
    values[wild] = np.nan
    places = np.flatnonzero(hard)
    if len(places):
        different, codes = encode(pa.chunked_array([texts.take(pa.array(places))]))
        read = work.each(different, lambda text: _finite(read_angle(text)))
        values[places] = _spread([angle.degrees for angle in read], codes)
        axis[places] = np.array([angle.axis for angle in read])[codes]
        name = work.mapping.column(field)
        told = [f"in '{name}' {angle.reason}" if angle.reason else None for angle in read]
        faults = pc.replace_with_mask(faults, pa.array(hard), spread(told, codes))
    return values, axis, faults


def _finite(angle: AngleRead) -> AngleRead:
    if angle.degrees is not None and not np.isfinite(angle.degrees):
        return AngleRead(reason="it is no longitude or latitude")
    return angle


def _spread(values: list[float | None], codes: npt.NDArray[np.int64]) -> Floats:
    found = np.array([np.nan if value is None else value for value in [*values, None]], float)
    spread_out: Floats = found[codes]
    return spread_out


def _short(values: Floats) -> pa.Array:
    """Return coordinates as words, to the tenth of a metre where they are degrees."""
    return pc.cast(pa.array(np.round(values, 6)), pa.string())
