"""The hand-written incidents: every block can be read, placed, dated and traced to a source."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from geo_tensions.model import Display, Evidence, Lane, PlacePrecision
from geo_tensions.timespan import Timespan

ROOT = Path(__file__).parents[2]
GEODATA = ROOT / "geodata"
RECORDS: list[dict[str, Any]] = tomllib.loads(
    (GEODATA / "authored" / "incidents.toml").read_text(encoding="utf-8")
)["incident"]

CUTOFF = "2026-02-16"
EXACT_KM, APPROXIMATE_KM = 5, 40
KEYS = """
id event_id former_ids kind title summary start end end_kind date_precision date_note time_jst place
place_precision lon lat radius_km position_basis no_place_reason display lane actors equipment
evidence verification verification_note sources flags notes entries response denied_by official_eez
status
"""
RESPONSES = {"none", "concern", "protest", "protest-ministerial", "expulsion"}

ARTICLE_IDS = """
HI-1904 HI-1925-01-20 HI-1941-04-13 HI-1945-02 HI-1945-08-28 HI-1945-09-01-K HI-1945-09-01-S
HI-1945-09-03 HI-1951-09-08 HI-1956-10-19 PO-2022-03-07 DR-2023-09 DR-2024-06 AV-2024-09-23-1
AV-2024-09-23-2 AV-2024-09-23-3 DR-2024-10 PO-2025-01-15 PO-2025-01-20 FL-2025-01-30-A
FL-2025-01-30-B
"""
"""Every event that the article of the default deck tells."""

DECK_IDS = """
PO-2022-03-07 PO-2022-03-21 PO-2022-09-05 AV-2024-09-23-1 PO-2025-01-15 PO-2025-01-20
FL-2025-01-30-A NK-2024-06 PV-2010-11-01 PV-2019-08-02 CG-2006-08-16 HI-1855-02-07 HI-1875-05-07
HI-1904 HI-1905-09-05 HI-1925-01-20 HI-1941-04-13 HI-1945-02 HI-1945-07-26 HI-1945-08-09
HI-1945-08-18 HI-1945-08-28 HI-1945-09-01-K HI-1945-09-01-S HI-1945-09-03 HI-1946-01-29
HI-1946-02-02 HI-1951-09-08 HI-1956-09-07 HI-1956-10-19 HI-1960-01-27 PO-1991-04-18 PO-1993-10-13
PO-2001-03-25 PV-2012-07-03 PV-2015-08-22 PO-2016-12-15 PO-2018-11-14 PO-2020-07-04 PV-2021-07-26
MD-2016-11-KUN MD-2016-11-ITU MD-2018-08-03 MD-2020-12-01 MD-2021-12-02 MD-2022-12-05
MD-2023-09-01 PO-2022-02-25 EX-2022-03-25 PO-2022-04-08 PO-2022-04-22 PO-2022-04-27 PO-2022-05-04
PO-2022-06-07 PO-2022-06-30 PO-2022-09-26 PO-2022-10-04 JF-2019-07-23 AV-2019-07-23 JF-2020-12-22
NV-2021-10-18 NV-2021-10-21 NV-2021-10-23 JF-2021-11-19 JF-2022-05-24 NV-2022-09-28 JF-2022-11-30
JF-2023-06-06 JF-2023-06-07 NV-2023-07-29 NV-2023-08-17 JF-2023-12-14 NV-2024-07-05 NV-2024-09-22
JF-2024-11-29 JF-2024-11-30 AV-2024-09-23-2 AV-2024-09-23-3 PO-2025-01-10 FL-2025-01-30-B
NK-2023-09 DR-2023-10-13 DR-2024-01-04 DR-2024-03-28 NK-2024-10 DR-2024-12-04 DR-2025-04-26
PO-2025-03-03 PO-2025-04 NR-2025-04 NR-2025-05 EX-2025-08-01 NR-2025-08 NV-2025-08-27
DR-2025-09-03 PO-2025-09-10 FL-2025-10-24 NR-2025-10-A NR-2025-10-B PO-2025-11-11 JF-2025-12-09
NR-2026-01
"""
"""What the deck that comes with the map points at, launches apart."""


def _table(name: str, key: str) -> dict[str, dict[str, str]]:
    with (GEODATA / "tables" / name).open(encoding="utf-8", newline="") as file:
        return {row[key]: row for row in csv.DictReader(file)}


SOURCES = _table("sources.csv", "id")
STATES = _table("states.csv", "code")
ACTORS = _table("actors.csv", "code")
KINDS = _table("kinds.csv", "kind")

each = pytest.mark.parametrize("record", RECORDS, ids=[record["id"] for record in RECORDS])


def test_ids_are_unique_and_old_ones_point_at_one_record() -> None:
    ids = Counter(record["id"] for record in RECORDS)
    ids.update(old for record in RECORDS for old in record["former_ids"])
    assert [name for name, count in ids.items() if count > 1] == []
    assert [name for name in ids if not re.fullmatch(r"[A-Z]{2}(-[0-9A-Z]+)+", name)] == []


def test_the_file_is_in_order() -> None:
    order = [(record["start"], record["id"]) for record in RECORDS]
    assert order == sorted(order)


def test_sorties_and_voyages_are_counted_once() -> None:
    rows = Counter(record["event_id"] for record in RECORDS)
    assert {event: count for event, count in rows.items() if count > 1} == {
        "AV-1987-12-09": 2,
        "AV-2019-06-20": 2,
        "AV-2024-09-23": 3,
        "FL-2025-01-30": 2,
        "JF-2019-07-23": 2,
        "JF-2023-06": 2,
        "JF-2024-11": 2,
        "NV-2021-10": 3,
        "NV-2023-07": 2,
    }


@pytest.mark.parametrize("wanted", ARTICLE_IDS.split())
def test_what_the_article_tells_is_there(wanted: str) -> None:
    assert [record["id"] for record in RECORDS if record["id"] == wanted] == [wanted]


def test_every_id_of_the_deck_resolves() -> None:
    known = {name for record in RECORDS for name in (record["id"], *record["former_ids"])}
    assert [name for name in DECK_IDS.split() if name not in known] == []


@each
def test_keys_and_words_are_those_of_the_contract(record: dict[str, Any]) -> None:
    assert set(record) <= set(KEYS.split())
    assert all(value not in ("", None) for value in record.values())
    assert record["kind"] in KINDS
    assert [code for code in record["actors"] if code not in ACTORS] == []
    assert record["actors"]
    Evidence(record["evidence"])
    PlacePrecision(record["place_precision"])
    Display(record["display"])
    Lane(record.get("lane", ""))
    assert record["verification"] in {"source-read", "source-read-partial", "background"}
    assert record.get("status") in {None, "reported", "confirmed", "reported-withdrawn"}
    assert len(record["title"]) <= 90


@each
def test_dates_can_be_read(record: dict[str, Any]) -> None:
    Timespan.of_record(start=record["start"], end=record.get("end"), end_kind=record["end_kind"])
    assert (record["end_kind"] == "inclusive") == ("end" in record)
    assert record["date_precision"] == {4: "year", 7: "month", 10: "day"}[len(record["start"])]
    assert record["start"] <= CUTOFF
    assert re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", record.get("time_jst", "00:00"))


@each
def test_a_place_has_a_radius_and_a_basis_or_a_reason(record: dict[str, Any]) -> None:
    display, radius = Display(record["display"]), record.get("radius_km")
    placed = "lon" in record
    assert placed == ("lat" in record) == ("position_basis" in record)
    if placed:
        assert 115 <= record["lon"] <= 190
        assert 10 <= record["lat"] <= 65
    if display is Display.LANE:
        assert not placed
        assert record["lane"]
    else:
        assert "lane" not in record
    assert ("no_place_reason" in record) == (display in {Display.LANE, Display.LIST})
    match PlacePrecision(record["place_precision"]):
        case PlacePrecision.EXACT:
            assert radius <= EXACT_KM
        case PlacePrecision.APPROXIMATE:
            assert EXACT_KM < radius <= APPROXIMATE_KM
        case PlacePrecision.AREA:
            assert radius > 0
            assert display in {Display.AREA, Display.LIST}
        case PlacePrecision.ROUTE:
            assert display is Display.ROUTE
            assert radius is None
        case PlacePrecision.NONE:
            assert not placed
            assert radius is None


@each
def test_every_record_rests_on_sources_of_the_table(record: dict[str, Any]) -> None:
    cited = [*record["sources"], *(item.get("source") for item in _statements(record))]
    assert [name for name in cited if name is not None and name not in SOURCES] == []
    assert len(set(record["sources"])) == len(record["sources"])
    assert record["sources"] or record["evidence"] == Evidence.UNVERIFIED
    if record["verification"] == "background":
        assert record["evidence"] == Evidence.UNVERIFIED


def test_what_no_release_was_read_for_stays_unverified() -> None:
    unverified = [record["id"] for record in RECORDS if record["evidence"] == "unverified"]
    assert unverified == ["JF-2024-11-29", "FL-2026-01-26"]


@each
def test_responses_and_denials_name_who_and_how(record: dict[str, Any]) -> None:
    if response := record.get("response"):
        assert set(response) <= {"level", "by", "date", "source"}
        assert response["level"] in RESPONSES
        assert response["by"] in ACTORS
    for denial in record.get("denied_by", []):
        assert set(denial) <= {"state", "date", "source", "note"}
        assert denial["state"] in STATES
    for item in _statements(record):
        Timespan.parse(item.get("date", record["start"]))
    if record["kind"] == "airspace-violation":
        assert record["entries"] >= 1
        assert record["summary"].startswith("Announced by Japan")
        assert bool(record.get("denied_by")) == (record["evidence"] == Evidence.CONTESTED)


@each
def test_wording_is_neutral(record: dict[str, Any]) -> None:
    text = " ".join(
        record.get(key, "") for key in ("title", "summary", "place", "notes", "date_note")
    )
    own_words = re.sub(r'"[^"]*"', "", text)
    for word in ("occup", "liberat", "provoc", "hostile", "success", "incursion", "impact point"):
        assert word not in own_words.casefold(), word
    for one_sided in ("Sea of Japan(?! / East Sea)", "Takeshima(?!\\))", "Senkaku (?!/)"):
        assert not re.search(one_sided, own_words), one_sided
    assert "Northern Territories" not in re.sub(
        r"Northern Territories (Day|Issue Association)", "", own_words
    )


def test_sources_say_where_they_can_be_read() -> None:
    cited = {name for record in RECORDS for name in record["sources"]}
    for name in sorted(cited):
        source = SOURCES[name]
        assert source["publisher"], name
        assert source["title"], name
        assert source["url"] or source["read_via"], name
        assert source["tier"] in {
            "official",
            "press",
            "research",
            "dataset",
            "reference",
            "other",
        }, name
        assert source["url"].startswith(("http://", "https://")) or not source["url"], name


def _statements(record: dict[str, Any]) -> list[dict[str, Any]]:
    response = record.get("response")
    return [*([response] if response else []), *record.get("denied_by", [])]
