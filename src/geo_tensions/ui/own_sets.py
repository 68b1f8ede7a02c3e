"""The visitor's sets: put on the map, switched on and off, renamed, removed, taken back."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import streamlit as st

from geo_tensions.analysis.state import View
from geo_tensions.analysis.words import counted
from geo_tensions.columns import EVIDENCE
from geo_tensions.errors import GeoTensionsError
from geo_tensions.mapping.published import Published
from geo_tensions.model import Evidence, Flag
from geo_tensions.own import OwnSet, make_set
from geo_tensions.own.sets import free_word
from geo_tensions.timespan import Window, day_of
from geo_tensions.ui import own_draft, own_kinds, own_twins
from geo_tensions.ui.navigation import EXPLORE, go
from geo_tensions.ui.own_data import Held, OwnData
from geo_tensions.ui.own_draft import Draft, progress_bar
from geo_tensions.ui.own_report import rejected_csv
from geo_tensions.ui.visitor import current
from geo_tensions.ui.widgets import showing
from geo_tensions.ui.words import markdown_plain

LONGEST_NAME = 60
_SPREAD = (0.05, 0.95)
"""Quantiles of longitudes and latitudes that the map is moved to show."""


def put_on_map(draft: Draft, own: OwnData, shared: Published) -> None:
    """Take the accepted rows of a file, and show them with the rest."""
    report = draft.current
    if report is None:
        return
    word = free_word(draft.name, report.accepted, taken=own.sets)
    kinds = {key: draft.looks[key] for key in report.own_kinds}
    with progress_bar() as progress:
        try:
            made = make_set(
                report.accepted,
                id=word,
                name=" ".join(draft.name.split())[:LONGEST_NAME] or "My list",
                tables=shared.dataset.tables,
                own=kinds,
                file_name=draft.raw.name,
                progress=lambda part, words: progress(part * 0.8, words),
            )
            progress(0.8, "Putting it beside the shipped data")
            own.put(
                Held(made, rejected=report.rejected if len(report.rejected) else None),
                what=f"adding “{made.name}”",
            )
            own.published(shared)
        except GeoTensionsError as error:
            st.error(markdown_plain(str(error)), icon=":material/error:")
            return
        progress(0.9, "Looking for the same events among the shipped ones")
        found = own_twins.look(made, shared.dataset)
    own.remembered[draft.mapping.fingerprint] = draft.mapping.to_json()
    own_draft.forget()
    if not found:
        show_on_map(made, own, shared)
    st.rerun()


def show_on_map(made: OwnSet, own: OwnData, shared: Published) -> None:
    """Open the map where a set is seen: its days, its place, and its unverified records."""
    session, dataset = current(), own.published(shared).dataset
    session.fit(dataset)
    state, columns = session.state, made.part.columns
    first, last = int(columns.start.min()), int(columns.start.max())
    window = state.window
    window = Window(min(window.first, day_of(first)), max(window.last, day_of(last)))
    unverified = columns.evidence == EVIDENCE.index(Evidence.UNVERIFIED)
    evidence = state.evidence | ({Evidence.UNVERIFIED} if unverified.any() else frozenset())
    mine = frozenset(np.unique(columns.kind).tolist())
    kinds = state.kinds | {kind for number, kind in enumerate(made.kinds) if number in mine}
    session.change(
        replace(
            state,
            window=window,
            evidence=evidence,
            kinds=kinds & frozenset(dataset.kinds),
            view=_view(made, state.view),
        )
    )
    go(EXPLORE)


def _view(made: OwnSet, before: View) -> View:
    """Return a view of most of the points; the one before where there are none."""
    columns = made.part.columns
    drawn = columns.has(Flag.DRAWN)
    if not drawn.any():
        return before
    west, east = np.quantile(columns.lon[drawn], _SPREAD)
    south, north = np.quantile(columns.lat[drawn], _SPREAD)
    # At zoom z a window of about 1,000 px holds 1,000 / 256 * 360 / 2^z degrees of longitude.
    wide = max(float(east - west) * 1.4, float(north - south) * 2.2, 2.0)
    zoom = float(np.clip(np.log2(1400.0 / wide), 3.0, 8.0))
    lon, lat = float(west + east) / 2, float(south + north) / 2
    return View.clipped(lon=lon, lat=lat, zoom=zoom)


def show(own: OwnData, shared: Published) -> None:
    """List the sets."""
    st.subheader("On the map")
    if not own.sets:
        st.caption("Nothing of your own yet.")
    for word, held in list(own.sets.items()):
        _one(word, held, own, shared)
    if own.past:
        st.button(
            f"Undo {markdown_plain(own.past[-1][1])}",
            icon=":material/undo:",
            key="own-undo",
            on_click=own.undo,
        )


def _one(word: str, held: Held, own: OwnData, shared: Published) -> None:
    made = held.records
    with st.container(key=f"own-set-{word}", border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            key = showing(f"own-on-{word}", held.on)
            st.toggle(
                f"**{markdown_plain(made.name)}**",
                key=key,
                on_change=_switch(own, word, key),
                help="Show on the map and count with the rest.",
                width="stretch",
            )
            st.caption(_words(held), width="content")
        with st.container(horizontal=True, gap="small"):
            if st.button("Show on the map", key=f"own-show-{word}", icon=":material/map:"):
                if not held.on:
                    own.put(replace(held, on=True), what=f"showing “{made.name}”")
                show_on_map(made, own, shared)
            _more(word, held, own)
            st.button(
                "Remove",
                key=f"own-drop-{word}",
                icon=":material/delete:",
                on_click=own.drop,
                args=(word,),
                help="Undo brings it back.",
            )
        own_twins.show(held, own, shared.dataset)


def _words(held: Held) -> str:
    made = held.records
    days = made.part.columns.start
    first, last = day_of(int(days.min())), day_of(int(days.max()))
    unverified = made.part.columns.evidence == EVIDENCE.index(Evidence.UNVERIFIED)
    count = len(made) - len(held.skipped)
    parts = [f"{counted(count, 'record')}, {first} to {last}"]
    if count := int(unverified.sum()):
        parts.append(f"{count:,} unverified")
    if count := int((~made.part.columns.has(Flag.DRAWN)).sum()):
        parts.append(f"{count:,} without a place")
    if held.skipped:
        parts.append(f"{len(held.skipped):,} skipped")
    parts.append("saved in the workspace" if held.saved else "in this session only")
    return markdown_plain("; ".join(parts))


def _more(word: str, held: Held, own: OwnData) -> None:
    box = st.popover("Name and look", icon=":material/tune:", key=f"own-more-{word}")
    with box:
        key = showing(f"own-name-{word}", held.records.name)
        st.text_input(
            "Name", key=key, max_chars=LONGEST_NAME, on_change=_rename(own, word, key), width=320
        )
        for identifier, kind in held.records.own.items():
            own_kinds.look(kind, f"{word}-{identifier}", own.look)
        if held.rejected is not None:
            rejected = held.rejected
            st.download_button(
                f"Save {counted(len(rejected), 'row')} left out (CSV)",
                data=lambda: rejected_csv(rejected),
                file_name="rows-left-out.csv",
                mime="text/csv",
                icon=":material/save:",
                on_click="ignore",
                key=f"own-rejected-{word}",
            )


def _switch(own: OwnData, word: str, key: str) -> Callable[[], None]:
    def act() -> None:
        held, on = own.sets[word], bool(st.session_state[key])
        verb = "showing" if on else "hiding"
        own.put(replace(held, on=on), what=f"{verb} “{held.records.name}”")

    return act


def _rename(own: OwnData, word: str, key: str) -> Callable[[], None]:
    def act() -> None:
        held = own.sets[word]
        name = " ".join(str(st.session_state[key]).split())
        if name and name != held.records.name:
            records = replace(held.records, name=name)
            own.put(replace(held, records=records), what=f"renaming “{held.records.name}”")

    return act
