"""The page with the map."""

from dataclasses import replace

import streamlit as st
from streamlit_folium import st_folium

from geo_tensions.analysis.counts import Counts, count
from geo_tensions.analysis.filters import Mask, shown
from geo_tensions.analysis.state import FilterState
from geo_tensions.mapping.published import Published
from geo_tensions.mapping.timemap import Command, TimeMap
from geo_tensions.ui import downloads, drafting, sidebar, table
from geo_tensions.ui.basemaps import BASEMAPS
from geo_tensions.ui.library import opened
from geo_tensions.ui.sync import Session
from geo_tensions.ui.visitor import current, session, write_address
from geo_tensions.ui.widgets import change
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
    counts = count(dataset, found.state)
    mask = shown(dataset, found.state)
    with st.sidebar:
        with st.container(horizontal=True, key="leaving"):
            downloads.of_view(found, dataset)
            drafting.show_add(dataset)
        sidebar.show(found, dataset, hidden=counts.unverified_hidden)
    _problems(published, found)
    _map(published, found)
    _below(published, found, counts, mask)
    write_address(found, dataset)


def _map(published: Published, found: Session) -> None:
    key = f"map-{published.dataset.catalog.data_version}"

    def report() -> None:
        # Runs before anything is drawn, so that sidebar and address agree in the same run.
        if isinstance(value := st.session_state.get(key), dict) and value:
            current().adopt(value, dataset=published.dataset)
            drafting.adopt(value, published.dataset)

    basemap = BASEMAPS.get(found.basemap or "")
    command = found.command(
        published,
        theme=st.context.theme.type or "light",
        basemap=basemap.command() if basemap else None,
        more=drafting.more_of_command(published.dataset) | {"deck": None},
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


def _below(published: Published, found: Session, counts: Counts, mask: Mask) -> None:
    dataset = published.dataset
    with st.container(key="below"):
        st.markdown(f"**{counts.sentence}.**")
        if not counts.shown.records:
            st.info("Nothing in the data matches this time and these filters.")
            st.button(
                "Reset filters",
                key="reset-empty",
                type="primary",
                on_click=change(lambda _: FilterState.default(dataset)),
            )
            return
        table.show(dataset, mask, selected=found.state.selected, on_pick=_pick)
        table.not_drawn(dataset, mask)


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
