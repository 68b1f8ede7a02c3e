"""One search over records, places and dates; what is chosen is shown on the map."""

from collections.abc import Callable

import streamlit as st

from geo_tensions.analysis.address import MAX_TEXT
from geo_tensions.analysis.find import Finder, Target, TargetKind
from geo_tensions.analysis.lead import led
from geo_tensions.dataset import Dataset
from geo_tensions.ui.sync import Session
from geo_tensions.ui.visitor import current
from geo_tensions.ui.widgets import on_value, showing
from geo_tensions.ui.words import markdown_plain

FEW = 8
"""Suggestions shown."""

CERTAIN = 100.0
"""Score of a name that was typed as it is."""

ICONS = {
    TargetKind.DATE: ":material/calendar_month:",
    TargetKind.PLACE: ":material/location_on:",
    TargetKind.RECORD: ":material/radio_button_checked:",
}
_TYPED = "find-typed"


def show(found: Session, dataset: Dataset) -> None:
    """Show the box, and below it what the last words may mean."""
    perspective = found.state.perspective
    names = sorted({place.labels[perspective] for place in finder(dataset).places})
    key = showing("find", None)
    st.selectbox(
        "Find",
        names,
        index=None,
        placeholder="Iturup, 択捉島, Il-38, sept 2024",
        accept_new_options=True,
        key=key,
        on_change=on_value(key, _typed(dataset)),
        help="Islands, seas, bases, records, dates; in English, Japanese or Russian. Enter "
        "searches, and what is chosen is shown on the map. Undo takes it back.",
    )
    words: str = st.session_state.get(_TYPED, "")
    if words:
        _suggest(finder(dataset).find(words, limit=FEW, perspective=perspective), dataset)


def finder(dataset: Dataset) -> Finder:
    """Return the search over a dataset, prepared once."""
    if "finder" not in dataset.memo:
        dataset.memo["finder"] = Finder(dataset)
    made: Finder = dataset.memo["finder"]
    return made


def _typed(dataset: Dataset) -> Callable[[Session, str | None], None]:
    def act(session: Session, words: str | None) -> None:
        words = (words or "").strip()[:MAX_TEXT]
        targets = finder(dataset).find(words, limit=2, perspective=session.state.perspective)
        sure = [target for target in targets if target.score >= CERTAIN]
        if sure:
            session.change(led(dataset, session.state, sure[0]))
        # An airport may be called like its island: then the other one stays in reach.
        st.session_state[_TYPED] = "" if len(sure) == 1 else words

    return act


def _suggest(targets: list[Target], dataset: Dataset) -> None:
    with st.container(key="suggestions", gap=None):
        if not targets:
            st.caption("Nothing is called so. Try another spelling, or a year with the month.")
        for number, target in enumerate(targets):
            st.button(
                f"{markdown_plain(target.label)} :small[{markdown_plain(target.detail)}]",
                key=f"suggestion-{number}-{target.id}",
                type="tertiary",
                icon=ICONS[target.kind],
                width="stretch",
                on_click=_go(target, dataset),
            )
        st.button("Close suggestions", key="suggestions-close", type="tertiary", on_click=_close)


def _go(target: Target, dataset: Dataset) -> Callable[[], None]:
    def callback() -> None:
        session = current()
        session.change(led(dataset, session.state, target))
        _close()

    return callback


def _close() -> None:
    st.session_state[_TYPED] = ""
