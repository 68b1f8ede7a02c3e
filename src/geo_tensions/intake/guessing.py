"""Which column is what: by its name in six languages, and by what stands in it."""

from collections.abc import Mapping as AnyMapping

from rapidfuzz import fuzz, process

from geo_tensions.ingest import Progress
from geo_tensions.intake.fields import DATE_PARTS, FIELDS
from geo_tensions.intake.interpreting import interpret
from geo_tensions.intake.mapping import Mapping, Use, fingerprint
from geo_tensions.intake.plain import words
from geo_tensions.intake.profiles import Profile, profile
from geo_tensions.intake.raw import GEOMETRY, Raw
from geo_tensions.intake.vocabulary import NAMES
from geo_tensions.tables import Tables

LEAST = 0.45
"""Confidence below which a column is not taken for anything."""

_SAME, _HOLDS, _LIKE = 1.0, 0.85, 0.75
_LEAST_LIKENESS = 88
_LEAST_LETTERS = 5
_GLOBE = {"lat": 90.0, "lon": 360.0}
_MAJORITY = 0.6
_NEARLY_ALL = 0.9
_FORMED = frozenset({"start", "end", "lat", "lon", "radius_km", "source_url"})
_TEXT_FIELDS = frozenset(
    {"title", "place", "summary", "notes", "actors", "equipment", "source", "source_title"}
    | {"source_publisher", "position_basis", "evidence", "place_precision"}
)


def guess(raw: Raw, *, tables: Tables | None = None, progress: Progress | None = None) -> Mapping:
    """Guess how a file is to be read; nothing is taken before the user has confirmed it.

    Parameters
    ----------
    raw
        The file.
    tables
        Whose kinds are recognised in the column of kinds.
    progress
        Hears how far the work is.

    Returns
    -------
    Mapping
        Each use with its confidence and reason; what cannot be told is left open and asked by
        :meth:`Mapping.questions`.
    """
    names = raw.table.column_names
    profiles: dict[str, Profile] = {}
    for place, name in enumerate(names):
        profiles[name] = profile(raw.column(name), columns=len(names))
        if progress:
            progress((place + 1) / (len(names) + 1), "Looking at the columns")
    uses = _assigned(_scores(profiles))
    if raw.points is not None and raw.points.any:
        uses = {key: use for key, use in uses.items() if key not in {"lat", "lon", "point"}}
        uses["point"] = Use(GEOMETRY, 1.0, "the file has geometries")
    elif "point" in uses and {"lat", "lon"} <= set(uses):
        del uses["point"]
    if raw.format == "kml" and "folder" in profiles:
        uses.setdefault("kind", Use("folder", 0.5, "folders mostly group placemarks of a kind"))
    if "start" in uses or not {"year"} <= set(uses):
        uses = {key: use for key, use in uses.items() if key not in DATE_PARTS}
    guessed = Mapping(
        uses={key: uses[key] for key in FIELDS if key in uses},
        fingerprint=fingerprint(raw.columns),
    )
    return interpret(guessed, raw, profiles, tables=tables)


def name_score(field: str, column: str) -> tuple[float, str]:
    """Return how well a column's name fits a field, and the name that it resembles."""
    told = words(column)
    names = NAMES.get(field, ())
    if told in names:
        # Of two names that both fit, the more usual one is meant.
        return _SAME - names.index(told) / 100_000, told
    padded = f" {told} "
    held = [
        name
        for name in names
        if (len(name) > 2 and f" {name} " in padded)  # noqa: PLR2004 - "x", "no" stand alone
        or (not name.isascii() and len(name) > 1 and not _parted(name) and name in told)
    ]
    if held:
        best = max(held, key=len)
        # The more of the name is explained, the better.
        return _HOLDS * (0.8 + 0.2 * len(best) / len(told)), best
    if len(told) >= _LEAST_LETTERS:
        like = process.extractOne(told, names, scorer=fuzz.ratio)
        if like and like[1] >= _LEAST_LIKENESS:
            return _LIKE * like[1] / 100, like[0]
    return 0.0, ""


def _parted(name: str) -> bool:
    """Tell scripts that part their words from those that do not."""
    return all(ord(letter) < 0x2E80 for letter in name)  # noqa: PLR2004 - the first CJK block


def _scores(profiles: AnyMapping[str, Profile]) -> list[tuple[float, str, Use]]:
    found = []
    for column, seen in profiles.items():
        for field in FIELDS:
            named, like = name_score(field, column)
            fit, told = _fit(field, seen)
            if named:
                score = _weighed(named, fit, field, seen)
                reason = f"its name reads as '{like}'" + (f"; {told}" if told else "")
            else:
                score, reason = 0.55 * _alone(field, seen), f"its name says nothing, but {told}"
            if score >= LEAST:
                found.append((score, field, Use(column, round(score, 2), reason)))
    return sorted(found, key=lambda item: -item[0])


def _weighed(named: float, fit: float, field: str, seen: Profile) -> float:
    if fit or not seen.count:
        return named * (0.6 + 0.4 * fit)
    # Where the name leaves no doubt, values that are none are problems to be told.
    return LEAST if named > _LIKE and field in _FORMED else named * 0.3


def _assigned(scores: list[tuple[float, str, Use]]) -> dict[str, Use]:
    uses: dict[str, Use] = {}
    taken: set[str] = set()
    for _, field, use in scores:
        if field not in uses and use.column not in taken:
            uses[field] = use
            taken.add(use.column)
    return uses


def _fit(field: str, seen: Profile) -> tuple[float, str]:
    """Return how well the values of a column fit a field, and how that is said."""
    share, told = _share(field, seen)
    if share is None:
        return _angle_fit(field, seen) if field in _GLOBE else _text_fit(field, seen)
    return (share, f"{share:.0%} of its values {told}") if share >= 0.5 else (0.0, "")  # noqa: PLR2004 - a half


def _share(field: str, seen: Profile) -> tuple[float | None, str]:
    """Return the share of values that are of the form of a field, None where it has none."""
    dates = max(seen.dates + seen.years, _serials(seen)), "are dates"
    known: AnyMapping[str, tuple[float, str]] = {
        "start": dates,
        "end": dates,
        "source_date": dates,
        "year": (seen.years, "are years"),
        "month": (_between(seen, 0, 31) + seen.months, "are months"),
        "day": (_between(seen, 0, 31), "are days of a month"),
        "time": (seen.clocks, "are times of day"),
        "point": (seen.pairs, "are pairs of coordinates"),
        "radius_km": (max(seen.lengths, seen.numbers), "are lengths"),
        "source_url": (seen.urls, "are addresses"),
        "id": (seen.ids * seen.different, "name one row"),
        "event_id": (seen.ids, "are short names"),
    }
    return known.get(field, (None, ""))


def _between(seen: Profile, low: float, high: float) -> float:
    return seen.numbers if low <= seen.low and seen.high <= high else 0.0


def _text_fit(field: str, seen: Profile) -> tuple[float, str]:
    other = max(seen.dates, seen.urls if field != "source" else 0.0, seen.pairs)
    if field == "kind":
        other = max(other, seen.long)
    if field in _TEXT_FIELDS or field == "kind":
        other = max(other, seen.numbers if field != "kind" else seen.numbers / 2)
    return max(0.0, 1.0 - other), ""


def _angle_fit(field: str, seen: Profile) -> tuple[float, str]:
    own, other = (seen.north, seen.east) if field == "lat" else (seen.east, seen.north)
    if own >= _MAJORITY:
        return own, f"{own:.0%} of its values say that they are {_AXES[field]}"
    if other >= _MAJORITY:
        return 0.0, ""
    share = max(seen.angles, seen.numbers)
    within = not (seen.low < -_GLOBE[field] or seen.high > _GLOBE[field])
    # Beyond the globe may be metres of a projection, or the columns exchanged.
    told = f"{share:.0%} of its values are angles" if within else "its values are numbers"
    return (share if within else share * 0.8), told


_AXES = {"lat": "latitudes", "lon": "longitudes"}


def _alone(field: str, seen: Profile) -> float:
    """Return how surely values alone tell a field, whatever the name."""
    share = {
        "start": seen.dates,
        "point": seen.pairs,
        "source_url": seen.urls,
        "lat": seen.north,
        "lon": seen.east,
    }.get(field, 0.0)
    return share if share >= _NEARLY_ALL else 0.0


def _serials(seen: Profile) -> float:
    """Return the share of numbers if they may be days that Excel counts, or Unix seconds."""
    days = seen.low > 10_000 and seen.high < 80_000  # noqa: PLR2004 - 1927 to 2119
    seconds = seen.low > 1e8 and seen.high < 5e12  # noqa: PLR2004 - 1973 on, also in thousandths
    return seen.numbers if days or seconds else 0.0
