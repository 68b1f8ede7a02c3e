"""Sentences on zones and distances of what is shown: certainly or possibly inside, and nearest.

They stand beside the official statements and never in their place.
"""

from collections.abc import Iterator

import numpy as np

from geo_tensions.analysis.claims import SCENARIOS
from geo_tensions.analysis.filters import Mask
from geo_tensions.analysis.sentence import Number, Sentence, rows_number
from geo_tensions.analysis.spatial import among, answers_of, measured, targets
from geo_tensions.analysis.words import day_words, noun
from geo_tensions.analysis.zones import CODE, Answer
from geo_tensions.dataset import Dataset
from geo_tensions.model import Flag, Perspective
from geo_tensions.timespan import day_of

ZONES = ("jadiz", "territorial-sea-jp", "eez-jp", "sea-of-okhotsk", "sea-of-japan")
"""Zones that are told, in order; those of Japan's waters once for each scenario."""

TERRITORY = "japan"
"""What the nearest place is told of, once for each scenario."""

_EITHER = "whichever state the four islands are counted with"


def sentences(
    dataset: Dataset, mask: Mask, *, perspective: Perspective = Perspective.NEUTRAL
) -> Iterator[Sentence]:
    """Yield what lies certainly or possibly inside which zone, and what is nearest to Japan.

    Zones in which nothing lies are left out. Where both scenarios of a perspective give the same
    records, they are told once.
    """
    if not mask.any():
        return
    dataset, rows = among(dataset, np.flatnonzero(mask).tolist())
    mask = np.zeros(len(dataset), dtype=bool)
    mask[list(rows)] = True
    scenarios = SCENARIOS[perspective]
    yield from _nearest(dataset, mask, scenarios)
    for zone in ZONES:
        yield from _inside(dataset, mask, zone, scenarios)


def _inside(
    dataset: Dataset, mask: Mask, zone: str, scenarios: tuple[str, ...]
) -> Iterator[Sentence]:
    answers = answers_of(dataset)
    known = answers.set.zones
    ids = [zone] if zone in known else [f"{zone}-{name}" for name in scenarios]
    ids = [one for one in ids if one in known]
    told: dict[bytes, list[str]] = {}
    for one in ids:
        codes = np.where(mask, answers.of(one).code, 0xFF).astype(np.uint8)
        told.setdefault(codes.tobytes(), []).append(one)
    for same in told.values():
        label = known[same[0]].label
        label = f"the {label}" if label.startswith("Sea ") else label
        if len(same) > 1:
            label = f"{label.split(', the four islands')[0]}, {_EITHER}"
        code = answers.of(same[0]).code
        certain, possible, unsure = (
            rows_number(dataset, mask & (code == CODE[answer]))
            for answer in (Answer.CERTAINLY, Answer.POSSIBLY, Answer.UNDETERMINED)
        )
        if not certain.value and not possible.value:
            continue
        parts: list[str | Number] = [f"Inside {label}, as computed: "]
        parts += _joined(certain, possible)
        if unsure.value:
            parts += ["; undetermined for ", unsure, f" {noun(unsure.value, 'record')}"]
        yield Sentence(f"inside-{same[0]}", (*parts, "."))


def _joined(certain: Number, possible: Number) -> list[str | Number]:
    if not possible.value:
        return [certain, f" {noun(certain.value, 'record')} certainly"]
    if not certain.value:
        return [possible, f" {noun(possible.value, 'record')} possibly"]
    return [certain, f" {noun(certain.value, 'record')} certainly and ", possible, " possibly"]


def _nearest(dataset: Dataset, mask: Mask, scenarios: tuple[str, ...]) -> Iterator[Sentence]:
    labels = targets(dataset.catalog)
    launch = dataset.columns.has(Flag.LAUNCH)
    for part, words in ((mask & launch, "derived impact"), (mask & ~launch, "place of an event")):
        told: dict[tuple[str, ...], list[str]] = {}
        for name in scenarios:
            target = f"{TERRITORY}-{name}"
            rows = np.flatnonzero(part & np.isfinite(measured(dataset, target).km))
            if target in labels and len(rows):
                km = measured(dataset, target).km[rows]
                nearest = rows[km <= km.min()].tolist()
                ids = tuple(dataset.records[row].id for row in nearest)
                told.setdefault((f"{km.min():.3f}", *ids), []).append(target)
        for (_, *found), same in told.items():
            label = labels[same[0]]
            if len(same) > 1:
                label = f"{label.split(', ')[0]}, {_EITHER}"
            yield _near(dataset, tuple(found), same[0], f"{words} to the {label}")


def _near(dataset: Dataset, ids: tuple[str, ...], target: str, what: str) -> Sentence:
    row = dataset.row_of[ids[0]]
    found = measured(dataset, target)
    km, least, most = (float(part[row]) for part in (found.km, found.least_km, found.most_km))
    text = f"{km:,.0f} ± {most - km:,.0f} km" if least else f"{km:,.0f} (0 to {most:,.0f}) km"
    one = Number(round(km), text, ids)
    others = len(ids) - 1
    if others:
        more = f" and {others:,} {noun(others, 'other')} as near"
        return Sentence(f"nearest-{target}-{row}", (f"Nearest {what}: ", one, f"{more}."))
    day = day_words(day_of(int(dataset.columns.start[row])))
    title = dataset.records[row]["title"]
    return Sentence(f"nearest-{target}-{row}", (f"Nearest {what}: ", one, f" ({day}, {title})."))
