"""Near duplicates: held against a plain search over all pairs, and what merging one gives."""

import numpy as np
import pytest
from benchmarks.sample import make_table
from pyproj import Geod
from tests.own.rows import MakeSet

from geo_tensions.dataset import Dataset
from geo_tensions.model import OWN_DOMAIN
from geo_tensions.own import make_set, twins
from geo_tensions.own.merging import merged
from geo_tensions.own.twins import LONGEST_DAYS, SLACK_KM
from geo_tensions.timespan import MINUTES_PER_DAY, OPEN_END

WGS84 = Geod(ellps="WGS84")


def test_a_record_on_the_same_day_nearby_is_found(dataset: Dataset, own_set: MakeSet) -> None:
    shipped = dataset.records[dataset.row_of["AV-2024-09-23-1"]]
    assert shipped.lon is not None
    near = {"start": "2024-09-23", "kind": "airspace-violation", "lat": shipped.lat}
    found = twins(
        dataset,
        own_set(
            near | {"lon": shipped.lon + 0.3},
            near | {"lon": shipped.lon - 9},
            near | {"lon": shipped.lon, "start": "2024-09-21"},
            near | {"lon": shipped.lon, "kind": "warship-passage"},
            near | {"lon": shipped.lon, "kind": "own-balloon"},
        ),
    )
    told = {one.own_id: one for one in found}
    assert set(told) == {"desk:1", "desk:5"}
    assert told["desk:1"].shipped_id.startswith("AV-2024-09-23-")
    assert told["desk:1"].same_kind
    assert not told["desk:5"].same_kind
    assert found[0].own_id == "desk:1", "the same kind comes first"


def test_without_a_place_day_and_kind_decide(dataset: Dataset, own_set: MakeSet) -> None:
    nowhere = {"lon": None, "lat": None, "radius_km": None, "start": "2024-09-23"}
    found = twins(
        dataset,
        own_set(nowhere | {"kind": "airspace-violation"}, nowhere | {"kind": "own-balloon"}),
    )
    assert [(one.own_id, one.distance_km) for one in found] == [("desk:1", None)]


@pytest.fixture(scope="module")
def many(dataset: Dataset) -> list[tuple[int, int]]:
    own = make_set(make_table(4_000), id="big", name="Big", tables=dataset.tables)
    return plain_search(dataset, own), {one.own for one in twins(dataset, own)}  # type: ignore[return-value]


def plain_search(dataset: Dataset, own) -> set[int]:
    """Compare every pair, one by one, by the rules as they are told."""
    found = set()
    domains = {kind.id: kind.domain for kind in dataset.kinds.values()}
    theirs = [(row, record) for row, record in enumerate(dataset.records)]
    days = {row: days_of(dataset.columns, row) for row, _ in theirs}
    for mine, record in enumerate(own.part.records):
        first, last = days_of(own.part.columns, mine)
        for row, other in theirs:
            if days[row][0] > last or days[row][1] < first:
                continue
            domain = domains.get(record["kind"], OWN_DOMAIN)
            if domain not in {OWN_DOMAIN, domains[other["kind"]]}:
                continue
            if record.drawn and other.drawn:
                km = WGS84.inv(record.lon, record.lat, other.lon, other.lat)[2] / 1000
                room = (record["radius_km"] or 0) + (other["radius_km"] or 0) + SLACK_KM
                if km <= room:
                    found.add(mine)
            elif record["kind"] == other["kind"] and record.span.start == other.span.start:
                found.add(mine)
    return found


def days_of(columns, row: int) -> tuple[int, int]:
    first, last = columns.start[row] // MINUTES_PER_DAY, columns.end[row] // MINUTES_PER_DAY
    if columns.end[row] == OPEN_END or last - first > LONGEST_DAYS:
        return int(first), int(first)
    return int(first), int(last)


def test_the_index_finds_what_a_plain_search_finds(many) -> None:
    plain, indexed = many
    assert plain == indexed
    assert plain


def test_merging_adds_source_and_words_and_nothing_else(dataset: Dataset, own_set: MakeSet) -> None:
    shipped = dataset.records[dataset.row_of["AV-2024-09-23-1"]]
    own = own_set({"title": "Another account", "summary": "Three turns"}).part.records[0]
    changes = dict(merged(shipped, own))
    assert set(changes) == {"sources", "notes"}
    assert changes["sources"] == [*shipped["sources"], own["sources"][0]]
    assert changes["notes"].endswith("Added from desk:1: Another account. Three turns.")
    assert np.all([text in changes["notes"] for text in filter(None, [shipped["notes"]])])
