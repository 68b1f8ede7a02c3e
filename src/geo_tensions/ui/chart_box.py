"""One chart on the page: drawn, told in a sentence, and given as figures."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from geo_tensions.charts.base import THEMES, Chart, Theme
from geo_tensions.ui.visitor import current
from geo_tensions.ui.words import markdown_plain

MOST_TEXT_ROWS = 250
"""Rows up to which figures are given as a table of plain text; more are given as a grid."""


def theme() -> Theme:
    """Return the colours of the page's theme."""
    return THEMES[st.context.theme.type or "light"]


def show(
    name: str,
    chart: Chart,
    *,
    title: str,
    read: Callable[[Mapping[str, Any]], dict[str, Any]] | None = None,
) -> None:
    """Show a chart with its notes, its sentence and its figures.

    Parameters
    ----------
    name
        Of the chart among the picks.
    chart, title
        What is shown, and the heading over it.
    read
        Turns what was brushed or clicked into changes of the filters.
    """
    found = current()
    key = found.picks.key(name)

    def picked() -> None:
        event = st.session_state[key]
        if read is not None:
            current().pick(name, read(event["selection"]))

    with st.container(key=f"chart-box-{name}", gap="small"):
        st.markdown(f"#### {title}")
        st.altair_chart(
            chart.spec,
            width="stretch",
            theme=None,
            key=key,
            on_select=picked if read else "ignore",
            selection_mode=list(chart.selections) if read else None,
        )
        st.markdown(markdown_plain(chart.sentence))
        for note in chart.notes:
            st.caption(markdown_plain(note))
        figures(name, chart)


def figures(name: str, chart: Chart) -> None:
    """Show a chart's figures, made only where somebody opens them."""
    box = st.expander("Figures of this chart", key=f"figures-{name}", on_change="rerun")
    if not box.open:
        return
    frame = pd.DataFrame(list(chart.table.rows), columns=list(chart.table.header))
    with box:
        if frame.empty:
            st.caption("No figures.")
        elif len(frame) > MOST_TEXT_ROWS:
            st.dataframe(frame, hide_index=True, key=f"grid-{name}")
        else:
            st.table(frame.map(markdown_plain).set_index(frame.columns[0]))
