"""Where an official statement and the computed answer differ: both are kept, and listed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo_tensions.analysis.claims import SCENARIO_WORDS
from geo_tensions.analysis.zones import WORDS, Answer, RecordAnswers
from geo_tensions.dataset import Record
from geo_tensions.model import Evidence

VIOLATION = "airspace-violation"
"""Kind of record that is itself an official statement: Japan announced a violation."""

WATERS = ("territorial-sea-jp-{}", "eez-jp-{}")
AIRSPACE = ("territorial-sea-jp-{}", "land-jp-{}")
"""Zones that together are what a statement is about, by scenario."""

_SCENARIOS = ("defacto", "claim")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a ministry or government said of a record and Japan's waters or airspace.

    Attributes
    ----------
    inside
        Whether it was said to be inside.
    about
        ``Japan's exclusive economic zone`` or ``Japan's airspace``.
    words
        The statement.
    zones
        Patterns of the zones that it is compared with.
    """

    inside: bool
    about: str
    words: str
    zones: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A record whose official and computed answers differ.

    Attributes
    ----------
    kind
        ``contradiction`` (the whole disc lies on the other side in every scenario),
        ``by-scenario`` (in one scenario only) or ``point`` (the disc allows for both, its centre
        lies on the other side in every scenario).
    computed
        Answer by scenario.
    off_km
        Distance of the centre from the computed edge, km.
    """

    record: Record
    row: int
    statement: Statement
    kind: str
    computed: dict[str, Answer]
    off_km: float

    @property
    def words(self) -> str:
        """The difference in a sentence."""
        radius = self.record["radius_km"]
        said = "inside" if self.statement.inside else "outside"
        where = "outside" if self.statement.inside else "inside"
        told = " / ".join(
            f"{WORDS[answer]}, {SCENARIO_WORDS[name]}" for name, answer in self.computed.items()
        )
        if len(set(self.computed.values())) == 1:
            told = WORDS[next(iter(self.computed.values()))]
        return (
            f"officially {said} {self.statement.about}; computed: {told} (centre {where} by "
            f"{self.off_km:.0f} km, radius {radius:g} km)"
        )


def statement_of(record: Record) -> Statement | None:
    """Return the official statement on a record's place, None where there is none.

    Inferred and computed answers are no statements.
    """
    told = record["japan_eez"] or {}
    if told.get("basis") == "official" and told.get("answer"):
        words = str(told.get("text") or "")
        return Statement(
            told["answer"] == "inside", "Japan's exclusive economic zone", words, WATERS
        )
    if words := record["official_eez"]:
        first = words.split()[0].casefold()
        if first in {"inside", "outside"}:
            return Statement(first == "inside", "Japan's exclusive economic zone", words, WATERS)
    if record["kind"] == VIOLATION and record["evidence"] != Evidence.UNVERIFIED:
        words = "Violation of Japanese airspace announced by Japan"
        return Statement(True, "Japan's airspace", words, AIRSPACE)  # noqa: FBT003 - a field
    return None


def together(answers: Sequence[Answer]) -> Answer:
    """Return the answer for zones that adjoin: a disc across their common edge is possibly inside.

    Certain in one is certain in both together; it never says less than it may.
    """
    for answer in (Answer.CERTAINLY, Answer.POSSIBLY, Answer.UNDETERMINED):
        if answer in answers:
            return answer
    return answers[0]


def computed_for(answers: RecordAnswers, row: int, statement: Statement) -> dict[str, Answer]:
    """Return the computed answer to what a statement is about, by scenario."""
    return {
        name: together([answers.of(zone.format(name)).answer(row) for zone in statement.zones])
        for name in _SCENARIOS
    }


def contradictions(answers: RecordAnswers) -> list[Contradiction]:
    """Return every record whose official and computed answers differ, gravest first."""
    order = ("contradiction", "by-scenario", "point")
    found = list(_find(answers))
    return sorted(found, key=lambda item: (order.index(item.kind), item.row))


def _find(answers: RecordAnswers) -> Iterator[Contradiction]:
    for row, record in enumerate(answers.dataset.records):
        statement = statement_of(record)
        if statement is None:
            continue
        computed = computed_for(answers, row, statement)
        opposite = Answer.NOT if statement.inside else Answer.CERTAINLY
        against = [name for name, answer in computed.items() if answer is opposite]
        inner = {name: _centre_inside(answers, row, statement, name) for name in _SCENARIOS}
        if len(against) == len(computed):
            kind = "contradiction"
        elif against:
            kind = "by-scenario"
        elif set(computed.values()) <= {Answer.POSSIBLY} and set(inner.values()) == {
            not statement.inside
        }:
            kind = "point"
        else:
            continue
        off = _off_km(answers, row, statement, (against or list(_SCENARIOS))[0])
        yield Contradiction(record, row, statement, kind, computed, off)


def _centre_inside(answers: RecordAnswers, row: int, statement: Statement, scenario: str) -> bool:
    lon, lat = answers.places.lon[[row]], answers.places.lat[[row]]
    if not np.isfinite(lon[0]):
        return False
    zones = [answers.set.zones[zone.format(scenario)] for zone in statement.zones]
    return any(bool(zone.area.contains(lon, lat)[0]) for zone in zones)


def _off_km(answers: RecordAnswers, row: int, statement: Statement, scenario: str) -> float:
    """Return how far the centre is from the edge of what the statement is about, km."""
    lon, lat = answers.places.lon[[row]], answers.places.lat[[row]]
    if statement.inside:
        zones = [answers.set.zones[zone.format(scenario)] for zone in statement.zones]
        return min(float(zone.area.outline.nearest(lon, lat)[0][0]) for zone in zones)
    # From inside, the edge towards the territorial sea is none: only the outer zone's outer edge.
    outer = answers.set.outer_edge(f"eez-jp-{scenario}", f"territorial-sea-jp-{scenario}")
    return float(outer.nearest(lon, lat)[0][0])
