"""What stands below the map: one row of tabs, of which only the open one is made."""

from dataclasses import replace

import streamlit as st

from geo_tensions.analysis.counts import count
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.state import FilterState
from geo_tensions.errors import GeoTensionsError
from geo_tensions.mapping.published import Published
from geo_tensions.ui import compared, linked, news, selection, table, told
from geo_tensions.ui.parts import part
from geo_tensions.ui.sync import Session
from geo_tensions.ui.visitor import current, write_address
from geo_tensions.ui.widgets import change

TABS = {
    "table": "Table",
    "charts": "Charts",
    "words": "Words",
    "compare": "Compare",
    "new": "What is new",
}
"""Tabs in order, by the word for each in an address."""

PART = "below"
"""What stands under the map, as a part of the page that can be drawn by itself."""

_KEY = "tabs"


@part(key=PART)
def show(published: Published) -> None:
    """Show counts, what was picked, and the open tab; write the address of all of it.

    Parameters
    ----------
    published
        The data.
    """
    found, dataset = current(), published.dataset
    found.picks.settle(found.state)
    counts = count(dataset, found.state)
    st.markdown(f"**{counts.sentence}.**")
    selection.show(found, dataset)
    if not counts.shown.records:
        st.info("Nothing in the data matches this time and these filters.")
        st.button(
            "Reset filters",
            key="reset-empty",
            type="primary",
            on_click=change(lambda _: FilterState.default(dataset)),
        )
    first = TABS.get(found.page.get("tab", ""), "Table")
    tabs = st.tabs(list(TABS.values()), default=first, key=_KEY, on_change=_opened)
    charts: frozenset[str] = frozenset()
    for name, tab in zip(TABS, tabs, strict=True):
        if not tab.open:
            continue
        with tab:
            try:
                charts = _open(name, found, published)
            except GeoTensionsError as error:
                # Map and filters work on without this tab's files.
                st.error(f"This cannot be shown. {error}", icon=":material/error:")
    found.picks.drawn(charts)
    write_address(found, dataset)


def _open(name: str, found: Session, published: Published) -> frozenset[str]:
    """Make the open tab; return the names of its charts."""
    dataset = published.dataset
    mask = shown(dataset, found.state)
    if name == "charts":
        return linked.show(found, dataset, mask)
    if name == "words":
        return told.show(found, dataset)
    if name == "compare":
        return compared.show(found, dataset)
    if name == "new":
        return news.show(found, dataset)
    if mask.any():
        table.show(dataset, mask, selected=found.state.selected, on_pick=_pick)
        table.not_drawn(dataset, mask)
    return frozenset()


def _pick(identifier: str | None) -> None:
    found = current()
    if identifier != found.state.selected:
        found.change(replace(found.state, selected=identifier))


def _opened() -> None:
    found = current()
    word = {label: name for name, label in TABS.items()}[st.session_state[_KEY]]
    found.touched = True
    if word == "table":
        found.page.pop("tab", None)
    else:
        found.page["tab"] = word
