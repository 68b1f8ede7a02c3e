"""A deck as slides, before any format: what stands on each, and what the speaker is told."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import groupby

from geo_tensions.briefing.model import Check, Deck, Step, StepKind
from geo_tensions.dataset import Dataset
from geo_tensions.exports import layout
from geo_tensions.exports.charts import chart_alt_text, draw_chart
from geo_tensions.exports.fonts import width, wrapped
from geo_tensions.exports.grids import Grid, checks_grid, grid_of_step
from geo_tensions.exports.picture import Format, Look, draw_picture, saved
from geo_tensions.exports.theme import ThemeName
from geo_tensions.exports.words import (
    ADIZ_LINE,
    PERSPECTIVE_WORDS,
    STATUS_LINE,
    Scene,
    credit_line,
    cutoff_words,
    filter_words,
    source_text,
    window_words,
)
from geo_tensions.mapping.card_words import safe_url
from geo_tensions.model import Source


class SlideKind(StrEnum):
    """Arrangements of a slide."""

    TITLE = "title"
    PICTURE = "picture"
    TABLE = "table"
    TEXT = "text"
    SOURCES = "sources"


@dataclass(frozen=True)
class SourceLine:
    """A numbered source, with the address that a link may point to."""

    text: str
    url: str


@dataclass(frozen=True)
class Slide:
    """One slide.

    Attributes
    ----------
    check
        The pair of statement and fact that stands beside the picture, if any.
    step, scene
        The deck's step, and what it shows; None on slides that belong to no step.
    """

    kind: SlideKind
    heading: str
    text: str = ""
    subtitle: str = ""
    check: Check | None = None
    grid: Grid | None = None
    lines: tuple[SourceLine, ...] = ()
    alt: str = ""
    notes: str = ""
    step: Step | None = None
    scene: Scene | None = None
    footer: str = ""
    handling: str = ""
    number: str = ""

    def picture(self, form: Format, theme: ThemeName = ThemeName.LIGHT) -> bytes:
        """Draw the slide's map or chart."""
        if self.scene is None or self.step is None:
            return b""
        look = picture_look(theme)
        if self.step.kind is StepKind.CHART and self.step.chart is not None:
            figure = draw_chart(self.step.chart, self.scene, look)
        else:
            figure = draw_picture(self.scene, look)
        return saved(figure, look, form, title=self.heading)




def picture_look(theme: ThemeName) -> Look:
    """Return the look of a picture on a slide."""
    return Look(
        width=layout.PICTURE_WIDTH * layout.PX_PER_INCH,
        height=layout.BODY_HEIGHT * layout.PX_PER_INCH,
        scale=layout.PICTURE_SCALE,
        theme=theme,
        bare=True,
    )


def slides_of(deck: Deck, dataset: Dataset) -> Sequence[Slide]:
    """Return all slides of a deck: title, steps, statements checked, sources, method and limits."""
    scenes = [Scene.of_step(dataset, deck, number + 1) for number in range(len(deck.steps))]
    sources = _ordered(dict.fromkeys(source for scene in scenes for source in scene.sources))
    numbers = {source.id: number for number, source in enumerate(sources, start=1)}
    slides = [_title(deck, dataset)]
    for number, (step, scene) in enumerate(zip(deck.steps, scenes, strict=True), start=1):
        slide = _step_slide(deck, step, scene, number, numbers)
        slides += _whole_table(slide) if slide.kind is SlideKind.TABLE else [slide]
        if step.table is not None and step.kind is not StepKind.TABLE:
            slides += _table_slides(step, scene)
    slides += _checks(deck)
    slides += _sources(deck, sources)
    slides += _method(deck, dataset, scenes)
    total = len(slides)
    return [
        _numbered(slide, deck, f"{number} / {total}") for number, slide in enumerate(slides, start=1)
    ]


def _numbered(slide: Slide, deck: Deck, number: str) -> Slide:
    return replace(slide, number=number, handling=deck.handling, footer=deck.title)


def _title(deck: Deck, dataset: Dataset) -> Slide:
    text = "\n".join(
        part
        for part in (
            deck.author,
            f"Data {dataset.catalog.data_version}. {cutoff_words(dataset)}",
        )
        if part
    )
    notes = "Made with Geo Tensions. Every slide can be reproduced from its view id."
    return Slide(SlideKind.TITLE, deck.title, subtitle=deck.subtitle, text=text, notes=notes)


def _step_slide(
    deck: Deck, step: Step, scene: Scene, number: int, numbers: dict[str, int]
) -> Slide:
    shown = next((check for check in step.checks if check.on_slide), None)
    grid = None
    kind, alt = SlideKind.PICTURE, _alt(scene)
    if step.kind is StepKind.TABLE:
        kind = SlideKind.TABLE
        grid = grid_of_step(step, scene)
        alt = f"Table: {step.heading}. {len(grid.rows)} rows: {', '.join(grid.columns)}."
    elif step.kind is StepKind.TITLE:
        kind, alt = SlideKind.TEXT, ""
    elif step.kind is StepKind.CHART and step.chart is not None:
        alt = chart_alt_text(step.chart, scene.dataset)
    if shown is not None and kind is SlideKind.PICTURE and not fits(step.text, shown):
        shown = None
    return Slide(
        kind,
        step.heading,
        text=step.text,
        check=shown,
        grid=grid,
        alt=alt,
        notes=notes_of(deck, step, scene, number, numbers),
        step=step,
        scene=scene,
    )


def _whole_table(slide: Slide) -> Sequence[Slide]:
    """Return a table's slide, or more of them where one cannot hold it in a readable size."""
    grid = slide.grid
    if grid is None:
        return [slide]
    room = layout.BODY_HEIGHT - (layout.TABLE_TEXT_HEIGHT if slide.text else 0)
    if table_size(grid, room) >= _PAGED_PT:
        return [slide]
    pages = paged(grid, _PAGED_PT, room)
    return [
        replace(
            slide,
            grid=page,
            heading=f"{slide.heading} ({number} of {len(pages)})",
            text=slide.text if number == 1 else "",
        )
        for number, page in enumerate(pages, start=1)
    ]


def _table_slides(step: Step, scene: Scene) -> Sequence[Slide]:
    """Return the slides of a table that goes with a map or chart."""
    grid = grid_of_step(step, scene)
    heading = step.table.heading if step.table and step.table.heading else step.heading
    pages = paged(grid, max(table_size(grid, layout.BODY_HEIGHT), _PAGED_PT), layout.BODY_HEIGHT)
    return [
        Slide(
            SlideKind.TABLE,
            heading + (f" ({number} of {len(pages)})" if len(pages) > 1 else ""),
            grid=page,
            alt=f"Table: {heading}. {len(page.rows)} rows: {', '.join(page.columns)}.",
            notes=f"Goes with: {step.heading}.",
        )
        for number, page in enumerate(pages, start=1)
    ]


def fits(text: str, check: Check | None) -> bool:
    """Tell whether text and check fit the column beside a picture at full size."""
    room = layout.TEXT_WIDTH * layout.POINTS
    size = layout.TEXT_PT
    count = len(wrapped(text, size, room))
    if check is not None:
        count += 2.4 + len(wrapped(check.article, size, room)) + len(
            wrapped(check.record, size, room)
        )
    return count * size * layout.LINE_FACTOR <= layout.BODY_HEIGHT * layout.POINTS


def notes_of(
    deck: Deck, step: Step, scene: Scene, number: int, numbers: dict[str, int]
) -> str:
    """Return the speaker's notes of a step, with its checks, numbers and sources."""
    dataset = scene.dataset
    parts = [step.notes] if step.notes else []
    parts += [f"Article: {one.article}\nSources say: {one.record}" for one in step.checks]
    words = filter_words(scene.state, dataset=dataset)
    parts.append(
        f"Shown: {window_words(scene.windows)}" + (f"; {words}" if words else "") + ".\n"
        f"{scene.counts.sentence}.\n"
        f"Perspective: {PERSPECTIVE_WORDS[scene.state.perspective]}. View: {scene.view_id}."
    )
    events = [
        f"\u2022 {record['start']}: {record['title']} ({record.id})"
        for record in scene.records[:_MOST_LISTED]
    ]
    if len(scene.records) > _MOST_LISTED:
        events.append(f"\u2022 and {len(scene.records) - _MOST_LISTED} more records")
    if events and step.kind is not StepKind.CHART:
        parts.append("Records:\n" + "\n".join(events))
    listed = [f"[{numbers[source.id]}] {source_text(source)}" for source in scene.sources]
    if len(listed) > _MOST_LISTED:
        listed = [*listed[:_MOST_LISTED], "and more: see the list of sources at the end"]
    if listed:
        parts.append("Sources:\n" + "\n".join(listed))
    if deck.handling:
        parts.append(deck.handling)
    return "\n\n".join(parts)


_MOST_LISTED = 40
_MOST_OF_ONE = 10
"""Documents of one publisher up to which each has a line on the slides of sources."""
_PAGED_PT = 14.0
"""Size of a table that needs more than one slide, points."""


def _alt(scene: Scene) -> str:
    records = scene.records
    titles = "; ".join(f"{record['start']} {record['title']}" for record in records[:8])
    more = f"; and {len(records) - 8} more" if len(records) > 8 else ""  # noqa: PLR2004 - a sentence
    view = scene.state.view
    return (
        f"Map centred on {view.lat:.1f} N, {view.lon:.1f} E, {window_words(scene.windows)}. "
        f"{scene.counts.sentence}. {titles}{more}"
    )


def _checks(deck: Deck) -> Sequence[Slide]:
    grid = checks_grid(deck)
    if not grid.rows:
        return []
    heading = "The article's statements, checked"
    pages = paged(grid, _PAGED_PT, layout.BODY_HEIGHT)
    return [
        Slide(
            SlideKind.TABLE,
            heading + (f" ({number} of {len(pages)})" if len(pages) > 1 else ""),
            grid=page,
            alt=f"Table: statements of the article and what the sources say, {len(page.rows)} rows.",
            notes="All statements that the deck checks, in the order of its steps.",
        )
        for number, page in enumerate(pages, start=1)
    ]


def row_height(cells: Sequence[str], widths: Sequence[float], size: float) -> float:
    """Return the height that a table row needs, inches."""
    lines = max(
        len(wrapped(cell, size, share * layout.FULL_WIDTH * layout.POINTS - 16))
        for cell, share in zip(cells, widths, strict=True)
    )
    return (lines * size * layout.LINE_FACTOR + 9) / layout.POINTS


def table_size(grid: Grid, room: float) -> float:
    """Return the largest size, points, at which a table fits a height in inches."""
    size = layout.TABLE_PT
    while size > layout.LEAST_TABLE_PT:
        heights = [row_height(row, grid.widths, size) for row in (grid.columns, *grid.rows)]
        if sum(heights) <= room:
            return size
        size -= 1.0
    return size


def paged(grid: Grid, size: float, room: float) -> Sequence[Grid]:
    """Return a table in parts that each fit a height in inches."""
    head = row_height(grid.columns, grid.widths, size)
    pages: list[list[tuple[str, ...]]] = []
    used = room
    for row in grid.rows:
        high = row_height(row, grid.widths, size)
        if used + high > room:
            pages.append([])
            used = head
        pages[-1].append(row)
        used += high
    return [Grid(grid.columns, tuple(rows), grid.widths) for rows in pages]


def _ordered(sources: Iterable[Source]) -> Sequence[Source]:
    """Return sources with those of a publisher that is cited very often together at the end."""
    listed = list(sources)
    counts = Counter(source.publisher for source in listed)
    often = [name for name, count in counts.items() if count > _MOST_OF_ONE]
    return [source for source in listed if source.publisher not in often] + [
        source for name in often for source in listed if source.publisher == name
    ]


def _source_lines(sources: Sequence[Source]) -> Sequence[SourceLine]:
    """Return numbered sources; those of one publisher cited very often share a line."""
    lines: list[SourceLine] = []
    number = 1
    for publisher, group in groupby(sources, key=lambda source: source.publisher):
        documents = list(group)
        last = number + len(documents) - 1
        if len(documents) > _MOST_OF_ONE:
            dates = sorted(one.date_published for one in documents if one.date_published)
            span = f", {dates[0]} to {dates[-1]}" if dates else ""
            text = f"[{number}\u2013{last}] {publisher}: {len(documents)} documents{span}; "
            lines.append(SourceLine(text + "each is in the exported list of sources", ""))
        else:
            lines += [
                SourceLine(f"[{number + at}] {source_text(source)}", safe_url(source.url))
                for at, source in enumerate(documents)
            ]
        number = last + 1
    return lines


def _sources(deck: Deck, sources: Sequence[Source]) -> Sequence[Slide]:
    lines = _source_lines(sources)
    room = layout.BODY_HEIGHT * layout.POINTS
    column = (layout.FULL_WIDTH / 2 - 0.15) * layout.POINTS
    pages: list[list[SourceLine]] = []
    used, columns = room, 2
    for line in lines:
        high = source_height(line.text, column)
        if used + high > room:
            if columns == 2:  # noqa: PLR2004 - both columns of the page are full
                pages.append([])
                columns = 0
            columns += 1
            used = 0.0
        pages[-1].append(line)
        used += high
    if not pages:
        note = "This deck cites no source beyond the data package."
        return [Slide(SlideKind.TEXT, "Sources", text=note)]
    return [
        Slide(
            SlideKind.SOURCES,
            "Sources" + (f" ({number} of {len(pages)})" if len(pages) > 1 else ""),
            lines=tuple(page),
            notes=f"Sources of '{deck.title}'.",
        )
        for number, page in enumerate(pages, start=1)
    ]


def source_height(text: str, column_pt: float) -> float:
    """Return the height that a source takes in a column, points."""
    size = layout.SOURCE_PT
    return len(wrapped(text, size, column_pt)) * size * layout.LINE_FACTOR + 4


def source_columns(slide: Slide) -> Sequence[Sequence[SourceLine]]:
    """Return the sources of a slide in two columns of about one height."""
    column = (layout.FULL_WIDTH / 2 - 0.15) * layout.POINTS
    room = layout.BODY_HEIGHT * layout.POINTS
    columns: list[list[SourceLine]] = [[], []]
    used = 0.0
    place = 0
    for line in slide.lines:
        high = source_height(line.text, column)
        if place == 0 and used + high > room:
            place = 1
        columns[place].append(line)
        used += high
    return [lines for lines in columns if lines]


def _method(deck: Deck, dataset: Dataset, scenes: Sequence[Scene]) -> Sequence[Slide]:
    layers = sorted({layer for scene in scenes for layer in scene.state.layers})
    resources = [name for layer in layers for name in {"land": ["land-detail"]}.get(layer, [layer])]
    method = [
        "Events, launch dates and missiles are counted; rows are not. One sortie, patrol or voyage "
        "is one event.",
        "Most kinds are selections: what is missing here may have happened all the same. "
        + cutoff_words(dataset),
        "No impact coordinate of a missile and hardly any position of an incident was ever "
        "published: each place is an estimate inside its circle.",
        "Inside or outside an exclusive economic zone is the statement of Japan's government where "
        "it says so; other answers are labelled.",
        ADIZ_LINE + " The published limit is drawn solid, estimated edges dashed with their band.",
        STATUS_LINE,
        "Perspective changes names and boundaries, never an event or a count.",
    ]
    credit = [
        f"Data version {dataset.catalog.data_version}. Every picture can be reproduced from the "
        f"view id under it, such as {deck.name}/1.",
        credit_line(dataset, ["incidents", "missile-launches", *resources]),
        "Fonts: Noto Sans (OFL 1.1), IPAex Gothic (IPA Font License 1.0). "
        "Not for navigation; not a statement on territory or borders.",
    ]
    text = "\n\n".join(filter(None, [*method, *credit]))
    pages = _text_pages(text)
    heading = "Method and limits"
    return [
        Slide(
            SlideKind.TEXT,
            heading + (f" ({number} of {len(pages)})" if len(pages) > 1 else ""),
            text=page,
            notes="How the numbers and places were made, and what they cannot tell.",
        )
        for number, page in enumerate(pages, start=1)
    ]


def _text_pages(text: str) -> Sequence[str]:
    room = layout.BODY_HEIGHT * layout.POINTS
    limit = layout.FULL_WIDTH * layout.POINTS
    step = layout.TEXT_PT * layout.LINE_FACTOR
    pages: list[list[str]] = [[]]
    used = 0.0
    for paragraph in text.split("\n\n"):
        high = len(wrapped(paragraph, layout.TEXT_PT, limit)) * step + step / 2
        if pages[-1] and used + high > room:
            pages.append([])
            used = 0.0
        pages[-1].append(paragraph)
        used += high
    return ["\n\n".join(page) for page in pages]


def heading_size(heading: str) -> float:
    """Return the size of a heading, points: it fills two lines at most."""
    limit = layout.FULL_WIDTH * layout.POINTS
    size = layout.HEADING_PT + 4
    while size > layout.HEADING_PT and width(heading, size, bold=True) > limit:
        size -= 1
    return size
