"""What a deck is: steps, each of them a state of the explorer with words beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np

from geo_tensions.analysis.filters import Mask, in_window, passing
from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import Dataset
from geo_tensions.timespan import Window


class StepKind(StrEnum):
    """What a step shows beside its text."""

    TITLE = "title"
    MAP = "map"
    CHART = "chart"
    TABLE = "table"


class ChartKind(StrEnum):
    """Charts that a step can show."""

    SCRAMBLES = "scrambles"
    EVENTS_PER_YEAR = "events-per-year"
    MISSILES_PER_YEAR = "missiles-per-year"


class TableKind(StrEnum):
    """Tables that a step can show."""

    RECORDS = "records"
    POSITIONS = "positions"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class CallOut:
    """A short text tied to a place of the map.

    Attributes
    ----------
    text
        What is said; one line.
    lon, lat
        WGS 84 degrees, longitude from 0 to 360; None where ``record`` names the place.
    record
        Id of the record whose mark is meant, or None.
    """

    text: str
    lon: float | None = None
    lat: float | None = None
    record: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """A statement of an article and what the sources say of it.

    Attributes
    ----------
    article, record
        The statement, and the precise fact.
    on_slide
        Whether the pair stands on the step's slide; all pairs stand in the notes and in the table
        at the end.
    """

    article: str
    record: str
    on_slide: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Which chart a step shows, and over which years (fiscal years for scrambles)."""

    kind: ChartKind
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Table:
    """Which table a step shows: a table step in place of a map, others on a slide of its own.

    Attributes
    ----------
    heading
        Heading of the table's own slide; the step's where it is empty.
    columns
        Headings of ``rows``; of no use to the other kinds.
    rows
        Rows written in the deck itself.
    subjects
        Subjects of the official positions that are set side by side.
    """

    kind: TableKind
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    subjects: tuple[str, ...] = ()
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a deck.

    Attributes
    ----------
    id
        Lower-case words joined by hyphens, unique in the deck.
    state
        What is seen. Its window spans all of ``windows``.
    windows
        Windows of time, in order; a record shows when it touches any of them.
    play
        Whether presenting plays the time window.
    heading, text, notes
        Words on the slide and for the speaker; plain text, paragraphs parted by an empty line.
    sources
        Ids of sources beyond those of the records shown.
    """

    id: str
    kind: StepKind
    heading: str
    state: FilterState
    windows: tuple[Window, ...]
    text: str = ""
    notes: str = ""
    sources: tuple[str, ...] = ()
    callouts: tuple[CallOut, ...] = ()
    checks: tuple[Check, ...] = ()
    chart: Chart | None = None
    table: Table | None = None
    play: bool = False

    def states(self) -> tuple[FilterState, ...]:
        """Return one explorer state for each window of time."""
        return tuple(replace(self.state, window=window) for window in self.windows)

    def shown(self, dataset: Dataset) -> Mask:
        """Return which records the step shows: those that pass in any of its windows."""
        return shown_in(dataset, self.state, self.windows)


@dataclass(frozen=True, slots=True)
class Deck:
    """A story: a title and steps.

    Attributes
    ----------
    name
        The deck's file name without its ending.
    handling
        Line that stands on every slide, such as a classification; may be empty.
    """

    name: str
    title: str
    steps: tuple[Step, ...]
    subtitle: str = ""
    author: str = ""
    handling: str = ""
    language: str = field(default="en")


def shown_in(dataset: Dataset, state: FilterState, windows: Sequence[Window]) -> Mask:
    """Return which records pass a state's filters and touch any of the windows."""
    columns = dataset.columns
    touched = in_window(columns, windows[0])
    for window in windows[1:]:
        touched |= in_window(columns, window)
    return passing(dataset, state) & touched


def one_state(dataset: Dataset, state: FilterState, windows: Sequence[Window]) -> FilterState:
    """Return the explorer's state that shows the same records: it has one window of time.

    Where there are several, the records are named one by one.
    """
    if len(windows) == 1:
        return state
    rows = np.flatnonzero(shown_in(dataset, state, windows))
    return replace(state, ids=frozenset(dataset.records[int(row)].id for row in rows) or state.ids)


def hull(windows: Sequence[Window]) -> Window:
    """Return the window that spans all windows."""
    return Window(min(w.first for w in windows), max(w.last for w in windows))
