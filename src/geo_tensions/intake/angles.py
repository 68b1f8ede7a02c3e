"""Longitudes and latitudes in any usual notation: decimal, degrees and minutes, NOTAM digits."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from geo_tensions.intake.plain import plain

_SIDES: Mapping[str, str] = {
    word: side
    for side, words in {
        "N": "n north nord norte 北緯 北纬 с.ш. с.ш сш с с. северной широты",
        "S": "s south süd sud sur 南緯 南纬 ю.ш. ю.ш юш ю ю. южной широты",
        "E": "e east ost est este 東経 东经 в.д. в.д вд в в. восточной долготы",
        "W": "w west ouest oeste 西経 西经 з.д. з.д зд з з. западной долготы",
    }.items()
    for word in words.split()
    if word not in {"широты", "долготы"}
}
_UNSURE = frozenset({"o"})
"""East in German, west in French and Spanish."""

_WORD = (
    r"(?:с\. ?ш\.?|ю\. ?ш\.?|в\. ?д\.?|з\. ?д\.?|(?:северной|южной) широты"
    r"|(?:восточной|западной) долготы|[^\W\d_]+\.?)"
)
_ONE = re.compile(
    rf"(?P<before>(?:lat|lon|long|latitude|longitude|широта|долгота|緯度|経度)\.?[:= ]+)?"
    rf"(?P<first>{_WORD})? ?(?P<sign>[+-])? ?"
    r"(?P<deg>\d{1,7}(?:[.,]\d+)?)(?: ?(?:°|º|˚|度|deg\.?|d|градус\w*|г\.|\*)| ?(?=[-: ]\d))?"
    r"(?:[-: ]? ?(?P<min>\d{1,2}(?:[.,]\d+)?) ?(?:'|′|’|ʹ|`|分|min\.?|m|мин\.?)?"
    r"(?:[-: ]? ?(?P<sec>\d{1,2}(?:[.,]\d+)?) ?"
    r"(?:\"|″|”|''|′′|’’|秒|sec\.?|s(?= ?[nsew])|сек\.?)?)?)?"
    rf"[ -]?(?P<last>{_WORD})?"
)
_WKT = re.compile(r"(?:srid=\d+;)? ?point ?z?m? ?\( ?(\S+) (\S+)(?: \S+){0,2} ?\)")
_PAIRS = (
    re.compile(r"(.*(?:с\. ?ш\.?|ю\. ?ш\.?|широты))[,; ]*(.*)"),
    re.compile(r"([北南][緯纬].+?)[,\u3001 ]*([東东西][経经].+)"),
    re.compile(r"([^nsew]*[nsew]) ?[,;/-]? ?([^nsew]*[nsew])"),
    re.compile(r"([nsew][^nsew]*?) ?[,;/-]? ?([nsew][^nsew]*)"),
)
"""Pairs that are cut between the letters or words of their sides."""

_DEGREE_SIGNS = str.maketrans("\u00ba\u02da", "\u00b0\u00b0")
_BRACKETS = re.compile(r"[\[\](){}]")
_NO_ANGLE = "it is no longitude or latitude"
_MOST_DEGREES = 3
_SIXTY = 60.0


@dataclass(frozen=True, slots=True)
class AngleRead:
    """What a text says as an angle.

    Attributes
    ----------
    degrees
        North and east positive; None where it says none.
    axis
        ``lat`` or ``lon`` where the text itself says which it is, else empty.
    reason
        What is wrong.
    """

    degrees: float | None = None
    axis: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PairRead:
    """Both angles of one text, in the order in which they are taken if none says its axis."""

    lat: float | None = None
    lon: float | None = None
    sure: bool = False
    reason: str = ""


def read_angle(text: str) -> AngleRead:
    """Read one longitude or latitude."""
    bare = plain(text.translate(_DEGREE_SIGNS))
    match = _ONE.fullmatch(bare)
    if match is None:
        return AngleRead(reason=_NO_ANGLE)
    side, doubt = _side(match)
    value, wrong = _value(match, side)
    if doubt or wrong:
        return AngleRead(reason=doubt or wrong)
    negative = match["sign"] == "-" or side in {"S", "W"}
    axis = "" if not side else "lat" if side in {"N", "S"} else "lon"
    return AngleRead(-value if negative else value, axis)


def _value(match: re.Match[str], side: str) -> tuple[float, str]:
    """Return the size of an angle, and what is wrong with it."""
    degrees, minutes, seconds = (
        float((match[name] or "0").replace(",", ".")) for name in ("deg", "min", "sec")
    )
    if len(re.split("[.,]", match["deg"])[0]) > _MOST_DEGREES:
        parts = _of_digits(match["deg"], side) if side and match["min"] is None else None
        if parts is None:
            return 0.0, "its digits are no degrees, minutes and seconds"
        degrees, minutes, seconds = parts
    if minutes >= _SIXTY or seconds >= _SIXTY:
        return 0.0, "minutes and seconds end at 60"
    if side and match["sign"]:
        return 0.0, f"it has both a sign and '{side}'"
    return degrees + minutes / 60 + seconds / 3600, ""


def read_pair(text: str) -> PairRead:
    """Read a place written in one text.

    Well-known text (``POINT(lon lat)``) gives the longitude first; of two bare numbers the
    latitude is taken to be first, and the pair is not sure.
    """
    bare = plain(text.translate(_DEGREE_SIGNS))
    if match := _WKT.fullmatch(bare):
        lon, lat = read_angle(match[1]), read_angle(match[2])
        return _paired(lat, lon, sure=True)
    bare = _BRACKETS.sub("", bare).strip()
    reason = "it is no place of two angles"
    for first, second in _halves(bare):
        one, other = read_angle(first), read_angle(second)
        if one.degrees is None or other.degrees is None:
            if (
                one.reason.startswith(("it has", "its digits", "minutes"))
                or "'o'" in one.reason + other.reason
            ):
                reason = one.reason or other.reason
            continue
        if one.axis == "lon" or other.axis == "lat":
            one, other = other, one
        if (one.axis or "lat", other.axis or "lon") != ("lat", "lon"):
            return PairRead(reason="both of its angles are of one axis")
        return _paired(one, other, sure=bool(one.axis and other.axis))
    return PairRead(reason=reason)


def _paired(lat: AngleRead, lon: AngleRead, *, sure: bool) -> PairRead:
    if lat.degrees is None or lon.degrees is None:
        return PairRead(reason="it is no place of two angles")
    return PairRead(lat.degrees, lon.degrees, sure)


def _halves(bare: str) -> list[tuple[str, str]]:
    """Return the ways in which a text can be cut in two, the most telling first."""
    marks = (";", "/", ", ", "\u3001", "|", ",")
    cuts = [_cut(bare, mark) for mark in marks if bare.count(mark) == 1]
    if len(parts := bare.split(",")) == 4:  # noqa: PLR2004 - two decimal commas
        cuts.append((",".join(parts[:2]), ",".join(parts[2:])))
    cuts += [(match[1], match[2]) for form in _PAIRS if (match := form.fullmatch(bare))]
    words = bare.split(" ")
    if len(words) % 2 == 0:
        half = len(words) // 2
        cuts.append((" ".join(words[:half]), " ".join(words[half:])))
    return [(first.strip(" ,;"), second.strip(" ,;")) for first, second in cuts]


def _cut(bare: str, mark: str) -> tuple[str, str]:
    first, _, second = bare.partition(mark)
    return first, second


def _side(match: re.Match[str]) -> tuple[str, str]:
    told = [_known(match[name]) for name in ("first", "last") if match[name]]
    if any(word in _UNSURE for word in told):
        return "", "'o' is east in German and west in French"
    if len(told) > 1 or any(word not in _SIDES for word in told):
        return "", _NO_ANGLE
    return (_SIDES[told[0]] if told else ""), ""


def _known(word: str) -> str:
    bare = word.replace(" ", "")
    for ending in ("широты", "долготы"):
        bare = bare.removesuffix(ending)
    return bare if bare in _SIDES else bare.rstrip(".")


def _of_digits(digits: str, side: str) -> tuple[float, float, float] | None:
    """Return degrees, minutes and seconds that stand without a mark, as in notices to airmen."""
    wide = 2 if side in {"N", "S"} else 3
    fraction = re.split("[.,]", digits)
    whole = fraction[0]
    tail = float(f"0.{fraction[1]}") if len(fraction) > 1 else 0.0
    if len(whole) == wide + 2:
        return float(whole[:wide]), float(whole[wide:]) + tail, 0.0
    if len(whole) == wide + 4:
        return float(whole[:wide]), float(whole[wide : wide + 2]), float(whole[wide + 2 :]) + tail
    return None
