"""Own records that may stand for a shipped one: same day, near place, same or kindred kind."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from geo_tensions.columns import Columns
from geo_tensions.dataset import Dataset
from geo_tensions.model import OWN_DOMAIN, Flag, Kind
from geo_tensions.own.sets import OwnSet
from geo_tensions.timespan import MINUTES_PER_DAY, OPEN_END

SLACK_KM = 50.0
"""Two discs this far apart may still hold one place: lists name a nearby town or cape."""

LONGEST_DAYS = 62
"""Records that last longer are states, such as deployments: compared by their first day."""

EARTH_KM = 6371.0088
"""Mean radius of the Earth, km (IUGG)."""

_BLOCK = 50_000
"""Own rows that are looked up at a time, so that few pairs stand in memory."""

_KM_PER_DEGREE = 111.19
_ANY_PLACE = (-90.0, 90.0)

Floats = npt.NDArray[np.float64]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Twin:
    """An own record that may be a shipped one.

    Attributes
    ----------
    own, shipped
        Rows in the set and in the shipped data.
    own_id, shipped_id
        Their ids.
    distance_km
        Between the two points; None where one of them has no place.
    same_kind
        Whether both are of one kind; else of one domain, or the own record's kind is its own.
    """

    own: int
    shipped: int
    own_id: str
    shipped_id: str
    distance_km: float | None
    same_kind: bool


@dataclass(frozen=True, eq=False)
class _Pairs:
    """Candidates: rows of the set and of the shipped data, with what ranks them."""

    own: Rows
    shipped: Rows
    km: Floats
    same: npt.NDArray[np.bool_]

    def take(self, at: npt.NDArray[np.bool_] | Rows) -> "_Pairs":
        return _Pairs(self.own[at], self.shipped[at], self.km[at], self.same[at])


def twins(shipped: Dataset, own: OwnSet, *, most: int = 10_000) -> list[Twin]:
    """Return the own records that may stand for shipped ones, each with the likeliest.

    Two records are compared where their days overlap, the discs that hold their places are no
    more than :data:`SLACK_KM` apart, and their kinds are the same or of one domain; a kind of
    the user's own is compared with every kind. Where one has no place, day and kind must be the
    same.

    Parameters
    ----------
    shipped, own
        The records.
    most
        At most so many are returned, the likeliest first.
    """
    if not len(shipped) or not len(own):
        return []
    tree = shapely.STRtree(_boxes(shipped.columns, np.arange(len(shipped)), slack=True))
    kindred = _kindred(list(shipped.kinds.values()), own)
    found = [
        _likeliest(_judged(shipped.columns, own.part.columns, pairs, kindred))
        for pairs in _candidates(tree, own.part.columns)
    ]
    whole = _Pairs(
        own=np.concatenate([one.own for one in found]),
        shipped=np.concatenate([one.shipped for one in found]),
        km=np.concatenate([one.km for one in found]),
        same=np.concatenate([one.same for one in found]),
    )
    best = whole.take(np.lexsort((whole.own, np.nan_to_num(whole.km), ~whole.same))[:most])
    ids = own.part.texts.ids, shipped.texts.ids
    return [
        Twin(
            own=mine,
            shipped=theirs,
            own_id=ids[0][mine].as_py(),
            shipped_id=ids[1][theirs].as_py(),
            distance_km=None if np.isnan(km) else float(km),
            same_kind=bool(same),
        )
        for mine, theirs, km, same in zip(
            best.own.tolist(), best.shipped.tolist(), best.km, best.same, strict=True
        )
    ]


def _candidates(tree: shapely.STRtree, columns: Columns) -> Iterator[tuple[Rows, Rows]]:
    """Yield pairs whose days overlap and whose latitudes may be near, block by block."""
    for begin in range(0, len(columns), _BLOCK):
        rows = np.arange(begin, min(begin + _BLOCK, len(columns)))
        mine, theirs = tree.query(_boxes(columns, rows, slack=False))
        yield rows[mine], theirs


def _boxes(columns: Columns, rows: Rows, *, slack: bool) -> npt.NDArray[np.object_]:
    """Return days by latitudes as boxes: time parts records better than any place does."""
    first, last = _days(columns, rows)
    lat, radius = columns.lat[rows].astype(float), columns.radius[rows].astype(float)
    room = (radius + (SLACK_KM if slack else 0.0)) / _KM_PER_DEGREE
    nowhere = np.isnan(lat)
    south = np.where(nowhere, _ANY_PLACE[0], lat - room)
    north = np.where(nowhere, _ANY_PLACE[1], lat + room)
    # Days are whole numbers: a hair less, and the days before and after do not touch.
    boxes: npt.NDArray[np.object_] = shapely.box(first, south, last + 0.9, north)
    return boxes


def _days(columns: Columns, rows: Rows) -> tuple[Floats, Floats]:
    first = columns.start[rows] // MINUTES_PER_DAY
    last = columns.end[rows] // MINUTES_PER_DAY
    long = (last - first > LONGEST_DAYS) | (columns.end[rows] == OPEN_END)
    return first.astype(float), np.where(long, first, last).astype(float)


def _kindred(kinds: list[Kind], own: OwnSet) -> npt.NDArray[np.bool_]:
    """Return which kinds of the set (first axis) may be which shipped ones."""
    known = {kind.id: kind.domain for kind in kinds}
    mine = [known.get(identifier, OWN_DOMAIN) for identifier in own.kinds]
    return np.array(
        [[domain in {OWN_DOMAIN, kind.domain} for kind in kinds] for domain in mine], dtype=bool
    )


def _judged(
    shipped: Columns, own: Columns, pairs: tuple[Rows, Rows], kindred: npt.NDArray[np.bool_]
) -> _Pairs:
    mine, theirs = pairs
    good = kindred[own.kind[mine], shipped.kind[theirs]]
    mine, theirs = mine[good], theirs[good]
    km = _distance_km(own, mine, shipped, theirs)
    room = own.radius[mine] + shipped.radius[theirs] + SLACK_KM
    same = own.kind[mine] == shipped.kind[theirs]
    drawn = own.has(Flag.DRAWN)[mine] & shipped.has(Flag.DRAWN)[theirs]
    one_day = own.start[mine] // MINUTES_PER_DAY == shipped.start[theirs] // MINUTES_PER_DAY
    with np.errstate(invalid="ignore"):
        near = np.where(drawn, km <= room, same & one_day)
    return _Pairs(mine, theirs, km, same).take(near.astype(bool))


def _likeliest(pairs: _Pairs) -> _Pairs:
    """Return one pair for each own row: the same kind first, then the nearest."""
    order = np.lexsort((np.nan_to_num(pairs.km, nan=np.inf), ~pairs.same, pairs.own))
    ranked = pairs.take(order)
    first = np.diff(ranked.own, prepend=-1) != 0
    return ranked.take(first)


def _distance_km(one: Columns, rows: Rows, other: Columns, others: Rows) -> Floats:
    """Return great-circle distances on the sphere; within 0.5 % of those on the ellipsoid."""
    lon = np.radians(one.lon[rows].astype(float) - other.lon[others].astype(float))
    lat, lat_other = (
        np.radians(columns.lat[at].astype(float)) for columns, at in ((one, rows), (other, others))
    )
    half = np.sin((lat - lat_other) / 2) ** 2
    half += np.cos(lat) * np.cos(lat_other) * np.sin(lon / 2) ** 2
    km: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return km
