"""Keeps Python's collector of garbage away from what stays for as long as the server runs."""

import gc

import streamlit as st


def keep() -> None:
    """Take everything that is there now out of the collector's sight.

    Streamlit collects garbage at the end of every run. With the libraries and the data in sight
    that takes some 80 ms, in which the server answers nobody, at every release and filter change.
    What is not part of a cycle is freed as before.
    """
    gc.collect()
    gc.freeze()


@st.cache_resource(show_spinner=False)
def keep_page() -> None:
    """Do the same, once, when the first page has loaded what only pages load."""
    gc.freeze()
