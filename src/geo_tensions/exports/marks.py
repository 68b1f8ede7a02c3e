"""The records of a picture: routes, tracks, circles as large as on the ground, and marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.patches import FancyBboxPatch, Polygon

from geo_tensions.dataset import Record
from geo_tensions.exports.brush import Shape, layer_shapes
from geo_tensions.exports.fonts import FAMILIES, width
from geo_tensions.exports.plane import Plane, disc
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.shapes import PX_TO_PT, MarkStyle, draw_mark
from geo_tensions.exports.theme import Theme, ThemeName, layer_styles
from geo_tensions.model import Evidence, Flag

MOST_MARKS = 4000
"""Records up to which each is drawn as its mark; above it as a small square, as on the screen."""

_ARROW_PX, _ARROW_EVERY_PX = 7.5, 90.0
_MARGIN_PX = 16.0


@dataclass(frozen=True)
class Drawn:
    """A record on the map, with its pixel."""

    record: Record
    row: int
    x: float
    y: float
    flags: int

    @property
    def has_mark(self) -> bool:
        """Whether a mark stands at the centre."""
        return not self.flags & Flag.NO_CENTRE

    @property
    def unverified(self) -> bool:
        """Whether the record is general knowledge or a copy in a data set only."""
        return bool(self.record["evidence"] == Evidence.UNVERIFIED)


class RecordPainter:
    """Draws the records of a scene."""

    def __init__(self, axes: Axes, plane: Plane, scene: Scene, theme: Theme) -> None:
        self.axes = axes
        self.plane = plane
        self.scene = scene
        self.theme = theme
        self.badges: list[tuple[float, float, float, float]] = []

    @cached_property
    def drawn(self) -> Sequence[Drawn]:
        """Records whose mark or circle reaches into the picture."""
        columns = self.scene.dataset.columns
        rows = np.flatnonzero(self.scene.mask & columns.has(Flag.DRAWN))
        x, y = self.plane.xy(columns.lon[rows], columns.lat[rows])
        reach = columns.radius[rows] / self.plane.km_per_px + _MARGIN_PX
        inside = (x > -reach) & (x < self.plane.width + reach)
        inside &= (y > -reach) & (y < self.plane.height + reach)
        records = self.scene.dataset.records
        return [
            Drawn(records[int(row)], int(row), float(x[at]), float(y[at]), int(columns.flags[row]))
            for at, row in enumerate(rows)
            if inside[at]
        ]

    @cached_property
    def size(self) -> float:
        """Side of a mark, CSS pixels: as on the screen, a little larger to be read from afar."""
        return max(13.0, min(21.0, 14 + (self.plane.zoom - 4) * 1.8))

    def lines_of(self, layer: str) -> Sequence[tuple[Record, Shape]]:
        """Return the lines of a layer that belong to shown records."""
        if layer not in self.scene.state.layers:
            return []
        shown = {record.id: record for record in self.scene.records}
        shapes = layer_shapes(self.scene.dataset.catalog, layer)
        pairs = [(shown.get(str(shape.properties.get("record_id"))), shape) for shape in shapes]
        return [(record, shape) for record, shape in pairs if record is not None]

    def paint(self) -> None:
        """Draw all, lowest first."""
        self._tracks()
        self._routes()
        self._circles()
        self._marks()
        self._numbers()

    def colour(self, record: Record) -> str:
        """Return the colour of a record's kind."""
        return self.theme.of_kind(self.scene.dataset.kinds[record["kind"]])

    def style(self, drawn: Drawn) -> MarkStyle:
        """Return how a record's mark is drawn."""
        colour = self.colour(drawn.record)
        return MarkStyle(
            fill=colour,
            line=colour,
            halo=self.theme["mark-halo"],
            hollow=drawn.unverified,
            filled=bool(drawn.flags & Flag.STATED_INSIDE_EEZ),
            bar=bool(drawn.flags & Flag.PASSED_OVER_JAPAN),
            cut="#10141a" if self.theme.name is ThemeName.DARK else "#ffffff",
        )

    def _tracks(self) -> None:
        style = layer_styles().get("missile-tracks", {})
        for _record, shape in self.lines_of("missile-tracks"):
            for line in self._flat(shape):
                self.axes.plot(
                    line[:, 0],
                    line[:, 1],
                    color=self.theme["track"],
                    alpha=float(style.get("opacity", 0.45)),
                    linewidth=float(style.get("width", 0.8)) * PX_TO_PT,
                    solid_capstyle="round",
                )

    def _routes(self) -> None:
        for record, shape in self.lines_of("routes"):
            colour = self.colour(record)
            for line in self._flat(shape):
                self.axes.plot(
                    line[:, 0],
                    line[:, 1],
                    color=colour,
                    alpha=0.8,
                    linewidth=1.7 * PX_TO_PT,
                    dashes=(6 / 1.7, 4 / 1.7),
                )
                self._arrows(line, colour)

    def _flat(self, shape: Shape) -> Sequence[npt.NDArray[np.float64]]:
        parts = shapely.get_parts(self.plane.seen(shape.geometry))
        lines = [shapely.get_coordinates(part) for part in parts]
        return [line for line in lines if len(line) > 1]

    def _arrows(self, line: npt.NDArray[np.float64], colour: str) -> None:
        since = _ARROW_EVERY_PX / 2
        last = len(line) - 1
        for at in range(1, last + 1):
            step = line[at] - line[at - 1]
            length = float(np.hypot(*step))
            since += length
            if at == last:
                self._head(line[at], step, colour)
            elif since > _ARROW_EVERY_PX and length > _ARROW_PX * 2:
                since = 0.0
                self._head((line[at] + line[at - 1]) / 2, step, colour)

    def _head(
        self, at: npt.NDArray[np.float64], along: npt.NDArray[np.float64], colour: str
    ) -> None:
        if not self.plane.contains(float(at[0]), float(at[1])):
            return
        angle = float(np.arctan2(along[1], along[0]))
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        corners = np.array([[0.5, 0], [-0.55, 0.48], [-0.25, 0], [-0.55, -0.48]]) * _ARROW_PX
        self.axes.add_artist(Polygon(corners @ turn.T + at, facecolor=colour, edgecolor="none"))

    def _circles(self) -> None:
        groups: dict[tuple[str, bool], list[npt.NDArray[np.float64]]] = {}
        columns = self.scene.dataset.columns
        for one in self.drawn:
            radius = float(columns.radius[one.row])
            if radius <= 0 or one.flags & Flag.HAS_ROUTE:
                continue
            lon, lat = disc(float(columns.lon[one.row]), float(columns.lat[one.row]), radius)
            outline = np.column_stack(self.plane.xy(lon, lat))
            groups.setdefault((self.colour(one.record), one.unverified), []).append(outline)
        for (colour, unverified), outlines in groups.items():
            dashes = (0, (4 * PX_TO_PT, 4 * PX_TO_PT)) if unverified else "solid"
            self.axes.add_artist(
                PolyCollection(outlines, facecolors=colour, edgecolors="none", alpha=0.06)
            )
            self.axes.add_artist(
                PolyCollection(
                    outlines,
                    facecolors="none",
                    edgecolors=colour,
                    linewidths=PX_TO_PT,
                    linestyles=[dashes],
                    alpha=0.5,
                )
            )

    def _marks(self) -> None:
        shown = [one for one in self.drawn if one.has_mark]
        if len(shown) > MOST_MARKS:
            colours = [self.colour(one.record) for one in shown]
            xs, ys = [one.x for one in shown], [one.y for one in shown]
            self.axes.scatter(xs, ys, s=5, c=colours, marker="s", linewidths=0)
            return
        kinds = self.scene.dataset.kinds
        for one in shown:
            shape = kinds[one.record["kind"]].shape
            draw_mark(self.axes, shape, (one.x, one.y), self.size, self.style(one))

    def _numbers(self) -> None:
        places: dict[tuple[float, float], int] = {}
        for one in self.drawn:
            if one.has_mark:
                key = (round(one.x, 2), round(one.y, 2))
                places[key] = places.get(key, 0) + 1
        off = self.size * 0.55
        self.badges = []
        for (x, y), number in places.items():
            if number < 2 or not self.plane.contains(x, y):  # noqa: PLR2004 - one needs no number
                continue
            self._badge(x + off, y + off, str(number))

    def _badge(self, x: float, y: float, text: str) -> None:
        wide, high = max(14.0, width(text, 10.0, bold=True) + 7), 14.0
        left, bottom = x - wide / 2, y - high / 2
        self.badges.append((left, bottom, left + wide, bottom + high))
        pill = FancyBboxPatch(
            (left, bottom),
            wide,
            high,
            boxstyle=f"round,pad=0,rounding_size={high / 2}",
            facecolor=self.theme["ink"],
            edgecolor=self.theme["paper-solid"],
            linewidth=PX_TO_PT,
        )
        self.axes.add_artist(pill)
        self.axes.text(
            x,
            y - 0.4,
            text,
            fontsize=10 * PX_TO_PT,
            color=self.theme["paper-solid"],
            fontweight="bold",
            family=FAMILIES,
            ha="center",
            va="center_baseline",
        )
