"""Laws of filters by place: in the address, combined with the others, the same from any side."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo_tensions.analysis.address import from_params, to_params
from geo_tensions.analysis.filters import passing
from geo_tensions.analysis.spatial import Near, polygon_of, relations, split, tally, targets
from geo_tensions.analysis.state import FilterState
from geo_tensions.analysis.zones import Answer
from geo_tensions.dataset import Dataset, load_dataset
from geo_tensions.model import Evidence, Perspective

LAW = settings(deadline=None, max_examples=40)


@cache
def shipped() -> Dataset:
    return load_dataset()


def everything(**more: object) -> FilterState:
    base = FilterState.default(shipped())
    return replace(base, kinds=frozenset(shipped().kinds), **more)


ZONES = st.frozensets(st.sampled_from(sorted(relations(shipped().catalog))), max_size=3)
NEAR = st.none() | st.builds(
    Near,
    target=st.sampled_from(sorted(targets(shipped().catalog))),
    km=st.integers(0, 50_000).map(lambda tenths: tenths / 10),
)
CORNERS = st.lists(
    st.tuples(st.integers(115_000, 190_000), st.integers(10_000, 65_000)),
    min_size=3,
    max_size=8,
    unique=True,
).map(lambda items: [(lon / 1000, lat / 1000) for lon, lat in items])
POLYGON = st.just(()) | CORNERS.filter(
    lambda corners: shapely.Polygon(corners).is_valid and shapely.Polygon(corners).area > 0
).map(polygon_of)


@LAW
@given(zones=ZONES, near=NEAR, polygon=POLYGON)
def test_an_address_brings_filters_by_place_back(zones, near, polygon) -> None:
    state = everything(zones=zones, near=near, polygon=polygon)
    back, problems = from_params(to_params(state, dataset=shipped()), dataset=shipped())
    assert problems == []
    assert (back.zones, back.near, back.polygon) == (zones, near, polygon)


@LAW
@given(zones=ZONES, near=NEAR, polygon=POLYGON)
def test_filters_by_place_are_combined(zones, near, polygon) -> None:
    """Each filter alone shows at least what all of them together show."""
    whole = passing(shipped(), everything(zones=zones, near=near, polygon=polygon))
    alone = [{"zones": zones}, {"near": near}, {"polygon": polygon}]
    masks = [passing(shipped(), everything(**one)) for one in alone]
    assert (whole == np.logical_and.reduce(masks)).all() or not any([zones, near, polygon])


@LAW
@given(near=NEAR.filter(bool), more=st.floats(0, 500))
def test_a_longer_reach_never_shows_less(near, more) -> None:
    few = passing(shipped(), everything(near=near))
    many = passing(shipped(), everything(near=Near(near.target, near.km + more)))
    assert (few <= many).all()


@LAW
@given(zones=ZONES, perspective=st.sampled_from(Perspective))
def test_no_perspective_removes_an_incident(zones, perspective) -> None:
    neutral = passing(shipped(), everything(zones=zones))
    other = passing(shipped(), everything(zones=zones, perspective=perspective))
    assert (neutral == other).all()


@LAW
@given(zone=st.sampled_from(["jadiz", "sea-of-okhotsk", "eez-jp-claim"]))
def test_figures_beside_a_filter_add_up(zone) -> None:
    shown = np.ones(len(shipped()), dtype=bool)
    figures = tally(shipped(), zone, shown)
    assert sum(figures.values()) == len(shipped())
    inside = passing(shipped(), everything(zones=frozenset({zone}), evidence=frozenset(Evidence)))
    assert (
        inside.sum() == figures[Answer.CERTAINLY] + figures[Answer.POSSIBLY]
        if (Answer.CERTAINLY in figures)
        else figures[Answer.POSSIBLY]
    )


def test_a_polygon_around_everything_shows_what_has_a_place_that_can_be_judged() -> None:
    around = polygon_of([(100, 0), (200, 0), (200, 75), (100, 75)])
    inside = passing(shipped(), everything(polygon=around))
    near = passing(shipped(), everything(near=Near("hokkaido", 5000)))
    assert inside.sum() > 150
    assert (inside == near).all()


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"zones": "atlantis"}, "is not known here"),
        ({"near": "hokkaido"}, "default is used"),
        ({"near": "atlantis:5"}, "names nothing"),
        ({"near": "hokkaido:-5"}, "is not from 0"),
        ({"near": "hokkaido:nan"}, "is not from 0"),
        ({"polygon": "1,2,3"}, "no list"),
        ({"polygon": "1,2,3,4"}, "corners"),
        ({"polygon": "0,0,10,10,10,0,0,10"}, "crosses itself"),
        ({"polygon": "0,0,10,0,10,95"}, "no place on Earth"),
        ({"polygon": ",".join(["1"] * 500)}, "default is used"),
    ],
)
def test_a_damaged_filter_is_named_and_left_out(params: dict[str, str], words: str) -> None:
    state, problems = from_params(params, dataset=shipped())
    assert len(problems) == 1
    assert words in problems[0]
    assert (state.zones, state.near, state.polygon) == (frozenset(), None, ())


def test_a_relation_splits_into_zone_and_ending() -> None:
    known = ["jadiz", "eez-jp-claim"]
    assert split("jadiz", known) == ("jadiz", "")
    assert split("eez-jp-claim-certain", known) == ("eez-jp-claim", "-certain")
    assert split("jadiz-undetermined", known) == ("jadiz", "-undetermined")
    with pytest.raises(KeyError):
        split("atlantis", known)
