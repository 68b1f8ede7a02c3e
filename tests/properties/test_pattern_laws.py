"""Numbers in charts, words, table and map are the same for any state."""

import copy
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_tensions.analysis import near_words
from geo_tensions.analysis.compare import MISSILES, compare
from geo_tensions.analysis.counts import count
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.find import Finder
from geo_tensions.analysis.lead import led
from geo_tensions.analysis.series import By, Step, actors_by_kind, calendar, launches, over_time
from geo_tensions.analysis.spatial import UNDETERMINED, in_zones
from geo_tensions.analysis.state import FilterState
from geo_tensions.analysis.summary import summarise
from geo_tensions.charts import picking
from geo_tensions.charts.base import LIGHT
from geo_tensions.charts.over_time import over_time_chart
from geo_tensions.dataset import Dataset, load_dataset
from geo_tensions.model import Evidence, PlacePrecision
from geo_tensions.registers import load_scrambles
from geo_tensions.timespan import Window
from geo_tensions.ui.picks import Picks


@cache
def shipped() -> Dataset:
    """Return the shipped data; as an argument it would fill every report of Hypothesis."""
    return load_dataset()


@cache
def finder() -> Finder:
    return Finder(shipped())


def states() -> st.SearchStrategy[FilterState]:
    dataset = shipped()
    extent = dataset.extent
    days = st.dates(extent.first, extent.last)

    def subset(items: Any) -> st.SearchStrategy[frozenset[Any]]:
        return st.frozensets(st.sampled_from(sorted(items)), min_size=1)

    return st.builds(
        FilterState,
        window=st.tuples(days, days).map(lambda pair: Window(min(pair), max(pair))),
        kinds=subset(dataset.kinds) | st.just(frozenset(dataset.kinds)),
        evidence=subset(Evidence) | st.just(frozenset(Evidence)),
        place=subset(PlacePrecision) | st.just(frozenset(PlacePrecision)),
        text=st.sampled_from(["", "", "", "il-38", "japan", "sea"]),
        passed_over_japan=st.sampled_from([False, False, True]),
    )


STATES = st.deferred(states)
STEPS = st.sampled_from([Step.MONTH, Step.QUARTER, Step.YEAR])


@settings(max_examples=60)
@given(state=STATES, step=STEPS)
def test_charts_words_and_map_tell_the_same_numbers(state: FilterState, step: Step) -> None:
    dataset = shipped()
    mask = shown(dataset, state)
    tally = count(dataset, state).shown
    series = over_time(dataset, mask, window=state.window, step=step, by=By.KIND)
    for code, kind in enumerate(dataset.kinds):
        rows = np.flatnonzero(mask & (dataset.columns.kind == code))
        assert series.total(kind) == len(np.unique(dataset.columns.event[rows]))
    assert (
        sorted(row for cell in series.cells for row in cell.rows) == np.flatnonzero(mask).tolist()
    )
    assert sum(cell.missiles for cell in series.cells) == tally.missiles
    chart = over_time_chart(dataset, series, theme=LIGHT)
    (drawn,) = chart.spec.to_dict()["datasets"].values()
    assert sum(row["count"] for row in drawn) == series.total()
    assert sum(int(cell) for row in chart.table.rows for cell in row[1:]) == series.total()

    summary = summarise(dataset, state, scrambles=load_scrambles(dataset.catalog))
    said = {sentence.id: sentence.numbers for sentence in summary.sentences}
    assert tally.events == (said["events"][0].value if "events" in said else 0)
    assert tally.launch_dates == (said["launches"][0].value if "launches" in said else 0)
    if "not-drawn" in said:
        assert said["not-drawn"][0].value == tally.not_drawn
    ids = {record.id for record, on in zip(dataset.records, mask.tolist(), strict=True) if on}
    for name in ("launches", "events", "accounts", "zone", "not-drawn"):
        for number in said.get(name, []):
            assert set(number.ids) <= ids
            assert bool(number.ids) == bool(number.value) or number.value == 0
    if "events" in said:
        launch_ids = {r.id for r in dataset.records if r.layer == "missile-launches"}
        assert set(said["events"][0].ids) == ids - launch_ids
    cited = {source for i in ids for source in dataset.records[dataset.row_of[i]]["sources"]}
    assert cited <= {citation.source for citation in summary.citations}


@given(state=STATES)
def test_every_row_stands_somewhere_in_calendar_launches_and_actors(state: FilterState) -> None:
    dataset = shipped()
    mask = shown(dataset, state)
    days, unknown = calendar(dataset, mask, window=state.window)
    placed = [row for rows in days.values() for row in rows]
    assert sorted([*placed, *unknown]) == np.flatnonzero(mask).tolist()
    assert all(state.window.first <= day <= state.window.last for day in days)
    found, lacking = launches(dataset, mask)
    of_launches = np.flatnonzero(mask & ((dataset.columns.flags & 128) != 0)).tolist()
    assert sorted([*(one.row for one in found), *lacking]) == of_launches
    acting = {row for cell in actors_by_kind(dataset, mask) for row in cell.rows}
    assert acting == {row for row in np.flatnonzero(mask).tolist() if dataset.actor_bits[row]}


@given(state=STATES, other=STATES)
def test_a_comparison_is_the_two_counts(state: FilterState, other: FilterState) -> None:
    dataset = shipped()
    found = compare(dataset, state, other)
    back = compare(dataset, other, state)
    for line, reverse in zip(found.lines, back.lines, strict=True):
        assert line.counts == (reverse.counts[1], reverse.counts[0])
        if line.difference is not None:
            assert line.difference == line.counts[1] - line.counts[0] == -(reverse.difference or 0)
        for side, rows in zip(found.sides, line.rows, strict=True):
            assert all(side.mask[row] for row in rows)
    if not dataset.kinds.keys() - state.kinds:
        tally = count(dataset, state).shown
        lines = {line.id: line for line in found.lines}
        assert lines[MISSILES].counts[0] == tally.missiles
        assert set().union(*(line.rows[0] for line in found.lines)) == set(
            np.flatnonzero(shown(dataset, state)).tolist()
        )


@given(state=STATES)
def test_two_like_sides_do_not_differ(state: FilterState) -> None:
    found = compare(shipped(), state, copy.deepcopy(replace(state)))
    assert all(line.difference in {0, None} for line in found.lines)
    assert all(line.rates is None for line in found.lines)


@given(text=st.text(max_size=40))
def test_a_search_takes_any_text(text: str) -> None:
    dataset = shipped()
    for target in finder().find(text, limit=5):
        assert target.label
        assert target.record is None or target.record in dataset.row_of
        assert target.window is None or dataset.extent.first <= target.window.last


@settings(max_examples=50)
@given(state=STATES)
def test_words_on_zones_are_the_answers_of_the_records_shown(state: FilterState) -> None:
    dataset = shipped()
    mask = shown(dataset, state)
    ids = {record.id for record, on in zip(dataset.records, mask.tolist(), strict=True) if on}
    for sentence in near_words.sentences(dataset, mask, perspective=state.perspective):
        for number in sentence.numbers:
            assert set(number.ids) <= ids
        if sentence.id.startswith("inside-"):
            zone = sentence.id.removeprefix("inside-")
            inside = in_zones(dataset, [zone]) & mask
            unsure = in_zones(dataset, [zone + UNDETERMINED]) & mask
            told = {one for number in sentence.numbers for one in number.ids}
            assert told == {dataset.records[row].id for row in np.flatnonzero(inside | unsure)}


@settings(max_examples=50)
@given(state=STATES, data=st.data())
def test_what_is_picked_is_what_everything_else_shows(state: FilterState, data: Any) -> None:
    dataset = shipped()
    mask = shown(dataset, state)
    cells = actors_by_kind(dataset, mask)
    picks = Picks()
    if cells:
        cell = data.draw(st.sampled_from(cells))
        point = {"actor": cell.actor, "kind": cell.kind}
        changes = picking.from_pairs({"pair": [point]}, cells, dataset=dataset)
        before, after = picks.picked("actors", state, changes)
        assert before == state
        assert np.flatnonzero(shown(dataset, after)).tolist() == list(cell.rows)
        assert picks.without("actors", after) == state
        assert picks.cleared(after) == state
    series = over_time(dataset, mask, window=state.window, step=Step.YEAR, by=By.KIND)
    bucket = data.draw(st.sampled_from(series.buckets)).window
    ends = [milliseconds(bucket.first), milliseconds(bucket.last)]
    changes = picking.from_time({"time": {"from": ends}}, series, dataset=dataset, state=state)
    assert changes == {"window": bucket}
    narrowed = shown(dataset, replace(state, **changes))
    assert not np.any(narrowed & ~mask)


def milliseconds(day: date) -> float:
    return datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000


@settings(max_examples=50)
@given(state=STATES, text=st.sampled_from(["Iturup", "Il-38", "1998", "sept 2024", "Okushiri"]))
def test_a_search_leads_to_what_it_names(state: FilterState, text: str) -> None:
    dataset = shipped()
    for target in finder().find(text, limit=4):
        found = led(dataset, state, target)
        assert found.perspective == state.perspective
        if target.record:
            assert found.selected == target.record
            assert shown(dataset, found)[dataset.row_of[target.record]]
        elif target.window:
            assert found.window == target.window
