"""One slide, before any format."""

from dataclasses import dataclass
from enum import StrEnum

from geo_tensions.briefing.model import Check, Step, StepKind
from geo_tensions.exports import layout
from geo_tensions.exports.canvas import Format, Look, saved
from geo_tensions.exports.charts import draw_chart
from geo_tensions.exports.grids import Grid
from geo_tensions.exports.picture import draw_picture
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.theme import ThemeName


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
    table_pt
        Size of a table that goes on over several slides, points; 0: as large as fits.
    step, scene
        The deck's step, and what it shows; None on slides that belong to no step.
    """

    kind: SlideKind
    heading: str
    text: str = ""
    subtitle: str = ""
    check: Check | None = None
    grid: Grid | None = None
    table_pt: float = 0.0
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
