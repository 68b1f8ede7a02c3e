"""Coordinates and lengths as people write them."""

import math

import pyarrow as pa
import pytest

from geo_tensions.intake.angles import read_angle, read_pair
from geo_tensions.intake.quantities import numbers, read_length_km, read_number, unit_named


@pytest.mark.parametrize(
    ("text", "degrees", "axis"),
    [
        ("45.5", 45.5, ""),
        ("45,5", 45.5, ""),
        ("-45.5", -45.5, ""),
        ("４５．５", 45.5, ""),
        ("45.5N", 45.5, "lat"),
        ("N 45.5°", 45.5, "lat"),
        ("45.5 S", -45.5, "lat"),
        ("180W", -180, "lon"),
        ("45°30'", 45.5, ""),
        ("45°30'36\"N", 45.51, "lat"),
        ("45º 30' 36'' N", 45.51, "lat"),
        ("45°30′36″N", 45.51, "lat"),
        ("45°30.6'N", 45.51, "lat"),
        ("45 30 36 N", 45.51, "lat"),
        ("45-30-36N", 45.51, "lat"),
        ("45:30:36", 45.51, ""),
        ("45d30m36sN", 45.51, "lat"),
        ("453036N", 45.51, "lat"),
        ("4530N", 45.5, "lat"),
        ("1413036E", 141.51, "lon"),
        ("14130E", 141.5, "lon"),
        ("北緯45度30分36秒", 45.51, "lat"),
        ("東経141度30分", 141.5, "lon"),
        ("45°30′ с.ш.", 45.5, "lat"),
        ("141°30' в. д.", 141.5, "lon"),
        ("45° северной широты", 45, "lat"),
        ("Nord 45.5", 45.5, "lat"),
        ("45.5 Süd", -45.5, "lat"),
        ("141,5 Est", 141.5, "lon"),
        ("lat: 45.5", 45.5, ""),
    ],
)
def test_an_angle_is_read_in_any_usual_notation(text: str, degrees: float, axis: str) -> None:
    found = read_angle(text)
    assert found.degrees == pytest.approx(degrees)
    assert found.axis == axis


@pytest.mark.parametrize(
    "text",
    [
        "",
        "NaN",
        "inf",
        "1e5",
        "45°61'N",
        "45 N S",
        "-45N",
        "45.5 O",
        "99999",
        "45301N",
        "4530151N",
        "14130N",
        "4530.5.5",
        "N",
        "x",
    ],
)
def test_what_is_no_angle_says_why(text: str) -> None:
    found = read_angle(text)
    assert found.degrees is None
    assert found.reason


@pytest.mark.parametrize(
    "text",
    [
        *("45.5, 141.5", "45.5,141.5", "45,5; 141,5", "45,5 141,5", "45,5, 141,5", "45,5,141,5"),
        *("POINT(141.5 45.5)", "SRID=4326;POINT Z (141.5 45.5 0)", "(45.5 141.5)"),
        *("4530N14130E", "453000N1413000E", "N4530 E14130", "4530N-14130E", "45-30N 141-30E"),
        *("45°30'N 141°30'E", "N45°30' E141°30'", "45 30 00 N 141 30 00 E", "141.5E 45.5N"),
        *("北緯45度30分 東経141度30分", "北緯45度30分0秒、東経141度30分0秒"),
        *("45°30′ с.ш. 141°30′ в.д.", "45° 30' с. ш., 141° 30' в. д.", "45.5N/141.5E"),
    ],
)
def test_a_pair_is_read_in_any_usual_notation(text: str) -> None:
    found = read_pair(text)
    assert (found.lat, found.lon) == (pytest.approx(45.5), pytest.approx(141.5))


def test_a_pair_knows_whether_it_names_its_axes() -> None:
    assert read_pair("45.5N 141.5E").sure
    assert read_pair("POINT(141.5 45.5)").sure
    assert not read_pair("45.5 141.5").sure
    assert read_pair("45.5N 46N").reason == "both of its angles are of one axis"
    assert read_pair("Sapporo").reason


@pytest.mark.parametrize(
    ("text", "decimal", "value"),
    [
        ("1,234.5", ".", 1234.5),
        ("1.234,5", ",", 1234.5),
        ("1 234,5", ",", 1234.5),
        ("1'000", ".", 1000),
        ("1e3", ".", 1000),
        ("12,34", ".", None),
        ("1,2,3", ".", None),
        ("nan", ".", None),
        ("", ".", None),
    ],
)
def test_a_number_with_its_marks(text: str, decimal: str, value: float | None) -> None:
    assert read_number(text, decimal=decimal) == value


@pytest.mark.parametrize(
    ("text", "km"),
    [
        ("10", 10),
        ("10 km", 10),
        ("10km", 10),
        ("~20 km", 20),
        ("5 NM", 9.26),
        ("5 nautical miles", 9.26),
        ("500 m", 0.5),
        ("10 キロメートル", 10),
        ("30海里", 55.56),
        ("1.5 км", 1.5),
        ("5 миль", 9.26),
        ("5 morgen", None),
        ("ten", None),
        ("-5", None),
    ],
)
def test_a_length_with_its_unit(text: str, km: float | None) -> None:
    found = read_length_km(text, decimal=".", unit="km")
    assert found == (None if km is None else pytest.approx(km))


def test_the_unit_of_a_column_stands_in_its_name() -> None:
    assert unit_named("Radius (NM)") == "NM"
    assert unit_named("радиус, км") == "km"
    assert unit_named("radius_km") == "km"
    assert unit_named("radius") == ""


def test_numbers_of_a_column_are_those_read_one_by_one() -> None:
    texts = ["1.5", " 2 ", "1,234.5", None, "x", "-3e2"]
    values, wrong = numbers(pa.chunked_array([pa.array(texts, pa.string())]), decimal=".")
    assert [None if math.isnan(value) else value for value in values] == [
        *(1.5, 2, 1234.5, None, None, -300),
    ]
    assert wrong.tolist() == [False, False, False, False, True, False]
