"""A state of the explorer as a still map: drawn without a browser, the same bytes every time."""

from collections.abc import Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from geo_tensions.exports.canvas import Box, Format, Look, new_figure, pixel_axes, saved
from geo_tensions.exports.fonts import FAMILIES, drawable, register, width, wrapped
from geo_tensions.exports.ground import draw_ground
from geo_tensions.exports.labels import Labeller
from geo_tensions.exports.legend import ROW_PX, Legend
from geo_tensions.exports.marks import RecordPainter
from geo_tensions.exports.plane import Plane
from geo_tensions.exports.scalebar import HEIGHT_PX, draw_scale_bar
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.shapes import PX_TO_PT
from geo_tensions.exports.theme import theme
from geo_tensions.exports.words import (
    credit_line,
    data_line,
    filter_words,
    source_line,
    window_words,
)

_SMALL_PX, _LINE = 11.0, 1.35
_PAD_PX = 12.0


def picture(scene: Scene, look: Look, form: Format = Format.PNG) -> bytes:
    """Return a still map of a scene."""
    return saved(draw_picture(scene, look), look, form, title=scene.title or "Geo Tensions")


def draw_picture(scene: Scene, look: Look) -> Figure:
    """Draw a still map of a scene."""
    register()
    return _PictureMaker(scene, look).draw()


class _PictureMaker:
    """Draws one picture from the ground up."""

    def __init__(self, scene: Scene, look: Look) -> None:
        self.scene = scene
        self.look = look
        self.theme = theme(look.theme)

    def draw(self) -> Figure:
        figure, page = new_figure(self.look, self.theme)
        page.set_facecolor(self.theme["paper-solid"])
        room = self.look.width - 2 * _PAD_PX
        top = self.look.height - self._heading(page)
        # The legend tells what is visible, which depends on the map's height, which depends on
        # the legend: a first guess of the height is near enough for the second to be right.
        small = self._small_lines(room)
        under = len(small) * _SMALL_PX * _LINE + 2 * _PAD_PX
        plane = self._plane(top - under - 3 * ROW_PX)
        legend = self._legend(page, plane)
        under += len(legend.rows(room)) * ROW_PX
        plane = self._plane(max(top - under, 120.0))
        bottom = top - plane.height
        axes = pixel_axes(figure, self.look, (0, bottom, self.look.width, top))
        painter = RecordPainter(axes, plane, self.scene, self.theme)
        draw_ground(axes, plane, self.scene.state, self.theme, self.scene.dataset)
        painter.paint()
        reserved = [self._dates(axes, plane), self._scale(axes, plane)]
        Labeller(axes, plane, painter, self.theme, reserved).paint()
        page.plot(
            [0, self.look.width], [bottom, bottom], color=self.theme["line-strong"], linewidth=0.75
        )
        legend.draw(page, _PAD_PX, bottom - _PAD_PX / 2, room)
        self._write(page, small, under - len(legend.rows(room)) * ROW_PX - _PAD_PX)
        return figure

    def _plane(self, height: float) -> Plane:
        view = self.scene.state.view
        return Plane.of_view(view, self.look.width, height, self.look.projection)

    def _legend(self, page: Axes, plane: Plane) -> Legend:
        return Legend(RecordPainter(page, plane, self.scene, self.theme))

    def _heading(self, page: Axes) -> float:
        if self.look.bare:
            return 0.0
        used = 0.0
        top = self.look.height
        if self.scene.handling:
            self._line(page, self.scene.handling, self.look.width / 2, top - 15, 13.0, ha="center")
            used += 26
        if self.scene.title:
            for line in wrapped(self.scene.title, 22.0, self.look.width - 2 * _PAD_PX, bold=True):
                self._line(page, line, _PAD_PX, top - used - 20, 22.0, bold=True)
                used += 30
            used += 8
        return used

    def _dates(self, axes: Axes, plane: Plane) -> Box:
        limit = plane.width * 0.6
        large = 26.0 if self.look.bare else 30.0
        fits = width(window_words(self.scene.windows), large, bold=True) < limit
        size = large if fits else 20.0
        dates = wrapped(window_words(self.scene.windows), size, limit, bold=True)
        lines = [(line, size, True) for line in dates]
        if not self.look.bare:
            for text in self._numbers():
                lines += [(line, 12.5, False) for line in wrapped(text, 12.5, limit)]
        wide = max(width(text, size, bold=bold) for text, size, bold in lines) * 1.03 + 20
        high = sum(size * 1.3 for _, size, _ in lines) + 12
        left, bottom = 10.0, plane.height - 10 - high
        box = FancyBboxPatch(
            (left, bottom),
            wide,
            high,
            boxstyle="round,pad=0,rounding_size=4",
            facecolor=self.theme["paper"],
            edgecolor=self.theme["line"],
            linewidth=0.75,
            zorder=6,
        )
        axes.add_artist(box)
        y = plane.height - 16
        for text, size, bold in lines:
            self._line(axes, text, left + 10, y - size * 0.62, size, bold=bold, zorder=7)
            y -= size * 1.3
        return left, bottom, left + wide, plane.height - 10

    def _numbers(self) -> Sequence[str]:
        words = filter_words(self.scene.state, dataset=self.scene.dataset)
        return [
            text for text in (self.scene.counts.sentence, words[:1].upper() + words[1:]) if text
        ]

    def _scale(self, axes: Axes, plane: Plane) -> Box:
        wide = draw_scale_bar(axes, plane, 10.0, 10.0, self.theme)
        return 10.0, 10.0, 10.0 + wide, 10.0 + HEIGHT_PX

    def _small_lines(self, room: float) -> Sequence[tuple[str, str]]:
        scene = self.scene
        resources = [
            resource
            for layer in sorted(scene.state.layers)
            for resource in {"land": ("land-detail",)}.get(layer, (layer,))
        ]
        # A slide has no room for the credits of each picture: they stand on its last slides.
        texts = (
            source_line(scene, most=3 if self.look.bare else 6),
            data_line(scene),
            "" if self.look.bare else credit_line(scene.dataset, resources),
        )
        lines: list[tuple[str, str]] = []
        if self.look.bare:
            numbers = ". ".join(self._numbers()) + "."
            lines += [(line, "ink") for line in wrapped(numbers, _SMALL_PX, room)]
        for text in filter(None, texts):
            lines += [(line, "ink-2") for line in wrapped(text, _SMALL_PX, room)]
        return lines

    def _write(self, page: Axes, lines: Sequence[tuple[str, str]], top: float) -> None:
        for number, (line, ink) in enumerate(lines):
            y = top - (number + 0.3) * _SMALL_PX * _LINE
            self._line(page, line, _PAD_PX, y, _SMALL_PX, ink=ink)

    def _line(  # noqa: PLR0913 - the settings of a text
        self,
        axes: Axes,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        bold: bool = False,
        ink: str = "ink",
        **more: Any,  # noqa: ANN401 - settings of matplotlib
    ) -> None:
        axes.text(
            x,
            y,
            drawable(text),
            fontsize=size * PX_TO_PT,
            fontweight="bold" if bold else "normal",
            color=self.theme[ink],
            family=FAMILIES,
            va="center_baseline",
            parse_math=False,
            **more,
        )
