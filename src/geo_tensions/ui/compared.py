"""The window beside another one: counts, rates, differences, warnings and refusals."""

from dataclasses import replace
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from geo_tensions.analysis.compare import Comparison, Line, compare
from geo_tensions.analysis.periods import Against, other_window
from geo_tensions.analysis.words import rate_words, signed
from geo_tensions.charts import picking
from geo_tensions.charts.comparison import comparison_chart
from geo_tensions.dataset import Dataset
from geo_tensions.timespan import Window
from geo_tensions.ui import chart_box
from geo_tensions.ui.beside import NAME, OWN_MARK, SWIPE, read_against
from geo_tensions.ui.sync import Session
from geo_tensions.ui.widgets import on_value, showing
from geo_tensions.ui.words import markdown_plain

WORDS = {
    Against.BEFORE: "Same length before",
    Against.YEAR: "The year before",
    Against.OWN: "Own dates",
}


def show(found: Session, dataset: Dataset) -> frozenset[str]:
    """Show the comparison of the visitor's window with another one, all filters the same."""
    state = found.picks.without(NAME, found.state)
    against, own = read_against(found.page.get("against", ""))
    _choice(against)
    if against is Against.OWN:
        own = own or other_window(state.window, Against.YEAR, extent=dataset.extent)
        own = own or dataset.extent
        _own_dates(own, dataset.extent)
    window = other_window(state.window, against, extent=dataset.extent, own=own)
    _on_map(found)
    if window is None:
        st.info("The data begin later than the dates to compare with. Choose own dates.")
        return frozenset({NAME})
    comparison = compare(dataset, replace(state, window=window), state)
    chart_box.show(
        NAME,
        comparison_chart(comparison, theme=chart_box.theme()),
        title="Side by side",
        read=partial(picking.from_sides, comparison=comparison),
    )
    _table(comparison)
    return frozenset({NAME})


def _on_map(found: Session) -> None:
    key = showing(SWIPE, SWIPE in found.page)

    def switch(session: Session, on: bool) -> None:  # noqa: FBT001 - a switch's value
        session.touched = session.due = True
        session.page.pop(SWIPE, None)
        if on:
            session.page[SWIPE] = "1"

    st.toggle(
        "Both on the map: A left of a line, B right of it",
        key=key,
        on_change=on_value(key, switch),
    )


def _choice(against: Against) -> None:
    key = showing("against", against)

    def choose(session: Session, value: Against) -> None:
        session.touched = True
        session.due |= SWIPE in session.page
        session.page["against"] = value.value
        session.picks.forget(NAME)

    st.segmented_control(
        "Compare the window with",
        list(Against),
        format_func=WORDS.__getitem__,
        required=True,
        key=key,
        on_change=on_value(key, choose),
    )


def _own_dates(own: Window, extent: Window) -> None:
    row = st.container(horizontal=True, gap="small")
    for name, label, value in (("first", "A from", own.first), ("last", "A to", own.last)):
        key = showing(f"own-{name}", value)

        def choose(session: Session, day: object, *, end: str = name) -> None:
            if isinstance(day, date):
                first, last = (day, own.last) if end == "first" else (own.first, day)
                first, last = (day, day) if first > last else (first, last)
                session.touched = True
                session.due |= SWIPE in session.page
                session.page["against"] = f"{first.isoformat()}{OWN_MARK}{last.isoformat()}"
                session.picks.forget(NAME)

        row.date_input(
            label,
            min_value=min(extent.first, own.first),
            max_value=max(extent.last, own.last),
            format="YYYY-MM-DD",
            key=key,
            on_change=on_value(key, choose),
            width=170,
        )


def _table(comparison: Comparison) -> None:
    lines = [line for line in comparison.lines if any(line.counts)]
    if not lines:
        return
    rated = any(line.rates for line in lines)
    rows = [_cells(line, rated=rated) for line in lines]
    header = ["What", "A", "B", "B less A", *(["A a day", "B a day"] if rated else [])]
    st.table(pd.DataFrame(rows, columns=header).set_index("What"))
    refused = [line for line in lines if line.refused]
    if refused:
        with st.expander(f"Not compared: {len(refused)}, with the reasons", key="refused"):
            for line in refused:
                st.markdown(f"- {markdown_plain(line.refused)}")


def _cells(line: Line, *, rated: bool) -> list[str]:
    difference = "not compared" if line.difference is None else signed(line.difference)
    cells = [markdown_plain(line.label), *(f"{count:,}" for count in line.counts), difference]
    if rated:
        cells += [rate_words(rate) for rate in line.rates] if line.rates else ["", ""]
    return cells
