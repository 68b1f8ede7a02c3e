"""The filters, each a view of the one state."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from geo_tensions.analysis.address import MAX_TEXT, to_params
from geo_tensions.analysis.counts import count
from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import Dataset
from geo_tensions.mapping.card_words import EVIDENCE_WORDS, PLACE_WORDS
from geo_tensions.model import Domain, Evidence, Perspective, PlacePrecision
from geo_tensions.timespan import Window
from geo_tensions.ui import downloads, drafting, find_box, places
from geo_tensions.ui.basemaps import BASEMAPS
from geo_tensions.ui.parts import part
from geo_tensions.ui.sync import Session, active_preset
from geo_tensions.ui.visitor import current
from geo_tensions.ui.widgets import change, member, on_change, on_value, showing

PERSPECTIVES = {
    Perspective.NEUTRAL: "Neutral",
    Perspective.JAPAN: "Japanese",
    Perspective.RUSSIA: "Russian",
}

OF_THE_WINDOW = ("filters-time", "filters-hidden", "filters-buttons")
"""The parts of the column of filters that tell something of the time: fragments, drawn anew by
themselves when the map moves its window."""

_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_WORD = re.compile(r"[a-z0-9-]+")


def show(session: Session, dataset: Dataset) -> None:
    """Show every filter.

    Parameters
    ----------
    session
        The visitor's state.
    dataset
        The data that the filters choose from.
    """
    state = session.state
    find_box.show(session, dataset)
    with st.container(horizontal=True, key="leaving"):
        downloads.of_view(session, dataset)
        drafting.show_add(dataset)
    _time(dataset)
    _text(state)
    _kinds(state, dataset)
    _actors(state, dataset)
    _certainty(state)
    _hidden(dataset)
    _place(state)
    _launches(state)
    places.show(state, dataset)
    _names(state)
    _basemap(session)
    _buttons(dataset)


@part(key="filters-time")
def _time(dataset: Dataset) -> None:
    state = current().state
    _preset(state, dataset)
    _window(state, dataset)


def _preset(state: FilterState, dataset: Dataset) -> None:
    presets = dataset.tables.presets

    def apply(session: Session, chosen: str | None) -> None:
        if chosen:
            session.change(session.state.with_preset(presets[chosen].state, dataset=dataset))

    key = showing("preset", active_preset(state, dataset))
    st.selectbox(
        "Start from",
        list(presets),
        format_func=lambda preset: presets[preset].label,
        index=None,
        placeholder="Your own choice",
        key=key,
        on_change=on_value(key, apply),
        help="Sets time, filters, layers and view at once. Undo takes it back.",
    )


def _window(state: FilterState, dataset: Dataset) -> None:
    extent = dataset.extent
    row = st.container(horizontal=True, gap="small")
    for name, label, value in (
        ("first", "From", state.window.first),
        ("last", "To", state.window.last),
    ):
        key = showing(name, value)
        row.date_input(
            label,
            min_value=extent.first,
            max_value=extent.last,
            format="YYYY-MM-DD",
            key=key,
            on_change=on_value(key, partial(_move_window, end=name)),
        )


def _move_window(session: Session, day: object, *, end: str) -> None:
    window = session.state.window
    if isinstance(day, date):
        # A first day after the last takes the last day with it, and the other way round.
        moved = (
            Window(day, max(day, window.last))
            if end == "first"
            else Window(min(day, window.first), day)
        )
        session.change(replace(session.state, window=moved))


def _text(state: FilterState) -> None:
    key = showing("text", state.text)
    st.text_input(
        "Search in texts",
        key=key,
        max_chars=MAX_TEXT,
        placeholder="Il-38, Okushiri, treaty",
        on_change=on_change(key, "text", str.strip),
        help="Title, summary, place, equipment, actors, id. All words must occur.",
    )


def _kinds(state: FilterState, dataset: Dataset) -> None:
    kinds = dataset.kinds
    chosen = len(state.kinds)
    with st.expander(f"Kinds: {chosen} of {len(kinds)}", expanded=False, key="kinds-box"):
        st.html(_domain_colours(dataset.tables.domains.values()))
        base = FilterState.default(dataset).kinds
        row = st.container(horizontal=True, gap="small")
        for label, value in (("All", frozenset(kinds)), ("None", frozenset()), ("Default", base)):
            row.button(
                label,
                key=f"kinds-{label}",
                type="tertiary",
                on_click=change(_with_kinds(value)),
            )
        for domain in dict.fromkeys(kind.domain for kind in kinds.values()):
            known = dataset.tables.domains.get(domain)
            with st.container(key=f"domain-{domain}", gap=None):
                st.markdown(f"**{known.label if known else domain}**")
                for kind in kinds.values():
                    if kind.domain == domain:
                        key = showing(f"kind-{kind.id}", kind.id in state.kinds)
                        st.checkbox(kind.label, key=key, on_change=member(key, "kinds", kind.id))


def _domain_colours(domains: Iterable[Domain]) -> str:
    """Return a style sheet with the colour of each domain, as the map uses it in this theme."""
    dark = st.context.theme.type == "dark"
    rules = []
    for domain in domains:
        colour = domain.colour_dark if dark else domain.colour_light
        if _COLOUR.fullmatch(colour) and _WORD.fullmatch(domain.id):
            rules.append(f".st-key-domain-{domain.id} {{ --domain: {colour}; }}")
    return f"<style>{' '.join(rules)}</style>"


def _with_kinds(kinds: frozenset[str]) -> Callable[[FilterState], FilterState]:
    return lambda state: replace(state, kinds=kinds)


def _actors(state: FilterState, dataset: Dataset) -> None:
    groups = dataset.actor_groups
    key = showing("actors", [group for group in groups if group in state.actor_groups])
    st.multiselect(
        "Actors",
        groups,
        key=key,
        placeholder="Anyone",
        on_change=on_change(key, "actor_groups", frozenset),
        help="Keeps what at least one of the chosen took part in.",
    )


def _certainty(state: FilterState) -> None:
    key = showing("evidence", [level for level in Evidence if level in state.evidence])
    st.pills(
        "Evidence",
        list(Evidence),
        selection_mode="multi",
        default=None,
        format_func=lambda level: EVIDENCE_WORDS[level][0],
        key=key,
        on_change=on_change(key, "evidence", lambda chosen: frozenset(chosen or ())),
        help=_glossary(EVIDENCE_WORDS.values()),
    )


@part(key="filters-hidden")
def _hidden(dataset: Dataset) -> None:
    if hidden := count(dataset, current().state).unverified_hidden:
        records = "1 unverified record" if hidden == 1 else f"{hidden:,} unverified records"
        st.caption(f"Hidden in this window: {records}.")


def _place(state: FilterState) -> None:
    key = showing("place", [level for level in PlacePrecision if level in state.place])
    st.pills(
        "Place",
        list(PlacePrecision),
        selection_mode="multi",
        default=None,
        format_func=lambda level: PLACE_WORDS[level][0],
        key=key,
        on_change=on_change(key, "place", lambda chosen: frozenset(chosen or ())),
        help=_glossary(PLACE_WORDS.values()),
    )


def _launches(state: FilterState) -> None:
    for name, field, label in (
        ("over", "passed_over_japan", "Only launches that passed over Japan"),
        ("eez", "stated_inside_eez", "Only stated falls inside Japan's EEZ"),
    ):
        key = showing(name, getattr(state, field))
        st.checkbox(label, key=key, on_change=on_change(key, field, bool))


def _names(state: FilterState) -> None:
    key = showing("perspective", state.perspective)
    st.segmented_control(
        "Names and claims",
        list(Perspective),
        format_func=PERSPECTIVES.__getitem__,
        required=True,
        key=key,
        on_change=on_change(key, "perspective", Perspective),
        help="Changes names, claims and whose zones are drawn. No perspective hides an incident.",
    )


def _basemap(session: Session) -> None:
    with st.expander("Online basemap", key="basemap-box"):
        options = ["", *BASEMAPS]
        key = showing("basemap", session.basemap or "")
        st.radio(
            "Sends requests to the tile server",
            options,
            format_func=lambda item: BASEMAPS[item].label if item else "Off (nothing is sent)",
            key=key,
            on_change=on_value(key, _switch_basemap),
        )


def _switch_basemap(session: Session, chosen: str) -> None:
    session.basemap = chosen or None


@part(key="filters-buttons")
def _buttons(dataset: Dataset) -> None:
    session = current()
    row = st.container(horizontal=True, gap="small")
    row.button("Undo", key="undo", disabled=not session.past, on_click=_undo)
    reset = change(lambda _: FilterState.default(dataset))
    row.button("Reset", key="reset", on_click=reset)
    # What it shows is sent when it is opened.
    share = row.popover("Share", key="share", on_change="rerun")
    if not share.open:
        return
    with share:
        st.write("Whoever opens this address sees the same.")
        params = to_params(session.state, dataset=dataset) | session.page
        address = f"{st.context.url or ''}?{urlencode(params)}"
        st.code(address, language=None, wrap_lines=True)


def _undo() -> None:
    current().undo()


def _glossary(words: Iterable[tuple[str, str]]) -> str:
    return "  \n".join(f"**{label}**: {meaning}" for label, meaning in words)
