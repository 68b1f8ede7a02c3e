"""Kinds of a file: which are those of the map, which are new, and how these look."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import pyarrow.compute as pc
import streamlit as st

from geo_tensions.analysis.words import counted
from geo_tensions.dataset import Dataset
from geo_tensions.intake import Report
from geo_tensions.model import Kind
from geo_tensions.own.kinds import COLOURS, SHAPES, colour_of, is_own, looking
from geo_tensions.ui.own_draft import Draft
from geo_tensions.ui.widgets import showing
from geo_tensions.ui.words import markdown_plain

MOST = 12
"""Kinds that are listed at once, the most frequent first."""

OWN = ""


def show(draft: Draft, report: Report, dataset: Dataset) -> None:
    """Show each text of the column of kinds with what it is taken for."""
    texts = _texts(draft)
    own = [key for key in report.own_kinds if key in draft.looks]
    if not texts and not own:
        return
    st.subheader("Kinds")
    with st.container(key="own-kinds", gap="small"):
        for number, (text, count) in enumerate(texts[:MOST]):
            _kind_of(draft, text, count, dataset, number=number)
        if len(texts) > MOST:
            st.caption(f"{len(texts) - MOST:,} further kinds are taken as guessed.")
        for identifier in own[:MOST]:
            look(draft.looks[identifier], f"draft-{identifier}", _put(draft))


def _texts(draft: Draft) -> list[tuple[str, int]]:
    column = draft.mapping.column("kind")
    if column is None:
        return []
    counts: Counter[str] = Counter()
    for item in pc.value_counts(draft.raw.column(column).combine_chunks()).to_pylist():
        if text := (item["values"] or "").strip():
            counts[text] += item["counts"]
    return counts.most_common()


def _kind_of(draft: Draft, text: str, count: int, dataset: Dataset, *, number: int) -> None:
    told = draft.mapping.kinds.get(text, OWN)
    shown = told if told in dataset.kinds and not is_own(told) else OWN
    key = showing(f"own-kind-of-{number}-{text}", shown)
    shipped = {kind.id: kind.label for kind in dataset.kinds.values() if not is_own(kind.id)}

    def act() -> None:
        kinds = {key_: value for key_, value in draft.mapping.kinds.items() if key_ != text}
        if chosen := st.session_state.get(key):
            kinds[text] = chosen
        draft.mapping = replace(draft.mapping, kinds=kinds)

    row = st.container(horizontal=True, gap="small", vertical_alignment="center")
    with row:
        st.markdown(f"**{markdown_plain(text)}** :small[{counted(count, 'row')}]", width=300)
        st.selectbox(
            f"Kind of “{markdown_plain(text[:60])}”",
            [OWN, *shipped],
            format_func=lambda item: shipped[item] if item else "A kind of your own",
            key=key,
            on_change=act,
            label_visibility="collapsed",
            width=330,
        )


def look(kind: Kind, key: str, put: Callable[[Kind], None]) -> None:
    """Show a kind of the user's own with its colour and shape, to be changed."""
    colour = colour_of(kind)
    keys = showing(f"own-colour-{key}", colour.name), showing(f"own-shape-{key}", kind.shape)
    by_name = {one.name: one for one in COLOURS}

    def act() -> None:
        chosen = by_name.get(st.session_state.get(keys[0], ""))
        put(looking(kind, colour=chosen, shape=st.session_state.get(keys[1])))

    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        dark = st.context.theme.type == "dark"
        shade = colour.dark if dark else colour.light
        # A colour of our own list; the label is no part of it.
        st.html(f'<span class="own-dot" style="background: {shade}"></span>', width=20)
        st.markdown(markdown_plain(kind.label), width=270)
        st.selectbox(
            f"Colour of {markdown_plain(kind.label)}",
            list(by_name),
            key=keys[0],
            on_change=act,
            label_visibility="collapsed",
            width=160,
        )
        st.selectbox(
            f"Shape of {markdown_plain(kind.label)}",
            list(SHAPES),
            format_func=SHAPES.__getitem__,
            key=keys[1],
            on_change=act,
            label_visibility="collapsed",
            width=160,
        )


def _put(draft: Draft) -> Callable[[Kind], None]:
    def put(kind: Kind) -> None:
        draft.looks[kind.id] = kind

    return put
