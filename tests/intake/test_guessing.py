"""What the columns of foreign lists are taken for."""

from pathlib import Path

import pytest
from tests.intake import lists
from tests.intake.lists import judged, opened

from geo_tensions.errors import DataError
from geo_tensions.intake import GEOMETRY, Mapping, Use, guess
from geo_tensions.intake.date_model import DateNumbers, DateOrder
from geo_tensions.intake.guessing import name_score
from geo_tensions.tables import Tables


def columns(mapping: Mapping) -> dict[str, str]:
    return {field: use.column for field, use in mapping.uses.items()}


@pytest.mark.parametrize(
    ("text", "encoding", "fields"),
    [
        (
            lists.RUSSIAN,
            "cp1251",
            "id title kind start lat lon radius_km place source source_url actors summary",
        ),
        (
            lists.JAPANESE,
            "cp932",
            "id title kind start lat lon radius_km place source actors summary",
        ),
        (lists.GERMAN, "cp1252", "id title kind start end lon lat radius_km place source"),
        (lists.AMERICAN, "utf-8", "start kind place point radius_km summary source_url"),
        (lists.NOTAM, "utf-8", "id start end place kind point"),
        (lists.SPANISH, "utf-8", "id title kind start lat lon radius_km source"),
        (lists.FRENCH, "utf-16", "id title kind start end point radius_km place source"),
    ],
)
def test_columns_of_six_languages_are_found_by_name(
    text: str, encoding: str, fields: str, tmp_path: Path, tables: Tables
) -> None:
    raw = opened(
        tmp_path, text if encoding != "cp1251" else text.replace("′", "'"), encoding=encoding
    )
    mapping = guess(raw, tables=tables)
    found = {use.column: field for field, use in mapping.uses.items()}
    assert [found.get(name) for name in raw.columns] == fields.split()
    assert all(0 < use.confidence <= 1 and use.reason for use in mapping.uses.values())
    report = judged(raw, tables, mapping)
    assert report.taken.all(), report.problems.to_pylist()


def test_a_russian_list_is_read_as_meant(tmp_path: Path, tables: Tables) -> None:
    report = judged(opened(tmp_path, lists.RUSSIAN), tables)
    first, second, third = report.accepted.to_pylist()
    assert (first["lon"], first["lat"], first["radius_km"]) == (141.5, 45.5, 18.52)
    assert (second["lon"], second["lat"]) == (142.5, 46.25)
    assert second["radius_km"] == pytest.approx(5.5 * 1.852)
    assert [row["start"] for row in (first, second, third)] == [
        *("2024-09-03", "2024-09-04", "2024-09-05"),
    ]
    assert second["actors"] == "RU-NAVY"
    assert first["source"] == "Интерфакс |  |  | https://example.org/1"
    assert (third["lon"], third["evidence"]) == (None, "unverified")
    assert third["place"] == "Курилы (coordinates as written: 47,0 150)"
    assert third["notes"] == (
        "No radius is given, so the place is not drawn. Actors as written: Неизвестные."
    )
    assert report.own_kinds == {
        "own-polet": "Полёт",
        "own-ucheniya": "Учения",
        "own-prokhod": "Проход",
    }


def test_an_era_year_and_degrees_in_words_are_read(tmp_path: Path, tables: Tables) -> None:
    first = judged(opened(tmp_path, lists.JAPANESE), tables).accepted.to_pylist()[0]
    assert first["start"] == "2024-09-23"
    assert (first["lat"], first["lon"]) == (
        pytest.approx(45 + 35 / 60),
        pytest.approx(140 + 58 / 60),
    )


def test_a_shipped_kind_is_known_by_id_and_label(tmp_path: Path, tables: Tables) -> None:
    raw = opened(
        tmp_path,
        "title,date,type\na,2024-01-01,airspace-violation\n"
        "b,2024-01-02,Warship passage or patrol\n",
    )
    mapping = guess(raw, tables=tables)
    assert dict(mapping.kinds) == {
        "airspace-violation": "airspace-violation",
        "Warship passage or patrol": "warship-passage",
    }


def test_values_tell_a_column_whose_name_says_nothing(tmp_path: Path, tables: Tables) -> None:
    rows = "".join(f"{45 + n / 100}N,{141 + n / 100}E,2024-01-{n:02}\n" for n in range(1, 29))
    mapping = guess(opened(tmp_path, f"a,b,c\n{rows}"), tables=tables)
    assert columns(mapping) == {"start": "c", "lat": "a", "lon": "b"}
    assert all(use.confidence < 0.6 for use in mapping.uses.values())


@pytest.mark.parametrize(
    ("dates", "order", "reason"),
    [
        (["13/04/2024", "03/04/2024"], DateOrder.DMY, "one date can only have the day first"),
        (["04/13/2024", "03/04/2024"], DateOrder.MDY, "one date can only have the month first"),
        (["03/04/2024", "05/06/2024"], None, "2 dates can be read both ways"),
        (["03.04.2024", "05.06.2024"], DateOrder.DMY, "dates with full stops"),
        (["2024-01-02", "3 May 2024"], DateOrder.YMD, "no date needs it"),
        (["04/04/2024", "2024"], DateOrder.YMD, "no date needs it"),
        (["13/04/2024", "04/13/2024"], None, "one date can only have the day first, 1 the month"),
    ],
)
def test_the_order_of_dates_is_settled_by_the_whole_column_or_asked(
    dates: list[str], order: DateOrder | None, reason: str, tmp_path: Path
) -> None:
    rows = "".join(f"{date},x\n" for date in dates)
    mapping = guess(opened(tmp_path, f"date,kind\n{rows}"))
    assert mapping.date_order == order
    assert reason in mapping.reasons["date_order"]
    asked = {question.about for question in mapping.questions()}
    assert ("date_order" in asked) == (order is None)


def test_numbers_for_dates_are_counted(tmp_path: Path) -> None:
    mapping = guess(opened(tmp_path, "date,kind\n45558,x\n45559,x\n"))
    assert mapping.date_numbers is DateNumbers.EXCEL_1900
    years = guess(opened(tmp_path, "date,kind\n2023,x\n2024,x\n"))
    assert years.date_numbers is DateNumbers.NONE


def test_a_date_in_three_columns_is_put_together(tmp_path: Path, tables: Tables) -> None:
    rows = "1,2024,9,23,a\n2,2024,0,0,a\n3,2024,Sept.,0,a\n4,2024,13,1,a\n5,2024,,5,a\n"
    raw = opened(tmp_path, f"eventid,iyear,imonth,iday,kind\n{rows}")
    mapping = guess(raw, tables=tables)
    assert [mapping.column(part) for part in ("year", "month", "day")] == [
        *("iyear", "imonth", "iday"),
    ]
    report = judged(raw, tables, mapping)
    assert report.accepted.column("start").to_pylist() == ["2024-09-23", "2024", "2024-09", "2024"]
    assert report.rejected.to_pylist()[0]["reason"] == "iyear: there is no month 13"
    whole = guess(opened(tmp_path, "date,year,kind\n2024-01-02,2024,a\n"))
    assert "year" not in whole.uses


def test_exchanged_columns_are_noticed(tmp_path: Path, tables: Tables) -> None:
    rows = "".join(f"{45 + n},{141 + n},2024-01-0{n},x,5\n" for n in range(1, 9))
    raw = opened(tmp_path, f"longitude,latitude,date,kind,radius_km\n{rows}")
    mapping = guess(raw, tables=tables)
    assert mapping.swapped
    assert "latitude reaches 149" in mapping.reasons["swapped"]
    assert judged(raw, tables, mapping).accepted.column("lon").to_pylist()[0] == 142


def test_longitudes_from_0_to_360_are_noticed(tmp_path: Path) -> None:
    raw = opened(tmp_path, "lon,lat,date\n190,45,2024\n141,45,2024\n")
    assert guess(raw).reasons["crs"] == "the longitudes run from 0 to 360"


def test_metres_of_web_maps_are_proposed_and_others_asked(tmp_path: Path, tables: Tables) -> None:
    raw = opened(tmp_path, "x,y,date,kind,radius_km\n15751710,5700000,2024-01-01,k,5\n")
    mapping = guess(raw, tables=tables)
    assert mapping.crs == "EPSG:3857"
    row = judged(raw, tables, mapping).accepted.to_pylist()[0]
    assert row["lon"] == pytest.approx(141.5, abs=0.01)
    assert row["lat"] == pytest.approx(45.5, abs=0.2)
    raw = opened(tmp_path, "x,y,date,kind,radius_km\n540000,5040000,2024-01-01,k,5\n")
    mapping = guess(raw, tables=tables)
    assert mapping.crs == ""
    assert "crs" in {question.about for question in mapping.questions() if question.must}
    settled = mapping.settle(crs="EPSG:32654")
    row = judged(raw, tables, settled).accepted.to_pylist()[0]
    assert (row["lon"], row["lat"]) == (pytest.approx(141.5, abs=0.1), pytest.approx(45.5, abs=0.1))


def test_a_crs_that_nobody_knows_is_refused() -> None:
    with pytest.raises(DataError, match="not known"):
        Mapping().settle(crs="EPSG:1")


def test_what_is_missing_is_asked(tmp_path: Path) -> None:
    mapping = guess(opened(tmp_path, "title,date,lat,lon\na,2024-01-01,45.5,141.5\n"))
    asked = {question.about: question.must for question in mapping.questions()}
    assert asked == {"kind": True, "radius_km": False, "source": False}
    answered = mapping.say("kind", "x").say("radius_km", "5").say("source_publisher", "me")
    assert answered.questions() == ()


def test_a_unit_is_asked_only_where_a_number_has_none(tmp_path: Path) -> None:
    named = guess(opened(tmp_path, "date,lat,lon,radius\n2024,45.1,141.2,5 km\n"))
    assert named.radius_unit == "km"
    bare = guess(opened(tmp_path, "date,lat,lon,radius\n2024,45.1,141.2,5\n"))
    assert "radius_unit" in {question.about for question in bare.questions()}


def test_the_user_has_the_last_word(tmp_path: Path) -> None:
    mapping = guess(opened(tmp_path, "title,date\na,2024-01-01\n"))
    changed = mapping.take("summary", "title").take("title", None)
    assert columns(changed) == {"start": "date", "summary": "title"}
    assert changed.uses["summary"] == Use("title")


def test_a_mapping_is_remembered_as_json(tmp_path: Path, tables: Tables) -> None:
    mapping = guess(opened(tmp_path, lists.RUSSIAN), tables=tables).say("radius_km", "5")
    again = Mapping.from_json(mapping.to_json())
    assert again == mapping
    assert again.fingerprint == guess(opened(tmp_path, lists.RUSSIAN)).fingerprint
    assert again.fingerprint != guess(opened(tmp_path, lists.GERMAN)).fingerprint


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "{}", "[" * 100_000, '{"form": 2}', '{"form": 1}', '{"form": 1, "uses": []}'),
        '{"form": 1, "uses": {"colour": {"column": "a"}}}',
        '{"form": 1, "uses": {"start": {"column": 5}}}',
        '{"form": 1, "uses": {"start": {"column": "a", "colour": 1}}}',
        '{"form": 1, "uses": {}, "date_order": "DYM"}',
        '{"form": 1, "uses": {}, "crs": "EPSG:1"}',
        '{"form": 1, "uses": {}, "decimal": ";"}',
        '{"form": 1, "uses": {}, "for_all": {"id": "x"}}',
        '{"form": 1, "uses": {}, "kinds": {"x": 1}}',
    ],
)
def test_what_is_no_mapping_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(DataError) as refused:
        Mapping.from_json(text, where="m.json")
    assert str(refused.value).startswith("m.json: ")
    assert "\n" not in str(refused.value)


def test_a_mapping_of_other_columns_is_refused(tmp_path: Path, tables: Tables) -> None:
    raw = opened(tmp_path, lists.GERMAN)
    other = guess(opened(tmp_path, lists.RUSSIAN), tables=tables)
    with pytest.raises(DataError, match="which the file does not have"):
        judged(raw, tables, other)


@pytest.mark.parametrize(
    ("field", "column", "least"),
    [
        ("lat", "Latitude (deg)", 0.7),
        ("lat", "latitud", 0.9),
        ("start", "Date of event", 0.6),
        ("start", "発生年月日", 0.7),
        ("lon", "longtitude", 0.6),
        ("radius_km", "Radius [NM]", 0.7),
        ("source_url", "SourceURL", 0.9),
    ],
)
def test_names_are_known_in_their_usual_variants(field: str, column: str, least: float) -> None:
    assert name_score(field, column)[0] >= least


def test_coordinates_in_properties_count_where_no_feature_has_a_geometry(
    tmp_path: Path, tables: Tables
) -> None:
    text = (
        '{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":'
        '{"date":"2024-01-02","kind":"a","lat":45.5,"lon":141.5,"radius_km":5}}]}'
    )
    raw = opened(tmp_path, text, name="a.geojson")
    mapping = guess(raw, tables=tables)
    assert columns(mapping)["lat"] == "lat"
    assert "point" not in mapping.uses
    assert judged(raw, tables, mapping).accepted.column("lon").to_pylist() == [141.5]


def test_folders_of_kml_are_offered_as_kinds(tmp_path: Path) -> None:
    text = (
        "<kml><Document><Folder><name>Flights</name><Placemark><name>a</name>"
        "<Point><coordinates>141,45</coordinates></Point></Placemark></Folder></Document></kml>"
    )
    mapping = guess(opened(tmp_path, text, name="a.kml"))
    assert columns(mapping) == {"title": "name", "kind": "folder", "point": GEOMETRY}
    assert mapping.uses["kind"].confidence == 0.5
