"""Systems of coordinates by the names that files and people give them."""

import pyproj

from geo_tensions.errors import DataError

WGS84 = "EPSG:4326"


def named_crs(told: object, *, where: str) -> str:
    """Return a CRS that a file names, as ``EPSG:4326`` where it is WGS 84 in any order of axes.

    Raises
    ------
    DataError
        If pyproj does not know it.
    """
    if told in (None, "", {}):
        return ""
    try:
        crs = pyproj.CRS.from_user_input(told)
    except (pyproj.exceptions.CRSError, ValueError, TypeError, AttributeError) as error:
        name = " ".join(str(told).split())[:60]
        problem = f"names a system of coordinates that is not known ({name})"
        raise DataError(where, problem, "save it in WGS 84 (EPSG:4326)") from error
    if crs.equals(pyproj.CRS(WGS84), ignore_axis_order=True) or crs.to_epsg() == 4326:  # noqa: PLR2004
        return WGS84
    authority = crs.to_authority()
    return ":".join(authority) if authority else str(crs.to_wkt())
