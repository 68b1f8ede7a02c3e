"""The pages by name, so that one can lead to another."""

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

EXPLORE, PRESENT, OWN, SOURCES = "explore", "present", "your-data", "data-and-sources"
_PAGES = "pages"


def remember(pages: Mapping[str, StreamlitPage]) -> None:
    """Keep the pages of this run."""
    st.session_state[_PAGES] = dict(pages)


def go(name: str) -> None:
    """Open a page."""
    st.switch_page(st.session_state[_PAGES][name])
