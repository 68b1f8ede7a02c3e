"""Charts: each compiles in Vega, says in words what it shows, and keeps the colours of the map."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import vl_convert

from geo_tensions.analysis.compare import compare
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.scrambles import hidden_unverified, year_figures
from geo_tensions.analysis.series import (
    By,
    Step,
    actors_by_kind,
    calendar,
    ids_of,
    launches,
    over_time,
)
from geo_tensions.analysis.state import FilterState
from geo_tensions.charts.actors import actors_chart
from geo_tensions.charts.base import THEMES, Chart, Theme
from geo_tensions.charts.comparison import comparison_chart
from geo_tensions.charts.days import days_chart
from geo_tensions.charts.distances import Distance, distances_chart
from geo_tensions.charts.launches import launches_chart
from geo_tensions.charts.over_time import over_time_chart
from geo_tensions.charts.scrambles import scrambles_chart
from geo_tensions.dataset import Dataset
from geo_tensions.registers import Against, load_scrambles
from geo_tensions.timespan import Window

Make = Callable[[Dataset, FilterState, Theme], Chart]


def time_by(step: Step, by: By) -> Make:
    def make(dataset: Dataset, state: FilterState, theme: Theme) -> Chart:
        mask = shown(dataset, state)
        series = over_time(dataset, mask, window=state.window, step=step, by=by)
        return over_time_chart(dataset, series, theme=theme)

    return make


def of_days(dataset: Dataset, state: FilterState, theme: Theme) -> Chart:
    days, unknown = calendar(dataset, shown(dataset, state), window=state.window)
    return days_chart(dataset, days, window=state.window, unknown=unknown, theme=theme)


def of_actors(dataset: Dataset, state: FilterState, theme: Theme) -> Chart:
    return actors_chart(dataset, actors_by_kind(dataset, shown(dataset, state)), theme=theme)


def of_launches(dataset: Dataset, state: FilterState, theme: Theme) -> Chart:
    found, lacking = launches(dataset, shown(dataset, state))
    return launches_chart(dataset, found, lacking=lacking, theme=theme)


def of_scrambles(dataset: Dataset, state: FilterState, theme: Theme) -> Chart:
    periods = load_scrambles(dataset.catalog)
    figures = year_figures(periods, window=state.window)
    return scrambles_chart(figures, hidden=hidden_unverified(periods), theme=theme)


def of_comparison(dataset: Dataset, state: FilterState, theme: Theme) -> Chart:
    other = replace(state, window=Window(date(2020, 1, 1), date(2020, 6, 30)))
    return comparison_chart(compare(dataset, other, state), theme=theme)


def of_distances(dataset: Dataset, state: FilterState, theme: Theme) -> Chart:
    rows = [row for row, on in enumerate(shown(dataset, state).tolist()) if on]
    distances = [Distance(row, 300.0, 200.0, 450.0) for row in rows]
    return distances_chart(dataset, distances, what="Japan's main islands", theme=theme)


CHARTS: Mapping[str, Make] = {
    "domains": time_by(Step.MONTH, By.DOMAIN),
    "kinds": time_by(Step.QUARTER, By.KIND),
    "days": of_days,
    "actors": of_actors,
    "launches": of_launches,
    "scrambles": of_scrambles,
    "comparison": of_comparison,
    "distances": of_distances,
}


def wide(dataset: Dataset) -> FilterState:
    return replace(FilterState.default(dataset), kinds=frozenset(dataset.kinds))


def parameters(spec: Any) -> set[str]:
    """Return the names of all selections in a specification."""
    if isinstance(spec, dict):
        mine = {p["name"] for p in spec.get("params", []) if isinstance(p, dict) and "select" in p}
        return mine.union(*(parameters(value) for value in spec.values()))
    return set().union(*(parameters(value) for value in spec)) if isinstance(spec, list) else set()


def sized(spec: dict[str, Any]) -> dict[str, Any]:
    """Return a specification with a width of its own, as a page would give it."""
    return spec | ({"width": 600} if spec.get("width") == "container" else {})


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_compiles_and_describes_itself(dataset: Dataset, name: str, theme: str) -> None:
    chart = CHARTS[name](dataset, wide(dataset), THEMES[theme])
    spec = chart.spec.to_dict()
    svg = vl_convert.vegalite_to_svg(sized(spec))
    assert spec["description"] == chart.sentence
    assert chart.sentence.endswith(".")
    assert svg.startswith("<svg")
    assert chart.table.rows
    assert {len(row) for row in chart.table.rows} == {len(chart.table.header)}
    assert set(chart.selections) == parameters(spec)


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_of_nothing_compiles_and_says_so(dataset: Dataset, name: str) -> None:
    window = Window(date(1930, 1, 1), date(1930, 1, 3))
    state = replace(wide(dataset), window=window, kinds=frozenset())
    chart = CHARTS[name](dataset, state, THEMES["light"])
    vl_convert.vegalite_to_svg(sized(chart.spec.to_dict()))
    assert chart.table.rows == []
    assert chart.sentence


@pytest.mark.parametrize("name", CHARTS)
def test_the_same_state_gives_the_same_specification(dataset: Dataset, name: str) -> None:
    made = [
        json.dumps(CHARTS[name](dataset, wide(dataset), THEMES["dark"]).spec.to_dict())
        for _ in range(2)
    ]
    assert made[0] == made[1]


@pytest.mark.parametrize("theme", THEMES)
def test_domains_and_kinds_have_the_colours_of_the_map(dataset: Dataset, theme: str) -> None:
    for name, table in (("domains", dataset.tables.domains), ("kinds", dataset.kinds)):
        spec = CHARTS[name](dataset, wide(dataset), THEMES[theme]).spec.to_dict()
        scale = spec["encoding"]["color"]["scale"]
        told = dict(zip(scale["domain"], scale["range"], strict=True))
        colours = {item.label: getattr(item, f"colour_{theme}") for item in table.values()}
        assert told.items() <= colours.items()


def data(chart: Chart) -> list[dict[str, Any]]:
    """Return the rows that a chart draws."""
    (rows,) = chart.spec.to_dict()["datasets"].values()
    return list(rows)


def test_bars_stack_without_gaps(dataset: Dataset) -> None:
    rows = data(CHARTS["domains"](dataset, wide(dataset), THEMES["light"]))
    height: dict[str, int] = {}
    for row in rows:
        assert row["below"] == height.get(row["bucket"], 0)
        height[row["bucket"]] = row["above"]
        assert row["above"] - row["below"] == row["count"] > 0


def test_scrambles_mark_parts_of_years(dataset: Dataset) -> None:
    chart = CHARTS["scrambles"](dataset, wide(dataset), THEMES["light"])
    rows = {(row["year"], row["against"]): row for row in data(chart)}
    assert rows["FY2025*", "Russian aircraft"]["partial"]
    assert not rows["FY2024", "Russian aircraft"]["partial"]
    assert any("never added up" in note for note in chart.notes)
    table = {row[0]: row[1:] for row in chart.table.rows}
    assert table["FY2024"] == ["237", "464"]
    assert table["FY2025, April to December only"][0].startswith("130 (from published shares")
    spec = json.dumps(chart.spec.to_dict())
    assert '"gradient": "linear"' in spec


def test_unverified_scrambles_are_hollow_when_asked_for(dataset: Dataset) -> None:
    figures = year_figures(load_scrambles(dataset.catalog), unverified=True)
    chart = scrambles_chart(figures, against=[Against.TOTAL], theme=THEMES["light"])
    (row,) = [row for row in data(chart) if row["year"] == "FY1989"]
    assert row["unverified"]
    assert "Dashed and hollow: unverified, no document was read." in chart.notes
    assert ["FY1989", "812 (unverified)"] in chart.table.rows


def test_kinds_that_are_selections_are_pale_and_say_why(dataset: Dataset) -> None:
    chart = CHARTS["comparison"](dataset, wide(dataset), THEMES["light"])
    rows = {row["line"]: row for row in data(chart)}
    assert rows["military-flight"]["refused"]
    assert not rows["missile-launch"]["refused"]
    assert any(note.startswith("Pale, not compared") for note in chart.notes)
    assert "Military flight" not in chart.sentence


def test_launches_lacking_a_figure_are_told(dataset: Dataset) -> None:
    state = wide(dataset)
    mask = shown(dataset, state)
    found, lacking = launches(dataset, mask)
    chart = launches_chart(dataset, found, lacking=lacking, theme=THEMES["light"])
    assert len(data(chart)) + len(lacking) == int((mask & (dataset.columns.flags & 128 > 0)).sum())
    assert any(f"{len(lacking)} launch row" in note for note in chart.notes)
    assert {row["id"] for row in data(chart)} == set(ids_of(dataset, [one.row for one in found]))
