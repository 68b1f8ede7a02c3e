"""Reading the reference tables of ``geodata/tables``."""

import csv
import io
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.model import Actor, Domain, Kind, Name, Preset, Source

T = TypeVar("T")


@dataclass(frozen=True)
class Tables:
    """The reference tables, each keyed by its id, in file order."""

    kinds: Mapping[str, Kind]
    domains: Mapping[str, Domain]
    actors: Mapping[str, Actor]
    states: Mapping[str, str]
    sources: Mapping[str, Source]
    names: Mapping[str, Name]
    presets: Mapping[str, Preset]


def load_tables(catalog: Catalog) -> Tables:
    """Read every table.

    Raises
    ------
    DataError
        Naming file, row and reason, at the first table that cannot be used: without its vocabulary
        no record can be read.
    """
    return Tables(
        kinds=_keyed(catalog, "kinds", lambda r: (r["kind"], _kind(r))),
        domains=_keyed(catalog, "domains", lambda r: (r["domain"], _domain(r))),
        actors=_keyed(catalog, "actors", lambda r: (r["code"], _actor(r))),
        states=_keyed(catalog, "states", lambda r: (r["code"], r["label"])),
        sources=_keyed(catalog, "sources", lambda r: (r["id"], _source(r))),
        names=_keyed(catalog, "names", lambda r: (r["id"], _name(r))),
        presets=_presets(catalog),
    )


def read_rows(catalog: Catalog, name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV resource as dictionaries of text."""
    return [row for _, row in parse_rows(catalog.read_bytes(name), where=catalog.where(name))]


def parse_rows(content: bytes, *, where: str) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a CSV file, each with the number of its (last) line.

    Raises
    ------
    DataError
        If the file is no UTF-8 CSV or a row has more or fewer cells than the header.
    """
    try:
        reader = csv.DictReader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
        rows = [(reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise DataError(where, f"is no UTF-8 CSV ({error})", "restore the file") from error
    for number, row in rows:
        if None in row or None in row.values():
            place = f"{where}, row {number}"
            raise DataError(place, "has more or fewer cells than the header", "mend the row")
    return rows


def _keyed(
    catalog: Catalog, name: str, make: Callable[[dict[str, str]], tuple[str, T]]
) -> dict[str, T]:
    result: dict[str, T] = {}
    for number, row in parse_rows(catalog.read_bytes(name), where=catalog.where(name)):
        where = f"{catalog.where(name)}, row {number}"
        try:
            key, value = make(row)
        except KeyError as error:
            raise DataError(where, f"has no column {error}", "restore the header") from error
        if not key or key in result:
            raise DataError(where, f"key '{key}' is empty or used twice", "give it its own key")
        result[key] = value
    return result


def _kind(row: dict[str, str]) -> Kind:
    return Kind(
        id=row["kind"],
        label=row["label"],
        domain=row["domain"],
        shape=row["shape"],
        colour_light=row["colour_light"],
        colour_dark=row["colour_dark"],
        completeness=row["completeness"],
        completeness_note=row["completeness_note"],
        default=row["default"],
        note=row["note"],
    )


def _domain(row: dict[str, str]) -> Domain:
    return Domain(row["domain"], row["label"], row["colour_light"], row["colour_dark"])


def _actor(row: dict[str, str]) -> Actor:
    return Actor(row["code"], row["label"], row["state"], row["filter_group"])


def _source(row: dict[str, str]) -> Source:
    columns = ("id", "publisher", "title", "date_published", "url", "read_via", "tier", "note")
    return Source(**{column: row[column] for column in columns})


def _name(row: dict[str, str]) -> Name:
    return Name(**{column: row[column] for column in Name.__dataclass_fields__})


def _presets(catalog: Catalog) -> dict[str, Preset]:
    where = catalog.where("presets")
    try:
        content = tomllib.loads(catalog.read_bytes("presets").decode("utf-8"))
    except ValueError as error:
        raise DataError(where, f"is no TOML ({error})", "restore the file") from error
    presets: dict[str, Preset] = {}
    for number, item in enumerate(content.get("preset", []), start=1):
        identifier, label = item.get("id"), item.get("label")
        if not identifier or not label or identifier in presets:
            problem = f"id '{identifier or ''}' is missing or used twice, or there is no label"
            place = f"{where}, preset number {number}"
            raise DataError(place, problem, "give it both")
        state = {key: value for key, value in item.items() if key not in {"id", "label"}}
        presets[identifier] = Preset(id=identifier, label=label, state=state)
    return presets
