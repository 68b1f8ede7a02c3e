"""Drawing text and boxes on PDF pages in the packaged fonts."""

import io
from collections.abc import Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from geo_tensions.exports import layout
from geo_tensions.exports.fonts import BOLD, REGULAR, drawable, runs, sans_file, width, wrapped
from geo_tensions.exports.theme import ThemeName, theme
from geo_tensions.mapping.assets import font_file

LINK = "accent"
"""Colour of a text that leads somewhere."""

_SANS, _SANS_BOLD, _GOTHIC = "GeoSans", "GeoSansBold", "GeoGothic"


class Pen:
    """A canvas of pages of one size; the unit is the point, the origin the lower left corner."""

    def __init__(
        self, wide: float, high: float, *, title: str, author: str, look: ThemeName
    ) -> None:
        self.wide, self.high = wide, high
        # Paper is light whatever the screen was.
        self.theme = theme(ThemeName.PRINT if look is ThemeName.PRINT else ThemeName.LIGHT)
        for name, path in (
            (_SANS, sans_file(REGULAR)),
            (_SANS_BOLD, sans_file(BOLD)),
            (_GOTHIC, font_file("ipaexg.ttf")),
        ):
            if name not in pdfmetrics.getRegisteredFontNames():
                pdfmetrics.registerFont(TTFont(name, str(path)))
        self._content = io.BytesIO()
        self._canvas = Canvas(
            self._content,
            pagesize=(wide, high),
            invariant=1,
            pageCompression=1,
            initialFontName=_SANS,
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor(author or "Geo Tensions")

    def next_page(self) -> None:
        """Begin a new page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Return the file."""
        self._canvas.save()
        return self._content.getvalue()

    def paper(self) -> None:
        """Fill the page with the colour of paper."""
        self.box(0, 0, self.wide, self.high, "paper-solid")

    def box(self, x: float, y: float, wide: float, high: float, ink: str) -> None:
        """Fill a box."""
        self._canvas.setFillColorRGB(*self.theme[ink][:3])
        self._canvas.rect(x, y, wide, high, stroke=0, fill=1)

    def bar(self, x: float, y: float, wide: float, high: float) -> None:
        """Draw the bar that stands over a heading."""
        self.box(x, y, wide, high, "accent")

    def lines(self, text: str, size: float, room: float, *, bold: bool = False) -> Sequence[str]:
        """Return the lines of a text."""
        return wrapped(drawable(text), size, room, bold=bold) if text else []

    def text(  # noqa: PLR0913 - the settings of a text
        self,
        text: str,
        x: float,
        top: float,
        size: float,
        room: float,
        *,
        bold: bool = False,
        ink: str = "ink",
        url: str = "",
    ) -> float:
        """Write a text in lines downwards from ``top``; return where the next may begin."""
        y = top
        for line in self.lines(text, size, room, bold=bold):
            y -= size * layout.LINE_FACTOR
            self._write(line, x, y + size * 0.24, size, bold=bold, ink=ink)
        if url and y < top:
            self._canvas.linkURL(url, (x, y, x + room, top), relative=0)
        return y

    def line(  # noqa: PLR0913 - the settings of a text
        self,
        text: str,
        x: float,
        y: float,
        room: float,
        size: float,
        *,
        align: str = "left",
        ink: str = "ink",
        bold: bool = False,
    ) -> None:
        """Write one line, shortened if need be, on a base line."""
        text = drawable(text)
        while text and width(text, size, bold=bold) > room:
            text = text[:-2] + "\u2026" if len(text) > 2 else ""  # noqa: PLR2004 - text and mark
        spare = room - width(text, size, bold=bold)
        shift = {"left": 0.0, "centre": spare / 2, "right": spare}[align]
        self._write(text, x + shift, y, size, bold=bold, ink=ink)

    def _write(  # noqa: PLR0913 - the settings of a text
        self, text: str, x: float, y: float, size: float, *, bold: bool, ink: str
    ) -> None:
        self._canvas.setFillColorRGB(*self.theme[ink][:3])
        for piece, gothic in runs(text, bold=bold):
            font = _GOTHIC if gothic else _SANS_BOLD if bold else _SANS
            self._canvas.setFont(font, size)
            self._canvas.drawString(x, y, piece)
            x += width(piece, size, bold=bold)
