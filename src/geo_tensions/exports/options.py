"""Choices that a file leaves to its maker."""

from dataclasses import dataclass
from pathlib import Path

from geo_tensions.exports.plane import Projection
from geo_tensions.exports.theme import ThemeName


@dataclass(frozen=True, slots=True)
class Options:
    """Choices beside the format.

    Attributes
    ----------
    step
        Step, from 1, of which a picture or data are wanted; None: the first step's picture, all
        steps' data.
    handout
        A PDF of one page.
    """

    step: int | None = None
    size_px: tuple[int, int] = (1920, 1080)
    theme: ThemeName = ThemeName.LIGHT
    projection: Projection = Projection.MERCATOR
    handout: bool = False
    template: Path | None = None
