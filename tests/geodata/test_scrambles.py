"""Scramble figures: known ones, parts of years, what rests on nothing read, and broken rows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from geo_tensions.analysis.scrambles import (
    YearFigure,
    full_years,
    hidden_unverified,
    year_figures,
)
from geo_tensions.catalog import Catalog
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError
from geo_tensions.registers import Against, Basis, Coverage, ScramblePeriod, load_scrambles

Small = Callable[..., Path]

KNOWN = {
    # Totals as published; the rows of an earlier and a later peak are exchanged by some outlets.
    (1984, Against.TOTAL): 944,
    (2014, Against.TOTAL): 943,
    (2016, Against.TOTAL): 1168,
    (2024, Against.TOTAL): 704,
    (2016, Against.CHINA): 851,
    (2018, Against.RUSSIA): 343,
    (2022, Against.RUSSIA): 150,
    (2024, Against.RUSSIA): 237,
}


@pytest.fixture(scope="session")
def periods(catalog: Catalog) -> list[ScramblePeriod]:
    return load_scrambles(catalog)


def figure(figures: list[YearFigure], year: int, against: Against) -> YearFigure:
    found = [f for f in figures if f.period.fiscal_year == year and f.against is against]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(("year", "against"), KNOWN)
def test_known_figures(periods: list[ScramblePeriod], year: int, against: Against) -> None:
    assert figure(year_figures(periods), year, against).figure.value == KNOWN[year, against]


def test_against_russia_1459_from_2018_to_2023(periods: list[ScramblePeriod]) -> None:
    years = full_years(periods, Against.RUSSIA)
    assert sum(f.figure.value for f in years if 2018 <= f.period.fiscal_year <= 2023) == 1459


def test_ids_name_the_period_and_sources_resolve(
    dataset: Dataset, periods: list[ScramblePeriod]
) -> None:
    assert len({period.id for period in periods}) == len(periods) == 30
    for period in periods:
        assert period.id.startswith(f"fy{period.fiscal_year}")
        assert period.partial == ("-months" in period.id)
        assert set(period.sources) <= set(dataset.sources)
        total = period.figures[Against.TOTAL].value
        parts = [f.value for against, f in period.figures.items() if against is not Against.TOTAL]
        assert sum(parts) <= total


def test_parts_of_a_year_grow_and_stay_below_it(periods: list[ScramblePeriod]) -> None:
    for against in Against:
        for year in (2006, 2025):
            values = [
                period.figures[against].value
                for period in periods
                if period.fiscal_year == year and against in period.figures
            ]
            assert values == sorted(values)


def test_one_figure_a_year_and_the_longest_part_stands_for_it(
    periods: list[ScramblePeriod],
) -> None:
    figures = year_figures(periods, unverified=True)
    keys = [(f.period.fiscal_year, f.against) for f in figures]
    assert len(keys) == len(set(keys))
    last = figure(figures, 2025, Against.RUSSIA)
    assert last.period.coverage is Coverage.NINE_MONTHS
    assert last.label == "FY2025, April to December only"
    assert (last.figure.value, last.figure.basis) == (130, Basis.SHARES)
    assert not any(f.period.partial for f in full_years(periods, Against.TOTAL))


def test_what_was_not_read_is_hidden_until_asked_for(periods: list[ScramblePeriod]) -> None:
    shown = year_figures(periods)
    assert not any(f.figure.unverified for f in shown)
    # The whole of fiscal 2006 is unverified: its first half, which was read, stands in its place.
    assert figure(shown, 2006, Against.RUSSIA).period.coverage is Coverage.FIRST_HALF
    asked = year_figures(periods, unverified=True)
    assert figure(asked, 2006, Against.RUSSIA).period.coverage is Coverage.FULL_YEAR
    assert {f.period.fiscal_year for f in asked} - {f.period.fiscal_year for f in shown} == {
        *(1989, 1993, 1998, 2003),
    }
    assert hidden_unverified(periods) == 11


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("x,2030,2030-05-01,2031-03-31,full-year,1,,,read,,,s,", "a fiscal year on 1 April"),
        ("x,2030,2030-04-01,2030-12-31,full-year,1,,,read,,,s,", "does not fit an end on"),
        ("x,2030,2030-04-01,2031-03-31,full-year,1,,,,,,s,", "a value or a basis, but not both"),
        ("x,2030,2030-04-01,2031-03-31,full-year,1,,,read,,,,", "cites no source"),
        ("x,2030,2030-04-01,2031-03-31,half,1,,,read,,,s,", "is not a valid Coverage"),
    ],
)
def test_a_row_that_does_not_hold_is_named(small: Small, row: str, fault: str) -> None:
    root = small("scrambles")
    with (root / "tables/scrambles.csv").open("a", encoding="utf-8") as file:
        file.write(f"{row}\n")
    with pytest.raises(DataError) as raised:
        load_scrambles(Catalog.open(root))
    assert str(raised.value).startswith("geodata/tables/scrambles.csv, row 32: ")
    assert fault in str(raised.value)
