"""Places that can be looked up by any of their names: islands, seas, straits, bases, towns."""

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.model import Name, Perspective

LAYERS = ("disputed-islands", "kuril-islands", "seas", "places")
"""Layers whose features are places; of two places with one name the first stands."""

GROUPS: Mapping[str, str] = {"area-four": "disputed-islands", "area-kurils": "kuril-islands"}
"""Rows of the table of names that stand for all features of a layer together."""

ZOOM: Mapping[str, float] = {
    "island group": 6.0,
    "sea": 5.0,
    "island": 8.0,
    "rock": 9.0,
    "strait": 8.0,
    "cape": 9.0,
    "town": 9.0,
    "port": 9.0,
    "air-base": 9.0,
    "launch-site": 9.0,
}
"""Leaflet zoom at which a place of a kind fills a good part of the map."""


@dataclass(frozen=True, slots=True)
class Place:
    """A named place with the point at which its label stands (WGS 84 degrees, longitude 0-360)."""

    id: str
    kind: str
    labels: Mapping[Perspective, str]
    names: tuple[str, ...]
    lon: float
    lat: float

    @property
    def zoom(self) -> float:
        """Leaflet zoom that suits it."""
        return ZOOM.get(self.kind, 8.0)


def load_gazetteer(catalog: Catalog, names: Mapping[str, Name]) -> list[Place]:
    """Return every place of the shipped layers, each once, with its names in all scripts.

    Parameters
    ----------
    catalog
        Holds the layers.
    names
        The table of names, which adds names in further languages.

    Raises
    ------
    DataError
        If a layer cannot be read.
    """
    further = _further_names(names)
    places: dict[str, Place] = {}
    for layer in LAYERS:
        found = list(_of_layer(catalog, layer, further))
        grouped = [names[key] for key, of_layer in GROUPS.items() if of_layer == layer]
        for place in [*(_group(name, found) for name in grouped if found), *found]:
            places.setdefault(place.labels[Perspective.NEUTRAL].casefold(), place)
    return list(places.values())


def _of_layer(
    catalog: Catalog, layer: str, further: Mapping[str, tuple[str, ...]]
) -> Iterator[Place]:
    try:
        features = json.loads(catalog.read_bytes(layer))["features"]
        for feature in features:
            yield _place(feature, layer, further)
    except (ValueError, KeyError, TypeError) as error:
        raise DataError(
            catalog.where(layer), f"cannot be read ({error!r})", "rebuild it"
        ) from error


def _place(feature: Any, layer: str, further: Mapping[str, tuple[str, ...]]) -> Place:  # noqa: ANN401
    properties = feature["properties"]
    if feature["geometry"]["type"] == "Point":
        lon, lat = feature["geometry"]["coordinates"][:2]
    else:
        lon, lat = properties["label_lon"], properties["label_lat"]
    labels = {p: properties[f"name_{p}"] or properties["name_neutral"] for p in Perspective}
    given = [*labels.values(), *(properties.get(key) for key in ("name_ja", "name_ru", "romaji"))]
    given += further.get(labels[Perspective.NEUTRAL].casefold(), ())
    kind = {"seas": "sea", "places": properties.get("kind", "")}.get(layer, "island")
    return Place(
        id=properties["id"],
        kind=kind,
        labels=labels,
        names=tuple(dict.fromkeys(part for name in given for part in name_parts(name or ""))),
        lon=float(lon) % 360,
        lat=float(lat),
    )


def _group(name: Name, members: Sequence[Place]) -> Place:
    given = [name.neutral, name.japan, name.japan_ja, name.russia, name.russia_ru]
    return Place(
        id=name.id,
        kind=name.type,
        labels={perspective: name.of(perspective) for perspective in Perspective},
        names=tuple(dict.fromkeys(part for text in given for part in name_parts(text))),
        lon=sum(place.lon for place in members) / len(members),
        lat=sum(place.lat for place in members) / len(members),
    )


def name_parts(text: str) -> list[str]:
    """Return the names that one cell holds: ``Etorofu / Iturup`` is two and both.

    A name in brackets is one more; the whole text stands first.
    """
    plain = unicodedata.normalize("NFKC", text)
    parts = plain.replace("(", "/").replace(")", "/").replace(";", "/").split("/")
    return list(dict.fromkeys(part.strip() for part in (plain, *parts) if part.strip()))


def _further_names(names: Mapping[str, Name]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for name in names.values():
        others = [part.split(":")[-1] for part in name.other_names.split(";")]
        found[name.neutral.casefold()] += [name.japan, name.japan_ja, name.russia, name.russia_ru]
        found[name.neutral.casefold()] += [part.strip() for part in others]
    return {key: tuple(item for item in items if item) for key, items in found.items()}
