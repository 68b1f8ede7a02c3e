"""The data as one visitor sees it, without loading what only own data need."""

from typing import Protocol

import streamlit as st

from geo_tensions.mapping.published import Published

OWN = "own-data"
"""Session key of what the visitor added."""


RECORD = "own-record"
"""Session key of the record that is edited."""

VIEW = "own-view"
"""Session key of what the page of own data shows."""

FILES, RECORDS, WORKSPACE = "files", "records", "workspace"


def edit(record: str) -> None:
    """Let the page of own data show a record with its form."""
    st.session_state[VIEW] = RECORDS
    st.session_state[RECORD] = record


class _Adds(Protocol):
    def published(self, shared: Published) -> Published: ...


def with_own(shared: Published) -> Published:
    """Return what the visitor sees: what everybody does, and with it what the visitor added."""
    found: _Adds | None = st.session_state.get(OWN)
    return found.published(shared) if found is not None else shared
