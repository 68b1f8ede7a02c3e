"""Widgets that show the one state and change it; none keeps a value of its own.

The browser sends the values of all widgets with every request. A request that was under way while
a run gave a widget another value would bring the old value back, and Streamlit would take that for
a change by hand. So a widget that is given another value becomes another widget: values of the one
that it replaces no longer count.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import streamlit as st

from geo_tensions.analysis.state import FilterState
from geo_tensions.ui.sync import Session
from geo_tensions.ui.visitor import current, forgotten

T = TypeVar("T")

_TURNS = "widget-turns"
_KEPT = "kept-choices"


@dataclass(frozen=True)
class Kept(Generic[T]):
    """A choice that is no filter: the key of its widget, its value, and the widget's callback."""

    key: str
    value: T
    put: Callable[[], None]


def kept(name: str, value: T, *, forget: str = "") -> Kept[T]:
    """Return a choice of this visitor that outlives its widget, such as the charts shown.

    Parameters
    ----------
    name, value
        What is chosen, and what is chosen first.
    forget
        Chart whose pick another choice takes off the chart; its filters stay.
    """
    choices: dict[str, Any] = st.session_state.setdefault(_KEPT, {})
    chosen: T = choices.setdefault(name, value)
    key = showing(f"kept-{name}", chosen)

    def put(session: Session, given: T) -> None:
        choices[name] = given
        if forget:
            session.picks.forget(forget)

    return Kept(key, chosen, on_value(key, put))


def showing(name: str, value: object) -> str:
    """Return the key of a widget that shows a value: the same as long as it shows it already."""
    turns: dict[str, int] = st.session_state.setdefault(_TURNS, {})
    key = f"{name}-{turns.get(name, 0)}"
    if key in st.session_state and not _same(st.session_state[key], value):
        del st.session_state[key]
        turns[name] = turns.get(name, 0) + 1
        key = f"{name}-{turns[name]}"
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def on_value(key: str, act: Callable[[Session, Any], None]) -> Callable[[], None]:
    """Return a callback that does something with a widget's value, unless it was replaced.

    Where a pop-up closes in the click that leads to another page, the browser comes back to this
    one with widgets that have forgotten what they showed, and without an address. They say nothing.
    """

    def callback() -> None:
        if key not in st.session_state:
            return
        value = st.session_state[key]
        if value or not forgotten():
            act(current(), value)

    return callback


def on_change(key: str, field_name: str, read: Callable[[Any], Any]) -> Callable[[], None]:
    """Return a callback that puts a widget's value into a field of the state."""
    return on_value(
        key,
        lambda session, value: session.change(replace(session.state, **{field_name: read(value)})),
    )


def member(key: str, field_name: str, item: T) -> Callable[[], None]:
    """Return a callback of a check box that puts an item into a set of the state, or out of it."""

    def act(session: Session, value: bool) -> None:  # noqa: FBT001 - a check box's value
        before: frozenset[T] = getattr(session.state, field_name)
        after: Any = before | {item} if value else before - {item}
        session.change(replace(session.state, **{field_name: after}))

    return on_value(key, act)


def change(make: Callable[[FilterState], FilterState]) -> Callable[[], None]:
    """Return a callback of a button that replaces the state."""

    def callback() -> None:
        session = current()
        session.change(make(session.state))

    return callback


def _same(shown: object, value: object) -> bool:
    if isinstance(value, list) and isinstance(shown, Collection) and not isinstance(shown, str):
        return set(shown) == set(value)
    return shown == value
