"""Where things stand on a slide or page, inches; 16:9."""

from typing import Final

WIDTH: Final = 13.333
HEIGHT: Final = 7.5
MARGIN: Final = 0.5

HEADING_TOP: Final = 0.34
HEADING_HEIGHT: Final = 0.98
HEADING_PT: Final = 28.0
TEXT_PT: Final = 18.0
"""Least size of headings and of running text, points: to be read from the back row."""
TABLE_PT: Final = 18.0
LEAST_TABLE_PT: Final = 12.0
SOURCE_PT: Final = 12.0
FOOT_PT: Final = 12.0
LINE_FACTOR: Final = 1.2
"""Distance of lines of text, in parts of their size."""

TABLE_TEXT_HEIGHT: Final = 0.85
"""Room for the text over a table: two lines."""

BODY_TOP: Final = 1.4
BODY_BOTTOM: Final = 6.95
BODY_HEIGHT: Final = BODY_BOTTOM - BODY_TOP
FOOT_TOP: Final = 7.02

PICTURE_WIDTH: Final = 7.5
TEXT_LEFT: Final = MARGIN + PICTURE_WIDTH + 0.28
TEXT_WIDTH: Final = WIDTH - MARGIN - TEXT_LEFT
FULL_WIDTH: Final = WIDTH - 2 * MARGIN

PX_PER_INCH: Final = 94.0
"""CSS pixels of a picture for each inch of the slide: its text is read from afar."""
PICTURE_SCALE: Final = 2.0

POINTS: Final = 72.0
"""Points in an inch."""
