"""The records: how many there are, what the article rests on, and what the builder refuses."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry
from tools.build_geodata.authored import tables_of
from tools.build_geodata.build import build_layers
from tools.build_geodata.great_circle import VERTEX_KM, densify, length_km
from tools.build_geodata.records import build_records

from geo_tensions.analysis.counts import count
from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import Dataset
from geo_tensions.model import Display, Evidence, Flag, Layer
from geo_tensions.records import KEYS

ARTICLE = {
    "Russo-Japanese War 1904-1905": ["HI-1904"],
    "convention of 1925": ["HI-1925-01-20"],
    "neutrality pact of 1941": ["HI-1941-04-13"],
    "Yalta 1945": ["HI-1945-02"],
    "the four islands 1945": [
        *("HI-1945-08-28", "HI-1945-09-01-K", "HI-1945-09-01-S", "HI-1945-09-03"),
    ],
    "San Francisco 1951": ["HI-1951-09-08"],
    "Joint Declaration 1956": ["HI-1956-10-19"],
    "March 2022": ["PO-2022-03-07", "PO-2022-03-21"],
    "Kim in Russia, September 2023": ["DR-2023-09"],
    "Putin in Pyongyang, June 2024": ["DR-2024-06"],
    "three entries of 23 September 2024": [
        *("AV-2024-09-23-1", "AV-2024-09-23-2", "AV-2024-09-23-3"),
    ],
    "DPRK soldiers, October 2024": ["DR-2024-10"],
    "Japan Centres": ["PO-2025-01-15"],
    "statement of 20 January 2025": ["PO-2025-01-20"],
    "flight of 30 January 2025": ["FL-2025-01-30-A", "FL-2025-01-30-B"],
    "over Japan, 4 October 2022": ["L-20221004-1"],
    "July 2023": [
        *("L-20230712-1", "L-20230719-1", "L-20230719-2", "L-20230724-1", "L-20230724-2"),
    ],
    "March 2024": ["L-20240318-1"],
    "January 2025": ["L-20250106-1", "L-20250114-1"],
}
"""What the article names, and the records that stand for it."""

FORMER_IDS = {
    "HI-1945-08-09": "HI-1945-08-08",
    "NK-2023-09": "DR-2023-09",
    "NK-2024-06": "DR-2024-06",
    "NK-2024-10": "DR-2024-10",
    "NK-20221004-1": "L-20221004-1",
}


def test_every_record_loads(dataset: Dataset) -> None:
    assert dataset.problems == []
    by_layer = [record.layer for record in dataset.records]
    assert by_layer.count(Layer.INCIDENTS) == 175
    assert by_layer.count(Layer.LAUNCHES) == 210


def test_events_launch_dates_and_missiles_are_counted_apart(dataset: Dataset) -> None:
    total = count(dataset, FilterState.default(dataset)).total
    assert (total.records, total.events, total.launch_dates) == (385, 164, 161)
    assert total.missiles == 345
    assert total.drawn + total.not_drawn == total.records


def test_drawn_records_have_a_place_and_the_others_a_reason(dataset: Dataset) -> None:
    for record in dataset.records:
        if record.drawn:
            assert record["position_basis"], record.id
            assert record["radius_km"] or record.display is Display.ROUTE, record.id
        elif record.lon is None:
            assert record["no_place_reason"], record.id
    assert int(dataset.columns.has(Flag.HAS_ROUTE).sum()) == 23


@pytest.mark.parametrize("subject", ARTICLE)
def test_what_the_article_names_is_here(dataset: Dataset, subject: str) -> None:
    for identifier in ARTICLE[subject]:
        record = dataset.records[dataset.row_of[identifier]]
        assert record.id == identifier
        assert record["sources"]
        assert record["evidence"] != Evidence.UNVERIFIED


@pytest.mark.parametrize(("former", "current"), FORMER_IDS.items())
def test_former_ids_still_lead_to_their_records(
    dataset: Dataset, former: str, current: str
) -> None:
    assert dataset.records[dataset.row_of[former]].id == current


@pytest.mark.parametrize(
    ("event", "members"),
    [
        ("AV-2024-09-23", {"AV-2024-09-23-1", "AV-2024-09-23-2", "AV-2024-09-23-3"}),
        ("NV-2021-10", {"NV-2021-10-18", "NV-2021-10-21", "NV-2021-10-23"}),
        ("FL-2025-01-30", {"FL-2025-01-30-A", "FL-2025-01-30-B"}),
        ("JF-2024-11", {"JF-2024-11-29", "JF-2024-11-30"}),
    ],
)
def test_rows_of_one_sortie_or_voyage_are_one_event(
    dataset: Dataset, event: str, members: set[str]
) -> None:
    assert {dataset.records[row].id for row in dataset.by_event[event]} == members


def test_layers_carry_every_key_in_order(root: Path) -> None:
    layers = build_records(root, tables=tables_of(root))
    for layer, features in layers.items():
        for feature in features:
            assert tuple(feature["properties"]) == KEYS[layer]


def test_a_record_without_an_official_statement_is_not_said_to_be_inside(dataset: Dataset) -> None:
    inside = dataset.columns.has(Flag.STATED_INSIDE_EEZ)
    stated = [record for record, on in zip(dataset.records, inside.tolist(), strict=True) if on]
    assert len({record.event_id for record in stated}) == 13
    assert sum(record["count"] for record in stated) == 19
    assert {record["japan_eez"]["basis"] for record in stated} == {"official"}
    assert max(record["start"] for record in stated) == "2023-06-15"


ONE_SIDED = re.compile(
    r"Etorofu(?! / Iturup)|(?<!Etorofu / )Iturup(?! / Yasny)|Kunashir\b(?! / Kunashiri| Strait)"
    r"|(?<!Kunashir / )Kunashiri|Sea of Japan(?! / East Sea)|(?<!Sea of Japan / )East Sea"
    r"|(?<!Dokdo / )Takeshima|Senkaku(?! / Diaoyu)|impact (point|area)|liberat|overfl",
)
"""Names and words of one side alone (names in tables/names.csv)."""


def test_titles_and_places_use_neutral_names(dataset: Dataset) -> None:
    for record in dataset.records:
        for key in ("title", "place", "landed_in"):
            assert not ONE_SIDED.search(record[key] or ""), (record.id, record[key])


def test_routes_have_a_direction_and_end_at_named_places(root: Path) -> None:
    layers = build_layers(root)
    features = json.loads(layers["layers/routes.geojson"])["features"]
    assert len({feature["properties"]["record_id"] for feature in features}) == 23
    for feature in features:
        assert feature["properties"]["label"] == "schematic"
        assert len(feature["properties"]["waypoints"]) >= 2
    leg = next(f for f in features if f["properties"]["record_id"] == "FL-2025-01-30-A")
    first, *_, last = leg["geometry"]["coordinates"]
    assert leg["properties"]["waypoints"][0] == "Sea of Okhotsk"
    assert first[0] > last[0]


def test_no_schematic_route_crosses_land(root: Path) -> None:
    def shapes(name: str) -> dict[str, BaseGeometry]:
        text = (root / f"layers/{name}.geojson").read_text(encoding="utf-8")
        return {f["properties"]["id"]: shape(f["geometry"]) for f in json.loads(text)["features"]}

    land = shapes("land-detail")
    for leg, line in shapes("routes").items():
        assert [name for name, ground in land.items() if line.intersects(ground)] == [], leg


def test_tracks_are_great_circles_as_long_as_they_say(root: Path) -> None:
    features = json.loads(build_layers(root)["layers/missile-tracks.geojson"])["features"]
    assert len(features) == 170
    for feature in features:
        line = [(lon, lat) for lon, lat in feature["geometry"]["coordinates"]]
        assert length_km(line) == pytest.approx(feature["properties"]["length_km"], abs=1)
    over = next(f for f in features if f["properties"]["record_id"] == "L-20221004-1")
    assert over["properties"]["length_km"] == pytest.approx(4600, rel=0.03)


def test_a_great_circle_keeps_its_ends_and_crosses_180_without_a_jump() -> None:
    line = densify([(170.0, 50.0), (190.0, 50.0)])
    assert (line[0], line[-1]) == ((170.0, 50.0), (190.0, 50.0))
    lons = [lon for lon, _ in line]
    assert lons == sorted(lons)
    assert max(lat for _, lat in line) > 50.0
    assert all(length_km(pair) <= VERTEX_KM for pair in pairwise(line))
