"""Reading zones: rows of ``zones.csv`` and the layers that they are drawn from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from geo_tensions.analysis.geodesy import WGS84
from geo_tensions.analysis.layer_shapes import Layers
from geo_tensions.analysis.outlines import Area, Outline
from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.tables import read_rows
from geo_tensions.timespan import Timespan

INNER_LINE_KM = 2 * 12 * 1.852
"""How far from Japan's coast the unknown inner line of its identification zone is allowed for, km.

It is described as running near the limit of the territorial sea, 12 NM from baselines that are not
known here either: hence twice 12 NM.
"""

ALWAYS = int(np.iinfo(np.int64).max)
"""Minute that no place reaches."""


@dataclass(frozen=True)
class Unsure:
    """Where a zone's own limit or owner is not known.

    Attributes
    ----------
    reach
        The place, or what it is measured from.
    margin_km
        How far around it nothing is known, km.
    reason
        Words.
    until
        Minute (JST, since 1970) before which this holds.
    inside_only
        Whether it matters only where the zone itself is touched.
    """

    reach: Area | Outline
    margin_km: float
    reason: str
    until: int = ALWAYS
    inside_only: bool = False


@dataclass(frozen=True)
class Zone:
    """An area with an edge that is known to so many kilometres, or not at all.

    Attributes
    ----------
    id, kind, label, state, scenario, basis, caveat
        As in ``zones.csv``; ``scenario`` says with whom the four islands are counted.
    in_force
        Minute (JST, since 1970) from which these limits hold, None where no date matters.
    area
        The zone.
    edges
        Pieces of its edge with the uncertainty of each, km; pieces that lie in ``unsure`` are not
        among them.
    unsure
        Where no answer can be given.
    coverage
        Where the zone is in the data at all; None: its whole extent is.
    """

    id: str
    kind: str
    label: str
    state: str
    scenario: str
    basis: str
    caveat: str
    in_force: int | None
    in_force_text: str
    area: Area
    edges: Sequence[tuple[Outline, float]]
    unsure: Sequence[Unsure] = ()
    coverage: Area | None = None


Row = Mapping[str, str]


def read_zones(catalog: Catalog, layers: Layers | None = None) -> list[Zone]:
    """Return every zone of ``zones.csv``.

    Raises
    ------
    DataError
        If a row or a layer that it names cannot be used.
    """
    layers = layers or Layers(catalog)
    zones = []
    for number, row in enumerate(read_rows(catalog, "zones"), start=2):
        make = _MAKERS.get(row.get("kind", ""))
        if make is None:
            where = f"{catalog.where('zones')}, row {number}"
            problem = f"kind '{row.get('kind')}' is unknown"
            raise DataError(where, problem, f"write one of {', '.join(_MAKERS)}")
        zones.append(make(row, layers))
    return zones


def _zone(row: Row, area: Area, edges: Sequence[tuple[Outline, float]], **more: Any) -> Zone:  # noqa: ANN401 - fields of the zone
    text = row["in_force"]
    return Zone(
        id=row["id"],
        kind=row["kind"],
        label=row["label"],
        state=row["state"],
        scenario=row["scenario"],
        basis=row["basis"],
        caveat=row["caveat"],
        in_force=Timespan.parse(text).start if text else None,
        in_force_text=text,
        area=area,
        edges=edges,
        **more,
    )


def _jadiz(row: Row, layers: Layers) -> Zone:
    edges, unsure = [], []
    for properties, shape in layers.of("jadiz"):
        if properties["role"] == "band":
            reason = f"the limit between points {properties['from_seq']} and "
            reason += f"{properties['to_seq']} is estimated, not published"
            unsure.append(Unsure(Area(shape), 0.0, reason))
        elif properties["role"] == "limit" and properties["basis"] != "estimated":
            line = Outline(shape)
            margin = max(float(row["edge_km"]), properties["radius_km"])
            if properties["basis"] == "published":
                margin += _bow_km(shape, line)
            edges.append((line, margin))
        changed, _, since = row["changed"].partition(" since ")
        if properties["id"] == changed:
            reason = f"the limit ran elsewhere here before {since}"
            until = Timespan.parse(since).start
            unsure.append(Unsure(Outline(shape), INNER_LINE_KM, reason, until))
    coast = Area(layers.land("JPN", "JP", "defacto")[0])
    reason = (
        "no inner line of the zone is known: near Japan's coast and on land nothing can be said"
    )
    unsure.append(Unsure(coast, INNER_LINE_KM, reason, inside_only=True))
    area = Area(layers.one("jadiz", "jadiz-area")[1])
    return _zone(row, area, edges, unsure=unsure)


def _bow_km(shape: Any, line: Outline) -> float:  # noqa: ANN401 - shapely is untyped here
    """Return how far a geodesic between the ends of a straight limit would lie off it, km."""
    (lon, lat), (to_lon, to_lat) = shapely.get_coordinates(shape)[[0, -1]]
    between = np.array(WGS84.npts(lon, lat, to_lon, to_lat, 15))
    return float(line.nearest(between[:, 0], between[:, 1])[0].max())


def _neighbour(row: Row, layers: Layers) -> Zone:
    edges, unsure = [], []
    for properties, shape in layers.of("neighbour-adiz"):
        if properties["zone"] != row["feature"]:
            continue
        if properties["role"] == "area":
            area = Area(shape)
        elif properties["basis"] == "estimated":
            reason = "this side of the zone is not in the text read"
            unsure.append(Unsure(Outline(shape), properties["edge_km"], reason))
        else:
            edges.append((Outline(shape), max(float(row["edge_km"]), properties["edge_km"])))
    return _zone(row, area, edges, unsure=unsure)


def _waters(row: Row, layers: Layers) -> Zone:
    scenario = row["scenario"] or "defacto"
    mine: list[Any] = []
    unsure: list[Unsure] = []
    margin = 0.0
    for properties, shape in layers.of(row["layer"]):
        if properties["role"] == "coverage":
            coverage = Area(shape)
        elif properties["role"] == "area":
            margin = max(margin, properties["edge_km"])
            if properties[scenario] == row["state"]:
                mine.append(shape)
            elif row["state"] in properties["claimed_by"] and properties["disputed"] == "always":
                reason = f"whose waters these are depends on a claim: {properties['name']}"
                unsure.append(Unsure(Area(shape), properties["edge_km"], reason))
        elif properties["role"] == "undetermined" and row["state"] in properties["claimed_by"]:
            unsure.append(Unsure(Area(shape), properties["edge_km"], properties["note"]))
    area = Area(shapely.coverage_union_all(mine))
    edges = [(area.outline, margin)]
    return _zone(row, area, edges, unsure=unsure, coverage=coverage)


def _sea(row: Row, layers: Layers) -> Zone:
    area = Area(layers.one(row["layer"], row["feature"])[1])
    return _zone(row, area, [(area.outline, float(row["edge_km"]))])


def _land(row: Row, layers: Layers) -> Zone:
    mine, nobodys = layers.land(row["feature"], row["state"], row["scenario"] or "defacto")
    area = Area(mine)
    margin = float(row["edge_km"])
    unsure = []
    if not nobodys.is_empty:
        reason = "whose land this is depends on a claim"
        unsure.append(Unsure(Area(nobodys), margin, reason))
    seas = layers.of("territorial-sea")
    coverage = next(shape for properties, shape in seas if properties["role"] == "coverage")
    edges = [(area.outline, margin)]
    return _zone(row, area, edges, unsure=unsure, coverage=Area(coverage))


_MAKERS: Mapping[str, Callable[[Row, Layers], Zone]] = {
    "jadiz": _jadiz,
    "neighbour-adiz": _neighbour,
    "territorial-sea": _waters,
    "eez": _waters,
    "sea": _sea,
    "land": _land,
}
