"""Filters by place: inside a zone, within a distance, in a drawn polygon.

A filter keeps a place that may fulfil it: any part of its disc. Places that get no answer (routes,
areas of hundreds of kilometres, acts without a place) pass no filter by place.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from geo_tensions.analysis.distances import Distance, Measured, Targets
from geo_tensions.analysis.geodesy import Mask, turned
from geo_tensions.analysis.outlines import Area
from geo_tensions.analysis.zones import ANSWERS, CODE, JUDGED, Answer, RecordAnswers
from geo_tensions.catalog import Catalog
from geo_tensions.dataset import Dataset
from geo_tensions.tables import read_rows

CERTAIN, UNDETERMINED = "-certain", "-undetermined"
"""Endings of a relation id; without one it means certainly or possibly inside."""

WANTED = {
    "": (Answer.CERTAINLY, Answer.POSSIBLY),
    CERTAIN: (Answer.CERTAINLY,),
    UNDETERMINED: (Answer.UNDETERMINED,),
}
MAX_KM = 5000.0
MAX_CORNERS = 60

_TOGETHER = 5_000
"""Records up to which all distances are measured when one is asked for."""

Polygon = tuple[tuple[float, float], ...]
"""Corners, longitude (continuous) and latitude in degrees to three decimals, not closed."""


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many kilometres of a target of ``distance-targets.csv``."""

    target: str
    km: float


def relations(catalog: Catalog) -> dict[str, str]:
    """Return the ids of relations to zones with their words, in table order.

    Raises
    ------
    DataError
        If the table of zones cannot be read.
    """
    rows = read_rows(catalog, "zones")
    return {
        f"{row['id']}{ending}": f"{words} {row['label']}"
        for row in rows
        for ending, words in (
            ("", "certainly or possibly inside"),
            (CERTAIN, "certainly inside"),
            (UNDETERMINED, "undetermined:"),
        )
    }


def targets(catalog: Catalog) -> dict[str, str]:
    """Return the ids of what distances are measured to, with their words."""
    return {row["id"]: row["label"] for row in read_rows(catalog, "distance-targets")}


def answers_of(dataset: Dataset) -> RecordAnswers:
    """Return the answers for a dataset's records: judged once, zone by zone, when asked for."""
    memo = dataset.memo
    if "answers" not in memo:
        memo["answers"] = RecordAnswers(dataset)
    answers: RecordAnswers = memo["answers"]
    return answers


def among(dataset: Dataset, rows: Sequence[int]) -> tuple[Dataset, Sequence[int]]:
    """Return a dataset in which some records are judged, and their rows in it.

    All records of a small dataset are judged together, and then for all who ask; of a large one
    only those that are asked for.
    """
    if len(dataset) <= _TOGETHER:
        return dataset, rows
    few = dataset.taken(rows)
    few.memo["answers"] = RecordAnswers(few, answers_of(dataset).set)
    few.memo["targets"] = targets_of(dataset)
    return few, range(len(few))


def targets_of(dataset: Dataset) -> Targets:
    """Return what distances of a dataset's records are measured to."""
    memo = dataset.memo
    if "targets" not in memo:
        memo["targets"] = Targets(answers_of(dataset).set.layers)
    found: Targets = memo["targets"]
    return found


def measured(dataset: Dataset, target: str) -> Measured:
    """Return the distances of all records to a target, measured once."""
    key = f"distance {target}"
    if key not in dataset.memo:
        places = answers_of(dataset).places
        dataset.memo[key] = targets_of(dataset).all[target].measure(places)
    found: Measured = dataset.memo[key]
    return found


def distances_at(dataset: Dataset, row: int) -> list[Distance]:
    """Return every distance of one record that can be measured.

    All records of a small dataset are measured together: that takes about the time of forty.
    """
    if len(dataset) > _TOGETHER:
        return targets_of(dataset).of(answers_of(dataset).places, row)
    targets = targets_of(dataset).all.values()
    return [item for target in targets for item in measured(dataset, target.id).at(row, target)]


def in_zones(dataset: Dataset, chosen: Iterable[str]) -> Mask:
    """Return which records fulfil at least one relation."""
    answers = answers_of(dataset)
    mask = np.zeros(len(dataset), dtype=bool)
    for relation in chosen:
        zone, ending = split(relation, answers.set.zones)
        code = answers.of(zone).code
        mask |= np.isin(code, [CODE[answer] for answer in WANTED[ending]])
    return mask


def split(relation: str, zones: Iterable[str]) -> tuple[str, str]:
    """Return zone and ending of a relation id.

    Raises
    ------
    KeyError
        If it names no zone.
    """
    known = set(zones)
    for ending in (CERTAIN, UNDETERMINED, ""):
        zone = relation.removesuffix(ending) if ending else relation
        if zone in known and zone + ending == relation:
            return zone, ending
    raise KeyError(relation)


def is_near(dataset: Dataset, near: Near) -> Mask:
    """Return which records may lie within a distance."""
    if len(dataset) > _TOGETHER:
        # Whether is asked of a million sooner than how far.
        target = targets_of(dataset).all[near.target]
        return target.within(answers_of(dataset).places, near.km)
    mask: Mask = measured(dataset, near.target).least_km <= near.km
    return mask


def in_polygon(dataset: Dataset, polygon: Polygon) -> Mask:
    """Return which records may lie in a drawn polygon."""
    places = answers_of(dataset).places
    rows = np.flatnonzero(places.given == JUDGED)
    area = Area(shapely.MultiPolygon([shapely.Polygon(polygon)]))
    mask = np.zeros(len(dataset), dtype=bool)
    mask[rows] = area.touches(places.lon[rows], places.lat[rows], places.radius_km[rows])
    return mask


def tally(dataset: Dataset, zone: str, mask: Mask) -> dict[Answer, int]:
    """Count records by what can be said of them and a zone: the figures beside a filter."""
    codes = np.bincount(answers_of(dataset).of(zone).code[mask], minlength=len(ANSWERS))
    return {answer: int(number) for answer, number in zip(ANSWERS, codes, strict=True) if number}


def polygon_of(corners: Sequence[tuple[float, float]]) -> Polygon:
    """Return a drawn polygon in the form in which a state carries it.

    Raises
    ------
    ValueError
        If it has fewer than three corners or too many, crosses itself or is no place on Earth.
    """
    if not 3 <= len(corners) <= MAX_CORNERS:  # noqa: PLR2004 - a triangle is the least
        msg = f"has {len(corners)} corners, not 3 to {MAX_CORNERS}"
        raise ValueError(msg)
    if not all(math.isfinite(lon) and abs(lat) <= 90 for lon, lat in corners):  # noqa: PLR2004 - degrees
        msg = "has a corner that is no place on Earth"
        raise ValueError(msg)
    kept = tuple((round(float(turned(lon)), 3), round(float(lat), 3) + 0.0) for lon, lat in corners)
    shape = shapely.Polygon(kept)
    if not shape.is_valid or shape.area == 0:
        msg = "crosses itself or has no area"
        raise ValueError(msg)
    return kept


def near_of(text: str, known: Iterable[str]) -> Near:
    """Read ``TARGET:KM``.

    Raises
    ------
    ValueError
        If the target is unknown or the distance none.
    """
    target, _, number = text.partition(":")
    if target not in set(known):
        msg = "names nothing that distances are measured to"
        raise ValueError(msg)
    km = float(number)
    if not 0 <= km <= MAX_KM:
        msg = f"is not from 0 to {MAX_KM:g} km"
        raise ValueError(msg)
    return Near(target, round(km, 1))
