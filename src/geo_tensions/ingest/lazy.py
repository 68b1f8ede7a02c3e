"""Records and sources of a file, each made when it is asked for."""

from abc import ABC, abstractmethod
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo_tensions.columns import EVIDENCE, PLACE, Columns
from geo_tensions.ingest.checks import ACTOR_SEPARATOR
from geo_tensions.model import Display, Layer, PlacePrecision, Source
from geo_tensions.records import INCIDENT_KEYS, Record
from geo_tensions.timespan import Precision, Timespan

_PRECISION_BY_LENGTH = {4: Precision.YEAR, 7: Precision.MONTH, 10: Precision.DAY}
_PARTS = ("publisher", "title", "date_published", "url")


class MadeRecords(ABC, Sequence[Record]):
    """Records of which each is made when it is asked for; none is kept."""

    @overload
    def __getitem__(self, row: int) -> Record: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Record]: ...
    def __getitem__(self, row: int | slice) -> Record | Sequence[Record]:
        """Make a record."""
        if isinstance(row, slice):
            return [self[number] for number in range(*row.indices(len(self)))]
        return self._make(range(len(self))[row])

    def __iter__(self) -> Iterator[Record]:
        """Make one record after the other."""
        return (self[row] for row in range(len(self)))

    @abstractmethod
    def _make(self, row: int) -> Record:
        """Make the record of a row that is there."""


class FileRecords(MadeRecords):
    """The records of a file in the order of the columns; none is kept.

    Parameters
    ----------
    table
        The file, in its own order.
    places
        Place in the file of each row.
    columns
        The columns of all rows.
    """

    def __init__(self, table: pa.Table, places: npt.NDArray[np.intp], columns: Columns) -> None:
        self._table = table
        self._places = places
        self._columns = columns

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self._places)

    def _make(self, row: int) -> Record:
        cells: dict[str, Any] = self._table.slice(int(self._places[row]), 1).to_pylist()[0]
        told = {key: value.strip() for key, value in cells.items() if isinstance(value, str)}
        told = {key: value for key, value in told.items() if value}
        source = told.pop("source", None)
        columns = self._columns
        place = PLACE[columns.place[row]]
        drawn = place is not PlacePrecision.NONE
        start = str(told["start"])
        precision = _PRECISION_BY_LENGTH[len(start)]
        actors = [code.strip() for code in told.get("actors", "").split(ACTOR_SEPARATOR)]
        display = Display.AREA if place is PlacePrecision.AREA else Display.POINT
        properties: dict[str, Any] = {key: told.get(key) for key in INCIDENT_KEYS}
        properties |= {
            "event_id": told.get("event_id", told["id"]),
            "former_ids": [],
            "end_kind": "inclusive",
            "date_precision": str(precision),
            "evidence": str(EVIDENCE[columns.evidence[row]]),
            "place_precision": str(place),
            "radius_km": float(columns.radius[row]) if drawn else None,
            "display": str(display if drawn else Display.LIST),
            "no_place_reason": None if drawn else "The file gives no point with a radius.",
            "actors": [code for code in actors if code],
            "sources": [source] if source else [],
            "flags": [],
            "denied_by": [],
        }
        span = Timespan(int(columns.start[row]), int(columns.end[row]), precision)
        return Record(
            id=properties["id"],
            event_id=properties["event_id"],
            layer=Layer.INCIDENTS,
            span=span,
            lon=float(columns.lon[row]) if drawn else None,
            lat=float(columns.lat[row]) if drawn else None,
            properties=properties,
        )


class _ToldSources(dict[str, Source]):
    """Sources that a file tells in its own words: ``publisher | title | date | url``.

    None is listed; each is made of its own text when a record names it.
    """

    def __contains__(self, told: object) -> bool:
        return isinstance(told, str) and bool(told)

    def __getitem__(self, told: str) -> Source:
        if not told:
            raise KeyError(told)
        texts = [part.strip() for part in told.split("|")]
        if len(texts) == 1 and told.startswith(("http://", "https://")):
            texts = ["", "", "", told]
        named = dict(zip(_PARTS, [*texts, "", "", ""][: len(_PARTS)], strict=True))
        return Source(id=told, read_via="", tier="", note="", **named)


def told_sources(known: Mapping[str, Source]) -> Mapping[str, Source]:
    """Return the sources of the tables, and any that a file tells in its own words."""
    # A copy: whoever lists the sources finds those of the tables alone.
    return ChainMap(dict(known), _ToldSources())
