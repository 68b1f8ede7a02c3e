"""The linked charts: what is picked in one filters the map, the table and all others."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from geo_tensions.analysis.filters import Mask, shown
from geo_tensions.analysis.scrambles import hidden_unverified, year_figures
from geo_tensions.analysis.series import By, Step, actors_by_kind, calendar, launches, over_time
from geo_tensions.analysis.spatial import measured, targets
from geo_tensions.analysis.state import FilterState
from geo_tensions.charts import picking
from geo_tensions.charts.actors import actors_chart
from geo_tensions.charts.base import Chart, Theme
from geo_tensions.charts.days import days_chart
from geo_tensions.charts.distances import Distance, distances_chart
from geo_tensions.charts.launches import launches_chart
from geo_tensions.charts.over_time import over_time_chart
from geo_tensions.charts.scrambles import scrambles_chart
from geo_tensions.dataset import Dataset
from geo_tensions.model import Perspective
from geo_tensions.registers import load_scrambles
from geo_tensions.ui import chart_box
from geo_tensions.ui.sync import Session
from geo_tensions.ui.widgets import kept

TITLES = {
    "time": "Over time",
    "days": "Days",
    "actors": "Actors and kinds",
    "launches": "Launches",
    "distances": "Distances",
    "scrambles": "Scrambles",
}
"""Charts, in the order in which they stand."""

FIRST = ("time", "actors")
"""Charts of a first visit."""

MOST_RECORDS = 20_000
"""Records up to which charts that look at each of them are drawn."""

STEPS = (Step.MONTH, Step.QUARTER, Step.YEAR)
MANY_BUCKETS_DAYS = 40 * 366
"""Length of a window from which years are the first choice, months for shorter ones."""

FIRST_TARGET = {Perspective.JAPAN: "japan-claim"}
OTHER_TARGET = "japan-defacto"
"""What distances are measured to at first, by perspective."""

Read = Callable[[Mapping[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class _Made:
    """A chart, and how to read what is picked in it."""

    chart: Chart
    read: Read


@dataclass(frozen=True)
class _Shown:
    """What a chart is made of: the state without the chart's own pick, and what that shows."""

    dataset: Dataset
    state: FilterState
    mask: Mask
    theme: Theme


def show(found: Session, dataset: Dataset) -> frozenset[str]:
    """Show the charts that the visitor chose, and return their names."""
    chosen = kept("charts", list(FIRST))
    st.pills(
        "Charts",
        list(TITLES),
        selection_mode="multi",
        format_func=TITLES.__getitem__,
        key=chosen.key,
        on_change=chosen.put,
    )
    names = [name for name in TITLES if name in chosen.value]
    mask = shown(dataset, found.state)
    st.caption(
        "Brush or click in a chart: the map, the table and the other charts follow. "
        "Esc clears the selection."
    )
    for name in names:
        state = found.picks.without(name, found.state)
        part = mask if state == found.state else shown(dataset, state)
        if name not in {"time", "scrambles"} and int(part.sum()) > MOST_RECORDS:
            st.info(
                f"{TITLES[name]}: {int(part.sum()):,} records are shown, more than the "
                f"{MOST_RECORDS:,} of which this chart is drawn. Narrow the window or the filters."
            )
            continue
        made = _MAKERS[name](_Shown(dataset, state, part, chart_box.theme()))
        chart_box.show(name, made.chart, title=TITLES[name], read=made.read)
    return frozenset(names)


def _time(given: _Shown) -> _Made:
    long = given.state.window.days > MANY_BUCKETS_DAYS
    row = st.container(horizontal=True, gap="medium")
    step = kept("time-step", Step.YEAR if long else Step.MONTH, forget="time")
    row.segmented_control(
        "A bar is a", list(STEPS), required=True, key=step.key, on_change=step.put
    )
    by = kept("time-by", By.DOMAIN, forget="time")
    row.segmented_control("Split by", list(By), required=True, key=by.key, on_change=by.put)
    dataset, state = given.dataset, given.state
    series = over_time(dataset, given.mask, window=state.window, step=step.value, by=by.value)
    return _Made(
        over_time_chart(dataset, series, theme=given.theme),
        partial(picking.from_time, series=series, dataset=dataset, state=state),
    )


def _days(given: _Shown) -> _Made:
    dataset, window = given.dataset, given.state.window
    days, unknown = calendar(dataset, given.mask, window=window)
    chart = days_chart(dataset, days, window=window, unknown=unknown, theme=given.theme)
    return _Made(chart, partial(picking.from_days, days=days, dataset=dataset))


def _actors(given: _Shown) -> _Made:
    cells = actors_by_kind(given.dataset, given.mask)
    return _Made(
        actors_chart(given.dataset, cells, theme=given.theme),
        partial(picking.from_pairs, cells=cells, dataset=given.dataset),
    )


def _launches(given: _Shown) -> _Made:
    flights, lacking = launches(given.dataset, given.mask)
    return _Made(
        launches_chart(given.dataset, flights, lacking=lacking, theme=given.theme),
        partial(picking.from_flights, launches=flights),
    )


def _distances(given: _Shown) -> _Made:
    dataset = given.dataset
    labels = targets(dataset.catalog)
    first = FIRST_TARGET.get(given.state.perspective, OTHER_TARGET)
    target = kept("distance-target", first, forget="distances")
    st.selectbox(
        "Distance to",
        list(labels),
        format_func=labels.__getitem__,
        key=target.key,
        on_change=target.put,
        width=420,
    )
    far = measured(dataset, target.value)
    rows = np.flatnonzero(given.mask & np.isfinite(far.km)).tolist()
    found = [
        Distance(row, float(far.km[row]), float(far.least_km[row]), float(far.most_km[row]))
        for row in rows
    ]
    chart = distances_chart(dataset, found, what=labels[target.value], theme=given.theme)
    return _Made(chart, partial(picking.from_distances, state=given.state))


def _scrambles(given: _Shown) -> _Made:
    asked = kept("unverified-scrambles", value=False)
    st.toggle("Also unverified figures", key=asked.key, on_change=asked.put)
    periods = load_scrambles(given.dataset.catalog)
    window = given.state.window
    figures = year_figures(periods, window=window, unverified=asked.value)
    hidden = 0 if asked.value else hidden_unverified(periods, window=window)
    return _Made(
        scrambles_chart(figures, hidden=hidden, theme=given.theme),
        partial(picking.from_fiscal_years, figures=figures, extent=given.dataset.extent),
    )


_MAKERS: Mapping[str, Callable[[_Shown], _Made]] = {
    "time": _time,
    "days": _days,
    "actors": _actors,
    "launches": _launches,
    "distances": _distances,
    "scrambles": _scrambles,
}
