"""The session of a visitor, and the address in which it travels."""

import streamlit as st

from geo_tensions.analysis.address import from_params, to_params
from geo_tensions.dataset import Dataset
from geo_tensions.ui.recalled import unfolded
from geo_tensions.ui.sync import Session

_SESSION = "session"
_WRITTEN = "address-written"

PAGE_KEYS = ("tab", "against", "swipe")
"""Parameters of an address that are no filters: the open tab, what a comparison is with,
and whether the map shows both."""

LONGEST = 40
"""Characters of such a parameter; a longer one is nobody's."""


def session(dataset: Dataset) -> Session:
    """Return the visitor's session, made from the address on a first visit.

    An address that differs from the one last written, in a run that no widget and no report began,
    is the browser's back button: it is read again. (After a widget the browser may still send the
    address of the run before.) One without parameters (another page was open) says nothing.
    """
    params, told = unfolded(st.query_params.to_dict(), dataset)
    if _SESSION not in st.session_state:
        state, problems = from_params(params, dataset=dataset)
        made = Session(state, problems=problems, page=_page(params))
        made.fit(dataset)
        st.session_state[_SESSION] = made
    found: Session = st.session_state[_SESSION]
    found.fit(dataset)
    written = st.session_state.get(_WRITTEN, params)
    if params and params != written and not found.touched:
        state, problems = from_params(params, dataset=dataset)
        found.change(state)
        found.problems = problems
        found.page = _page(params)
    if told:
        found.problems = [*told, *found.problems]
    return found


def write_address(found: Session, dataset: Dataset) -> None:
    """Put the state into the browser's address."""
    params = to_params(found.state, dataset=dataset) | found.page
    if params != st.query_params.to_dict():
        st.query_params.from_dict(params)
    st.session_state[_WRITTEN] = params
    found.touched = False


def forgotten() -> bool:
    """Tell whether the browser has lost the address that was written into it on this page."""
    return bool(st.session_state.get(_WRITTEN)) and not st.query_params.to_dict()


def current() -> Session:
    """Return the session inside a callback, where the page has made it already."""
    found: Session = st.session_state[_SESSION]
    return found


def _page(params: dict[str, str]) -> dict[str, str]:
    return {key: params[key] for key in PAGE_KEYS if 0 < len(params.get(key, "")) <= LONGEST}
