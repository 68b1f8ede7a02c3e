"""What all charts share: colours of the page, fonts, names of selections, the text beside each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from geo_tensions.dataset import Dataset

FONT = "Geo Sans, Geo Gothic, system-ui, sans-serif"
"""The page's fonts (.streamlit/config.toml)."""

FONT_SIZE_PX = 12
TITLE_SIZE_PX = 14
HEIGHT_PX = 220
NARROW_PX = 560
"""Width below which labels are cut shorter and legends take fewer columns."""

TIME = "time"
"""Name of the selection that a brush over time makes: an interval of its x field."""

GROUP = "group"
"""Name of the selection of a domain or kind."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of one theme, those of ``mapping/static/theme.css``."""

    name: str
    ink: str
    ink_2: str
    paper: str
    paper_2: str
    line: str
    line_strong: str
    accent: str
    selected: str
    ramp: tuple[str, str]


LIGHT = Theme(
    name="light",
    ink="#14181f",
    ink_2="#4b5563",
    paper="#fdfdfb",
    paper_2="#eff1f0",
    line="#cdd3d8",
    line_strong="#8a949e",
    accent="#2f3bc4",
    selected="#d2007a",
    ramp=("#9aa3e6", "#141b70"),
)
DARK = Theme(
    name="dark",
    ink="#eef1f5",
    ink_2="#aab4c0",
    paper="#14191f",
    paper_2="#222a33",
    line="#333d48",
    line_strong="#67737f",
    accent="#9aa5ff",
    selected="#ff6fb9",
    ramp=("#4a57b8", "#e4e7ff"),
)
THEMES: Mapping[str, Theme] = {"light": LIGHT, "dark": DARK}


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a chart as text: a header and rows of equal length."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart and what stands for it where it cannot be seen.

    Attributes
    ----------
    spec
        The Altair chart; ``spec.to_dict()`` is the Vega-Lite specification.
    sentence
        What it shows, in one or two sentences; also the description in the specification.
    table
        Its figures.
    selections
        Names of the selection parameters that a page may read.
    notes
        What must stand beside it in view: what is marked, hidden or not known.
    """

    spec: Any
    sentence: str
    table: Table
    selections: Sequence[str] = ()
    notes: Sequence[str] = ()


def finished(chart: Any, *, theme: Theme, sentence: str) -> Any:  # noqa: ANN401 - Altair's own types
    """Return a chart with the page's fonts and colours, and a description for screen readers."""
    return (
        chart.properties(
            description=sentence,
            background="transparent",
            # The height is that of the plot: axes and legends never squeeze it.
            autosize=alt.AutoSizeParams(type="fit-x", contains="padding"),
        )
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=theme.ink_2,
            titleColor=theme.ink,
            gridColor=theme.line,
            domainColor=theme.line_strong,
            tickColor=theme.line_strong,
            labelFontSize=FONT_SIZE_PX,
            titleFontSize=FONT_SIZE_PX,
            titleFontWeight="normal",
            gridOpacity=0.7,
        )
        .configure_legend(
            labelColor=theme.ink,
            titleColor=theme.ink,
            labelFontSize=FONT_SIZE_PX,
            titleFontSize=FONT_SIZE_PX,
            titleFontWeight="normal",
            symbolStrokeWidth=1.5,
            labelLimit=320,
        )
        .configure_title(color=theme.ink, fontSize=TITLE_SIZE_PX, anchor="start")
        .configure_text(color=theme.ink)
    )


def by_width(narrow: int, wide: int) -> alt.ExprRef:
    """Return a measure that is another one where the chart is narrow: on a phone, or enlarged."""
    return alt.ExprRef(f"containerSize()[0] < {NARROW_PX} ? {narrow} : {wide}")


def values(rows: Sequence[Row]) -> alt.InlineData:
    """Return rows as data of a chart."""
    return alt.InlineData(values=list(rows))


def colour(item: Any, theme: Theme) -> str:  # noqa: ANN401 - a kind or a domain
    """Return the colour of a kind or domain in a theme."""
    return str(item.colour_dark if theme.name == "dark" else item.colour_light)


def domain_scale(dataset: Dataset, theme: Theme, *, used: Sequence[str]) -> alt.Scale:
    """Return the colours of domains by label, in table order, for the domains that occur."""
    domains = [item for item in dataset.tables.domains.values() if item.id in used]
    return alt.Scale(
        domain=[item.label for item in domains],
        range=[colour(item, theme) for item in domains],
    )


def kind_scale(dataset: Dataset, theme: Theme, *, used: Sequence[str]) -> alt.Scale:
    """Return the colours of kinds by label, in table order, for the kinds that occur."""
    kinds = [kind for kind in dataset.kinds.values() if kind.id in used]
    return alt.Scale(
        domain=[kind.label for kind in kinds], range=[colour(kind, theme) for kind in kinds]
    )
