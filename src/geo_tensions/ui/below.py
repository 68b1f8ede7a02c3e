"""What stands below the map: several views of what is shown, of which the chosen one is made."""

from dataclasses import replace
from importlib import import_module

import streamlit as st

from geo_tensions.analysis.counts import count
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.state import FilterState
from geo_tensions.errors import GeoTensionsError
from geo_tensions.mapping.published import Published
from geo_tensions.ui import beside, navigation, own_view, selection, table
from geo_tensions.ui.parts import part
from geo_tensions.ui.sync import Session
from geo_tensions.ui.visitor import current, write_address
from geo_tensions.ui.widgets import change, on_value, showing

TABLE = "table"
TABS = {
    TABLE: "Table",
    "charts": "Charts",
    "words": "Words",
    beside.TAB: "Compare",
    "new": "What is new",
}
"""Views in order, by the word for each in an address."""

_VIEWS = {"charts": "linked", "words": "told", beside.TAB: "compared", "new": "news"}
"""Modules of the views beside the table; each is loaded when it is first opened, for the map does
not wait for what draws charts."""

PART = "below"
"""What stands under the map, as a part of the page that can be drawn by itself."""


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
    if found.state.selected and st.button(
        "Edit this record", key="edit-record", icon=":material/edit:", type="tertiary"
    ):
        own_view.edit(found.state.selected)
        navigation.go(navigation.OWN)
    if not counts.shown.records:
        st.info("Nothing in the data matches this time and these filters.")
        st.button(
            "Reset filters",
            key="reset-empty",
            type="primary",
            on_click=change(lambda _: FilterState.default(dataset)),
        )
    name = found.page.get("tab", TABLE)
    key = showing("tab", name if name in TABS else TABLE)
    # One element, where tabs would be six blocks that travel with each release.
    chosen = st.segmented_control(
        "View",
        list(TABS),
        format_func=TABS.__getitem__,
        required=True,
        key=key,
        on_change=on_value(key, _choose),
        label_visibility="collapsed",
    )
    charts: frozenset[str] = frozenset()
    try:
        charts = _open(chosen or TABLE, found, published)
    except GeoTensionsError as error:
        # Map and filters work on without this view's files.
        st.error(f"This cannot be shown. {error}", icon=":material/error:")
    found.picks.drawn(charts)
    write_address(found, dataset)


def _open(name: str, found: Session, published: Published) -> frozenset[str]:
    """Make the chosen view; return the names of its charts."""
    dataset = published.dataset
    if name in _VIEWS:
        view = import_module(f"geo_tensions.ui.{_VIEWS[name]}")
        charts: frozenset[str] = view.show(found, dataset)
        return charts
    mask = shown(dataset, found.state)
    if mask.any():
        table.show(dataset, mask, selected=found.state.selected, on_pick=_pick)
        table.not_drawn(dataset, mask)
    return frozenset()


def _pick(identifier: str | None) -> None:
    found = current()
    if identifier != found.state.selected:
        found.change(replace(found.state, selected=identifier))


def _choose(found: Session, name: str) -> None:
    found.touched = True
    # The map may show, or show no longer, what is compared.
    found.due |= beside.SWIPE in found.page
    if name == TABLE:
        found.page.pop("tab", None)
    else:
        found.page["tab"] = name
