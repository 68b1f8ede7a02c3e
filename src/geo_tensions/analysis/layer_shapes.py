"""Features of the catalogue's layers as shapes, each layer read once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import shapely

from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError


@dataclass(frozen=True)
class Layers:
    """Features of the catalogue's layers, read when first asked for."""

    catalog: Catalog
    _read: dict[str, list[tuple[Mapping[str, Any], Any]]] = field(default_factory=dict)

    def of(self, name: str) -> list[tuple[Mapping[str, Any], Any]]:
        """Return properties and geometry of each feature of a layer.

        Raises
        ------
        DataError
            If the layer cannot be read.
        """
        if name not in self._read:
            content = self.catalog.read_bytes(name)
            try:
                shapes = shapely.get_parts(shapely.from_geojson(content))
                self._read[name] = list(zip(_properties(content), shapes, strict=True))
            except (ValueError, KeyError, TypeError, shapely.errors.ShapelyError) as error:
                where = self.catalog.where(name)
                raise DataError(where, f"is no GeoJSON ({error})", "restore the file") from error
        return self._read[name]

    def one(self, name: str, identifier: str) -> tuple[Mapping[str, Any], Any]:
        """Return the feature of a layer that has an id.

        Raises
        ------
        DataError
            If there is none.
        """
        for properties, shape in self.of(name):
            if properties["id"] == identifier:
                return properties, shape
        raise DataError(self.catalog.where(name), f"has no feature '{identifier}'", "rebuild it")

    @cached_property
    def four_islands(self) -> Any:  # noqa: ANN401 - shapely is untyped here
        """The four disputed islands, full resolution."""
        return shapely.union_all([shape for _, shape in self.of("disputed-islands")])

    @cached_property
    def nobodys(self) -> Any:  # noqa: ANN401 - shapely is untyped here
        """Sea within 12 NM of rocks and islands that no scenario gives to a state."""
        seas = self.of("territorial-sea")
        return shapely.union_all(
            [
                shape
                for properties, shape in seas
                if properties["role"] == "area" and properties["disputed"] == "always"
            ]
        )

    def land(self, country: str, state: str, scenario: str) -> tuple[Any, Any]:
        """Return a state's land, and what of it no scenario gives to anyone, as polygons."""
        parts = shapely.get_parts(self.one("land-detail", f"land-{country}")[1])
        middles = shapely.point_on_surface(parts)
        nobodys = shapely.contains(self.nobodys, middles)
        moving = np.zeros(len(parts), dtype=bool)
        if state == "RU":
            moving = shapely.intersects(parts, self.four_islands)
        mine = parts[~nobodys & ~moving] if scenario == "claim" else parts[~nobodys]
        if state == "JP" and scenario == "claim":
            mine = np.concatenate([mine, shapely.get_parts(self.four_islands)])
        return shapely.multipolygons(mine), shapely.multipolygons(parts[nobodys])


def _properties(content: bytes) -> list[Mapping[str, Any]]:
    """Return the properties of each feature; in canonical files without reading coordinates."""
    lines = content.split(b"\n")[1:-2]
    cut = [line.partition(b',"geometry":{')[0] + b"}" for line in lines]
    try:
        features = [json.loads(line) for line in cut]
        return [feature["properties"] for feature in features]
    except (ValueError, KeyError, TypeError):
        return [feature["properties"] for feature in json.loads(content)["features"]]
