"""The page with the map."""

import streamlit as st
from streamlit_folium import st_folium

from geo_tensions.mapping.arrivals import ARRIVALS
from geo_tensions.mapping.published import Published
from geo_tensions.mapping.timemap import Command, TimeMap
from geo_tensions.ui import below, beside, downloads, drafting, sidebar
from geo_tensions.ui.basemaps import BASEMAPS
from geo_tensions.ui.lasting import keep_page
from geo_tensions.ui.library import opened
from geo_tensions.ui.reported import minutes_of
from geo_tensions.ui.sync import Session
from geo_tensions.ui.visitor import current, session
from geo_tensions.ui.words import markdown_plain

HEIGHT_PX = 720
"""Height of the map where the style sheet cannot set one from the window's."""

MAP_FIRST_S = 1.5
"""How long filters and table wait at most, on a first visit, for the map to be drawn."""

FEW_PROBLEMS = 3
"""How many lines of what could not be read stand above the map; more are folded into one."""


def show() -> None:
    """Show filters, map and what is below it, all of one state."""
    published = opened()
    found = session(published.dataset)
    with found.whole_page():
        # The map's place is kept below what comes first on the page; it is told before the filters
        # are drawn, because it takes longest.
        _problems(published, found)
        # The column stands from the start: the map need not make room for it later.
        st.sidebar.html('<div class="filters-follow"></div>')
        _map(published, found)
        # Without a browser, as in a test of the page, nothing is going to come.
        if st.context.url:
            ARRIVALS.wait(found.visit, longest_s=MAP_FIRST_S)
        with st.sidebar:
            sidebar.show(found, published.dataset)
        with st.container(key="below"):
            below.show(published)
    keep_page()


def _map(published: Published, found: Session) -> None:
    key = f"map-{published.dataset.catalog.data_version}"

    def report() -> None:
        # Runs before anything is drawn, so that sidebar and address agree in the same run.
        value = st.session_state.get(key)
        if not isinstance(value, dict) or not value:
            return
        drafting.adopt(value, published.dataset)
        # A file that is offered is named by the window; what it is compared with moves with it.
        other = beside.on_map(current(), published.dataset)
        current().due |= downloads.is_open() or other is not None
        if current().adopt(value, dataset=published.dataset):
            # The map knows it already, and so do the other filters: only these are drawn again.
            st.rerun([*sidebar.OF_THE_WINDOW, below.PART])

    basemap = BASEMAPS.get(found.basemap or "")
    other = beside.on_map(found, published.dataset)
    command = found.command(
        published,
        theme=st.context.theme.type or "light",
        basemap=basemap.command() if basemap else None,
        more={
            **drafting.more_of_command(published.dataset),
            "deck": None,
            "compare": minutes_of(other) if other else None,
        },
    )
    with st.container(key="map"):
        st_folium(
            TimeMap(published),
            key=key,
            height=HEIGHT_PX,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=Command(command),
            on_change=report,
        )


def _problems(published: Published, found: Session) -> None:
    for line in found.problems:
        st.warning(markdown_plain(line), icon=":material/link_off:")
    lines = [markdown_plain(line) for line in published.problems]
    if len(lines) <= FEW_PROBLEMS:
        for line in lines:
            st.warning(line, icon=":material/warning:")
        return
    title = f"{len(lines)} parts of the data were left out; everything else is shown"
    with st.expander(title, icon=":material/warning:", key="problems"):
        st.markdown("\n".join(f"- {line}" for line in lines))
