"""Words and numbers of a card: what each code means to a reader, and how figures are written."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from geo_tensions.model import Evidence, PlacePrecision

EVIDENCE_WORDS: Mapping[Evidence, tuple[str, str]] = {
    Evidence.OFFICIAL: ("Official", "the announcing body's own text was read"),
    Evidence.REPORTED: ("Reported", "press or research quoting the announcing body"),
    Evidence.CLAIMED: ("Claimed", "one side or one source says so; nobody else confirms it"),
    Evidence.CONTESTED: ("Contested", "another state denies it, or counts or places differ"),
    Evidence.UNVERIFIED: ("Unverified", "general knowledge, or a copy in a data set only"),
}
"""First certainty axis: short label, and what it rests on."""

PLACE_WORDS: Mapping[PlacePrecision, tuple[str, str]] = {
    PlacePrecision.EXACT: (
        "Place to 5 km",
        "the disc that holds the place is at most 5 km in radius",
    ),
    PlacePrecision.APPROXIMATE: (
        "Place approximate",
        "the disc that holds the place is at most 40 km in radius",
    ),
    PlacePrecision.AREA: (
        "Area only",
        "known as an area: the circle, not its centre, is the place",
    ),
    PlacePrecision.ROUTE: (
        "Schematic route",
        "places named in the sources joined by straight lines",
    ),
    PlacePrecision.NONE: ("Not on the map", "no place was published, or the act has none"),
}
"""Second certainty axis: short label, and what it means."""

VERIFICATION_WORDS: Mapping[str, str] = {
    "source-read": "The cited page was read.",
    "source-read-partial": "The cited page was read in part.",
    "background": "General knowledge; no source was read for it.",
}

RESPONSE_WORDS: Mapping[str, str] = {
    "none": "Statement (no protest found)",
    "concern": "Concern expressed",
    "protest": "Protest",
    "protest-ministerial": "Protest at ministerial level",
    "expulsion": "Expulsion",
}

STATUS_WORDS: Mapping[str, str] = {
    "reported": "Reported, not confirmed",
    "confirmed": "Confirmed",
    "reported-withdrawn": "Reported withdrawn",
}

FLAG_WORDS: Mapping[str, str] = {
    "disputed-airspace": "Airspace over a disputed territory",
    "civil-aircraft": "Civil aircraft",
    "off-map": "Outside the region of this map",
}

EEZ_BASIS_WORDS: Mapping[str, str] = {
    "official": "stated by Japan's government",
    "reported": "as reported, not the official statement itself",
    "inferred": "inferred from reports, not stated",
    "computed": "computed from the estimated place, not stated",
}
"""What the answer on Japan's exclusive economic zone rests on; only the first is official."""

PRECISION_WORDS: Mapping[str, str] = {
    "day": "",
    "month": "known to the month",
    "year": "known to the year",
}

SPACE_KM = 100.0
"""Height from which a flight counts as in space, km (boundary of the air sports federation,
FAI)."""


def number(value: float, *, unit: str = "") -> str:
    """Return a figure with thousands separated and no digits beyond those given: ``1,600 km``."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return f"{text}\u00a0{unit}" if unit else text


def coordinates(lon: float, lat: float) -> str:
    """Return a WGS 84 position in hundredths of a degree: ``45.58° N, 140.97° E``."""
    east = (lon + 180) % 360 - 180
    return (
        f"{abs(lat):.2f}° {'N' if lat >= 0 else 'S'}, {abs(east):.2f}° {'E' if east >= 0 else 'W'}"
    )


def plain(code: str) -> str:
    """Return a hyphenated code as words, for codes that no table explains."""
    text = code.replace("-", " ").strip()
    return text[:1].upper() + text[1:]


def safe_url(text: str) -> str:
    """Return an address if a link may point there (http or https, with a host), else nothing."""
    if any(char.isspace() or ord(char) < 32 for char in text):  # noqa: PLR2004 - control characters
        return ""
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return ""
    return text if parts.scheme in {"http", "https"} and host else ""
