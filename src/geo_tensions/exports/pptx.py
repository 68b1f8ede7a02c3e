"""A deck as PowerPoint slides: editable text, pictures with words for those who cannot see them."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Emu, Inches, Pt

from geo_tensions.briefing.model import Deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports import layout
from geo_tensions.exports.archives import undated
from geo_tensions.exports.files import ExportError, Progress, silent
from geo_tensions.exports.grids import Grid
from geo_tensions.exports.picture import Format
from geo_tensions.exports.slides import (
    Slide,
    SlideKind,
    heading_size,
    slides_of,
    source_columns,
    table_size,
)
from geo_tensions.exports.theme import ThemeName, theme
from geo_tensions.mapping.card_words import safe_url

FONT = "Arial"
"""Font of the slides' text: the packaged ones cannot be carried in a PPTX, and Arial, or one as
wide, is on every machine."""

_ASPECT = layout.WIDTH / layout.HEIGHT


def pptx_bytes(
    deck: Deck,
    dataset: Dataset,
    *,
    template: Path | None = None,
    look: ThemeName = ThemeName.LIGHT,
    progress: Progress = silent,
) -> bytes:
    """Return a deck as a PPTX file.

    Parameters
    ----------
    template
        A 16:9 presentation whose masters, fonts and colours are used; its slides are dropped.
    look
        Theme of the pictures.

    Raises
    ------
    ExportError
        If the template cannot be used.
    """
    slides = slides_of(deck, dataset)
    writer = _Writer(template, look)
    for number, slide in enumerate(slides, start=1):
        progress(number - 1, len(slides), slide.heading)
        writer.add(slide)
    content = writer.finish(deck, dataset)
    progress(len(slides), len(slides), "done")
    return content


class _Writer:
    """Writes slides one after the other."""

    def __init__(self, template: Path | None, look: ThemeName) -> None:
        self.look = look
        self.colours = theme(ThemeName.PRINT if look is ThemeName.PRINT else ThemeName.LIGHT)
        self.own_look = template is None
        self.deck = _open(template)
        if template is None:
            _widen(self.deck)
            _set_fonts(self.deck)
        self.scale = float(self.deck.slide_width) / Inches(layout.WIDTH)
        self.layout = _title_layout(self.deck)

    def add(self, slide: Slide) -> None:
        page = self.deck.slides.add_slide(self.layout)
        for shape in list(page.placeholders):
            if shape != page.shapes.title:
                shape._element.getparent().remove(shape._element)  # noqa: SLF001 - no public way
        if self.own_look:
            page.background.fill.solid()
            page.background.fill.fore_color.rgb = self._rgb("paper-solid")
        if slide.kind is SlideKind.TITLE:
            self._title(page, slide)
        else:
            self._heading(page, slide.heading)
            self._body(page, slide)
        self._foot(page, slide)
        page.notes_slide.notes_text_frame.text = slide.notes

    def finish(self, deck: Deck, dataset: Dataset) -> bytes:
        """Return the file, with the deck's title in its properties and no date of its making."""
        day = datetime.fromisoformat(dataset.last_day).replace(tzinfo=UTC)
        properties = self.deck.core_properties
        properties.title = deck.title
        properties.subject = deck.subtitle
        properties.author = deck.author or "Geo Tensions"
        properties.last_modified_by = properties.author
        properties.keywords = f"Geo Tensions, data {dataset.catalog.data_version}"
        properties.comments = deck.handling
        properties.language = deck.language
        properties.revision = 1
        for name in ("created", "modified", "last_printed"):
            setattr(properties, name, day.replace(tzinfo=None))
        content = io.BytesIO()
        self.deck.save(content)
        return undated(content.getvalue())

    def _title(self, page: Any, slide: Slide) -> None:  # noqa: ANN401 - pptx is untyped here
        if self.own_look:
            self._bar(page, layout.MARGIN, 2.15, 1.3, 0.08)
        title = page.shapes.title
        self._place(title, layout.MARGIN, 2.35, layout.FULL_WIDTH, 1.0)
        self._write(title.text_frame, slide.heading, 40, bold=True, anchor=MSO_ANCHOR.TOP)
        box = self._box(page, layout.MARGIN, 3.4, layout.FULL_WIDTH, 0.9)
        self._write(box, slide.subtitle, 24, token="ink-2")
        box = self._box(page, layout.MARGIN, 5.3, layout.FULL_WIDTH, 1.2)
        self._write(box, slide.text, layout.TEXT_PT, token="ink-2")

    def _heading(self, page: Any, heading: str) -> None:  # noqa: ANN401 - pptx is untyped here
        title = page.shapes.title
        self._place(
            title, layout.MARGIN, layout.HEADING_TOP, layout.FULL_WIDTH, layout.HEADING_HEIGHT
        )
        self._write(
            title.text_frame, heading, heading_size(heading), bold=True, anchor=MSO_ANCHOR.MIDDLE
        )
        if self.own_look:
            self._bar(page, layout.MARGIN, layout.HEADING_TOP - 0.1, 0.9, 0.06)

    def _body(self, page: Any, slide: Slide) -> None:  # noqa: ANN401 - pptx is untyped here
        if slide.kind is SlideKind.PICTURE:
            content = io.BytesIO(slide.picture(Format.PNG, self.look))
            where = (layout.MARGIN, layout.BODY_TOP, layout.PICTURE_WIDTH, layout.BODY_HEIGHT)
            picture = page.shapes.add_picture(content, *(self._inches(part) for part in where))
            self._describe(picture, "Picture", slide.alt)
            picture.line.color.rgb = self._rgb("line")
            picture.line.width = Pt(0.75)
            self._beside(page, slide)
        elif slide.kind is SlideKind.TABLE and slide.grid is not None:
            self._table(page, slide.grid, slide.alt, slide.text)
        elif slide.kind is SlideKind.SOURCES:
            self._sources(page, slide)
        else:
            box = self._box(
                page, layout.MARGIN, layout.BODY_TOP, layout.FULL_WIDTH, layout.BODY_HEIGHT
            )
            self._write(box, slide.text, layout.TEXT_PT)

    def _beside(self, page: Any, slide: Slide) -> None:  # noqa: ANN401 - pptx is untyped here
        box = self._box(
            page, layout.TEXT_LEFT, layout.BODY_TOP, layout.TEXT_WIDTH, layout.BODY_HEIGHT
        )
        self._write(box, slide.text, layout.TEXT_PT)
        if slide.check is None:
            return
        pairs = (
            ("The article", slide.check.article, "ink-2", False),
            ("The sources", slide.check.record, "ink", True),
        )
        for label, text, token, strong in pairs:
            paragraph = box.add_paragraph()
            paragraph.space_before = Pt(10)
            run = paragraph.add_run()
            run.text = f"{label}: "
            self._style(run, layout.TEXT_PT, token="accent", bold=True)
            run = paragraph.add_run()
            run.text = text
            self._style(run, layout.TEXT_PT, token=token, bold=False)
            run.font.italic = not strong

    def _table(self, page: Any, grid: Grid, alt: str, text: str) -> None:  # noqa: ANN401
        top, room = layout.BODY_TOP, layout.BODY_HEIGHT
        if text:
            box = self._box(page, layout.MARGIN, top, layout.FULL_WIDTH, 0.8)
            self._write(box, text, layout.TEXT_PT)
            top += layout.TABLE_TEXT_HEIGHT
            room -= layout.TABLE_TEXT_HEIGHT
        size = table_size(grid, room)
        shape = page.shapes.add_table(
            len(grid.rows) + 1,
            len(grid.columns),
            self._inches(layout.MARGIN),
            self._inches(top),
            self._inches(layout.FULL_WIDTH),
            self._inches(0.4 * (len(grid.rows) + 1)),
        )
        self._describe(shape, "Table", alt)
        table = shape.table
        for column, share in zip(table.columns, grid.widths, strict=True):
            column.width = self._inches(share * layout.FULL_WIDTH)
        for number, row in enumerate((grid.columns, *grid.rows)):
            table.rows[number].height = self._inches(0.3)
            for place, cell_text in enumerate(row):
                self._cell(table.cell(number, place), cell_text, size, head=number == 0)

    def _cell(self, cell: Any, text: str, size: float, *, head: bool) -> None:  # noqa: ANN401
        self._write(
            cell.text_frame, text, size, bold=head, token="accent-ink" if head else "ink"
        )
        cell.margin_left = cell.margin_right = Inches(0.08)
        cell.margin_top = cell.margin_bottom = Inches(0.04)
        cell.fill.solid()
        cell.fill.fore_color.rgb = self._rgb("accent" if head else "paper-2")

    def _sources(self, page: Any, slide: Slide) -> None:  # noqa: ANN401 - pptx is untyped here
        for column, lines in enumerate(source_columns(slide)):
            left = layout.MARGIN + column * (layout.FULL_WIDTH / 2 + 0.15)
            box = self._box(
                page, left, layout.BODY_TOP, layout.FULL_WIDTH / 2 - 0.15, layout.BODY_HEIGHT
            )
            for number, line in enumerate(lines):
                paragraph = box.paragraphs[0] if number == 0 else box.add_paragraph()
                paragraph.space_after = Pt(4)
                run = paragraph.add_run()
                run.text = line.text
                self._style(run, layout.SOURCE_PT)
                if safe_url(line.url):
                    run.hyperlink.address = line.url
                    run.font.underline = False

    def _foot(self, page: Any, slide: Slide) -> None:  # noqa: ANN401 - pptx is untyped here
        third = layout.FULL_WIDTH / 3
        for place, (text, align) in enumerate(
            (
                (slide.footer, PP_ALIGN.LEFT),
                (slide.handling, PP_ALIGN.CENTER),
                (slide.number, PP_ALIGN.RIGHT),
            )
        ):
            if not text:
                continue
            box = self._box(page, layout.MARGIN + place * third, layout.FOOT_TOP, third, 0.35)
            bold = align == PP_ALIGN.CENTER
            self._write(box, text, layout.FOOT_PT, token="ink-2", align=align, bold=bold)

    def _bar(self, page: Any, x: float, y: float, wide: float, high: float) -> None:  # noqa: ANN401
        box = (self._inches(part) for part in (x, y, wide, high))
        bar = page.shapes.add_shape(MSO_SHAPE.RECTANGLE, *box)
        bar.fill.solid()
        bar.fill.fore_color.rgb = self._rgb("accent")
        bar.line.fill.background()
        bar.shadow.inherit = False
        self._describe(bar, "Bar", "")

    def _box(self, page: Any, x: float, y: float, wide: float, high: float) -> Any:  # noqa: ANN401
        box = page.shapes.add_textbox(*(self._inches(part) for part in (x, y, wide, high)))
        frame = box.text_frame
        frame.word_wrap = True
        for side in ("left", "right", "top", "bottom"):
            setattr(frame, f"margin_{side}", 0)
        return frame

    def _write(
        self,
        frame: Any,  # noqa: ANN401 - pptx is untyped here
        text: str,
        size: float,
        *,
        bold: bool = False,
        token: str = "ink",
        align: PP_ALIGN = PP_ALIGN.LEFT,
        anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    ) -> None:
        frame.word_wrap = True
        frame.vertical_anchor = anchor
        for number, words in enumerate(text.split("\n\n")):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = align
            if number:
                paragraph.space_before = Pt(size * 0.5)
            for place, line in enumerate(words.split("\n")):
                if place:
                    paragraph.add_line_break()
                run = paragraph.add_run()
                run.text = line
                self._style(run, size, bold=bold, token=token)

    def _style(self, run: Any, size: float, *, bold: bool = False, token: str = "ink") -> None:  # noqa: ANN401
        run.font.size = Pt(round(size * self.scale, 1))
        run.font.bold = bold
        if self.own_look:
            run.font.color.rgb = self._rgb(token)

    def _describe(self, shape: Any, name: str, text: str) -> None:  # noqa: ANN401
        properties = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 - no public way
        properties.set("name", name)
        properties.set("descr", text)

    def _place(self, shape: Any, x: float, y: float, wide: float, high: float) -> None:  # noqa: ANN401
        shape.left, shape.top = self._inches(x), self._inches(y)
        shape.width, shape.height = self._inches(wide), self._inches(high)

    def _inches(self, value: float) -> Emu:
        return Emu(int(Inches(value) * self.scale))

    def _rgb(self, token: str) -> RGBColor:
        return RGBColor.from_string(self.colours.hex(token))


def _open(template: Path | None) -> Any:  # noqa: ANN401 - pptx is untyped here
    if template is None:
        return Presentation()
    try:
        deck = Presentation(str(template))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        msg = f"{template}: is no PowerPoint presentation that can be read; give a .pptx file"
        raise ExportError(msg) from error
    if abs(deck.slide_width / deck.slide_height - _ASPECT) > 0.01:  # noqa: PLR2004 - 16:9
        msg = f"{template}: its slides are not 16:9; set the template's slide size to widescreen"
        raise ExportError(msg)
    listed = deck.slides._sldIdLst  # noqa: SLF001 - slides can be dropped in no public way
    for item in list(listed):
        deck.part.drop_rel(item.rId)
        listed.remove(item)
    return deck


def _widen(deck: Any) -> None:  # noqa: ANN401 - pptx is untyped here
    factor = Inches(layout.WIDTH) / deck.slide_width
    deck.slide_width, deck.slide_height = Inches(layout.WIDTH), Inches(layout.HEIGHT)
    for page in (*deck.slide_masters, *deck.slide_layouts):
        for shape in page.placeholders:
            left, wide = int(shape.left * factor), int(shape.width * factor)
            top, high = shape.top, shape.height
            shape.left, shape.width, shape.top, shape.height = left, wide, top, high


def _set_fonts(deck: Any) -> None:  # noqa: ANN401 - pptx is untyped here
    for master in deck.slide_masters:
        part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        part._blob = part.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())  # noqa: SLF001


def _title_layout(deck: Any) -> Any:  # noqa: ANN401 - pptx is untyped here
    def others(candidate: Any) -> int:  # noqa: ANN401
        return len([shape for shape in candidate.placeholders if shape.placeholder_format.idx])

    titled = [one for one in deck.slide_layouts if any(
        shape.placeholder_format.idx == 0 for shape in one.placeholders
    )]
    if not titled:
        msg = "the template has no layout with a title; add one to its master"
        raise ExportError(msg)
    return min(titled, key=others)
