"""Files of records: what is read, what is left out and how that is told."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest
import shapely
from benchmarks.sample import make_table, write

from geo_tensions.analysis.counts import count
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError
from geo_tensions.ingest import load_records
from geo_tensions.ingest.dates import read_dates
from geo_tensions.mapping.cards import card
from geo_tensions.model import Flag
from geo_tensions.records import read_record
from geo_tensions.texts import chunked
from geo_tensions.timespan import Timespan

ROW = {
    "id": "A-1",
    "title": "A ship passed",
    "kind": "warship-passage",
    "start": "2024-05-01",
    "end": "2024-05-02",
    "lon": "141.5",
    "lat": "45.5",
    "radius_km": "10",
    "evidence": "",
    "place_precision": "",
    "actors": "RU-NAVY; CN-PLAN",
    "source": "Bureau | Daily report | 2024-05-03 | https://example.org/report",
}


def as_csv(folder: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    path = folder / "records.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(ROW))
        writer.writeheader()
        writer.writerows(ROW | dict(row) for row in rows)
    return path


def loaded(folder: Path, *rows: Mapping[str, str]) -> Dataset:
    return load_records(as_csv(folder, rows))


def test_a_row_becomes_a_record_that_passes_the_checks_of_records(tmp_path: Path) -> None:
    dataset = loaded(tmp_path, {})
    record = dataset.records[0]
    assert dataset.problems == []
    assert (record["evidence"], record["place_precision"]) == ("reported", "approximate")
    assert record.span == Timespan.of_record(
        start="2024-05-01", end="2024-05-02", end_kind="inclusive"
    )
    assert (record.lon, record.lat, record["radius_km"]) == (141.5, 45.5, 10)
    geometry = {"type": "Point", "coordinates": [record.lon, record.lat]}
    feature = {"properties": record.properties, "geometry": geometry}
    assert read_record(feature, layer=record.layer, tables=dataset.tables).id == "A-1"


def test_a_card_resolves_actors_and_the_source_in_its_own_words(tmp_path: Path) -> None:
    dataset = loaded(tmp_path, {})
    made = card(dataset.records[0], dataset=dataset)
    assert made["actors"][0].startswith("Russian Navy")
    (source,) = made["sources"]
    assert (source["publisher"], source["title"]) == ("Bureau", "Daily report")
    assert source["url"] == "https://example.org/report"
    assert set(dataset.sources) == set(load_records(as_csv(tmp_path, [{}])).sources)
    assert ROW["source"] not in set(dataset.sources)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": ""}, "has no 'id'"),
        ({"id": "a, b"}, "id 'a, b' is not of letters"),
        ({"id": "A-0"}, "id 'A-0' is used twice"),
        ({"title": " "}, "has no 'title'"),
        ({"kind": "fun"}, "kind 'fun' is none of airspace-violation"),
        ({"kind": ""}, "has no 'kind'"),
        ({"start": ""}, "has no 'start'"),
        ({"start": "2024-02-30"}, "start '2024-02-30' is no date"),
        ({"start": "1/5/2024"}, "start '1/5/2024' is no date"),
        ({"end": "2024-04-30"}, "end 2024-04-30 is before start 2024-05-01"),
        ({"end": "soon"}, "end 'soon' is no date"),
        ({"lon": "east"}, "lon 'east' is no number"),
        ({"lon": "inf"}, "lon 'inf' is no number"),
        ({"lat": ""}, "has only one of lon and lat"),
        ({"lat": "99"}, "141.5, 99 is no place on Earth"),
        ({"radius_km": ""}, "has a point but no radius_km"),
        ({"radius_km": "-3"}, "has a point but no radius_km"),
        ({"place_precision": "exact"}, "radius_km 10 is too long for a place that is exact"),
        ({"place_precision": "none"}, "place_precision is none, which does not fit"),
        ({"place_precision": "route"}, "place_precision is route, but a file of points"),
        ({"evidence": "rumour"}, "evidence 'rumour' is none of official"),
        ({"source": "", "evidence": "official"}, "cites no source"),
        ({"actors": "RU-NAVY;XX"}, "actors 'RU-NAVY;XX' names a code"),
    ],
)
def test_a_fault_is_told_in_one_line_and_the_rest_is_shown(
    tmp_path: Path, change: Mapping[str, str], words: str
) -> None:
    dataset = loaded(tmp_path, {"id": "A-0"}, change)
    assert len(dataset) == 1
    total, line = dataset.problems
    assert "1 of 2 rows were left out; 1 are shown" in total
    assert f"records.csv, row 2: {words}" in line
    assert line.endswith("; left out")


def test_many_faults_are_counted(tmp_path: Path) -> None:
    rows = [{"id": f"B-{row}", "kind": "fun"} for row in range(1000)]
    dataset = loaded(tmp_path, {}, *rows)
    assert len(dataset.problems) == 1 + 3 + 1
    assert "997 further rows: kind is none of" in dataset.problems[-1]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"x", "has the ending '.txt'"),
        ("a.csv", b"id,title\n1,2\n", "has no column kind, start"),
        ("a.csv", b"id,title,kind,start\n1,2\n", "cannot be read (CSV parse error"),
        ("a.parquet", b"no parquet", "cannot be read"),
        ("a.csv", b"id,title,kind,start\n1,2,3,4\n", "has no row that can be used"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DataError) as refused:
        load_records(path)
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value)


def test_another_projection_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    geo: dict[str, Any] = {"columns": {"geometry": {"crs": "EPSG:3857"}}}
    columns = {name: [ROW[name]] for name in ("id", "title", "kind", "start")}
    table = pa.table(columns | {"geometry": [shapely.to_wkb(shapely.Point(1, 2))]})
    pyarrow.parquet.write_table(table.replace_schema_metadata({"geo": json.dumps(geo)}), path)
    with pytest.raises(DataError, match="coordinates are in EPSG:3857; project it to WGS 84"):
        load_records(path)


def test_typed_columns_of_geoparquet_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    days = np.array(["2024-05-01", "2023-01-02"], "M8[D]")
    table = pa.table(
        {
            "id": ["b", "a"],
            "title": pa.array(["x", "y"]).dictionary_encode(),
            "kind": [ROW["kind"]] * 2,
            "start": days,
            "end": pa.array([None, None], pa.string()),
            "actors": [["RU-NAVY"], []],
            "geometry": [shapely.to_wkb(shapely.Point(-170, 40)), None],
            "radius_km": [3.0, None],
        }
    )
    pyarrow.parquet.write_table(table, path)
    dataset = load_records(path)
    assert dataset.problems == []
    assert [record.id for record in dataset.records] == ["a", "b"]
    assert [record["start"] for record in dataset.records] == ["2023-01-02", "2024-05-01"]
    assert dataset.columns.lon[1] == 190
    assert dataset.columns.has(Flag.DRAWN).tolist() == [False, True]
    assert dataset.columns.has(Flag.UNVERIFIED).all()


def test_csv_and_geoparquet_of_one_table_are_the_same_data(tmp_path: Path) -> None:
    paths = write(2000, tmp_path)
    from_csv, from_parquet = (load_records(paths[kind]) for kind in ("csv", "parquet"))
    assert len(from_csv) == len(from_parquet) == 2000
    for name in from_csv.columns.__dataclass_fields__:
        one, other = (getattr(dataset.columns, name) for dataset in (from_csv, from_parquet))
        np.testing.assert_array_equal(one, other)
    assert from_csv.records[7].properties == from_parquet.records[7].properties


def test_columns_and_records_tell_the_same(tmp_path: Path) -> None:
    dataset = load_records(write(500, tmp_path)["csv"])
    assert make_table(500).num_rows == len(dataset)
    state = FilterState.default(dataset)
    mask = shown(dataset, state)
    told = [
        record["kind"] in state.kinds
        and record["evidence"] in state.evidence
        and state.window.touches(record.span)
        for record in dataset.records
    ]
    assert mask.tolist() == told
    assert count(dataset, state).shown.events == sum(told)
    for row, record in enumerate(dataset.records):
        assert dataset.row_of[record.id] == row
        assert list(dataset.by_event[record.event_id]) == [row]
        assert record.span.start == dataset.columns.start[row]
        assert record.drawn


def test_progress_rises_to_one(tmp_path: Path) -> None:
    told: list[float] = []
    load_records(as_csv(tmp_path, [{}]), progress=lambda part, _words: told.append(part))
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_dates_of_a_column_are_those_read_one_by_one() -> None:
    good = ["2024-02-29", "1900-02", "2023", "1855-02-07", "2024-12-31", "2024-12", "0001-01-01"]
    bad = ["2023-02-29", "2024-13", "2024-00", "2024-1-1", "0000", "x", "2024-02-29 ", "9999"]
    dates = read_dates(chunked([*good, *bad, None, good[0]]))
    for row, text in enumerate(good):
        span = Timespan.parse(text)
        assert (dates.first[row], dates.last[row]) == (span.start, span.end), text
        assert dates.to_the_day[row] == (len(text) == 10)
    count_ = len(good)
    assert dates.valid.tolist() == [True] * count_ + [False] * len(bad) + [True, True]
    assert dates.known.tolist() == [True] * (count_ + len(bad)) + [False, True]
