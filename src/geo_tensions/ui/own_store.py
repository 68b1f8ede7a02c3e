"""The workspace: sets saved to it and opened from it, changes of others taken in."""

from dataclasses import asdict, replace
from typing import Any

import streamlit as st

from geo_tensions.analysis.words import counted
from geo_tensions.errors import GeoTensionsError
from geo_tensions.mapping.published import Published
from geo_tensions.model import Kind
from geo_tensions.own import make_set
from geo_tensions.own.sets import LONGEST_WORD
from geo_tensions.ui import own_keeping, own_twins
from geo_tensions.ui.own_data import Held, OwnData
from geo_tensions.ui.own_draft import progress_bar
from geo_tensions.ui.words import markdown_plain
from geo_tensions.workspace import SetInfo, Workspace, WorkspaceError

_LEFT = "own-workspace-left"


def arrive(own: OwnData) -> None:
    """Open the workspace that the server was started with, on the first visit."""
    if own_keeping.named() and own_keeping.link() is None and not st.session_state.get(_LEFT):
        own_keeping.connect(own)
        # Where it cannot be opened that is told once, not at every run.
        st.session_state[_LEFT] = True


def news(own: OwnData) -> None:
    """Tell of changes that others have made, with a button that takes them in."""
    found = own_keeping.link()
    if found is None:
        return
    try:
        count = own_keeping.waiting(found)
    except WorkspaceError as error:
        st.error(markdown_plain(str(error)), icon=":material/error:")
        return
    if not count:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="own-news"):
        st.markdown(f"**Others have made {counted(count, 'change')}.**", width="content")
        st.button(
            "Take them in",
            key="own-take-in",
            icon=":material/sync:",
            on_click=own_keeping.take_in,
            args=(own,),
        )


def show(own: OwnData, shared: Published) -> None:
    """Show what the workspace keeps, and what of this session it does not."""
    found = own_keeping.link()
    if found is None:
        _closed(own)
        return
    try:
        opened = own_keeping.store(found)
        infos = opened.sets()
    except WorkspaceError as error:
        st.error(markdown_plain(str(error)), icon=":material/error:")
        return
    st.markdown(f"Workspace **{markdown_plain(opened.where)}**")
    st.caption(
        "Whoever can reach it can read what is saved there. Changes of records are kept at "
        "once; lists when you save them."
    )
    key = "own-store-who"
    st.text_input("Your name", own.ledger.who, max_chars=100, key=key, width=320)
    own.ledger.who = str(st.session_state[key]).strip() or own.ledger.who
    _changes(own)
    _mine(own, opened)
    _theirs(infos, own, opened, shared)
    st.button("Leave the workspace", key="own-leave", on_click=_leave, type="tertiary")


def _closed(own: OwnData) -> None:
    st.markdown(
        "A workspace keeps lists and changes beyond this session: one local file, or a database "
        "of a team. `geo-tensions run --workspace FILE` or the environment variable "
        "`GEO_TENSIONS_STORE` names another one."
    )
    st.button(
        "Open the workspace",
        type="primary",
        icon=":material/folder_open:",
        key="own-open-store",
        on_click=own_keeping.connect,
        args=(own,),
    )
    where = own_keeping.offered()
    if "://" not in where:
        st.caption(f"A file on the machine that runs the map: {markdown_plain(where)}")


def _leave() -> None:
    own_keeping.leave()
    st.session_state[_LEFT] = True


def _changes(own: OwnData) -> None:
    unsaved = own.ledger.unsaved
    if unsaved:
        st.button(
            f"Save {counted(len(unsaved), 'change')} made before",
            icon=":material/save:",
            key="own-save-changes",
            on_click=own_keeping.save_unsaved,
            args=(own,),
        )


def _mine(own: OwnData, opened: Workspace) -> None:
    waiting = {word: held for word, held in own.sets.items() if not held.saved}
    if not waiting:
        return
    st.subheader("Not saved yet")
    for word, held in waiting.items():
        made = held.records
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                f"**{markdown_plain(made.name)}** :small[{counted(len(made), 'record')}]",
                width="stretch",
            )
            pressed = st.button("Save to workspace", key=f"own-save-{word}", icon=":material/save:")
        if pressed:
            _save(held, own, opened)


def _save(held: Held, own: OwnData, opened: Workspace) -> None:
    made = held.records
    table = made.table
    try:
        with progress_bar() as progress:
            opened.save_set(
                made.name,
                table,
                kinds=[asdict(kind) for kind in made.own.values()],
                who=own.ledger.who or "Unnamed user",
                file_name=made.file_name,
                id=made.id,
                progress=progress,
            )
    except GeoTensionsError as error:
        st.error(markdown_plain(str(error)), icon=":material/error:")
        return
    own.sets[made.id] = replace(held, saved=True)
    st.rerun()


def _theirs(infos: list[SetInfo], own: OwnData, opened: Workspace, shared: Published) -> None:
    st.subheader("Saved lists")
    if not infos:
        st.caption("None yet.")
    for info in infos:
        here = info.id in own.sets
        told = f"{counted(info.rows, 'record')}, saved by {info.who}, {info.when[:10]}"
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                f"**{markdown_plain(info.name)}** :small[{markdown_plain(told)}]", width="stretch"
            )
            pressed = st.button(
                "On the map" if here else "Open",
                key=f"own-open-{info.id}",
                icon=":material/check:" if here else ":material/folder_open:",
                disabled=here,
            )
            dropped = st.button(
                "Delete",
                key=f"own-delete-{info.id}",
                icon=":material/delete:",
                help="For everybody. Its rows stay in the workspace and can be restored.",
            )
        if pressed:
            _open(info, own, opened, shared)
        if dropped:
            _delete(info, own, opened)
    _deleted(opened)


def _open(info: SetInfo, own: OwnData, opened: Workspace, shared: Published) -> None:
    try:
        with progress_bar() as progress:
            table = opened.load_set(
                info.id, progress=lambda part, words: progress(part * 0.5, words)
            )
            made = make_set(
                table,
                id=info.id[:LONGEST_WORD],
                name=info.name,
                tables=shared.dataset.tables,
                own=kinds_of(info.kinds),
                file_name=info.file_name,
                progress=lambda part, words: progress(0.5 + part * 0.4, words),
            )
            own.put(Held(made, saved=True), what=f"opening “{info.name}”")
            own.published(shared)
            own_twins.look(made, shared.dataset)
    except (GeoTensionsError, ValueError) as error:
        st.error(markdown_plain(str(error)), icon=":material/error:")
        return
    st.rerun()


def kinds_of(told: Any) -> dict[str, Kind]:  # noqa: ANN401 - JSON of a workspace
    """Return the own kinds that a workspace keeps with a set; what is none is left out."""
    fields = set(Kind.__dataclass_fields__)
    found = {}
    for item in told if isinstance(told, list) else []:
        if isinstance(item, dict) and set(item) <= fields and "id" in item:
            texts = {key: str(value) for key, value in item.items()}
            try:
                kind = Kind(**texts)
            except TypeError:
                continue
            found[kind.id] = kind
    return found


def _delete(info: SetInfo, own: OwnData, opened: Workspace) -> None:
    try:
        opened.delete_set(info.id, who=own.ledger.who or "Unnamed user")
    except WorkspaceError as error:
        st.error(markdown_plain(str(error)), icon=":material/error:")
        return
    if info.id in own.sets:
        own.sets[info.id] = replace(own.sets[info.id], saved=False)
    st.rerun()


def _deleted(opened: Workspace) -> None:
    gone = [info for info in opened.sets(deleted=True) if info.deleted_when]
    if not gone:
        return
    with st.expander(f"Deleted lists ({len(gone)})", key="own-deleted"):
        for info in gone:
            who = f"deleted by {info.deleted_by}, {info.deleted_when[:10]}"
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(
                    f"{markdown_plain(info.name)} :small[{markdown_plain(who)}]", width="stretch"
                )
                st.button(
                    "Restore",
                    key=f"own-restore-{info.id}",
                    on_click=opened.restore_set,
                    args=(info.id,),
                )
