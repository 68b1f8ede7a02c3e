"""The small pictures of a picture's legend."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Circle, Rectangle

from geo_tensions.exports.shapes import PX_TO_PT, MarkStyle, draw_mark

Draw = Callable[[Axes, float, float], None]
"""Draws a swatch about a pixel."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend."""

    text: str
    draw: Draw


def area(
    fill: object, edge: object, *, hatch: str = "", dash: Sequence[float] | None = None
) -> Draw:
    """Return a filled area with its edge."""

    def draw(axes: Axes, x: float, y: float) -> None:
        box = Rectangle((x - 10, y - 6), 20, 12, facecolor=fill, edgecolor=edge, linewidth=0.9)
        if dash:
            box.set_linestyle((0, tuple(part * PX_TO_PT for part in dash)))
        box.set_hatch(5 * hatch)
        axes.add_artist(box)

    return draw


def mark(shape: str, style: MarkStyle) -> Draw:
    """Return a mark."""
    return lambda axes, x, y: draw_mark(axes, shape, (x, y), 14.0, style)


def circle(colour: object, *, dot: bool) -> Draw:
    """Return the circle of an uncertain place, with or without a centre."""

    def draw(axes: Axes, x: float, y: float) -> None:
        axes.add_artist(Circle((x, y), 7.5, facecolor=colour, alpha=0.12, linewidth=0))
        axes.add_artist(Circle((x, y), 7.5, fill=False, edgecolor=colour, linewidth=0.75))
        if dot:
            axes.add_artist(Circle((x, y), 2.0, facecolor=colour, linewidth=0))

    return draw


def line(
    colour: object,
    dash: Sequence[float] | None,
    wide: float = 1.6,
    *,
    band: object | None = None,
) -> Draw:
    """Return a line, over a band where its place is estimated."""

    def draw(axes: Axes, x: float, y: float) -> None:
        if band is not None:
            axes.add_artist(Rectangle((x - 11, y - 5), 22, 10, facecolor=band, linewidth=0))
        dashes = (0, tuple(part * PX_TO_PT for part in dash)) if dash else "solid"
        axes.plot(
            [x - 11, x + 11], [y, y], color=colour, linewidth=wide * PX_TO_PT, linestyle=dashes
        )

    return draw
