"""The page with the map."""

from dataclasses import replace

import streamlit as st
from streamlit_folium import st_folium

from geo_tensions.analysis.counts import count
from geo_tensions.analysis.filters import shown
from geo_tensions.mapping.published import Published
from geo_tensions.mapping.timemap import Command, TimeMap
from geo_tensions.ui import below, sidebar
from geo_tensions.ui.basemaps import BASEMAPS
from geo_tensions.ui.library import opened
from geo_tensions.ui.sync import Session
from geo_tensions.ui.visitor import current, session, write_address
from geo_tensions.ui.words import markdown_plain

HEIGHT_PX = 720
"""Height of the map where the style sheet cannot set one from the window's."""

FEW_PROBLEMS = 3
"""How many lines of what could not be read stand above the map; more are folded into one."""


def show() -> None:
    """Show filters, map and table, all of one state."""
    published = opened()
    dataset = published.dataset
    found = session(dataset)
    found.picks.settle(found.state)
    counts = count(dataset, found.state)
    mask = shown(dataset, found.state)
    with st.sidebar:
        sidebar.show(found, dataset, hidden=counts.unverified_hidden)
    _problems(published, found)
    _map(published, found)
    below.show(published, found, counts, mask, on_pick=_pick)
    write_address(found, dataset)


def _map(published: Published, found: Session) -> None:
    key = f"map-{published.dataset.catalog.data_version}"

    def report() -> None:
        # Runs before anything is drawn, so that sidebar and address agree in the same run.
        if isinstance(value := st.session_state.get(key), dict) and value:
            current().adopt(value, dataset=published.dataset)

    basemap = BASEMAPS.get(found.basemap or "")
    command = found.command(
        published,
        theme=st.context.theme.type or "light",
        basemap=basemap.command() if basemap else None,
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


def _pick(identifier: str | None) -> None:
    found = current()
    if identifier != found.state.selected:
        found.change(replace(found.state, selected=identifier))


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
