"""``authored/routes.csv`` -> schematic routes of flights and voyages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo_tensions.model import Display
from tools.build_geodata.authored import read_rows
from tools.build_geodata.errors import BuildError
from tools.build_geodata.great_circle import Position, densify

PATH = "authored/routes.csv"
LABEL = "schematic"
NOTE = (
    "Places named in the sources, joined in the order of the flight or voyage; "
    "the line between two of them is not a track."
)

Feature = dict[str, Any]


@dataclass(slots=True)
class Leg:
    """One leg of a route, from its first waypoint to its last."""

    record_id: str
    number: int
    points: list[Position] = field(default_factory=list)
    waypoints: list[str] = field(default_factory=list)

    @property
    def feature(self) -> Feature:
        """The leg as a GeoJSON feature; the order of its points is the direction."""
        return {
            "type": "Feature",
            "properties": {
                "id": f"route-{self.record_id}-{self.number}",
                "record_id": self.record_id,
                "leg": self.number,
                "waypoints": self.waypoints,
                "label": LABEL,
                "note": NOTE,
            },
            "geometry": {"type": "LineString", "coordinates": densify(self.points)},
        }


def build_routes(root: Path, *, records: Sequence[Feature]) -> list[Feature]:
    """Return one feature a leg.

    Parameters
    ----------
    root
        The ``geodata`` folder.
    records
        Features of the incidents: each one shown as a route must have one, on whose waypoints it
        stands.

    Raises
    ------
    BuildError
        With every fault of the file.
    """
    current = {
        old: feature["properties"]["id"]
        for feature in records
        for old in [feature["properties"]["id"], *feature["properties"]["former_ids"]]
    }
    legs, faults = _read_legs(root, current)
    faults += _misfits(legs, records)
    if faults:
        raise BuildError(faults)
    return [leg.feature for leg in legs]


def _read_legs(root: Path, current: Mapping[str, str]) -> tuple[list[Leg], list[str]]:
    legs: dict[tuple[str, int], Leg] = {}
    faults: list[str] = []
    for line, row in read_rows(root, PATH):
        where = f"geodata/{PATH}, row {line}"
        if row["record_id"] not in current:
            faults.append(f"{where}: no incident has the id '{row['record_id']}'; correct the id")
            continue
        try:
            leg, seq = int(row["leg"]), int(row["seq"])
            point = float(row["lon"]), float(row["lat"])
        except ValueError as error:
            faults.append(f"{where}: {error}; write numbers in leg, seq, lat and lon")
            continue
        record_id = current[row["record_id"]]
        found = legs.setdefault((record_id, leg), Leg(record_id, leg))
        if seq != len(found.points) + 1:
            faults.append(f"{where}: seq is {seq}, {len(found.points) + 1} was expected; renumber")
        found.points.append(point)
        if row["waypoint"]:
            found.waypoints.append(row["waypoint"])
    return list(legs.values()), faults


def _misfits(legs: Sequence[Leg], records: Sequence[Feature]) -> Iterator[str]:
    routed: dict[str, set[Position]] = {}
    for leg in legs:
        routed.setdefault(leg.record_id, set()).update(leg.points)
        if len(leg.points) < 2:  # noqa: PLR2004 - a line has two ends
            yield f"geodata/{PATH}, {leg.record_id}: leg {leg.number} has one point; add another"
    for feature in records:
        identifier = feature["properties"]["id"]
        shown = feature["properties"]["display"] == Display.ROUTE
        where = f"geodata/authored/incidents.toml, incident {identifier}"
        if shown != (identifier in routed):
            has = "no route" if shown else "a route"
            yield f"{where}: has {has} in {PATH}, which does not fit its display; change one"
        elif shown and tuple(feature["geometry"]["coordinates"]) not in routed[identifier]:
            yield f"{where}: its point is no waypoint of its route; take one of {PATH}"
