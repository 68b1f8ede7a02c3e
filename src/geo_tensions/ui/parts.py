"""Parts of the page that Streamlit can draw by themselves."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from geo_tensions.ui.visitor import current

P = ParamSpec("P")


def part(*, key: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Return a decorator for a part of the page that is drawn by itself after a hand inside it.

    If that hand changed the state, which map and filters show too, the whole page is drawn instead.
    """

    def decorate(draw: Callable[P, None]) -> Callable[P, None]:
        @wraps(draw)
        def alone(*args: P.args, **kwargs: P.kwargs) -> None:
            found = current()
            if found.due and not found.drawing:
                st.rerun()
            draw(*args, **kwargs)

        made: Callable[P, None] = st.fragment(key=key)(alone)
        return made

    return decorate
