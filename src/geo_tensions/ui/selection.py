"""The line that says what is picked in charts and words, and takes it back."""

from typing import Any

import streamlit as st

from geo_tensions.analysis.words import counted, listed, span_words
from geo_tensions.dataset import Dataset
from geo_tensions.ui.sync import Session
from geo_tensions.ui.visitor import current
from geo_tensions.ui.words import markdown_plain

MOST_NAMES = 3
"""Names of kinds or actors that are told one by one; of more, only the number."""


def show(found: Session, dataset: Dataset) -> None:
    """Say what is picked, beside a button that clears it (also the key Esc)."""
    picked = found.picks.now()
    if not picked and not found.state.ids:
        return
    if not picked:
        picked = {"ids": found.state.ids}
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="selection"):
        words = "; ".join(_words(name, value, dataset) for name, value in picked.items())
        st.markdown(f"**Selected:** {markdown_plain(words)}", width="content")
        st.button("Clear selection", key="clear-selection", shortcut="Esc", on_click=_clear)


def _clear() -> None:
    current().clear_picks()


def _words(name: str, value: Any, dataset: Dataset) -> str:  # noqa: ANN401 - any filter's value
    if name == "window":
        return span_words(value)
    if name == "kinds":
        labels = [kind.label for kind in dataset.kinds.values() if kind.id in value]
        return _few(labels, "kind")
    if name == "actor_groups":
        return _few(sorted(value), "group of actors", "groups of actors")
    if name == "ids":
        return counted(len(value), "chosen record")
    return name.replace("_", " ")


def _few(names: list[str], one: str, many: str | None = None) -> str:
    return listed(names) if len(names) <= MOST_NAMES else counted(len(names), one, many)
