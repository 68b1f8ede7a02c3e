"""The presentation that slides are added to: our own, or a template."""

from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from geo_tensions.exports import layout
from geo_tensions.exports.files import ExportError

FONT = "Arial"
"""Font of the slides' text: the packaged ones cannot be carried in a PPTX, and Arial, or one as
wide, is on every machine."""

_ASPECT = layout.WIDTH / layout.HEIGHT


def open_presentation(template: Path | None) -> Any:  # noqa: ANN401 - pptx is untyped here
    """Return our own presentation, or a template without its slides.

    Raises
    ------
    ExportError
        If the template cannot be read or is not 16:9.
    """
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


def widen(deck: Any) -> None:  # noqa: ANN401 - pptx is untyped here
    """Make a presentation 16:9, with what its masters hold."""
    factor = Inches(layout.WIDTH) / deck.slide_width
    deck.slide_width, deck.slide_height = Inches(layout.WIDTH), Inches(layout.HEIGHT)
    for page in (*deck.slide_masters, *deck.slide_layouts):
        for shape in page.placeholders:
            left, wide = int(shape.left * factor), int(shape.width * factor)
            top, high = shape.top, shape.height
            shape.left, shape.width, shape.top, shape.height = left, wide, top, high


def set_fonts(deck: Any) -> None:  # noqa: ANN401 - pptx is untyped here
    """Give the masters' themes our font."""
    for master in deck.slide_masters:
        part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
        part._blob = part.blob.replace(b'typeface="Calibri"', f'typeface="{FONT}"'.encode())  # noqa: SLF001


def title_layout(deck: Any) -> Any:  # noqa: ANN401 - pptx is untyped here
    """Return the layout that has a title and as little else as may be.

    Raises
    ------
    ExportError
        If none has a title.
    """

    def others(candidate: Any) -> int:  # noqa: ANN401
        return len([shape for shape in candidate.placeholders if shape.placeholder_format.idx])

    titled = [
        one
        for one in deck.slide_layouts
        if any(shape.placeholder_format.idx == 0 for shape in one.placeholders)
    ]
    if not titled:
        msg = "the template has no layout with a title; add one to its master"
        raise ExportError(msg)
    return min(titled, key=others)
