"""The mark of each kind, as on the screen: outlines on a square of side 1 about the origin.

The shapes are those of ``mapping/static/shapes.js`` (there y points down, here up); a test compares
the names.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from geo_tensions.exports.theme import Colour

Points = Sequence[tuple[float, float]]

PX_TO_PT = 0.75
"""Points in a CSS pixel (96 px and 72 pt to the inch)."""


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline, whether it is filled, and what is drawn over it."""

    outline: Path
    filled: bool
    is_open: bool = False
    line: float = 0.13
    dashed: bool = False
    over: Path | None = None
    over_line: float = 0.13


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """How one mark is drawn.

    Attributes
    ----------
    fill, line
        Colours of the area and of the outline.
    halo
        Colour of the light rim that lifts the mark off the ground.
    hollow
        Unverified: dashed and not filled.
    filled
        Filled although its shape is not: stated inside Japan's EEZ.
    bar
        Passed over Japan.
    cut
        Colour of what is cut out of a filled mark.
    """

    fill: str | Colour
    line: str | Colour
    halo: str | Colour | None = None
    hollow: bool = False
    filled: bool = False
    bar: bool = False
    cut: str | Colour = "#ffffff"


def _path(*parts: tuple[Points, bool]) -> Path:
    vertices: list[tuple[float, float]] = []
    codes: list[int] = []
    for points, closed in parts:
        vertices += [*points, *([points[0]] if closed else [])]
        codes += [int(Path.MOVETO)] + [int(Path.LINETO)] * (len(points) - 1)
        codes += [int(Path.CLOSEPOLY)] if closed else []
    return Path(np.array(vertices), np.array(codes, np.uint8))


def _down(points: Points) -> Points:
    return [(x, -y) for x, y in points]


def _regular(corners: int, radius: float) -> list[tuple[float, float]]:
    turns = [math.pi / 2 - 2 * math.pi * number / corners for number in range(corners)]
    return [(math.cos(turn) * radius, math.sin(turn) * radius) for turn in turns]


def _ring(x: float, y: float, radius: float) -> Path:
    return Path.circle((x, y), radius)


_TRIANGLE = _path((_down([(0, -0.5), (0.54, 0.42), (-0.54, 0.42)]), True))
_SQUARE = _path(([(-0.42, -0.42), (0.42, -0.42), (0.42, 0.42), (-0.42, 0.42)], True))
_STAR = [
    (x * 0.42, y * 0.42) if number % 2 else (x, y)
    for number, (x, y) in enumerate(_regular(8, 0.56))
]
_CHEVRONS = [(_down([(-0.48, low), (0, low - 0.4), (0.48, low)]), False) for low in (-0.02, 0.38)]
_HATCHING = [
    (_down([(-0.42, 0), (0, -0.42)]), False),
    (_down([(-0.42, 0.42), (0.42, -0.42)]), False),
    (_down([(0, 0.42), (0.42, 0)]), False),
]

SHAPES: Mapping[str, Shape] = {
    "triangle-filled": Shape(_TRIANGLE, filled=True),
    "triangle-hollow": Shape(_TRIANGLE, filled=False),
    "double-chevron": Shape(_path(*_CHEVRONS), filled=False, is_open=True, line=0.19),
    "square-filled": Shape(_SQUARE, filled=True),
    "star-four": Shape(_path((_STAR, True)), filled=True),
    "square-hatched": Shape(_SQUARE, filled=False, over=_path(*_HATCHING), over_line=0.1),
    "pentagon": Shape(_path((_regular(5, 0.53), True)), filled=True),
    "hexagon": Shape(_path((_regular(6, 0.51), True)), filled=True),
    "flag": Shape(
        _path((_down([(-0.3, -0.48), (0.5, -0.22), (-0.3, 0.08)]), True)),
        filled=True,
        over=_path((_down([(-0.34, -0.52), (-0.34, 0.52)]), False)),
        over_line=0.15,
    ),
    "diamond": Shape(_path((_regular(4, 0.55), True)), filled=True),
    "ring-dashed": Shape(_ring(0, 0, 0.4), filled=False, is_open=True, line=0.15, dashed=True),
    "linked-rings": Shape(
        Path.make_compound_path(_ring(-0.21, 0, 0.27), _ring(0.21, 0, 0.27)),
        filled=False,
        is_open=True,
        line=0.15,
    ),
    "circle-cross": Shape(
        _ring(0, 0, 0.44),
        filled=False,
        over=_path(([(-0.2, 0), (0.2, 0)], False), ([(0, -0.2), (0, 0.2)], False)),
        over_line=0.12,
    ),
    "cross": Shape(
        _path(([(-0.38, -0.38), (0.38, 0.38)], False), ([(-0.38, 0.38), (0.38, -0.38)], False)),
        filled=False,
        is_open=True,
        line=0.19,
    ),
}

_BAR = _path(([(-0.74, 0), (0.74, 0)], False))


def draw_mark(
    axes: Axes, name: str, at: tuple[float, float], size: float, style: MarkStyle
) -> None:
    """Draw one mark.

    Parameters
    ----------
    axes
        Axes whose data unit is the CSS pixel.
    name
        Name of the shape; an unknown one is drawn as a cross.
    at, size
        Centre and side, CSS pixels.
    """
    shape = SHAPES.get(name, SHAPES["cross"])
    pen = _Pen(axes, at, size)
    if style.halo is not None:
        fill = None if shape.is_open else style.halo
        pen.draw(shape.outline, style.halo, shape.line + 0.2, fill=fill)
    solid = (shape.filled and not style.hollow) or style.filled
    dashes = (0.2, 0.25) if shape.dashed else (0.16, 0.2) if style.hollow else None
    line = 0.08 if solid else shape.line
    pen.draw(shape.outline, style.line, line, fill=style.fill if solid else None, dashes=dashes)
    if shape.over is not None:
        pen.draw(shape.over, style.cut if style.filled else style.line, shape.over_line)
    if style.bar:
        if style.halo is not None:
            pen.draw(_BAR, style.halo, 0.3)
        pen.draw(_BAR, style.line, 0.15)


def hollow(style: MarkStyle) -> MarkStyle:
    """Return the style of an unverified record."""
    return replace(style, hollow=True)


class _Pen:
    def __init__(self, axes: Axes, at: tuple[float, float], size: float) -> None:
        self.axes = axes
        self.size = size
        self.place = Affine2D().scale(size).translate(*at) + axes.transData

    def draw(
        self,
        path: Path,
        colour: str | Colour,
        width: float,
        *,
        fill: str | Colour | None = None,
        dashes: tuple[float, float] | None = None,
    ) -> None:
        points = self.size * PX_TO_PT
        width_pt = width * points
        style = (0, tuple(dash * points for dash in dashes)) if dashes else "solid"
        self.axes.add_artist(
            PathPatch(
                path,
                transform=self.place,
                facecolor=fill if fill is not None else "none",
                edgecolor=colour,
                linewidth=width_pt,
                linestyle=style,
                joinstyle="round",
                capstyle="round",
            )
        )
