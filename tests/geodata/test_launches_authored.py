"""Launches as people write them: counts a reader is told, and places that can be recomputed."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pyproj import Geod

from geo_tensions.timespan import Precision, Timespan

GEODATA = Path(__file__).parents[2] / "geodata"
LAUNCHES: list[dict[str, Any]] = tomllib.loads(
    (GEODATA / "authored" / "launches.toml").read_text(encoding="utf-8")
)["launch"]
BY_ID = {launch["id"]: launch for launch in LAUNCHES}

PLACED = [launch for launch in LAUNCHES if "lon" in launch]
"""Launches with an estimated fall area."""

COMPUTED = [launch for launch in PLACED if launch["impact_method"] == "range and azimuth"]
"""Launches whose place follows from launch site, range and azimuth."""

ARTICLE = {
    "2022-10-04": ["L-20221004-1"],
    "2023-07-12": ["L-20230712-1"],
    "2023-07-19": ["L-20230719-1", "L-20230719-2"],
    "2023-07-24": ["L-20230724-1", "L-20230724-2"],
    "2024-03-18": ["L-20240318-1"],
    "2025-01-06": ["L-20250106-1"],
    "2025-01-14": ["L-20250114-1"],
}
"""Launches that the source article names, by date."""

WGS84 = Geod(ellps="WGS84")
ROUNDING_KM = 2.0
"""Points carry two decimals of a degree (at most 0.8 km) and azimuths are rounded, km."""


def eez(launch: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return answer and basis of the statement on Japan's exclusive economic zone."""
    statement = launch.get("japan_eez", {})
    return statement.get("answer"), statement.get("basis")


def test_every_record_has_its_own_id_and_stands_in_order() -> None:
    ids = [launch["id"] for launch in LAUNCHES]
    assert len(ids) == len(set(ids)) == 210
    assert all(re.fullmatch(r"L-\d{8}-\d+", identifier) for identifier in ids)
    assert [(launch["start"], launch["id"]) for launch in LAUNCHES] == sorted(
        (launch["start"], launch["id"]) for launch in LAUNCHES
    )
    former = [old for launch in LAUNCHES for old in launch["former_ids"]]
    assert len(former) == len(set(former)) == 210


def test_an_event_is_a_launch_date() -> None:
    for launch in LAUNCHES:
        span = Timespan.of_record(start=launch["start"], end=None, end_kind=launch["end_kind"])
        assert span.precision is Precision.DAY
        assert launch["event_id"] == f"L-{launch['start'].replace('-', '')}"
        assert launch["id"].startswith(launch["event_id"])
    assert len({launch["event_id"] for launch in LAUNCHES}) == 161


def test_missiles_are_counted_and_stages_are_not() -> None:
    assert sum(launch["count"] for launch in LAUNCHES) == 345
    for launch in LAUNCHES:
        is_stage = launch["row_unit"] == "stage-or-debris"
        assert (launch["count"] == 0) == is_stage, launch["id"]
        low, high = launch.get("count_min"), launch.get("count_max")
        assert (low if low is not None else 0) <= launch["count"], launch["id"]
        assert high is None or launch["count"] <= high, launch["id"]
        if low is not None or high is not None or "count_japan_mod" in launch:
            assert launch["count_note"], launch["id"]


def test_the_ministry_counts_59_missiles_in_2022() -> None:
    of_date = {
        launch["event_id"]: launch["event_count_japan_mod"]
        for launch in LAUNCHES
        if launch["start"].startswith("2022") and "event_count_japan_mod" in launch
    }
    assert sum(of_date.values()) == 59
    assert sum(launch["count"] for launch in LAUNCHES if launch["start"].startswith("2022")) == 73


def test_a_place_has_a_radius_and_a_basis_and_no_place_has_a_reason() -> None:
    assert len(PLACED) == 170
    for launch in PLACED:
        assert launch["radius_km"] > 0, launch["id"]
        assert launch["position_basis"], launch["id"]
        assert launch["display"] in {"point", "area"}, launch["id"]
        assert 115 <= launch["lon"] <= 190, launch["id"]
        radius = launch["radius_km"]
        expected = "exact" if radius <= 5 else "approximate" if radius <= 40 else "area"
        assert launch["place_precision"] == expected, launch["id"]
    missing = [launch for launch in LAUNCHES if "lon" not in launch]
    assert len(missing) == 40
    for launch in missing:
        assert launch["no_place_reason"], launch["id"]
        assert launch["display"] == "list", launch["id"]
        assert launch["place_precision"] == "none", launch["id"]
        assert "radius_km" not in launch, launch["id"]


@pytest.mark.parametrize("launch", COMPUTED, ids=lambda launch: launch["id"])
def test_a_computed_place_lies_at_its_range_and_azimuth(launch: dict[str, Any]) -> None:
    lon, lat, _ = WGS84.fwd(
        launch["launch_lon"], launch["launch_lat"], launch["azimuth_deg"], launch["range_km"] * 1000
    )
    _, _, apart_m = WGS84.inv(lon, lat, launch["lon"], launch["lat"])
    assert apart_m / 1000 <= ROUNDING_KM


def test_a_place_moved_off_land_keeps_the_computed_end_inside_its_circle() -> None:
    moved = [
        launch for launch in PLACED if launch["impact_method"].endswith("sea part of the circle")
    ]
    assert len(moved) == 11
    assert len(COMPUTED) == 134 - len(moved)
    for launch in moved:
        assert launch["display"] == "area", launch["id"]
        lon, lat, _ = WGS84.fwd(
            launch["launch_lon"],
            launch["launch_lat"],
            launch["azimuth_deg"],
            launch["range_km"] * 1000,
        )
        _, _, apart_m = WGS84.inv(lon, lat, launch["lon"], launch["lat"])
        assert apart_m / 1000 <= launch["radius_km"], launch["id"]


def test_only_what_a_ministry_or_the_government_said_is_official() -> None:
    official = [launch for launch in LAUNCHES if eez(launch) == ("inside", "official")]
    reported = [launch for launch in LAUNCHES if eez(launch) == ("inside", "reported")]
    # Thirteen dates as stated; 1998 only press counts as the first fall inside. Together 14 and 20.
    assert len({launch["event_id"] for launch in official}) == 13
    assert sum(launch["count"] for launch in official) == 19
    assert [launch["id"] for launch in reported] == ["L-19980831-1"]
    assert max(launch["start"] for launch in official) == "2023-06-15"
    assert not [
        launch
        for launch in LAUNCHES
        if eez(launch)[0] == "inside" and launch not in official + reported
    ]
    for launch in LAUNCHES:
        answer, basis = eez(launch)
        assert basis in {None, "official", "reported", "inferred", "computed"}, launch["id"]
        assert (answer is None) == (basis is None), launch["id"]
        assert basis is None or launch["japan_eez"]["text"], launch["id"]


def test_same_words_of_place_were_once_inside_and_once_outside() -> None:
    february, march = BY_ID["L-20230218-1"], BY_ID["L-20230316-1"]
    assert (february["lon"], february["lat"]) == (march["lon"], march["lat"])
    assert eez(february) == ("inside", "official")
    assert eez(march) == ("outside", "official")


def test_nine_flights_passed_over_japan_six_of_them_space_launches() -> None:
    over = [launch for launch in LAUNCHES if launch["passed_over_japan"]]
    assert len(over) == len({launch["event_id"] for launch in over}) == 9
    assert Counter("space-launch" in launch["flags"] for launch in over) == {True: 6, False: 3}


def test_evidence_follows_what_was_read() -> None:
    assert Counter(launch["verification_tier"] for launch in LAUNCHES)["data-set-copy"] == 85
    for launch in LAUNCHES:
        copies_only = launch["verification_tier"] == "data-set-copy"
        assert (launch["evidence"] == "unverified") == copies_only, launch["id"]


def test_sources_are_in_the_table_and_only_the_unverified_may_lack_one() -> None:
    with (GEODATA / "tables" / "sources.csv").open(encoding="utf-8", newline="") as file:
        tiers = {row["id"]: row["tier"] for row in csv.DictReader(file)}
    for launch in LAUNCHES:
        assert set(launch["sources"]) <= set(tiers), launch["id"]
        assert len(launch["sources"]) == len(set(launch["sources"])), launch["id"]
        assert launch["sources"] or launch["evidence"] == "unverified", launch["id"]
        found = {tiers[source] for source in launch["sources"]}
        if launch["evidence"] == "official":
            assert tiers[launch["sources"][0]] == "official", launch["id"]
        if launch["evidence"] not in {"official", "unverified"}:
            assert found - {"dataset"}, launch["id"]


def test_the_articles_launches_are_there_and_shown_by_default() -> None:
    for date, ids in ARTICLE.items():
        assert [launch["id"] for launch in LAUNCHES if launch["start"] == date] == ids
        assert all(BY_ID[identifier]["evidence"] != "unverified" for identifier in ids)


def test_words_are_neutral_and_short() -> None:
    taboo = re.compile(
        r"impact point|\bseized\b|occupied|two weeks after|\bsuccess\b", re.IGNORECASE
    )
    for launch in LAUNCHES:
        assert len(launch["title"]) <= 90, launch["id"]
        text = " ".join(value for value in launch.values() if isinstance(value, str))
        found = taboo.findall(text.replace("Pyongyang called it a success", ""))
        assert not found, f"{launch['id']}: {found}"
        assert not re.search(r"Sea of Japan(?! / East Sea)", launch["summary"]), launch["id"]
        assert re.fullmatch(r"\d\d:\d\d", launch.get("time_jst", "00:00")), launch["id"]
