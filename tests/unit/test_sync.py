"""Widgets, address and map: one state, and nobody is pulled back."""

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from geo_tensions.analysis.filters import passing
from geo_tensions.analysis.state import LAYERS, FilterState, View
from geo_tensions.dataset import Dataset
from geo_tensions.mapping.published import Published
from geo_tensions.model import Evidence
from geo_tensions.timespan import Window
from geo_tensions.ui.reported import clip
from geo_tensions.ui.sync import Session, active_preset

AUTUMN = Window(date(2024, 9, 1), date(2024, 11, 30))


@pytest.fixture
def session(dataset: Dataset) -> Session:
    return Session(FilterState.default(dataset))


def report(session: Session, **changed: Any) -> dict[str, Any]:
    """Return what the map reports when only the named parts have changed."""
    state = session.state
    return {
        "seq": 1,
        "revs": dict(session.revs),
        "window": {"from": state.window.start, "to": state.window.end},
        "mode": "window",
        "speed": 1,
        "layers": {layer: layer in state.layers for layer in LAYERS},
        "selected": None,
        "view": {"lat": state.view.lat, "lon": state.view.lon, "zoom": state.view.zoom},
        "cause": "release",
    } | changed


def span(window: Window) -> dict[str, int]:
    return {"from": window.start, "to": window.end}


def test_only_a_moved_window_or_view_leaves_the_rest_of_the_page_as_it_is(
    session: Session, dataset: Dataset
) -> None:
    view = {"lat": 50.0, "lon": 150.0, "zoom": 6.0}
    for changed, alone in (
        ({"window": span(AUTUMN)}, True),
        ({"view": view}, True),
        ({"mode": "cumulative"}, False),
        ({"selected": {"id": dataset.records[0].id}}, False),
        # Cut to the days of the data, so the map has to be told.
        ({"window": {"from": -90_000_000, "to": span(AUTUMN)["to"]}}, False),
    ):
        fresh = Session(session.state)
        with fresh.whole_page():
            pass
        assert fresh.adopt(report(fresh, **changed), dataset=dataset) is alone, changed
    with session.whole_page():
        session.problems = ["an address that could not be read"]
    assert not session.adopt(report(session, window=span(AUTUMN)), dataset=dataset)


def test_a_page_that_was_not_finished_is_due_whatever_moves(
    session: Session, dataset: Dataset
) -> None:
    with suppress(InterruptedError), session.whole_page():
        assert session.drawing
        raise InterruptedError
    assert not session.drawing
    assert not session.adopt(report(session, window=span(AUTUMN)), dataset=dataset)
    with session.whole_page():
        pass
    session.change(replace(session.state, text="Rebun"))
    assert not session.adopt(report(session, window=span(AUTUMN)), dataset=dataset)


def test_a_release_moves_the_window_and_sends_nothing_back(
    session: Session, dataset: Dataset, published: Published
) -> None:
    before = dict(session.revs)
    session.adopt(report(session, window=span(AUTUMN)), dataset=dataset)
    assert session.state.window == AUTUMN
    assert session.revs == before
    command = session.command(published, theme="light", basemap=None)
    assert command["window"] == span(AUTUMN)


def test_a_widget_moves_the_map(session: Session) -> None:
    before = dict(session.revs)
    session.change(replace(session.state, window=AUTUMN))
    assert session.revs == before | {"window": before["window"] + 1}


def test_a_report_that_a_command_overtook_is_left_out(session: Session, dataset: Dataset) -> None:
    late = report(session, window=span(Window(date(2023, 1, 1), date(2023, 2, 1))))
    late["view"] = {"lat": 50.0, "lon": 150.0, "zoom": 6.0}
    session.change(replace(session.state, window=AUTUMN))
    session.adopt(late, dataset=dataset)
    assert session.state.window == AUTUMN
    assert session.state.view == View(lon=150.0, lat=50.0, zoom=6.0)


def test_a_window_beyond_the_data_is_cut_and_sent_back(session: Session, dataset: Dataset) -> None:
    wide = {"from": dataset.extent.start - 100_000, "to": dataset.extent.end + 1}
    before = session.revs["window"]
    session.adopt(report(session, window=wide), dataset=dataset)
    assert session.state.window == dataset.extent
    assert session.revs["window"] == before + 1


@pytest.mark.parametrize(
    "damage",
    [
        {"window": {"from": "x", "to": 1}},
        {"window": {"from": 5_000_000, "to": 1}},
        {"window": {"from": 0, "to": 10**15}},
        {"window": None},
        {"selected": {"row": 1, "id": "no-such-record"}},
        {"view": {"lat": float("nan"), "lon": 1, "zoom": 1}},
        {"layers": None},
        {"mode": None, "layers": 7},
    ],
)
def test_a_damaged_part_of_a_report_changes_nothing(
    session: Session, dataset: Dataset, damage: dict[str, Any]
) -> None:
    before = session.state
    session.adopt(report(session) | damage, dataset=dataset)
    assert session.state == before


def test_selection_layers_and_mode_are_taken_from_the_map(
    session: Session, dataset: Dataset
) -> None:
    layers = {layer: layer == "land" for layer in LAYERS}
    chosen = {"row": 3, "id": dataset.records[3].id}
    session.adopt(
        report(session, layers=layers, selected=chosen, mode="cumulative"), dataset=dataset
    )
    assert session.state.layers == {"land"}
    assert session.state.selected == dataset.records[3].id
    assert session.state.cumulative


def test_undo_takes_filters_back_and_leaves_the_view(session: Session, dataset: Dataset) -> None:
    first = session.state
    session.change(replace(first, text="Il-38"))
    session.adopt(report(session, view={"lat": 50.0, "lon": 150.0, "zoom": 6.0}), dataset=dataset)
    session.undo()
    assert session.state.text == ""
    assert session.state.view.zoom == 6.0
    assert not session.past


def test_undo_of_a_preset_takes_the_view_back(session: Session, dataset: Dataset) -> None:
    preset = dataset.tables.presets["four-islands"]
    first = session.state
    session.change(first.with_preset(preset.state, dataset=dataset))
    assert active_preset(session.state, dataset) == "four-islands"
    session.undo()
    assert session.state == first


def test_undo_with_nothing_to_undo_does_nothing(session: Session) -> None:
    before = session.state
    session.undo()
    assert session.state == before


def test_serial_rises_only_when_something_changes(session: Session, published: Published) -> None:
    serials = [
        session.command(published, theme=theme, basemap=None)["serial"]
        for theme in ("light", "light", "dark")
    ]
    assert serials == [1, 1, 2]


def test_masks_of_a_command_are_served(session: Session, published: Published) -> None:
    command = session.command(published, theme="light", basemap=None)
    assert published.store.get(command["mask"])
    assert published.store.get(command["hidden"])
    everything = session.state.evidence | {Evidence.UNVERIFIED}
    session.change(replace(session.state, evidence=everything))
    assert session.command(published, theme="light", basemap=None)["hidden"] is None


def test_every_preset_can_be_recognised(session: Session, dataset: Dataset) -> None:
    for preset in dataset.tables.presets.values():
        state = session.state.with_preset(preset.state, dataset=dataset)
        assert active_preset(state, dataset) == preset.id


def test_clip_keeps_what_lies_inside() -> None:
    extent = Window(date(1855, 1, 1), date(2026, 1, 1))
    assert clip(AUTUMN, extent) == AUTUMN
    late = Window(date(2030, 1, 1), date(2031, 1, 1))
    assert clip(late, extent) == Window(extent.last, extent.last)


def test_a_record_that_is_not_there_is_no_error(dataset: Dataset, published: Published) -> None:
    ids = frozenset({"NO-SUCH-RECORD", dataset.records[0].id})
    session = Session(replace(FilterState.default(dataset), ids=ids))
    assert session.command(published, theme="light", basemap=None)["mask"]
    assert passing(dataset, replace(session.state, ids=frozenset({"NO-SUCH-RECORD"}))).sum() == 0


def test_lines_about_the_address_go_with_the_next_change(session: Session) -> None:
    session.problems = ["address: 'from=x' is not a date"]
    session.change(replace(session.state, text="Il-38"))
    assert session.problems == []
