"""What was changed by hand: listed, taken back, and given as a patch."""

from datetime import date

import pandas as pd
import streamlit as st

from geo_tensions.errors import GeoTensionsError
from geo_tensions.mapping.published import Published
from geo_tensions.ui import own_keeping
from geo_tensions.ui.own_changes import edit_of
from geo_tensions.ui.own_data import OwnData
from geo_tensions.ui.own_patch import patch_text
from geo_tensions.ui.words import markdown_plain

MOST_CHANGES = 200
"""Changes that the history lists, latest first."""


def show(own: OwnData, shared: Published) -> None:
    """List what was changed, with undo and the patch."""
    ledger = own.ledger
    if not ledger.changes:
        return
    st.subheader("What was changed")
    with st.container(horizontal=True, gap="small"):
        if ledger.steps:
            st.button(
                f"Undo {markdown_plain(ledger.steps[-1][1])}",
                icon=":material/undo:",
                key="own-undo-change",
                on_click=own_keeping.undo,
                args=(own,),
            )
        _patch(own, shared)
    rows = []
    for change in reversed(ledger.changes[-MOST_CHANGES:]):
        edit = edit_of(change)
        rows.append(
            (
                edit.when.replace("T", " ").removesuffix("Z"),
                edit.who,
                change.record,
                change.op.value,
                edit.key,
                edit.before,
                edit.after,
                edit.why,
            )
        )
    header = ("When (UTC)", "Who", "Record", "What", "Key", "Before", "After", "Why")
    st.dataframe(pd.DataFrame(rows, columns=list(header)), hide_index=True, key="own-history")


def _patch(own: OwnData, shared: Published) -> None:
    try:
        text, left = patch_text(own.ledger.changes, shared.dataset)
    except GeoTensionsError as error:
        st.caption(markdown_plain(str(error)))
        return
    if text:
        st.download_button(
            "Save as a patch for geodata (TOML)",
            data=text.encode(),
            file_name=f"geo-tensions-{date.today().isoformat()}.patch.toml",  # noqa: DTZ011 - the user's day
            mime="application/toml",
            on_click="ignore",
            icon=":material/save:",
            key="own-patch",
            help="A maintainer applies it: geo-tensions patch FILE --to geodata",
        )
    if left:
        st.caption(f"{left} changes of your own lists are no part of the patch.")
