"""One state, three hands on it: widgets, address and map; who wins, and what each is told.

The state is the truth. A change by widget, preset or address raises the number of every part that
the map holds as well, so that the map follows; a report of the map changes the state and raises
nothing, so that the map is never pulled back by an answer to its own report.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from geo_tensions.analysis.state import LAYERS, FilterState, View
from geo_tensions.dataset import Dataset
from geo_tensions.mapping.arrivals import ARRIVALS
from geo_tensions.mapping.published import Published
from geo_tensions.timespan import Window
from geo_tensions.ui.picks import Picks
from geo_tensions.ui.reported import READERS, clip, minutes_of

UNDO_STEPS = 50
"""How many changes can be taken back."""


@dataclass
class Session:
    """What one visitor sees.

    Attributes
    ----------
    state
        The one state.
    revs
        Number of each part that the map holds as well; see :func:`parts`.
    past
        Earlier states, latest last, each with whether the change after it moved the view.
    problems
        What of the visitor's address could not be used, one line each.
    basemap
        Id of the online basemap that is switched on, or None.
    touched
        Whether a widget or the map changed something since the address was last written.
    due
        Whether something changed that the whole page has not shown yet.
    drawing
        Whether the whole page is being drawn.
    visit
        Name under which the visitor's map says that it stands.
    picks
        What was picked in charts and words.
    page
        What the address holds beside the state, such as the open tab.
    fitted
        Version, kinds and extent of the data that the state was last fitted to.
    """

    state: FilterState
    revs: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(
            ("window", "selected", "view", "settings", "polygon"), 1
        )
    )
    past: list[tuple[FilterState, bool]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    basemap: str | None = None
    touched: bool = False
    due: bool = True
    drawing: bool = False
    visit: str = field(default_factory=ARRIVALS.expect)
    picks: Picks = field(default_factory=Picks)
    page: dict[str, str] = field(default_factory=dict)
    fitted: tuple[str, frozenset[str], Window] | None = None
    serial: int = 0
    sent: dict[str, Any] = field(default_factory=dict)

    @contextmanager
    def whole_page(self) -> Iterator[None]:
        """Draw the whole page within; one that is interrupted is due again."""
        self.due = self.drawing = True
        try:
            yield
            self.due = False
        finally:
            self.drawing = False

    def fit(self, dataset: Dataset) -> None:
        """Fit the state to data that differ from those before: own records came or went.

        Kinds that are new are shown, records that are gone are chosen no longer, and a window that
        reached to the last day does so again.
        """
        version, kinds = dataset.catalog.data_version, frozenset(dataset.kinds)
        before, self.fitted = self.fitted, (version, kinds, dataset.extent)
        if before is None or before[0] == version:
            return
        for name in list(self.picks.made):
            self.picks.forget(name)

        def fitting(state: FilterState) -> FilterState:
            return fitted(state, dataset, kinds=kinds - before[1], extent=before[2])

        past = [(fitting(state), moved) for state, moved in self.past]
        problems = self.problems
        self.change(fitting(self.state))
        self.past, self.problems = past, problems

    def change(self, state: FilterState) -> None:
        """Take a state from a widget, a preset or an address."""
        before = self.state
        self.touched = self.due = True
        self.problems = []
        self._remember(state)
        self.state = state
        old, new = parts(before), parts(state)
        for part in self.revs:
            if old[part] != new[part]:
                self.revs[part] += 1

    def pick(self, name: str, changes: Mapping[str, Any]) -> None:
        """Take what was picked in a chart; one undo takes all of its brush back."""
        again = name in self.picks
        before, after = self.picks.picked(name, self.state, changes)
        if after == self.state:
            return
        past = list(self.past)
        self.change(after)
        if again:
            self.past = past
        if self.past and filters(self.past[-1][0]) == filters(before) == filters(after):
            self.past.pop()

    def clear_picks(self) -> None:
        """Take back everything that was picked; without picks, the choice of single records."""
        state = self.state
        cleared = self.picks.cleared(state) if self.picks else replace(state, ids=frozenset())
        if cleared != state:
            self.change(cleared)

    def undo(self) -> None:
        """Take the last change of a filter back."""
        if not self.past:
            return
        state, view_moved = self.past.pop()
        kept = replace(
            state,
            view=state.view if view_moved else self.state.view,
            selected=self.state.selected,
            layers=state.layers if view_moved else self.state.layers,
        )
        past = list(self.past)
        self.change(kept)
        self.past = past

    def adopt(self, report: Mapping[str, Any], *, dataset: Dataset) -> bool:
        """Take what the map reports; a part that a newer command overtakes is left out.

        Returns
        -------
        bool
            Whether the map's window and view alone have moved since the whole page was drawn, so
            that neither the map nor any filter but those of the time has something to learn.
        """
        before, revs = self.state, dict(self.revs)
        self.touched = True
        seen = report.get("revs") or {}
        for part, read in READERS.items():
            if seen.get(part, self.revs[part]) < self.revs[part]:
                continue
            try:
                state = read(self.state, report, dataset)
            except (AttributeError, KeyError, TypeError, ValueError, OverflowError):
                # Nothing but our own script reports; a part that it cannot put in words stays.
                if part == "polygon":
                    self.revs[part] += 1
                continue
            if part == "window" and minutes_of(state.window) != report["window"]:
                self.revs["window"] += 1
            self._remember(state)
            self.state = state
        moved = replace(before, window=self.state.window, view=self.state.view)
        self.due |= self.state != moved or self.revs != revs or bool(self.problems)
        return not self.due

    def command(
        self,
        published: Published,
        *,
        theme: str,
        basemap: Mapping[str, Any] | None,
        more: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return what the map is told; the same, down to its serial, until something changes.

        ``more`` are further parts of the command that the state does not hold.
        """
        state, revs = self.state, self.revs
        selected = state.selected
        row = published.dataset.row_of[selected] if selected else None
        command = {
            "revs": dict(revs),
            "window": minutes_of(state.window),
            "selected": {"row": row, "id": selected} if selected else None,
            "polygon": [list(corner) for corner in state.polygon],
            "view": {"lat": state.view.lat, "lon": state.view.lon, "zoom": state.view.zoom},
            "mode": "cumulative" if state.cumulative else "window",
            "layers": {layer: layer in state.layers for layer in LAYERS},
            "mask": published.mask(state),
            "hidden": published.hidden(state),
            "perspective": state.perspective.value,
            "theme": theme,
            "basemap": dict(basemap) if basemap else None,
            **(more or {}),
        }
        if command != self.sent:
            self.serial += 1
            self.sent = command
        return {"serial": self.serial, "visit": self.visit} | command

    def _remember(self, state: FilterState) -> None:
        if filters(state) != filters(self.state):
            self.past.append((self.state, state.view != self.state.view))
            del self.past[:-UNDO_STEPS]


def parts(state: FilterState) -> dict[str, Any]:
    """Return the parts of a state that the map changes as well."""
    return {
        "window": state.window,
        "selected": state.selected,
        "view": state.view,
        "settings": (state.layers, state.cumulative),
        "polygon": state.polygon,
    }


def filters(state: FilterState) -> FilterState:
    """Return a state without what filters nothing: what undo and presets compare."""
    base = View()
    return replace(state, view=base, selected=None, layers=frozenset(), cumulative=False)


def active_preset(state: FilterState, dataset: Dataset) -> str | None:
    """Return the id of the preset whose filters a state has, or None."""
    wanted = filters(state)
    for preset in dataset.tables.presets.values():
        if filters(state.with_preset(preset.state, dataset=dataset)) == wanted:
            return preset.id
    return None


def fitted(
    state: FilterState, dataset: Dataset, *, kinds: frozenset[str], extent: Window
) -> FilterState:
    """Return a state that was made for other data as it holds for a dataset.

    Parameters
    ----------
    state, dataset
        What was chosen, and from what is chosen now.
    kinds
        Kinds that are new, and therefore shown.
    extent
        Days of the data before: a window that ended with them ends with the new ones.
    """
    window = state.window
    if window.last == extent.last and dataset.extent.last > window.last:
        window = Window(window.first, dataset.extent.last)
    known = dataset.row_of
    return replace(
        state,
        window=clip(window, dataset.extent),
        kinds=(state.kinds | kinds) & frozenset(dataset.kinds),
        ids=frozenset(item for item in state.ids if item in known),
        selected=state.selected if state.selected in known else None,
    )
