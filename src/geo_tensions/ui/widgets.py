"""Widgets that show the one state and change it; none keeps a value of its own."""

from collections.abc import Callable, Collection
from dataclasses import replace
from typing import Any, TypeVar

import streamlit as st

from geo_tensions.analysis.state import FilterState
from geo_tensions.ui.visitor import current

T = TypeVar("T")


def show_value(key: str, value: object) -> None:
    """Let a widget show a value, unless it shows it already.

    Setting it again would make the browser drop what a quick hand has changed meanwhile.
    """
    if key not in st.session_state or not _same(st.session_state[key], value):
        st.session_state[key] = value


def on_change(key: str, field: str, read: Callable[[Any], Any]) -> Callable[[], None]:
    """Return a callback that puts a widget's value into a field of the state."""

    def callback() -> None:
        session = current()
        session.change(replace(session.state, **{field: read(st.session_state[key])}))

    return callback


def change(make: Callable[[FilterState], FilterState]) -> Callable[[], None]:
    """Return a callback that replaces the state."""

    def callback() -> None:
        session = current()
        session.change(make(session.state))

    return callback


def member(key: str, field: str, item: T) -> Callable[[], None]:
    """Return a callback of a check box that puts an item into a set of the state, or out of it."""

    def callback() -> None:
        session = current()
        before: frozenset[T] = getattr(session.state, field)
        after: Any = before | {item} if st.session_state[key] else before - {item}
        session.change(replace(session.state, **{field: after}))

    return callback


def _same(shown: object, value: object) -> bool:
    if isinstance(value, list) and isinstance(shown, Collection) and not isinstance(shown, str):
        return set(shown) == set(value)
    return shown == value
