"""Files that leave: whole or not at all; the bundle; the command line; view ids."""

import argparse
import errno
import hashlib
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from geo_tensions.analysis.state import FilterState
from geo_tensions.briefing.model import Deck
from geo_tensions.briefing.reading import read_deck
from geo_tensions.cli_export import register
from geo_tensions.dataset import Dataset
from geo_tensions.errors import GeoTensionsError, StateError
from geo_tensions.exports.bundle import SUMS, bundle_bytes
from geo_tensions.exports.files import (
    ExportError,
    terminal_progress,
    write_file,
    write_with,
)
from geo_tensions.exports.formats import deck_bytes, ending_of
from geo_tensions.exports.options import Options
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.view_id import recall
from geo_tensions.model import Perspective
from geo_tensions.timespan import Window

ONE_STEP = """
title = "One step"

[[step]]
heading = "Three entries"
windows = [["2024-09-22", "2024-09-23"]]
"""


def command(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    register(parser.add_subparsers(required=True))
    chosen = parser.parse_args(arguments)
    code: int = chosen.run(chosen)
    return code


def test_a_file_is_written_whole(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.ENOSPC, "the disk is full"), (errno.EACCES, "may not be written")],
)
def test_what_fails_half_way_leaves_nothing(tmp_path: Path, number: int, words: str):
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(part: Path) -> None:
        part.write_bytes(b"half")
        raise OSError(number, "failed")

    with pytest.raises(ExportError, match=words):
        write_with(path, fail)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_told_in_one_line():
    # Every write to /dev/full fails as on a full disk; the folder itself takes no new files.
    with pytest.raises(ExportError) as caught:
        write_with(Path("/tmp/geo-tensions-full.txt"), lambda _part: _fill())  # noqa: S108
    assert "\n" not in str(caught.value)
    assert "the disk is full" in str(caught.value)
    assert not Path("/tmp/geo-tensions-full.txt").exists()  # noqa: S108


def _fill() -> None:
    with Path("/dev/full").open("wb", buffering=0) as full:
        full.write(b"x")


def test_a_missing_folder_is_told_in_one_line(tmp_path: Path):
    with pytest.raises(ExportError, match="the folder does not exist"):
        write_file(tmp_path / "no" / "a.txt", b"x")


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.pptx", ".pptx"), ("A.PDF", ".pdf"), ("x.csl.json", ".csl.json"), ("b.zip", ".zip")],
)
def test_the_ending_tells_the_format(name: str, ending: str):
    assert ending_of(name) == ending


@pytest.mark.parametrize("name", ["a", "a.doc", "pptx", "a.json"])
def test_an_unknown_ending_names_those_that_are_known(name: str):
    with pytest.raises(ExportError, match=r"\.pptx \.pdf"):
        ending_of(name)


def test_a_step_that_is_not_there_is_named(short: Deck, dataset: Dataset):
    with pytest.raises(ExportError, match="has no step 9; it has 1 to 3"):
        deck_bytes(short, dataset, ".png", options=Options(step=9))


def test_the_bundle_holds_all_with_its_sums(short: Deck, dataset: Dataset):
    told: list[tuple[int, int]] = []
    options = Options(size_px=(960, 540))
    content = bundle_bytes(
        short,
        dataset,
        options=options,
        progress=lambda done, total, _what: told.append((done, total)),
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        sums = dict(
            reversed(line.split("  ", 1)) for line in archive.read(SUMS).decode().splitlines()
        )
        assert set(sums) == set(names) - {SUMS}
        for name, digest in sums.items():
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest
        text = archive.read("short.toml").decode()
    assert read_deck(text, name="short", where="x", dataset=dataset) == short
    wanted = {
        "short.pptx",
        "short.pdf",
        "short-handout.pdf",
        "short.html",
        "README.txt",
        "pictures/01-map.png",
        "pictures/02-chart.png",
        "data/short.csv",
        "data/short.gpkg",
        "sources/short.bib",
    }
    assert wanted <= set(names)
    assert told[-1][0] == told[-1][1]
    again = bundle_bytes(short, dataset, options=options)
    assert again == content


def test_the_command_writes_a_file_and_lists_decks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    assert command("export", "--list") == 0
    assert capsys.readouterr().out.splitlines()[0] == "relations-at-a-low"
    path = tmp_path / "data.csv"
    assert command("export", "relations-at-a-low", "--to", str(path)) == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbfid,")
    assert command("export", "--step", "10", "--to", str(tmp_path / "s.svg")) == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing-here", "--to", "a.csv"], "deck 'nothing-here': is not shipped"),
        (["--to", "a.doc"], "the ending tells no format"),
        (["--to", "/no/such/folder/a.csv"], "the folder does not exist"),
        ([], "no file to write"),
        (["/no/such/deck.toml", "--to", "a.csv"], "cannot be read"),
        (["--step", "99", "--to", "a.csv"], "has no step 99"),
    ],
)
def test_the_command_tells_what_is_wrong_in_one_line(
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.chdir(tmp_path)
    assert command("export", *arguments) == 1
    told = capsys.readouterr().err
    assert words in told
    assert len(told.splitlines()) == 1
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", ["pptx", "html", "gpkg", "csv", "zip"])
def test_a_file_that_finds_no_room_is_one_line_and_leaves_nothing(tmp_path: Path, ending: str):
    # The limit makes every write beyond it fail, as the last free block of a disk does.
    script = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "from geo_tensions.cli import main; sys.exit(main())"
    )
    deck = tmp_path / "one.toml"
    deck.write_text(ONE_STEP, encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    done = subprocess.run(  # noqa: S603 - this project's own command
        [sys.executable, "-c", script, "export", str(deck), "--to", str(out / f"a.{ending}")],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(scratch)},
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = done.stderr.replace("\r", "\n").strip().splitlines()[-1]
    assert "cannot be written there" in told or "may not grow so large" in told
    assert not list(out.iterdir())
    assert not list(scratch.iterdir())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('sources = ["no-such"]', "step 1, sources: 'no-such' is in no table of sources"),
        ('ids = ["NOPE"]', "step 1, ids: 'NOPE' names no record of this data"),
    ],
)
@pytest.mark.parametrize("ending", ["pptx", "html", "csv"])
def test_a_deck_that_names_what_is_not_there_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str, words: str, ending: str
):
    deck = tmp_path / "one.toml"
    deck.write_text(f"{ONE_STEP}{line}\n", encoding="utf-8")
    assert command("export", str(deck), "--to", str(tmp_path / f"a.{ending}")) == 1
    told = capsys.readouterr().err.strip()
    assert words in told
    assert len(told.splitlines()) == 1
    assert list(tmp_path.iterdir()) == [deck]


def test_the_progress_bar_fills():
    drawn: list[str] = []
    progress = terminal_progress(drawn.append, lambda: None)
    progress(0, 2, "first")
    progress(2, 2, "done")
    assert "." * 24 in drawn[0]
    assert "#" * 24 in drawn[1]
    assert drawn[1].endswith("\n")


@pytest.mark.parametrize("name", ["relations-at-a-low/9", "relations-at-a-low"])
def test_a_deck_s_view_id_leads_back_to_its_numbers(name: str, dataset: Dataset):
    wrong = recall(f"{name}@0:1.2.3", dataset=dataset)
    assert wrong.changes[0].startswith("the data were version 0")
    again = recall(wrong.scene.view_id, dataset=dataset)
    assert again.scene == wrong.scene
    assert again.changes == []


def test_a_state_s_view_id_leads_back_to_the_state(dataset: Dataset):
    state = replace(
        FilterState.default(dataset),
        window=Window(date(2024, 1, 1), date(2024, 12, 31)),
        perspective=Perspective.JAPAN,
        text="Sōya",
        ids=frozenset({"AV-2024-09-23-1", "NV-2024-09-22"}),
    )
    scene = Scene.of_state(dataset, state)
    recalled = recall(scene.view_id, dataset=dataset)
    assert recalled.scene.state == state
    assert recalled.changes == []


def test_changed_numbers_are_told(dataset: Dataset):
    view_id = Scene.of_state(dataset, FilterState.default(dataset)).view_id
    what = view_id.rsplit(":", 1)[0]
    changes = recall(f"{what}:1.0.0", dataset=dataset).changes
    assert len(changes) == 1
    assert changes[0].startswith("events: 1 then, ")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "~@1:1.1.1",
        "~abc@1:1.1.1",
        "../../etc/passwd@1:1.1.1",
        "no-deck/1@1:1.1.1",
        "relations-at-a-low/99@1:1.1.1",
        "relations-at-a-low/x@1:1.1.1",
        "a" * 5000,
    ],
)
def test_a_damaged_view_id_gives_one_line(text: str, dataset: Dataset):
    with pytest.raises(GeoTensionsError) as caught:
        recall(text, dataset=dataset)
    assert isinstance(caught.value, StateError) or "is not shipped" in str(caught.value)
    assert "\n" not in str(caught.value)
