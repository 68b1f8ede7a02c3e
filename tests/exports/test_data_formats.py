"""Data files, read again by independent readers: the same rows, safe cells, words inside."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pyarrow.parquet as pq
import pyogrio
import pytest
import shapely
from lxml import etree

from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import Dataset
from geo_tensions.exports import citations, geofiles, kml, tables
from geo_tensions.exports.formats import DATA_FORMATS
from geo_tensions.exports.frames import split
from geo_tensions.exports.scene import Scene
from geo_tensions.model import Evidence


@pytest.fixture(scope="module")
def scene(dataset: Dataset) -> Scene:
    state = replace(
        FilterState.default(dataset),
        window=dataset.extent,
        kinds=frozenset(dataset.kinds),
        evidence=frozenset(Evidence),
    )
    return Scene.of_state(dataset, state)


@pytest.fixture(scope="module")
def empty(dataset: Dataset) -> Scene:
    return Scene.of_state(dataset, replace(FilterState.default(dataset), kinds=frozenset()))


@pytest.mark.parametrize("ending", list(DATA_FORMATS))
def test_two_runs_give_the_same_bytes(scene: Scene, ending: str):
    assert DATA_FORMATS[ending](scene) == DATA_FORMATS[ending](scene)


@pytest.mark.parametrize("ending", list(DATA_FORMATS))
def test_nothing_to_show_is_a_normal_case(empty: Scene, ending: str):
    assert DATA_FORMATS[ending](empty)


def test_csv_holds_every_row_and_says_of_which_data(scene: Scene, dataset: Dataset):
    text = tables.csv_bytes(scene).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["id"] for row in rows] == [record.id for record in scene.records]
    assert {row["data_version"] for row in rows} == {dataset.catalog.data_version}
    assert rows[0]["view_dates"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-cmd", "'-cmd"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("\uff1d1", "'\uff1d1"),
        ("plain - text", "plain - text"),
        (-1.5, "-1.5"),
        (None, ""),
        (True, "true"),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: str):
    assert tables.safe_cell(value) == cell


def test_geojson_keeps_to_rfc_7946(scene: Scene, dataset: Dataset):
    collection = json.loads(geofiles.geojson_bytes(scene))
    assert collection["geo_tensions"]["data_version"] == dataset.catalog.data_version
    ids = [feature["id"] for feature in collection["features"]]
    assert len(ids) == len(set(ids))
    for feature in collection["features"]:
        if feature["geometry"] is None:
            continue
        west, south, east, north = shapely.geometry.shape(feature["geometry"]).bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
    kinds = {
        feature["geometry"]["type"] for feature in collection["features"] if feature["geometry"]
    }
    assert kinds >= {"Point", "LineString"}


def test_a_line_over_180_degrees_is_cut_there():
    line = shapely.linestrings([[170, 40], [190, 50]])
    parts = split(line)
    assert parts.geom_type == "MultiLineString"
    assert [list(part.coords) for part in parts.geoms] == [
        [(170.0, 40.0), (180.0, 45.0)],
        [(-180.0, 45.0), (-170.0, 50.0)],
    ]
    assert split(shapely.linestrings([[150, 40], [160, 50]])).geom_type == "LineString"


def test_a_geopackage_opens_with_its_words(scene: Scene, dataset: Dataset, tmp_path: Path):
    path = tmp_path / "a.gpkg"
    path.write_bytes(geofiles.geopackage_bytes(scene))
    assert [name for name, _ in pyogrio.list_layers(path)] == ["records", "routes"]
    info = pyogrio.read_info(path, layer="records")
    assert info["features"] == len(scene.records)
    assert info["crs"] == "EPSG:4326"
    assert info["dataset_metadata"]["data_version"] == dataset.catalog.data_version
    assert info["dataset_metadata"]["filters"]


def test_geoparquet_opens_with_its_words(scene: Scene, dataset: Dataset, tmp_path: Path):
    path = tmp_path / "a.parquet"
    path.write_bytes(geofiles.geoparquet_bytes(scene))
    frame = gpd.read_parquet(path)
    assert list(frame["id"]) == [record.id for record in scene.records]
    assert frame.crs.to_epsg() == 4326
    told = json.loads(pq.read_schema(path).metadata[b"geo_tensions"])
    assert told["data_version"] == dataset.catalog.data_version


def test_kml_is_well_formed_and_dated(scene: Scene):
    root = etree.fromstring(kml.kml_bytes(scene))
    space = {"k": "http://www.opengis.net/kml/2.2"}
    marks = root.findall(".//k:Placemark", space)
    assert len(marks) >= len(scene.records)
    assert all(mark.find("k:TimeSpan/k:begin", space) is not None for mark in marks)


def test_markup_in_records_stays_text_in_kml(dataset: Dataset):
    record = dataset.records[dataset.row_of["AV-2024-09-23-1"]]
    evil = replace(
        record,
        properties=dict(record.properties)
        | {
            "title": "<img src=x onerror=alert(1)> & ]]>",
            "summary": "<script>alert(1)</script>\x0b",
        },
    )
    row = dataset.row_of[record.id]
    records = [*dataset.records[:row], evil, *dataset.records[row + 1 :]]
    broken = replace(dataset, records=records)
    state = replace(FilterState.default(broken), ids=frozenset({record.id}), window=broken.extent)
    content = kml.kml_bytes(Scene.of_state(broken, state))
    root = etree.fromstring(content)
    assert not root.findall(".//{*}script")
    # A viewer shows a description as HTML: what it finds there must be escaped still.
    words = root.find(".//{*}Placemark/{*}description").text
    assert words.startswith("&lt;script&gt;")
    assert root.find(".//{*}Placemark/{*}name").text.startswith("<img src=x")


def test_sources_leave_in_three_forms(scene: Scene):
    total = len(scene.sources) + 1
    items = json.loads(citations.csl_json(scene))
    assert len(items) == total
    assert len({item["id"] for item in items}) == total
    bibtex = citations.bibtex(scene).decode()
    assert bibtex.count("@misc{") == total
    for line in bibtex.splitlines():
        bare = line.replace("\\{", "").replace("\\}", "")
        assert line.startswith("@") or bare.count("{") == bare.count("}") or bare == "}", line
    assert len(citations.plain_text(scene).decode().splitlines()) == total
