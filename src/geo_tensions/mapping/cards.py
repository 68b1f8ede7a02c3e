"""A record as a card: what a reader is told when a mark is opened, every code resolved to words."""

from collections.abc import Iterable
from typing import Any

from geo_tensions.dataset import Dataset, Record
from geo_tensions.mapping.card_accounts import account_facts
from geo_tensions.mapping.card_facts import sections
from geo_tensions.mapping.card_origins import origin_sections
from geo_tensions.mapping.card_words import (
    EVIDENCE_WORDS,
    PLACE_WORDS,
    PRECISION_WORDS,
    VERIFICATION_WORDS,
    coordinates,
    number,
    plain,
    safe_url,
)
from geo_tensions.mapping.card_zones import zone_sections
from geo_tensions.model import Display, Evidence, Layer, Perspective, PlacePrecision

ROUTE_WORDS = "Schematic route through places named in the sources; not a track"
NO_PLACE_WORDS = "No place on the map"


def card(
    record: Record, *, dataset: Dataset, perspective: Perspective = Perspective.NEUTRAL
) -> dict[str, Any]:
    """Return what a card shows of a record.

    Parameters
    ----------
    record
        A record of the dataset.
    dataset
        Resolves kinds, actors, sources and the other records of the same event.
    perspective
        Whose claim the sections on zones and distances ask for; neutral gives both.

    Returns
    -------
    dict
        JSON-ready. All texts are plain text, never markup; addresses are http or https, or
        empty. ``lon`` and ``lat`` of ``position`` are WGS 84 degrees (longitude continuous from 0
        to 360), ``radius_km`` km.
    """
    kind = dataset.kinds[record["kind"]]
    domain = dataset.tables.domains.get(kind.domain)
    sources = SourceList(record["sources"], dataset=dataset)
    found = origin_sections(record, dataset=dataset)
    found += sections(record, dataset=dataset, cite=sources.cite)
    if record.layer is Layer.LAUNCHES and (accounts := account_facts(record)):
        found.append({"id": "side-by-side", "heading": "Accounts side by side", "facts": accounts})
    found += zone_sections(record, dataset=dataset, perspective=perspective)
    return {
        "row": dataset.row_of[record.id],
        "id": record.id,
        "event_id": record.event_id,
        "layer": record.layer.value,
        "title": record["title"],
        "summary": record["summary"] or "",
        "start": record["start"],
        "end": record["end"],
        "kind": {
            "id": kind.id,
            "label": kind.label,
            "domain": domain.label if domain else kind.domain,
        },
        "evidence": _chip(record["evidence"], *EVIDENCE_WORDS[Evidence(record["evidence"])]),
        "place": _chip(
            record["place_precision"], *PLACE_WORDS[PlacePrecision(record["place_precision"])]
        ),
        "dates": _dates(record),
        "position": _position(record),
        "actors": [dataset.actors[code].label for code in record["actors"]],
        "equipment": record["equipment"] or "",
        "sections": found,
        "sources": sources.entries,
        "verification": {
            "id": record["verification"] or "",
            "text": VERIFICATION_WORDS.get(record["verification"] or "", ""),
            "note": record["verification_note"] or "",
        },
        "notes": record["notes"] or "",
        "siblings": _siblings(record, dataset=dataset),
        "former_ids": list(record["former_ids"] or []),
        "data_version": dataset.catalog.data_version,
        "citation": _citation(record, sources.entries, dataset=dataset),
    }


def _chip(identifier: str, label: str, words: str) -> dict[str, str]:
    return {"id": identifier, "label": label, "words": words}


def _dates(record: Record) -> dict[str, str]:
    words = [
        PRECISION_WORDS.get(record["date_precision"] or "day", ""),
        {
            "open": "goes on, according to a source",
            "unknown": "the end is not known; shown on its start alone",
        }.get(record["end_kind"], ""),
        record["date_note"] or "",
    ]
    return {
        "text": date_text(record),
        "precision": record["date_precision"] or "day",
        "precision_words": "; ".join(word for word in words if word),
    }


def date_text(record: Record) -> str:
    """Return when a record was, with its hour (JST) where it is one day."""
    start, end, time = record["start"], record["end"], record["time_jst"]
    if record["end_kind"] == "open":
        return f"since {start}"
    if end and end != start:
        return f"{start} \u2013 {end}"
    return f"{start}, {time} JST" if time else str(start)


def _position(record: Record) -> dict[str, Any]:
    has_point = record.drawn and record.display is not Display.ROUTE
    radius = record["radius_km"] if has_point else None
    words = ""
    if record.drawn and record.display is Display.ROUTE:
        words = ROUTE_WORDS
    elif has_point and record.lon is not None and record.lat is not None:
        disc = number(float(radius or 0), unit="km")
        words = f"within {disc} of {coordinates(record.lon, record.lat)}"
        if record.layer is Layer.LAUNCHES:
            words = f"estimated fall area: {words}"
    elif not record.drawn:
        words = NO_PLACE_WORDS
    return {
        "text": record["place"] or "",
        "words": words,
        "lon": record.lon if record.drawn else None,
        "lat": record.lat if record.drawn else None,
        "radius_km": radius,
        "basis": record["position_basis"] or "",
        "no_place_reason": "" if record.drawn else record["no_place_reason"] or "",
    }


class SourceList:
    """The sources of a card, numbered in the order in which they are first named."""

    def __init__(self, identifiers: Iterable[str], *, dataset: Dataset) -> None:
        self._dataset = dataset
        self._numbers: dict[str, int] = {}
        self.entries: list[dict[str, Any]] = []
        for identifier in identifiers:
            self.cite(identifier)

    def cite(self, identifier: str | None) -> int | None:
        """Return a source's number, listing it if need be; None for one that no table holds."""
        source = self._dataset.sources.get(identifier or "")
        if source is None:
            return None
        if source.id not in self._numbers:
            self._numbers[source.id] = len(self.entries) + 1
            self.entries.append(
                {
                    "number": len(self.entries) + 1,
                    "id": source.id,
                    "publisher": source.publisher,
                    "title": source.title,
                    "date": source.date_published,
                    "url": safe_url(source.url),
                    "read_via": source.read_via,
                    "tier": plain(source.tier),
                    "note": source.note,
                }
            )
        return self._numbers[source.id]


def _siblings(record: Record, *, dataset: Dataset) -> dict[str, Any]:
    rows = [
        row for row in dataset.by_event[record.event_id] if dataset.records[row].id != record.id
    ]
    of_what = "this launch date" if record.layer is Layer.LAUNCHES else "this event"
    return {
        "heading": f"Other records of {of_what}",
        "items": [
            {
                "row": row,
                "id": dataset.records[row].id,
                "title": dataset.records[row]["title"],
                "date": date_text(dataset.records[row]),
            }
            for row in rows
        ],
    }


def _citation(record: Record, sources: list[dict[str, Any]], *, dataset: Dataset) -> str:
    key = "launches" if record.layer is Layer.LAUNCHES else "incidents"
    cutoff = dataset.cutoffs[key]
    until = f", {key} to {cutoff}" if cutoff else ""
    parts = []
    for source in sources:
        where = source["url"] or (
            f"read in a copy at {source['read_via']}" if source["read_via"] else ""
        )
        parts.append(
            ", ".join(
                word
                for word in (source["publisher"], source["title"], source["date"], where)
                if word
            )
        )
    listed = " Sources: " + "; ".join(parts) + "." if parts else " No source cited."
    version = f"data version {dataset.catalog.data_version}"
    told = f"Geo Tensions, record {record.id}, {version}{until}"
    if dataset.origins and (own := dataset.origins.set_of(record.id)):
        told = f"Record {record.id} of own data \u201c{own}\u201d beside Geo Tensions, {version}"
    elif dataset.origins and record.id in dataset.origins.edits:
        told += ", changed by hand"
    return f"{record['title']} ({date_text(record)}). {told}.{listed}"
