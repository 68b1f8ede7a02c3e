"""Files that came by themselves: what came when, to be taken in or put aside."""

from collections.abc import Callable
from functools import cache
from threading import Thread
from time import sleep

import pandas as pd
import streamlit as st

from geo_tensions.analysis.words import counted
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError
from geo_tensions.feeds import Arrival, Feeds, intact, settings_of
from geo_tensions.ui import own_draft
from geo_tensions.ui.own_data import OwnData
from geo_tensions.ui.words import markdown_plain

MOST_LINES = 100
"""Lines of the log that are listed, latest first."""

MOST_WAITING = 20

_WORDS = {
    "came": "came",
    "again": "came again, unchanged",
    "removed": "was removed",
    "refused": "was refused",
    "failed": "could not be read",
}


@cache
def feeds() -> Feeds | None:
    """Return the feeds that the server was started with, None where there are none.

    They are looked at from the first call on, for as long as the server runs.

    Raises
    ------
    DataError
        If the settings cannot be used.
    """
    settings = settings_of()
    if not settings.on:
        return None
    made = Feeds(settings)

    def watch() -> None:
        while True:
            made.look()
            sleep(settings.interval_s)

    Thread(target=watch, name="feeds", daemon=True).start()
    return made


def show(own: OwnData, dataset: Dataset) -> None:
    """Show what waits and what came, where feeds are on."""
    try:
        found = feeds()
    except DataError as error:
        st.error(markdown_plain(str(error)), icon=":material/error:")
        return
    if found is None:
        return
    st.subheader("Feeds")
    if found.trouble:
        st.error(markdown_plain(found.trouble), icon=":material/error:")
    waiting = list(reversed(found.waiting))
    if not waiting:
        st.caption("Nothing waits.")
    for one in waiting[:MOST_WAITING]:
        _arrival(one, found, own, dataset)
    if len(waiting) > MOST_WAITING:
        st.caption(f"{counted(len(waiting) - MOST_WAITING, 'further file')} waiting.")
    _log(found)


def _arrival(one: Arrival, found: Feeds, own: OwnData, dataset: Dataset) -> None:
    told = f"{one.size / 1e6:,.2f} MB, came {one.when[:16].replace('T', ' ')} UTC from {one.origin}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(
            f"**{markdown_plain(one.name)}** :small[{markdown_plain(told)}]", width="stretch"
        )
        taken = st.button("Take in", key=f"own-feed-{one.sha256}", icon=":material/download:")
        st.button(
            "Put aside",
            key=f"own-feed-aside-{one.sha256}",
            on_click=_settle(one, found),
            icon=":material/close:",
        )
    if taken:
        _take(one, found, own, dataset)


def _take(one: Arrival, found: Feeds, own: OwnData, dataset: Dataset) -> None:
    try:
        same = intact(one)
    except OSError:
        same = False
    if not same:
        st.error(
            f"{markdown_plain(one.name)} is not what came any more; the next look tells.",
            icon=":material/error:",
        )
        return
    made = own_draft.begin(
        one.path,
        file=(own_draft.FEED, str(one.path), None, None),
        name=one.name,
        own=own,
        dataset=dataset,
    )
    if made is not None:
        _settle(one, found)()
        st.rerun()


def _settle(one: Arrival, found: Feeds) -> Callable[[], None]:
    def act() -> None:
        try:
            found.settle(one.sha256)
        except DataError as error:
            st.session_state["own-told"] = [str(error)]

    return act


def _log(found: Feeds) -> None:
    lines = list(reversed(found.log))[:MOST_LINES]
    if not lines:
        return
    with st.expander(f"What came when ({len(found.log)})", key="own-feed-log"):
        rows = [
            (
                event.when[:19].replace("T", " "),
                event.name,
                _WORDS.get(event.what.value, event.what.value),
                event.words,
            )
            for event in lines
        ]
        frame = pd.DataFrame(rows, columns=["When (UTC)", "File or address", "What", "Why"])
        st.dataframe(frame, hide_index=True, key="own-feed-lines")
