"""Downloads: what is seen, or a deck, in every format."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from geo_tensions.briefing.editing import step_of_state
from geo_tensions.briefing.model import Deck
from geo_tensions.dataset import Dataset
from geo_tensions.errors import GeoTensionsError
from geo_tensions.exports.files import Progress, silent
from geo_tensions.exports.options import Options
from geo_tensions.exports.plane import Projection
from geo_tensions.exports.theme import ThemeName
from geo_tensions.timespan import Window
from geo_tensions.ui.sync import Session
from geo_tensions.ui.words import markdown_plain

_SLOW = {
    "PowerPoint slides (PPTX)": (".pptx", False),
    "Pages (PDF)": (".pdf", False),
    "Hand-out, one page (PDF)": (".pdf", True),
    "Living map and presenter (HTML)": (".html", False),
    "Everything, with checksums (ZIP)": (".zip", False),
}
"""Formats that take seconds: made first, with a progress bar. Ending, and whether a hand-out."""

_PICTURES = {"Picture (PNG)": ".png", "Picture, vectors (SVG)": ".svg"}
_QUICK = {
    "Table (CSV)": ".csv",
    "GeoJSON": ".geojson",
    "GeoPackage": ".gpkg",
    "KML": ".kml",
    "GeoParquet": ".parquet",
    "Citations (BibTeX)": ".bib",
    "Citations (CSL-JSON)": ".csl.json",
    "Citations (text)": ".txt",
}

_SIZES = ((1280, 720), (1920, 1080), (2560, 1440), (3840, 2160))
_THEMES = {
    ThemeName.LIGHT: "light",
    ThemeName.DARK: "dark",
    ThemeName.PRINT: "print, black on white",
}
_PROJECTIONS = {
    Projection.MERCATOR: "Mercator, as on the screen",
    Projection.EQUAL_AREA: "equal-area",
}
_MADE = "made-file"


@dataclass(frozen=True)
class Made:
    """A file that was made, and of what."""

    of: tuple[object, ...]
    name: str
    content: bytes


def is_open() -> bool:
    """Tell whether files of the explorer's view are being offered."""
    return bool(st.session_state.get("view-export"))


def of_view(found: Session, dataset: Dataset) -> None:
    """Offer what the explorer shows; the state is read when a file is made."""

    def deck() -> Deck:
        state = found.state
        heading = _words(state.window)
        name = f"geo-tensions-{state.window.first}-{state.window.last}"
        return Deck(name, heading, (step_of_state(state, heading=heading),))

    _popover("view", deck, dataset, step=1)


def of_deck(deck: Deck, dataset: Dataset, *, step: int) -> None:
    """Offer a deck; a picture is that of the step that is shown."""
    _popover("deck", lambda: deck, dataset, step=step)


def _popover(key: str, deck: Callable[[], Deck], dataset: Dataset, *, step: int) -> None:
    box = st.popover(
        "Export",
        icon=":material/download:",
        width="stretch",
        key=f"{key}-export",
        on_change="rerun",
    )
    # What it holds is sent when it is opened.
    if not box.open:
        return
    with box:
        kind = st.selectbox("Format", [*_SLOW, *_PICTURES, *_QUICK], key=f"{key}-format")
        options = Options(step=step) if kind in _PICTURES else Options()
        if kind in _PICTURES:
            options = _picture_options(key, step)
        elif kind in _SLOW and kind != "Living map and presenter (HTML)":
            options = Options(handout=_SLOW[kind][1], theme=_theme(key))
        if kind in _SLOW:
            _make(key, kind, deck(), dataset, options)
            return
        ending = _PICTURES.get(kind) or _QUICK[kind]
        single = f"-{step}" if kind in _PICTURES and len(deck().steps) > 1 else ""
        st.download_button(
            "Save",
            # Made when it is pressed, of what is seen then.
            data=lambda: _bytes(deck(), dataset, ending, options),
            file_name=f"{deck().name}{single}{ending}",
            icon=":material/save:",
            type="primary",
            on_click="ignore",
            key=f"{key}-save",
        )


def _picture_options(key: str, step: int) -> Options:
    size = st.selectbox(
        "Size",
        _SIZES,
        index=1,
        format_func=lambda size: f"{size[0]} x {size[1]}",
        key=f"{key}-size",
    )
    projection = st.selectbox(
        "Projection",
        list(_PROJECTIONS),
        format_func=lambda one: _PROJECTIONS[one],
        key=f"{key}-projection",
    )
    return Options(step=step, size_px=size, theme=_theme(key), projection=projection)


def _theme(key: str) -> ThemeName:
    return st.selectbox(
        "Look", list(_THEMES), format_func=lambda one: _THEMES[one], key=f"{key}-theme"
    )


def _make(key: str, kind: str, deck: Deck, dataset: Dataset, options: Options) -> None:
    """Make a file with a progress bar, then offer it."""
    ending, handout = _SLOW[kind]
    of = (kind, deck, options, dataset.catalog.data_version)
    name = f"{deck.name}{'-handout' if handout else ''}{ending}"
    if st.button("Make the file", icon=":material/settings:", key=f"{key}-make"):
        bar = st.progress(0.0, "Beginning")

        def progress(done: int, total: int, what: str) -> None:
            bar.progress(min(1.0, done / max(total, 1)), markdown_plain(what[:60]))

        try:
            content = _bytes(deck, dataset, ending, options, progress)
        except GeoTensionsError as error:
            st.error(markdown_plain(str(error)))
            return
        finally:
            bar.empty()
        st.session_state[_MADE] = Made(of, name, content)
    made: Made | None = st.session_state.get(_MADE)
    if made is not None and made.of == of:
        st.download_button(
            f"Save {made.name} ({len(made.content) / 1e6:.1f} MB)",
            data=made.content,
            file_name=made.name,
            icon=":material/save:",
            type="primary",
            on_click="ignore",
            key=f"{key}-save-made",
        )


def _bytes(
    deck: Deck, dataset: Dataset, ending: str, options: Options, progress: Progress = silent
) -> bytes:
    # Imported late: the page opens without what draws.
    from geo_tensions.exports.formats import deck_bytes  # noqa: PLC0415

    return deck_bytes(deck, dataset, ending, options=options, progress=progress)


def _words(window: Window) -> str:
    return (
        f"{window.first} \u2013 {window.last}" if window.first != window.last else f"{window.first}"
    )
