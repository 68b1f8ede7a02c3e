"""Names and call-outs on a picture, placed so that none covers another."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
import textalloc
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from geo_tensions.exports.brush import halo, layer_shapes
from geo_tensions.exports.canvas import Box
from geo_tensions.exports.fonts import FAMILIES, drawable, width
from geo_tensions.exports.label import RANK_ZOOM, UNMARKED, Label, dates_text, holds, rank_of
from geo_tensions.exports.marks import RecordPainter
from geo_tensions.exports.naming import name_of
from geo_tensions.exports.plane import Plane
from geo_tensions.exports.shapes import PX_TO_PT
from geo_tensions.exports.theme import Theme

MOST_DATES = 14
"""Marks up to which each is labelled with its date."""
ISLANDS_ZOOM = 6.0
"""Zoom from which every island of the Kuril chain is named."""
MOST_PLACES = 16

_GRID_PX = 12.0
_SEA_PX = 13.5


class Labeller:
    """Places the texts of a picture.

    Parameters
    ----------
    reserved
        Boxes that something else already takes.
    """

    def __init__(
        self,
        axes: Axes,
        plane: Plane,
        painter: RecordPainter,
        theme: Theme,
        reserved: Sequence[Box],
    ) -> None:
        self.axes = axes
        self.plane = plane
        self.painter = painter
        self.theme = theme
        self.scene = painter.scene
        self.taken = [*reserved, *painter.badges]

    def paint(self) -> None:
        """Draw all labels: call-outs first, then islands, dates, seas, places."""
        self._allocate([*self._callouts(), *self._islands(), *self._dates()])
        self._seas()
        self._allocate([*self._kurils(), *self._places()], reach=0.05)

    def _callouts(self) -> Sequence[Label]:
        labels = []
        dataset = self.scene.dataset
        for callout in self.scene.callouts:
            lon, lat = callout.lon, callout.lat
            if lon is None and callout.record:
                record = dataset.records[dataset.row_of[callout.record]]
                lon, lat = record.lon, record.lat
            if lon is None or lat is None:
                continue
            x, y = (float(value) for value in self.plane.xy(lon, lat))
            labels.append(Label(callout.text, x, y, 14.5, self.theme["ink"], bold=True))
        return self._inside(labels)

    def _islands(self) -> Sequence[Label]:
        if "disputed-islands" not in self.scene.state.layers:
            return []
        return self._named("disputed-islands", 14.0, bold=True)

    def _kurils(self) -> Sequence[Label]:
        if "kuril-islands" not in self.scene.state.layers or self.plane.zoom < ISLANDS_ZOOM:
            return []
        return self._named("kuril-islands", 12.0, skip_disputed=True)

    def _named(
        self, layer: str, size: float, *, bold: bool = False, skip_disputed: bool = False
    ) -> Sequence[Label]:
        labels = []
        colour = self.theme["disputed" if bold else "label"]
        for shape in layer_shapes(self.scene.dataset.catalog, layer):
            if skip_disputed and shape.properties.get("disputed"):
                continue
            lon, lat = shape.properties.get("label_lon"), shape.properties.get("label_lat")
            if lon is None or lat is None:
                point = shapely.point_on_surface(shape.geometry)
                lon, lat = point.x, point.y
            x, y = (float(value) for value in self.plane.xy(lon, lat))
            name = name_of(shape.properties, self.scene.state.perspective)
            labels.append(Label(name, x, y, size, colour, bold=bold))
        return self._inside(labels)

    def _dates(self) -> Sequence[Label]:
        marks = [one for one in self.painter.drawn if self.plane.contains(one.x, one.y, 4)]
        if not 0 < len(marks) <= MOST_DATES or self.scene.callouts:
            return []
        texts: dict[tuple[float, float], list[str]] = {}
        for one in marks:
            dates = texts.setdefault((round(one.x, 1), round(one.y, 1)), [])
            if one.record["start"] not in dates:
                dates.append(one.record["start"])
        return [
            Label(dates_text(dates), x, y, 13.0, self.theme["ink"])
            for (x, y), dates in texts.items()
        ]

    def _places(self) -> Sequence[Label]:
        if "places" not in self.scene.state.layers:
            return []
        labels = []
        shapes = layer_shapes(self.scene.dataset.catalog, "places")
        for shape in sorted(shapes, key=lambda one: (rank_of(one), str(one.properties.get("id")))):
            x, y = (float(value) for value in self.plane.xy(shape.geometry.x, shape.geometry.y))
            named = self.plane.zoom >= RANK_ZOOM.get(rank_of(shape), 7.5)
            if not named or not self.plane.contains(x, y, 6):
                continue
            if shape.properties.get("kind") not in UNMARKED:
                self._dot(x, y)
            name = name_of(shape.properties, self.scene.state.perspective)
            labels.append(Label(name, x, y, 11.5, self.theme["label"]))
        return labels[:MOST_PLACES]

    def _dot(self, x: float, y: float) -> None:
        dot = Circle(
            (x, y),
            2.1,
            facecolor=self.theme["paper-solid"],
            edgecolor=self.theme["label"],
            linewidth=0.9 * PX_TO_PT,
        )
        self.axes.add_artist(dot)

    def _seas(self) -> None:
        if "seas" not in self.scene.state.layers:
            return
        view = shapely.box(0, 0, self.plane.width, self.plane.height)
        for shape in layer_shapes(self.scene.dataset.catalog, "seas"):
            seen = shapely.intersection(shapely.make_valid(self.plane.seen(shape.geometry)), view)
            name = drawable(name_of(shape.properties, self.scene.state.perspective))
            for text in dict.fromkeys((name, name.replace(" / ", " /\n"))):
                lines = text.split("\n")
                wide = max(width(line, _SEA_PX) for line in lines) * 1.05
                high = 1.35 * _SEA_PX * len(lines)
                spot = self._free_spot(seen, wide, high)
                if spot is not None:
                    self._sea(text, spot, wide, high)
                    break

    def _sea(self, text: str, spot: tuple[float, float], wide: float, high: float) -> None:
        self.axes.text(
            *spot,
            text,
            fontsize=_SEA_PX * PX_TO_PT,
            color=self.theme["label-sea"],
            family=FAMILIES,
            ha="center",
            va="center",
            parse_math=False,
            path_effects=halo(self.theme, 2.0),
        )
        self._take((spot[0] - wide / 2, spot[1] - high / 2, spot[0] + wide / 2, spot[1] + high / 2))

    def _free_spot(self, sea: object, wide: float, high: float) -> tuple[float, float] | None:
        if shapely.is_empty(sea):
            return None
        shapely.prepare(sea)
        centre = shapely.point_on_surface(sea)
        middle = shapely.centroid(sea)
        marks = [(one.x, one.y) for one in self.painter.drawn if one.has_mark]
        best: tuple[float, tuple[float, float]] | None = None
        for x in np.arange(wide / 2 + 8, self.plane.width - wide / 2 - 8, 24):
            for y in np.arange(high / 2 + 8, self.plane.height - high / 2 - 8, 18):
                box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
                if self._is_taken(box) or any(holds(box, point, 8) for point in marks):
                    continue
                if not shapely.contains_properly(sea, shapely.box(*box)):
                    continue
                far = min(
                    np.hypot(x - centre.x, y - centre.y), np.hypot(x - middle.x, y - middle.y)
                )
                if best is None or far < best[0]:
                    best = (float(far), (float(x), float(y)))
        return best[1] if best else None

    def _allocate(self, labels: Sequence[Label], reach: float = 0.16) -> None:
        if not labels:
            return
        marks = [(one.x, one.y) for one in self.painter.drawn if one.has_mark]
        points = np.array([*marks, *self._taken_points()], dtype=float).reshape(-1, 2)
        # Placed on an empty sheet of the same size: the library draws all that is on the axes.
        sheet = Figure(figsize=(self.plane.width / 96, self.plane.height / 96), dpi=96)
        FigureCanvasAgg(sheet)
        empty = sheet.add_axes((0, 0, 1, 1))
        empty.set_xlim(0, self.plane.width)
        empty.set_ylim(0, self.plane.height)
        placed = textalloc.allocate(
            empty,
            [label.x for label in labels],
            [label.y for label in labels],
            [drawable(label.text) for label in labels],
            x_scatter=points[:, 0],
            y_scatter=points[:, 1],
            textsize=[label.size * PX_TO_PT for label in labels],
            fontweight=["bold" if label.bold else "normal" for label in labels],
            margin=0.006,
            min_distance=0.012,
            max_distance=reach,
            nbr_candidates=120,
            draw_all=False,
            family=FAMILIES,
            parse_math=False,
        )
        lines: Sequence[Any] = placed[1]
        texts: Sequence[Any] = placed[2]
        for label, line, text in zip(labels, lines, texts, strict=True):
            if text is None:
                continue
            if line is not None:
                self.axes.plot(
                    line[0], line[1], color=self.theme["label"], linewidth=0.8 * PX_TO_PT, zorder=4
                )
            box = text.get_window_extent()
            self._take((box.x0, box.y0, box.x1, box.y1))
            self._draw(label, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)

    def _draw(self, label: Label, x: float, y: float) -> None:
        self.axes.text(
            x,
            y,
            drawable(label.text),
            fontsize=label.size * PX_TO_PT,
            fontweight="bold" if label.bold else "normal",
            color=label.colour,
            family=FAMILIES,
            ha="center",
            va="center",
            parse_math=False,
            path_effects=halo(self.theme),
            zorder=5,
        )

    def _inside(self, labels: Sequence[Label]) -> Sequence[Label]:
        return [label for label in labels if self.plane.contains(label.x, label.y, 2)]

    def _take(self, box: Box) -> None:
        self.taken.append(box)

    def _is_taken(self, box: Box) -> bool:
        return any(
            box[0] < other[2] and box[2] > other[0] and box[1] < other[3] and box[3] > other[1]
            for other in self.taken
        )

    def _taken_points(self) -> Sequence[tuple[float, float]]:
        points: list[tuple[float, float]] = []
        for left, bottom, right, top in self.taken:
            across: npt.NDArray[np.float64] = np.linspace(
                left, right, max(2, int((right - left) / _GRID_PX) + 1)
            )
            upward = np.linspace(bottom, top, max(2, int((top - bottom) / _GRID_PX) + 1))
            points += [(float(x), float(y)) for x in across for y in upward]
        return points
