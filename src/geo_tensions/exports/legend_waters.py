"""Lines of a picture's legend for zones at sea and the identification zones of others."""

from collections.abc import Iterable, Sequence

from geo_tensions.exports.brush import Shape, layer_shapes
from geo_tensions.exports.plane import Plane
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.swatches import Entry, area, line
from geo_tensions.exports.theme import Theme, layer_styles
from geo_tensions.exports.waters import DOUBTFUL, doubtful, equal_distance, neighbours_in_force

_AREAS = {
    "eez": "Exclusive economic zone (200 NM, computed; nobody's claim)",
    "territorial-sea": "Territorial sea (12 NM, computed)",
}


def waters_entries(scene: Scene, plane: Plane, theme: Theme) -> Sequence[Entry]:
    """Return a line for each layer at sea that is on and can be seen."""
    on, catalog = scene.state.layers, scene.dataset.catalog
    styles = layer_styles()
    entries: list[Entry] = []
    unsure = False
    for layer, words in _AREAS.items():
        seen = _seen(layer_shapes(catalog, layer), plane) if layer in on else []
        unsure |= any(doubtful(shape, scene.state.perspective) for shape in seen)
        if any(shape.properties["role"] == "area" for shape in seen):
            style = styles[layer]
            fill, edge = theme[style["fill"]], theme[style["line"]]
            entries.append(Entry(words, area(fill, edge, dash=style.get("dash"))))
    if "disputed-maritime-zone" in on:
        unsure |= bool(_seen(layer_shapes(catalog, "disputed-maritime-zone"), plane))
    if unsure:
        style = styles[DOUBTFUL]
        draw = area("none", theme[style["line"]], hatch="/")
        entries.append(Entry("Waters whose owner depends on a claim", draw))
    for layer, shapes, words in (
        (
            "equidistance",
            equal_distance(scene.state.perspective, catalog),
            "Line of equal distance (no agreed boundary)",
        ),
        (
            "territorial-sea-osm",
            layer_shapes(catalog, "territorial-sea-osm"),
            "Territorial sea, © OpenStreetMap contributors, ODbL",
        ),
        (
            "neighbour-adiz",
            neighbours_in_force(scene.state, scene.dataset),
            "ADIZ of the ROK, China, Taiwan, where in force (no sovereign airspace)",
        ),
    ):
        if layer in on and _seen(shapes, plane):
            style = styles.get(layer) or styles["neighbour-published"]
            draw = line(theme[style["line"]], style.get("dash"), style["width"])
            entries.append(Entry(words, draw))
    return entries


def _seen(shapes: Iterable[Shape], plane: Plane) -> Sequence[Shape]:
    west, south, east, north = plane.bounds
    found = []
    for shape in shapes:
        left, bottom, right, top = shape.geometry.bounds
        if left < east and right > west and bottom < north and top > south:
            found.append(shape)
    return found
