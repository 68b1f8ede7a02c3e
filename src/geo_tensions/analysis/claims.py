"""Whose claim a map speaks for: scenarios, words and positions, all from committed tables.

A scenario says with whom the four islands are counted: ``defacto`` with Russia, which administers
them, ``claim`` with Japan, which claims them. The neutral perspective gives both, the other two
perspectives one each. Rocks and islands disputed by others belong to no state in any scenario.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo_tensions.catalog import Catalog
from geo_tensions.model import Name, Perspective
from geo_tensions.tables import Tables, read_rows

SCENARIOS: Mapping[Perspective, tuple[str, ...]] = {
    Perspective.NEUTRAL: ("defacto", "claim"),
    Perspective.JAPAN: ("claim",),
    Perspective.RUSSIA: ("defacto",),
}
"""Scenarios that a perspective shows."""

SCENARIO_WORDS: Mapping[str, str] = {
    "defacto": "the four islands counted with Russia",
    "claim": "the four islands counted with Japan",
    "": "",
}


@dataclass(frozen=True, slots=True)
class Position:
    """What one claimant says, with the document that it rests on."""

    claimant: str
    subject: str
    statement: str
    document: str
    date: str
    source: str
    verification: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A group of islands, who holds it and who says that it is theirs.

    Attributes
    ----------
    administered_by
        State code.
    claimed_by
        State codes, in alphabetical order.
    defacto, claim
        State with which its waters are counted in each scenario; empty: with none.
    words
        What is said of it in each perspective.
    positions
        Statements of the claimants and neutral wordings.
    sources
        Ids of sources, or names of tables that hold them.
    """

    id: str
    name: Name
    administered_by: str
    claimed_by: Sequence[str]
    defacto: str
    claim: str
    zones_note: str
    words: Mapping[Perspective, str]
    positions: Sequence[Position]
    sources: Sequence[str]
    verification: str

    @property
    def of_nobody(self) -> bool:
        """Whether no scenario gives its waters to a state."""
        return not (self.defacto or self.claim)


def load_claims(catalog: Catalog, tables: Tables) -> dict[str, Claim]:
    """Return the claims of ``claims.csv`` by id.

    Raises
    ------
    DataError
        If a table is missing.
    KeyError
        If a claim has a name that ``names.csv`` does not hold.
    """
    positions = [Position(**row) for row in read_rows(catalog, "positions")]
    return {row["id"]: _claim(row, tables, positions) for row in read_rows(catalog, "claims")}


def _claim(row: Mapping[str, str], tables: Tables, positions: Sequence[Position]) -> Claim:
    subjects = _split(row["positions"])
    return Claim(
        id=row["id"],
        name=tables.names[row["names"]],
        administered_by=row["administered_by"],
        claimed_by=_split(row["claimed_by"]),
        defacto=row["defacto"],
        claim=row["claim"],
        zones_note=row["zones_note"],
        words={item: row[f"words_{item.value}"] for item in Perspective},
        positions=[item for item in positions if item.subject in subjects],
        sources=_split(row["sources"]),
        verification=row["verification"],
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(item for item in text.split("; ") if item)


def in_view(scenario: str, perspective: Perspective) -> bool:
    """Tell whether a zone or a target of a scenario belongs to a perspective."""
    return not scenario or scenario in SCENARIOS[perspective]


def airspace_words(claims: Mapping[str, Claim], near: Sequence[str], *, states: Tables) -> str:
    """Return whose claim a violation of airspace is about, where it lies near disputed land.

    Parameters
    ----------
    claims
        All claims.
    near
        Ids of claims whose waters the place certainly or possibly touches.
    states
        Tables that name the states.
    """
    parts = []
    for identifier in near:
        claim = claims[identifier]
        claimants = _listed([states.states[code] for code in claim.claimed_by])
        holder = states.states[claim.administered_by]
        parts.append(f"{claim.name.neutral}: administered by {holder}, claimed by {claimants}")
    return "; ".join(parts)


def _listed(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
