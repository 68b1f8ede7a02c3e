"""What is new since a day or a version of the data, and which periods stand out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from geo_tensions.analysis.anomalies import Anomaly, Report, launch_months, scramble_years
from geo_tensions.analysis.changes import Changes, new_since, version_key
from geo_tensions.analysis.scrambles import AGAINST_WORDS
from geo_tensions.dataset import Dataset
from geo_tensions.registers import Against, Correction, load_corrections, load_scrambles
from geo_tensions.timespan import Window
from geo_tensions.ui.reported import clip
from geo_tensions.ui.sync import Session
from geo_tensions.ui.told import known
from geo_tensions.ui.visitor import current
from geo_tensions.ui.widgets import kept
from geo_tensions.ui.words import markdown_plain

NAME = "news"
"""Of this tab among the picks."""

ALL, DAY = "everything", "day"
"""Choices beside the versions of the data."""


def show(found: Session, dataset: Dataset) -> frozenset[str]:
    """Show the log of corrections since a moment, then what stands out."""
    state = found.picks.without(NAME, found.state)
    _changes(dataset)
    st.markdown("#### What stands out in this window")
    _report("Launch dates by month", launch_months(dataset, window=state.window), dataset)
    periods = load_scrambles(dataset.catalog)
    for against in (Against.RUSSIA, Against.CHINA):
        report = scramble_years(periods, against=against)
        inside = [one for one in report.found if _touch(one.window, state.window)]
        title = f"Scrambles against {AGAINST_WORDS[against]} by fiscal year"
        _report(title, replace(report, found=inside), dataset)
    return frozenset({NAME})


def _changes(dataset: Dataset) -> None:
    st.markdown("#### What is new in the data")
    log = load_corrections(dataset.catalog)
    if not log:
        st.caption("The log of corrections is empty.")
        return
    changes = _since(log)
    ids = known([item.id for item in changes.items], dataset)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(markdown_plain(changes.sentence), width="content")
        if ids:
            st.button("Show these records", key="news-show", on_click=_pick(ids, "ids"))
    rows = [_row(entry, dataset) for item in changes.items for entry in item.entries]
    if rows:
        header = ("Date", "Version", "What", "Record", "Field", "Before", "After", "Why", "Id")
        st.dataframe(
            pd.DataFrame(rows, columns=list(header)),
            hide_index=True,
            key="news-table",
            column_config={
                "Record": st.column_config.Column(width=300),
                "Why": st.column_config.Column(width=320),
            },
        )


def _since(log: Sequence[Correction]) -> Changes:
    versions = sorted({entry.data_version for entry in log}, key=version_key)
    first = min(entry.day for entry in log)
    row = st.container(horizontal=True, vertical_alignment="bottom", gap="small")
    choice = kept("news-since", ALL)
    words = {ALL: "Everything logged", DAY: "Since a day"}
    row.selectbox(
        "New since",
        [ALL, *versions, DAY],
        format_func=lambda item: words.get(item, f"Since data version {item}"),
        key=choice.key,
        on_change=choice.put,
        width=240,
    )
    if choice.value == DAY:
        day = kept("news-day", first)
        row.date_input("Day", format="YYYY-MM-DD", key=day.key, on_change=day.put, width=170)
        return new_since(log, day.value)
    if choice.value in versions:
        return new_since(log, choice.value)
    return replace(new_since(log, date.min), since="the first collection")


def _row(entry: Correction, dataset: Dataset) -> tuple[str, ...]:
    at = dataset.row_of.get(entry.id)
    title = dataset.records[at]["title"] if at is not None else ""
    return (
        *(entry.day.isoformat(), entry.data_version, entry.nature.value, title, entry.field),
        *(entry.before, entry.after, entry.why, entry.id),
    )


def _report(title: str, report: Report, dataset: Dataset) -> None:
    st.markdown(f"**{title}**")
    if report.refused:
        st.caption(markdown_plain(report.refused))
        return
    st.caption(markdown_plain(report.method))
    if not report.found:
        st.markdown("None stands out in this window.")
    for number, one in enumerate(report.found):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"{markdown_plain(one.sentence)}.", width="content")
            st.button(
                "Show",
                key=f"stands-out-{title}-{number}",
                help=f"Show {one.label}",
                on_click=_pick_window(one, dataset),
            )
    st.caption(markdown_plain(report.caveat))


def _pick_window(one: Anomaly, dataset: Dataset) -> Callable[[], None]:
    return _pick(clip(one.window, dataset.extent), "window")


def _pick(value: object, name: str) -> Callable[[], None]:
    def callback() -> None:
        current().pick(NAME, {name: value})

    return callback


def _touch(one: Window, other: Window) -> bool:
    return one.first <= other.last and other.first <= one.last
