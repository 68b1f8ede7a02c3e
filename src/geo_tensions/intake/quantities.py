"""Numbers of foreign files: decimal commas, spaces between thousands, lengths with their unit."""

import re
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.intake.distinct import encode
from geo_tensions.intake.plain import plain

KM_OF: Mapping[str, float] = {"km": 1.0, "m": 0.001, "NM": 1.852, "mi": 1.609344}
"""Kilometres in a unit of length; the nautical mile and the statute mile by their definitions."""

_UNITS: Mapping[str, str] = {
    plain(word): unit
    for unit, words in {
        "km": "km kms kilometer kilometers kilometre kilometres kilomètres kilómetros км キロ"
        " キロメートル 公里",
        "m": "m metre metres meter meters mètres metros м メートル",
        "NM": "nm nmi naut nautical sm seemeile seemeilen миль мили 海里 カイリ",
        "mi": "mi mile miles statute",
    }.items()
    for word in words.split()
}
_LENGTH = re.compile(r"[~≈±<]?(?P<number>[\d.,' ]*\d) ?(?P<unit>[^\d\s][^\d]*)?")
_FULL_NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$"


def read_number(text: str, *, decimal: str) -> float | None:
    """Read a number with a decimal point or comma; None where it is none.

    Parameters
    ----------
    text
        Digits, with at most one decimal mark; thousands may be parted by spaces or apostrophes,
        or by whichever of point and comma is no decimal mark.
    decimal
        ``.`` or ``,``.
    """
    bare = plain(text).replace(" ", "").replace("'", "").replace("’", "")
    other = "," if decimal == "." else "."
    if other in bare and not re.fullmatch(
        rf"[+-]?\d{{1,3}}(?:\{other}\d{{3}})+(?:\{decimal}\d+)?", bare
    ):
        return None
    bare = bare.replace(other, "").replace(decimal, ".")
    return float(bare) if re.fullmatch(_FULL_NUMBER, bare) else None


def unit_named(text: str) -> str:
    """Return the unit of length that a text names as a word, such as a header; else ``""``."""
    for word in re.findall(r"[^\W\d_]+", plain(text)):
        if word in _UNITS:
            return _UNITS[word]
    return ""


def read_length_km(text: str, *, decimal: str, unit: str) -> float | None:
    """Read a length, km; one without a unit of its own is in ``unit``."""
    match = _LENGTH.fullmatch(plain(text))
    if match is None:
        return None
    named = (match["unit"] or "").strip(" .")
    known = _UNITS.get(named) or (unit_named(named) if named else unit)
    number = read_number(match["number"], decimal=decimal)
    if number is None or not known:
        return None
    return number * KM_OF[known]


def numbers(
    column: pa.ChunkedArray, *, decimal: str, thousands: bool = True
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]:
    """Return a column as numbers, NaN where there is none, and which texts are no number.

    Parameters
    ----------
    column
        Texts.
    decimal
        Decimal mark, ``.`` or ``,``.
    thousands
        Whether marks between thousands are known.
    """
    bare = pc.utf8_trim_whitespace(column)
    if decimal == ",":
        bare = pc.replace_substring(bare, ",", ".")
    easy = pc.match_substring_regex(bare, _FULL_NUMBER)
    values = pc.cast(pc.if_else(easy, bare, pa.scalar(None, pa.string())), pa.float64())
    found: npt.NDArray[np.float64] = values.to_numpy().copy()
    hard = np.flatnonzero(pc.fill_null(pc.invert(easy), fill_value=False).to_numpy())
    if thousands and len(hard):
        texts, codes = encode(column.take(pa.array(hard)))
        read = [read_number(text, decimal=decimal) for text in texts]
        found[hard] = np.array([np.nan if value is None else value for value in read])[codes]
    return found, np.isnan(found) & pc.is_valid(column).to_numpy()
