"""The last slides of a deck: statements checked, sources, method and limits."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from geo_tensions.briefing.model import Deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports import layout
from geo_tensions.exports.fitting import PAGED_PT, paged, source_height
from geo_tensions.exports.fonts import wrapped
from geo_tensions.exports.grids import checks_grid
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.slide import Slide, SlideKind, SourceLine
from geo_tensions.exports.words import (
    ADIZ_LINE,
    STATUS_LINE,
    credit_line,
    cutoff_words,
    source_text,
)
from geo_tensions.mapping.card_words import safe_url
from geo_tensions.model import Source

MOST_OF_ONE = 10
"""Documents of one publisher up to which each has a line on the slides of sources."""


METHOD = (
    """Events, launch dates and missiles are counted; rows are not. \
One sortie, patrol or voyage is one event.""",
    """No impact coordinate of a missile and hardly any position of an incident was ever \
published: each place is an estimate inside its circle.""",
    """Inside or outside an exclusive economic zone is the statement of Japan's government \
where it says so; other answers are labelled.""",
)
SELECTIONS = "Most kinds are selections: what is missing here may have happened all the same."
REPRODUCE = "Every picture can be reproduced from the view id under it"
FONTS = (
    "Fonts: Noto Sans (OFL 1.1), IPAex Gothic (IPA Font License 1.0). Not for navigation; not a "
    "statement on territory or borders."
)


def checks_slides(deck: Deck) -> Sequence[Slide]:
    """Return the table of the statements that a deck checks; none where it checks none."""
    grid = checks_grid(deck)
    if not grid.rows:
        return []
    heading = "The article's statements, checked"
    pages = paged(grid, PAGED_PT, layout.BODY_HEIGHT)
    return [
        Slide(
            SlideKind.TABLE,
            heading + (f" ({number} of {len(pages)})" if len(pages) > 1 else ""),
            grid=page,
            table_pt=PAGED_PT,
            alt=f"Table: the article and what the sources say, {len(page.rows)} rows.",
            notes="All statements that the deck checks, in the order of its steps.",
        )
        for number, page in enumerate(pages, start=1)
    ]


def ordered(sources: Iterable[Source]) -> Sequence[Source]:
    """Return sources with those of a publisher that is cited very often together at the end."""
    listed = list(sources)
    counts = Counter(source.publisher for source in listed)
    often = [name for name, count in counts.items() if count > MOST_OF_ONE]
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
        if len(documents) > MOST_OF_ONE:
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


def source_slides(deck: Deck, sources: Sequence[Source]) -> Sequence[Slide]:
    """Return the list of a deck's sources, in the order of their numbers."""
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


def method_slides(deck: Deck, dataset: Dataset, scenes: Sequence[Scene]) -> Sequence[Slide]:
    """Return how numbers and places were made, what they cannot tell, and whose data they are."""
    layers = sorted({layer for scene in scenes for layer in scene.state.layers})
    resources = [name for layer in layers for name in {"land": ["land-detail"]}.get(layer, [layer])]
    first = f"{deck.name}/1"
    parts = [
        *METHOD,
        f"{SELECTIONS} {cutoff_words(dataset)}",
        f"{ADIZ_LINE} The published limit is drawn solid, estimated edges dashed with their band.",
        STATUS_LINE,
        "Perspective changes names and boundaries, never an event or a count.",
        f"Data version {dataset.catalog.data_version}. {REPRODUCE}, such as {first}.",
        credit_line(dataset, ["incidents", "missile-launches", *resources]),
        FONTS,
    ]
    text = "\n\n".join(filter(None, parts))
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
