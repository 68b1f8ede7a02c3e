"""Zones as GeoJSON features: territorial sea, EEZ, lines of equal distance, disputed parts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import box, mapping

from tools.build_geodata.geometry.gshhg import REGION
from tools.build_geodata.geometry.measure import WGS84, area_km2
from tools.build_geodata.geometry.tables import Row, read_table
from tools.build_geodata.zones.coast import STATES
from tools.build_geodata.zones.waters import NOT_MODELLED, Waters

Feature = dict[str, Any]

ZONES = {"territorial-sea": "12 NM", "eez": "200 NM"}

CAVEAT = (
    "Computed from the coast of GSHHG by equal distance. Straight baselines, agreed or declared "
    "limits and internal waters are not in it. Not for navigation, no statement of law."
)
NARROW = (
    "Japan keeps its territorial sea at 3 NM in the strait; the limits of the designated area are "
    "not in the text read, so that between 3 and 12 NM nothing can be said near the strait."
)
SHORTEST_KM = 3.0
"""Shorter pieces of a line of equal distance are left out, km."""


@dataclass(frozen=True, slots=True)
class Party:
    """Whose coast a piece of water is nearest to, and who says that it is theirs."""

    id: str
    name: str
    defacto: str | None
    claim: str | None
    administered_by: str
    claimed_by: list[str]
    disputed: str
    note: str


def parties_of(root: Path) -> dict[str, Party]:
    """Return states and disputed groups by id.

    ``disputed`` is ``no``, ``by-scenario`` (the four islands) or ``always`` (given to no state in
    any scenario).
    """
    states = {row["code"]: row["label"] for row in read_table(root, "states")}
    names = {row["id"]: row["neutral"] for row in read_table(root, "names")}
    found = {
        code: Party(code, states[code], code, code, code, [code], "no", "")
        for code in STATES.values()
    }
    for row in read_table(root, "claims"):
        if row["coast"]:
            found[row["id"]] = _group(row, names[row["names"]])
    return found


def _group(row: Row, name: str) -> Party:
    return Party(
        id=row["id"],
        name=name,
        defacto=row.optional("defacto"),
        claim=row.optional("claim"),
        administered_by=row["administered_by"],
        claimed_by=row["claimed_by"].split("; "),
        disputed="by-scenario" if row["defacto"] else "always",
        note=row["zones_note"],
    )


def water_features(waters: Waters, parties: Mapping[str, Party], zone: str) -> list[Feature]:
    """Return the pieces of a zone, what is undetermined in it, and where it is in the data."""
    features = [
        _piece(zone, parties[party], shape, waters)
        for (kind, party), shape in waters.pieces.items()
        if kind == zone and not shape.is_empty
    ]
    if zone == "territorial-sea":
        for strait, shape in waters.narrow.items():
            properties = _properties(f"{zone}-narrow-{strait}", zone, parties["JP"], "undetermined")
            properties |= {"edge_km": waters.edge_km("JP"), "note": NARROW}
            features.append(_feature(properties, shape))
    coverage = box(*REGION).difference(box(*NOT_MODELLED))
    nobody = Party("coverage", "Where the zones are computed", None, None, "", [], "no", "")
    properties = _properties(f"{zone}-coverage", zone, nobody, "coverage")
    west, south, east, north = (f"{value:g}" for value in NOT_MODELLED)
    properties["note"] = (
        f"Not {south} to {north} N, {west} to {east} E: contested islands of the South China Sea "
        "are not in the land layer."
    )
    features.append(_feature(properties, coverage))
    return features


def _piece(zone: str, party: Party, shape: Any, waters: Waters) -> Feature:  # noqa: ANN401 - untyped
    properties = _properties(f"{zone}-{party.id}", zone, party, "area")
    properties |= {
        "area_km2": round(area_km2(shape) / 100) * 100,
        "edge_km": waters.edge_km(party.id),
        "note": " ".join(text for text in (party.note, CAVEAT) if text),
    }
    return _feature(properties, shape)


def _properties(identifier: str, zone: str, party: Party, role: str) -> dict[str, Any]:
    return {
        "id": identifier,
        "zone": zone,
        "role": role,
        "party": party.id,
        "name": party.name,
        "breadth": ZONES[zone],
        "defacto": party.defacto,
        "claim": party.claim,
        "administered_by": party.administered_by or None,
        "claimed_by": party.claimed_by,
        "disputed": party.disputed,
        "area_km2": None,
        "edge_km": None,
        "note": None,
    }


def _feature(properties: dict[str, Any], shape: Any) -> Feature:  # noqa: ANN401 - untyped
    return {"type": "Feature", "properties": properties, "geometry": mapping(shape)}


def disputed_features(waters: Waters, parties: Mapping[str, Party]) -> list[Feature]:
    """Return the sea that depends on whose an island is, one feature a group of islands."""
    features = []
    for party in parties.values():
        shapes = [shape for (_, mine), shape in waters.pieces.items() if mine == party.id]
        if party.disputed == "no" or not shapes:
            continue
        whole = shapely.coverage_union_all(shapes)
        properties = {
            "id": f"disputed-{party.id}",
            "party": party.id,
            "name": party.name,
            "defacto": party.defacto,
            "claim": party.claim,
            "administered_by": party.administered_by,
            "claimed_by": party.claimed_by,
            "disputed": party.disputed,
            "area_km2": round(area_km2(whole) / 100) * 100,
            "edge_km": waters.edge_km(party.id),
            "note": f"{party.note} {CAVEAT}",
        }
        features.append(_feature(properties, _multi(whole)))
    return features


def _multi(shape: Any) -> Any:  # noqa: ANN401 - shapely is untyped here
    return shapely.multipolygons(shapely.get_parts(shape))


def equidistance_features(waters: Waters, parties: Mapping[str, Party]) -> list[Feature]:
    """Return the lines between neighbours, and in which scenarios each parts two states."""
    wholes = {
        party: shapely.coverage_union_all(
            [waters.pieces["territorial-sea", party], waters.pieces["eez", party]]
        )
        for party in parties
        if not waters.pieces["eez", party].is_empty
    }
    found = (
        _line(parties[one], parties[other], wholes[one], wholes[other], waters)
        for one, other in combinations(sorted(wholes), 2)
    )
    return [feature for feature in found if feature]


def _line(one: Party, other: Party, here: Any, there: Any, waters: Waters) -> Feature | None:  # noqa: ANN401 - untyped
    shared = shapely.intersection(here.boundary, there.boundary)
    lines = [part for part in shapely.get_parts(shared) if part.geom_type == "LineString"]
    if not lines:
        return None
    parts = list(_long(shapely.line_merge(shapely.multilinestrings(lines))))
    if not parts:
        return None
    whole = shapely.multilinestrings(parts)
    scenarios = [
        name
        for name, a, b in (
            ("defacto", one.defacto, other.defacto),
            ("claim", one.claim, other.claim),
        )
        if a and b and a != b
    ]
    disputed = "always" in {one.disputed, other.disputed}
    properties = {
        "id": f"equidistance-{one.id}-{other.id}",
        "parties": [one.id, other.id],
        "role": "limit-of-disputed-part" if disputed else "equidistance",
        "scenarios": scenarios,
        "length_km": round(float(WGS84.geometry_length(whole)) / 1e3),
        "edge_km": max(waters.edge_km(one.id), waters.edge_km(other.id)),
        "note": f"Equal distance from the coasts of {one.name} and {other.name}, nobody's claim. "
        f"{CAVEAT}",
    }
    return _feature(properties, whole)


def _long(lines: Any) -> Iterator[Any]:  # noqa: ANN401 - shapely is untyped here
    for part in shapely.get_parts(lines):
        if WGS84.geometry_length(part) >= SHORTEST_KM * 1e3:
            yield part
