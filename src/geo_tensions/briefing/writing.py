"""From a deck to its text; reading that text gives the same deck."""

import json
from collections.abc import Iterable

from geo_tensions.analysis.state import FilterState
from geo_tensions.briefing.model import Deck, Step, StepKind
from geo_tensions.briefing.places import write_places
from geo_tensions.dataset import Dataset
from geo_tensions.model import Perspective
from geo_tensions.timespan import Window


def deck_text(deck: Deck, *, dataset: Dataset) -> str:
    """Return a deck as TOML.

    What equals the default of a first visit is left out, as in addresses.
    """
    lines = [_pair("title", deck.title)]
    lines += [
        _pair(name, value)
        for name, value in (
            ("subtitle", deck.subtitle),
            ("author", deck.author),
            ("handling", deck.handling),
            ("language", "" if deck.language == "en" else deck.language),
        )
        if value
    ]
    for step in deck.steps:
        lines += ["", "[[step]]", *_step(step, dataset)]
    return "\n".join(lines) + "\n"


def _step(step: Step, dataset: Dataset) -> Iterable[str]:
    yield _pair("id", step.id)
    if step.kind is not StepKind.MAP:
        yield _pair("kind", step.kind.value)
    yield _pair("heading", step.heading)
    for name, value in (("text", step.text), ("notes", step.notes)):
        if value:
            yield _pair(name, value)
    yield f"windows = [{', '.join(_window(window) for window in step.windows)}]"
    yield from _state(step.state, dataset)
    if step.sources:
        yield f"sources = {_list(step.sources)}"
    if step.play:
        yield "play = true"
    if step.chart:
        chart = step.chart
        kind = _text(chart.kind.value)
        yield f"chart = {{ kind = {kind}, first = {chart.first}, last = {chart.last} }}"
    if step.table:
        yield "table = { " + ", ".join(_table(step)) + " }"
    yield from _pairs(step)


def _pairs(step: Step) -> Iterable[str]:
    for callout in step.callouts:
        yield from ("", "[[step.callout]]", _pair("text", callout.text))
        if callout.record:
            yield _pair("record", callout.record)
        if callout.lon is not None and callout.lat is not None:
            yield from (f"lon = {callout.lon!r}", f"lat = {callout.lat!r}")
    for check in step.checks:
        yield from ("", "[[step.check]]", _pair("article", check.article))
        yield _pair("record", check.record)
        if check.on_slide:
            yield "on_slide = true"


def _state(state: FilterState, dataset: Dataset) -> Iterable[str]:
    base = FilterState.default(dataset)
    kinds = frozenset(dataset.kinds) if state.ids else base.kinds
    sets = (
        ("ids", state.ids, frozenset[str]()),
        ("kinds", state.kinds, kinds),
        ("actors", state.actor_groups, base.actor_groups),
        ("evidence", state.evidence, base.evidence),
        ("place", state.place, base.place),
        ("layers", state.layers, base.layers),
    )
    for name, value, default in sets:
        if value != default:
            yield f"{name} = {_list(sorted(str(item) for item in value))}"
    for name, chosen in write_places(state):
        # Texts and numbers in JSON are the same in TOML.
        yield f"{name} = {json.dumps(chosen, ensure_ascii=False)}"
    if state.text:
        yield _pair("search", state.text)
    for name in ("passed_over_japan", "stated_inside_eez", "cumulative"):
        if getattr(state, name):
            yield f"{name} = true"
    if state.perspective is not Perspective.NEUTRAL:
        yield _pair("perspective", state.perspective.value)
    if state.selected:
        yield _pair("selected", state.selected)
    if state.view != base.view:
        view = state.view
        yield f"view = {{ lon = {view.lon!r}, lat = {view.lat!r}, zoom = {view.zoom!r} }}"


def _table(step: Step) -> Iterable[str]:
    table = step.table
    if table is None:
        return
    yield f"kind = {_text(table.kind.value)}"
    if table.heading:
        yield f"heading = {_text(table.heading)}"
    if table.columns:
        yield f"columns = {_list(table.columns)}"
    if table.rows:
        yield f"rows = [{', '.join(_list(row) for row in table.rows)}]"
    if table.subjects:
        yield f"subjects = {_list(table.subjects)}"


def _window(window: Window) -> str:
    return f'["{window.first}", "{window.last}"]'


def _pair(name: str, value: str) -> str:
    return f"{name} = {_text(value)}"


def _list(items: Iterable[str]) -> str:
    return "[" + ", ".join(_text(item) for item in items) + "]"


def _text(value: str) -> str:
    # A JSON string is a TOML basic string, but for DEL and for the escaped slash, which json never
    # writes.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
