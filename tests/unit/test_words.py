"""Grammar of rule-made sentences for 0, 1 and many."""

from datetime import date

import pytest

from geo_tensions.analysis import words
from geo_tensions.timespan import Window


@pytest.mark.parametrize(
    ("value", "text"), [(0, "no events"), (1, "1 event"), (2, "2 events"), (2000, "2,000 events")]
)
def test_counts_with_nouns(value: int, text: str) -> None:
    assert words.counted(value, "event") == text


def test_irregular_nouns_and_verbs() -> None:
    assert words.noun(1, "fishing boat seized", "fishing boats seized") == "fishing boat seized"
    assert words.noun(0, "fishing boat seized", "fishing boats seized") == "fishing boats seized"
    assert [words.verb(n, "has", "have") for n in (0, 1, 2)] == ["have", "has", "have"]


@pytest.mark.parametrize(
    ("items", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists(items: list[str], text: str) -> None:
    assert words.listed(items) == text


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("2022-01-01", "2022-01-01", "1 January 2022"),
        ("2022-01-01", "2022-01-31", "1 to 31 January 2022"),
        ("2022-01-01", "2022-12-31", "1 January to 31 December 2022"),
        ("2024-09-01", "2025-01-31", "1 September 2024 to 31 January 2025"),
    ],
)
def test_spans(first: str, last: str, text: str) -> None:
    window = Window(date.fromisoformat(first), date.fromisoformat(last))
    assert words.span_words(window) == text


def test_rates_and_differences() -> None:
    assert words.rate_words(34 / 365) == "0.093 a day"
    assert words.rate_words(0) == "0 a day"
    assert [words.signed(n) for n in (3, 0, -3)] == ["+3", "0", "\u22123"]
