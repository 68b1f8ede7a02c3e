"""Rows judged one by one: problems, repairs, what is missing, and that nothing is lost."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest
from tests.intake import lists
from tests.intake.bad.case import GOOD, table
from tests.intake.lists import judged, opened

from geo_tensions.errors import DataError
from geo_tensions.ingest import load_records
from geo_tensions.ingest.reading import NUMBER_COLUMNS, TEXT_COLUMNS
from geo_tensions.intake import PROBLEM_KINDS, Report, check, first_of_kind, guess, read
from geo_tensions.intake.problems import LEFT_OUT, NOTED, REPAIRED
from geo_tensions.tables import Tables


def second(folder: Path, tables: Tables, change: Mapping[str, str], *repairs: object) -> Report:
    """Return the report of a good row and one that differs from it."""
    raw = opened(folder, table(change))
    return judged(raw, tables, repairs=frozenset(repairs))


def test_a_good_row_is_taken_as_it_is_and_passes_the_checks_of_records(
    tmp_path: Path, tables: Tables
) -> None:
    report = judged(opened(tmp_path, table()), tables)
    assert report.problems.num_rows == 0
    assert report.accepted.column_names == [*TEXT_COLUMNS, *NUMBER_COLUMNS]
    row = report.accepted.to_pylist()[0]
    told = {key: str(row[key]) for key in GOOD if key != "radius_km"}
    assert told == {key: value for key, value in GOOD.items() if key != "radius_km"}
    path = tmp_path / "taken.parquet"
    pa.parquet.write_table(report.accepted, path)
    assert load_records(path).problems == []


@pytest.mark.parametrize(
    ("change", "kind", "field", "value"),
    [
        ({"id": "a b"}, "id-form", "id", "a-b"),
        ({"id": ""}, "id-missing", "id", "row-3"),
        ({"id": "A-1"}, "id-repeated", "id", "A-1-row-3"),
        ({"title": ""}, "title-missing", "title", "warship-passage, La Perouse Strait"),
        ({"title": "x" * 300}, "title-long", "title", "x" * 199 + "…"),
        ({"end": "soon"}, "end-unreadable", "end", None),
        ({"end": "2024-04-30"}, "end-before-start", "start", "2024-04-30"),
        ({"lat": "141.5E", "lon": "45.5N"}, "place-exchanged", "lat", 45.5),
        ({"lat": "x"}, "place-unreadable", "lat", None),
        ({"lat": ""}, "place-half", "lat", None),
        ({"lat": "0", "lon": "0"}, "place-zero", "lon", None),
        ({"radius_km": "-1"}, "radius-impossible", "radius_km", None),
        ({"radius_km": "ten"}, "radius-unreadable", "radius_km", None),
        ({"place_precision": "exact"}, "precision-conflict", "place_precision", None),
        ({"place_precision": "so so"}, "precision-unknown", "place_precision", None),
        ({"evidence": "rumour"}, "evidence-unknown", "evidence", "unverified"),
    ],
)
def test_a_repair_is_taken_by_kind_or_for_one_cell_and_not_before(
    tmp_path: Path,
    tables: Tables,
    change: Mapping[str, str],
    kind: str,
    field: str,
    value: object,
) -> None:
    plain = second(tmp_path, tables, change)
    told = first_of_kind(plain.problems, kind, 1)[0]
    assert (told["row"], told["outcome"]) == (3, LEFT_OUT)
    assert told["proposal"] is not None
    assert plain.taken.tolist() == [True, False]
    cell = (told["row"], told["column"])
    for accepted in (kind, cell):
        report = second(tmp_path, tables, change, accepted)
        assert report.taken.all(), report.problems.to_pylist()
        assert first_of_kind(report.problems, kind, 1)[0]["outcome"] == REPAIRED
        assert report.accepted.to_pylist()[1][field] == value
    other = second(tmp_path, tables, change, (2, told["column"]), (3, "nothing"))
    assert other.taken.tolist() == [True, False]


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ({"radius_km": ""}, "radius-missing", "No radius is given"),
        ({"source": ""}, "source-missing", "No source is given."),
        ({"start": "2024-05", "end": ""}, "date-coarse", "The day is not given."),
    ],
)
def test_a_row_without_radius_source_or_day_is_unverified_and_says_so(
    tmp_path: Path, tables: Tables, change: Mapping[str, str], kind: str, words: str
) -> None:
    report = second(tmp_path, tables, change)
    assert first_of_kind(report.problems, kind, 1)[0]["outcome"] == NOTED
    assert report.taken.all()
    row = report.accepted.to_pylist()[1]
    assert row["evidence"] == "unverified"
    assert row["notes"].startswith("Nothing else. ")
    assert words in row["notes"]


def test_a_place_without_a_radius_is_kept_in_words_and_not_drawn(
    tmp_path: Path, tables: Tables
) -> None:
    row = second(tmp_path, tables, {"radius_km": ""}).accepted.to_pylist()[1]
    assert (row["lon"], row["lat"], row["radius_km"], row["place_precision"]) == (None,) * 4
    assert row["place"] == "La Perouse Strait (coordinates as written: 45.5 141.5)"


def test_a_radius_for_all_is_that_of_rows_which_give_none(tmp_path: Path, tables: Tables) -> None:
    raw = opened(tmp_path, table({"radius_km": ""}))
    mapping = guess(raw, tables=tables).say("radius_km", "7.5")
    report = check(raw, mapping, tables=tables)
    assert report.accepted.column("radius_km").to_pylist() == [10, 7.5]
    assert report.problems.num_rows == 0


def test_what_the_user_says_of_all_rows_fills_what_they_do_not_say(
    tmp_path: Path, tables: Tables
) -> None:
    raw = opened(tmp_path, "date,what happened\n2024-01-02,A flight\n")
    mapping = guess(raw, tables=tables)
    for name, value in (
        ("kind", "military-flight"),
        ("title", "A flight"),
        ("source_publisher", "The desk"),
        ("source_url", "https://example.org"),
        ("evidence", "reported"),
        ("notes", "From a list."),
    ):
        mapping = mapping.say(name, value)
    row = check(raw, mapping, tables=tables).accepted.to_pylist()[0]
    assert row["kind"] == "military-flight"
    assert row["source"] == "The desk |  |  | https://example.org"
    assert (row["evidence"], row["notes"], row["id"]) == ("reported", "From a list.", "row-2")


def test_own_kinds_are_named_and_may_be_called_shipped_ones(tmp_path: Path, tables: Tables) -> None:
    rows = [{"kind": "Überflug"}, {"kind": "überflug"}, {"kind": "飛行"}, {"kind": "Strait"}]
    raw = opened(tmp_path, table(*rows))
    mapping = guess(raw, tables=tables)
    report = check(raw, mapping, tables=tables)
    assert set(report.own_kinds.values()) == {"Überflug", "飛行", "Strait"}
    assert all(key.startswith("own-") for key in report.own_kinds)
    assert len(set(report.accepted.column("kind").to_pylist())) == 4
    named = mapping.name_kinds({"Strait": "warship-passage", "Überflug": "own-flight"})
    report = check(raw, named, tables=tables)
    kinds = report.accepted.column("kind").to_pylist()
    assert kinds[4] == "warship-passage"
    assert kinds[1] == "own-flight"


def test_too_many_kinds_are_counted_together_if_the_user_agrees(
    tmp_path: Path, tables: Tables
) -> None:
    raw = opened(tmp_path, table(*({"kind": f"kind {number}"} for number in range(150))))
    plain = judged(raw, tables)
    assert len(plain.own_kinds) == 100
    assert plain.rows - plain.accepted.num_rows == 50
    report = judged(raw, tables, repairs=frozenset({"kind-too-many"}))
    assert report.taken.all()
    assert report.own_kinds["own-other"] == "Other"
    assert "Kind as written: kind" in report.accepted.column("notes").to_pylist()[-1]


def test_every_row_is_taken_or_left_out_with_a_reason(tmp_path: Path, tables: Tables) -> None:
    rows = [{"lat": "x"}, {}, {"start": "31.02.2024", "end": ""}, {"kind": "", "id": "a b"}]
    report = judged(opened(tmp_path, table(*rows) + "torn,row\n"), tables)
    assert report.accepted.num_rows + report.rejected.num_rows == report.rows == 6
    left = report.rejected.to_pylist()
    assert [row["row"] for row in left] == ["3", "5", "6", "7"]
    assert left[0]["reason"] == "lat: in 'lat' it is no longitude or latitude"
    assert "month 2 of 2024 has no day 31" in left[1]["reason"]
    assert left[2]["reason"].count(";") == 1
    assert left[3]["reason"] == "has 2 cells, the header 16"
    assert left[3]["title"] == "row"


def test_the_file_of_rejected_rows_starts_no_formula_and_can_be_mended(
    tmp_path: Path, tables: Tables
) -> None:
    bad = {"start": "soon", "end": "", "title": "=1+1", "notes": "\t@x", "lon": "-141.5"}
    report = second(tmp_path, tables, bad)
    path = tmp_path / "rejected.csv"
    report.write_rejected(path)
    assert sorted(tmp_path.iterdir()) == [tmp_path / "list.csv", path]
    row = next(iter(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig")))))
    assert row["title"] == "'=1+1"
    assert row["notes"] == "'\t@x"
    assert row["lon"] == "-141.5"
    assert row["reason"].startswith("start: ")
    path.write_text(path.read_text(encoding="utf-8-sig").replace("soon", "2024-05-09"))
    again = judged(read(path), tables)
    assert again.taken.all(), again.problems.to_pylist()


def test_a_file_that_cannot_be_written_is_told_in_one_line(tmp_path: Path, tables: Tables) -> None:
    report = judged(opened(tmp_path, table()), tables)
    with pytest.raises(DataError, match="cannot be written"):
        report.write_rejected(tmp_path / "nowhere" / "a.csv")


def test_counts_are_those_of_the_problems(tmp_path: Path, tables: Tables) -> None:
    rows = [{"radius_km": ""}, {"lat": "x"}, {"lat": "y"}, {"lat": "z"}]
    raw = opened(tmp_path, table(*rows))
    report = judged(raw, tables, repairs=frozenset({(4, "lat")}))
    counts = {count.kind: count for count in report.counts}
    assert list(counts) == ["place-unreadable", "radius-missing"]
    unread = counts["place-unreadable"]
    assert (unread.rows, unread.left_out, unread.repaired, unread.offered) == (3, 2, 1, 2)
    assert counts["radius-missing"].noted == 1
    assert set(report.problems.column("kind").to_pylist()) <= set(PROBLEM_KINDS)


def test_a_time_of_day_and_a_radius_without_a_place_stay_in_the_notes(
    tmp_path: Path, tables: Tables
) -> None:
    row = second(tmp_path, tables, {"time": "13:03", "lat": "", "lon": ""}).accepted.to_pylist()[1]
    assert "Time as written: 13:03" in row["notes"]
    assert "Radius as written: 10" in row["notes"]


def test_control_characters_leave_the_text(tmp_path: Path, tables: Tables) -> None:
    report = second(tmp_path, tables, {"title": "a\u202eb\x07c"})
    assert report.accepted.column("title").to_pylist()[1] == "abc"
    assert first_of_kind(report.problems, "text-control", 1)[0]["row"] == 3


def test_progress_rises_to_one(tmp_path: Path, tables: Tables) -> None:
    raw = opened(tmp_path, lists.RUSSIAN)
    told: list[float] = []
    check(raw, guess(raw), tables=tables, progress=lambda part, _words: told.append(part))
    assert told == sorted(told)
    assert told[-1] == 1
