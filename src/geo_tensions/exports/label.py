"""A text that belongs to a pixel, and the rules of which texts there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo_tensions.exports.brush import Shape
from geo_tensions.exports.canvas import Box

RANK_ZOOM = {1: 3.75, 2: 5.75, 3: 7.25}
"""Zoom from which places of each rank are named, about as on the screen."""
UNMARKED = frozenset({"strait", "island"})
"""Kinds of places that have no mark of their own."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text that belongs to a pixel."""

    text: str
    x: float
    y: float
    size: float
    colour: object
    bold: bool = False


def holds(box: Box, point: tuple[float, float], margin: float) -> bool:
    """Tell whether a box, widened by a margin, holds a point."""
    across = box[0] - margin <= point[0] <= box[2] + margin
    return across and box[1] - margin <= point[1] <= box[3] + margin


def dates_text(dates: Sequence[str]) -> str:
    """Return the dates of the records at one place in a few words."""
    if len(dates) <= 2:  # noqa: PLR2004 - two dates still fit
        return ", ".join(dates)
    return f"{dates[0]} \u2013 {dates[-1]} ({len(dates)} dates)"


def rank_of(shape: Shape) -> int:
    """Return how early a place is named: 1 first."""
    return int(shape.properties.get("rank") or 2)
