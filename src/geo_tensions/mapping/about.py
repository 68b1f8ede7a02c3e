"""What a reader is told who presses the map itself: disputed islands, zones, lines.

Cards of the ground have keys: ``island:ID`` (a disputed island), ``claim:ID`` (a claim),
``adiz:ID`` (an identification zone) and ``LAYER:ID`` (a feature of a layer at sea).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from geo_tensions.analysis.claims import SCENARIO_WORDS, SCENARIOS, Claim, Position, load_claims
from geo_tensions.analysis.layer_shapes import Layers
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError
from geo_tensions.mapping.card_facts import Fact, fact
from geo_tensions.mapping.cards import SourceList
from geo_tensions.model import Name, Perspective
from geo_tensions.tables import read_rows
from geo_tensions.timespan import Timespan

NO_SOURCE = "has no source"
NO_AIRSPACE = "An air defence identification zone is not sovereign airspace"
BASIS_WORDS: Mapping[str, str] = {
    "published": "Published corners, joined by straight lines",
    "computed": "Computed from a published rule",
    "estimated": "Estimated; drawn with the band in which it may run",
}
AT_SEA = ("eez", "territorial-sea", "disputed-maritime-zone", "equidistance", "territorial-sea-osm")
_WATERS = "territorial-sea"


def adiz_dates(dataset: Dataset) -> dict[str, dict[str, Any]]:
    """Return of each identification zone its state, its year and from which minute it holds (JST).

    Empty where the table of zones cannot be read; the page says so elsewhere.
    """
    try:
        rows = read_rows(dataset.catalog, "zones")
    except DataError:
        return {}
    states = dataset.tables.states
    found = {}
    for row in rows:
        if row["kind"] in {"jadiz", "neighbour-adiz"}:
            date = row["in_force"]
            label = f"ADIZ of {states.get(row['state'], row['state'])}"
            found[row["feature"] or row["id"]] = {
                "since": Timespan.parse(date).start if date else None,
                "label": f"{label}, {date[:4]}" if date else f"{label}, date not known",
            }
    return found


def about(dataset: Dataset, perspective: Perspective) -> dict[str, Any]:
    """Return every card of the ground in the words of a perspective.

    Parameters
    ----------
    dataset
        Tables of claims, positions, zones and the layers.
    perspective
        Whose names are used and whose scenario is told.

    Returns
    -------
    dict
        ``cards`` by key, ``spots`` (key, WGS 84 degrees) of disputed rocks too small to be
        pressed, ``basis`` (words of each basis of a limit). All texts are plain text.

    Raises
    ------
    DataError
        If a table or layer cannot be read.
    """
    key = f"about {perspective.value}"
    if key not in dataset.memo:
        writer = _Writer(dataset, perspective)
        cards = [*writer.islands(), *writer.claim_cards(), *writer.adiz(), *writer.waters()]
        dataset.memo[key] = {
            "cards": {card["key"]: card for card in cards},
            "spots": list(writer.spots()),
            "basis": BASIS_WORDS,
        }
    found: dict[str, Any] = dataset.memo[key]
    return found


class _Writer:
    """Writes the cards of one perspective."""

    def __init__(self, dataset: Dataset, perspective: Perspective) -> None:
        self.dataset = dataset
        self.perspective = perspective
        self.claims = load_claims(dataset.catalog, dataset.tables)
        self.layers = Layers(dataset.catalog)

    def islands(self) -> Iterator[dict[str, Any]]:
        """Yield the card of each of the four islands."""
        claim = self.claims["four-islands"]
        for properties, _ in self.layers.of("disputed-islands"):
            name = properties.get(f"name_{self.perspective.value}") or properties["name_neutral"]
            facts = [
                *fact("Neutral name", properties["name_neutral"]),
                *fact("Japanese name", _both(properties["name_japan"], properties["name_ja"])),
                *fact("Russian name", _both(properties["name_russia"], properties["name_ru"])),
                *self._holders(claim),
                *fact("Status", properties["status"]),
                *_measures(properties),
                *fact(
                    "Soviet landing",
                    properties.get("soviet_landing"),
                    note=properties.get("soviet_landing_note"),
                ),
                *fact("After", "; ".join(properties["sources"])),
            ]
            yield self._card(f"island:{properties['id']}", str(name), claim, facts)

    def claim_cards(self) -> Iterator[dict[str, Any]]:
        """Yield the card of each claim."""
        for claim in self.claims.values():
            facts = [*_names(claim.name), *self._holders(claim), *fact("Waters", claim.zones_note)]
            title = claim.name.of(self.perspective)
            yield self._card(f"claim:{claim.id}", title, claim, facts)

    def adiz(self) -> Iterator[dict[str, Any]]:
        """Yield the card of each identification zone."""
        for row in read_rows(self.dataset.catalog, "zones"):
            if row["kind"] not in {"jadiz", "neighbour-adiz"}:
                continue
            earlier = "Before that date an earlier zone's limits are not in the data."
            facts = [
                *fact("Kind of zone", f"{NO_AIRSPACE}."),
                *fact("Legal basis", row["basis"]),
                *fact(
                    "These limits hold",
                    f"from {row['in_force']}" if row["in_force"] else "from a date not known",
                    note=earlier if row["in_force"] else "",
                ),
                *fact("Part of it changed", row["changed"]),
                *fact("To be read with it", row["caveat"], tone="weak"),
            ]
            identifier = row["feature"] or row["id"]
            yield _plain_card(f"adiz:{identifier}", _sentence(row["label"]), facts)

    def waters(self) -> Iterator[dict[str, Any]]:
        """Yield a card for each feature of the layers at sea."""
        caveats = {row["layer"]: row["caveat"] for row in read_rows(self.dataset.catalog, "zones")}
        for layer in AT_SEA:
            for properties, _ in self.layers.of(layer):
                if properties.get("role") == "coverage":
                    continue
                key = f"{layer}:{properties['id']}"
                facts = [
                    *self._counted(properties),
                    *fact("Edge known to", _km(properties.get("edge_km"))),
                    *fact("Note", properties.get("note")),
                    *fact("To be read with it", caveats.get(layer), tone="weak"),
                    *fact("Source", properties.get("source")),
                ]
                title = self._title(layer, properties)
                claim = self.claims.get(str(properties.get("party")))
                if claim is None:
                    yield _plain_card(key, title, facts)
                else:
                    yield self._card(key, title, claim, [*self._holders(claim), *facts])

    def spots(self) -> Iterator[dict[str, Any]]:
        """Yield where rocks lie that belong to no state in any scenario."""
        for properties, shape in self.layers.of(_WATERS):
            claim = self.claims.get(str(properties.get("party")))
            if claim is not None and claim.of_nobody:
                for part in shape.geoms:
                    point = part.centroid
                    yield {"key": f"claim:{claim.id}", "lon": point.x, "lat": point.y}

    def _title(self, layer: str, properties: Mapping[str, Any]) -> str:
        if layer == "equidistance":
            return (
                f"Line of equal distance: {' and '.join(map(self._party, properties['parties']))}"
            )
        if layer == "territorial-sea-osm":
            state = self._party(properties["state"])
            return f"Territorial sea of {state} as mapped by OpenStreetMap"
        what = {"eez": "Exclusive economic zone", "territorial-sea": "Territorial sea"}
        words = what.get(layer, "Waters")
        if properties.get("role") == "undetermined":
            return f"{words}: cannot be said here"
        return f"{words} nearest to {self._party(properties.get('party') or '')}"

    def _party(self, code: str) -> str:
        if code in self.claims:
            return self.claims[code].name.of(self.perspective)
        return self.dataset.tables.states.get(code, code or "the coast")

    def _counted(self, properties: Mapping[str, Any]) -> Iterator[Fact]:
        if properties.get("disputed") == "by-scenario":
            for scenario in SCENARIOS[self.perspective]:
                words = _sentence(SCENARIO_WORDS[scenario])
                yield from fact(words, f"zone of {self._party(properties[scenario])}")
        elif properties.get("disputed") == "always":
            yield from fact("Counted with", "no state, in any perspective")
        scenarios = properties.get("scenarios")
        if scenarios and len(scenarios) == 1:
            yield from fact("Drawn with", SCENARIO_WORDS[scenarios[0]])

    def _holders(self, claim: Claim) -> list[Fact]:
        states = self.dataset.tables.states
        claimants = ", ".join(states[code] for code in claim.claimed_by)
        return [
            *fact("Administered by", states[claim.administered_by]),
            *fact("Claimed by", claimants),
            *fact("In this perspective", _sentence(claim.words[self.perspective])),
        ]

    def _card(self, key: str, title: str, claim: Claim, facts: Sequence[Fact]) -> dict[str, Any]:
        sources = SourceList(claim.sources, dataset=self.dataset)
        by_claimant: dict[str, list[Fact]] = {}
        for position in claim.positions:
            by_claimant.setdefault(position.claimant, []).extend(_position(position, sources))
        sections = [
            {
                "id": f"position-{claimant.lower()}",
                "heading": "Neutral wording" if claimant == "neutral" else f"Position: {claimant}",
                "facts": found,
            }
            for claimant, found in by_claimant.items()
        ]
        made = _plain_card(key, title, facts)
        return made | {"sections": made["sections"] + sections, "sources": sources.entries}


def _plain_card(key: str, title: str, facts: Sequence[Fact]) -> dict[str, Any]:
    section = {"id": "ground", "heading": "What it is", "facts": list(facts)}
    return {"key": key, "title": title, "sections": [section], "sources": []}


def _position(position: Position, sources: SourceList) -> list[Fact]:
    number = sources.cite(position.source)
    document = ", ".join(word for word in (position.document, position.date) if word)
    note = document if number else f"{document} ({NO_SOURCE})".strip()
    return fact(_sentence(position.subject), position.statement, note=note, source=number)


def _names(name: Name) -> list[Fact]:
    return [
        *fact("Neutral name", name.neutral),
        *fact("Japanese name", _both(name.japan, name.japan_ja)),
        *fact("Russian name", _both(name.russia, name.russia_ru)),
        *fact("Other names", name.other_names),
    ]


def _measures(properties: Mapping[str, Any]) -> list[Fact]:
    return [
        *fact(
            "Official area",
            _km(properties.get("official_area_km2"), unit="km\u00b2"),
            note=properties.get("official_area_source"),
        ),
        *fact("From Hokkaido, computed", _km(properties.get("distance_hokkaido_km"))),
        *fact("From Hokkaido, published", _km(properties.get("distance_hokkaido_published_km"))),
        *fact(
            "From Tokyo, computed",
            _km(properties.get("distance_tokyo_km")),
            note=properties.get("distance_method"),
        ),
    ]


def _both(latin: str | None, own: str | None) -> str:
    return " ".join(word for word in (latin, f"({own})" if latin and own else own) if word)


def _km(value: Any, *, unit: str = "km") -> str:  # noqa: ANN401 - a number of a layer, or nothing
    return "" if value is None else f"{float(value):,g} {unit}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
