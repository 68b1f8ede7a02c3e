"""The one read-only whole that everything else works on."""

import json
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo_tensions.catalog import Catalog
from geo_tensions.columns import DTYPES, EVIDENCE, LANES, PLACE, Columns
from geo_tensions.errors import DataError
from geo_tensions.model import (
    Actor,
    Display,
    Evidence,
    Flag,
    Kind,
    Lane,
    Layer,
    Origins,
    PlacePrecision,
    Source,
)
from geo_tensions.records import Record, read_record
from geo_tensions.tables import Tables, load_tables
from geo_tensions.texts import RowOfId, RowsOfEvent, Texts, actor_groups, chunked, fold
from geo_tensions.timespan import Precision, Timespan, Window, day_of

__all__ = ["Dataset", "Record", "fold", "load_dataset"]


@dataclass(frozen=True, repr=False)
class Dataset:
    """Records, their columns and the tables that explain them.

    Attributes
    ----------
    records
        Sorted by start and then by id; row ``i`` of ``columns`` is ``records[i]``.
    problems
        What could not be read, one line each, fit for a user; the rest is loaded.
    given_texts
        The texts of all records where they are at hand as a whole; else they are collected.
    origins
        What of the records does not ship; None where everything does.
    """

    catalog: Catalog
    tables: Tables
    records: Sequence[Record]
    columns: Columns
    event_ids: Sequence[str] | pa.ChunkedArray
    problems: Sequence[str]
    given_texts: Texts | None = None
    origins: Origins | None = None

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.records)

    def __repr__(self) -> str:
        """Return what it is; the records themselves would fill a page of every error report."""
        return f"<Dataset {self.catalog.data_version} of {len(self)} records>"

    def taken(self, rows: Sequence[int]) -> "Dataset":
        """Return some records as a dataset of their own, with the same tables; rows rise."""
        at = np.asarray(rows, np.intp)
        records = [self.records[row] for row in at.tolist()]
        ids = list(dict.fromkeys(record.event_id for record in records))
        numbers = {event: number for number, event in enumerate(ids)}
        values = {name: getattr(self.columns, name)[at] for name in DTYPES}
        events = [numbers[record.event_id] for record in records]
        columns = Columns(**values | {"event": np.array(events, DTYPES["event"])})
        return Dataset(self.catalog, self.tables, records, columns, ids, [], None, self.origins)

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """Kinds by id; the order is that of the ``kind`` column."""
        return self.tables.kinds

    @property
    def actors(self) -> Mapping[str, Actor]:
        """Actors by code."""
        return self.tables.actors

    @property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return self.tables.sources

    @cached_property
    def texts(self) -> Texts:
        """What is known of the records by their words."""
        return self.given_texts or Texts.of_records(self.records, self.tables)

    @cached_property
    def memo(self) -> dict[str, Any]:
        """What later parts have computed of these records, once (zones, distances)."""
        return {}

    @cached_property
    def row_of(self) -> Mapping[str, int]:
        """Row of each record by its id, and by every id that it had before."""
        return RowOfId(self.texts)

    @cached_property
    def by_event(self) -> Mapping[str, Sequence[int]]:
        """Rows of each event."""
        ids = self.event_ids
        known = ids if isinstance(ids, pa.ChunkedArray) else chunked(ids)
        return RowsOfEvent(known, self.columns.event)

    @cached_property
    def extent(self) -> Window:
        """From the first day in the data to the last cut-off, or last start where it is later."""
        ends = [Timespan.parse(text).end for text in self.cutoffs.values() if text]
        start = self.columns.start
        if len(start):
            return Window.of_minutes(int(start[0]), max([int(start[-1]), *ends]))
        return Window.of_minutes(0, max(ends, default=0))

    @cached_property
    def actor_groups(self) -> Sequence[str]:
        """Filter groups of the actors, in table order: the bits of ``actor_bits``, lowest first."""
        return actor_groups(self.tables)

    @property
    def actor_bits(self) -> npt.NDArray[np.uint32]:
        """Which filter groups act in each record, as bits."""
        return self.texts.actor_bits

    @property
    def cutoffs(self) -> Mapping[str, str]:
        """ISO date after which each record layer knows nothing."""
        return {
            "incidents": self.catalog.cutoff(Layer.INCIDENTS),
            "launches": self.catalog.cutoff(Layer.LAUNCHES),
        }

    @property
    def last_day(self) -> str:
        """The later of the cut-off dates, ISO."""
        return day_of(self.extent.end).isoformat()


def load_dataset(catalog: Catalog | None = None) -> Dataset:
    """Read the data; a broken record or layer is named in ``problems`` and left out.

    Raises
    ------
    DataError
        If the catalogue or a reference table cannot be used at all.
    """
    catalog = catalog or Catalog.open()
    tables = load_tables(catalog)
    problems: list[str] = []
    records = [
        record
        for layer in (Layer.INCIDENTS, Layer.LAUNCHES)
        for record in _read_layer(catalog, tables, layer, problems)
    ]
    records.sort(key=lambda record: (record.span.start, record.id))
    routed = _routed_ids(catalog, problems)
    event_ids = list(dict.fromkeys(record.event_id for record in records))
    index = {event: number for number, event in enumerate(event_ids)}
    kinds = {kind: number for number, kind in enumerate(tables.kinds)}
    rows = [column_row(record, kinds=kinds, events=index, routed=routed) for record in records]
    return Dataset(catalog, tables, records, Columns.of_rows(rows), event_ids, problems)


def _read_layer(
    catalog: Catalog, tables: Tables, layer: Layer, problems: list[str]
) -> Iterator[Record]:
    try:
        features = _features(catalog, layer)
    except DataError as error:
        problems.append(str(error))
        return
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        try:
            record = read_record(feature, layer=layer, tables=tables)
        except ValueError as error:
            fault = str(error)
        else:
            fault = f"id '{record.id}' is used twice" if record.id in seen else ""
            seen.add(record.id)
            if not fault:
                yield record
        if fault:
            where = f"{catalog.where(layer)}, feature {_feature_name(feature, number)}"
            problems.append(str(DataError(where, fault, "left out")))


def _features(catalog: Catalog, name: str) -> list[Any]:
    content = catalog.read_bytes(name)
    try:
        collection = json.loads(content)
    except ValueError as error:
        raise DataError(catalog.where(name), f"is no JSON ({error})", "layer left out") from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        raise DataError(catalog.where(name), "is no FeatureCollection", "layer left out")
    return features


def _feature_name(feature: object, number: int) -> str:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    identifier = properties.get("id") if isinstance(properties, dict) else None
    return str(identifier or f"number {number}")


def _routed_ids(catalog: Catalog, problems: list[str]) -> set[str]:
    try:
        return {str(feature["properties"]["record_id"]) for feature in _features(catalog, "routes")}
    except (DataError, KeyError, TypeError) as error:
        reason = error if isinstance(error, DataError) else f"{catalog.where('routes')}: {error!r}"
        problems.append(str(reason))
        return set()


def column_row(
    record: Record,
    *,
    kinds: Mapping[str, int],
    events: Mapping[str, int],
    routed: Container[str],
) -> dict[str, Any]:
    """Return what the columns hold of a record.

    Parameters
    ----------
    record
        A record.
    kinds, events
        Number of each kind and of each event, by id.
    routed
        Ids of the records that have a schematic route.
    """
    eez = record["japan_eez"] or {}
    unverified = record["evidence"] == Evidence.UNVERIFIED
    flags = {
        Flag.DRAWN: record.drawn,
        Flag.NO_CENTRE: record.display is Display.AREA,
        Flag.UNVERIFIED: unverified,
        Flag.IN_LANE: bool(record["lane"]),
        Flag.PASSED_OVER_JAPAN: bool(record["passed_over_japan"]),
        Flag.STATED_INSIDE_EEZ: eez.get("answer") == "inside" and eez.get("basis") == "official",
        Flag.HAS_ROUTE: record.id in routed,
        Flag.LAUNCH: record.layer is Layer.LAUNCHES,
        Flag.COARSE_DATE: record.span.precision is not Precision.DAY,
    }
    return {
        "start": record.span.start,
        "end": record.span.end,
        "lon": record.lon if record.drawn else float("nan"),
        "lat": record.lat if record.drawn else float("nan"),
        "radius": record["radius_km"] or 0.0,
        "kind": kinds[record["kind"]],
        "evidence": EVIDENCE.index(Evidence(record["evidence"])),
        "place": PLACE.index(PlacePrecision(record["place_precision"])),
        "lane": LANES.index(Lane(record["lane"] or "")),
        "flags": int(sum(flag for flag, on in flags.items() if on)),
        "event": events[record.event_id],
        "missiles": record["count"] or 0,
    }
