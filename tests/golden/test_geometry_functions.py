"""The builder's geometry on cases small enough to check by hand."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, shape
from tools.build_geodata.geometry.gshhg import EURASIA, LAND, Shore
from tools.build_geodata.geometry.islands import Island
from tools.build_geodata.geometry.jadiz import jadiz_features
from tools.build_geodata.geometry.land import Detail, land_features
from tools.build_geodata.geometry.measure import (
    area_km2,
    distance_km,
    extreme,
    gap_km,
    nearest_km,
    offset_ring,
    rhumb,
    tapered_band,
)
from tools.build_geodata.geometry.partition import Piece
from tools.build_geodata.geometry.tables import read_table

from geo_tensions.errors import DataError

WGS84 = Geod(ellps="WGS84")
HEADER = (
    "line,seq,lat,lon,basis,radius_km,to_next,coast_gshhg_id,coast_distance_nm,coast_side,"
    "coast_radius_km,source,note\n"
)


def test_one_degree_of_latitude_and_of_the_equator() -> None:
    assert distance_km((140, 0), (140, 1)) == pytest.approx(110.574, abs=0.001)
    assert distance_km((140, 0), (141, 0)) == pytest.approx(111.319, abs=0.001)
    assert area_km2(box(140, 0, 141, 1)) == pytest.approx(12308.8, abs=0.1)


def test_distance_to_a_coast_is_that_of_its_nearest_vertex() -> None:
    island = box(141, 0, 142, 1)

    assert nearest_km((140, 0), island) == pytest.approx(distance_km((140, 0), (141, 0)))
    assert gap_km(box(139, 0, 140, 1), island) == pytest.approx(distance_km((140, 1), (141, 1)))


@pytest.mark.parametrize(
    ("toward", "expected"),
    [("N", (1, 3)), ("E", (2, 1)), ("S", (1, 0)), ("W", (0, 1)), ("NE", (1, 3)), ("SW", (1, 0))],
)
def test_extreme_is_the_farthest_vertex(toward: str, expected: tuple[float, float]) -> None:
    kite = Polygon([(1, 0), (2, 1), (1, 3), (0, 1)])

    assert extreme(kite, (-1, -1, 4, 4), toward) == expected


def test_extreme_looks_within_its_window_only() -> None:
    kite = Polygon([(1, 0), (2, 1), (1, 3), (0, 1)])

    assert extreme(kite, (-1, -1, 4, 2), "N") in {(2, 1), (0, 1)}
    with pytest.raises(ValueError, match="no coast between 5 and 6 E, 5 and 6 N"):
        extreme(kite, (5, 5, 6, 6), "N")


def test_a_rhumb_line_keeps_its_parallel_and_its_ends() -> None:
    line = rhumb((138.75, 45.75), (145.0, 45.75))
    steps = [distance_km(a, b) for a, b in pairwise(line)]

    assert (line[0], line[-1]) == ((138.75, 45.75), (145.0, 45.75))
    assert {round(lat, 9) for _, lat in line} == {45.75}
    assert max(steps) <= 25


def test_a_rhumb_line_holds_its_course() -> None:
    line = rhumb((138.746389, 45.751944), (132.997222, 40.669167))
    courses = [WGS84.inv(*a, *b)[0] for a, b in pairwise(line)]

    assert max(courses) - min(courses) < 0.2


def test_a_tapered_band_is_as_wide_as_its_ends_say() -> None:
    band = tapered_band(rhumb((140, 30), (142, 30)), from_km=0, to_km=100)
    south, north = band.bounds[1], band.bounds[3]

    assert distance_km((142, 30), (142, north)) == pytest.approx(100, abs=0.1)
    assert distance_km((142, 30), (142, south)) == pytest.approx(100, abs=0.1)
    assert band.bounds[0] == pytest.approx(140, abs=1e-6)
    across = shapely.intersection(band, LineString([(141, 28), (141, 32)]))
    width_km = distance_km(across.coords[0], across.coords[-1])
    # The sides are tangents: half way, a cut across is 50 km over the cosine of their slant.
    slant = np.arcsin(100 / distance_km((140, 30), (142, 30)))
    assert width_km == pytest.approx(2 * 50 / np.cos(slant), rel=0.01)


def test_an_offset_line_keeps_its_distance() -> None:
    island = box(145, 44, 145.2, 44.2)
    far = Point(150, 40).buffer(0.01)
    ring = offset_ring(island, far, distance_nm=3, near=(145.1, 44.1))

    meridian = shapely.intersection(ring, LineString([(145.1, 43), (145.1, 45)]))
    south, north = sorted(shapely.get_coordinates(meridian)[:, 1])

    assert distance_km((145.1, 44.0), (145.1, south)) == pytest.approx(5.556, abs=0.01)
    assert distance_km((145.1, 44.2), (145.1, north)) == pytest.approx(5.556, abs=0.01)


def test_an_offset_line_stops_midway_to_a_coast_it_must_keep_off() -> None:
    island = Polygon([(145, 44), (145.1, 44), (145.1, 44.02), (145.1, 44.1), (145, 44.1)])
    rock = Point(145.15, 44.02)
    ring = offset_ring(island, rock, distance_nm=3, near=(145.1, 44.0))
    inside = Polygon(ring)

    assert not inside.contains(rock)
    assert inside.contains(Point(145.12, 44.02))
    assert not inside.contains(Point(145.13, 44.02))


DETAIL = Detail(
    digits=2,
    tolerance_deg=0.1,
    small_tolerance_deg=0.05,
    kuril_tolerance_deg=0.02,
    large_km2=500,
    min_km2=100,
    kuril_min_km2=50,
)


def piece(country: str, identifier: str, geometry: Polygon, *, named: bool = False) -> Piece:
    return Piece(country, identifier, named=named, kuril=named, geometry=geometry)


def test_neighbours_share_their_border_after_simplification() -> None:
    border = [(121 + 0.03 * np.sin(step), 40 + step / 50) for step in range(101)]
    west = Polygon([(120, 40), *border, (120, 42)])
    east = Polygon([*border, (122, 42), (122, 40)])
    pieces = [piece("CHN", EURASIA, west), piece("RUS", EURASIA, east)]

    china, russia = (
        shape(feature["geometry"]) for feature in sorted_by_id(land_features(pieces, DETAIL))
    )

    assert shapely.coverage_is_valid([china, russia])
    assert shapely.length(china.boundary & russia.boundary) == pytest.approx(2, abs=0.2)
    assert shapely.get_num_coordinates(china) < 60


def test_a_named_islet_is_kept_and_a_nameless_one_is_not() -> None:
    mainland = piece("RUS", EURASIA, box(130, 50, 140, 55))
    named = piece("RUS", "1", Point(150, 45).buffer(0.02), named=True)
    nameless = piece("RUS", "2", Point(152, 45).buffer(0.02))

    (russia,) = land_features([mainland, named, nameless], DETAIL)
    land = shape(russia["geometry"])

    assert isinstance(land, MultiPolygon)
    assert land.intersects(Point(150, 45))
    assert not land.intersects(Point(152, 45))


def sorted_by_id(features: list[dict]) -> list[dict]:
    return sorted(features, key=lambda feature: feature["properties"]["id"])


def write_vertices(root: Path, *rows: str) -> Path:
    (root / "tables").mkdir(exist_ok=True)
    text = HEADER + "".join(f"{row}\n" for row in rows)
    (root / "tables" / "jadiz-vertices.csv").write_text(text, encoding="utf-8")
    return root


PUBLISHED = "outer,{seq},{lat},{lon},published,0,straight,,,,,directive,"
ISLAND = Shore("27", LAND, 100.0, box(143, 40.5, 143.5, 41.5))
NO_ISLANDS: list[Island] = []


def test_a_zone_of_published_corners_has_no_bands(tmp_path: Path) -> None:
    corners = [(1, 45, 140), (2, 40, 140), (3, 40, 144), (4, 45, 144)]
    rows = [PUBLISHED.format(seq=seq, lat=lat, lon=lon) for seq, lat, lon in corners]
    features = jadiz_features(write_vertices(tmp_path, *rows), [ISLAND], NO_ISLANDS)

    assert [feature["properties"]["role"] for feature in features] == ["area", *["limit"] * 4]
    assert {feature["properties"]["basis"] for feature in features[1:]} == {"published"}
    area = shape(features[0]["geometry"])
    assert area.bounds == pytest.approx((140, 40, 144, 45))


def test_a_corner_on_a_coastal_rule_is_moved_onto_it(tmp_path: Path) -> None:
    rows = [
        "outer,1,45,140,published,0,straight,,,,,directive,",
        "outer,2,40,140,published,0,straight,,,,,directive,",
        "outer,3,40.4,143.6,estimated,25,coast,27,3,E,1,none,",
        "outer,4,41.6,143.6,estimated,25,straight,,,,,none,",
    ]
    features = jadiz_features(write_vertices(tmp_path, *rows), [ISLAND], NO_ISLANDS)
    by_id = {feature["properties"]["id"]: feature for feature in features}
    rule = by_id["jadiz-limit-3-4"]

    assert rule["properties"]["basis"] == "computed"
    assert rule["properties"]["radius_km"] == 1
    line = shape(rule["geometry"])
    east_coast = [lon for lon, lat in line.coords if 40.6 < lat < 41.4]
    assert min(east_coast, default=143.57) > 143.5
    assert shape(by_id["jadiz-limit-2-3"]["geometry"]).coords[-1] == line.coords[0]
    assert set(by_id) >= {"jadiz-band-2-3", "jadiz-band-4-1"}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            "outer,3,140,40,published,0,straight,,,,,d,",
            "row 4: lat 140.0, lon 40.0 is no place on Earth",
        ),
        ("outer,3,,144,published,0,straight,,,,,d,", "row 4: lat '' is no number"),
        ("outer,3,40,144,guessed,0,straight,,,,,d,", "row 4: basis 'guessed' is unknown"),
        ("outer,3,40,144,published,0,curved,,,,,d,", "row 4: to_next 'curved' is unknown"),
        ("outer,3,40,144,published,0,coast,99,3,E,1,d,", "row 4: GSHHG has no polygon 99"),
        ("outer,3,40,144,published,0,straight,,,,,d,a,b", "row 4: has more cells than the header"),
        ("outer,3,46,141,published,0,straight,,,,,d,", "the limit crosses itself"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, row: str, message: str) -> None:
    first = [PUBLISHED.format(seq=seq, lat=lat, lon=lon) for seq, lat, lon in [(1, 45, 140)]]
    second = PUBLISHED.format(seq=2, lat=40, lon=140)
    last = PUBLISHED.format(seq=4, lat=45, lon=144)
    root = write_vertices(tmp_path, *first, second, row, last)

    with pytest.raises(DataError, match=r"jadiz-vertices\.csv") as caught:
        jadiz_features(root, [ISLAND], NO_ISLANDS)
    assert message in str(caught.value)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"geodata/tables/islands\.csv: cannot be read"):
        read_table(tmp_path, "islands")
