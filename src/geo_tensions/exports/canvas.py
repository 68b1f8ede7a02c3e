"""Sheets of CSS pixels to draw on, and how they become files."""

import io
import threading
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from geo_tensions.exports.files import ExportError
from geo_tensions.exports.fonts import FAMILIES
from geo_tensions.exports.plane import Projection
from geo_tensions.exports.theme import Theme, ThemeName

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, CSS pixels."""

MAX_PX = (3840, 2160)
"""Largest picture, pixels."""
MIN_PX = (320, 240)
CSS_DPI = 96
"""CSS pixels in an inch."""
CSS_WIDTH = 1280
"""CSS pixels across a picture of its own, whatever its size in pixels."""

_SAVING = threading.Lock()
"""Saving reads settings that matplotlib keeps for the whole process."""


class Format(StrEnum):
    """Formats of a picture."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture looks.

    Attributes
    ----------
    width, height
        CSS pixels; text and marks keep their size in them.
    scale
        Pixels of a PNG for each CSS pixel.
    bare
        Without title and handling line: a slide has its own.
    """

    width: float = CSS_WIDTH
    height: float = 720.0
    scale: float = 1.5
    theme: ThemeName = ThemeName.LIGHT
    projection: Projection = Projection.MERCATOR
    bare: bool = False

    @classmethod
    def of_pixels(cls, width_px: int, height_px: int, **more: Any) -> "Look":  # noqa: ANN401
        """Return the look of a picture with a given number of pixels.

        Raises
        ------
        ExportError
            If the picture is too small to be read or larger than the limit.
        """
        fits = MIN_PX[0] <= width_px <= MAX_PX[0] and MIN_PX[1] <= height_px <= MAX_PX[1]
        if not fits:
            msg = (
                f"picture size {width_px} x {height_px}: must lie between "
                f"{MIN_PX[0]} x {MIN_PX[1]} and {MAX_PX[0]} x {MAX_PX[1]} pixels; choose another"
            )
            raise ExportError(msg)
        scale = max(width_px / CSS_WIDTH, 0.5)
        return cls(width=width_px / scale, height=height_px / scale, scale=scale, **more)


def saved(figure: Figure, look: Look, form: Format, *, title: str) -> bytes:
    """Return a figure as a file's bytes, without dates or random ids in them."""
    content = io.BytesIO()
    settings: Any = {
        "pdf.fonttype": 42,
        "svg.fonttype": "path",
        "svg.hashsalt": "geo-tensions",
        "pdf.compression": 6,
        "hatch.linewidth": 0.55,
        "text.hinting": "no_hinting",
        "font.family": FAMILIES,
    }
    metadata: dict[str, Any] = {
        Format.PNG: {"Software": None, "Title": title},
        Format.SVG: {"Date": None, "Creator": "Geo Tensions", "Title": title},
        Format.PDF: {
            "CreationDate": None,
            "ModDate": None,
            "Creator": "Geo Tensions",
            "Producer": None,
            "Title": title,
        },
    }[form]
    more: dict[str, Any] = {"pil_kwargs": {"compress_level": 4}} if form is Format.PNG else {}
    with _SAVING, mpl.rc_context(settings):
        figure.savefig(
            content, format=form.value, dpi=CSS_DPI * look.scale, metadata=metadata, **more
        )
    return content.getvalue()


def new_figure(look: Look, colours: Theme) -> tuple[Figure, Axes]:
    """Return a figure and axes over all of it whose unit is the CSS pixel."""
    size = (look.width / CSS_DPI, look.height / CSS_DPI)
    figure = Figure(figsize=size, dpi=CSS_DPI * look.scale, facecolor=colours["paper-solid"])
    FigureCanvasAgg(figure)
    return figure, pixel_axes(figure, look, (0, 0, look.width, look.height))


def pixel_axes(figure: Figure, look: Look, box: Box) -> Axes:
    """Return axes over a box of a figure whose unit is the CSS pixel."""
    left, bottom, right, top = box
    place = (
        left / look.width,
        bottom / look.height,
        (right - left) / look.width,
        (top - bottom) / look.height,
    )
    axes = figure.add_axes(place, frameon=True)
    axes.set_xlim(0, right - left)
    axes.set_ylim(0, top - bottom)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.set_autoscale_on(False)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes
