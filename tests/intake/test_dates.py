"""Dates in the notations of six languages."""

import pytest

from geo_tensions.intake.date_model import (
    AMBIGUOUS,
    ERA,
    EXCHANGED,
    IMPOSSIBLE,
    TWO_DIGITS,
    UNREADABLE,
    DateNumbers,
    DateOrder,
)
from geo_tensions.intake.dates import read_date
from geo_tensions.intake.freely import read_freely


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("2024-09-23", "2024-09-23"),
        ("2024/9/3", "2024-09-03"),
        ("2024.9", "2024-09"),
        ("20240923", "2024-09-23"),
        ("09/2024", "2024-09"),
        ("2024", "2024"),
        ("２０２４年９月２３日", "2024-09-23"),
        ("2024年9月23日(月)", "2024-09-23"),
        ("2024年9月23日 10時15分", "2024-09-23"),
        ("2024年9月", "2024-09"),
        ("令和6年9月23日", "2024-09-23"),
        ("令和元年5月1日", "2019-05-01"),
        ("昭和64年1月7日", "1989-01-07"),
        ("R6.9.23", "2024-09-23"),
        ("H31.4.30", "2019-04-30"),
        ("23.09.2024", "2024-09-23"),
        ("09/23/2024", "2024-09-23"),
        ("23 September 2024", "2024-09-23"),
        ("Sept. 23rd, 2024", "2024-09-23"),
        ("23-Sep-2024", "2024-09-23"),
        ("September 2024", "2024-09"),
        ("Monday, 23 September 2024", "2024-09-23"),
        ("23 сентября 2024 г.", "2024-09-23"),
        ("сентябрь 2024", "2024-09"),
        ("23. September 2024", "2024-09-23"),
        ("3. März 2024", "2024-03-03"),
        ("1er mars 2024", "2024-03-01"),
        ("23 de septiembre de 2024", "2024-09-23"),
        ("2024-09-23 10:15", "2024-09-23"),
        ("23.09.2024 10:15 Uhr", "2024-09-23"),
        ("23.09.2024 10.15 Uhr", "2024-09-23"),
        ("2024. 9. 23.", "2024-09-23"),
        ("2024 09.23", "2024-09-23"),
        ("2024-09-23T10:15:00.123456", "2024-09-23"),
        ("2024-09-23T20:00:00Z", "2024-09-24"),
        ("2024-09-23T20:00:00+09:00", "2024-09-23"),
        ("Mon, 23 Sep 2024 20:15:00 GMT", "2024-09-24"),
        ("2024-09-23 11:30 pm UTC", "2024-09-24"),
    ],
)
def test_a_date_is_read_as_its_writer_means_it(text: str, start: str) -> None:
    assert read_date(text, order=None).start == start


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("03/04/2024", AMBIGUOUS),
        ("31.02.2024", IMPOSSIBLE),
        ("2024-13-01", IMPOSSIBLE),
        ("0000-01-01", IMPOSSIBLE),
        ("9999-01-01", IMPOSSIBLE),
        ("23/09/24", TWO_DIGITS),
        ("23-Sep-24", TWO_DIGITS),
        ("令和元年4月1日", ERA),
        ("昭和64年1月8日", ERA),
        ("soon", UNREADABLE),
        ("23 September", UNREADABLE),
        ("Tu-95", UNREADABLE),
        ("45558", UNREADABLE),
        ("31-32 September 2024", UNREADABLE),
    ],
)
def test_what_is_no_date_says_why(text: str, fault: str) -> None:
    found = read_date(text, order=None)
    assert (found.start, found.fault) == ("", fault)
    assert found.reason


def test_the_order_settles_digits_and_a_wrong_one_is_offered_the_other_way_round() -> None:
    assert read_date("03/04/2024", order=DateOrder.YMD).fault == AMBIGUOUS
    assert read_date("03/04/2024", order=DateOrder.DMY).start == "2024-04-03"
    assert read_date("03/04/2024", order=DateOrder.MDY).start == "2024-03-04"
    found = read_date("09/23/2024", order=DateOrder.DMY)
    assert (found.start, found.fault, found.proposal) == ("", EXCHANGED, "2024-09-23")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("23 to 25 September 2024", "2024-09-23", "2024-09-25"),
        ("23-25 September 2024", "2024-09-23", "2024-09-25"),
        ("September 23-25, 2024", "2024-09-23", "2024-09-25"),
        ("23.-25. September 2024", "2024-09-23", "2024-09-25"),
        ("23–25 сентября 2024 г.", "2024-09-23", "2024-09-25"),
        ("23-25 de septiembre de 2024", "2024-09-23", "2024-09-25"),
        ("2024年9月23日〜25日", "2024-09-23", "2024-09-25"),
        ("令和6年9月23〜25日", "2024-09-23", "2024-09-25"),
        ("2024-09-23/2024-09-25", "2024-09-23", "2024-09-25"),
        ("23.09.2024 - 25.09.2024", "2024-09-23", "2024-09-25"),
        ("30 September - 2 October 2024", "2024-09-30", "2024-10-02"),
        ("24 сентября - 3 октября 2024", "2024-09-24", "2024-10-03"),
        ("2024年9月23日〜2024年9月25日", "2024-09-23", "2024-09-25"),
    ],
)
def test_a_span_in_one_cell_has_both_days(text: str, start: str, end: str) -> None:
    found = read_date(text, order=DateOrder.DMY)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    ("text", "numbers", "start"),
    [
        ("45558", DateNumbers.EXCEL_1900, "2024-09-23"),
        ("45558.75", DateNumbers.EXCEL_1900, "2024-09-23"),
        ("44096", DateNumbers.EXCEL_1904, "2024-09-23"),
        ("1727049600", DateNumbers.UNIX_SECONDS, "2024-09-23"),
        ("1727121600000", DateNumbers.UNIX_MILLISECONDS, "2024-09-24"),
    ],
)
def test_numbers_count_days_or_seconds(text: str, numbers: DateNumbers, start: str) -> None:
    assert read_date(text, order=None, numbers=numbers).start == start
    assert read_date("2024-09-23", order=None, numbers=numbers).start == "2024-09-23"


@pytest.mark.parametrize("text", ["99999999999999999999", "1e5", "-99999999999999999999"])
def test_numbers_that_count_to_no_day_are_none(text: str) -> None:
    for numbers in DateNumbers:
        assert read_date(text, order=None, numbers=numbers).start == ""


def test_words_that_no_rule_covers_are_offered_and_never_taken() -> None:
    text = "noche del 23 de septiembre de 2024, madrugada"
    found = read_date(text, order=DateOrder.DMY)
    assert found.fault == UNREADABLE
    offered = read_freely("23 september of the year 2024 AD", found, order=DateOrder.DMY)
    assert offered.start == ""
    assert read_freely("Tu-95", found, order=DateOrder.DMY).proposal == ""
