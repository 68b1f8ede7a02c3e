"""Sets of own rows, on both stores: kept as they are, found by place and time in the database."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_tensions.ingest.reading import NUMBER_COLUMNS, TEXT_COLUMNS
from geo_tensions.timespan import Timespan
from geo_tensions.workspace import Workspace, WorkspaceError, open_workspace
from geo_tensions.workspace.rows import SCHEMA
from geo_tensions.workspace.sql import SqlWorkspace

KINDS = [{"id": "own-drone", "label": "Drone", "colour_light": "#aa0000"}]
ROWS: dict[str, list[Any]] = {
    "id": ["s:1", "s:2", "s:3"],
    "title": ["A drone", 'Another, "quoted"\nand on two lines', "Ünï 日本 🛰"],
    "kind": ["own-drone"] * 3,
    "start": ["2026-03-01", "2026-02", "2025"],
    "end": [None, "2026-04-02", None],
    "lon": [145.5, None, -179.5],
    "lat": [43.25, None, 52.0],
    "radius_km": [5.0, None, 12.5],
    "notes": ["", " \\N ", None],
}


def whole(table: pa.Table) -> pa.Table:
    """Return a table as a workspace gives it back: with every column, in order."""
    columns = [
        table.column(field.name).cast(field.type)
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in SCHEMA
    ]
    return pa.table(columns, schema=SCHEMA)


def test_a_set_comes_back_as_it_was(store: str) -> None:
    table = pa.table(ROWS)
    heard: list[tuple[float, str]] = []
    with open_workspace(store) as workspace:
        info = workspace.save_set(
            " Drones ",
            table,
            kinds=KINDS,
            who="Aiko",
            file_name="drones.csv",
            progress=lambda part, words: heard.append((part, words)),
        )
        assert (info.name, info.who, info.rows) == ("Drones", "Aiko", 3)
        assert info.file_name == "drones.csv"
        assert [part for part, _ in heard] == sorted(part for part, _ in heard)
        assert heard[-1] == (1.0, "Saved")
    with open_workspace(store) as again:
        assert again.sets() == [info]
        assert again.sets()[0].kinds == KINDS
        assert again.load_set(info.id) == whole(table)
        same = again.save_set("Twice", table.slice(0), kinds=[], who="Boris", id="twice")
        assert (same.id, same.sha256) == ("twice", info.sha256)
        other = again.save_set("Other", table.slice(1), kinds=[], who="Boris")
        assert other.sha256 != info.sha256
        assert again.load_set(other.id) == whole(table.slice(1))
        assert {one.name for one in again.sets()} == {"Drones", "Twice", "Other"}


TEXTS = st.none() | st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
NUMBERS = st.none() | st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.lists(st.tuples(*[TEXTS] * len(TEXT_COLUMNS), *[NUMBERS] * len(NUMBER_COLUMNS)), max_size=4)
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_and_number_is_kept(workspace: Workspace, rows: list[tuple[Any, ...]]) -> None:
    columns = zip(*rows, strict=True) if rows else [[] for _ in SCHEMA]
    table = pa.table(
        [pa.array(list(values), field.type) for values, field in zip(columns, SCHEMA, strict=True)],
        schema=SCHEMA,
    )
    info = workspace.save_set("Any", table, kinds=None, who="Aiko")
    assert workspace.load_set(info.id) == table


def test_numbers_may_stand_as_text(workspace: Workspace) -> None:
    table = pa.table({"id": ["a", "b"], "lon": ["145.5", ""], "lat": [" 43 ", None]})
    info = workspace.save_set("Text", table, kinds=[], who="Aiko")
    back = workspace.load_set(info.id)
    assert back.column("lon").to_pylist() == [145.5, None]
    assert back.column("lat").to_pylist() == [43.0, None]


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ({"id": ["a"], "colour": ["red"]}, "column colour: is no column of a record"),
        ({"id": ["a", "b"], "lon": ["145", "east"]}, "column lon, row 2: is no number"),
        ({"id": ["a"], "lat": [float("inf")]}, "column lat, row 1: is no number"),
        ({"id": ["a"], "title": ["a\0b"]}, "column title: holds a text with a null character"),
        ({"id": [["a"]]}, "column id: holds list"),
    ],
)
def test_a_table_that_is_none_of_ours_is_explained(
    workspace: Workspace, table: dict[str, Any], fault: str
) -> None:
    with pytest.raises(WorkspaceError) as told:
        workspace.save_set("Bad", pa.table(table), kinds=[], who="Aiko")
    assert fault in str(told.value)
    assert workspace.sets(deleted=True) == []


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"name": " "}, "nothing says its name"),
        ({"name": "x" * 201}, "is longer than 200 characters"),
        ({"who": ""}, "nothing says who saves it"),
        ({"id": "A b"}, "'A b' is no id of a set"),
        ({"kinds": {1, 2}}, "its kinds are no JSON"),
        ({"kinds": float("nan")}, "its kinds are no JSON"),
    ],
)
def test_a_set_without_its_words_is_refused(
    workspace: Workspace, given: dict[str, Any], fault: str
) -> None:
    told: dict[str, Any] = {"name": "Name", "kinds": [], "who": "Aiko"} | given
    name = told.pop("name")
    with pytest.raises(WorkspaceError, match=fault):
        workspace.save_set(name, pa.table(ROWS), **told)
    assert workspace.sets() == []


def test_deleting_can_be_taken_back(workspace: Workspace) -> None:
    info = workspace.save_set("Drones", pa.table(ROWS), kinds=KINDS, who="Aiko", id="d")
    with pytest.raises(WorkspaceError, match="has a set 'd' already"):
        workspace.save_set("Again", pa.table(ROWS), kinds=KINDS, who="Aiko", id="d")
    workspace.delete_set("d", who="Boris")
    assert workspace.sets() == []
    [gone] = workspace.sets(deleted=True)
    assert (gone.deleted_by, bool(gone.deleted_when)) == ("Boris", True)
    with pytest.raises(WorkspaceError, match="there is no set 'd'"):
        workspace.load_set("d")
    with pytest.raises(WorkspaceError, match="there is no set 'd'"):
        workspace.delete_set("d", who="Boris")
    workspace.restore_set("d")
    assert workspace.sets() == [info]
    assert workspace.load_set("d") == whole(pa.table(ROWS))
    with pytest.raises(WorkspaceError, match="there is no deleted set 'd'"):
        workspace.restore_set("d")


MANY = 4_000


def scattered() -> pa.Table:
    """Rows all over the Earth and twelve years, some without a point, some along the edges."""
    random = np.random.default_rng(7)
    edges = np.array([-180.0, 180.0, 0.0, 360.0, 179.999999999, 180.000000001, 145.1])
    lon = np.concatenate([edges, random.uniform(-180, 360, MANY - len(edges))])
    lat = np.concatenate([np.full(len(edges), 45.0), random.uniform(-90, 90, MANY - len(edges))])
    year, month, day = (
        random.integers(low, high, MANY) for low, high in ((2015, 2027), (1, 13), (1, 29))
    )
    starts = [
        (f"{y}", f"{y}-{m:02d}", f"{y}-{m:02d}-{d:02d}")[form]
        for y, m, d, form in zip(year, month, day, random.integers(0, 3, MANY), strict=True)
    ]
    ends = [
        f"{y + 1}" if long else None
        for y, long in zip(year, random.random(MANY) < 0.2, strict=True)
    ]
    there = random.random(MANY) < 0.9
    return pa.table(
        {
            "id": [f"m:{row}" for row in range(MANY)],
            "start": starts,
            "end": ends,
            "lon": pa.array(lon, mask=~there),
            "lat": pa.array(lat, mask=~there),
        }
    )


@pytest.fixture(scope="module")
def table() -> pa.Table:
    return scattered()


@pytest.fixture
def filled(workspace: Workspace, table: pa.Table) -> Workspace:
    # Another set at the same places must never be found.
    for name in ("other", "many"):
        workspace.save_set(name, table, kinds=[], who="Aiko", id=name)
    return workspace


def by_hand(
    table: pa.Table, window: tuple[str, str] | None, bbox: tuple[float, ...] | None
) -> list[str]:
    found = []
    for row in table.to_pylist():
        if bbox is not None:
            west, south, east, north = bbox
            width = (east - west) if east >= west else (east - west) % 360
            if row["lon"] is None or not south <= row["lat"] <= north:
                continue
            if (row["lon"] - west) % 360 > width and width < 360:
                continue
        if window is not None:
            first, last = (Timespan.parse(text) for text in window)
            start = Timespan.parse(row["start"])
            end = Timespan.parse(row["end"]).end if row["end"] else start.end
            if start.start > last.end or end < first.start:
                continue
        found.append(row["id"])
    return found


@pytest.mark.parametrize(
    ("window", "bbox"),
    [
        (None, None),
        (("2020-05-01", "2020-05-31"), None),
        (("2019", "2020-02"), None),
        (None, (140.0, 40.0, 150.0, 50.0)),
        (None, (-180.0, -90.0, 180.0, 90.0)),
        (None, (0.0, -90.0, 360.0, 90.0)),
        (None, (170.0, 0.0, 190.0, 90.0)),
        (None, (170.0, 0.0, -170.0, 90.0)),
        (None, (180.0, 45.0, 180.0, 45.0)),
        (None, (145.1, 45.0, 145.1, 45.0)),
        (None, (200.0, -90.0, 300.0, 0.0)),
        (("2020", "2020"), (100.0, -90.0, 200.0, 90.0)),
    ],
)
def test_place_and_time_find_what_a_search_by_hand_finds(
    filled: Workspace,
    table: pa.Table,
    window: tuple[str, str] | None,
    bbox: tuple[float, float, float, float] | None,
) -> None:
    found = filled.load_set("many", window=window, bbox=bbox)
    assert found.column("id").to_pylist() == by_hand(table, window, bbox)


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"window": ("yesterday", "2020")}, "window: 'yesterday' is not a date of the form"),
        ({"window": ("2021", "2020")}, "window from 2021 to 2020: ends before it begins"),
        ({"bbox": (0, 50, 10, 40)}, "box 0, 50, 10, 40: is no west, south, east, north"),
        ({"bbox": (0, float("nan"), 10, 40)}, "is no west, south, east, north"),
        ({"bbox": (400, 0, 410, 40)}, "is no west, south, east, north"),
    ],
)
def test_a_filter_that_is_none_is_explained(
    workspace: Workspace, given: dict[str, Any], fault: str
) -> None:
    workspace.save_set("Drones", pa.table(ROWS), kinds=[], who="Aiko", id="d")
    with pytest.raises(WorkspaceError) as told:
        workspace.load_set("d", **given)
    assert fault in str(told.value)


def explained(workspace: Workspace, **asked: Any) -> str:
    """Return how the database goes about a query of :meth:`load_set`."""
    assert isinstance(workspace, SqlWorkspace)
    engine = workspace._backend.engine
    told = {"window": None, "bbox": None} | asked
    query = workspace.asked_rows("many", **told).compile(engine)
    verb = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
    values: Any = query.params
    if query.positional:
        values = tuple(query.params[name] for name in query.positiontup or ())
    with engine.connect() as connection:
        lines = connection.exec_driver_sql(f"{verb} {query}", values)
        return "\n".join(" ".join(map(str, line)) for line in lines)


def test_the_databases_own_indexes_are_used(filled: Workspace) -> None:
    assert isinstance(filled, SqlWorkspace)
    box = explained(filled, bbox=(144.0, 43.0, 146.0, 44.0))
    across = explained(filled, bbox=(179.0, 43.0, 181.0, 44.0))
    window = explained(filled, window=("2015-01-01", "2015-01-02"))
    if filled._backend.engine.dialect.name == "sqlite":
        index = "rtree_records_geom VIRTUAL TABLE INDEX 2:"
        timed = "records_time (set_id=? AND first_minute<?)"
        assert "USING INTEGER PRIMARY KEY (rowid=?)" in box
        assert "SCAN records" not in box
    else:
        index, timed = "records_place", "records_time"
        assert "Seq Scan" not in box + across
    assert box.count(index) == 1
    assert across.count(index) == 2
    assert timed in window


def test_the_text_of_a_query_holds_no_value(workspace: Workspace) -> None:
    assert isinstance(workspace, SqlWorkspace)
    evil = "x'; DROP TABLE sets; --"
    query = workspace.asked_rows(evil, window=("2020", "2021"), bbox=(1.5, 2.5, 3.5, 4.5))
    text = str(query.compile(workspace._backend.engine))
    assert "DROP" not in text
    assert "1.5" not in text
    with pytest.raises(WorkspaceError, match="there is no set"):
        workspace.load_set(evil)
    with pytest.raises(WorkspaceError, match="there is no set"):
        workspace.delete_set(evil, who=evil)
    info = workspace.save_set(evil, pa.table({"id": [evil]}), kinds=evil, who=evil)
    assert (info.name, info.kinds, info.who) == (evil, evil, evil)
    assert workspace.load_set(info.id).column("id").to_pylist() == [evil]
    assert isinstance(query, sa.Select)
