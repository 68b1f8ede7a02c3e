"""The data as all visitors share it, read once, and how far the reading is."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import streamlit as st

from geo_tensions.dataset import Dataset, load_dataset
from geo_tensions.ingest import RECORDS_VARIABLE, load_records
from geo_tensions.mapping.published import Published
from geo_tensions.ui.own_view import with_own

_LOOK_S = 0.2
"""How often a page that waits looks how far the reading is."""

_TELL_STEP = 0.05
"""Part of the work after which the terminal is told again."""


@dataclass
class Reading:
    """How far the server's first reading of the data is."""

    part: float = 0.0
    words: str = ""
    running: bool = False
    done: Event = field(default_factory=Event)
    _told: float = -1.0

    @contextmanager
    def told(self) -> Iterator[None]:
        """Let pages know that the data is being read, until it is."""
        self.running = True
        try:
            yield
        finally:
            self.running = False
            self.done.set()

    def progress(self, part: float, words: str) -> None:
        """Take note, and tell the terminal now and then."""
        if part >= min(1.0, self._told + _TELL_STEP) or words != self.words:
            self._told = part
            end = "\n" if part >= 1 else ""
            sys.stderr.write(f"\r  {part:4.0%}  {words:<24}{end}")
            sys.stderr.flush()
        self.part, self.words = part, words


READING = Reading()


@st.cache_resource(show_spinner=False)
def library() -> Published:
    """Return the published data.

    Raises
    ------
    GeoTensionsError
        If the data cannot be used at all; nothing is kept then, so that a repaired folder is found.
    """
    published = Published.of(_dataset())
    published.warm()
    return published


def opened() -> Published:
    """Return the data as the visitor sees it; while the server still reads it, the page says so."""
    if READING.running and os.environ.get(RECORDS_VARIABLE):
        bar = st.progress(READING.part, READING.words)
        while not READING.done.wait(_LOOK_S):
            bar.progress(min(1.0, READING.part), f"{READING.words}: {READING.part:.0%}")
        # In a run of its own: a bar that goes would move the map, and a moved map is loaded anew.
        st.rerun()
    return with_own(library())


def _dataset() -> Dataset:
    named = os.environ.get(RECORDS_VARIABLE)
    if not named:
        return load_dataset()
    return load_records(Path(named), progress=READING.progress)
