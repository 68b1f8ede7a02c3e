"""Layers of zones: valid, a coverage, as broad as they say, disputed parts nobody's."""

import csv
import json
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import shape

from geo_tensions import geojson
from geo_tensions.analysis.geodesy import geodesic_km
from geo_tensions.analysis.outlines import Outline
from geo_tensions.catalog import Catalog

GEOD = Geod(ellps="WGS84")
ROOT = Path(__file__).resolve().parents[2] / "geodata"
LAYERS = (
    *("territorial-sea", "eez", "equidistance", "disputed-maritime-zone", "neighbour-adiz"),
    "odbl/territorial-sea-osm",
)
STATES = {"JP", "RU", "KP", "KR", "CN", "TW"}
GROUPS = {"four-islands", "liancourt-rocks", "senkaku-diaoyu", "okinotorishima"}
LARGEST_BYTES = 3_000_000


@cache
def layer(name: str) -> dict[str, tuple[dict[str, Any], Any]]:
    content = json.loads((ROOT / "layers" / f"{name}.geojson").read_text(encoding="utf-8"))
    return {
        item["properties"]["id"]: (item["properties"], shape(item["geometry"]))
        for item in content["features"]
    }


def pieces(zone: str) -> dict[str, tuple[dict[str, Any], Any]]:
    return {
        properties["party"]: (properties, form)
        for properties, form in layer(zone).values()
        if properties["role"] == "area"
    }


def area_km2(form: Any) -> float:
    return abs(float(GEOD.geometry_area_perimeter(form)[0])) / 1e6


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_is_valid(name: str) -> None:
    content = json.loads((ROOT / "layers" / f"{name}.geojson").read_text(encoding="utf-8"))
    assert geojson.problems(content) == []


def test_the_layers_are_small_enough_to_serve() -> None:
    assert sum((ROOT / "layers" / f"{name}.geojson").stat().st_size for name in LAYERS) < (
        LARGEST_BYTES
    )


@pytest.mark.parametrize("zone", ["territorial-sea", "eez"])
def test_every_state_and_group_has_its_piece(zone: str) -> None:
    assert set(pieces(zone)) == STATES | GROUPS


@pytest.mark.parametrize("zone", ["territorial-sea", "eez"])
def test_a_scenario_says_whose_a_piece_is(zone: str) -> None:
    for party, (properties, _) in pieces(zone).items():
        told = properties["defacto"], properties["claim"]
        if party in STATES:
            assert told == (party, party)
        elif party == "four-islands":
            assert told == ("RU", "JP")
        else:
            assert told == (None, None), "disputed rocks are no state's in any scenario"
            assert properties["disputed"] == "always"


def test_pieces_share_borders_and_never_overlap() -> None:
    forms = [form for zone in ("territorial-sea", "eez") for _, form in pieces(zone).values()]
    for one, other in combinations(forms, 2):
        assert one.intersection(other).area < 1e-6


def test_the_territorial_sea_is_twelve_nautical_miles_broad() -> None:
    """Along the outer edge, where no other coast is near, to the coast of the islands' layer."""
    _, sea = pieces("territorial-sea")["four-islands"]
    land = shapely.union_all([form for _, form in layer("disputed-islands").values()])
    outer = shapely.get_coordinates(shapely.segmentize(shapely.get_parts(sea)[0].exterior, 0.02))
    south_east = outer[(outer[:, 0] > 147.0) & (outer[:, 1] < 45.0)]
    km, _, _ = Outline(land.boundary).nearest(south_east[:, 0], south_east[:, 1])
    edge_km = pieces("territorial-sea")["four-islands"][0]["edge_km"]
    assert len(km) > 50
    assert np.abs(km - 22.224).max() < edge_km
    assert abs(float(np.median(km)) - 22.224) < 0.3


def test_the_zone_is_two_hundred_nautical_miles_broad() -> None:
    """Minamitorishima has no neighbour: its zone is a disc around a point of 1.5 km2."""
    _, zone = pieces("eez")["JP"]
    centre = shapely.Point(153.98, 24.288)
    disc = next(part for part in shapely.get_parts(zone) if part.convex_hull.contains(centre))
    rim = shapely.get_coordinates(disc.exterior)
    size = len(rim)
    km = geodesic_km(np.full(size, centre.x), np.full(size, centre.y), rim[:, 0], rim[:, 1])
    assert 369.5 < km.min() <= km.max() < 372.5


def test_the_high_seas_in_the_sea_of_okhotsk_are_left_out() -> None:
    """The "peanut hole" of the published prototype measures 43,900 km2."""
    _, zone = pieces("eez")["RU"]
    middle = shapely.Point(149.3, 53.5)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(zone) for ring in part.interiors]
    (hole,) = [ring for ring in holes if ring.contains(middle)]
    assert area_km2(hole) == pytest.approx(43_900, abs=1_500)


def test_how_much_sea_depends_on_the_four_islands() -> None:
    properties, form = layer("disputed-maritime-zone")["disputed-four-islands"]
    assert properties["area_km2"] == pytest.approx(area_km2(form), abs=60)
    # A first computation, with some islets on the wrong side, gave 212,618 km2.
    assert 205_000 < properties["area_km2"] < 220_000


def test_lines_of_equal_distance_are_equally_far() -> None:
    """The line between Japan and Russia, measured to the fine land layer."""
    land = layer("land-detail")
    _, line = layer("equidistance")["equidistance-JP-RU"]
    points = shapely.get_coordinates(shapely.segmentize(line, 0.2))
    coasts = [Outline(land[f"land-{code}"][1].boundary) for code in ("JPN", "RUS")]
    one, other = (coast.nearest(points[:, 0], points[:, 1])[0] for coast in coasts)
    # Moving across the line by a kilometre changes the difference by two at most; small rocks are
    # missing from the land layer, which may shift a few points more.
    edge_km = layer("equidistance")["equidistance-JP-RU"][0]["edge_km"]
    assert np.mean(np.abs(one - other) < 2 * edge_km) > 0.9
    assert float(np.median(np.abs(one - other))) < 1.0


def test_a_line_names_the_scenarios_in_which_it_parts_two_states() -> None:
    lines = {
        name.removeprefix("equidistance-"): properties["scenarios"]
        for name, (properties, _) in layer("equidistance").items()
    }
    assert lines["JP-RU"] == ["defacto", "claim"]
    assert lines["JP-four-islands"] == ["defacto"]
    assert lines["RU-four-islands"] == ["claim"]
    assert lines["KR-liancourt-rocks"] == []


@pytest.mark.parametrize(
    ("island", "inside"),
    [("liancourt-rocks", (131.87, 37.24)), ("senkaku-diaoyu", (123.5, 25.75))],
)
def test_disputed_rocks_lie_in_a_disputed_zone(island: str, inside: tuple[float, float]) -> None:
    properties, form = layer("disputed-maritime-zone")[f"disputed-{island}"]
    assert form.contains(shapely.Point(inside))
    assert len(properties["claimed_by"]) > 1


def test_share_alike_geometry_stays_apart(catalog: Catalog) -> None:
    for resource in catalog.resources.values():
        licences = {licence["name"] for licence in resource.descriptor["licenses"]}
        assert ("ODbL-1.0" in licences) == resource.path.startswith("layers/odbl/"), resource.name
        assert "territorial-sea-osm" not in resource.descriptor.get("derivedFrom", [])
    text = (ROOT / "layers/odbl/LICENSE.txt").read_text(encoding="utf-8")
    assert "OpenStreetMap contributors" in text
    assert "Open Database License" in text


def test_corners_of_neighbouring_zones_are_those_of_the_table() -> None:
    path = ROOT / "tables/neighbour-adiz-vertices.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        _, area = layer("neighbour-adiz")[f"{row['zone']}-area"]
        corner = shapely.Point(float(row["lon"]), float(row["lat"]))
        sides = [
            form
            for properties, form in layer("neighbour-adiz").values()
            if properties["zone"] == row["zone"] and properties["role"] == "limit"
        ]
        assert min(side.distance(corner) for side in sides) < 1e-6
        if row["to_next"] == "straight":
            assert area.distance(corner) < 0.4


def test_chinas_zone_ends_at_its_territorial_sea() -> None:
    _, zone = layer("neighbour-adiz")["cadiz-area"]
    _, sea = pieces("territorial-sea")["CN"]
    assert zone.intersection(sea).area < 1e-6
    assert not zone.contains(shapely.Point(121.5, 31.2))
    assert zone.contains(shapely.Point(125.0, 29.0))
