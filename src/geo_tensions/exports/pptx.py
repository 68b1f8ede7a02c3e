"""A deck as PowerPoint slides: editable text, pictures with words for those who cannot see them."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from geo_tensions.briefing.model import Deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports import layout
from geo_tensions.exports.archives import undated
from geo_tensions.exports.canvas import Format
from geo_tensions.exports.endmatter import source_columns
from geo_tensions.exports.files import Progress, silent
from geo_tensions.exports.fitting import heading_size, table_size
from geo_tensions.exports.grids import Grid
from geo_tensions.exports.pptx_template import open_presentation, set_fonts, title_layout, widen
from geo_tensions.exports.slide import Slide, SlideKind
from geo_tensions.exports.slides import slides_of
from geo_tensions.exports.theme import ThemeName, theme
from geo_tensions.mapping.card_words import safe_url


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
        self.deck = open_presentation(template)
        if template is None:
            widen(self.deck)
            set_fonts(self.deck)
        self.scale = float(self.deck.slide_width) / Inches(layout.WIDTH)
        self.layout = title_layout(self.deck)

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
        self._write(box, slide.subtitle, 24, ink="ink-2")
        box = self._box(page, layout.MARGIN, 5.3, layout.FULL_WIDTH, 1.2)
        self._write(box, slide.text, layout.TEXT_PT, ink="ink-2")

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
            self._table(page, slide, slide.grid)
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
        for label, text, ink, strong in pairs:
            paragraph = box.add_paragraph()
            paragraph.space_before = Pt(10)
            run = paragraph.add_run()
            run.text = f"{label}: "
            self._style(run, layout.TEXT_PT, ink="accent", bold=True)
            run = paragraph.add_run()
            run.text = text
            self._style(run, layout.TEXT_PT, ink=ink, bold=False)
            run.font.italic = not strong

    def _table(self, page: Any, slide: Slide, grid: Grid) -> None:  # noqa: ANN401
        top, room = layout.BODY_TOP, layout.BODY_HEIGHT
        if slide.text:
            box = self._box(page, layout.MARGIN, top, layout.FULL_WIDTH, 0.8)
            self._write(box, slide.text, layout.TEXT_PT)
            top += layout.TABLE_TEXT_HEIGHT
            room -= layout.TABLE_TEXT_HEIGHT
        size = slide.table_pt or table_size(grid, room)
        shape = page.shapes.add_table(
            len(grid.rows) + 1,
            len(grid.columns),
            self._inches(layout.MARGIN),
            self._inches(top),
            self._inches(layout.FULL_WIDTH),
            self._inches(0.4 * (len(grid.rows) + 1)),
        )
        self._describe(shape, "Table", slide.alt)
        table = shape.table
        for column, share in zip(table.columns, grid.widths, strict=True):
            column.width = self._inches(share * layout.FULL_WIDTH)
        for number, row in enumerate((grid.columns, *grid.rows)):
            table.rows[number].height = self._inches(0.3)
            for place, cell_text in enumerate(row):
                self._cell(table.cell(number, place), cell_text, size, head=number == 0)

    def _cell(self, cell: Any, text: str, size: float, *, head: bool) -> None:  # noqa: ANN401
        self._write(cell.text_frame, text, size, bold=head, ink="accent-ink" if head else "ink")
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
            self._write(box, text, layout.FOOT_PT, ink="ink-2", align=align, bold=bold)

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

    def _write(  # noqa: PLR0913 - the settings of a text
        self,
        frame: Any,  # noqa: ANN401 - pptx is untyped here
        text: str,
        size: float,
        *,
        bold: bool = False,
        ink: str = "ink",
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
                self._style(run, size, bold=bold, ink=ink)

    def _style(self, run: Any, size: float, *, bold: bool = False, ink: str = "ink") -> None:  # noqa: ANN401
        run.font.size = Pt(round(size * self.scale, 1))
        run.font.bold = bold
        if self.own_look:
            run.font.color.rgb = self._rgb(ink)

    def _describe(self, shape: Any, name: str, text: str) -> None:  # noqa: ANN401
        properties = shape._element.xpath(".//p:cNvPr")[0]  # noqa: SLF001 - no public way
        properties.set("name", name)
        properties.set("descr", text)

    def _place(self, shape: Any, x: float, y: float, wide: float, high: float) -> None:  # noqa: ANN401
        shape.left, shape.top = self._inches(x), self._inches(y)
        shape.width, shape.height = self._inches(wide), self._inches(high)
        for side in ("left", "right", "top", "bottom"):
            setattr(shape.text_frame, f"margin_{side}", 0)

    def _inches(self, value: float) -> Emu:
        return Emu(int(Inches(value) * self.scale))

    def _rgb(self, ink: str) -> RGBColor:
        red, green, blue = (round(part * 255) for part in self.colours[ink][:3])
        return RGBColor(red, green, blue)  # type: ignore[no-untyped-call]
