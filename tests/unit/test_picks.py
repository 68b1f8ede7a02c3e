"""Picks in charts: what they set, who takes over, and how they are taken back."""

from dataclasses import replace
from datetime import date

import pytest

from geo_tensions.analysis.compare import compare
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.periods import Against, other_window
from geo_tensions.analysis.scrambles import year_figures
from geo_tensions.analysis.series import calendar, launches
from geo_tensions.analysis.state import FilterState
from geo_tensions.charts import picking
from geo_tensions.dataset import Dataset
from geo_tensions.registers import load_scrambles
from geo_tensions.timespan import Window
from geo_tensions.ui.sync import Session

YEAR = Window(date(2022, 1, 1), date(2022, 12, 31))
SPRING = Window(date(2022, 3, 1), date(2022, 5, 31))
AUTUMN = Window(date(2022, 9, 1), date(2022, 11, 30))


@pytest.fixture
def state(dataset: Dataset) -> FilterState:
    return replace(FilterState.default(dataset), window=YEAR)


@pytest.fixture
def session(state: FilterState) -> Session:
    return Session(state)


def test_a_chart_goes_on_showing_what_it_showed(session: Session, state: FilterState) -> None:
    session.pick("time", {"window": SPRING})
    assert session.state.window == SPRING
    assert session.picks.without("time", session.state) == state
    assert session.picks.without("days", session.state).window == SPRING


def test_a_brush_that_grows_is_one_step_back(session: Session) -> None:
    session.pick("time", {"window": SPRING})
    session.pick("time", {"window": AUTUMN})
    assert session.state.window == AUTUMN
    session.undo()
    assert session.state.window == YEAR
    session.picks.settle(session.state)
    assert not session.picks


def test_a_brush_that_is_let_go_leaves_nothing_to_undo(session: Session) -> None:
    session.pick("time", {"window": SPRING})
    session.pick("time", {})
    assert session.state.window == YEAR
    assert not session.past
    assert not session.picks


def test_picks_of_two_charts_add_up_and_clear_together(
    session: Session, state: FilterState
) -> None:
    session.pick("time", {"window": SPRING})
    session.pick("actors", {"kinds": frozenset({"missile-launch"})})
    assert session.picks.now() == {"window": SPRING, "kinds": frozenset({"missile-launch"})}
    session.clear_picks()
    assert session.state == state


def test_a_pick_of_the_same_filter_replaces_the_other(session: Session, state: FilterState) -> None:
    session.pick("time", {"window": SPRING})
    turn = session.picks.key("time")
    session.pick("scrambles", {"window": AUTUMN})
    assert session.state.window == AUTUMN
    assert "time" not in session.picks
    assert session.picks.key("time") != turn
    session.clear_picks()
    assert session.state == state


def test_another_hand_takes_a_pick_over(session: Session) -> None:
    session.pick("time", {"window": SPRING})
    session.change(replace(session.state, window=AUTUMN))
    session.picks.settle(session.state)
    assert not session.picks
    session.clear_picks()
    assert session.state.window == AUTUMN


def test_a_chart_that_left_the_page_comes_back_narrowed(session: Session) -> None:
    session.pick("time", {"window": SPRING})
    session.picks.drawn(frozenset())
    assert session.picks.without("time", session.state).window == SPRING
    session.clear_picks()
    assert session.state.window == YEAR


def test_without_picks_clearing_drops_chosen_records(session: Session, dataset: Dataset) -> None:
    session.change(replace(session.state, ids=frozenset({dataset.records[0].id})))
    session.clear_picks()
    assert not session.state.ids


def test_days_apart_are_chosen_record_by_record(dataset: Dataset, state: FilterState) -> None:
    days, _ = calendar(dataset, shown(dataset, state), window=YEAR)
    first, second = min(days), max(days)
    assert picking.from_days({"day": [{"day": first.isoformat()}]}, days, dataset=dataset) == {
        "window": Window(first, first)
    }
    both = [{"day": first.isoformat()}, {"day": second.isoformat()}]
    found = picking.from_days({"day": both}, days, dataset=dataset)
    assert found["window"] == Window(first, second)
    rows = [*days[first], *days[second]]
    assert found["ids"] == {dataset.records[row].id for row in rows}
    assert picking.from_days({"day": [{"day": "2022-01-02"}]}, {}, dataset=dataset) == {}


def test_a_box_of_flights_chooses_its_launches(dataset: Dataset, state: FilterState) -> None:
    every = replace(state, kinds=frozenset({"missile-launch"}))
    found, _ = launches(dataset, shown(dataset, every))
    box = {"flight": {"range_km": [0, 20000], "apogee_km": [9000, 1000]}}
    ids = picking.from_flights(box, found)["ids"]
    assert ids == {one.id for one in found if 1000 <= one.apogee_km <= 9000}
    classes = {"classes": [{"range_class": "ICBM"}]}
    chosen = picking.from_flights(classes, found)["ids"]
    assert chosen == {one.id for one in found if one.range_class == "ICBM"}
    assert picking.from_flights({}, found) == {}


def test_fiscal_years_and_sides_become_windows(dataset: Dataset, state: FilterState) -> None:
    figures = year_figures(load_scrambles(dataset.catalog))
    point = {"fiscal_year": [{"fiscal_year": 2022}]}
    found = picking.from_fiscal_years(point, figures, extent=dataset.extent)
    assert found == {"window": Window(date(2022, 4, 1), date(2023, 3, 31))}
    before = replace(state, window=Window(date(2021, 1, 1), date(2021, 12, 31)))
    comparison = compare(dataset, before, state)
    side = {"side": [{"line": "missiles", "side": 0}]}
    assert picking.from_sides(side, comparison) == {
        "window": before.window,
        "kinds": frozenset({"missile-launch"}),
    }


def test_a_brush_over_distances_stays_in_the_window(state: FilterState) -> None:
    low, high = 1640000000000, 1650000000000  # 20 December 2021 to 15 April 2022, UTC
    found = picking.from_distances({"time": {"at": [high, low]}}, state=state)
    assert found == {"window": Window(date(2022, 1, 1), date(2022, 4, 15))}
    assert picking.from_distances({"time": {}}, state=state) == {}


@pytest.mark.parametrize(
    ("window", "against", "expected"),
    [
        (AUTUMN, Against.YEAR, Window(date(2021, 9, 1), date(2021, 11, 30))),
        (AUTUMN, Against.BEFORE, Window(date(2022, 6, 2), date(2022, 8, 31))),
        (
            Window(date(2024, 2, 1), date(2024, 2, 29)),
            Against.YEAR,
            Window(date(2023, 2, 1), date(2023, 2, 28)),
        ),
        (AUTUMN, Against.OWN, SPRING),
        (Window(date(1900, 1, 1), date(2026, 1, 1)), Against.BEFORE, "cut"),
        (Window(date(1855, 2, 7), date(1855, 3, 1)), Against.BEFORE, None),
        (Window(date(1855, 2, 7), date(1855, 3, 1)), Against.YEAR, None),
    ],
)
def test_windows_to_compare_with(
    dataset: Dataset, window: Window, against: Against, expected: Window | str | None
) -> None:
    found = other_window(window, against, extent=dataset.extent, own=SPRING)
    if expected == "cut":
        assert found == Window(dataset.extent.first, date(1899, 12, 31))
    else:
        assert found == expected
