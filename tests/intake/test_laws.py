"""Laws of intake: nothing is lost, nothing is raised, what is written is read again."""

import csv
import io
import math
from functools import cache

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.intake.bad.case import GOOD

from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.ingest.checks import check as check_records
from geo_tensions.ingest.faults import Faults
from geo_tensions.intake import PROBLEM_KINDS, check, guess, read_bytes
from geo_tensions.intake.angles import read_angle, read_pair
from geo_tensions.intake.checking import with_own
from geo_tensions.intake.date_model import DateOrder
from geo_tensions.intake.dates import read_date
from geo_tensions.intake.distinct import encode, spread
from geo_tensions.tables import Tables, load_tables

LAW = settings(max_examples=60, deadline=None)


@cache
def tables() -> Tables:
    return load_tables(Catalog.open())


DAYS = st.dates().map(str) | st.dates().map(lambda day: day.strftime("%d.%m.%Y"))
NUMBERS = st.floats(-400, 400).map(str) | st.integers(-400, 400).map(str)
CELLS = st.one_of(
    st.sampled_from([*GOOD.values(), "", " ", "NaN", "0", "45°30'N", "令和6年9月23日"]),
    DAYS,
    NUMBERS,
    st.text(max_size=12),
)
ROWS = st.lists(st.fixed_dictionaries({}, optional=dict.fromkeys(GOOD, CELLS)), max_size=8)


@LAW
@given(rows=ROWS, accepted=st.sets(st.sampled_from(sorted(PROBLEM_KINDS))))
def test_every_row_is_taken_or_left_out_and_what_is_taken_passes_the_rules(
    rows: list[dict[str, str]], accepted: set[str]
) -> None:
    content = io.StringIO(newline="")
    writer = csv.DictWriter(content, list(GOOD))
    writer.writeheader()
    writer.writerow(GOOD)
    writer.writerows(GOOD | {"id": f"B-{place}"} | row for place, row in enumerate(rows))
    raw = read_bytes(content.getvalue().encode("utf-8", "replace"), name="a.csv")
    mapping = guess(raw, tables=tables()).say("radius_km", "5")
    report = check(raw, mapping, tables=tables(), repairs=accepted)
    assert report.accepted.num_rows + report.rejected.num_rows == len(raw)
    assert report.rejected.column("reason").null_count == 0
    assert "rules" not in report.problems.column("kind").to_pylist()
    faults = Faults("a.csv", report.accepted.num_rows)
    check_records(report.accepted, tables=with_own(tables(), report.own_kinds), faults=faults)
    assert faults.lines == []
    written = io.StringIO()
    report.write_rejected_to(written)
    assert len(list(csv.reader(io.StringIO(written.getvalue(), newline="")))) == (
        1 + report.rejected.num_rows
    )


@LAW
@given(content=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.geojson", "a.kml"]))
def test_whatever_the_bytes_are_a_file_is_read_or_refused_in_one_line(
    content: bytes, name: str
) -> None:
    line = ""
    try:
        raw = read_bytes(content, name=name)
    except DataError as error:
        line = str(error)
    else:
        report = check(raw, guess(raw, tables=tables()), tables=tables())
        assert report.accepted.num_rows + report.rejected.num_rows == len(raw)
    assert "\n" not in line
    assert not line or line.startswith(name)


@given(day=st.dates(), order=st.sampled_from(list(DateOrder)))
def test_a_day_is_read_as_it_was_written_in_every_notation(day, order) -> None:
    digits = {"YMD": "%Y/%m/%d", "DMY": "%d/%m/%Y", "MDY": "%m/%d/%Y"}[order]
    if day.year < 1000 or day.year > 6000:
        return
    for form in (digits, "%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%Y年%m月%d日"):
        assert read_date(day.strftime(form), order=order).start == day.isoformat()


@given(text=st.text(max_size=30))
def test_no_text_breaks_a_reader(text: str) -> None:
    for order in (None, *DateOrder):
        found = read_date(text, order=order)
        assert bool(found.start) != bool(found.fault)
        assert not found.fault or found.reason
    angle = read_angle(text)
    assert (angle.degrees is None) == bool(angle.reason)
    assert angle.degrees is None or math.isfinite(angle.degrees)
    pair = read_pair(text)
    assert (pair.lat is None) == (pair.lon is None) == bool(pair.reason)


@given(lat=st.integers(0, 89 * 3600), side=st.sampled_from("NS"))
def test_degrees_minutes_and_seconds_are_the_angle_that_they_write(lat: int, side: str) -> None:
    degrees, rest = divmod(lat, 3600)
    minutes, seconds = divmod(rest, 60)
    value = lat / 3600 * (1 if side == "N" else -1)
    for text in (
        f"{degrees}°{minutes}'{seconds}\"{side}",
        f"{side}{degrees}° {minutes}′ {seconds}″",
        f"{degrees:02}{minutes:02}{seconds:02}{side}",
        f"{degrees} {minutes} {seconds} {side}",
        f"{degrees}-{minutes}-{seconds}{side}",
    ):
        found = read_angle(text)
        assert found.axis == "lat", text
        assert abs((found.degrees or 0) - value) < 1e-9, text


@given(texts=st.lists(st.none() | st.text(max_size=4)))
def test_what_is_said_of_a_text_reaches_every_row_that_holds_it(texts: list[str | None]) -> None:
    different, codes = encode(pa.chunked_array([pa.array(texts, pa.string())]))
    assert len(set(different)) == len(different)
    assert spread(list(different), codes).to_pylist() == texts
