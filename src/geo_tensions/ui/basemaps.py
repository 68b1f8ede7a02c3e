"""Online basemaps that may be switched on: the only thing here that ever asks the network."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import xyzservices.providers

from geo_tensions.mapping.timemap import MAX_ZOOM


@dataclass(frozen=True, slots=True)
class Basemap:
    """A tile server that needs no key.

    ``url`` has the placeholders ``{z}``, ``{x}``, ``{y}`` and perhaps ``{s}``; ``attribution`` is
    plain text.
    """

    id: str
    label: str
    url: str
    attribution: str
    max_zoom: int

    def command(self) -> dict[str, Any]:
        """Return what the map is told."""
        return {"url": self.url, "attribution": self.attribution, "max_zoom": self.max_zoom}


def _of(identifier: str, label: str, name: str) -> Basemap:
    provider = xyzservices.providers.query_name(name)
    return Basemap(
        identifier,
        label,
        provider.build_url(fill_subdomain=False),
        str(provider["attribution"]),
        int(provider.get("max_zoom", MAX_ZOOM)),
    )


BASEMAPS: Mapping[str, Basemap] = {
    item.id: item
    for item in (
        _of("openstreetmap", "OpenStreetMap", "OpenStreetMap.Mapnik"),
        _of("opentopomap", "OpenTopoMap", "OpenTopoMap"),
        _of("un-clear-map", "United Nations Clear Map", "UN.ClearMap"),
    )
}
