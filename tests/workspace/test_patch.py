"""A patch goes out of a workspace and into ``geodata/``: whole, or not at all."""

import difflib
import resource
import shutil
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools.build_geodata.__main__ import main as build

from geo_tensions.analysis.changes import faults as log_faults
from geo_tensions.analysis.changes import new_since
from geo_tensions.catalog import Catalog
from geo_tensions.cli import main
from geo_tensions.dataset import Dataset, load_dataset
from geo_tensions.errors import DataError
from geo_tensions.model import Layer, Source
from geo_tensions.registers import load_corrections, load_scrambles
from geo_tensions.workspace import Change, Workspace
from geo_tensions.workspace.applying import apply_patch
from geo_tensions.workspace.changes import (
    GEOMETRY,
    Feature,
    addition,
    correction,
    net,
    same,
    withdrawal,
)
from geo_tensions.workspace.judging import with_all_keys
from geo_tensions.workspace.patch import Patch, PatchError, read_patch, write_patch
from geo_tensions.workspace.toml_text import pair_text

DAY = date(2026, 11, 26)
WHO = {"who": "Aiko", "why": "The Ministry of Defense\nsays so."}
SOURCE = Source(
    id="press-20260301-abcdef",
    publisher="A paper, with a comma",
    title='A "title"',
    date_published="2026-03-01",
    url="https://example.org/1",
    read_via="",
    tier="press",
    note="",
)


def feature_of(dataset: Dataset, identifier: str) -> Feature:
    record = dataset.records[dataset.row_of[identifier]]
    point = None if record.lon is None else [record.lon, record.lat]
    geometry = point and {"type": "Point", "coordinates": point}
    return {"type": "Feature", "properties": dict(record.properties), GEOMETRY: geometry}


@pytest.fixture
def folder(tmp_path: Path, catalog: Catalog) -> Path:
    """Return a copy of what a patch reads and writes."""
    for name in ("authored", "tables", "briefings"):
        shutil.copytree(catalog.root / name, tmp_path / "geodata" / name)
    shutil.copy(catalog.root / "datapackage.json", tmp_path / "geodata")
    return tmp_path / "geodata"


@pytest.fixture
def checkout(tmp_path: Path, catalog: Catalog) -> Path:
    """Return a copy of everything, for the builder."""
    return Path(shutil.copytree(catalog.root, tmp_path / "geodata"))


def contents(folder: Path) -> Mapping[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def flight(**properties: Any) -> Feature:
    told = {
        "id": "FL-2026-03-01",
        "event_id": "FL-2026-03-01",
        "kind": "military-flight",
        "title": "Two aircraft over the Sea of Japan / East Sea",
        "summary": "Two Il-38 flew along the coast.",
        "start": "2026-03-01",
        "end_kind": "inclusive",
        "date_precision": "day",
        "place": "Sea of Japan / East Sea",
        "place_precision": "area",
        "radius_km": 100,
        "position_basis": "chosen from the description",
        "display": "area",
        "actors": ["RU-VKS"],
        "evidence": "reported",
        "verification": "source-read",
        "sources": [SOURCE.id],
        "response": {"level": "none", "by": None},
    }
    point = {"type": "Point", "coordinates": [135.5, 40.25]}
    return with_all_keys(told | properties, point, Layer.INCIDENTS)


def rebuilt(folder: Path) -> Dataset:
    assert build(["--only", "records", "--root", str(folder)]) == 0
    return load_dataset(Catalog.open(folder))


def test_a_patch_is_taken_by_the_builder_and_seen_on_the_map(
    checkout: Path, dataset: Dataset, workspace: Workspace
) -> None:
    violation, launch = (feature_of(dataset, key) for key in ("AV-2015-09-15", "L-19980831-1"))
    leaving = feature_of(dataset, "AC-1976-09-06")
    place = {"type": "Point", "coordinates": [145.91, 43.55]}
    made = [
        correction(violation, "title", 'A title with "quotes" and Ünï 日本', **WHO),
        correction(violation, GEOMETRY, place, **WHO),
        correction(violation, "denied_by", [{"state": "RU", "note": "No entry."}], **WHO),
        correction(launch, "range_km", 1320, **WHO),
        correction(launch, "notes", None, **WHO),
        correction(launch, "japan_eez", {"answer": None, "basis": None, "text": "open"}, **WHO),
        addition(flight(), **WHO),
        withdrawal(leaving, **WHO),
    ]
    workspace.commit(made, {})
    kept = net(workspace.changes())
    text = write_patch(kept, sources=[SOURCE], data_version=dataset.catalog.data_version)
    before = {path: content.decode() for path, content in contents(checkout).items() if "." in path}
    applied = apply_patch(read_patch(text), checkout, day=DAY)
    after = rebuilt(checkout)
    assert after.problems == []
    assert len(after) == len(dataset)
    changed = after.records[after.row_of["AV-2015-09-15"]]
    assert changed["title"] == 'A title with "quotes" and Ünï 日本'
    assert (changed.lon, changed.lat) == (145.91, 43.55)
    assert after.records[after.row_of["L-19980831-1"]]["notes"] is None
    assert after.records[after.row_of["FL-2026-03-01"]]["sources"] == [SOURCE.id]
    assert after.sources[SOURCE.id] == SOURCE
    assert "AC-1976-09-06" not in after.row_of
    log = load_corrections(after.catalog)
    assert log_faults(log, after, load_scrambles(after.catalog)) == []
    assert new_since(log, date(2026, 11, 25)).sentence == (
        "Since 25 November 2026: 1 record added, 2 records corrected and 1 record removed."
    )
    # Nothing else has moved.
    assert set(applied.files) == {
        *("authored/incidents.toml", "authored/launches.toml"),
        *("tables/sources.csv", "tables/corrections-log.csv"),
    }
    for path, content in applied.files.items():
        lines = difflib.ndiff(before[path].splitlines(), content.decode().splitlines())
        moved = [line for line in lines if line[0] in "+-"]
        assert len(moved) < 100, (path, moved)
    assert len(applied.lines) == len(made)


def test_only_the_lines_of_a_value_change(folder: Path, dataset: Dataset) -> None:
    path = folder / "authored/incidents.toml"
    text = path.read_text(encoding="utf-8")
    commented = text.replace(
        '\nid = "AV-2015-09-15"\n',
        '\nid = "AV-2015-09-15" # the first in years\n# Mind the summary.\n',
    ).replace("lat = 43.5\n", "lat = 43.5   # read off a map\n")
    assert commented.count("#") == text.count("#") + 3
    path.write_text(commented, encoding="utf-8")
    there = feature_of(dataset, "AV-2015-09-15")
    place = {"type": "Point", "coordinates": [145.8, 43.6]}
    apply_patch(Patch((correction(there, GEOMETRY, place, **WHO),)), folder, day=DAY)
    assert path.read_text(encoding="utf-8") == commented.replace("lat = 43.5   #", "lat = 43.6   #")
    log = (folder / "tables/corrections-log.csv").read_text(encoding="utf-8")
    row = "AV-2015-09-15,1.0.0,2026-11-26,corrected,lat,43.5,43.6,The Ministry of Defense says so.,"
    ids = [line.split(",")[0] for line in log.splitlines()[1:]]
    assert log.count(row) == 1
    assert ids == sorted(ids)
    assert log.index("AV-2015-09-15,1.0.0,2026-11-25") < log.index(row)


def test_a_value_that_was_not_there_gets_its_place(folder: Path, dataset: Dataset) -> None:
    there = feature_of(dataset, "HI-1939-05-11")
    key, value = "date_note", "The month is sure."
    assert there["properties"][key] is None
    apply_patch(Patch((correction(there, key, value, **WHO),)), folder, day=DAY)
    text = (folder / "authored/incidents.toml").read_text(encoding="utf-8")
    [block] = [b for b in tomllib.loads(text)["incident"] if b["id"] == "HI-1939-05-11"]
    order = list(there["properties"])
    ranks = [order.index(name) for name in block if name in order]
    assert block[key] == value
    assert ranks == sorted(ranks)


def test_adding_what_was_withdrawn_gives_the_same_records(checkout: Path, dataset: Dataset) -> None:
    """Also where the record was the last one of its file."""
    for identifier in ("AC-1976-09-06", str(dataset.records[-1].id)):
        there = feature_of(dataset, identifier)
        apply_patch(Patch((withdrawal(there, **WHO),)), checkout, day=DAY)
        apply_patch(Patch((addition(there, **WHO),)), checkout, day=DAY)
    after = rebuilt(checkout)
    assert [record.id for record in after.records] == [record.id for record in dataset.records]
    assert all(
        same(one.properties, other.properties)
        for one, other in zip(after.records, dataset.records, strict=True)
    )
    log = load_corrections(after.catalog)
    assert log_faults(log, after, load_scrambles(after.catalog)) == []


def later(dataset: Dataset, key: str = "title", **given: Any) -> Change:
    return replace(correction(feature_of(dataset, "AV-2015-09-15"), key, "new", **WHO), **given)


@pytest.mark.parametrize(
    ("made", "fault"),
    [
        (lambda d: later(d, before="other"), "AV-2015-09-15: title is "),
        (lambda d: later(d, record="AV-1999"), "AV-1999: is not there"),
        (lambda d: later(d, key="kind"), "AV-2015-09-15: kind 'new' is not in the tables"),
        (lambda d: later(d, key="sources", after=["x"]), "sources 'x' is not in the tables"),
        (lambda d: later(d, key="summary", after=None), "has no 'summary'; decide on it"),
        (lambda d: later(d, key="missile"), "has the unknown key 'missile'"),
        (lambda d: later(d, key="former_ids", after=["HI-1904"]), "'HI-1904' is claimed 2 times"),
        (lambda d: addition(feature_of(d, "HI-1904"), **WHO), "HI-1904: is there already"),
        (lambda _: addition(flight(), **WHO), f"sources '{SOURCE.id}' is not in the tables"),
        (
            lambda d: withdrawal(feature_of(d, "AV-2024-09-23-1"), **WHO),
            "is named in geodata/briefings/relations-at-a-low.toml; take it out there first",
        ),
        (
            lambda d: withdrawal({**feature_of(d, "AC-1976-09-06"), GEOMETRY: None}, **WHO),
            "AC-1976-09-06: has changed since: geometry",
        ),
    ],
)
def test_what_no_longer_fits_changes_nothing(
    folder: Path, dataset: Dataset, made: Any, fault: str
) -> None:
    known = contents(folder)
    fits = correction(feature_of(dataset, "HI-1904"), "title", "new", **WHO)
    with pytest.raises(PatchError) as told:
        apply_patch(Patch((fits, made(dataset))), folder, day=DAY)
    assert any(fault in line for line in told.value.faults), told.value.faults
    assert contents(folder) == known


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"tier": "gossip"}, "tier 'gossip' is none of"),
        ({"url": "javascript:alert(1)"}, "is no address of a page"),
        ({"id": "afp-20130822-c2b06c"}, "tables/sources.csv has another one of this id"),
        ({"url": "https://aerotime.aero/?p=106472"}, "its url is that of aerotime-202409-cd276f"),
        ({"id": "nobody-cites-me"}, "no change of the patch cites it"),
    ],
)
def test_a_source_must_be_fit_for_the_table(
    folder: Path, given: dict[str, str], fault: str
) -> None:
    source = replace(SOURCE, **given)
    cited = [source.id] if source.id != "nobody-cites-me" else ["afp-20130822-c2b06c"]
    with pytest.raises(PatchError, match="source ") as told:
        apply_patch(Patch((addition(flight(sources=cited), **WHO),), (source,)), folder, day=DAY)
    assert any(fault in line for line in told.value.faults), told.value.faults


def test_a_folder_that_cannot_be_written_stays_as_it_was(
    folder: Path, dataset: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = contents(folder)
    put = Path.replace
    failing = ["corrections-log.csv"]

    def fails_once_at_the_log(self: Path, target: Path) -> Path:
        if target.name in failing:
            failing.remove(target.name)
            raise OSError(28, "No space left on device")
        return put(self, target)

    monkeypatch.setattr(Path, "replace", fails_once_at_the_log)
    change = correction(feature_of(dataset, "HI-1904"), "title", "new", **WHO)
    with pytest.raises(PatchError, match=r"cannot be written \(No space left on device\)"):
        apply_patch(Patch((change,)), folder, day=DAY)
    assert contents(folder) == known


def test_a_full_disk_changes_nothing(folder: Path, dataset: Dataset) -> None:
    known = contents(folder)
    change = correction(feature_of(dataset, "HI-1904"), "title", "new", **WHO)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(PatchError, match=r"incidents\.toml: cannot be written"):
            apply_patch(Patch((change,)), folder, day=DAY)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert contents(folder) == known


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
VALUES = st.recursive(
    TEXTS
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@given(value=VALUES, key=TEXTS)
def test_any_value_survives_as_toml(value: Any, key: str) -> None:
    found = tomllib.loads(pair_text(key, value))
    assert found == {key: value}
    assert repr(found[key]) == repr(value)


@pytest.fixture(scope="module")
def pair(dataset: Dataset) -> tuple[Feature, Feature]:
    return feature_of(dataset, "AV-2015-09-15"), feature_of(dataset, "L-19980831-1")


@given(value=st.none() | VALUES, why=TEXTS.filter(lambda text: text.strip() and "\0" not in text))
def test_what_is_written_is_read(pair: tuple[Feature, Feature], value: Any, why: str) -> None:
    there, launch = pair
    made = [
        correction(there, "notes", value, who="Борис", why=why),
        correction(there, GEOMETRY, None, who="Борис", why=why),
        withdrawal(there, who="Борис", why=why),
        addition(there, who="Борис", why=why),
        withdrawal(launch, who="Борис", why=why),
    ]
    if same(value, there["properties"]["notes"]):
        made = made[1:]
    patch = read_patch(write_patch(made, sources=[SOURCE], data_version="1.0.0+x"))
    assert (list(patch.changes), patch.sources, patch.data_version) == (made, (SOURCE,), "1.0.0+x")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "says no format; this program reads format 1"),
        ("format = 2", "is of format 2"),
        ("format = ", "is no TOML"),
        ("format = 1", "holds no change"),
        ("format = 1\nshell = 'rm'", "has the unknown key 'shell'"),
        ("format = 1\nchange = 3", "'change' is no list of [[change]] blocks"),
        ("format = 1\n[[change]]\nrecord = 'A-1'", "change 1: has no 'op'"),
        ("format = 1\n[[source]]\nid = 'x'\n", "source 1: has no 'publisher'"),
        ("format = 1\n[[source]]\nid = 1\n", "source 1: id is no text of one line"),
        ("[" * 100_000, "is no TOML"),
    ],
)
def test_a_file_that_is_no_patch_is_explained(text: str, fault: str) -> None:
    with pytest.raises(PatchError) as told:
        read_patch(text, where="x.toml")
    assert any(line.startswith("x.toml") and fault in line for line in told.value.faults)
    assert len(str(told.value)) < 1_000


WHOLE = """format = 1
[[change]]
record = "AV-2015-09-15"
op = "correct"
key = "title"
who = "Aiko"
when = "2026-11-25T09:00:00Z"
why = "So it is."
before = "a"
after = "b"
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('op = "correct"', 'op = "burn"', "'burn' is not a valid Op"),
        ('who = "Aiko"', 'who = ""', "nothing says who made the change"),
        ('who = "Aiko"', "who = 7", "who is no text"),
        ('key = "title"', 'key = "wings"', "'wings' is no key of a record"),
        ('record = "AV-2015-09-15"', 'record = "s1:7"', "is of an own set, not of geodata"),
        ('after = "b"', "after = 2020-01-01", "the value of title cannot be kept as JSON"),
        ('after = "b"', "after = nan", "the value of title cannot be kept as JSON"),
        ('key = "title"', 'key = "geometry"', "change 1: "),
        ('op = "correct"', 'op = "add"', "change 1: has no 'layer'"),
    ],
)
def test_a_patch_with_a_fault_is_explained(old: str, new: str, fault: str) -> None:
    assert len(read_patch(WHOLE).changes) == 1
    with pytest.raises(PatchError) as told:
        read_patch(WHOLE.replace(old, new))
    assert any(fault in line for line in told.value.faults), told.value.faults


def test_own_records_are_not_for_geodata(dataset: Dataset) -> None:
    own = later(dataset, record="s1:7")
    with pytest.raises(PatchError, match="record s1:7: is of an own set, not of geodata"):
        write_patch([own])


def test_command(
    folder: Path, dataset: Dataset, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    there = feature_of(dataset, "AV-2015-09-15")
    file = tmp_path / "x.toml"
    file.write_text(write_patch([correction(there, "title", "new", **WHO)]), encoding="utf-8")
    known = contents(folder)
    main(["patch", str(file), "--to", str(folder), "--dry-run"])
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("AV-2015-09-15: title corrected (Aiko, 20")
    assert told[-1].startswith(f"{folder / 'tables/corrections-log.csv'}: would be written, ")
    assert contents(folder) == known
    main(["patch", str(file), "--to", str(folder)])
    assert ": written, " in capsys.readouterr().out
    assert contents(folder) != known
    for arguments, fault in (
        ([str(file), "--to", str(folder)], 'AV-2015-09-15: title is "new", not "'),
        ([str(tmp_path), "--to", str(folder)], "cannot be read (Is a directory)"),
        ([str(file), "--to", str(tmp_path)], "datapackage.json: cannot be read"),
    ):
        with pytest.raises(SystemExit) as stopped:
            main(["patch", *arguments])
        assert stopped.value.code == 1
        error = capsys.readouterr().err
        assert fault in error
        assert error.count("\n") == 1


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"datapackage\.json: cannot be read"):
        apply_patch(Patch(()), tmp_path, day=DAY)
