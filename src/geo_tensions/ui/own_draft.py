"""A file on its way to the map: opened, guessed, judged; nothing of it is shown before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import streamlit as st

from geo_tensions.dataset import Dataset
from geo_tensions.errors import GeoTensionsError
from geo_tensions.ingest import Progress
from geo_tensions.intake import Mapping, Raw, Report, check, fingerprint, guess, read, read_bytes
from geo_tensions.model import Kind
from geo_tensions.own.kinds import own_kinds
from geo_tensions.ui.own_data import OwnData
from geo_tensions.ui.words import markdown_plain

_DRAFT = "own-draft"

FEED = "feed"
"""First part of :attr:`Draft.file` of a file that came by itself; the second is where it lies."""

LIVE_ROWS = 50_000
"""Rows up to which a file is judged anew at every change; more are judged when asked for."""


@dataclass
class Draft:
    """One file that is being looked at.

    Attributes
    ----------
    file
        What tells this upload from another one.
    raw, mapping
        The file, and what its columns are taken for so far.
    remembered
        Whether the mapping is the one that was confirmed for such columns before.
    repairs
        Repairs that were accepted: kinds of problems, and single cells.
    looks
        Own kinds by id, as the user wants them to look.
    name
        What the set will be called.
    report, judged
        The last judgement, and of which mapping and repairs it was made.
    """

    file: tuple[Any, ...]
    raw: Raw
    mapping: Mapping
    remembered: bool
    name: str
    repairs: set[str | tuple[int, str]] = field(default_factory=set)
    looks: dict[str, Kind] = field(default_factory=dict)
    report: Report | None = None
    judged: tuple[Any, ...] | None = None

    @property
    def current(self) -> Report | None:
        """The report, None where columns or repairs have changed since it was made."""
        return self.report if self.judged == self._wanted else None

    @property
    def _wanted(self) -> tuple[Any, ...]:
        return (self.mapping, frozenset(self.repairs))

    def judge(self, own: OwnData, dataset: Dataset, progress: Progress) -> Report:
        """Judge every row as the columns are taken now."""
        wanted = self._wanted
        report = check(
            self.raw,
            self.mapping,
            tables=dataset.tables,
            repairs=frozenset(self.repairs),
            progress=progress,
        )
        known = [*own.kinds.values(), *self.looks.values()]
        self.looks |= own_kinds(report.own_kinds, known=known)
        self.report, self.judged = report, wanted
        return report


def draft() -> Draft | None:
    """Return the file that is being looked at."""
    found: Draft | None = st.session_state.get(_DRAFT)
    return found


def forget() -> None:
    """Put the file aside."""
    st.session_state.pop(_DRAFT, None)


def begin(  # noqa: PLR0913 - each is told by name
    content: memoryview | bytes | Path,
    *,
    file: tuple[Any, ...],
    name: str,
    own: OwnData,
    dataset: Dataset,
    layer: str | None = None,
    encoding: str | None = None,
) -> Draft | None:
    """Open a file and guess its columns; one line on the page where that cannot be done.

    Parameters
    ----------
    content
        Its bytes, or where it lies.
    file
        Tells this file and its way of being read from others.
    name
        What it is called.
    own, dataset
        What the visitor added, and the shipped data.
    layer, encoding
        Sheet or layer, and encoding, where the user chose them.
    """
    with progress_bar() as progress:
        try:
            how: dict[str, Any] = {
                "name": name,
                "layer": layer,
                "encoding": encoding,
                "progress": lambda part, words: progress(part * 0.7, words),
            }
            raw = read(content, **how) if isinstance(content, Path) else read_bytes(content, **how)
            mapping, remembered = _mapping(raw, own, dataset, progress)
        except GeoTensionsError as error:
            st.error(markdown_plain(str(error)), icon=":material/error:")
            return None
    title = name.rsplit(".", 1)[0].replace("_", " ").strip() or "My list"
    made = Draft(file, raw, mapping, remembered, title[:60])
    st.session_state[_DRAFT] = made
    return made


def _mapping(raw: Raw, own: OwnData, dataset: Dataset, progress: Progress) -> tuple[Mapping, bool]:
    kept = own.remembered.get(fingerprint(raw.columns))
    if kept is not None:
        mapping = Mapping.from_json(kept)
        if not mapping.problems(raw.columns):
            return mapping, True
    told = lambda part, words: progress(0.7 + part * 0.3, words)  # noqa: E731 - a share of the bar
    return guess(raw, tables=dataset.tables, progress=told), False


class progress_bar:  # noqa: N801 - used as a statement
    """A bar that is there while something lasts, and gone after it."""

    def __enter__(self) -> Callable[[float, str], None]:
        """Show the bar and return what moves it."""
        self._bar = st.progress(0.0, "Beginning")

        def progress(part: float, words: str) -> None:
            self._bar.progress(min(1.0, max(0.0, part)), markdown_plain(words))

        return progress

    def __exit__(self, *_error: object) -> None:
        """Take the bar away."""
        self._bar.empty()
