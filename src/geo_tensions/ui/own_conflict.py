"""A change that met somebody else's: both values side by side, and the choice."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from geo_tensions.mapping.published import Published
from geo_tensions.own.combine import feature_of
from geo_tensions.ui import own_keeping
from geo_tensions.ui.own_changes import edit_of
from geo_tensions.ui.own_data import OwnData
from geo_tensions.ui.words import markdown_plain
from geo_tensions.workspace.changes import WHOLE, correction, withdrawal


def show(own: OwnData, shared: Published) -> None:
    """Show a change that met somebody else's, with both values and the choice."""
    met: own_keeping.Met | None = st.session_state.get(own_keeping.CONFLICT)
    if met is None:
        return
    clash = met.conflict
    with st.container(border=True, key="own-conflict", gap="small"):
        st.markdown(
            f"**{markdown_plain(clash.who)} changed {markdown_plain(clash.record)} meanwhile** "
            f"({markdown_plain(clash.when.replace('T', ' ').removesuffix('Z'))} UTC). "
            "Nothing of yours was kept yet."
        )
        st.table(_both(met))

        def done(act: Callable[[], None]) -> Callable[[], None]:
            def callback() -> None:
                st.session_state.pop(own_keeping.CONFLICT, None)
                own_keeping.take_in(own)
                act()

            return callback

        with st.container(horizontal=True, gap="small"):
            st.button("Keep theirs", key="own-theirs", on_click=done(lambda: None))
            st.button(
                "Put mine on top",
                key="own-mine",
                type="primary",
                on_click=done(lambda: _again(met, own, shared)),
            )


def _both(met: own_keeping.Met) -> pd.DataFrame:
    theirs = {change.key: edit_of(change).after for change in met.conflict.changes}
    mine = {
        change.key: edit_of(change).after
        for change in met.changes
        if change.record == met.conflict.record
    }
    keys = list(dict.fromkeys([*mine, *theirs]))
    rows = [(key, mine.get(key, "(not changed)"), theirs.get(key, "(not changed)")) for key in keys]
    frame = pd.DataFrame(rows, columns=["Key", "Yours", "Theirs"])
    return frame.map(markdown_plain).set_index("Key")


def _again(met: own_keeping.Met, own: OwnData, shared: Published) -> None:
    """Make the same changes on what is there now."""
    dataset = own.published(shared).dataset
    changes = []
    for change in met.changes:
        row = dataset.row_of.get(change.record)
        if row is None:
            st.session_state[own_keeping.TOLD] = [f"{change.record} was withdrawn meanwhile"]
            return
        feature = feature_of(dataset.records[row])
        if change.key == WHOLE:
            changes.append(withdrawal(feature, who=change.who, why=change.why))
        else:
            changes.append(
                correction(feature, change.key, change.after, who=change.who, why=change.why)
            )
    own_keeping.keep(own, changes, dataset=dataset, what=met.what)
