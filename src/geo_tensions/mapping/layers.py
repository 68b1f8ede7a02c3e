"""The layers under the marks, as they are offered to the browser."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geo_tensions import geojson
from geo_tensions.analysis.state import LAYERS
from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.mapping.blobs import BlobStore

_RESOURCES: dict[str, tuple[str, ...]] = {"land": ("land-overview", "land-detail")}
"""Resources of a layer, coarse first, where they are not simply the resource of the same name."""

_TITLES = {
    "land": "Land",
    "seas": "Sea of Okhotsk, Sea of Japan / East Sea",
    "sea-closing-lines": "Limits of the seas (IHO S-23)",
    "jadiz": "Japan's air defence identification zone",
    "eez": "Exclusive economic zones (200 NM, computed)",
    "territorial-sea": "Territorial seas (12 NM, computed)",
    "territorial-sea-osm": "Territorial sea as mapped by OpenStreetMap (ODbL)",
    "disputed-maritime-zone": "Waters of disputed islands",
    "equidistance": "Lines of equal distance",
    "neighbour-adiz": "Identification zones of the ROK, China, Taiwan",
    "disputed-islands": "The four disputed islands",
    "kuril-islands": "Kuril Islands (33 named)",
    "places": "Bases, launch sites, towns",
    "routes": "Schematic routes",
    "missile-tracks": "Missile tracks (straight great circles)",
}


@dataclass(frozen=True, slots=True)
class MapLayer:
    """A layer and the names under which its GeoJSON is served, coarse first."""

    id: str
    title: str
    names: tuple[str, ...]

    def config(self) -> dict[str, Any]:
        """Return what the browser is told."""
        return {"id": self.id, "title": self.title, "hash": self.names[0], "detail": self.names[1:]}


def publish_layers(catalog: Catalog, store: BlobStore) -> tuple[Sequence[MapLayer], Sequence[str]]:
    """Put every layer into the store.

    A layer whose bytes are those of the catalogue is trusted; any other is read and checked first.

    Returns
    -------
    layers, problems
        The layers that can be shown, lowest first, and one line for each that cannot.
    """
    layers: list[MapLayer] = []
    problems: list[str] = []
    for layer in LAYERS:
        names: list[str] = []
        for resource in _RESOURCES.get(layer, (layer,)):
            try:
                content = checked(catalog, resource)
            except DataError as error:
                problems.append(str(error))
            else:
                names.append(store.put(content, media_type="application/geo+json"))
        if names:
            layers.append(MapLayer(layer, _TITLES[layer], tuple(names)))
    return layers, problems


def checked(catalog: Catalog, resource: str) -> bytes:
    """Return a layer's bytes.

    Raises
    ------
    DataError
        If they are not those of the catalogue and are no valid GeoJSON either; names file, feature
        and reason.
    """
    content = catalog.read_bytes(resource)
    if catalog.is_as_catalogued(resource, content):
        return content
    where = catalog.where(resource)
    try:
        problems = geojson.problems(json.loads(content))
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise DataError(where, f"is no GeoJSON ({error})", "layer left out") from error
    if problems:
        # "feature ID: what is wrong" belongs to the place, as in every other message.
        feature, colon, problem = problems[0].partition(": ")
        if feature.startswith("feature ") and colon:
            where = f"{where}, {feature}"
        else:
            problem = problems[0]
        raise DataError(where, problem, "layer left out")
    return content
