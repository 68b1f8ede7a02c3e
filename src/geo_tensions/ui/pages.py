"""The frame of every page: title, look, navigation, and what cannot be shown."""

from pathlib import Path

import streamlit as st

from geo_tensions.errors import GeoTensionsError
from geo_tensions.ui import explore, navigation, sources

_HERE = Path(__file__).parent
TITLE = "Geo Tensions"
SIDEBAR_PX = 336


def show() -> None:
    """Show the page that the address names."""
    st.set_page_config(
        page_title=TITLE,
        page_icon=str(_HERE / "icon.svg"),
        layout="wide",
        initial_sidebar_state=SIDEBAR_PX,
        menu_items={"about": "An interactive, offline map of Japan-Russia tensions through time."},
    )
    st.html(_HERE / "page.css")
    pages = {
        navigation.EXPLORE: st.Page(_guarded_explore, title="Explore", url_path="", default=True),
        navigation.PRESENT: st.Page(_guarded_present, title="Present", url_path=navigation.PRESENT),
        navigation.OWN: st.Page(_guarded_own, title="Your data", url_path=navigation.OWN),
        navigation.SOURCES: st.Page(
            _guarded_sources, title="Data and sources", url_path=navigation.SOURCES
        ),
    }
    navigation.remember(pages)
    st.navigation(list(pages.values()), position="top").run()


def _guarded_explore() -> None:
    try:
        explore.show()
    except GeoTensionsError as error:
        _cannot(error)


def _guarded_present() -> None:
    # Imported late: the first page opens without what draws.
    from geo_tensions.ui import present  # noqa: PLC0415

    try:
        present.show()
    except GeoTensionsError as error:
        _cannot(error)


def _guarded_own() -> None:
    # Imported late: it brings what opens foreign files.
    from geo_tensions.ui import own_page  # noqa: PLC0415

    try:
        own_page.show()
    except GeoTensionsError as error:
        _cannot(error)


def _guarded_sources() -> None:
    try:
        sources.show()
    except GeoTensionsError as error:
        _cannot(error)


def _cannot(error: GeoTensionsError) -> None:
    st.error(f"The data cannot be shown. {error}", icon=":material/error:")
