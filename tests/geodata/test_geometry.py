"""The committed layers of geometry: what they hold, and that they hold together."""

import csv
import json
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Geod, Transformer
from shapely.geometry import Point, shape
from shapely.ops import substring

from geo_tensions import geojson

GEODATA = Path(__file__).parents[2] / "geodata"
WGS84 = Geod(ellps="WGS84")
DIGITS = {
    "land-overview": 3,
    "land-detail": 4,
    "disputed-islands": 5,
    "kuril-islands": 4,
    "seas": 4,
    "sea-closing-lines": 5,
    "jadiz": 6,
    "places": 5,
}
MOST_BYTES = {
    "land-overview": 450_000,
    "land-detail": 2_500_000,
    "disputed-islands": 250_000,
    "kuril-islands": 250_000,
    "seas": 800_000,
    "sea-closing-lines": 20_000,
    "jadiz": 100_000,
    "places": 100_000,
}
NAMES = ("name_neutral", "name_japan", "name_russia", "name_ja", "name_ru")


@cache
def text_of(layer: str) -> str:
    return (GEODATA / "layers" / f"{layer}.geojson").read_text(encoding="utf-8")


@cache
def features_of(layer: str) -> dict[str, dict[str, Any]]:
    features = json.loads(text_of(layer))["features"]
    return {feature["properties"]["id"]: feature for feature in features}


@cache
def shapes_of(layer: str) -> dict[str, Any]:
    return {key: shape(feature["geometry"]) for key, feature in features_of(layer).items()}


@cache
def all_land() -> Any:
    return shapely.union_all(list(shapes_of("land-detail").values()))


def rows_of(table: str) -> list[dict[str, str]]:
    with (GEODATA / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def area_km2(geometry: Any) -> float:
    return abs(WGS84.geometry_area_perimeter(geometry)[0]) / 1e6


def properties_of(layer: str, identifier: str) -> dict[str, Any]:
    return features_of(layer)[identifier]["properties"]


@pytest.mark.parametrize("layer", DIGITS)
def test_layer_is_valid_canonical_and_within_its_size(layer: str) -> None:
    text = text_of(layer)
    parsed = json.loads(text)

    assert geojson.problems(parsed) == []
    assert geojson.dumps(parsed["features"], digits=DIGITS[layer]) == text
    assert len(text.encode()) <= MOST_BYTES[layer]


@pytest.mark.parametrize("layer", DIGITS)
def test_longitudes_are_continuous(layer: str) -> None:
    west, south, east, north = shapely.total_bounds(list(shapes_of(layer).values()))

    assert 115 <= west <= east <= 190
    assert 10 <= south <= north <= 65


# Land


@pytest.mark.parametrize("layer", ["land-overview", "land-detail"])
def test_countries_share_their_borders_exactly(layer: str) -> None:
    land = list(shapes_of(layer).values())

    assert shapely.coverage_is_valid(land)


@pytest.mark.parametrize("layer", ["land-overview", "land-detail"])
def test_neighbours_have_a_common_border(layer: str) -> None:
    land = shapes_of(layer)
    neighbours = {
        (one, other)
        for one, other in combinations(sorted(land), 2)
        if shapely.length(land[one].boundary & land[other].boundary) > 0
    }

    assert neighbours == {
        ("land-CHN", "land-MNG"),
        ("land-CHN", "land-PRK"),
        ("land-CHN", "land-RUS"),
        ("land-KOR", "land-PRK"),
        ("land-MNG", "land-RUS"),
        ("land-PRK", "land-RUS"),
    }


@pytest.mark.parametrize("layer", ["land-overview", "land-detail"])
@pytest.mark.parametrize("row", rows_of("islands"), ids=lambda row: row["id"])
def test_each_named_island_stands_with_its_administering_side(
    layer: str, row: dict[str, str]
) -> None:
    land = shapes_of(layer)
    inside = Point(float(row["lon"]), float(row["lat"]))

    assert [key for key, country in land.items() if country.contains(inside)] == ["land-RUS"]


@pytest.mark.parametrize(
    ("lat", "lon", "country"),
    [
        (43.25, 145.55, "JPN"),  # Nemuro Peninsula
        (45.38, 141.03, "JPN"),  # Rebun
        (42.156, 139.474, "JPN"),  # Okushiri
        (25.7665, 123.527, "JPN"),  # Uotsuri, as GSHHG draws it; too small for the overview
        (24.44, 118.36, "TWN"),  # Kinmen
        (26.155, 119.936, "TWN"),  # Nangan, Matsu Islands
        (20.705, 116.72, "TWN"),  # Pratas
        (37.5, 130.865, "KOR"),  # Ulleung
        (37.96, 124.67, "KOR"),  # Baengnyeong
        (46.25, 141.22, "RUS"),  # Moneron
        (55.0, 166.2, "RUS"),  # Bering Island
        (64.5, 187.0, "RUS"),  # Chukotka, beyond 180 degrees
        (24.288, 153.98, "JPN"),  # Minamitorishima
    ],
)
def test_land_of_others(lat: float, lon: float, country: str) -> None:
    owners = {
        key for key, land in shapes_of("land-detail").items() if land.dwithin(Point(lon, lat), 0.02)
    }

    assert owners == {f"land-{country}"}


def test_mainland_has_no_seam_at_180_degrees() -> None:
    seam = shapely.LineString([(180, 60), (180, 65)])

    for layer in ("land-overview", "land-detail"):
        assert shapely.length(shapes_of(layer)["land-RUS"].boundary & seam) == 0


def test_overview_keeps_eight_islands_of_habomai() -> None:
    habomai = shapes_of("disputed-islands")["habomai-islands"]
    window = shapely.box(145.83, 43.33, 146.55, 43.7)
    russia = shapely.get_parts(shapes_of("land-overview")["land-RUS"])
    kept = [part for part in russia if window.contains(part)]

    assert len(kept) >= 8
    assert all(part.intersects(habomai) for part in kept)


# Islands


def test_the_33_named_islands_have_their_204_polygons() -> None:
    expected = {row["id"]: int(row["expected_parts"]) for row in rows_of("islands")}
    found = {key: feature["properties"] for key, feature in features_of("kuril-islands").items()}

    assert len(found) == 33
    assert {key: island["parts"] for key, island in found.items()} == expected
    assert sum(expected.values()) == 204
    assert sum(island["disputed"] for island in found.values()) == 11
    assert shapely.get_num_geometries(list(shapes_of("kuril-islands").values())).sum() >= 200


@pytest.mark.parametrize("row", rows_of("islands"), ids=lambda row: row["id"])
def test_named_island_holds_its_point_and_its_names(row: dict[str, str]) -> None:
    island = properties_of("kuril-islands", row["id"])
    inside = Point(float(row["lon"]), float(row["lat"]))

    assert shapes_of("kuril-islands")[row["id"]].contains(inside)
    assert all(island[key] for key in NAMES)
    assert island["administered_by"] == "Russia"
    assert island["claimed_by"] == ("Japan" if row["group"] else None)


def test_the_names_are_those_of_the_table_of_names() -> None:
    names = {row["id"]: row for row in rows_of("names")}

    for key, feature in features_of("kuril-islands").items():
        island = feature["properties"]
        assert island["name_neutral"] == names[key]["neutral"]
        assert island["name_ja"] == names[key]["japan_ja"]
        assert island["name_ru"] == names[key]["russia_ru"]


def test_simplified_islands_keep_their_area() -> None:
    for key, geometry in shapes_of("kuril-islands").items():
        published = properties_of("kuril-islands", key)["polygon_area_km2"]
        assert area_km2(geometry) == pytest.approx(published, rel=0.01, abs=0.02), key


@pytest.mark.parametrize(
    ("identifier", "official_km2", "tokyo_km", "published_km", "measured_km", "landing"),
    [
        ("etorofu-iturup", 3166.64, 1239, 144.5, 120.5, "1945-08-28"),
        ("kunashir-kunashiri", 1489.27, 1066, 16.0, 15.8, "1945-09-01"),
        ("shikotan", 247.65, 1079, 73.3, 73.7, "1945-09-01"),
        ("habomai-islands", 94.84, 1026, 3.7, 4.4, "1945-09-03"),
    ],
)
def test_facts_of_the_four_islands(
    identifier: str,
    official_km2: float,
    tokyo_km: int,
    published_km: float,
    measured_km: float,
    landing: str,
) -> None:
    island = properties_of("disputed-islands", identifier)

    assert island["official_area_km2"] == official_km2
    assert island["distance_tokyo_km"] == tokyo_km
    assert island["distance_tokyo_nearest_km"] < tokyo_km
    assert island["distance_hokkaido_published_km"] == published_km
    assert island["distance_hokkaido_km"] == measured_km
    assert island["soviet_landing"] == landing
    assert all(island[key] for key in NAMES)
    assert (island["administered_by"], island["claimed_by"]) == ("Russia", "Japan")


def test_the_four_islands_are_the_disputed_ones_of_the_33() -> None:
    groups = {row["id"]: row["group"] for row in rows_of("islands") if row["group"]}
    four = shapes_of("disputed-islands")

    assert set(groups.values()) == set(four)
    for key, group in groups.items():
        assert shapes_of("kuril-islands")[key].intersects(four[group])
    assert len(shapely.get_parts(four["habomai-islands"])) == 17
    official = [
        properties_of("disputed-islands", identifier)["official_area_km2"] for identifier in four
    ]
    assert round(sum(official), 2) == 4998.40


@pytest.mark.parametrize("identifier", list(features_of("disputed-islands")))
def test_label_lies_on_the_island_and_areas_agree(identifier: str) -> None:
    island = properties_of("disputed-islands", identifier)
    geometry = shapes_of("disputed-islands")[identifier]

    assert geometry.contains(Point(island["label_lon"], island["label_lat"]))
    assert area_km2(geometry) == pytest.approx(island["polygon_area_km2"], rel=1e-3)
    assert island["official_area_km2"] == pytest.approx(island["polygon_area_km2"], rel=0.14)


# Seas


@pytest.mark.parametrize(
    ("identifier", "expected_km2"), [("sea-of-okhotsk", 1_601_000), ("sea-of-japan", 1_063_100)]
)
def test_seas_have_the_published_size(identifier: str, expected_km2: int) -> None:
    sea = properties_of("seas", identifier)

    assert sea["area_km2"] == expected_km2
    assert area_km2(shapes_of("seas")[identifier]) == pytest.approx(expected_km2, rel=0.002)
    assert shapes_of("seas")[identifier].contains(Point(sea["label_lon"], sea["label_lat"]))
    assert all(sea[key] for key in NAMES)


@pytest.mark.parametrize(
    ("place", "lat", "lon", "sea"),
    [
        ("middle of the Sea of Okhotsk", 53, 150, "sea-of-okhotsk"),
        ("Kunashir Strait / Nemuro Strait", 44.2, 145.6, "sea-of-okhotsk"),
        ("between Shikotan and Kunashir", 43.9, 146.4, "sea-of-okhotsk"),
        ("Shelikhov Gulf", 60.5, 158, "sea-of-okhotsk"),
        ("middle of the Sea of Japan", 40, 135, "sea-of-japan"),
        ("Korea Strait", 34.2, 129.0, "sea-of-japan"),
        ("Tsugaru Strait", 41.5, 140.6, "sea-of-japan"),
        ("Pacific off Iturup", 44.6, 148.5, None),
        ("Pacific off Kamchatka", 51.5, 158.5, None),
        ("Yellow Sea", 35.5, 125.0, None),
        ("Inland Sea", 34.1, 132.8, None),
        ("East China Sea", 32.3, 128.0, None),
    ],
)
def test_which_sea_a_place_lies_in(place: str, lat: float, lon: float, sea: str | None) -> None:
    found = [key for key, water in shapes_of("seas").items() if water.contains(Point(lon, lat))]

    assert found == ([sea] if sea else []), place


def test_seas_and_land_do_not_overlap() -> None:
    land = all_land()

    for key, sea in shapes_of("seas").items():
        islets = sum(area_km2(part) for part in shapely.get_parts(sea & land) if part.area)
        assert islets < 0.001 * area_km2(sea), key


def test_closing_lines_run_from_coast_to_coast() -> None:
    parts = shapely.get_parts(all_land().boundary)
    tree = shapely.STRtree(parts)

    assert len(features_of("sea-closing-lines")) == 30
    for key, line in shapes_of("sea-closing-lines").items():
        for end in (line.coords[0], line.coords[-1]):
            nearest = parts[tree.nearest(Point(end))]
            assert nearest.distance(Point(end)) < 0.01, key


def test_the_chain_of_closing_lines_is_unbroken_between_the_capes() -> None:
    chain = [row for row in rows_of("islands") if row["closing_order"]]
    chain.sort(key=lambda row: int(row["closing_order"]))
    links = ["lopatka", *(row["id"] for row in chain), "nosappu"]
    lines = features_of("sea-closing-lines")

    for one, other in pairwise(links):
        assert lines[f"{one}-{other}"]["properties"]["sea"] == ["sea-of-okhotsk"]


# Identification zone


def test_published_corners_are_exact_and_in_every_published_limit() -> None:
    published = [row for row in rows_of("jadiz-vertices") if row["basis"] == "published"]
    area = set(shapes_of("jadiz")["jadiz-area"].exterior.coords)

    assert [int(row["seq"]) for row in published] == [1, 2, 3, 4, 5, 6, 7]
    for row in published:
        assert (float(row["lon"]), float(row["lat"])) in area
    for one, other in pairwise(published):
        line = shapes_of("jadiz")[f"jadiz-limit-{one['seq']}-{other['seq']}"]
        assert line.coords[0] == (float(one["lon"]), float(one["lat"]))
        assert line.coords[-1] == (float(other["lon"]), float(other["lat"]))


def test_published_corners_are_whole_minutes_in_the_tokyo_datum() -> None:
    tokyo = "+proj=longlat +ellps=bessel +towgs84=-146.414,507.337,680.507 +type=crs"
    back = Transformer.from_crs(4326, tokyo, always_xy=True)

    for row in rows_of("jadiz-vertices")[:7]:
        for degrees in back.transform(float(row["lon"]), float(row["lat"])):
            seconds = degrees * 3600
            assert seconds == pytest.approx(round(seconds / 60) * 60, abs=1.1)


def test_the_limit_is_closed_and_each_piece_tells_its_basis() -> None:
    limits = [
        feature["properties"]
        for feature in features_of("jadiz").values()
        if feature["properties"]["role"] == "limit"
    ]
    lines = {limit["from_seq"]: shapes_of("jadiz")[limit["id"]] for limit in limits}
    following = {limit["from_seq"]: limit["to_seq"] for limit in limits}

    assert {limit["basis"] for limit in limits} == {"published", "computed", "estimated"}
    for start, end in following.items():
        assert lines[start].coords[-1] == lines[end].coords[0]
    for limit in limits:
        assert (limit["radius_km"] == 0) == (limit["basis"] == "published")
        band = f"jadiz-band-{limit['from_seq']}-{limit['to_seq']}"
        assert (band in features_of("jadiz")) == (limit["basis"] == "estimated")


def test_a_band_holds_its_limit() -> None:
    shapes = shapes_of("jadiz")

    for key, band in shapes.items():
        if "-band-" in key:
            line = shapes[key.replace("band", "limit")]
            inner = substring(line, 0.02, 0.98, normalized=True)
            assert band.buffer(0.02).covers(inner), key


def test_long_pieces_are_rhumb_lines() -> None:
    mercator = Transformer.from_crs(4326, 3395, always_xy=True)
    line = shapes_of("jadiz")["jadiz-limit-1-2"]
    flat = shapely.LineString(
        [mercator.transform(lon, lat) for lon, lat in line.coords],
    )
    chord = shapely.LineString([flat.coords[0], flat.coords[-1]])

    assert len(line.coords) > 20
    assert flat.hausdorff_distance(chord) < 1.0


def test_the_zone_leaves_out_what_it_must() -> None:
    area = shapes_of("jadiz")["jadiz-area"]
    kaigara = Point(shapes_of("places")["kaigara-signalny"])

    assert not area.intersects(kaigara)
    for layer in ("disputed-islands", "kuril-islands"):
        assert not any(area.intersects(island) for island in shapes_of(layer).values())
    for code in ("RUS", "KOR", "PRK", "CHN", "TWN"):
        assert not area.intersects(shapes_of("land-detail")[f"land-{code}"])
    for outside in ("liancourt-rocks", "okinotorishima", "moneron", "sakhalin"):
        assert not area.contains(Point(shapes_of("places")[outside]))


def test_the_zone_holds_japans_main_islands() -> None:
    area = shapes_of("jadiz")["jadiz-area"]

    inside = [
        "wakkanai",
        "rebun",
        "nemuro",
        "okinawa",
        "yonaguni",
        "minamidaito",
        "tsushima",
        "senkaku-diaoyu",
    ]
    for place in inside:
        assert area.contains(shapes_of("places")[place]), place
    main = max(shapely.get_parts(shapes_of("land-detail")["land-JPN"]), key=lambda part: part.area)
    assert area.contains(main)


def test_rules_off_the_coast_keep_their_distance() -> None:
    hokkaido = next(
        part
        for part in shapely.get_parts(shapes_of("land-detail")["land-JPN"])
        if part.contains(Point(143.3, 43.4))
    )
    coast = shapely.get_coordinates(hokkaido)
    coast = coast[(coast[:, 0] > 144.9) & (coast[:, 1] > 43.2)]
    limit = shapes_of("jadiz")["jadiz-limit-24-27"]

    north_of_nosappu = [(lon, lat) for lon, lat in limit.coords if lat > 43.6]
    for lon, lat in north_of_nosappu[::10]:
        lons, lats = [lon] * len(coast), [lat] * len(coast)
        metres = WGS84.inv(lons, lats, coast[:, 0], coast[:, 1])[2]
        assert min(metres) == pytest.approx(3 * 1852, abs=400)


# Places


def test_places_have_a_source_and_a_word_on_their_precision() -> None:
    for key, feature in features_of("places").items():
        place = feature["properties"]
        assert place["source"], key
        assert place["precision_note"], key
        assert place["rank"] in {1, 2, 3}
        assert place["name_neutral"]
        assert place["name_russia"]
        assert place["name_ru"]


@pytest.mark.parametrize(
    ("identifier", "lat", "lon"),
    [
        ("burevestnik", 44.92000, 147.62199),
        ("yasny", 45.25639, 147.95549),
        ("mendeleyevo", 43.96107, 145.68498),
        ("ukrainka", 51.17000, 128.44501),
        ("chitose-air-base", 42.79450, 141.66600),
        ("misawa-air-base", 40.70320, 141.36800),
        ("khomutovo", 46.88546, 142.71747),
        ("knevichi", 43.39626, 132.14816),
        ("yelizovo", 53.16790, 158.45399),
        ("matua-airfield", 48.05098, 153.25502),
        ("sunan", 39.22410, 125.67000),
        ("wonsan-kalma", 39.16680, 127.48600),
        ("cape-soya", 45.5229, 141.9350),
        ("okushiri", 42.156, 139.474),
        ("oki-dogo", 36.252, 133.28),
    ],
)
def test_places_lie_where_the_sources_put_them(identifier: str, lat: float, lon: float) -> None:
    place = shapes_of("places")[identifier]

    assert WGS84.inv(place.x, place.y, lon, lat)[2] < 100


def test_bases_and_towns_lie_on_the_land_of_their_side() -> None:
    codes = {"Japan": "JPN", "Russia": "RUS", "ROK": "KOR", "DPRK": "PRK", "United States": "USA"}
    land = shapes_of("land-detail")

    for key, feature in features_of("places").items():
        place = feature["properties"]
        if place["kind"] in {"air-base", "launch-site", "town", "port"}:
            side = land[f"land-{codes[place['administered_by']]}"]
            assert side.dwithin(shapes_of("places")[key], 0.02), key


def test_straits_lie_at_sea() -> None:
    land = shapes_of("land-detail").values()

    for key, feature in features_of("places").items():
        if feature["properties"]["kind"] == "strait":
            point = shapes_of("places")[key]
            assert not any(country.contains(point) for country in land), key
