"""The checks of :mod:`geo_tensions.records` on whole columns of a file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.columns import EVIDENCE, PLACE
from geo_tensions.ingest.dates import Dates, read_dates
from geo_tensions.ingest.faults import Faults, Mask
from geo_tensions.ingest.reading import NUMBER_COLUMNS, numbers_of
from geo_tensions.model import Evidence, PlacePrecision
from geo_tensions.records import LONGEST_RADIUS_KM
from geo_tensions.tables import Tables
from geo_tensions.texts import group_bits

ID_FORM = r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$"
"""No comma and no space: ids stand in addresses, separated by commas."""

ACTOR_SEPARATOR = ";"


@dataclass(frozen=True)
class Checked:
    """The values of a file's rows as numbers and codes, in the order of the file."""

    start: npt.NDArray[np.int64]
    end: npt.NDArray[np.int64]
    coarse: Mask
    lon: npt.NDArray[np.float64]
    lat: npt.NDArray[np.float64]
    radius: npt.NDArray[np.float64]
    kind: npt.NDArray[np.int64]
    evidence: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    actor_bits: npt.NDArray[np.uint32]
    actor_labels: pa.ChunkedArray


def check(table: pa.Table, *, tables: Tables, faults: Faults) -> Checked:
    """Judge every row; what is wrong goes to ``faults``."""
    _ids(table, faults)
    _filled(table, "title", faults)
    kind = _codes(table, "kind", list(tables.kinds), faults)
    faults.add(kind < 0, "has no kind", lambda _: "has no 'kind'")
    first, last = _dates(table, faults)
    lon, lat, radius = _place_numbers(table, faults)
    drawn = ~np.isnan(lon)
    place = _place(table, drawn, radius, faults)
    bits, labels = _actors(table, tables, faults)
    return Checked(
        start=first.first,
        end=np.where(last.known, last.last, first.last),
        coarse=~first.to_the_day,
        lon=lon % 360,
        lat=lat,
        radius=np.where(drawn, radius, 0.0),
        kind=kind,
        evidence=_evidence(table, faults),
        place=place,
        actor_bits=bits,
        actor_labels=labels,
    )


def text(table: pa.Table, name: str) -> pa.ChunkedArray:
    """Return a text column, empty texts as nulls; all nulls where the file lacks it."""
    if name not in table.column_names:
        return pa.chunked_array([pa.nulls(table.num_rows, pa.string())])
    column = pc.utf8_trim_whitespace(table.column(name))
    return pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)


def _ids(table: pa.Table, faults: Faults) -> None:
    ids = text(table, "id")
    good = _mask(pc.match_substring_regex(ids, ID_FORM))
    faults.add(_mask(pc.is_null(ids)), "has no id", lambda _: "has no 'id'")
    faults.add(
        ~good,
        "id has a character or a length that an address cannot carry",
        lambda row: f"id {_short(ids[row])} is not of letters, digits and . _ : / - (at most 100)",
    )
    encoded = pc.dictionary_encode(ids).combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):
        encoded = pa.concat_arrays(encoded.chunks) if encoded.num_chunks else encoded
    codes = pc.fill_null(encoded.indices, 0).to_numpy(zero_copy_only=False)
    # Codes are given in order of appearance: one that is no higher than all before is a repeat.
    before = np.maximum.accumulate(np.concatenate([[-1], codes[:-1]])) if len(codes) else codes
    faults.add(
        good & (codes <= before),
        "its id was used in a row above",
        lambda row: f"id '{ids[row]}' is used twice",
    )


def _filled(table: pa.Table, name: str, faults: Faults) -> None:
    faults.add(_mask(pc.is_null(text(table, name))), f"has no {name}", lambda _: f"has no '{name}'")


def _codes(
    table: pa.Table, name: str, words: Sequence[str], faults: Faults
) -> npt.NDArray[np.int64]:
    """Return the place of each word in a vocabulary, -1 where nothing stands."""
    column = text(table, name)
    found = pc.index_in(column, value_set=pa.array(words, pa.string()))
    codes: npt.NDArray[np.int64] = pc.fill_null(found, -1).to_numpy().astype(np.int64)
    faults.add(
        (codes < 0) & ~_mask(pc.is_null(column)),
        f"{name} is none of {', '.join(words)}",
        lambda row: f"{name} {_short(column[row])} is none of {', '.join(words)}",
    )
    return codes


def _dates(table: pa.Table, faults: Faults) -> tuple[Dates, Dates]:
    found = []
    for name in ("start", "end"):
        column = text(table, name)
        dates = read_dates(column)
        faults.add(
            ~dates.valid,
            f"{name} is no date",
            lambda row, name=name, column=column: (  # type: ignore[misc]
                f"{name} {_short(column[row])} is no date YYYY, YYYY-MM or YYYY-MM-DD"
            ),
        )
        found.append(dates)
    first, last = found
    faults.add(~first.known, "has no start", lambda _: "has no 'start'")
    texts = [text(table, name) for name in ("start", "end")]
    faults.add(
        last.known & (last.last < first.first),
        "end is before start",
        lambda row: f"end {texts[1][row]} is before start {texts[0][row]}",
    )
    return first, last


def _place_numbers(table: pa.Table, faults: Faults) -> list[npt.NDArray[np.float64]]:
    found = []
    for name in NUMBER_COLUMNS:
        if name not in table.column_names:
            found.append(np.full(table.num_rows, np.nan))
            continue
        column = table.column(name)
        values, wrong = numbers_of(column)
        faults.add(
            wrong,
            f"{name} is no number",
            lambda row, name=name, column=column: (  # type: ignore[misc]
                f"{name} {_short(column[row])} is no number"
            ),
        )
        found.append(values)
    lon, lat, radius = found
    faults.add(
        np.isnan(lon) != np.isnan(lat),
        "has only one of lon and lat",
        lambda _: "has only one of lon and lat",
    )
    with np.errstate(invalid="ignore"):
        outside = (lon < -180) | (lon > 360) | (np.abs(lat) > 90)  # noqa: PLR2004 - the globe
        faults.add(
            outside,
            "lon, lat is no place on Earth",
            lambda row: f"{lon[row]:g}, {lat[row]:g} is no place on Earth",
        )
        faults.add(
            ~np.isnan(lon) & ~(radius > 0),
            "has a point but no radius_km",
            lambda _: "has a point but no radius_km (of the disc that holds the place)",
        )
    return found


def _place(
    table: pa.Table, drawn: Mask, radius: npt.NDArray[np.float64], faults: Faults
) -> npt.NDArray[np.int64]:
    """Return how well each place is known: as told, or as its radius says."""
    told = _codes(table, "place_precision", list(PLACE), faults)
    exact, approximate, area, route, none = (
        PLACE.index(level)
        for level in (
            PlacePrecision.EXACT,
            PlacePrecision.APPROXIMATE,
            PlacePrecision.AREA,
            PlacePrecision.ROUTE,
            PlacePrecision.NONE,
        )
    )
    longest = np.full(len(PLACE), np.inf)
    for level, limit_km in LONGEST_RADIUS_KM.items():
        longest[PLACE.index(level)] = limit_km
    by_radius = np.where(
        radius <= longest[exact], exact, np.where(radius <= longest[approximate], approximate, area)
    )
    place = np.where(told >= 0, told, np.where(drawn, by_radius, none))
    faults.add(
        (place == none) == drawn,
        "place_precision does not fit its point",
        lambda row: f"place_precision is {PLACE[place[row]]}, which does not fit its point",
    )
    faults.add(
        place == route,
        "place_precision is route, but a file of points has no routes",
        lambda _: "place_precision is route, but a file of points has no routes",
    )
    with np.errstate(invalid="ignore"):
        faults.add(
            drawn & (radius > longest[place]),
            "radius_km is too long for its place_precision",
            lambda row: (
                f"radius_km {radius[row]:g} is too long for a place that is {PLACE[place[row]]}"
            ),
        )
    return place


def _evidence(table: pa.Table, faults: Faults) -> npt.NDArray[np.int64]:
    """Return who says so: as told, else reported where a source is named."""
    unverified, reported = EVIDENCE.index(Evidence.UNVERIFIED), EVIDENCE.index(Evidence.REPORTED)
    told = _codes(table, "evidence", list(EVIDENCE), faults)
    sourceless = _mask(pc.is_null(text(table, "source")))
    evidence = np.where(told >= 0, told, np.where(sourceless, unverified, reported))
    faults.add(
        sourceless & (evidence != unverified),
        "cites no source although its evidence is not unverified",
        lambda _: "cites no source although its evidence is not unverified",
    )
    return evidence


def _actors(
    table: pa.Table, tables: Tables, faults: Faults
) -> tuple[npt.NDArray[np.uint32], pa.ChunkedArray]:
    """Return the filter groups of each row as bits, and the actors' labels as one text."""
    column = pc.fill_null(text(table, "actors"), "")
    encoded = pa.chunked_array([pc.dictionary_encode(column).combine_chunks()])
    whole = encoded.chunk(0)
    codes = whole.indices.to_numpy(zero_copy_only=False)
    # What differs is a handful of combinations; each is read once.
    lists = pc.split_pattern(whole.dictionary, ACTOR_SEPARATOR)
    names = pc.utf8_trim_whitespace(pc.list_flatten(lists))
    parents = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)
    known = group_bits(tables)
    at = pc.index_in(names, value_set=pa.array(list(known), pa.string()))
    place = pc.fill_null(at, len(known)).to_numpy(zero_copy_only=False)
    bits = np.zeros(len(whole.dictionary), np.uint32)
    np.bitwise_or.at(bits, parents, np.array([*known.values(), 0], np.uint32)[place])
    empty = pc.equal(names, "").to_numpy(zero_copy_only=False)
    wrong = np.zeros(len(whole.dictionary), dtype=bool)
    wrong[parents[(place == len(known)) & ~empty]] = True
    faults.add(
        wrong[codes],
        "actors names a code that is not in the tables",
        lambda row: f"actors {_short(column[row])} names a code that is not in the tables",
    )
    label_of = pa.array([*(tables.actors[code].label for code in known), ""], pa.string())
    joined = pc.binary_join(
        pa.ListArray.from_arrays(lists.offsets, pc.take(label_of, pa.array(place))), " "
    )
    return bits[codes], pa.chunked_array([pc.take(joined, whole.indices)])


def _mask(found: pa.ChunkedArray) -> Mask:
    mask: Mask = pc.fill_null(found, fill_value=False).to_numpy()
    return mask


def _short(value: Any) -> str:  # noqa: ANN401 - an Arrow scalar of any type
    shown = str(value.as_py())
    return f"'{shown}'" if len(shown) <= 60 else f"'{shown[:59]}…'"  # noqa: PLR2004 - fits one line
