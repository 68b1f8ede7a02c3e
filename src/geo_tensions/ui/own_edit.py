"""Records edited by hand: corrected, added, withdrawn, each with who and why."""

from datetime import date
from typing import Any

import streamlit as st

from geo_tensions.dataset import Dataset, Record
from geo_tensions.mapping.published import Published
from geo_tensions.model import Display, Layer
from geo_tensions.own.combine import feature_of
from geo_tensions.ui import own_conflict, own_fields, own_history, own_keeping
from geo_tensions.ui.navigation import EXPLORE, go
from geo_tensions.ui.own_data import OwnData
from geo_tensions.ui.own_view import RECORD
from geo_tensions.ui.visitor import current
from geo_tensions.ui.words import markdown_plain
from geo_tensions.workspace.changes import Change, addition, correction, same, value_of, withdrawal

NEW = "(new)"
"""Stands for a record that is added, in place of an id."""

_LAUNCH = "missile-launch"


def show(own: OwnData, shared: Published) -> None:
    """Show which record is edited, its form, and what was changed so far."""
    dataset = own.published(shared).dataset
    _choice(dataset)
    own_conflict.show(own, shared)
    chosen = st.session_state.get(RECORD)
    if chosen == NEW:
        _add(own, dataset)
    elif chosen is not None and chosen in dataset.row_of:
        _edit(dataset.records[dataset.row_of[chosen]], own, dataset)
    else:
        st.caption(
            "Select a record on the map or in its table and press “Edit this record”, or type its "
            "id here."
        )
    own_history.show(own, shared)


def _choice(dataset: Dataset) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        key = "own-record-typed"

        def choose() -> None:
            typed = str(st.session_state[key]).strip()
            if typed in dataset.row_of:
                st.session_state[RECORD] = dataset.records[dataset.row_of[typed]].id
            elif typed:
                st.session_state[own_keeping.TOLD] = [f"there is no record '{typed[:80]}'"]

        st.text_input(
            "Record",
            key=key,
            placeholder="AV-2024-09-23-1",
            max_chars=120,
            on_change=choose,
            width=320,
        )
        selected = current().state.selected
        if selected is not None and st.session_state.get(RECORD) != selected:
            st.button(
                f"Edit the selected {selected}",
                key="own-edit-selected",
                on_click=lambda: st.session_state.update({RECORD: selected}),
            )
        st.button(
            "Add a record",
            icon=":material/add:",
            key="own-add-record",
            on_click=lambda: st.session_state.update({RECORD: NEW}),
        )


def _edit(record: Record, own: OwnData, dataset: Dataset) -> None:
    feature = feature_of(record)
    mark = f"{record.id}-{own.ledger.rev}"
    with st.form(f"own-form-{mark}", border=True):
        st.markdown(f"**{markdown_plain(record['title'])}** :small[{markdown_plain(record.id)}]")
        wanted = own_fields.form(feature, dataset, mark=mark, route=_is_route(record))
        who, why = _words(own, mark)
        with st.container(horizontal=True, gap="small"):
            kept = st.form_submit_button("Keep the change", type="primary", icon=":material/check:")
            gone = st.form_submit_button("Withdraw this record", icon=":material/block:")
    _marks(own, dataset, record.id)
    if not kept and not gone:
        return
    changes: list[Change]
    if gone:
        changes, what = [withdrawal(feature, who=who, why=why)], f"withdrawing {record.id}"
    else:
        try:
            after = wanted()
        except ValueError as error:
            _tell(str(error))
            return
        changes = [
            correction(feature, key, value, who=who, why=why)
            for key, value in after.items()
            if not same(value_of(feature, key), value)
        ]
        what = f"correcting {record.id}"
    own.ledger.who = who.strip()
    if own_keeping.keep(own, changes, dataset=dataset, what=what) and gone:
        st.session_state.pop(RECORD, None)
    st.rerun()


def _add(own: OwnData, dataset: Dataset) -> None:
    mark = f"new-{own.ledger.rev}"
    with st.form(f"own-form-{mark}", border=True):
        st.markdown("**A new record**")
        identifier = st.text_input(
            "Id",
            _free_id(dataset),
            max_chars=80,
            key=f"own-id-{mark}",
            help="Letters, digits and hyphens; used once.",
            width=320,
        )
        wanted = own_fields.form(own_fields.blank(), dataset, mark=mark, route=False)
        who, why = _words(own, mark)
        with st.container(horizontal=True, gap="small"):
            kept = st.form_submit_button("Add it", type="primary", icon=":material/add:")
            left = st.form_submit_button("Leave it")
    if left:
        st.session_state.pop(RECORD, None)
        st.rerun()
    if not kept:
        return
    try:
        after = wanted()
    except ValueError as error:
        _tell(str(error))
        return
    layer = Layer.LAUNCHES if after.get("kind") == _LAUNCH else Layer.INCIDENTS
    feature = own_fields.made(after, identifier.strip(), layer)
    own.ledger.who = who.strip()
    changes = [addition(feature, who=who, why=why)]
    if own_keeping.keep(own, changes, dataset=dataset, what=f"adding {identifier}"):
        st.session_state[RECORD] = identifier.strip()
    st.rerun()


def _words(own: OwnData, mark: str) -> tuple[str, str]:
    with st.container(horizontal=True, gap="small"):
        who = st.text_input(
            "Your name", own.ledger.who, max_chars=100, key=f"own-who-{mark}", width=240
        )
        why = st.text_input(
            "Why (needed)",
            max_chars=500,
            key=f"own-why-{mark}",
            placeholder="What it rests on",
            width="stretch",
        )
    return who, why


def _marks(own: OwnData, dataset: Dataset, record: str) -> None:
    """Show former values of one record, and the way to it on the map."""
    edits = own.ledger.edits(record)
    if edits:
        st.caption(
            f"Changed by hand {len(edits)} times; each former value is in the history below."
        )
    if st.button("Show it on the map", key="own-record-map", icon=":material/map:"):
        show_on_map(dataset, record)


def show_on_map(dataset: Dataset, record: str) -> None:
    """Open the map with a record selected."""
    # Imported late: it brings the search.
    from geo_tensions.analysis.find import Target, TargetKind  # noqa: PLC0415
    from geo_tensions.analysis.lead import led  # noqa: PLC0415

    session = current()
    session.fit(dataset)
    found = dataset.records[dataset.row_of[record]]
    target = Target(
        kind=TargetKind.RECORD,
        id=record,
        label=found["title"],
        detail="",
        score=100.0,
        lon=found.lon,
        lat=found.lat,
        record=record,
        zoom=None,
        window=None,
    )
    session.change(led(dataset, session.state, target))
    go(EXPLORE)


def _is_route(record: Record) -> bool:
    return record.display is Display.ROUTE


def _free_id(dataset: Dataset) -> str:
    today = date.today().isoformat()  # noqa: DTZ011 - the user's day
    return next(
        name
        for name in (f"NEW-{today}-{number}" for number in range(1, 10_000))
        if name not in dataset.row_of
    )


def _tell(line: Any) -> None:  # noqa: ANN401 - words of any error
    st.session_state[own_keeping.TOLD] = [str(line)]
    st.rerun()
