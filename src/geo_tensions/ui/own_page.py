"""The page of the visitor's own data: files, sets, changes, workspace."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from geo_tensions.analysis.words import counted
from geo_tensions.dataset import Dataset
from geo_tensions.errors import GeoTensionsError
from geo_tensions.intake import ENDINGS, FORMATS, template
from geo_tensions.mapping.published import Published
from geo_tensions.ui import (
    own_columns,
    own_draft,
    own_edit,
    own_feeds,
    own_keeping,
    own_kinds,
    own_report,
    own_sets,
    own_store,
)
from geo_tensions.ui.library import library, opened
from geo_tensions.ui.own_data import OwnData, own_data
from geo_tensions.ui.own_draft import LIVE_ROWS, Draft, progress_bar
from geo_tensions.ui.own_view import FILES, RECORDS, VIEW, WORKSPACE
from geo_tensions.ui.visitor import session
from geo_tensions.ui.widgets import on_value, showing
from geo_tensions.ui.words import markdown_plain

MOST_MB = 500
"""Largest file that the page takes, MB; the command line takes larger ones."""

_TURN = "own-upload-turn"
_READING = "own-reading"

VIEWS = {FILES: "Files", RECORDS: "Records", WORKSPACE: "Workspace"}
"""Views in order, by the word for each."""

_ENCODINGS = ("utf-8", "cp932", "euc-jp", "cp1251", "koi8-r", "cp1252", "gb18030", "utf-16")


def show() -> None:
    """Show the page."""
    shared = library()
    session(opened().dataset)
    own = own_data()
    with st.container(key="own-page"):
        st.title("Your data")
        st.markdown(
            "Add lists of your own beside the shipped data. They stay in this session, are seen by "
            "nobody else, and are gone when you close the page, unless you save them to a "
            "workspace."
        )
        own_store.arrive(own)
        view = _view()
        for line in st.session_state.pop(own_keeping.TOLD, []):
            st.error(markdown_plain(line), icon=":material/error:")
        own_store.news(own)
        if view == RECORDS:
            own_edit.show(own, shared)
        elif view == WORKSPACE:
            own_store.show(own, shared)
        else:
            _files(own, shared)


def _view() -> str:
    shown: str = st.session_state.setdefault(VIEW, FILES)
    key = showing("own-view", shown)
    st.segmented_control(
        "View",
        list(VIEWS),
        format_func=VIEWS.__getitem__,
        required=True,
        key=key,
        on_change=lambda: st.session_state.update({VIEW: st.session_state[key]}),
        label_visibility="collapsed",
    )
    return shown


def _files(own: OwnData, shared: Published) -> None:
    file = _upload()
    _templates()
    own_feeds.show(own, shared.dataset)
    _open(file, own, shared.dataset)
    draft = own_draft.draft()
    if draft is not None:
        _draft(draft, own, shared)
    own_sets.show(own, shared)


def _upload() -> UploadedFile | None:
    turn = st.session_state.setdefault(_TURN, 0)
    return st.file_uploader(
        "Add a file",
        type=[ending.removeprefix(".") for ending in ENDINGS],
        max_upload_size=MOST_MB,
        key=f"own-upload-{turn}",
        help="CSV, Excel, GeoJSON, GeoPackage, KML, GeoParquet; up to 1,000,000 rows.",
    )


def _open(file: UploadedFile | None, own: OwnData, dataset: Dataset) -> None:
    """Open the file that was chosen, or anew where it is to be read in another way."""
    draft = own_draft.draft()
    content: memoryview | Path
    if file is not None:
        content, name, which = file.getbuffer(), file.name, (file.file_id, file.name)
    elif draft is not None and draft.file[0] == own_draft.FEED:
        content, name, which = Path(draft.file[1]), draft.raw.name, draft.file[:2]
    else:
        own_draft.forget()
        return
    layer, encoding = _reading(which)
    if draft is None or draft.file != (*which, layer, encoding):
        own_draft.begin(
            content,
            file=(*which, layer, encoding),
            name=name,
            own=own,
            dataset=dataset,
            layer=layer,
            encoding=encoding,
        )


def _reading(which: tuple[str, ...]) -> tuple[str | None, str | None]:
    """Return which sheet or layer, and which encoding, the user wants to be read."""
    wanted: Mapping[str, Any] = st.session_state.get(_READING, {})
    if wanted.get("of") != which:
        return None, None
    return wanted["layer"], wanted["encoding"]


def _templates() -> None:
    with st.popover("Templates", icon=":material/description:", key="own-templates"):
        st.write("A file of each format to start from, with what belongs in each column.")
        for kind, known in FORMATS.items():
            ending = known.endings[0]
            st.download_button(
                f"{known.label} ({ending})",
                data=_template(kind),
                file_name=f"geo-tensions-template{ending}",
                on_click="ignore",
                key=f"own-template-{kind}",
                type="tertiary",
                icon=":material/download:",
            )


def _template(kind: str) -> Callable[[], bytes]:
    return lambda: template(kind)


def _draft(draft: Draft, own: OwnData, shared: Published) -> None:
    dataset = shared.dataset
    with st.container(key="own-draft", border=True):
        rows = counted(len(draft.raw), draft.raw.unit)
        columns = counted(len(draft.raw.columns), "column")
        st.markdown(f"**{markdown_plain(draft.raw.name)}**: {rows}, {columns}")
        _how_read(draft)
        own_columns.show(draft, dataset)
        report = draft.current
        if report is None and not _asked(draft):
            return
        if report is None:
            try:
                with progress_bar() as progress:
                    report = draft.judge(own, dataset, progress)
            except GeoTensionsError as error:
                st.error(markdown_plain(str(error)), icon=":material/error:")
                return
        own_kinds.show(draft, report, dataset)
        own_report.show(draft, report)
        _put(draft, own, shared)


def _asked(draft: Draft) -> bool:
    """Tell whether the rows are to be judged now: at once where they are few."""
    if len(draft.raw) <= LIVE_ROWS:
        return True
    words = "Check the rows again" if draft.report is not None else "Check the rows"
    return st.button(words, type="primary", icon=":material/checklist:", key="own-check")


def _how_read(draft: Draft) -> None:
    """Offer the other sheets or layers of a file, and the encoding of a text."""
    which = draft.file[:2]
    layer, encoding = draft.file[2:]

    def again(name: str, key: str) -> Callable[[], None]:
        def act() -> None:
            before = {"of": which, "layer": layer, "encoding": encoding}
            st.session_state[_READING] = before | {name: st.session_state[key] or None}

        return act

    with st.container(horizontal=True, gap="small"):
        if len(draft.raw.layers) > 1:
            key = f"own-layer-{which[0]}"
            st.selectbox(
                "Sheet or layer",
                list(draft.raw.layers),
                index=draft.raw.layers.index(draft.raw.layer),
                key=key,
                on_change=again("layer", key),
                width=280,
            )
        if draft.raw.format == "csv":
            key = f"own-encoding-{which[0]}"
            st.selectbox(
                "Encoding",
                ["", *_ENCODINGS],
                format_func=lambda item: item or "as found",
                key=key,
                on_change=again("encoding", key),
                width=180,
                help="Choose another one where letters look wrong.",
            )


def _put(draft: Draft, own: OwnData, shared: Published) -> None:
    report = draft.current
    if report is None:
        return
    key = showing("own-draft-name", draft.name)

    def name(_session: object, text: str) -> None:
        draft.name = text.strip() or draft.name

    taken = int(report.taken.sum())
    missing = [question.text for question in draft.mapping.questions() if question.must]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="own-put"):
        st.text_input(
            "Name of the list", key=key, max_chars=60, on_change=on_value(key, name), width=320
        )
        pressed = st.button(
            f"Put {counted(taken, 'record')} on the map",
            type="primary",
            icon=":material/add_location:",
            disabled=not taken,
            key="own-put-on-map",
        )
        if st.button("Put it aside", key="own-aside", icon=":material/close:"):
            _new_upload()
            own_draft.forget()
            st.rerun()
    for text in missing:
        st.caption(f":material/help: {markdown_plain(text)}")
    if pressed:
        _new_upload()
        own_sets.put_on_map(draft, own, shared)


def _new_upload() -> None:
    """Let the next run have an empty field for files."""
    st.session_state[_TURN] += 1
