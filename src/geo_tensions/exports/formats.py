"""Every format in which a deck or a view leaves, by the ending of its file."""

from collections.abc import Callable, Mapping

import numpy as np

from geo_tensions.analysis.state import FilterState
from geo_tensions.briefing.library import is_shipped
from geo_tensions.briefing.model import Deck, StepKind
from geo_tensions.dataset import Dataset
from geo_tensions.exports import citations, geofiles, kml, tables
from geo_tensions.exports.canvas import Format, Look, saved
from geo_tensions.exports.charts import draw_chart
from geo_tensions.exports.files import ExportError, Progress, silent
from geo_tensions.exports.handout import handout_bytes
from geo_tensions.exports.html import html_bytes
from geo_tensions.exports.options import Options
from geo_tensions.exports.pdf import pdf_bytes
from geo_tensions.exports.picture import picture
from geo_tensions.exports.pptx import pptx_bytes
from geo_tensions.exports.scene import Scene
from geo_tensions.model import Evidence

DATA_FORMATS: Mapping[str, Callable[[Scene], bytes]] = {
    ".csv": tables.csv_bytes,
    ".geojson": geofiles.geojson_bytes,
    ".gpkg": geofiles.geopackage_bytes,
    ".kml": kml.kml_bytes,
    ".parquet": geofiles.geoparquet_bytes,
    ".bib": citations.bibtex,
    ".csl.json": citations.csl_json,
    ".txt": citations.plain_text,
}
"""Formats of data and citations."""

PICTURE_FORMATS: Mapping[str, Format] = {".png": Format.PNG, ".svg": Format.SVG}
"""Formats of one picture."""

DECK_FORMATS = (".pptx", ".pdf", ".html", ".zip")
"""Formats of a whole deck; ``.zip`` holds all others with their SHA-256 sums."""

ENDINGS = (*DECK_FORMATS, *PICTURE_FORMATS, *DATA_FORMATS)


def ending_of(name: str) -> str:
    """Return the ending of a file name that tells its format.

    Raises
    ------
    ExportError
        If it tells none.
    """
    found = [ending for ending in ENDINGS if name.lower().endswith(ending)]
    if not found:
        msg = f"{name}: the ending tells no format; end it in one of {' '.join(ENDINGS)}"
        raise ExportError(msg)
    return max(found, key=len)


def deck_bytes(
    deck: Deck,
    dataset: Dataset,
    ending: str,
    *,
    options: Options | None = None,
    progress: Progress = silent,
) -> bytes:
    """Return a deck, one of its pictures or its data as a file's bytes.

    Raises
    ------
    ExportError
        If the deck has no such step or an option cannot be used.
    """
    options = options or Options()
    if options.step is not None and not 1 <= options.step <= len(deck.steps):
        msg = f"deck '{deck.name}' has no step {options.step}; it has 1 to {len(deck.steps)}"
        raise ExportError(msg)
    if ending == ".pptx":
        template = options.template
        return pptx_bytes(deck, dataset, template=template, look=options.theme, progress=progress)
    if ending == ".pdf":
        make = handout_bytes if options.handout else pdf_bytes
        return make(deck, dataset, look=options.theme, progress=progress)
    if ending == ".html":
        return html_bytes(deck, dataset, progress=progress)
    if ending == ".zip":
        # Imported late: a bundle is made of all formats.
        from geo_tensions.exports.bundle import bundle_bytes  # noqa: PLC0415

        return bundle_bytes(deck, dataset, options=options, progress=progress)
    progress(0, 1, ending.removeprefix("."))
    if ending in PICTURE_FORMATS:
        content = step_picture(deck, dataset, options, PICTURE_FORMATS[ending])
    else:
        content = DATA_FORMATS[ending](deck_scene(deck, dataset, options.step))
    progress(1, 1, "done")
    return content


def step_picture(deck: Deck, dataset: Dataset, options: Options, form: Format) -> bytes:
    """Return the map or chart of a deck's step."""
    number = options.step or 1
    scene = Scene.of_step(dataset, deck, number)
    look = Look.of_pixels(*options.size_px, theme=options.theme, projection=options.projection)
    step = deck.steps[number - 1]
    if step.kind is StepKind.CHART and step.chart is not None:
        return saved(draw_chart(step.chart, scene, look), look, form, title=step.heading)
    return picture(scene, look, form)


def deck_scene(deck: Deck, dataset: Dataset, step: int | None) -> Scene:
    """Return the scene of one step, or of all records that any step shows."""
    if step is not None:
        return Scene.of_step(dataset, deck, step)
    scenes = [Scene.of_step(dataset, deck, at + 1) for at in range(len(deck.steps))]
    shown = np.logical_or.reduce([scene.mask for scene in scenes])
    base = FilterState.default(dataset)
    state = FilterState(
        window=dataset.extent,
        kinds=frozenset(dataset.kinds),
        evidence=frozenset(Evidence),
        ids=frozenset(dataset.records[int(row)].id for row in np.flatnonzero(shown)),
        layers=base.layers,
        perspective=deck.steps[0].state.perspective,
    )
    return Scene(
        dataset,
        state,
        (dataset.extent,),
        title=deck.title,
        handling=deck.handling,
        reference=deck.name if is_shipped(deck.name, dataset.catalog) else "",
        extra_sources=tuple(dict.fromkeys(one for scene in scenes for one in scene.extra_sources)),
        chart_sources=tuple(dict.fromkeys(one for scene in scenes for one in scene.chart_sources)),
    )
