"""From a deck's text to a deck, with every fault named."""

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from geo_tensions.analysis.state import LAYERS, FilterState, View
from geo_tensions.briefing.fields import FieldReader
from geo_tensions.briefing.model import (
    CallOut,
    Chart,
    ChartKind,
    Check,
    Deck,
    Step,
    StepKind,
    Table,
    TableKind,
    hull,
)
from geo_tensions.briefing.places import read_places
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError, GeoTensionsError
from geo_tensions.model import Evidence, Perspective, PlacePrecision
from geo_tensions.timespan import Window

MAX_STEPS = 100
"""Most steps of a deck."""
MAX_BYTES = 1_000_000
"""Largest deck file, bytes."""
LIMITS = {
    "title": 90,
    "subtitle": 160,
    "author": 120,
    "handling": 90,
    "heading": 90,
    "text": 520,
    "notes": 6000,
    "article": 260,
    "record": 420,
    "callout": 60,
    "cell": 320,
}
"""Longest texts that fit their place on a slide at 18 points, characters."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_ROWS, _MAX_COLUMNS = 14, 5


class DeckError(GeoTensionsError):
    """A deck cannot be used; ``problems`` has one line for each fault."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(problems))


def read_deck(content: str | bytes, *, name: str, where: str, dataset: Dataset) -> Deck:
    """Read and check a deck.

    Parameters
    ----------
    content
        TOML, UTF-8.
    name, where
        The deck's name, and its file as messages name it.
    dataset
        What ids, kinds, actors, sources and dates are checked against.

    Raises
    ------
    DeckError
        With all faults, each naming file, step and field.
    """
    table = _parse(content, where)
    problems: list[str] = []
    reader = FieldReader(table, where=where, problems=problems)
    if not _NAME.fullmatch(name):
        reader.fault("file name", f"'{name[:60]}' is no name", "use lower-case words and hyphens")
    deck = Deck(
        name=name,
        title=reader.text("title", limit=LIMITS["title"], required=True),
        subtitle=reader.text("subtitle", limit=LIMITS["subtitle"]),
        author=reader.text("author", limit=LIMITS["author"]),
        handling=reader.text("handling", limit=LIMITS["handling"]),
        language=reader.text("language", limit=10) or "en",
        steps=_steps(reader, dataset),
    )
    reader.leftovers()
    if problems:
        raise DeckError(problems)
    return deck


def _parse(content: str | bytes, where: str) -> dict[str, Any]:
    if len(content) > MAX_BYTES:
        problem = f"is larger than {MAX_BYTES // 1000:,} kB"
        raise DeckError([str(DataError(where, problem, "a deck is a short text file"))])
    try:
        text = content.decode("utf-8-sig") if isinstance(content, bytes) else content
        return tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError) as error:
        reason = str(error) or "nested too deeply"
        raise DeckError([str(DataError(where, f"is no TOML ({reason})", "correct it"))]) from error


def _steps(reader: FieldReader, dataset: Dataset) -> tuple[Step, ...]:
    tables = reader.tables("step")
    if not tables:
        reader.fault("step", "there is none", "write at least one [[step]]")
    if len(tables) > MAX_STEPS:
        reader.fault("step", f"there are {len(tables)}, at most {MAX_STEPS} are read", "split it")
    steps: list[Step] = []
    seen: set[str] = set()
    for number, table in tables[:MAX_STEPS]:
        identifier = table.get("id") if isinstance(table, dict) else None
        label = f"{reader.where}, step {number}" + (f" ({identifier})" if identifier else "")
        sub = FieldReader(table, where=label[:160], problems=reader.problems)
        step = _StepReader(sub, number=number, dataset=dataset).read()
        if step.id in seen:
            sub.fault("id", f"'{step.id}' is used twice", "give each step its own id")
        seen.add(step.id)
        steps.append(step)
    return tuple(steps)


class _StepReader:
    """Reads one step."""

    def __init__(self, fields: FieldReader, *, number: int, dataset: Dataset) -> None:
        self.fields = fields
        self.number = number
        self.dataset = dataset

    def read(self) -> Step:
        fields = self.fields
        kind = fields.choice("kind", StepKind, default=StepKind.MAP) or StepKind.MAP
        base = FilterState.default(self.dataset)
        windows = fields.windows("windows", extent=self.dataset.extent, default=base.window)
        step = Step(
            id=self._id(),
            kind=kind,
            heading=fields.text("heading", limit=LIMITS["heading"], required=True),
            text=fields.text("text", limit=LIMITS["text"]),
            notes=fields.text("notes", limit=LIMITS["notes"]),
            state=self._state(base, windows),
            windows=windows,
            sources=fields.sequence(
                "sources", self.dataset.sources, what="is in no table of sources"
            ),
            callouts=tuple(self._callout(*item) for item in fields.tables("callout")),
            checks=tuple(self._check(*item) for item in fields.tables("check")),
            chart=self._chart(needed=kind is StepKind.CHART),
            table=self._table(needed=kind is StepKind.TABLE),
            play=fields.flag("play"),
        )
        fields.leftovers()
        return step

    def _id(self) -> str:
        identifier = self.fields.text("id", limit=60) or f"step-{self.number}"
        if not _NAME.fullmatch(identifier):
            self.fields.fault("id", "is no id", "use lower-case words joined by hyphens")
        return identifier

    def _state(self, base: FilterState, windows: Sequence[Window]) -> FilterState:
        fields, dataset = self.fields, self.dataset
        ids = fields.sequence("ids", dataset.row_of, what="names no record of this data")
        everything = frozenset(dataset.kinds)
        kinds = fields.names("kinds", dataset.kinds, default=everything if ids else base.kinds)
        evidence = fields.names("evidence", list(Evidence), default=frozenset(base.evidence))
        place = fields.names("place", list(PlacePrecision), default=frozenset(base.place))
        return FilterState(
            window=hull(windows),
            kinds=kinds,
            actor_groups=fields.names("actors", dataset.actor_groups, default=frozenset()),
            evidence=frozenset(Evidence(item) for item in evidence),
            place=frozenset(PlacePrecision(item) for item in place),
            text=fields.text("search", limit=200),
            passed_over_japan=fields.flag("passed_over_japan"),
            stated_inside_eez=fields.flag("stated_inside_eez"),
            ids=frozenset(self._current(item) for item in ids),
            layers=fields.names("layers", LAYERS, default=base.layers),
            perspective=fields.choice("perspective", Perspective, default=Perspective.NEUTRAL)
            or Perspective.NEUTRAL,
            cumulative=fields.flag("cumulative"),
            selected=self._record(fields, "selected"),
            view=self._view(base.view),
            **read_places(fields, dataset.catalog),
        )

    def _current(self, identifier: str) -> str:
        return self.dataset.records[self.dataset.row_of[identifier]].id

    def _record(self, fields: FieldReader, name: str) -> str | None:
        identifier = fields.text(name, limit=60)
        if not identifier:
            return None
        if identifier not in self.dataset.row_of:
            fields.fault(name, f"'{identifier}' names no record of this data", "correct it")
            return None
        return self._current(identifier)

    def _view(self, default: View) -> View:
        table = self.fields.get("view")
        if table is None:
            return default
        sub = self._sub(table, "view")
        view = View(
            lon=sub.number("lon", 90, 230, default=default.lon),
            lat=sub.number("lat", -10, 75, default=default.lat),
            zoom=sub.number("zoom", 2, 14, default=default.zoom),
        )
        sub.leftovers()
        return view

    def _callout(self, number: int, table: object) -> CallOut:
        sub = self._sub(table, f"callout {number}")
        text = sub.text("text", limit=LIMITS["callout"], required=True).replace("\n", " ")
        record = self._record(sub, "record")
        if record is None and not (sub.has("lon") and sub.has("lat")):
            sub.fault("", "has no place", "give lon and lat, or record")
        placed = sub.has("lon") or sub.has("lat")
        lon, lat = sub.number("lon", 0, 360, default=0), sub.number("lat", -90, 90, default=0)
        sub.leftovers()
        if record and self.dataset.records[self.dataset.row_of[record]].lon is None:
            sub.fault("record", f"'{record}' has no place on the map", "give lon and lat")
        return CallOut(text, lon if placed else None, lat if placed else None, record)

    def _check(self, number: int, table: object) -> Check:
        sub = self._sub(table, f"check {number}")
        check = Check(
            article=sub.text("article", limit=LIMITS["article"], required=True),
            record=sub.text("record", limit=LIMITS["record"], required=True),
            on_slide=sub.flag("on_slide"),
        )
        sub.leftovers()
        return check

    def _chart(self, *, needed: bool) -> Chart | None:
        table = self.fields.get("chart")
        if table is None:
            if needed:
                self.fields.fault(
                    "chart", "is missing", 'write chart = { kind = "scrambles", ... }'
                )
            return None
        sub = self._sub(table, "chart")
        kind = sub.choice("kind", ChartKind, default=None)
        first = int(sub.number("first", 1850, 2200, default=2013))
        last = int(sub.number("last", 1850, 2200, default=2025))
        if last < first:
            sub.fault("last", f"{last} is before first ({first})", "correct one of the two")
        sub.leftovers()
        return Chart(kind, first, last) if kind else None

    def _table(self, *, needed: bool) -> Table | None:
        table = self.fields.get("table")
        if table is None:
            if needed:
                self.fields.fault("table", "is missing", 'write table = { kind = "records" }')
            return None
        sub = self._sub(table, "table")
        kind = sub.choice("kind", TableKind, default=None)
        columns = self._cells(sub, "columns", sub.get("columns"))
        rows = [self._cells(sub, f"rows, row {number}", row) for number, row in sub.tables("rows")]
        subjects = self._cells(sub, "subjects", sub.get("subjects"))
        if kind is TableKind.ROWS and not rows:
            sub.fault("rows", "there are none", "write at least one row")
        if len(rows) > _MAX_ROWS or len(columns) > _MAX_COLUMNS:
            sub.fault("rows", f"more than {_MAX_ROWS} rows or {_MAX_COLUMNS} columns", "split it")
        for number, row in enumerate(rows, start=1):
            if len(row) != len(columns):
                sub.fault("rows", f"row {number} has {len(row)} cells", f"write {len(columns)}")
        heading = sub.text("heading", limit=LIMITS["heading"])
        sub.leftovers()
        return Table(kind, columns, tuple(rows), subjects, heading) if kind else None

    def _cells(self, sub: FieldReader, name: str, value: object) -> tuple[str, ...]:
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            sub.fault(name, "is no list of texts", 'write ["...", "..."]')
            return ()
        if any(len(item) > LIMITS["cell"] for item in value):
            sub.fault(name, f"a cell has more than {LIMITS['cell']} characters", "shorten it")
        return tuple(item.strip() for item in value)

    def _sub(self, table: object, name: str) -> FieldReader:
        where = f"{self.fields.where}, {name}"
        return FieldReader(table, where=where, problems=self.fields.problems)
