"""Points out of well-known binary, as GeoPackage and GeoParquet hold geometries."""

import struct

from geo_tensions.intake.points import PointsBuilder, no_point

_NAMES = {
    2: "LineString",
    3: "Polygon",
    4: "MultiPoint",
    5: "MultiLineString",
    6: "MultiPolygon",
    7: "GeometryCollection",
    8: "CircularString",
    9: "CompoundCurve",
    10: "CurvePolygon",
    11: "MultiCurve",
    12: "MultiSurface",
    15: "PolyhedralSurface",
    16: "TIN",
    17: "Triangle",
}
_HEADER_BYTES = 5
_SRID_FLAG = 0x20000000
_FLAGS = 0xE0000000
_PER_DIMENSION = 1000
_UNREADABLE = "the geometry cannot be read"


def add_wkb(points: PointsBuilder, wkb: bytes | memoryview) -> None:
    """Add a geometry in well-known binary, of ISO or of PostGIS."""
    if len(wkb) < _HEADER_BYTES or wkb[0] > 1:
        points.refuse(_UNREADABLE)
        return
    order = "<" if wkb[0] else ">"
    (code,) = struct.unpack_from(f"{order}I", wkb, 1)
    kind = (code & ~_FLAGS) % _PER_DIMENSION
    if kind != 1:
        points.refuse(no_point(_NAMES.get(kind)))
        return
    start = _HEADER_BYTES + (4 if code & _SRID_FLAG else 0)
    try:
        x, y = struct.unpack_from(f"{order}dd", wkb, start)
    except struct.error:
        points.refuse(_UNREADABLE)
        return
    if x != x and y != y:  # noqa: PLR0124 - NaN, NaN is how an empty point is written
        points.skip()
    else:
        points.add(x, y)
