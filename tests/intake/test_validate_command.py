"""``geo-tensions validate`` and ``geo-tensions template``."""

import json
from pathlib import Path

import pytest
from tests.intake import lists
from tests.intake.bad.case import table

from geo_tensions.cli import main


def told(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Return exit code, output and errors of a command."""
    code = 0
    try:
        main([str(argument) for argument in arguments])
    except SystemExit as stopped:
        code = int(stopped.code or 0)
    found = capsys.readouterr()
    return code, found.out, found.err


def test_a_good_list_is_told_column_by_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(lists.GERMAN.encode("cp1252"))
    code, out, err = told(capsys, "validate", path)
    assert (code, err) == (0, "")
    assert f"{path}: CSV, 2 rows" in out
    assert "start            Beginn  (100%: its name reads as 'beginn'" in out
    assert "date_order: DMY  (2 dates can only have the day first)" in out
    assert "2 of 2 rows can be taken, 0 are left out" in out
    assert "Kinds of its own: Flug (own-flug), Manöver (own-manover)" in out


def test_problems_are_counted_and_the_first_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(table(*({"lat": f"x{number}"} for number in range(9))))
    code, out, _ = told(capsys, "validate", path)
    assert code == 1
    assert "1 of 10 rows can be taken, 9 are left out" in out
    assert "place-unreadable: the coordinates cannot be read: 9 left out; repair:" in out
    assert "row 3, lat: 'x0 141.5' in 'lat' it is no longitude or latitude -> nothing" in out
    assert out.count("it is no longitude or latitude") == 3


def test_answers_and_repairs_are_taken_from_the_arguments(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, rejected = tmp_path / "list.csv", tmp_path / "rejected.csv"
    rows = ["a,03/04/2024,45.5,141.5", "b,05/06/2024,x,141.5", ",07/08/2024,46,142"]
    path.write_text("what,date,lat,lon\n" + "\n".join(rows) + "\n")
    code, out, _ = told(capsys, "validate", path)
    assert code == 1
    assert "To be settled: Which comes first in the dates" in out
    assert "To be settled: Of what kind are the events?" in out
    assert "Missing: Within how many km" in out
    code, out, _ = told(
        *(capsys, "validate", path, "--date-order", "MDY", "--radius-km", "5"),
        *("--all", "kind=Flight", "--all", "source=Desk", "--column", "title=what"),
        *("--accept-repairs", "place-unreadable", "--rejected", rejected, "--json"),
    )
    found = json.loads(out)
    assert code == 1
    assert (found["rows"], found["taken"], found["left_out"]) == (3, 2, 1)
    assert found["questions"] == []
    assert found["own_kinds"] == {"own-flight": "Flight"}
    assert [problem["kind"] for problem in found["problems"]] == [
        *("title-missing", "place-unreadable"),
    ]
    assert rejected.read_text(encoding="utf-8-sig").splitlines() == [
        "what,date,lat,lon,row,reason",
        ",07/08/2024,46,142,4,what: there is no title",
    ]
    code, _, _ = told(
        *(capsys, "validate", path, "--date-order", "MDY", "--all", "kind=Flight"),
        *("--accept-repairs", "all"),
    )
    assert code == 0


def test_a_mapping_is_kept_and_used_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, kept = tmp_path / "list.csv", tmp_path / "mapping.json"
    path.write_text(lists.SPANISH)
    code, first, _ = told(capsys, "validate", path, "--save-mapping", kept)
    assert code == 0
    code, again, _ = told(capsys, "validate", path, "--mapping", kept)
    assert (code, again) == (0, first)
    kept.write_text("{}")
    code, _, err = told(capsys, "validate", path, "--mapping", kept)
    assert (code, err.count("\n")) == (2, 1)
    assert "is no mapping of columns" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere.csv"], "nowhere.csv: cannot be read"),
        (["list.csv", "--layer", "x"], "has no layer 'x'"),
        (["list.csv", "--encoding", "x"], "is no encoding"),
        (["list.csv", "--column", "colour=a"], "'colour' is no field"),
        (["list.csv", "--column", "title=zz"], "which the file does not have"),
        (["list.csv", "--all", "id=x"], "'id' is no field"),
        (["list.csv", "--crs", "EPSG:1"], "is not known"),
        (["list.csv", "--mapping", "nowhere.json"], "nowhere.json: cannot be read"),
        (["list.csv", "--rejected", "nowhere/a.csv"], "cannot be written"),
        (["list.csv", "--rejected", "./list.csv"], "names the file that is checked"),
        (["list.csv", "--save-mapping", "list.csv"], "names the file that is checked"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(
    arguments: list[str],
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text(table({"lat": "x"}))
    code, out, err = told(capsys, "validate", *arguments)
    assert (code, out) == (2, "")
    assert words in err
    assert err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["list.csv"]


@pytest.mark.parametrize(
    "arguments", [["--radius-km", "0"], ["--accept-repairs", "date-missing"], ["--all", "kind"]]
)
def test_wrong_arguments_are_explained(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = told(capsys, "validate", "list.csv", *arguments)
    assert code == 2
    assert "usage: geo-tensions validate" in err


def test_cells_do_not_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(table({"lat": "\x1b[2J\u202ex", "title": "\x1b]0;owned\x07"}), encoding="utf-8")
    _, out, _ = told(capsys, "validate", path)
    assert "\x1b" not in out
    assert "\u202e" not in out


@pytest.mark.parametrize("ending", ["csv", "xlsx", "geojson", "gpkg", "kml", "parquet"])
def test_a_template_is_written_and_checked(
    ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"list.{ending}"
    assert told(capsys, "template", path)[0] == 0
    code, out, _ = told(capsys, "validate", path)
    assert code == 0
    assert "1 of 1 rows can be taken" in out
    assert list(tmp_path.iterdir()) == [path]


def test_a_template_of_another_ending_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = told(capsys, "template", tmp_path / "a.docx")
    assert code == 2
    assert "has the ending '.docx', not .csv, .xlsx" in err
    code, _, err = told(capsys, "template", tmp_path / "nowhere" / "a.csv")
    assert (code, err.count("\n")) == (2, 1)
