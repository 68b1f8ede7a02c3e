"""What a card says of zones and distances: each line official or computed, never a percentage."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geo_tensions.analysis.claims import SCENARIO_WORDS, SCENARIOS, in_view, load_claims
from geo_tensions.analysis.contradictions import computed_for, contradictions, statement_of
from geo_tensions.analysis.distances import Distance
from geo_tensions.analysis.spatial import among, answers_of, distances_at
from geo_tensions.analysis.zone_layers import Zone
from geo_tensions.analysis.zones import JUDGED, WORDS, Answer, RecordAnswers
from geo_tensions.dataset import Dataset, Record
from geo_tensions.errors import DataError
from geo_tensions.mapping.card_facts import Fact, fact
from geo_tensions.model import Layer, Perspective

COMPUTED = "computed"
EITHER = "whichever way the four islands are counted"
KIND_WORDS: Mapping[str, str] = {
    "neighbour-adiz": "air defence identification zones of",
    "territorial-sea": "territorial seas of",
    "eez": "exclusive economic zones of",
    "sea": "",
    "land": "land of",
}
ADIZ = ("jadiz", "neighbour-adiz")


def zone_sections(
    record: Record, *, dataset: Dataset, perspective: Perspective = Perspective.NEUTRAL
) -> list[dict[str, Any]]:
    """Return the sections of a card on zones and on distances.

    Parameters
    ----------
    record
        A record of the dataset.
    dataset
        Its zones, places and other records.
    perspective
        Whose claim is asked; neutral gives both scenarios.
    """
    try:
        few, _ = among(dataset, [dataset.row_of[record.id]])
        answers = answers_of(few)
        zones = list(_zones(record, answers, perspective))
        distances = list(_distances(record, answers, perspective))
    except DataError as error:
        zones = fact("No answer", f"The zones cannot be read ({error})", tone="weak")
        distances = []
    found = [("zones", "Zones", zones), ("distances", "Distances", distances)]
    return [
        {"id": identifier, "heading": heading, "facts": facts}
        for identifier, heading, facts in found
        if facts
    ]


def _zones(record: Record, answers: RecordAnswers, perspective: Perspective) -> Iterator[Fact]:
    row = answers.dataset.row_of[record.id]
    given = answers.places.given[row]
    if given != JUDGED:
        judged = answers.of(next(iter(answers.set.zones)))
        words = WORDS[judged.answer(row)]
        yield from fact("In which zones", _sentence(words), note=judged.why(row), tone="weak")
        return
    yield from _official(record, answers, row, perspective)
    yield from _claims(record, answers, row)
    outside = []
    for group in _groups(answers, perspective):
        told = {zone.scenario: answers.of(zone.id).answer(row) for zone in group}
        if set(told.values()) == {Answer.NOT}:
            outside.append(group[0])
        elif len(set(told.values())) == 1:
            either = EITHER if len(group) > 1 else ""
            yield from _fact(group[0], answers, row, label=_bare(group[0]), either=either)
        else:
            for zone in group:
                yield from _fact(zone, answers, row, label=zone.label)
    if outside:
        states = answers.dataset.tables.states
        text = "; ".join(_listed(outside, states))
        yield from fact("Not inside", f"{_sentence(text)} ({COMPUTED})", tone="weak")


def _official(
    record: Record, answers: RecordAnswers, row: int, perspective: Perspective
) -> Iterator[Fact]:
    """Put an official statement beside what is computed for the same thing."""
    statement = statement_of(record)
    if statement is None:
        return
    side = "Inside" if statement.inside else "Outside"
    label = f"Official on {statement.about}"
    yield from fact(label, side, note=statement.words, tone="official")
    told = computed_for(answers, row, statement)
    shown = {name: answer for name, answer in told.items() if name in SCENARIOS[perspective]}
    words = [f"{WORDS[answer]}, {SCENARIO_WORDS[name]}" for name, answer in shown.items()]
    if len(set(shown.values())) == 1:
        words = [WORDS[next(iter(shown.values()))]]
    differ = next((item for item in contradictions_of(answers) if item.row == row), None)
    note = f"Differs from the official statement: {differ.words}" if differ else ""
    text = f"{_sentence('; '.join(words))} ({COMPUTED})"
    yield from fact(f"Computed for {statement.about}", text, note=note, tone="weak")


def contradictions_of(answers: RecordAnswers) -> list[Any]:
    """Return the contradictions of a dataset, looked for once."""
    memo = answers.dataset.memo
    if "contradictions" not in memo:
        memo["contradictions"] = contradictions(answers)
    found: list[Any] = memo["contradictions"]
    return found


def _claims(record: Record, answers: RecordAnswers, row: int) -> Iterator[Fact]:
    """Say whose claim a violation of airspace is about, near islands that are in dispute."""
    if record["kind"] != "airspace-violation":
        return
    dataset = answers.dataset
    lon, lat = answers.places.lon[[row]], answers.places.lat[[row]]
    radius = answers.places.radius_km[[row]]
    claims = load_claims(dataset.catalog, dataset.tables)
    states = dataset.tables.states
    for name, area in answers.set.disputed.items():
        if area.touches(lon, lat, radius)[0]:
            claim = claims[name]
            by = ", ".join(states[code] for code in claim.claimed_by)
            words = f"administered by {states[claim.administered_by]}, claimed by {by}"
            yield from fact(f"Airspace near {claim.name.neutral}", words, note=claim.zones_note)


def _groups(answers: RecordAnswers, perspective: Perspective) -> Iterator[list[Zone]]:
    """Yield zones that differ in nothing but the scenario, together."""
    found: dict[tuple[str, str, str], list[Zone]] = {}
    for zone in answers.set.zones.values():
        if in_view(zone.scenario, perspective):
            key = (zone.kind, zone.state, zone.id if not zone.scenario else "")
            found.setdefault(key, []).append(zone)
    yield from found.values()


def _bare(zone: Zone) -> str:
    """Return the label of a zone without its scenario."""
    words = SCENARIO_WORDS[zone.scenario]
    return zone.label.removesuffix(f", {words}") if words else zone.label


def _listed(zones: Sequence[Zone], states: Mapping[str, str]) -> Iterator[str]:
    """Name zones by kind, with the states that have one."""
    by_kind: dict[str, list[str]] = {}
    for zone in zones:
        kind = "neighbour-adiz" if zone.kind in ADIZ else zone.kind
        by_kind.setdefault(kind, []).append(states.get(zone.state, zone.label))
    for kind, names in by_kind.items():
        words = KIND_WORDS[kind]
        yield f"{words} {', '.join(names)}" if words else "; ".join(names)


def _fact(
    zone: Zone, answers: RecordAnswers, row: int, *, label: str, either: str = ""
) -> list[Fact]:
    judged = answers.of(zone.id)
    words = ", ".join(text for text in (WORDS[judged.answer(row)], either) if text)
    since = f" In force from {zone.in_force_text}." if zone.in_force_text else ""
    notes = [judged.why(row)]
    if zone.kind in ADIZ:
        notes.append(f"{zone.basis}.{since} {zone.caveat}")
    else:
        notes.append(zone.caveat)
    note = ". ".join(_sentence(text).rstrip(".") for text in notes if text) + "."
    return fact(_sentence(label), f"{_sentence(words)} ({COMPUTED})", note=note, tone="weak")


def _distances(record: Record, answers: RecordAnswers, perspective: Perspective) -> Iterator[Fact]:
    row = answers.dataset.row_of[record.id]
    if answers.places.given[row] != JUDGED:
        return
    what = "derived point" if record.layer is Layer.LAUNCHES else "point"
    groups: dict[str, list[Distance]] = {}
    for item in distances_at(answers.dataset, row):
        if in_view(item.scenario, perspective):
            # With and without the four islands the nearest land is often the same.
            key = f"{item.state} {item.km:.3f}" if item.scenario else item.target
            groups.setdefault(key, []).append(item)
    for same in groups.values():
        item = same[0]
        label = item.label.partition(",")[0] if len(same) > 1 else item.label
        label += ", with or without the four islands" if len(same) > 1 else ""
        near = f" ({item.nearest})" if item.nearest else ""
        yield from fact(f"From {label}{near}", _figures(item, what), note=_range(item), tone="weak")


def _figures(item: Distance, what: str) -> str:
    radius = item.most_km - item.km
    nm, _, most_nm = item.nautical
    if item.km == 0:
        return f"The {what} lies on it (0 to {radius:,.0f} km), computed"
    return (
        f"{item.km:,.0f} \u00b1 {radius:,.0f} km ({nm:,.0f} \u00b1 {most_nm - nm:,.0f} NM) "
        f"from the {what}, computed"
    )


def _range(item: Distance) -> str:
    _, least, most = item.nautical
    return (
        f"At least {item.least_km:,.0f} and at most {item.most_km:,.0f} km "
        f"({least:,.0f} to {most:,.0f} NM)"
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
