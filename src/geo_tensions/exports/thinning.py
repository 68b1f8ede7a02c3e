"""Layers with fewer vertices, for files that must stay small."""

from typing import Any

import shapely
from shapely.geometry import mapping, shape

TOLERANCE_DEG = 0.003
"""How far an outline may move, degrees: a third of a kilometre, less than a pixel up to zoom 7."""


def thinned(collection: dict[str, Any], tolerance_deg: float = TOLERANCE_DEG) -> dict[str, Any]:
    """Return a GeoJSON collection without vertices that an outline hardly needs.

    Douglas and Peucker's method: no vertex is moved, ends of lines stay, rings stay rings and do
    not cross themselves.
    """
    features = []
    for feature in collection["features"]:
        geometry = feature["geometry"]
        if geometry is not None:
            simple = shapely.simplify(shape(geometry), tolerance_deg, preserve_topology=True)
            geometry = mapping(simple)
        features.append(feature | {"geometry": geometry})
    return collection | {"features": features}
