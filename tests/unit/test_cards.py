"""Cards: what a reader is told of a record, and what a card never does."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geo_tensions.catalog import Catalog
from geo_tensions.columns import DTYPES, Columns
from geo_tensions.dataset import Dataset, Record
from geo_tensions.mapping.card_words import coordinates, number, safe_url
from geo_tensions.mapping.cards import card
from geo_tensions.model import Actor, Domain, Kind, Layer, Source
from geo_tensions.tables import Tables
from geo_tensions.timespan import Timespan

BASE: dict[str, Any] = {
    "event_id": "ev-1",
    "former_ids": [],
    "kind": "airspace-violation",
    "title": "Aircraft enters airspace",
    "summary": "One minute.",
    "start": "2024-09-23",
    "end": "2024-09-23",
    "end_kind": "inclusive",
    "date_precision": "day",
    "date_note": None,
    "time_jst": None,
    "place": "North of Rebun",
    "place_precision": "approximate",
    "radius_km": 20,
    "position_basis": "point chosen by us",
    "no_place_reason": None,
    "display": "point",
    "lane": None,
    "actors": ["RU-NAVY"],
    "equipment": "Il-38",
    "evidence": "official",
    "verification": "source-read",
    "verification_note": None,
    "sources": ["mod-1"],
    "flags": [],
    "notes": None,
}

SOURCES = {
    "mod-1": Source(
        "mod-1",
        "Ministry",
        "Press <b>conference</b>",
        "2024-09-23",
        "https://www.mod.go.jp/a",
        "",
        "official",
        "",
    ),
    "copy-1": Source("copy-1", "Sankei", "Report", "", "", "hqproductreviews.com", "press", ""),
    "bad-1": Source("bad-1", "Somebody", "Trick", "", "javascript:alert(1)", "", "press", ""),
}


def make(*rows: Mapping[str, Any], layer: Layer = Layer.INCIDENTS) -> Dataset:
    """Return a dataset of records made from ``BASE``; ``point`` gives longitude and latitude."""
    records = []
    for number_, row in enumerate(rows, start=1):
        properties = BASE | {"id": f"AV-{number_}"} | {k: v for k, v in row.items() if k != "point"}
        lon, lat = row.get("point", (140.97, 45.58))
        span = Timespan.of_record(
            start=properties["start"], end=properties["end"], end_kind=properties["end_kind"]
        )
        records.append(
            Record(properties["id"], properties["event_id"], layer, span, lon, lat, properties)
        )
    kind = Kind(
        "airspace-violation",
        "Airspace violation announced by Japan",
        "air",
        "triangle",
        "#AF2800",
        "#F10000",
        "selection",
        "",
        "on",
        "",
    )
    tables = Tables(
        kinds={kind.id: kind},
        domains={"air": Domain("air", "Air", "#AF2800", "#F10000")},
        actors={
            "RU-NAVY": Actor("RU-NAVY", "Russian Navy", "RU", "Russia: forces"),
            "JP-GOV": Actor("JP-GOV", "Government of Japan", "JP", "Japan: government"),
        },
        states={"RU": "Russia"},
        sources=SOURCES,
        names={},
        presets={},
    )
    catalog = Catalog(
        Path("nowhere"),
        {
            "version": "1.0.0",
            "dataVersion": "0123456789",
            "resources": [
                {"name": "incidents", "path": "layers/incidents.geojson", "cutoff": "2026-02-16"}
            ],
        },
    )
    events = list(dict.fromkeys(record.event_id for record in records))
    columns = {name: np.zeros(len(records), dtype) for name, dtype in DTYPES.items()}
    columns["event"] = np.array([events.index(record.event_id) for record in records], np.uint32)
    return Dataset(catalog, tables, records, Columns(**columns), events, [])


def first(*rows: Mapping[str, Any], layer: Layer = Layer.INCIDENTS) -> dict[str, Any]:
    """Return the card of the first of these records."""
    dataset = make(*rows, layer=layer)
    return card(dataset.records[0], dataset=dataset)


def facts(made: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return every fact of a card by its label."""
    return {fact["label"]: fact for section in made["sections"] for fact in section["facts"]}


def test_codes_become_words() -> None:
    made = first({})
    assert made["kind"] == {
        "id": "airspace-violation",
        "label": "Airspace violation announced by Japan",
        "domain": "Air",
    }
    assert made["evidence"]["label"] == "Official"
    assert made["actors"] == ["Russian Navy"]
    assert made["position"]["words"] == "within 20\u00a0km of 45.58° N, 140.97° E"
    assert made["position"]["basis"] == "point chosen by us"
    assert made["data_version"] == "1.0.0+0123456789"
    assert made["sources"][0]["url"] == "https://www.mod.go.jp/a"


@pytest.mark.parametrize(
    ("changes", "text", "words"),
    [
        ({"time_jst": "13:03"}, "2024-09-23, 13:03 JST", ""),
        ({"end": "2024-09-25"}, "2024-09-23 \u2013 2024-09-25", ""),
        (
            {"start": "2024-09", "end": None, "date_precision": "month"},
            "2024-09",
            "known to the month",
        ),
        (
            {"start": "2023", "end": None, "date_precision": "year", "date_note": "spring"},
            "2023",
            "known to the year; spring",
        ),
        ({"end": None, "end_kind": "open"}, "since 2024-09-23", "goes on, according to a source"),
        (
            {"end": None, "end_kind": "unknown"},
            "2024-09-23",
            "the end is not known; shown on its start alone",
        ),
    ],
)
def test_a_date_says_how_well_it_is_known(changes: dict[str, Any], text: str, words: str) -> None:
    dates = first(changes)["dates"]
    assert (dates["text"], dates["precision_words"]) == (text, words)


def test_what_is_not_drawn_has_a_reason_and_no_position() -> None:
    made = first(
        {
            "display": "list",
            "point": (127.6, 39.0),
            "place_precision": "none",
            "no_place_reason": "never published",
            "radius_km": 50,
        }
    )
    assert made["position"]["lon"] is None
    assert made["position"]["radius_km"] is None
    assert made["position"]["words"] == "No place on the map"
    assert made["position"]["no_place_reason"] == "never published"


def test_a_route_is_called_schematic_and_claims_no_radius() -> None:
    position = first({"display": "route", "place_precision": "route", "radius_km": None})[
        "position"
    ]
    assert "not a track" in position["words"]
    assert position["radius_km"] is None


def test_a_launch_says_fall_area_and_never_impact_point() -> None:
    made = first(
        {
            "missile": "Hwasong-12",
            "range_class": "IRBM",
            "count": 1,
            "count_japan_mod": 1,
            "apogee_km": 1000,
            "range_km": 4600,
            "passed_over_japan": True,
            "radius_km": 300,
            "impact_method": "launch+range+azimuth",
            "japan_eez": {
                "answer": "outside",
                "basis": "official",
                "text": "outside the EEZ (ministry)",
            },
            "outcome": "flight completed",
            "outcome_by": "Japan",
        },
        layer=Layer.LAUNCHES,
    )
    assert made["position"]["words"].startswith("estimated fall area: within 300")
    assert "impact point" not in json.dumps(made).lower()
    assert facts(made)["Passed over Japan"]["text"] == "Yes, in space (highest point 1,000\u00a0km)"
    assert facts(made)["Missiles, this data set"]["text"] == "1"
    assert facts(made)["Outcome"]["text"] == "flight completed (according to Japan)"


@pytest.mark.parametrize("basis", ["official", "reported", "inferred", "computed"])
def test_only_an_official_statement_is_presented_as_one(basis: str) -> None:
    made = first(
        {"japan_eez": {"answer": "inside", "basis": basis, "text": None}}, layer=Layer.LAUNCHES
    )
    line = facts(made)["Japan's exclusive economic zone"]
    assert (line["tone"] == "official") == (basis == "official")
    assert ("stated by Japan's government" in line["text"]) == (basis == "official")


def test_no_statement_is_said_to_be_none() -> None:
    made = first(
        {"japan_eez": {"answer": None, "basis": None, "text": "no figure"}}, layer=Layer.LAUNCHES
    )
    line = facts(made)["Japan's exclusive economic zone"]
    assert line["text"] == "Not stated"
    assert "tone" not in line


def test_counts_of_both_sides_stand_apart() -> None:
    lines = facts(
        first(
            {"count": 18, "count_min": 10, "count_max": 18, "count_note": "from pictures"},
            layer=Layer.LAUNCHES,
        )
    )
    assert lines["Missiles, this data set"]["text"] == "18 (reports: 10 to 18)"
    assert lines["Missiles, this data set"]["note"] == "from pictures"
    assert "Missiles, Japan's Ministry of Defense" not in lines


def test_two_accounts_are_shown_with_their_sources() -> None:
    made = first(
        {
            "response": {
                "level": "protest",
                "by": "JP-GOV",
                "date": "2024-09-23",
                "source": "mod-1",
            },
            "denied_by": [
                {
                    "state": "RU",
                    "date": "2024-09-24",
                    "source": "copy-1",
                    "note": "over neutral waters",
                }
            ],
        }
    )
    lines = facts(made)
    assert lines["Response"]["text"] == "Protest by Government of Japan, 2024-09-23"
    assert lines["Response"]["source"] == 1
    assert lines["Other account"]["text"] == "Denied by Russia, 2024-09-24"
    assert lines["Other account"]["note"] == "over neutral waters"
    assert [source["id"] for source in made["sources"]] == ["mod-1", "copy-1"]
    assert lines["Other account"]["source"] == 2


def test_siblings_are_the_other_rows_of_the_event() -> None:
    made = first({}, {}, {"event_id": "ev-2"})
    assert [item["id"] for item in made["siblings"]["items"]] == ["AV-2"]
    assert made["siblings"]["items"][0]["row"] == 1


def test_a_dangerous_address_is_no_link_and_a_copy_names_its_host() -> None:
    made = first({"sources": ["bad-1", "copy-1"]})
    assert [source["url"] for source in made["sources"]] == ["", ""]
    assert made["sources"][1]["read_via"] == "hqproductreviews.com"
    assert "read in a copy at hqproductreviews.com" in made["citation"]
    assert "javascript" not in made["citation"]


@pytest.mark.parametrize(
    "text", ["${alert(1)}", "`x`", "<img src=x onerror=alert(1)>", "</script><script>"]
)
def test_texts_pass_through_unchanged(text: str) -> None:
    made = first({"title": text, "summary": text})
    assert made["title"] == text
    assert json.loads(json.dumps(made))["summary"] == text


@pytest.mark.parametrize(
    ("address", "ok"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https:///no-host", False),
        ("https://a b.org", False),
        ("java\nscript:alert(1)", False),
        ("http://[broken", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(address: str, *, ok: bool) -> None:
    assert safe_url(address) == (address if ok else "")


def test_figures_have_no_digits_of_their_own() -> None:
    assert number(4600) == "4,600"
    assert number(0.5, unit="km") == "0.5\u00a0km"
    assert coordinates(185.0, 52.25) == "52.25° N, 175.00° W"
