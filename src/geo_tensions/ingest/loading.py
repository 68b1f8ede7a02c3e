"""A file of records in place of the shipped ones."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.catalog import Catalog
from geo_tensions.columns import DTYPES, EVIDENCE, PLACE, Columns
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError
from geo_tensions.ingest.checks import Checked, check, text
from geo_tensions.ingest.faults import Faults
from geo_tensions.ingest.lazy import FileRecords, told_sources
from geo_tensions.ingest.reading import Progress, read_table
from geo_tensions.model import Evidence, Flag, Layer, PlacePrecision
from geo_tensions.records import Record
from geo_tensions.tables import Tables, load_tables
from geo_tensions.texts import SEARCHED_KEYS, Texts, fold_all
from geo_tensions.timespan import day_of

RECORDS_VARIABLE = "GEO_TENSIONS_RECORDS"
"""Environment variable that names a file of records to be served in place of the shipped ones."""

_READ_SHARE = 0.4
"""Part of the work that reading the file takes; the rest is checking and ordering it."""

_HASH_DIGITS = 10

Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, repr=False)
class Part:
    """Records as a dataset holds them, before they have a catalogue.

    Attributes
    ----------
    records, columns, texts
        Sorted by start and then by id.
    event_ids
        Id of each event, by the number that ``columns.event`` gives it.
    problems
        Rows that were left out, named or counted, one line each.
    """

    records: Sequence[Record]
    columns: Columns
    event_ids: pa.ChunkedArray
    texts: Texts
    problems: Sequence[str] = ()

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.columns)


def load_records(
    path: Path, *, catalog: Catalog | None = None, progress: Progress | None = None
) -> Dataset:
    """Read a CSV or GeoParquet file of records; tables and layers stay those of the catalogue.

    Rows that cannot be used are named or counted in the dataset's ``problems`` and left out.

    Parameters
    ----------
    path
        The file. Columns: ``id``, ``title``, ``kind`` (of ``tables/kinds.csv``), ``start``
        (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``; in GeoParquet also a date); where known ``end``,
        ``lon`` and ``lat`` (WGS 84 degrees) or a ``geometry`` of points, ``radius_km`` (needed
        with a point), ``place_precision``, ``evidence``, ``source`` (words, or ``publisher |
        title | date | url``), ``actors`` (codes of ``tables/actors.csv`` separated by ``;``),
        ``event_id``, ``summary``, ``place``, ``equipment``, ``notes``, ``position_basis``.
    catalog
        Where tables and layers come from; by default the shipped ones.
    progress
        Hears how far the work is.

    Raises
    ------
    DataError
        If the file cannot be used at all, or no row of it can.
    """
    tell: Progress = progress or (lambda _part, _words: None)
    catalog = catalog or Catalog.open()
    tables = load_tables(catalog)
    table = read_table(path, progress=lambda part, words: tell(part * _READ_SHARE, words))
    part = part_of(
        table,
        where=str(path),
        tables=tables,
        progress=lambda done, words: tell(_READ_SHARE + (1 - _READ_SHARE) * done, words),
    )
    last = int(part.columns.start[-1])
    described = _described(catalog, path, last_minute=last, rows=len(part))
    tables = replace(tables, sources=told_sources(tables.sources))
    tell(1.0, "Read")
    return Dataset(
        described, tables, part.records, part.columns, part.event_ids, part.problems, part.texts
    )


def part_of(table: pa.Table, *, where: str, tables: Tables, progress: Progress) -> Part:
    """Check and order the rows of a table in the columns of :mod:`geo_tensions.ingest.reading`.

    Parameters
    ----------
    table, where
        The rows, and what messages call their file.
    tables
        Kinds and actors that they may name.
    progress
        Hears how far the work is.

    Raises
    ------
    DataError
        If no row can be used.
    """
    faults = Faults(where, table.num_rows)
    progress(0.0, "Checking the rows")
    checked = check(table, tables=tables, faults=faults)
    good = faults.good
    if not len(good):
        reason = f"; the first: {faults.lines[0]}" if faults.lines else ""
        raise DataError(where, f"has no row that can be used{reason}", "mend the file")
    progress(0.4, "Ordering the rows")
    places = _ordered(checked, text(table, "id"), good)
    columns, event_ids = _columns(table, checked, places)
    progress(0.65, "Preparing the search")
    texts = _texts(table, checked, places, tables)
    progress(0.9, "Describing the file")
    records = FileRecords(table, places, columns)
    return Part(records, columns, event_ids, texts, _told(faults, len(good)))


def _ordered(checked: Checked, ids: pa.ChunkedArray, good: Rows) -> Rows:
    """Return the places of the rows that can be used, by start and then by id."""
    order = pc.sort_indices(
        pa.table({"start": checked.start[good], "id": ids.take(pa.array(good))}),
        sort_keys=[("start", "ascending"), ("id", "ascending")],
    )
    places: Rows = good[order.to_numpy()]
    return places


def _columns(table: pa.Table, checked: Checked, places: Rows) -> tuple[Columns, pa.ChunkedArray]:
    drawn = checked.place != PLACE.index(PlacePrecision.NONE)
    flags = np.zeros(len(drawn), np.uint16)
    for flag, rows in (
        (Flag.DRAWN, drawn),
        (Flag.NO_CENTRE, checked.place == PLACE.index(PlacePrecision.AREA)),
        (Flag.UNVERIFIED, checked.evidence == EVIDENCE.index(Evidence.UNVERIFIED)),
        (Flag.COARSE_DATE, checked.coarse),
    ):
        flags |= np.where(rows, np.uint16(flag), np.uint16(0))
    ids = text(table, "id")
    events = ids
    if "event_id" in table.column_names:
        events = pc.coalesce(text(table, "event_id"), ids)
    encoded = pc.dictionary_encode(events.take(pa.array(places)).combine_chunks())
    values: dict[str, npt.NDArray[np.generic]] = {
        "start": checked.start,
        "end": checked.end,
        "lon": checked.lon,
        "lat": checked.lat,
        "radius": checked.radius,
        "kind": checked.kind,
        "evidence": checked.evidence,
        "place": checked.place,
        "flags": flags,
    }
    made = {name: value[places].astype(DTYPES[name]) for name, value in values.items()}
    made |= {
        "event": encoded.indices.to_numpy().astype(DTYPES["event"]),
        "lane": np.zeros(len(places), DTYPES["lane"]),
        "missiles": np.zeros(len(places), DTYPES["missiles"]),
    }
    return Columns(**made), pa.chunked_array([encoded.dictionary])


def _texts(table: pa.Table, checked: Checked, places: Rows, tables: Tables) -> Texts:
    labels = pa.array([kind.label for kind in tables.kinds.values()], pa.string())
    kinds = pc.take(labels, pa.array(np.maximum(checked.kind, 0)))
    parts = [text(table, key) for key in SEARCHED_KEYS if key in table.column_names]
    whole = pc.binary_join_element_wise(
        *parts,
        pa.chunked_array([kinds]),
        checked.actor_labels,
        " ",
        null_handling="skip",
    )
    taken = pa.array(places)
    sources = text(table, "source").take(taken)
    return Texts(
        ids=text(table, "id").take(taken),
        former={},
        searched=fold_all(whole).take(taken),
        actor_bits=checked.actor_bits[places],
        cites=sources.is_valid().to_numpy(),
        citations=sources.drop_null(),
    )


def _told(faults: Faults, kept: int) -> list[str]:
    out = faults.count - kept
    if not out:
        return []
    words = f"{out:,} of {faults.count:,} rows were left out; {kept:,} are shown"
    return [str(DataError(faults.where, words, "the lines below say why")), *faults.lines]


def _described(catalog: Catalog, path: Path, *, last_minute: int, rows: int) -> Catalog:
    """Return the catalogue with the file in place of the shipped records."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    shipped = {Layer.INCIDENTS.value, Layer.LAUNCHES.value}
    mine = {
        "name": Layer.INCIDENTS.value,
        "path": str(path.resolve()),
        "title": path.name,
        "description": "Records of a file on this machine, in place of the shipped ones.",
        "rows": rows,
        "hash": f"sha256:{digest}",
        "cutoff": day_of(last_minute).isoformat(),
    }
    others = [item for item in catalog.descriptor["resources"] if item["name"] not in shipped]
    version = f"{catalog.descriptor.get('dataVersion', 'unknown')}.{digest[:_HASH_DIGITS]}"
    descriptor = {**catalog.descriptor, "resources": [mine, *others], "dataVersion": version}
    return Catalog(root=catalog.root, descriptor=descriptor)
