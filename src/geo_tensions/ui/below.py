"""What stands below the map: one row of tabs, of which only the open one is made."""

from collections.abc import Callable

import streamlit as st

from geo_tensions.analysis.counts import Counts
from geo_tensions.analysis.filters import Mask
from geo_tensions.analysis.state import FilterState
from geo_tensions.errors import GeoTensionsError
from geo_tensions.mapping.published import Published
from geo_tensions.ui import compared, linked, news, selection, table, told
from geo_tensions.ui.sync import Session
from geo_tensions.ui.visitor import current
from geo_tensions.ui.widgets import change

TABS = {
    "table": "Table",
    "charts": "Charts",
    "words": "Words",
    "compare": "Compare",
    "new": "What is new",
}
"""Tabs in order, by the word for each in an address."""

_KEY = "tabs"


def show(
    published: Published,
    found: Session,
    counts: Counts,
    mask: Mask,
    *,
    on_pick: Callable[[str | None], None],
) -> None:
    """Show counts, the selection, and the open tab.

    Parameters
    ----------
    published, found
        The data and the visitor's state.
    counts, mask
        What the state shows.
    on_pick
        Called with the record picked in the table, or None.
    """
    dataset = published.dataset
    with st.container(key="below"):
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
                    charts = _open(name, found, published, mask, on_pick=on_pick)
                except GeoTensionsError as error:
                    # Map and filters work on without this tab's files.
                    st.error(f"This cannot be shown. {error}", icon=":material/error:")
        found.picks.drawn(charts)


def _open(
    name: str,
    found: Session,
    published: Published,
    mask: Mask,
    *,
    on_pick: Callable[[str | None], None],
) -> frozenset[str]:
    """Make the open tab; return the names of its charts."""
    dataset = published.dataset
    if name == "charts":
        return linked.show(found, dataset, mask)
    if name == "words":
        return told.show(found, dataset)
    if name == "compare":
        return compared.show(found, dataset)
    if name == "new":
        return news.show(found, dataset)
    _table(found, published, mask, on_pick=on_pick)
    return frozenset()


def _table(
    found: Session, published: Published, mask: Mask, *, on_pick: Callable[[str | None], None]
) -> None:
    if mask.any():
        table.show(published.dataset, mask, selected=found.state.selected, on_pick=on_pick)
        table.not_drawn(published.dataset, mask)


def _opened() -> None:
    found = current()
    word = {label: name for name, label in TABS.items()}[st.session_state[_KEY]]
    found.touched = True
    if word == "table":
        found.page.pop("tab", None)
    else:
        found.page["tab"] = word
