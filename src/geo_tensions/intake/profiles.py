"""What the values of a column look like, from a sample of its rows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.intake.angles import read_angle, read_pair
from geo_tensions.intake.date_model import AMBIGUOUS, EXCHANGED, IMPOSSIBLE, TWO_DIGITS
from geo_tensions.intake.date_words import MONTHS
from geo_tensions.intake.dates import read_date
from geo_tensions.intake.plain import plain
from geo_tensions.intake.quantities import read_length_km, read_number

_MOST_TEXTS = 400
_ALL_TEXTS = 20_000
_LONG = 80
_CLOCK = re.compile(
    r"\d{1,2}([:時h]\d{2}([:分]\d{2})?分?| ?uhr) ?(jst|utc|z|h|[ap]m)?|\d{4} ?[zuji]"
)
_URL = re.compile(r"(https?://|www\.)\S+\Z")
_ID = re.compile(r"[A-Za-z0-9][\w./:#-]{0,59}\Z")
_LIKE_DATES = frozenset({"", AMBIGUOUS, EXCHANGED, TWO_DIGITS, IMPOSSIBLE})


@dataclass(frozen=True, slots=True)
class Profile:
    """Shares of the sampled texts of a column, from 0 to 1, and the range of its numbers.

    ``north`` and ``east`` are shares of texts that say themselves that they are latitudes or
    longitudes; ``different`` is the share of texts that occur once in the sample.
    """

    count: int
    different: float = 0.0
    long: float = 0.0
    dates: float = 0.0
    years: float = 0.0
    months: float = 0.0
    clocks: float = 0.0
    numbers: float = 0.0
    low: float = np.nan
    high: float = np.nan
    angles: float = 0.0
    north: float = 0.0
    east: float = 0.0
    pairs: float = 0.0
    lengths: float = 0.0
    urls: float = 0.0
    ids: float = 0.0


def profile(column: pa.ChunkedArray, *, columns: int) -> Profile:
    """Look at a sample of a column, taken evenly from all of its rows.

    Parameters
    ----------
    column
        Texts.
    columns
        How many columns the file has: the more, the fewer texts of each are looked at.
    """
    known = np.flatnonzero(pc.is_valid(column).to_numpy())
    most = max(40, min(_MOST_TEXTS, _ALL_TEXTS // max(1, columns)))
    if len(known) > most:
        known = known[np.linspace(0, len(known) - 1, most).astype(np.int64)]
    texts = [text.strip()[:300] for text in column.take(pa.array(known)).to_pylist()]
    if not texts:
        return Profile(0)
    marks = [_marks(text) for text in texts]
    shares = {key: sum(bool(mark[key]) for mark in marks) / len(texts) for key in marks[0]}
    values = [value for text in texts if (value := _number(text)) is not None]
    return Profile(
        count=len(texts),
        different=len(set(texts)) / len(texts),
        numbers=len(values) / len(texts),
        low=min(values, default=np.nan),
        high=max(values, default=np.nan),
        **shares,
    )


def _number(text: str) -> float | None:
    decimal = "," if "," in text and "." not in text else "."
    value = read_number(text, decimal=decimal)
    return value if value is None or np.isfinite(value) else None


def _marks(text: str) -> Mapping[str, bool]:
    bare = plain(text)
    angle = read_angle(text)
    date = read_date(text, order=None)
    digits = bare.isdigit()
    return {
        "long": len(text) > _LONG,
        # Eight digits in a row are a date as often as a number: a name has to tell.
        "dates": date.fault in _LIKE_DATES and not digits,
        "years": digits and date.fault == "" and "1000" < bare[:4] < "2200",
        "months": bare.strip(".") in MONTHS,
        "clocks": _CLOCK.fullmatch(bare) is not None,
        "angles": angle.degrees is not None,
        "north": angle.axis == "lat",
        "east": angle.axis == "lon",
        "pairs": _is_pair(text),
        "lengths": read_length_km(text, decimal="." if "." in text else ",", unit="km") is not None,
        "urls": _URL.match(bare) is not None,
        "ids": _ID.match(text) is not None,
    }


def _is_pair(text: str) -> bool:
    found = read_pair(text)
    if found.lat is None or found.lon is None:
        return False
    # "45 30" may be degrees and minutes, and "10, 20" anything: a fraction or a side tells.
    return found.sure or (("." in text or "," in text) and len(re.findall(r"\d+", text)) > 2)  # noqa: PLR2004
