"""Shipped and own records as one dataset, with the changes made by hand."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.analysis.completeness import SELECTION, coverage
from geo_tensions.columns import Columns
from geo_tensions.dataset import Dataset, column_row
from geo_tensions.ingest import Part
from geo_tensions.ingest.lazy import told_sources
from geo_tensions.model import Edit, Flag, Kind, Layer, Origins
from geo_tensions.own.catalogue import with_own
from geo_tensions.own.kinds import own_domain
from geo_tensions.own.sets import OwnSet, refuse_kinds
from geo_tensions.own.stacking import Mask, stacked
from geo_tensions.records import INCIDENT_KEYS, LAUNCH_KEYS, Record
from geo_tensions.tables import Tables
from geo_tensions.texts import Texts, chunked
from geo_tensions.timespan import Timespan

Feature = Mapping[str, Any]

DIGITS_DEG, DIGITS_KM = 5, 3
"""Digits after the point that single precision holds of a longitude and of a radius."""

_LAUNCHES_ONLY = frozenset(LAUNCH_KEYS) - frozenset(INCIDENT_KEYS)


@dataclass(frozen=True)
class Changed:
    """What was changed by hand.

    Attributes
    ----------
    features
        Each added or changed record as a GeoJSON feature, by id, already judged.
    withdrawn
        Ids of the records that were taken away.
    skipped
        Ids of own records that stand for a shipped one and are not shown.
    edits
        What was changed, in words, by the id of the record.
    """

    features: Mapping[str, Feature] = field(default_factory=dict)
    withdrawn: Collection[str] = frozenset()
    skipped: Collection[str] = frozenset()
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything was changed."""
        return bool(self.features or self.withdrawn or self.skipped)

    @property
    def gone(self) -> list[str]:
        """Ids of all records that do not stand as they were."""
        return [*self.features, *self.withdrawn, *self.skipped]


def combine(
    shipped: Dataset, own: Sequence[OwnSet] = (), *, changed: Changed | None = None
) -> Dataset:
    """Return shipped and own records as one dataset.

    Parameters
    ----------
    shipped
        The data to add to; it is not touched.
    own
        Sets of own records to show.
    changed
        Changes to make to all of them.

    Raises
    ------
    DataError
        If there are more kinds than can be told apart.
    """
    changed = changed or Changed()
    kinds: dict[str, Kind] = dict(shipped.kinds)
    for one in own:
        kinds.update(one.own)
    refuse_kinds("your own data", len(kinds))
    tables = replace(
        shipped.tables,
        kinds=kinds,
        domains={**shipped.tables.domains, (mine := own_domain()).id: mine},
        sources=told_sources(shipped.tables.sources),
    )
    base = Part(shipped.records, shipped.columns, _chunked(shipped.event_ids), shipped.texts)
    parts = [base, *(one.part for one in own)]
    orders = [tuple(shipped.kinds), *(one.kinds for one in own)]
    if changed.features:
        parts.append(_written(changed.features, tables, routed=_routed(shipped)))
        orders.append(tuple(kinds))
    places = {kind: number for number, kind in enumerate(kinds)}
    numbers = [np.array([places[kind] for kind in order], np.uint8) for order in orders]
    kept = _kept(parts, changed, own=len(own))
    whole = stacked(parts, numbers, kept)
    tables = replace(tables, kinds=_rated(shipped, tables, own, kept))
    digest = json.dumps(
        [changed.features, sorted(changed.withdrawn), sorted(changed.skipped)],
        sort_keys=True,
        default=str,
    )
    return Dataset(
        with_own(shipped.catalog, own, changes=digest if changed else ""),
        tables,
        whole.records,
        whole.columns,
        whole.event_ids,
        [*shipped.problems, *(line for one in own for line in one.part.problems)],
        whole.texts,
        Origins({one.id: one.name for one in own}, changed.edits),
    )


def record_of(feature: Feature) -> Record:
    """Return the record that a feature holds, which was judged before."""
    properties = feature["properties"]
    layer = Layer.INCIDENTS if _LAUNCHES_ONLY.isdisjoint(properties) else Layer.LAUNCHES
    point = (feature.get("geometry") or {}).get("coordinates")
    span = Timespan.of_record(
        start=properties["start"], end=properties.get("end"), end_kind=properties["end_kind"]
    )
    lon, lat = (float(point[0]) % 360, float(point[1])) if point else (None, None)
    return Record(properties["id"], properties["event_id"], layer, span, lon, lat, properties)


def feature_of(record: Record) -> dict[str, Any]:
    """Return a record as a GeoJSON feature; longitudes run from 0 to 360 as in the layers."""
    point = None
    if record.lon is not None and record.lat is not None:
        place = [_bare(record.lon, DIGITS_DEG), _bare(record.lat, DIGITS_DEG)]
        point = {"type": "Point", "coordinates": place}
    properties = dict(record.properties)
    if properties.get("radius_km") is not None:
        properties["radius_km"] = _bare(properties["radius_km"], DIGITS_KM)
    return {"type": "Feature", "properties": properties, "geometry": point}


def _bare(value: float, digits: int) -> float:
    """Return a number without the tail that a column of single precision gives it."""
    single = float(np.float32(value)) == value
    return round(value, digits) if single else value


def _written(features: Mapping[str, Feature], tables: Tables, *, routed: set[str]) -> Part:
    """Return records that were written one by one."""
    records = [record_of(feature) for feature in features.values()]
    records.sort(key=lambda record: (record.span.start, record.id))
    event_ids = list(dict.fromkeys(record.event_id for record in records))
    events = {event: number for number, event in enumerate(event_ids)}
    kinds = {kind: number for number, kind in enumerate(tables.kinds)}
    rows = [column_row(one, kinds=kinds, events=events, routed=routed) for one in records]
    texts = Texts.of_records(records, tables)
    return Part(records, Columns.of_rows(rows), chunked(event_ids), texts)


def _kept(parts: Sequence[Part], changed: Changed, *, own: int) -> Mask:
    """Return which rows stay: all but those that were changed, withdrawn or skipped."""
    kept = np.ones(sum(len(part) for part in parts), dtype=bool)
    if not changed.gone:
        return kept
    gone = pa.array(sorted(changed.gone), pa.string())
    begin = 0
    for part in parts[: own + 1]:
        found = pc.is_in(part.texts.ids, value_set=gone).to_numpy()
        kept[begin : begin + len(part)] = ~found
        begin += len(part)
    # What was written stands in place of what was there, unless it was skipped since.
    if len(parts) > own + 1:
        out = {*changed.withdrawn, *changed.skipped}
        kept[begin:] = [identifier not in out for identifier in parts[-1].texts.ids.to_pylist()]
    return kept


def _rated(shipped: Dataset, tables: Tables, own: Sequence[OwnSet], kept: Mask) -> dict[str, Kind]:
    """Return the kinds; a census that own records were put into is one no longer.

    Records after its last complete day leave it as it is: nothing is claimed of those days.
    """
    kinds = dict(tables.kinds)
    for number, kind in enumerate(shipped.kinds.values()):
        if kind.completeness == SELECTION:
            continue
        window = coverage(shipped, kind).window
        count, begin = 0, len(shipped)
        for one in own:
            columns = one.part.columns
            # Shipped kinds come first in every set, so that their numbers are the same.
            rows = (columns.kind == number) & kept[begin : begin + len(one)]
            rows &= (columns.start <= window.end) & (columns.end >= window.start)
            count += int(rows.sum())
            begin += len(one)
        if count:
            note = f"Records of your own data stand among them: {count:,}."
            kinds[kind.id] = replace(kind, completeness=SELECTION, completeness_note=note)
    return kinds


def _routed(shipped: Dataset) -> set[str]:
    rows = np.flatnonzero(shipped.columns.has(Flag.HAS_ROUTE))
    return set(shipped.texts.ids.take(pa.array(rows)).to_pylist())


def _chunked(ids: Sequence[str] | pa.ChunkedArray) -> pa.ChunkedArray:
    return ids if isinstance(ids, pa.ChunkedArray) else chunked(list(ids))
