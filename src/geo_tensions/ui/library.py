"""The data as all visitors share it, read once."""

import streamlit as st

from geo_tensions.dataset import load_dataset
from geo_tensions.mapping.published import Published


@st.cache_resource(show_spinner=False)
def library() -> Published:
    """Return the published data.

    Raises
    ------
    GeoTensionsError
        If the data cannot be used at all; nothing is kept then, so that a repaired folder is found.
    """
    return Published.of(load_dataset())
