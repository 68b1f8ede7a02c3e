"""Places of a file: coordinates, radius, precision; what lacks a radius is not drawn."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyproj

from geo_tensions.columns import PLACE
from geo_tensions.intake.check_radii import read_radii
from geo_tensions.intake.crs import WGS84
from geo_tensions.intake.distinct import translate
from geo_tensions.intake.plain import words
from geo_tensions.intake.positions import Floats, Mask, Positions, read_positions
from geo_tensions.intake.raw import GEOMETRY
from geo_tensions.intake.work import NO_TEXT, Work, is_null, joined
from geo_tensions.model import PlacePrecision
from geo_tensions.records import LONGEST_RADIUS_KM

_QUARTER, _HALF, _TURN = 90.0, 180.0, 360.0
_WORDS_WITHOUT_RADIUS = "No radius is given, so the place is not drawn."


def check_places(work: Work) -> None:
    """Make the columns ``lon``, ``lat``, ``radius_km``, ``place`` and ``place_precision``."""
    read = read_positions(work)
    if read is None:
        empty = np.full(len(work.raw), np.nan)
        lon, lat, written = empty, empty.copy(), work.nothing()
    else:
        lon, lat = _usable(work, read)
        written = read.written
    placed = ~np.isnan(lon)
    radius = read_radii(work, placed=placed)
    bare = placed & np.isnan(radius)
    if read is not None:
        # Of a radius that cannot be used another problem tells.
        untold = bare & is_null(work.told("radius_km"))
        work.problems.add(
            untold,
            work.mapping.column("radius_km") or read.column,
            "radius-missing",
            "no radius is given, so the row has no place on the map",
        )
    work.lacks(bare, _WORDS_WITHOUT_RADIUS)
    drawn = placed & ~bare
    work.made["place"] = _place(work, written, drawn)
    for name, values in (("lon", lon), ("lat", lat), ("radius_km", radius)):
        work.made[name] = pa.array(values, mask=~drawn)
    work.made["place_precision"] = _precision(work, drawn, radius)


def _usable(work: Work, read: Positions) -> tuple[Floats, Floats]:
    """Return longitudes and latitudes, WGS 84; NaN where there is no place or it is refused."""
    lon, lat = read.lon.copy(), read.lat.copy()
    _without(work, read, ~is_null(read.faults), (lon, lat), _fault_kind(read), read.faults)
    half = np.isnan(lon) != np.isnan(lat)
    _without(work, read, half, (lon, lat), "place-half", "only one coordinate is given")
    exchange = work.problems.add(
        read.exchanged & ~np.isnan(lon),
        read.column,
        "place-exchanged",
        "the letters say that longitude and latitude are exchanged",
        proposal=_pair_words(lon, lat),
        value=read.written,
    )
    lon[exchange], lat[exchange] = lat[exchange], lon[exchange]
    if work.mapping.crs == "":
        at = ~np.isnan(lon)
        reason = "nobody has said in which system the coordinates are"
        _without(work, read, at, (lon, lat), "place-no-crs", reason)
    elif work.mapping.crs != WGS84:
        _project(work.mapping.crs, lon, lat)
    _on_earth(work, read, lon, lat)
    return lon, lat


def _on_earth(work: Work, read: Positions, lon: Floats, lat: Floats) -> None:
    with np.errstate(invalid="ignore"):
        outside = (lon < -_HALF) | (lon > _TURN) | (np.abs(lat) > _QUARTER) | np.isinf(lon)
        turned = outside & (np.abs(lon) <= _QUARTER) & (lat >= -_HALF) & (lat <= _TURN)
    mended = work.problems.add(
        turned,
        read.column,
        "place-exchanged",
        "longitude and latitude seem to be exchanged",
        proposal=_pair_words(lon, lat),
        value=read.written,
    )
    lon[mended], lat[mended] = lat[mended], lon[mended]
    reason = "it is no place on Earth"
    _without(work, read, outside & ~turned, (lon, lat), "place-outside", reason)
    zero = (lon == 0) & (lat == 0)
    reason = "0, 0 lies off Africa and mostly stands for nothing"
    _without(work, read, zero, (lon, lat), "place-zero", reason)


def _without(  # noqa: PLR0913, PLR0917 - one problem with its rows and words
    work: Work,
    read: Positions,
    at: Mask,
    axes: tuple[Floats, Floats],
    kind: str,
    reason: str | pa.Array,
) -> None:
    """Tell a problem of a position whose repair is to take the row without a place."""
    mended = work.problems.add(at, read.column, kind, reason, proposal="", value=read.written)
    for axis in axes:
        axis[at] = np.nan
    work.remark(mended, "The coordinates of the file cannot be used.")


def _fault_kind(read: Positions) -> str:
    return "place-no-point" if read.column == GEOMETRY else "place-unreadable"


def _project(crs: str, lon: Floats, lat: Floats) -> None:
    at = ~np.isnan(lon)
    if at.any():
        transformer = pyproj.Transformer.from_crs(crs, WGS84, always_xy=True)
        x, y = transformer.transform(lon[at], lat[at])
        # What no projection reaches becomes infinite, and is told as no place on Earth.
        lon[at], lat[at] = x, y


def _pair_words(lat: Floats, lon: Floats) -> pa.Array:
    texts = [pc.cast(pa.array(np.round(axis, 6)), pa.string()) for axis in (lat, lon)]
    return pc.binary_join_element_wise(*texts, " ")


def _place(work: Work, written: pa.Array, drawn: Mask) -> pa.Array:
    """Return the place in words; coordinates that are not drawn are kept in it."""
    told = pc.coalesce(
        work.told("place"), pa.scalar(work.mapping.for_all.get("place"), pa.string())
    )
    kept = pc.if_else(pa.array(drawn), NO_TEXT, written)
    kept = pc.binary_join_element_wise("(coordinates as written: ", kept, ")", "")
    return joined(" ", told, kept)


def _precision(work: Work, drawn: Mask, radius: Floats) -> pa.Array:
    column = work.mapping.column("place_precision") or ""
    texts = work.told("place_precision")
    known = {words(level): str(level) for level in PLACE}
    told = translate(pa.chunked_array([texts]), lambda text: known.get(words(text)))
    unknown = ~is_null(texts) & is_null(told)
    reason = f"it is none of {', '.join(PLACE)}"
    work.problems.add(unknown, column, "precision-unknown", reason, proposal="")
    longest = np.full(len(radius), np.inf)
    for level, limit_km in LONGEST_RADIUS_KM.items():
        longest[_is(told, level)] = limit_km
    with np.errstate(invalid="ignore"):
        conflict = drawn & (
            _is(told, PlacePrecision.NONE) | _is(told, PlacePrecision.ROUTE) | (radius > longest)
        )
    reason = "it does not fit a point with its radius"
    work.problems.add(conflict, column, "precision-conflict", reason, proposal="")
    return pc.if_else(pa.array(drawn & ~conflict), told, NO_TEXT)


def _is(texts: pa.Array, level: PlacePrecision) -> Mask:
    mask: Mask = pc.fill_null(pc.equal(texts, str(level)), fill_value=False).to_numpy(
        zero_copy_only=False
    )
    return mask
