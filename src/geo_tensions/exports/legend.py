"""The legend of a picture: only what is visible in it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from matplotlib.axes import Axes

from geo_tensions.exports.brush import layer_shapes
from geo_tensions.exports.fonts import FAMILIES, drawable, width
from geo_tensions.exports.legend_waters import waters_entries
from geo_tensions.exports.marks import RecordPainter
from geo_tensions.exports.shapes import PX_TO_PT, MarkStyle
from geo_tensions.exports.swatches import Entry, area, circle, line, mark
from geo_tensions.exports.theme import islands_style, layer_styles
from geo_tensions.model import Flag, Perspective

TEXT_PX = 12.5
ROW_PX = 18.5
SWATCH_PX = 27.0
_GAP_PX = 16.0


class Legend:
    """The entries of a picture's legend."""

    def __init__(self, painter: RecordPainter) -> None:
        self.painter = painter
        self.theme = painter.theme
        self.entries = [*self._kinds(), *self._readings(), *self._layers()]

    def rows(self, room: float) -> Sequence[Sequence[Entry]]:
        """Return the entries in rows of at most ``room`` CSS pixels."""
        rows: list[list[Entry]] = []
        left = 0.0
        for entry in self.entries:
            wide = SWATCH_PX + width(entry.text, TEXT_PX) + _GAP_PX
            if not rows or left + wide > room:
                rows.append([])
                left = 0.0
            rows[-1].append(entry)
            left += wide
        return rows

    def draw(self, axes: Axes, x: float, top: float, room: float) -> None:
        """Draw the rows downwards from ``top``."""
        for number, row in enumerate(self.rows(room)):
            y = top - ROW_PX * (number + 0.5)
            left = x
            for entry in row:
                entry.draw(axes, left + SWATCH_PX / 2 - 3, y)
                axes.text(
                    left + SWATCH_PX,
                    y,
                    drawable(entry.text),
                    fontsize=TEXT_PX * PX_TO_PT,
                    color=self.theme["ink"],
                    family=FAMILIES,
                    va="center_baseline",
                    parse_math=False,
                )
                left += SWATCH_PX + width(entry.text, TEXT_PX) + _GAP_PX

    def _kinds(self) -> Sequence[Entry]:
        painter = self.painter
        shown = {one.record["kind"] for one in painter.drawn}
        shown |= {record["kind"] for record, _ in painter.lines_of("routes")}
        entries = []
        for kind in painter.scene.dataset.kinds.values():
            if kind.id not in shown:
                continue
            colour = self.theme.of_kind(kind)
            draw = mark(kind.shape, MarkStyle(fill=colour, line=colour, halo=None))
            words = f"{kind.label} ({kind.completeness})" if kind.completeness else kind.label
            entries.append(Entry(words, draw))
        return entries

    def _readings(self) -> Sequence[Entry]:
        drawn = self.painter.drawn
        columns = self.painter.scene.dataset.columns
        ink = self.theme["ink-2"]
        look = MarkStyle(fill=ink, line=ink)
        circles = [
            one for one in drawn if columns.radius[one.row] > 0 and not one.flags & Flag.HAS_ROUTE
        ]
        marked = [one for one in drawn if one.has_mark]
        entries = []
        if any(one.has_mark for one in circles):
            entries.append(Entry("The place lies within the circle", circle(ink, dot=True)))
        if any(not one.has_mark for one in circles):
            entries.append(Entry("Area only: no centre is known", circle(ink, dot=False)))
        if any(one.unverified for one in drawn):
            entries.append(
                Entry("Dashed: unverified", mark("pentagon", replace(look, hollow=True)))
            )
        if any(one.flags & Flag.STATED_INSIDE_EEZ for one in marked):
            text = "Inside Japan's EEZ, as officially stated"
            entries.append(Entry(text, mark("circle-cross", replace(look, filled=True))))
        if any(one.flags & Flag.PASSED_OVER_JAPAN for one in marked):
            text = "Passed over Japan"
            entries.append(Entry(text, mark("circle-cross", replace(look, bar=True))))
        if self.painter.lines_of("routes"):
            entries.append(
                Entry("Route, schematic: not a track", line(self.theme["route"], (6, 4)))
            )
        if self.painter.lines_of("missile-tracks"):
            text = "Great circle, not the flown path"
            entries.append(Entry(text, line(self.theme["track"], None, 0.9)))
        return entries

    def _layers(self) -> Sequence[Entry]:
        scene, plane = self.painter.scene, self.painter.plane
        on = scene.state.layers
        west, south, east, north = plane.bounds
        entries = []

        def near(layer: str, **wanted: str) -> bool:
            for shape in layer_shapes(scene.dataset.catalog, layer):
                if any(shape.properties.get(key) != value for key, value in wanted.items()):
                    continue
                box = shape.geometry.bounds
                if box[0] < east and box[2] > west and box[1] < north and box[3] > south:
                    return True
            return False

        if "disputed-islands" in on and near("disputed-islands"):
            words = {
                Perspective.NEUTRAL: "The four islands: administered by Russia, claimed by Japan",
                Perspective.JAPAN: "Northern Territories",
                Perspective.RUSSIA: "Southern Kurils",
            }[scene.state.perspective]
            style = layer_styles()[islands_style(scene.state.perspective)]
            fill, edge = self.theme[style["fill"]], self.theme[style["line"]]
            entries.append(Entry(words, area(fill, edge, hatch=style["hatch"])))
        if "jadiz" in on:
            entries += self._zone(near)
        entries += waters_entries(scene, plane, self.theme)
        if "sea-closing-lines" in on and near("sea-closing-lines"):
            draw = line(self.theme["label-sea"], (1.5, 3), 1.1)
            entries.append(Entry("Limits of the seas (IHO S-23)", draw))
        return entries

    def _zone(self, near: Callable[..., bool]) -> Sequence[Entry]:
        entries = []
        zone = self.theme["zone"]
        band = self.theme["zone-band"]
        if near("jadiz", role="limit", basis="published"):
            text = "Japan's ADIZ as published (no sovereign airspace)"
            entries.append(Entry(text, line(zone, None, 1.9)))
        if near("jadiz", role="limit", basis="computed"):
            entries.append(Entry("ADIZ, computed", line(zone, None, 0.9)))
        if near("jadiz", role="limit", basis="estimated"):
            draw = line(zone, (4, 4), 1.0, band=band)
            entries.append(Entry("ADIZ, estimated", draw))
        return entries
