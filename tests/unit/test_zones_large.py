"""Zones of large data sets: judged from columns, and only what is asked for."""

import numpy as np
from benchmarks.sample import make_table

from geo_tensions.analysis import near_words
from geo_tensions.analysis.spatial import Near, among, answers_of, is_near, measured
from geo_tensions.analysis.zones import Places
from geo_tensions.dataset import Dataset
from geo_tensions.own import combine, make_set


def test_columns_and_records_give_the_same_places(dataset: Dataset) -> None:
    by_record = Places.of_records(dataset.records)
    by_column = Places.of_columns(dataset.columns)
    assert np.array_equal(by_record.given, by_column.given)
    assert np.array_equal(by_record.start, by_column.start)
    drawn = np.isfinite(by_column.lon)
    for name in ("lon", "lat", "radius_km"):
        one, other = getattr(by_record, name)[drawn], getattr(by_column, name)[drawn]
        assert np.allclose(one, other, atol=1e-5 * 180), name


def test_a_few_of_many_are_judged_as_in_a_small_dataset(dataset: Dataset) -> None:
    large = combine(
        dataset, [make_set(make_table(6_000), id="big", name="Big", tables=dataset.tables)]
    )
    ids = [record.id for record in dataset.records]
    rows = [large.row_of[item] for item in ids]
    few, places = among(large, rows)
    assert len(few) == len(ids)
    small, same = among(dataset, range(len(dataset)))
    assert small is dataset
    for zone in ("jadiz", "eez-jp-defacto"):
        one, other = answers_of(few).of(zone), answers_of(dataset).of(zone)
        assert [one.answer(place) for place in places] == [other.answer(row) for row in same]
    near = Near("japan-defacto", 100.0)
    assert np.array_equal(is_near(large, near)[rows], is_near(dataset, near))
    mask = np.zeros(len(large), dtype=bool)
    mask[rows] = True
    whole = np.ones(len(dataset), dtype=bool)
    told = [sentence.parts for sentence in near_words.sentences(large, mask)]
    assert told == [sentence.parts for sentence in near_words.sentences(dataset, whole)]
    assert np.isfinite(measured(dataset, "japan-defacto").km).any()
