"""A deck as the presenter on the map takes it: the slides of every format, as JSON."""

import base64
from collections.abc import Mapping
from typing import Any

from geo_tensions.analysis.state import LAYERS
from geo_tensions.briefing.model import CallOut, Deck, StepKind
from geo_tensions.dataset import Dataset
from geo_tensions.exports import layout
from geo_tensions.exports.canvas import Format, Look, saved
from geo_tensions.exports.charts import draw_chart
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.slide import Slide
from geo_tensions.exports.slides import slides_of
from geo_tensions.exports.theme import ThemeName
from geo_tensions.exports.words import source_line, window_words
from geo_tensions.mapping.card_words import safe_url
from geo_tensions.mapping.payload import encode_mask

_CHART_THEMES = (ThemeName.LIGHT, ThemeName.DARK)


def screens(deck: Deck, dataset: Dataset) -> dict[str, Any]:
    """Return a deck as JSON-ready values: one screen for each slide, in the same order.

    Every text is plain text. A screen with a map carries the state to show: minutes of the window,
    a mask of the records that pass in any of its windows (base64), layers, view and call-outs.
    """
    return {
        "name": deck.name,
        "title": deck.title,
        "handling": deck.handling,
        "language": deck.language,
        "screens": [_screen(slide, dataset) for slide in slides_of(deck, dataset)],
    }


def _screen(slide: Slide, dataset: Dataset) -> dict[str, Any]:
    screen: dict[str, Any] = {
        "kind": slide.kind.value,
        "heading": slide.heading,
        "subtitle": slide.subtitle,
        "text": slide.text,
        "notes": slide.notes,
        "number": slide.number,
        "alt": slide.alt,
        "step": slide.step.id if slide.step else None,
    }
    if slide.check:
        screen["check"] = {"article": slide.check.article, "record": slide.check.record}
    if slide.grid:
        screen["grid"] = {
            "columns": list(slide.grid.columns),
            "rows": [list(row) for row in slide.grid.rows],
            "widths": [round(width, 3) for width in slide.grid.widths],
        }
    if slide.lines:
        screen["lines"] = [{"text": one.text, "url": safe_url(one.url)} for one in slide.lines]
    if slide.scene is not None:
        screen |= {
            "dates": window_words(slide.scene.windows),
            "counts": slide.scene.counts.sentence,
            "sources": source_line(slide.scene),
            "view_id": slide.scene.view_id,
        }
        if slide.step is not None and slide.step.kind is StepKind.MAP:
            screen["show"] = _show(slide.scene, dataset, play=slide.step.play)
        if slide.step is not None and slide.step.chart is not None:
            screen["chart"] = _charts(slide, slide.scene)
    return screen


def _show(scene: Scene, dataset: Dataset, *, play: bool) -> dict[str, Any]:
    state = scene.state
    selected = state.selected
    return {
        "window": {"from": state.window.start, "to": state.window.end},
        "mask": base64.b64encode(encode_mask(scene.mask)).decode(),
        "layers": {layer: layer in state.layers for layer in LAYERS},
        "perspective": state.perspective.value,
        "selected": {"row": dataset.row_of[selected], "id": selected} if selected else None,
        "view": {"lat": state.view.lat, "lon": state.view.lon, "zoom": state.view.zoom},
        "play": play,
        "callouts": [
            place for one in scene.callouts if (place := _callout(one, dataset)) is not None
        ],
    }


def _callout(callout: CallOut, dataset: Dataset) -> Mapping[str, Any] | None:
    lon, lat = callout.lon, callout.lat
    if callout.record is not None:
        record = dataset.records[dataset.row_of[callout.record]]
        lon, lat = record.lon, record.lat
    if lon is None or lat is None:
        return None
    return {"text": callout.text, "lon": lon, "lat": lat}


def _charts(slide: Slide, scene: Scene) -> dict[str, str]:
    """Return the step's chart as SVG for each theme; the presenter shows it as an image."""
    if slide.step is None or slide.step.chart is None:
        return {}
    found: dict[str, str] = {}
    for name in _CHART_THEMES:
        look = Look(
            width=layout.PICTURE_WIDTH * layout.PX_PER_INCH,
            height=layout.BODY_HEIGHT * layout.PX_PER_INCH,
            theme=name,
            bare=True,
        )
        figure = draw_chart(slide.step.chart, scene, look)
        found[name.value] = saved(figure, look, Format.SVG, title=slide.heading).decode()
    return found
