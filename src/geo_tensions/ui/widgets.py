"""Widgets that show the one state and change it; none keeps a value of its own.

The browser sends the values of all widgets with every request. A request that was under way while
a run gave a widget another value brings the old value back, and Streamlit takes that for a change
by hand. So callbacks only note what happened; when the run begins, what merely came back is told
from what a hand did.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

import streamlit as st

from geo_tensions.analysis.state import FilterState
from geo_tensions.ui.sync import Session

T = TypeVar("T")

REMEMBERED = 32
"""How many replaced values of a widget may be under way before the oldest is forgotten."""

_LEDGER = "widgets"


@dataclass
class _Ledger:
    """What widgets were given, what they had before, and what happened since the last run.

    Attributes
    ----------
    given
        Value that each widget was given last.
    replaced
        Values that were replaced by it and may still be under way.
    events
        For each callback, whether its value is such a one, and what it does to the session.
    """

    given: dict[str, object] = field(default_factory=dict)
    replaced: dict[str, list[object]] = field(default_factory=dict)
    events: list[tuple[bool, Callable[[Session], None]]] = field(default_factory=list)


def show_value(key: str, value: object) -> None:
    """Let a widget show a value, unless it shows it already.

    Setting it again would make the browser drop what a quick hand has changed meanwhile.
    """
    ledger = _ledger()
    if key in st.session_state:
        shown, given = st.session_state[key], ledger.given.get(key)
        if key in ledger.given and _same(shown, given):
            ledger.replaced.pop(key, None)
        if _same(shown, value):
            return
        replaced = ledger.replaced.setdefault(key, [])
        replaced.extend([shown, given])
        del replaced[:-REMEMBERED]
    st.session_state[key] = ledger.given[key] = value


def settle(session: Session) -> None:
    """Do what was noted since the last run; to be called first of all.

    A value that only came back is left out if anything else happened. Alone it is the hand's: one
    request changes one widget.
    """
    ledger = _ledger()
    events, ledger.events = ledger.events, []
    fresh = [act for came_back, act in events if not came_back]
    if not fresh and len(events) == 1:
        fresh = [events[0][1]]
    session.touched |= bool(events)
    for act in fresh:
        act(session)


def note(act: Callable[[Session], None]) -> None:
    """Note what a button or the map did; for use in a callback."""
    _ledger().events.append((False, act))


def on_value(key: str, act: Callable[[Session, Any], None]) -> Callable[[], None]:
    """Return a callback that notes a widget's value and what it does."""

    def callback() -> None:
        ledger, value = _ledger(), st.session_state[key]
        came_back = any(_same(value, old) for old in ledger.replaced.get(key, []))
        ledger.events.append((came_back, lambda session: act(session, value)))

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
    return lambda: note(lambda session: session.change(make(session.state)))


def _ledger() -> _Ledger:
    found: _Ledger = st.session_state.setdefault(_LEDGER, _Ledger())
    return found


def _same(shown: object, value: object) -> bool:
    if isinstance(value, list) and isinstance(shown, Collection) and not isinstance(shown, str):
        return set(shown) == set(value)
    return shown == value
