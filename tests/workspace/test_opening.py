"""Opening: new, known, foreign, broken, newer, out of reach; each answered in one line."""

import os
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import psycopg
import pyarrow as pa
import pyogrio
import pytest
import shapely
import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory
from tools.database import Cluster

from geo_tensions.workspace import (
    STORE_VARIABLE,
    Op,
    Workspace,
    WorkspaceError,
    default_store,
    migrating,
    open_workspace,
)
from geo_tensions.workspace import schema as tables
from geo_tensions.workspace.changes import addition
from geo_tensions.workspace.migrating import HEAD, MIGRATIONS
from geo_tensions.workspace.sql import SqlWorkspace


def rows(count: int) -> pa.Table:
    return pa.table(
        {
            "id": [f"a:{row}" for row in range(count)],
            "title": ["x" * 200] * count,
            "start": ["2026-03-01"] * count,
            "lon": [190.0 + row / count for row in range(count)],
            "lat": [45.0] * count,
            "radius_km": [5.0] * count,
        }
    )


def change() -> Any:
    feature = {"type": "Feature", "properties": {"id": "A-1"}, "geometry": None}
    return addition(feature, who="Aiko", why="New.")


def refused(target: str | Path) -> str:
    with pytest.raises(WorkspaceError) as told:
        open_workspace(target)
    line = str(told.value)
    assert "\n" not in line
    assert len(line) < 500
    return line


def run(store: str, statement: str) -> None:
    """Do something to a workspace that the program would never do."""
    if store.startswith("postgresql"):
        with psycopg.connect(store, autocommit=True) as connection:
            connection.execute("SET search_path = geo_tensions, public")
            connection.execute(statement.encode())
    else:
        file = sqlite3.connect(store)
        file.execute(statement)
        file.commit()
        file.close()


def told(store: str, query: str) -> list[Any]:
    if store.startswith("postgresql"):
        with psycopg.connect(store, options="-c search_path=geo_tensions") as connection:
            return connection.execute(query.encode()).fetchall()
    file = sqlite3.connect(store)
    found = file.execute(query).fetchall()
    file.close()
    return found


def test_many_open_a_new_workspace_at_once(store: str) -> None:
    def work(number: int) -> int:
        with open_workspace(store) as mine:
            table = rows(3)
            mine.save_set(f"Set {number}", table, kinds=[], who="Aiko")
            return len(mine.sets())

    with ThreadPoolExecutor(6) as pool:
        assert max(pool.map(work, range(6))) == 6


def test_tables_are_those_that_the_program_asks_for(workspace: Workspace) -> None:
    assert isinstance(workspace, SqlWorkspace)
    with workspace._backend.engine.connect() as connection:
        for table in tables.metadata.sorted_tables:
            every = sa.select(sa.literal_column("*")).select_from(sa.table(table.name)).limit(0)
            extra = {"geom"} if table.name == "records" else set()
            columns = {column.name for column in table.columns}
            assert {*connection.execute(every).keys()} == columns | extra
        told = sa.select(sa.column("version_num")).select_from(sa.table(tables.VERSION_TABLE))
        assert connection.execute(told).scalar() == HEAD
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_workspace_of_a_newer_program(store: str) -> None:
    with open_workspace(store) as workspace:
        workspace.commit([change()], {})
    run(store, "UPDATE geo_tensions_version SET version_num = '0999'")
    assert "was made by a newer Geo Tensions (version 0999 of its tables); use that one" in refused(
        store
    )
    run(store, "UPDATE geo_tensions_version SET version_num = '0001'")
    with open_workspace(store) as again:
        assert again.head() == 1


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a way to a program that knows one version more; it runs the given lines."""

    def make(lines: str) -> None:
        folder = tmp_path / "migrations"
        if not folder.exists():
            shutil.copytree(MIGRATIONS, folder)
        (folder / "versions" / "r0002_next.py").write_text(
            "from alembic import op\nrevision = '0002'\ndown_revision = '0001'\n"
            f"def upgrade():\n    op.execute('CREATE TABLE more (a integer)')\n    {lines}\n"
        )
        monkeypatch.setattr(migrating, "MIGRATIONS", folder)
        monkeypatch.setattr(migrating, "HEAD", "0002")

    return make


def test_an_older_workspace_is_brought_up_to_date(
    store: str, next_version: Callable[[str], None]
) -> None:
    with open_workspace(store) as workspace:
        info = workspace.save_set("Own", rows(10), kinds=[], who="Aiko")
        kept = workspace.commit([change()], {})
    next_version("raise ValueError('it breaks midway')")
    with pytest.raises(ValueError, match="it breaks midway"):
        open_workspace(store)
    # All of the step, or nothing of it: the table it made first is not in the way now.
    next_version("op.execute('INSERT INTO more VALUES (1)')")
    with ThreadPoolExecutor(4) as pool:
        for workspace in pool.map(open_workspace, [store] * 4):
            with workspace:
                assert workspace.changes() == [*kept.changes]
                assert workspace.load_set(info.id).num_rows == 10
    assert told(store, "SELECT a FROM more") == [(1,)]


def test_a_table_that_somebody_took_away(store: str) -> None:
    with open_workspace(store) as workspace:
        run(store, "DROP TABLE changes")
        with pytest.raises(WorkspaceError, match="cannot be used") as told:
            workspace.commit([change()], {})
        assert "\n" not in str(told.value)
        assert workspace.sets() == []


def test_a_closed_workspace_says_so(workspace: Workspace) -> None:
    workspace.close()
    with pytest.raises(WorkspaceError, match="the workspace is closed; open it again"):
        workspace.head()


def test_the_environment_names_the_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(STORE_VARIABLE, "postgresql://a@b/c")
    assert default_store() == "postgresql://a@b/c"
    monkeypatch.delenv(STORE_VARIABLE)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    with open_workspace() as workspace:
        assert workspace.where == str(tmp_path / "geo-tensions" / "workspace.gpkg")
        assert workspace.head() == 0
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    with pytest.raises(WorkspaceError, match="cannot be made"):
        open_workspace()


# The file.


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "own.gpkg"


@pytest.fixture
def made(path: Path) -> Path:
    with open_workspace(path) as workspace:
        workspace.save_set("Own", rows(2_000), kinds=[], who="Aiko", id="own")
        workspace.commit([change()], {})
    return path


def test_gdal_reads_the_file(made: Path) -> None:
    layers = dict(pyogrio.list_layers(made).tolist())
    assert layers == {"records": "Point", "sets": None, "changes": None}
    frame = pyogrio.read_dataframe(made, layer="records")
    assert (len(frame), frame.crs.to_epsg()) == (2_000, 4326)
    assert frame["id"].iloc[0] == "a:0"
    assert (frame.geometry.iloc[0].x, frame.geometry.iloc[0].y) == (-170.0, 45.0)
    assert frame["lon"].iloc[0] == 190.0
    near = pyogrio.read_dataframe(made, layer="records", bbox=(-170.0, 44, -169.9, 46))
    assert len(near) == 201
    info = pyogrio.read_info(made, layer="records")
    assert info["geometry_type"] == "Point"
    assert info["capabilities"]["fast_spatial_filter"]
    assert pyogrio.read_dataframe(made, layer="changes")["who"].tolist() == ["Aiko"]
    file = sqlite3.connect(made)
    assert file.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []
    assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    file.close()


def test_gdal_may_edit_the_layer(made: Path) -> None:
    """The index follows, and the file is still a workspace."""
    more = gpd.GeoDataFrame(
        {"set_id": ["own"], "set_row": [2_000], "id": ["a:2000"]},
        geometry=[shapely.Point(10, 10)],
        crs="EPSG:4326",
    )
    pyogrio.write_dataframe(more, made, layer="records", append=True)
    with open_workspace(made) as workspace:
        table = rows(2_001).set_column(3, "lon", pa.array([10.0] * 2_001))
        found = workspace.save_set("More", table, kinds=[], who="Aiko")
        assert workspace.load_set(found.id, bbox=(9, 44, 11, 46)).num_rows == 2_001
    file = sqlite3.connect(made)
    asked = "SELECT count(*) FROM rtree_records_geom WHERE minx <= 10 AND maxx >= 10"
    assert file.execute(asked).fetchone() == (2_002,)
    file.close()


def test_an_empty_file_becomes_a_workspace(path: Path) -> None:
    path.touch()
    with open_workspace(path) as workspace:
        assert workspace.head() == 0


def foreign(path: Path) -> None:
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[shapely.Point(1, 2)], crs="EPSG:4326")
    pyogrio.write_dataframe(frame, path, layer="records", driver="GPKG")


def truncated(path: Path) -> None:
    with open_workspace(path) as workspace:
        workspace.save_set("Own", rows(2_000), kinds=[], who="Aiko")
    os.truncate(path, 50_000)


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (foreign, "is no workspace of Geo Tensions; choose another name"),
        (truncated, "is broken; restore it from a copy"),
        (lambda path: path.write_text("a,b\n1,2\n" * 1_000), "is no workspace; choose another"),
        (lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(5_000)), "is "),
        (lambda path: path.mkdir(), "is a folder; name a file"),
    ],
)
def test_a_file_that_is_none_is_refused_and_left_alone(
    path: Path, make: Callable[[Path], Any], fault: str
) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    assert f"{path}: {fault}" in refused(path)
    assert (path.read_bytes() if path.is_file() else b"") == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER INSERT ON changes BEGIN DELETE FROM changes; END",
        "CREATE TRIGGER evil AFTER INSERT ON records BEGIN DELETE FROM sets; END",
    ],
)
def test_a_foreign_trigger_is_refused(made: Path, statement: str) -> None:
    run(str(made), statement)
    assert "holds the trigger 'evil', which Geo Tensions did not make; restore it" in refused(made)


def test_a_view_in_place_of_a_table_is_refused(made: Path) -> None:
    run(str(made), "ALTER TABLE changes RENAME TO hidden")
    run(str(made), "CREATE VIEW changes AS SELECT * FROM hidden")
    assert "holds the view 'changes'" in refused(made)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("own.duckdb", "a workspace is a file whose name ends in .gpkg; name it so"),
        ("nowhere/own.gpkg", "cannot be opened or made; choose a folder that exists"),
        ("file/own.gpkg", "cannot be opened or made; choose a folder that exists"),
        ("mysql://root:secret@host/db", "mysql://: is no store that is known; name a file"),
        ("postgresql://host:port/db", "postgresql://: is no address of a database"),
    ],
)
def test_a_name_that_can_be_none_is_refused(tmp_path: Path, name: str, fault: str) -> None:
    (tmp_path / "file").touch()
    line = refused(name if "://" in name else tmp_path / name)
    assert fault in line
    assert "secret" not in line


@contextmanager
def without_rights() -> Iterator[None]:
    """Be nobody for a while, if root: root may write anywhere."""
    known = os.geteuid()
    if known == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(known)


@pytest.fixture
def shared(made: Path) -> Iterator[Path]:
    """Yield a workspace in a folder that everybody may read and nobody may write."""
    folder = Path("/tmp") / f"geo-tensions-test-{os.getpid()}"  # noqa: S108 - open to nobody too
    folder.mkdir(mode=0o755)
    shutil.copy(made, folder / "own.gpkg")
    (folder / "own.gpkg").chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_what_may_only_be_read_is_read(shared: Path) -> None:
    with without_rights():
        assert "cannot be opened or made" in refused(shared / "new.gpkg")
        with open_workspace(shared / "own.gpkg") as workspace:
            assert workspace.load_set("own").num_rows == 2_000
            with pytest.raises(WorkspaceError, match="may not be written; choose another file"):
                workspace.commit(
                    [replace(change(), op=Op.WITHDRAW, before=change().after, after=None)],
                    {"A-1": 1},
                )


@contextmanager
def full_disk(*, above: int) -> Iterator[None]:
    """Let no file grow beyond a size, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (above, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_keeps_what_was_there(made: Path) -> None:
    before = made.stat().st_size
    with open_workspace(made) as workspace:
        with (
            full_disk(above=before + 100_000),
            pytest.raises(WorkspaceError, match=r"nothing was kept") as told,
        ):
            workspace.save_set("Big", rows(20_000), kinds=[], who="Aiko")
        assert "\n" not in str(told.value)
        assert [info.name for info in workspace.sets()] == ["Own"]
        assert workspace.load_set("own").num_rows == 2_000
        workspace.save_set("Big", rows(2_000), kinds=[], who="Aiko")
    file = sqlite3.connect(made)
    assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    file.close()


def test_a_new_workspace_on_a_full_disk(path: Path) -> None:
    with full_disk(above=20_000):
        assert "nothing was kept" in refused(path)
    with open_workspace(path) as workspace:
        assert workspace.head() == 0


# The database.


def test_a_server_out_of_reach(tmp_path: Path) -> None:
    line = refused(f"postgresql://aiko:secret@/db?host={tmp_path}")
    assert "cannot be reached (connection " in line
    assert "secret" not in line
    line = refused("postgresql://aiko:secret@127.0.0.1:1/db")
    assert line.startswith("postgresql://127.0.0.1:1/db: cannot be reached")
    assert "secret" not in line


@contextmanager
def database(postgres: Cluster, name: str, options: str = "") -> Iterator[str]:
    with psycopg.connect(postgres.url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} {options}".encode())
        yield postgres.url(name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def test_an_empty_database_gets_all_it_needs(postgres: Cluster) -> None:
    with database(postgres, "bare", "TEMPLATE template0") as url, open_workspace(url) as workspace:
        workspace.save_set("Own", rows(10), kinds=[], who="Aiko", id="own")
        assert workspace.load_set("own", bbox=(-180, 0, -169, 90)).num_rows == 10


def test_postgis_may_live_in_a_schema_of_its_own(postgres: Cluster) -> None:
    with database(postgres, "apart", "TEMPLATE template0") as url:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE SCHEMA extensions")
            connection.execute("CREATE EXTENSION postgis SCHEMA extensions")
        with open_workspace(url) as workspace:
            workspace.save_set("Own", rows(10), kinds=[], who="Aiko", id="own")
            assert workspace.load_set("own", bbox=(-180, 0, -169, 90)).num_rows == 10


def test_a_database_of_another_encoding(postgres: Cluster) -> None:
    options = "TEMPLATE template0 ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"
    with database(postgres, "ascii", options) as url:
        assert "is not in UTF-8; use another database" in refused(url)


def test_a_user_without_rights(postgis: str) -> None:
    with psycopg.connect(postgis, autocommit=True) as connection:
        connection.execute("CREATE ROLE guest LOGIN")
        guest = postgis.replace("//postgres@", "//guest@")
        assert "does not allow that; nothing was kept; ask who runs it" in refused(guest)
        assert "does not exist); correct the address" in refused(guest.replace("/test_", "/no_"))
        connection.execute("DROP ROLE guest")


def test_a_schema_of_somebody_else(postgis: str) -> None:
    with psycopg.connect(postgis, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA geo_tensions")
        connection.execute("CREATE TABLE geo_tensions.own (a int)")
    assert "its schema geo_tensions holds other tables; use another database" in refused(postgis)


def test_a_connection_that_is_lost_midway(postgis: str) -> None:
    with open_workspace(postgis) as workspace:

        def cut(part: float, _words: str) -> None:
            if 0 < part < 1:
                with psycopg.connect(postgis, autocommit=True) as other:
                    other.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                    )

        with pytest.raises(WorkspaceError, match="the connection was lost") as told:
            workspace.save_set("Big", rows(60_000), kinds=[], who="Aiko", progress=cut)
        assert "\n" not in str(told.value)
        # The next step finds a new connection.
        assert workspace.sets(deleted=True) == []
        info = workspace.save_set("Big", rows(1_000), kinds=[], who="Aiko")
        assert workspace.load_set(info.id).num_rows == 1_000
