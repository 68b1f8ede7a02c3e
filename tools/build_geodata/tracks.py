"""Launch sites and estimated fall areas -> great circles between them."""

from collections.abc import Iterable
from typing import Any

from tools.build_geodata.great_circle import densify, length_km

NOTE = "Straight great circle, not the flown path."

Feature = dict[str, Any]


def build_tracks(launches: Iterable[Feature]) -> list[Feature]:
    """Return one line for each launch that has a launch site and a point."""
    return [
        _track(feature)
        for feature in launches
        if feature["geometry"] and feature["properties"]["launch_lon"] is not None
    ]


def _track(launch: Feature) -> Feature:
    properties = launch["properties"]
    lon, lat = launch["geometry"]["coordinates"]
    ends = [(properties["launch_lon"], properties["launch_lat"]), (lon, lat)]
    return {
        "type": "Feature",
        "properties": {
            "id": f"track-{properties['id']}",
            "record_id": properties["id"],
            "length_km": round(length_km(ends)),
            "note": NOTE,
        },
        "geometry": {"type": "LineString", "coordinates": densify(ends)},
    }
