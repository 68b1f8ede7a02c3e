"""Laws of filters, windows, addresses and payloads."""

import json
import struct
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from geo_tensions.analysis.address import from_params, to_params
from geo_tensions.analysis.counts import count
from geo_tensions.analysis.filters import in_window, passing, shown
from geo_tensions.analysis.state import LAYERS, FilterState, View
from geo_tensions.columns import DTYPES
from geo_tensions.dataset import Dataset, load_dataset
from geo_tensions.mapping.payload import MAGIC, encode_columns, encode_mask
from geo_tensions.mapping.script_json import script_json
from geo_tensions.model import Evidence, Perspective, PlacePrecision
from geo_tensions.timespan import Timespan, Window

DRAW = st.data()
Data = Any
DAYS = st.dates(date(1850, 1, 1), date(2030, 12, 31))
WINDOWS = st.tuples(DAYS, DAYS).map(lambda pair: Window(min(pair), max(pair)))

PARAMETERS = ["from", "to", "lat", "lon", "zoom", "kinds", "actors", "evidence", "place", "layers"]
PARAMETERS += ["ids", "q", "over", "eez", "perspective", "mode", "selected", "nobody"]


@cache
def shipped() -> Dataset:
    """Return the shipped data; as an argument it would fill every report of Hypothesis."""
    return load_dataset()


def subset(items: Any) -> st.SearchStrategy[frozenset[Any]]:
    return st.frozensets(st.sampled_from(sorted(items)))


def fields(dataset: Dataset) -> dict[str, st.SearchStrategy[Any]]:
    """Return what may stand in each filter of a state."""
    records = dataset.records
    words = ["", "Il-38", "okushiri", "treaty", "no such word", "Ōshima tu-95"]
    return {
        "kinds": subset(dataset.kinds),
        "actor_groups": subset(dataset.actor_groups),
        "evidence": subset(Evidence),
        "place": subset(PlacePrecision),
        "text": st.sampled_from(words),
        "passed_over_japan": st.booleans(),
        "stated_inside_eez": st.booleans(),
        "ids": st.frozensets(st.sampled_from([record.id for record in records]), max_size=5),
    }


def states(dataset: Dataset) -> st.SearchStrategy[FilterState]:
    """Return any state that widgets, map and presets can make."""
    extent = dataset.extent
    days = st.dates(extent.first, extent.last)
    ids = [record.id for record in dataset.records]
    view = st.builds(
        View.clipped, lon=st.floats(-360, 720), lat=st.floats(-90, 90), zoom=st.floats(0, 20)
    )
    return st.builds(
        FilterState,
        window=st.tuples(days, days).map(lambda pair: Window(min(pair), max(pair))),
        layers=subset(LAYERS),
        perspective=st.sampled_from(Perspective),
        cumulative=st.booleans(),
        selected=st.none() | st.sampled_from(ids),
        view=view,
        **fields(dataset),
    )


@given(data=DRAW)
def test_state_to_address_to_state_is_identity(data: Data) -> None:
    dataset = shipped()
    state = data.draw(states(dataset))
    found, problems = from_params(to_params(state, dataset=dataset), dataset=dataset)
    assert found == state
    assert problems == []


@given(
    params=st.dictionaries(
        st.sampled_from(PARAMETERS),
        st.text(max_size=30)
        | st.sampled_from(
            ["none", "nan", "inf", "2024-02-30", "0001-01-01", "9999-12-31", "1e999"]
        ),
    )
)
def test_a_damaged_address_gives_a_usable_state(params: dict[str, str]) -> None:
    dataset = shipped()
    state, problems = from_params(params, dataset=dataset)
    assert count(dataset, state).shown.records >= 0
    assert all("\n" not in line for line in problems)
    again, none = from_params(to_params(state, dataset=dataset), dataset=dataset)
    assert (again, none) == (state, [])


@given(data=DRAW, wide=WINDOWS)
def test_a_narrower_window_never_shows_more(data: Data, wide: Window) -> None:
    dataset = shipped()
    inner = st.integers(0, wide.days - 1)
    first, last = sorted((data.draw(inner), data.draw(inner)))
    narrow = Window(wide.first + timedelta(first), wide.first + timedelta(last))
    state = data.draw(states(dataset))
    less = shown(dataset, replace(state, window=narrow))
    more = shown(dataset, replace(state, window=wide))
    assert not (less & ~more).any()


@given(data=DRAW)
def test_filters_commute(data: Data) -> None:
    dataset = shipped()
    state = data.draw(states(dataset))
    everything = FilterState(
        window=dataset.extent, kinds=frozenset(dataset.kinds), evidence=frozenset(Evidence)
    )
    alone = np.ones(len(dataset), dtype=bool)
    for name in data.draw(st.permutations(sorted(fields(dataset)))):
        alone &= passing(dataset, replace(everything, **{name: getattr(state, name)}))
    together = passing(
        dataset,
        replace(everything, **{name: getattr(state, name) for name in fields(dataset)}),
    )
    assert (alone == together).all()


@given(day=DAYS, window=WINDOWS, precision=st.sampled_from([4, 7, 10]))
def test_month_and_year_dates_overlap_by_their_whole_span(
    day: date, window: Window, precision: int
) -> None:
    text = day.isoformat()[:precision]
    span = Timespan.of_record(start=text, end=None, end_kind="unknown")
    days = [day.replace(month=1, day=1) + timedelta(n) for n in range(366)]
    days += [day + timedelta(n) for n in range(-31, 32)]
    expected = any(
        item.isoformat().startswith(text) and window.first <= item <= window.last for item in days
    )
    assert window.touches(span) == expected


@given(window=WINDOWS)
def test_columns_and_spans_agree_on_what_a_window_holds(window: Window) -> None:
    dataset = shipped()
    expected = [window.touches(record.span) for record in dataset.records]
    assert in_window(dataset.columns, window).tolist() == expected


@given(data=DRAW)
def test_counts_never_exceed_what_there_is(data: Data) -> None:
    dataset = shipped()
    found = count(dataset, data.draw(states(dataset)))
    assert found.shown.events <= found.total.events
    assert found.shown.launch_dates <= found.total.launch_dates
    assert found.shown.missiles <= found.total.missiles
    assert found.shown.drawn + found.shown.not_drawn == found.shown.records


@given(bits=st.lists(st.booleans(), max_size=300))
def test_mask_round_trip(bits: list[bool]) -> None:
    content = encode_mask(np.array(bits, dtype=bool))
    assert [bool(content[row >> 3] >> (row & 7) & 1) for row in range(len(bits))] == bits


def test_columns_round_trip() -> None:
    dataset = shipped()
    content = encode_columns(dataset)
    assert content[:4] == MAGIC
    (length,) = struct.unpack_from("<I", content, 4)
    assert (8 + length) % 8 == 0
    header = json.loads(content[8 : 8 + length])
    assert header["n"] == len(dataset)
    assert [column["name"] for column in header["columns"]] == list(DTYPES)
    for column in header["columns"]:
        found = np.frombuffer(
            content,
            np.dtype(column["dtype"]).newbyteorder("<"),
            count=column["length"],
            offset=8 + length + column["offset"],
        )
        assert column["offset"] % 8 == 0
        expected = getattr(dataset.columns, column["name"])
        np.testing.assert_array_equal(found, expected)


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)


@given(value=JSON)
def test_script_json_reads_back(value: Any) -> None:
    text = script_json(value)
    assert json.loads(text) == value
    assert text.isascii()
    assert "{{" not in text
