"""Entries of tracks into zones, against plain Python, on both kinds of schedulers."""

import json
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import dask
import geopandas
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest
from distributed import LocalCluster
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from tests.screening.plain_screening import (
    as_points,
    found_entries,
    parted,
    plain_entries,
    wandering,
    written,
)

from geo_tensions.analysis.zones import Places, ZoneSet, judge
from geo_tensions.catalog import Catalog
from geo_tensions.cli import main
from geo_tensions.cli_zones import answer
from geo_tensions.model import Perspective
from geo_tensions.screening import Question, SchedulerError, read_tracks, screen, working
from geo_tensions.screening.judging import judges

GAP_HOURS = 6
HOUR_US = 3_600_000_000
SOME = ("jadiz", "cadiz", "territorial-sea-ru-defacto", "eez-jp-claim", "sea-of-japan")
"""One zone of each kind; those with dates first."""

QUESTION = Question(SOME, gap_us=GAP_HOURS * HOUR_US)


@pytest.fixture(scope="module")
def ten_thousand() -> pd.DataFrame:
    return wandering(7, tracks=100, points=100)


def test_ten_thousand_points_agree_with_brute_force(ten_thousand: pd.DataFrame) -> None:
    parts = np.array_split(np.arange(len(ten_thousand)), 5)
    frame = parted([as_points(ten_thousand.iloc[part]) for part in parts])
    found = screen(frame, QUESTION)
    expected = sorted(plain_entries(ten_thousand, SOME, GAP_HOURS))
    assert sorted(found_entries(found.entries)) == expected
    assert found.judged == 10_000
    assert found.repeated > 100
    certainties = found.entries["certainty"].value_counts()
    assert certainties.min() > 50
    assert len(certainties) == 3
    for name in ("gap", "outside", "start", "end"):
        assert (found.entries[["before", "after"]] == name).any(axis=None)


def test_every_zone_is_answered_as_the_command_zones_does() -> None:
    """All zones, by another way to the engine; points as a track that stands still."""
    places = [(146.0, 44.0, 30.0), (141.2, 45.6, 0.0), (128.0, 33.0, 10.0), (-40.0, 30.0, 1.0)]
    frame = pd.DataFrame(places, columns=["lon", "lat", "radius_km"])
    frame["track"] = [str(number) for number in range(len(places))]
    frame["time"] = pd.Timestamp("2024-05-01T12:00")
    entries = screen(parted([as_points(frame)]), Question(tuple(judges().zones))).entries
    for number, (lon, lat, radius) in enumerate(places):
        told = answer(
            Catalog.open(), Places.of_discs(lon, lat, radius), perspective=Perspective.NEUTRAL
        )
        expected = {
            (zone["zone"], zone["answer"], zone["why"] or "")
            for zone in told["zones"]
            if zone["answer"] in {"certainly", "possibly", "undetermined"}
        }
        mine = entries[entries["track"] == str(number)]
        assert set(zip(mine["zone"], mine["certainty"], mine["reason"], strict=True)) == expected
    assert len(entries) > 10


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), parts=st.integers(1, 6))
def test_partitions_and_order_change_nothing(data: st.DataObject, parts: int) -> None:
    points = as_points(wandering(data.draw(st.integers(0, 3)), tracks=6, points=40))
    size = len(points)
    whole = screen(parted([points]), QUESTION)
    order = data.draw(st.permutations(range(size)))
    part_of = np.array(data.draw(st.lists(st.integers(0, parts - 1), min_size=size, max_size=size)))
    shuffled = points.iloc[list(order)]
    split = screen(parted([shuffled[part_of == part] for part in range(parts)]), QUESTION)
    assert_frame_equal(split.entries, whole.entries)
    assert (split.judged, split.repeated, split.tracks) == (size, whole.repeated, whole.tracks)
    assert split.beyond == whole.beyond


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=logging.CRITICAL
    ) as running:
        yield running


def test_a_scheduler_gives_the_same(cluster, ten_thousand, tmp_path) -> None:
    """Two worker processes, files in a folder, row groups that cut tracks."""
    half = len(ten_thousand) // 2
    written(ten_thousand.iloc[:half], tmp_path / "a.parquet", row_group_size=1500)
    written(ten_thousand.iloc[half:], tmp_path / "b.parquet", row_group_size=4000)
    tracks = read_tracks(tmp_path)
    assert (tracks.rows, tracks.files) == (10_000, 2)
    steps = []
    here = screen(tracks.frame, QUESTION, progress=lambda *step: steps.append(step))
    assert steps[-1][0] == steps[-1][1] >= 6
    told = []
    there = screen(
        tracks.frame,
        QUESTION,
        scheduler=cluster.scheduler_address,
        progress=lambda *step: told.append(step),
    )
    assert_frame_equal(there.entries, here.entries)
    assert (there.judged, there.repeated, there.left_out) == (10_000, here.repeated, {})
    assert told[-1][0] == told[-1][1]


def test_a_worker_that_cannot_read_says_so(cluster, tmp_path) -> None:
    path = written(wandering(1, tracks=2, points=10), tmp_path / "gone.parquet")
    tracks = read_tracks(path)
    path.unlink()
    for scheduler in (None, cluster.scheduler_address):
        with pytest.raises(Exception, match=r"gone\.parquet: cannot be read .*mend or replace"):
            screen(tracks.frame, QUESTION, scheduler=scheduler)


def test_no_scheduler_and_no_workers_are_told(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(working, "CONNECT_SECONDS", 0.2)
    tracks = read_tracks(written(wandering(1, tracks=2, points=10), tmp_path / "t.parquet"))
    with pytest.raises(SchedulerError, match="no scheduler can be reached"):
        screen(tracks.frame, QUESTION, scheduler="tcp://127.0.0.1:9")
    with pytest.raises(SchedulerError, match="no scheduler can be reached"):
        screen(tracks.frame, QUESTION, scheduler="carrier-pigeon://x")
    monkeypatch.setattr(working, "CONNECT_SECONDS", 10)
    with (
        LocalCluster(n_workers=0, processes=False, dashboard_address=":0") as empty,
        pytest.raises(SchedulerError, match="has no workers"),
    ):
        screen(tracks.frame, QUESTION, scheduler=empty.scheduler_address)


def test_workers_with_other_data_are_refused(cluster, monkeypatch, tmp_path) -> None:
    tracks = read_tracks(written(wandering(1, tracks=2, points=10), tmp_path / "t.parquet"))
    judges()
    monkeypatch.setattr(judges(), "data_version", "0.9")
    with pytest.raises(SchedulerError, match=r"has data version 1\..*, this machine 0\.9; install"):
        screen(tracks.frame, QUESTION, scheduler=cluster.scheduler_address)


# What a user sees.


def line_of(capsys, *arguments: object) -> str:
    """Return the one line of an error."""
    with pytest.raises(SystemExit) as stopped:
        main(["screen", *map(str, arguments)])
    assert stopped.value.code == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err.strip()


@pytest.fixture
def crossing() -> pd.DataFrame:
    """A ship that crosses the Sea of Japan and the Sea of Okhotsk."""
    return pd.DataFrame(
        {
            "mmsi": 273_000_001,
            "time": pd.date_range("2024-01-31T14:50", periods=60, freq="10min", tz="UTC"),
            "longitude": np.linspace(139.0, 146.0, 60),
            "latitude": np.linspace(43.0, 46.5, 60),
        }
    )


def test_entries_are_told_line_by_line(crossing, tmp_path, capsys) -> None:
    path = written(crossing, tmp_path / "ship.parquet")
    main(["screen", str(path), "--zones", "sea,jadiz", "--radius-km", "2"])
    told = capsys.readouterr()
    lines = told.out.splitlines()
    assert lines[0].startswith("273000001: jadiz, certainly, 2024-01-31 23:50:00 to ")
    assert [line.split()[1] for line in lines] == ["jadiz,", "sea-of-japan,", "sea-of-okhotsk,"]
    assert "before: start, after: outside" in lines[1]
    assert "before: outside, after: end" in lines[2]
    assert "60 rows in 1 file: track 'mmsi', time 'time', longitude 'longitude'" in told.err
    assert "radius 2 km" in told.err
    assert "An air defence identification zone is not sovereign airspace" in told.err
    assert "A silence of more than 6 hours parts two entries" in told.err


def test_perspective_days_and_gap(crossing, tmp_path, capsys) -> None:
    path = written(crossing, tmp_path / "ship.parquet")
    options = ["--perspective", "japan", "--zones", "eez", "--from", "2024-02", "--until"]
    main(["screen", str(path), *options, "2024-02-01", "--gap-hours", "none", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert {zone["scenario"] for zone in found["zones"]} == {"claim", None}
    assert found["left_out"] == {"out-of-window": 1}
    assert found["points"] == 59
    assert found["gap_hours"] is None
    assert (found["from"], found["until"]) == ("2024-02-01", "2024-02-01")
    assert found["entries"][0]["first"] == "2024-02-01T00:00:00+09:00"
    assert all(zone["caveat"] for zone in found["zones"])
    main(["screen", str(path), "--zones", "sea-of-japan", "--gap-hours", "0.1", "--json"])
    parted_by_time = json.loads(capsys.readouterr().out)["entries"]
    assert {entry["points"] for entry in parted_by_time} == {1}
    assert {entry["before"] for entry in parted_by_time} == {"start", "gap"}


def test_files_are_written_whole(crossing, tmp_path, capsys) -> None:
    crossing["mmsi"] = "=cmd|' /C calc'!A0\x1b[2J"
    path = written(crossing, tmp_path / "ship.parquet")
    for ending in ("csv", "parquet"):
        main(["screen", str(path), "--zones", "sea,jadiz", "--to", str(tmp_path / f"out.{ending}")])
        assert capsys.readouterr().out.endswith("3 entries\n")
    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbftrack,zone,certainty,first,last,points,")
    assert b"\r\n'=cmd|" in content
    assert b"not sovereign airspace" in content
    table = pyarrow.parquet.read_table(tmp_path / "out.parquet")
    assert table.schema.field("first").type.tz == "Asia/Tokyo"
    about = json.loads(table.schema.metadata[b"geo_tensions"])
    assert about["points"] == 60
    main(["screen", str(path), "--zones", "jadiz"])
    assert "\x1b" not in capsys.readouterr().out
    assert line_of(capsys, path, "--to", tmp_path / "x.xlsx").endswith("choose one of the two")
    assert "folder does not exist" in line_of(capsys, path, "--to", tmp_path / "no" / "x.csv")
    assert sorted(item.name for item in tmp_path.iterdir()) == [
        *("out.csv", "out.parquet", "ship.parquet")
    ]


def test_rows_that_cannot_be_judged_are_counted(tmp_path, capsys) -> None:
    good = {"id": "A", "t": "2024-01-01T00:00:00Z", "lon": "140.0", "lat": 40.0, "r": 1.0}
    bad = {
        "no-track": {"id": None},
        "no-time": {"t": "2024-01-01"},
        "no-place": {"lon": "abc"},
        "off-earth": {"lat": 91.0},
        "no-radius": {"r": -1.0},
        "too-coarse": {"r": 250.0},
    }
    more = [{"t": "yesterday"}, {"id": " "}, {"lat": np.nan}, {"r": np.inf}, {"t": "0001-01-01T00"}]
    rows = [good, {**good, "lon": "-220.0"}, *({**good, **fault} for fault in bad.values())]
    rows += [{**good, **fault} for fault in more]
    path = written(pd.DataFrame(rows), tmp_path / "bad.parquet")
    main(["screen", str(path), "--zones", "jadiz", "--radius-km", "r", "--json"])
    found = json.loads(capsys.readouterr().out)
    expected = dict.fromkeys(bad, 1) | {"no-time": 3, "no-track": 2, "no-place": 2, "no-radius": 2}
    assert found["left_out"] == expected
    assert found["points"] == 2
    assert found["repeated_times"] == 1
    assert found["entries"][0]["points"] == 1
    assert found["rows"] == len(rows)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (pd.Timestamp("2024-01-01T03:00", tz="Asia/Tokyo"), "2024-01-01T03:00:00+09:00"),
        (pd.Timestamp("2024-01-01T03:00"), "2024-01-01T12:00:00+09:00"),
        ("2024-01-01 03:00:00.25+03:00", "2024-01-01T09:00:00.250000+09:00"),
        (1_704_078_000, "2024-01-01T12:00:00+09:00"),
        (1_704_078_000.5, "2024-01-01T12:00:00.500000+09:00"),
    ],
)
def test_times_of_every_form(time, expected, tmp_path, capsys) -> None:
    frame = pd.DataFrame({"id": [1.0, None], "time": [time] * 2, "lon": 135.0, "lat": 40.0})
    path = written(frame, tmp_path / "one.parquet")
    main(["screen", str(path), "--zones", "sea-of-japan", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert [entry["first"] for entry in found["entries"]] == [expected]
    assert found["entries"][0]["track"] == "1"


def test_points_of_geoparquet_and_what_is_no_point(crossing, tmp_path, capsys) -> None:
    points = geopandas.points_from_xy(crossing["longitude"], crossing["latitude"])
    frame = geopandas.GeoDataFrame(crossing[["mmsi", "time"]], geometry=points, crs=4326)
    frame.loc[3, "geometry"] = None
    frame.loc[4, "geometry"] = frame.loc[5, "geometry"].buffer(1)
    found = []
    for encoding in ("WKB", "geoarrow"):
        path = tmp_path / f"{encoding}.geoparquet"
        mine = frame if encoding == "WKB" else frame.drop(index=[3, 4])
        mine.to_parquet(path, geometry_encoding=encoding)
        main(["screen", str(path), "--zones", "sea-of-japan", "--json"])
        found.append(json.loads(capsys.readouterr().out))
    assert found[0]["left_out"] == {"no-place": 2}
    assert found[1]["points"] == found[0]["points"] == 58
    assert found[0]["entries"] == found[1]["entries"]
    frame.to_crs(3857).to_parquet(tmp_path / "web.parquet")
    assert "coordinates are in WGS 84 / Pseudo-Mercator; project" in line_of(
        capsys, tmp_path / "web.parquet"
    )
    with pytest.raises(Exception, match=r"coordinates are in .*Pseudo-Mercator"):
        screen(parted([frame.to_crs(3857)]), QUESTION)


def test_what_is_no_file_of_tracks_gets_one_line(crossing, tmp_path, capsys) -> None:
    path = written(crossing, tmp_path / "ship.parquet")
    assert line_of(capsys, tmp_path / "none.parquet").endswith("or a folder of them")
    (tmp_path / "t.csv").write_text("id\n1\n")
    assert "has the ending '.csv'" in line_of(capsys, tmp_path / "t.csv")
    (tmp_path / "zero.parquet").touch()
    assert "zero.parquet: cannot be read" in line_of(capsys, tmp_path / "zero.parquet")
    (tmp_path / "cut.parquet").write_bytes(path.read_bytes()[:-40])
    assert "cut.parquet: cannot be read" in line_of(capsys, tmp_path / "cut.parquet")
    written(crossing.iloc[:0], tmp_path / "empty.parquet")
    assert "has no rows" in line_of(capsys, tmp_path / "empty.parquet")
    (tmp_path / "folder").mkdir()
    assert "holds no file that ends in" in line_of(capsys, tmp_path / "folder")
    written(crossing, tmp_path / "folder" / "a.parquet")
    written(crossing.rename(columns={"mmsi": "imo"}), tmp_path / "folder" / "b.parquet")
    assert "has other columns than a.parquet" in line_of(capsys, tmp_path / "folder")


def test_columns_that_are_missing_are_named(crossing, tmp_path, capsys) -> None:
    path = written(crossing, tmp_path / "ship.parquet")
    assert "has no column 'x' for longitudes; it has mmsi, time" in line_of(
        capsys, path, "--lon", "x"
    )
    assert "has no column 'r' for radii" in line_of(capsys, path, "--radius-km", "r")
    wide = written(crossing.rename(columns={"mmsi": "ship"}), tmp_path / "wide.parquet")
    told = line_of(capsys, wide)
    assert "has no column for the id of a track; name it with --id COLUMN; it has ship" in told
    assert "--zones: unknown: adiz; write kinds (jadiz," in line_of(
        capsys, path, "--zones", "adiz,eez"
    )
    assert "lies before --from" in line_of(capsys, path, "--from", "2024", "--until", "2023")
    crossing["latitude"] = np.nan
    none = written(crossing, tmp_path / "none.parquet")
    assert "has no point that can be judged; 60 rows: no position" in line_of(capsys, none)


_SIZE = 4
_NO_UTF_8 = pa.Array.from_buffers(
    pa.string(),
    _SIZE,
    [None, pa.py_buffer(np.arange(_SIZE + 1, dtype="int32")), pa.py_buffer(b"\xff" * _SIZE)],
)


@pytest.mark.parametrize(
    ("column", "values", "told"),
    [
        ("id", pa.array([[1]] * _SIZE), "'id' holds list<element: int64>, not ids"),
        ("id", _NO_UTF_8, "cannot be read (Column 0"),
        ("time", pa.array([date(2024, 1, 1)] * _SIZE), "'time' holds date32[day], not times"),
        ("time", pa.array([True] * _SIZE), "'time' holds bool, not times"),
        ("lon", pa.array([{"x": 1.0}] * _SIZE), "'lon' holds struct<x: double>, not numbers"),
        ("radius_km", pa.array([b"1"] * _SIZE), "'radius_km' holds binary, not numbers"),
        ("lat", pa.nulls(_SIZE), "4 rows: no position"),
        ("time", pa.array([1_704_067_200_000] * _SIZE), "(numbers are seconds since 1970)"),
        ("lat", None, "has more than one column 'lon'"),
        ("geometry", pa.array(["POINT (1 1)"] * _SIZE), "'geometry' holds string, not points"),
    ],
)
def test_columns_that_hold_something_else(column, values, told, tmp_path, capsys) -> None:
    columns = {"id": pa.array(["a"] * _SIZE), "time": pa.array(["2024-01-01T00:00"] * _SIZE)}
    columns |= dict.fromkeys(("lon", "lat", "radius_km"), pa.array([140.0] * _SIZE))
    columns["lat"] = pa.array([40.0] * _SIZE)
    table = pa.table(columns if values is None else {**columns, column: values})
    if values is None:
        table = table.append_column("lon", columns["lon"])
    if column == "geometry":
        geo = {"primary_column": column, "columns": {column: {"encoding": "WKB"}}}
        table = table.replace_schema_metadata({"geo": json.dumps(geo)})
    pyarrow.parquet.write_table(table, tmp_path / "t.parquet")
    assert told in line_of(capsys, tmp_path / "t.parquet")


@pytest.mark.parametrize("option", [("--gap-hours", "0"), ("--radius-km", "200")])
def test_wrong_numbers_are_explained(option, capsys) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["screen", "x.parquet", *option])
    assert stopped.value.code == 2
    assert "usage: geo-tensions screen" in capsys.readouterr().err


def test_a_large_row_group_is_cut_into_pieces(monkeypatch, ten_thousand, tmp_path) -> None:
    path = written(ten_thousand, tmp_path / "t.parquet")
    whole = screen(read_tracks(path).frame, QUESTION)
    monkeypatch.setattr("geo_tensions.screening.reading.PIECE_ROWS", 999)
    cut = read_tracks(path).frame
    assert cut.npartitions == 11
    assert_frame_equal(screen(cut, QUESTION).entries, whole.entries)


def test_nothing_stays_in_the_folder_for_temporary_files(
    monkeypatch, ten_thousand, tmp_path
) -> None:
    beside = tmp_path / "temporary"
    beside.mkdir()
    path = written(ten_thousand, tmp_path / "t.parquet", row_group_size=2000)
    tracks = read_tracks(path)
    used = []
    with dask.config.set(temporary_directory=str(beside)):
        screen(tracks.frame, QUESTION, progress=lambda *_: used.extend(beside.rglob("*.partd")))
        monkeypatch.setattr(working, "runs_of", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            screen(tracks.frame, QUESTION)
    assert used
    assert list(beside.iterdir()) == []


def test_zones_far_away_are_answered_without_measuring() -> None:
    """The far side of the Earth, in numbers that would not fit into memory otherwise."""
    size = 30_000
    random = np.random.default_rng(5)
    frame = pd.DataFrame({"track": random.integers(0, 9, size).astype(str)})
    frame["time"] = pd.Timestamp("2024-01-01") + pd.to_timedelta(np.arange(size), unit="s")
    frame["radius_km"] = 10.0
    frame["lon"], frame["lat"] = random.uniform(-80, 20, size), random.uniform(-60, 10, size)
    found = screen(parted([as_points(frame)]), Question(tuple(judges().zones)))
    assert found.entries.empty
    assert found.beyond == found.judged == size


def test_threads_may_meet_at_zones_that_nobody_asked_before() -> None:
    """GEOS crashes where two threads ask a prepared shape its first questions."""
    random = np.random.default_rng(3)
    places = Places.of_discs(
        random.uniform(118, 165, 2000), random.uniform(22, 60, 2000), np.full(2000, 0.3)
    )
    for _ in range(4):
        cold = ZoneSet(Catalog.open()).zones
        together = threading.Barrier(4)

        def ask(name: str, zones=cold, together=together) -> bytes:
            together.wait()
            return judge(zones[name], places).code.tobytes()

        for name in ("sea-of-japan", "land-jp-claim"):
            with ThreadPoolExecutor(4) as threads:
                assert len(set(threads.map(ask, [name] * 4))) == 1
