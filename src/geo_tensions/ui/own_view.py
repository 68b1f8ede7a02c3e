"""The data as one visitor sees it, without loading what only own data need."""

from typing import Protocol

import streamlit as st

from geo_tensions.mapping.published import Published

OWN = "own-data"
"""Session key of what the visitor added."""


class _Adds(Protocol):
    def published(self, shared: Published) -> Published: ...


def with_own(shared: Published) -> Published:
    """Return what the visitor sees: what everybody does, and with it what the visitor added."""
    found: _Adds | None = st.session_state.get(OWN)
    return found.published(shared) if found is not None else shared
