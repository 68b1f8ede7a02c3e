"""Distances computed here against a table of known ones, each with its source."""

import csv
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from geo_tensions.analysis.geodesy import geodesic_km
from geo_tensions.analysis.outlines import Area, Outline
from geo_tensions.analysis.zones import ZoneSet
from geo_tensions.catalog import Catalog

TABLE = Path(__file__).with_name("known_distances.csv")
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))


@cache
def zones() -> ZoneSet:
    return ZoneSet(Catalog.open())


def land_at(lon: float, lat: float) -> Any:
    """Return the polygon of the fine land that holds a place."""
    point = shapely.Point(lon, lat)
    for _, shape in zones().layers.of("land-detail"):
        for part in shapely.get_parts(shape):
            if part.contains(point):
                return part
    msg = f"no land at {lon}, {lat}"
    raise LookupError(msg)


def shape_of(words: str) -> Any:
    what, *rest = words.split()
    if what == "point":
        return shapely.Point([float(number) for number in rest])
    if what == "land":
        return land_at(*(float(number) for number in rest))
    if what == "edge":
        edges = [edge.parts for edge, _ in zones().zones[rest[0]].edges]
        return shapely.multilinestrings([line for parts in edges for line in parts])
    layer = {"disputed": "disputed-islands", "kuril": "kuril-islands"}[rest[0]]
    return zones().layers.one(layer, rest[1])[1]


def distance_km(one: Any, other: Any) -> float:
    """Return the distance between two shapes, by the code under test."""
    if other.geom_type == "Point":
        one, other = other, one
    starts = shapely.get_coordinates(one)
    if other.geom_type == "Point":
        (lon, lat), (to_lon, to_lat) = starts[0], shapely.get_coordinates(other)[0]
        return float(geodesic_km(*(np.array([n]) for n in (lon, lat, to_lon, to_lat)))[0])
    outline = Outline(other if "Line" in other.geom_type else Area(other).shape.boundary)
    return float(outline.nearest(starts[:, 0], starts[:, 1])[0].min())


def test_the_table_is_long_enough_and_every_row_has_a_source() -> None:
    assert len(ROWS) >= 20
    assert all(row["source"] for row in ROWS)
    assert {row["kind"] for row in ROWS} == {
        *("published", "independent", "standard", "definition", "general")
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_a_distance_is_as_known(row: dict[str, str]) -> None:
    found = distance_km(shape_of(row["from"]), shape_of(row["to"]))
    assert found == pytest.approx(float(row["km"]), abs=float(row["tolerance_km"]))
