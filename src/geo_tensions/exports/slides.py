"""A deck as slides: what stands on each, and what the speaker is told."""

from collections.abc import Sequence
from dataclasses import replace

from geo_tensions.briefing.model import Deck, Step, StepKind
from geo_tensions.dataset import Dataset
from geo_tensions.exports import layout
from geo_tensions.exports.charts import chart_alt_text
from geo_tensions.exports.endmatter import checks_slides, method_slides, ordered, source_slides
from geo_tensions.exports.fitting import PAGED_PT, fits, paged, table_size
from geo_tensions.exports.grids import grid_of_step
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.slide import Slide, SlideKind
from geo_tensions.exports.words import (
    PERSPECTIVE_WORDS,
    cutoff_words,
    filter_words,
    source_text,
    window_words,
)

MOST_LISTED = 40
"""Records and sources that the notes of a step list at most."""


def slides_of(deck: Deck, dataset: Dataset) -> Sequence[Slide]:
    """Return all slides of a deck: title, steps, statements checked, sources, method and limits."""
    scenes = [Scene.of_step(dataset, deck, number + 1) for number in range(len(deck.steps))]
    sources = ordered(dict.fromkeys(source for scene in scenes for source in scene.sources))
    numbers = {source.id: number for number, source in enumerate(sources, start=1)}
    slides = [_title(deck, dataset)]
    for step, scene in zip(deck.steps, scenes, strict=True):
        slide = _step_slide(deck, step, scene, numbers)
        slides += _whole_table(slide) if slide.kind is SlideKind.TABLE else [slide]
        if step.table is not None and step.kind is not StepKind.TABLE:
            slides += _table_slides(step, scene)
    slides += checks_slides(deck)
    slides += source_slides(deck, sources)
    slides += method_slides(deck, dataset, scenes)
    total = len(slides)
    return [
        _numbered(slide, deck, f"{number} / {total}")
        for number, slide in enumerate(slides, start=1)
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


def _step_slide(deck: Deck, step: Step, scene: Scene, numbers: dict[str, int]) -> Slide:
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
        notes=notes_of(deck, step, scene, numbers),
        step=step,
        scene=scene,
    )


def _whole_table(slide: Slide) -> Sequence[Slide]:
    """Return a table's slide, or more of them where one cannot hold it in a readable size."""
    grid = slide.grid
    if grid is None:
        return [slide]
    room = layout.BODY_HEIGHT - (layout.TABLE_TEXT_HEIGHT if slide.text else 0)
    if table_size(grid, room) >= PAGED_PT:
        return [slide]
    pages = paged(grid, PAGED_PT, room)
    return [
        replace(
            slide,
            grid=page,
            heading=f"{slide.heading} ({number} of {len(pages)})",
            table_pt=PAGED_PT,
            text=slide.text if number == 1 else "",
        )
        for number, page in enumerate(pages, start=1)
    ]


def _table_slides(step: Step, scene: Scene) -> Sequence[Slide]:
    """Return the slides of a table that goes with a map or chart."""
    grid = grid_of_step(step, scene)
    heading = step.table.heading if step.table and step.table.heading else step.heading
    pages = paged(grid, max(table_size(grid, layout.BODY_HEIGHT), PAGED_PT), layout.BODY_HEIGHT)
    return [
        Slide(
            SlideKind.TABLE,
            heading + (f" ({number} of {len(pages)})" if len(pages) > 1 else ""),
            grid=page,
            table_pt=PAGED_PT if len(pages) > 1 else 0.0,
            alt=f"Table: {heading}. {len(page.rows)} rows: {', '.join(page.columns)}.",
            notes=f"Goes with: {step.heading}.",
        )
        for number, page in enumerate(pages, start=1)
    ]


def notes_of(deck: Deck, step: Step, scene: Scene, numbers: dict[str, int]) -> str:
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
        for record in scene.records[:MOST_LISTED]
    ]
    if len(scene.records) > MOST_LISTED:
        events.append(f"\u2022 and {len(scene.records) - MOST_LISTED} more records")
    if events and step.kind is not StepKind.CHART:
        parts.append("Records:\n" + "\n".join(events))
    listed = [f"[{numbers[source.id]}] {source_text(source)}" for source in scene.sources]
    if len(listed) > MOST_LISTED:
        listed = [*listed[:MOST_LISTED], "and more: see the list of sources at the end"]
    if listed:
        parts.append("Sources:\n" + "\n".join(listed))
    if deck.handling:
        parts.append(deck.handling)
    return "\n\n".join(parts)


def _alt(scene: Scene) -> str:
    records = scene.records
    titles = "; ".join(f"{record['start']} {record['title']}" for record in records[:8])
    more = f"; and {len(records) - 8} more" if len(records) > 8 else ""  # noqa: PLR2004 - a sentence
    view = scene.state.view
    return (
        f"Map centred on {view.lat:.1f} N, {view.lon:.1f} E, {window_words(scene.windows)}. "
        f"{scene.counts.sentence}. {titles}{more}"
    )
