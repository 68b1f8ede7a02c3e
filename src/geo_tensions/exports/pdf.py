"""A deck as PDF pages: vector maps, embedded fonts, bookmarks; the slides' twin on paper."""

import io
from collections.abc import Sequence
from typing import Any

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from geo_tensions.briefing.model import Deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports import layout
from geo_tensions.exports.canvas import Format
from geo_tensions.exports.endmatter import source_columns
from geo_tensions.exports.files import Progress, silent
from geo_tensions.exports.fitting import heading_size, row_height, table_size
from geo_tensions.exports.grids import Grid
from geo_tensions.exports.pages import LINK, Pen
from geo_tensions.exports.slide import Slide, SlideKind
from geo_tensions.exports.slides import slides_of
from geo_tensions.exports.theme import ThemeName

_PT = layout.POINTS
_HEIGHT_PT = layout.HEIGHT * _PT


def pdf_bytes(
    deck: Deck,
    dataset: Dataset,
    *,
    look: ThemeName = ThemeName.LIGHT,
    progress: Progress = silent,
) -> bytes:
    """Return a deck as a PDF file, one page a slide.

    Parameters
    ----------
    look
        Theme of the pictures; ``print`` is black on white.
    """
    slides = slides_of(deck, dataset)
    pen = Pen(layout.WIDTH * _PT, _HEIGHT_PT, title=deck.title, author=deck.author, look=look)
    for slide in slides:
        _Page(pen, slide).draw()
        pen.next_page()
    pictures: dict[int, bytes] = {}
    for number, slide in enumerate(slides):
        progress(number, len(slides), slide.heading)
        if slide.kind is SlideKind.PICTURE:
            pictures[number] = slide.picture(Format.PDF, look)
    box = (layout.MARGIN, layout.HEIGHT - layout.BODY_BOTTOM, layout.PICTURE_WIDTH)
    content = bound(
        pen.finish(),
        pictures={number: (picture, *box) for number, picture in pictures.items()},
        bookmarks=[f"{slide.number.split(' ')[0]}  {slide.heading}" for slide in slides],
        deck=deck,
        dataset=dataset,
    )
    progress(len(slides), len(slides), "done")
    return content


def bound(
    pages: bytes,
    *,
    pictures: dict[int, tuple[bytes, float, float, float]],
    bookmarks: Sequence[str],
    deck: Deck,
    dataset: Dataset,
) -> bytes:
    """Return pages with their pictures, bookmarks and properties.

    Parameters
    ----------
    pictures
        By page, from 0: a one-page PDF, and its left edge, lower edge and width, inches.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pages)))
    for number, (picture, left, bottom, wide) in pictures.items():
        page = PdfReader(io.BytesIO(picture)).pages[0]
        _lay_on(writer, writer.pages[number], page, (left * _PT, bottom * _PT, wide * _PT))
    for number, bookmark in enumerate(bookmarks):
        writer.add_outline_item(title=bookmark, page_number=number)
    writer.metadata = {
        "/Title": deck.title,
        "/Subject": deck.subtitle,
        "/Author": deck.author or "Geo Tensions",
        "/Keywords": f"Geo Tensions, data {dataset.catalog.data_version}",
        "/Creator": "Geo Tensions",
    }
    root: Any = writer.root_object
    root[NameObject("/Lang")] = TextStringObject(deck.language)
    root[NameObject("/ViewerPreferences")] = DictionaryObject(
        {NameObject("/DisplayDocTitle"): BooleanObject(value=True)}
    )
    if bookmarks:
        root[NameObject("/PageMode")] = NameObject("/UseOutlines")
    writer.compress_identical_objects(remove_duplicates=True, remove_unreferenced=True)
    # A fixed id: the same deck gives the same bytes.
    same = ByteStringObject(dataset.catalog.data_version.encode()[:16].ljust(16, b"0"))
    writer._ID = ArrayObject([same, same])  # noqa: SLF001 - pypdf has no public way
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


def _lay_on(
    writer: PdfWriter, page: PageObject, picture: PageObject, box: tuple[float, float, float]
) -> None:
    """Place a page on another as a form, packed as it is: taking it apart would take seconds."""
    left, bottom, wide = box
    factor = wide / float(picture.mediabox.width)
    source: Any = picture
    own: Any = page
    form: Any = source["/Contents"].get_object().clone(writer)
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = ArrayObject(picture.mediabox)
    form[NameObject("/Resources")] = source["/Resources"].clone(writer)
    resources = DictionaryObject(own["/Resources"].get_object())
    resources[NameObject("/XObject")] = DictionaryObject(
        {NameObject("/Picture"): form.indirect_reference}
    )
    page[NameObject("/Resources")] = resources
    show = DecodedStreamObject()
    show.set_data(
        f"q {factor:.6f} 0 0 {factor:.6f} {left:.3f} {bottom:.3f} cm /Picture Do Q\n".encode()
    )
    contents = page.raw_get("/Contents")
    parts = contents if isinstance(contents, ArrayObject) else [contents]
    page[NameObject("/Contents")] = ArrayObject([*parts, writer._add_object(show)])  # noqa: SLF001


class _Page:
    """Draws what stands on a page beside its picture."""

    def __init__(self, pen: Pen, slide: Slide) -> None:
        self.pen = pen
        self.slide = slide

    def draw(self) -> None:
        slide = self.slide
        self.pen.paper()
        if slide.kind is SlideKind.TITLE:
            self._title()
        else:
            self._heading()
        if slide.kind is SlideKind.PICTURE:
            self._beside()
        elif slide.kind is SlideKind.TABLE and slide.grid is not None:
            self._table(slide.grid)
        elif slide.kind is SlideKind.SOURCES:
            self._sources()
        elif slide.kind is SlideKind.TEXT:
            self._paragraphs(
                slide.text, layout.MARGIN, layout.BODY_TOP, layout.FULL_WIDTH, layout.TEXT_PT
            )
        self._foot()

    def _title(self) -> None:
        pen, slide = self.pen, self.slide
        pen.bar(layout.MARGIN * _PT, self._y(2.23), 1.3 * _PT, 6)
        room = layout.FULL_WIDTH * _PT
        y = pen.text(slide.heading, layout.MARGIN * _PT, self._y(2.45), 40, room, bold=True)
        y = pen.text(slide.subtitle, layout.MARGIN * _PT, y - 8, 24, room, ink="ink-2")
        pen.text(slide.text, layout.MARGIN * _PT, self._y(5.3), layout.TEXT_PT, room, ink="ink-2")

    def _heading(self) -> None:
        pen = self.pen
        pen.bar(layout.MARGIN * _PT, self._y(layout.HEADING_TOP - 0.04), 0.9 * _PT, 4.5)
        size = heading_size(self.slide.heading)
        lines = pen.lines(self.slide.heading, size, layout.FULL_WIDTH * _PT, bold=True)
        spare = layout.HEADING_HEIGHT * _PT - len(lines) * size * layout.LINE_FACTOR
        top = self._y(layout.HEADING_TOP) - max(spare, 0) / 2
        pen.text(
            self.slide.heading, layout.MARGIN * _PT, top, size, layout.FULL_WIDTH * _PT, bold=True
        )

    def _beside(self) -> None:
        pen, slide = self.pen, self.slide
        size, left, room = layout.TEXT_PT, layout.TEXT_LEFT, layout.TEXT_WIDTH
        y = self._paragraphs(slide.text, left, layout.BODY_TOP, room, size)
        if slide.check is None:
            return
        for label, text in (
            ("The article", slide.check.article),
            ("The sources", slide.check.record),
        ):
            y = pen.text(f"{label}:", left * _PT, y - 8, size, room * _PT, bold=True, ink="accent")
            ink = "ink-2" if label == "The article" else "ink"
            y = pen.text(text, left * _PT, y, size, room * _PT, ink=ink)

    def _paragraphs(self, text: str, left: float, top: float, room: float, size: float) -> float:
        y = self._y(top)
        for paragraph in text.split("\n\n"):
            y = self.pen.text(paragraph, left * _PT, y, size, room * _PT) - size * 0.5
        return y

    def _table(self, grid: Grid) -> None:
        top, room = layout.BODY_TOP, layout.BODY_HEIGHT
        if self.slide.text:
            self._paragraphs(self.slide.text, layout.MARGIN, top, layout.FULL_WIDTH, layout.TEXT_PT)
            top += layout.TABLE_TEXT_HEIGHT
            room -= layout.TABLE_TEXT_HEIGHT
        size = self.slide.table_pt or table_size(grid, room)
        y = self._y(top)
        for number, row in enumerate((grid.columns, *grid.rows)):
            high = row_height(row, grid.widths, size) * _PT
            self.pen.box(
                layout.MARGIN * _PT,
                y - high,
                layout.FULL_WIDTH * _PT,
                high - 1.5,
                "accent" if number == 0 else "paper-2",
            )
            x = layout.MARGIN * _PT
            for cell, share in zip(row, grid.widths, strict=True):
                wide = share * layout.FULL_WIDTH * _PT
                ink = "accent-ink" if number == 0 else "ink"
                self.pen.text(cell, x + 6, y - 3, size, wide - 16, bold=number == 0, ink=ink)
                x += wide
            y -= high

    def _sources(self) -> None:
        room = layout.FULL_WIDTH / 2 - 0.15
        for column, lines in enumerate(source_columns(self.slide)):
            left = layout.MARGIN + column * (layout.FULL_WIDTH / 2 + 0.15)
            y = self._y(layout.BODY_TOP)
            for line in lines:
                ink = LINK if line.url else "ink"
                y = (
                    self.pen.text(
                        line.text,
                        left * _PT,
                        y,
                        layout.SOURCE_PT,
                        room * _PT,
                        ink=ink,
                        url=line.url,
                    )
                    - 4
                )

    def _foot(self) -> None:
        y = self._y(layout.FOOT_TOP)
        third = layout.FULL_WIDTH / 3 * _PT
        slide = self.slide
        for place, (text, align) in enumerate(
            ((slide.footer, "left"), (slide.handling, "centre"), (slide.number, "right"))
        ):
            self.pen.line(
                text,
                layout.MARGIN * _PT + place * third,
                y - layout.FOOT_PT,
                third,
                layout.FOOT_PT,
                align=align,
                ink="ink-2",
                bold=align == "centre",
            )

    def _y(self, inches: float) -> float:
        return _HEIGHT_PT - inches * _PT
