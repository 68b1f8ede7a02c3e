"""The charts of a deck's chart steps."""

from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from geo_tensions.briefing.model import Chart, ChartKind
from geo_tensions.dataset import Dataset
from geo_tensions.exports.canvas import Look, new_figure, pixel_axes
from geo_tensions.exports.fonts import FAMILIES, drawable, register, width, wrapped
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.scrambles import Scrambles, scrambles
from geo_tensions.exports.shapes import PX_TO_PT
from geo_tensions.exports.theme import Theme, ThemeName, theme
from geo_tensions.exports.words import data_line
from geo_tensions.model import Flag
from geo_tensions.timespan import day_of

_TEXT_PX = 15.0
_SMALL_PX = 11.5
_FOOT_PX = 74.0


def draw_chart(chart: Chart, scene: Scene, look: Look) -> Figure:
    """Draw a chart on a picture of its own."""
    register()
    colours = theme(look.theme)
    figure, page = new_figure(look, colours)
    page.set_facecolor(colours["paper-solid"])
    axes = pixel_axes(figure, look, (62, _FOOT_PX + 54, look.width - 16, look.height - 70))
    painter = _ChartPainter(axes, page, scene, look, colours)
    if chart.kind is ChartKind.SCRAMBLES:
        painter.scrambles(chart)
    else:
        painter.per_year(chart)
    return figure


def chart_alt_text(chart: Chart, dataset: Dataset) -> str:
    """Return what a chart shows, in words, for those who cannot see it."""
    if chart.kind is not ChartKind.SCRAMBLES:
        what = "events" if chart.kind is ChartKind.EVENTS_PER_YEAR else "missiles"
        return f"Bar chart: {what} of this collection per year, {chart.first} to {chart.last}."
    parts = []
    for year, one in scrambles(dataset).items():
        if chart.first <= year <= chart.last:
            russia = "not published" if one.russia is None else str(one.russia)
            span = "" if one.full_year else f" ({one.note})"
            parts.append(f"FY{year}{span} {one.total}, against Russia {russia}")
    return "Bar chart of scrambles per fiscal year. " + "; ".join(parts) + "."


class _ChartPainter:
    def __init__(self, axes: Axes, page: Axes, scene: Scene, look: Look, colours: Theme) -> None:
        self.axes = axes
        self.page = page
        self.scene = scene
        self.look = look
        self.theme = colours

    def scrambles(self, chart: Chart) -> None:
        years = [
            one
            for year, one in scrambles(self.scene.dataset).items()
            if chart.first <= year <= chart.last
        ]
        colours = self._series()
        top = max((one.total or 0 for one in years), default=1) * 1.12
        self._scale(len(years), top)
        for place, one in enumerate(years):
            self._bar(place, one, colours)
        labels = [f"FY{one.fiscal_year}{'*' if one.unverified else ''}" for one in years]
        self._labels(labels)
        self._key([*colours.items()], "Scrambles per fiscal year (1 April to 31 March)")
        partial = [one for one in years if not one.full_year]
        notes = [
            f"FY{one.fiscal_year} hatched: {one.note}; not a full year"
            + ("" if one.russia is not None else ", and no split in numbers was published")
            for one in partial
        ]
        if any(one.unverified for one in years):
            notes.append("* at least one figure is unverified")
        notes.append(
            "A scramble answers an approach; it is no violation of airspace. "
            "Figures of Japan's Joint Staff, mostly as told by press"
        )
        self._foot(". ".join(notes) + ". " + data_line(self.scene))

    def _bar(self, place: int, one: Scrambles, colours: Mapping[str, str]) -> None:
        total = one.total or 0
        if one.russia is None or one.china is None:
            self._box(place, 0, total, colours["not split"], partial=not one.full_year)
        else:
            parts = (
                ("Russia", one.russia),
                ("China", one.china),
                ("others", total - one.russia - one.china),
            )
            base = 0
            for name, number in parts:
                self._box(place, base, number, colours[name], partial=not one.full_year)
                if name == "Russia":
                    self._number(place, base + number / 2, number, inside=True)
                base += number
        self._number(place, total, total)

    def per_year(self, chart: Chart) -> None:
        missiles = chart.kind is ChartKind.MISSILES_PER_YEAR
        numbers = self._numbers_per_year(chart, missiles=missiles)
        colour = self.theme["ink-2"] if self.look.theme is ThemeName.PRINT else self.theme["accent"]
        self._scale(len(numbers), max([*numbers.values(), 1]) * 1.12)
        for place, (year, number) in enumerate(numbers.items()):
            self._box(place, 0, number, colour, partial=year >= self._last_year())
            if number:
                self._number(place, number, number)
        years = list(numbers)
        step = 1 if len(years) <= 16 else 3  # noqa: PLR2004 - what fits beside each other
        self._labels([str(year) if at % step == 0 else "" for at, year in enumerate(years)])
        what = "Missiles counted by this collection" if missiles else "Events of this collection"
        self._key([], f"{what}, per year")
        note = f"{self._last_year()} hatched: to the cut-off. "
        if not missiles:
            note += "Most kinds are selections: this counts what was collected, not what happened. "
        self._foot(note + data_line(self.scene))

    def _numbers_per_year(self, chart: Chart, *, missiles: bool) -> Mapping[int, int]:
        columns = self.scene.dataset.columns
        rows = np.flatnonzero(self.scene.mask)
        numbers = dict.fromkeys(range(chart.first, chart.last + 1), 0)
        events: set[int] = set()
        for row in rows:
            year = day_of(int(columns.start[row])).year
            if year not in numbers:
                continue
            if missiles:
                numbers[year] += int(columns.missiles[row])
            elif not columns.flags[row] & Flag.LAUNCH and int(columns.event[row]) not in events:
                events.add(int(columns.event[row]))
                numbers[year] += 1
        return numbers

    def _last_year(self) -> int:
        return self.scene.dataset.extent.last.year

    def _series(self) -> Mapping[str, str]:
        if self.look.theme is ThemeName.PRINT:
            return {
                "Russia": "#222222",
                "China": "#8a8a8a",
                "others": "#d8d8d8",
                "not split": "#ffffff",
            }
        return {
            "Russia": "#AF2800",
            "China": "#3B48D8",
            "others": "#9aa3ad",
            "not split": "#c9ced4",
        }

    def _scale(self, bars: int, top: float) -> None:
        self.axes.set_facecolor(self.theme["paper-solid"])
        self.axes.set_xlim(-0.6, max(bars, 1) - 0.4)
        self.axes.set_ylim(0, top)
        step = next((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if top / s <= 6), 1000)  # noqa: PLR2004
        ticks = np.arange(0, top, step)
        self.axes.set_yticks(ticks, [f"{int(tick):,}" for tick in ticks])
        self.axes.grid(axis="y", color=self.theme["line"], linewidth=0.6)
        self.axes.set_axisbelow(True)
        self.axes.tick_params(length=0, colors=self.theme["ink-2"], labelsize=14 * PX_TO_PT)
        for label in self.axes.get_yticklabels():
            label.set_fontfamily(FAMILIES)

    def _box(self, place: int, base: float, high: float, colour: object, *, partial: bool) -> None:
        self.axes.bar(
            place,
            high,
            bottom=base,
            width=0.74,
            facecolor=colour,
            edgecolor=self.theme["paper-solid"] if colour != "#ffffff" else self.theme["ink"],
            linewidth=0.8,
            hatch="////" if partial else None,
            alpha=0.75 if partial else 1.0,
        )

    def _number(self, place: int, at: float, number: int, *, inside: bool = False) -> None:
        self.axes.text(
            place,
            at,
            f"{number:,}",
            ha="center",
            va="center" if inside else "bottom",
            fontsize=(13 if inside else _TEXT_PX) * PX_TO_PT,
            family=FAMILIES,
            fontweight="normal" if inside else "bold",
            color="#ffffff" if inside else self.theme["ink"],
        )

    def _labels(self, labels: Sequence[str]) -> None:
        self.axes.set_xticks(range(len(labels)), labels)
        steep = len(labels) > 10 and max(map(len, labels), default=0) > 5  # noqa: PLR2004
        for label in self.axes.get_xticklabels():
            label.set_fontfamily(FAMILIES)
            label.set_rotation(38 if steep else 0)
            label.set_horizontalalignment("right" if steep else "center")
            label.set_rotation_mode("anchor" if steep else "default")
            label.set_color(self.theme["ink"])

    def _key(self, entries: Sequence[tuple[str, str]], title: str) -> None:
        y = self.look.height - 24
        self._text(title, 14, y, 17.0, bold=True)
        x, y = 14.0, y - 26
        for name, colour in entries:
            words = f"against {name}" if name in {"Russia", "China"} else name
            self.page.bar(
                x + 6,
                13,
                bottom=y - 6,
                width=13,
                facecolor=colour,
                edgecolor=self.theme["ink-2"],
                linewidth=0.5,
            )
            self._text(words, x + 18, y, 14.0)
            x += width(words, 14.0) + 40

    def _foot(self, text: str) -> None:
        lines = wrapped(text, _SMALL_PX, self.look.width - 28)
        for number, line in enumerate(lines[:5]):
            self._text(line, 14, _FOOT_PX - 8 - number * _SMALL_PX * 1.35, _SMALL_PX, ink="ink-2")

    def _text(  # noqa: PLR0913 - the settings of a text
        self, text: str, x: float, y: float, size: float, *, bold: bool = False, ink: str = "ink"
    ) -> None:
        self.page.text(
            x,
            y,
            drawable(text),
            fontsize=size * PX_TO_PT,
            family=FAMILIES,
            parse_math=False,
            fontweight="bold" if bold else "normal",
            color=self.theme[ink],
            va="center_baseline",
        )
