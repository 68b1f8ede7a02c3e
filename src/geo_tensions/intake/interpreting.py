"""How the values of guessed columns are written: order of dates, decimal mark, axes, CRS, units."""

from collections.abc import Mapping as AnyMapping
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.intake.angles import read_pair
from geo_tensions.intake.crs import WGS84
from geo_tensions.intake.date_model import DateNumbers, DateOrder
from geo_tensions.intake.distinct import encode
from geo_tensions.intake.kinds import MOST_KINDS, known_kinds
from geo_tensions.intake.mapping import Mapping
from geo_tensions.intake.profiles import Profile
from geo_tensions.intake.quantities import numbers, unit_named
from geo_tensions.intake.raw import GEOMETRY, Raw
from geo_tensions.tables import Tables

WEB_MERCATOR = "EPSG:3857"

_DATE_FIELDS = ("start", "end", "source_date")
_DIGITS = (
    r"^\s*(?P<first>\d{1,2})\s?(?P<mark>[-/. ])\s?(?P<second>\d{1,2})\s?[-/. ]\s?\d{4}(?:\D|$)"
)
_COMMA = r"^[^.]*\d,\d+[^.,]*([;/\s][^.]*\d,\d+[^.]*)?$"
_POINT = r"\d\.\d"
_DECIMAL_FIELDS = ("lat", "lon", "point", "radius_km")
_TWELVE = 12
_QUARTER, _TURN = 90.0, 360.0
_HALF = 0.5
_UTM_WIDTH_M = 1_000_000.0
_MERCATOR_M = 20_037_508.4
_SAMPLE = 2_000


def interpret(
    mapping: Mapping, raw: Raw, profiles: AnyMapping[str, Profile], *, tables: Tables | None
) -> Mapping:
    """Return a guess with everything that the values say about how they are written."""
    reasons: dict[str, str] = {}
    counted = _date_numbers(mapping, profiles, reasons)
    order = _date_order(mapping, raw, reasons)
    decimal = _decimal(mapping, raw, reasons)
    x, y = _axes(mapping, raw, decimal)
    crs, swapped = _crs(raw, x, y, reasons)
    kind = mapping.column("kind")
    known = known_kinds(encode(raw.column(kind))[0], tables) if kind and tables else {}
    if kind and len(known) > MOST_KINDS:
        known = {}
    return replace(
        mapping,
        date_order=order,
        date_numbers=counted,
        decimal=decimal,
        crs=crs,
        swapped=swapped,
        radius_unit=_unit(mapping, raw, reasons),
        kinds=known,
        reasons=reasons,
    )


def _date_order(mapping: Mapping, raw: Raw, reasons: dict[str, str]) -> DateOrder | None:
    """Decide the order over whole columns: one 13th of a month settles it for all."""
    day_first = month_first = 0
    open_dates = dotted = 0
    for field in _DATE_FIELDS:
        column = mapping.column(field)
        if column is None:
            continue
        parts = pc.drop_null(pc.extract_regex(pc.drop_null(raw.column(column)), _DIGITS))
        first, second = (_ints(pc.struct_field(parts, name)) for name in ("first", "second"))
        day_first += int(((first > _TWELVE) & (second <= _TWELVE)).sum())
        month_first += int(((second > _TWELVE) & (first <= _TWELVE)).sum())
        unsettled = (first <= _TWELVE) & (second <= _TWELVE) & (first != second)
        open_dates += int(unsettled.sum())
        marks = pc.equal(pc.struct_field(parts, "mark"), ".").to_numpy(zero_copy_only=False)
        dotted += int((unsettled & marks).sum())
    if day_first and day_first >= 20 * month_first:
        reasons["date_order"] = f"{_dates(day_first)} can only have the day first"
        return DateOrder.DMY
    if month_first and month_first >= 20 * day_first:
        reasons["date_order"] = f"{_dates(month_first)} can only have the month first"
        return DateOrder.MDY
    if day_first or month_first:
        reasons["date_order"] = (
            f"{_dates(day_first)} can only have the day first, {month_first:,} the month"
        )
        return None
    if not open_dates:
        reasons["date_order"] = "no date needs it"
        return DateOrder.YMD
    if dotted == open_dates:
        reasons["date_order"] = "dates with full stops have the day first"
        return DateOrder.DMY
    reasons["date_order"] = f"{_dates(open_dates)} can be read both ways"
    return None


def _dates(count: int) -> str:
    return "one date" if count == 1 else f"{count:,} dates"


def _ints(texts: pa.ChunkedArray) -> npt.NDArray[np.int64]:
    values: npt.NDArray[np.int64] = pc.cast(texts, pa.int64()).to_numpy(zero_copy_only=False)
    return values


def _date_numbers(
    mapping: Mapping, profiles: AnyMapping[str, Profile], reasons: dict[str, str]
) -> DateNumbers:
    column = mapping.column("start")
    seen = profiles.get(column) if column else None
    if seen is None or seen.numbers < 0.5 or seen.years >= 0.5:  # noqa: PLR2004 - a half
        return DateNumbers.NONE
    for kind, low, high, words in (
        (DateNumbers.EXCEL_1900, 10_000, 80_000, "its numbers look like days counted by Excel"),
        (DateNumbers.UNIX_SECONDS, 1e8, 5e9, "its numbers look like seconds since 1970"),
        (DateNumbers.UNIX_MILLISECONDS, 1e11, 5e12, "its numbers look like ms since 1970"),
    ):
        if low < seen.low and seen.high < high:
            reasons["date_numbers"] = words
            return kind
    return DateNumbers.NONE


def _decimal(mapping: Mapping, raw: Raw, reasons: dict[str, str]) -> str:
    comma = point = 0
    for field in _DECIMAL_FIELDS:
        column = mapping.column(field)
        if column is None or column == GEOMETRY:
            continue
        texts = pc.drop_null(raw.column(column))
        comma += _count(pc.match_substring_regex(texts, _COMMA))
        point += _count(pc.match_substring_regex(texts, _POINT))
    if comma > point:
        reasons["decimal"] = f"{comma:,} numbers have a decimal comma"
        return ","
    return "."


def _count(mask: pa.ChunkedArray) -> int:
    return int(pc.sum(mask).as_py() or 0)


def _axes(
    mapping: Mapping, raw: Raw, decimal: str
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return what is taken for x and y, without the rows that have no number there."""
    point, lon, lat = (mapping.column(name) for name in ("point", "lon", "lat"))
    if point == GEOMETRY and raw.points is not None:
        x, y = raw.points.x, raw.points.y
    elif point is not None:
        texts = pc.drop_null(raw.column(point))
        sample = np.linspace(0, max(0, len(texts) - 1), min(len(texts), _SAMPLE)).astype(np.int64)
        pairs = [read_pair(text) for text in texts.take(pa.array(sample)).to_pylist()]
        open_pairs = [pair for pair in pairs if pair.lat is not None and not pair.sure]
        x = np.array([pair.lon for pair in open_pairs], float)
        y = np.array([pair.lat for pair in open_pairs], float)
    elif lon is not None and lat is not None:
        x, y = (numbers(raw.column(name), decimal=decimal)[0] for name in (lon, lat))
    else:
        return np.array([]), np.array([])
    good = np.isfinite(x) & np.isfinite(y)
    return x[good], y[good]


def _crs(
    raw: Raw,
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.float64],
    reasons: dict[str, str],
) -> tuple[str, bool]:
    """Return the CRS and whether the axes are exchanged."""
    if raw.points is not None and raw.points.crs not in {"", WGS84}:
        reasons["crs"] = "the file says so"
        return raw.points.crs, False
    if not len(x):
        return WGS84, False
    if raw.points is not None and not raw.points.crs:
        reasons["crs"] = "the file does not say it; its numbers are degrees"
    # A few wild values say nothing about the rest.
    far = np.maximum(np.abs(x), np.abs(y)) > _TURN
    if far.mean() > _HALF:
        return _projected(x[far], y[far], reasons), False
    turned = (np.abs(y) > _QUARTER) & (np.abs(x) <= _QUARTER) & ~far
    if turned.mean() > _HALF:
        reasons["swapped"] = f"what is taken for the latitude reaches {np.abs(y[turned]).max():g}"
        return WGS84, True
    if float(np.mean(x > 180)) and not float(np.mean(x < 0)):  # noqa: PLR2004 - degrees
        reasons["crs"] = "the longitudes run from 0 to 360"
    return WGS84, False


def _projected(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], reasons: dict[str, str]
) -> str:
    wide, high = (float(np.median(np.abs(axis))) for axis in (x, y))
    if _UTM_WIDTH_M < wide <= _MERCATOR_M and high <= _MERCATOR_M:
        reasons["crs"] = "the coordinates are as large as those of web maps in metres"
        return WEB_MERCATOR
    reasons["crs"] = "the coordinates are no degrees"
    return ""


def _unit(mapping: Mapping, raw: Raw, reasons: dict[str, str]) -> str:
    column = mapping.column("radius_km")
    if column is None:
        return "km"
    named = unit_named(column)
    if named:
        reasons["radius_unit"] = f"the name of the column says {named}"
        return named
    bare = pc.match_substring_regex(pc.drop_null(raw.column(column)), r"^[\s\d.,']+$")
    return "" if _count(bare) else "km"
