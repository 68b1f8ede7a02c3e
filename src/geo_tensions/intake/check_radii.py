"""Radii of a file, km: read with their units, never invented."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.intake.distinct import encode
from geo_tensions.intake.positions import Floats, Mask
from geo_tensions.intake.quantities import KM_OF, numbers, read_length_km
from geo_tensions.intake.work import Work, is_null

LONGEST_KM = 20_004.0
"""From pole to pole: half of a meridian, km (WGS 84)."""


def read_radii(work: Work, *, placed: Mask) -> Floats:
    """Return the radius of each row, NaN where there is none.

    Parameters
    ----------
    work
        The file.
    placed
        Rows with coordinates: the radius that the user gives for all is theirs.
    """
    for_all = _for_all(work)
    column = work.mapping.column("radius_km")
    if column is None:
        return np.where(placed, for_all, np.nan)
    texts = work.told("radius_km")
    radius, bare = _lengths(work, texts)
    if work.mapping.radius_unit == "" and bare.any():
        reason = "nobody has said in which unit the radii are"
        work.problems.add(bare & placed, column, "radius-unit", reason)
    else:
        radius[bare] *= KM_OF[work.mapping.radius_unit or "km"]
    # What replaces a radius that cannot be used: the one for all, or none.
    offered = "" if np.isnan(for_all) else f"{for_all:g}"
    wrong = np.isnan(radius) & ~is_null(texts)
    work.problems.add(wrong, column, "radius-unreadable", "it is no length", proposal=offered)
    with np.errstate(invalid="ignore"):
        impossible = ~wrong & ((radius <= 0) | (radius > LONGEST_KM))
    work.problems.add(
        impossible,
        column,
        "radius-impossible",
        f"a radius is more than 0 and at most {LONGEST_KM:,.0f} km",
        proposal=offered,
    )
    radius[wrong | impossible] = np.nan
    kept = ~placed & ~is_null(texts)
    work.remark(kept, pc.binary_join_element_wise("Radius as written:", texts, " "))
    return np.where(np.isnan(radius) & placed, for_all, radius)


def _for_all(work: Work) -> float:
    """Return the radius that the user gives for all rows, km."""
    told = work.mapping.for_all.get("radius_km", "")
    value = read_length_km(told, decimal="." if "." in told else ",", unit="km") if told else None
    return value if value is not None and 0 < value <= LONGEST_KM else np.nan


def _lengths(work: Work, texts: pa.Array) -> tuple[Floats, Mask]:
    """Return lengths, and which of them are bare numbers without a unit."""
    values, hard = numbers(pa.chunked_array([texts]), decimal=work.mapping.decimal)
    values[np.isinf(values)] = np.nan
    bare = ~np.isnan(values)
    places = np.flatnonzero(hard)
    if len(places):
        different, codes = encode(pa.chunked_array([texts.take(pa.array(places))]))
        read = work.each(
            different, lambda text: read_length_km(text, decimal=work.mapping.decimal, unit="")
        )
        found = np.array([np.nan if value is None else value for value in read], float)
        values[places] = found[codes]
    return values, bare
