"""Scrambles by fiscal year; parts of years are hatched, unverified figures hollow."""

from collections.abc import Sequence
from typing import Any

import altair as alt

from geo_tensions.analysis.scrambles import AGAINST_WORDS, NEVER_ADDED, YearFigure
from geo_tensions.analysis.words import capital, counted, verb
from geo_tensions.charts.base import HEIGHT_PX, Chart, Row, Table, Theme, finished, values
from geo_tensions.registers import Against, Basis

YEAR = "fiscal_year"
"""Name of the selection of fiscal years: numbers, in ``fiscal_year``."""

COLOURS = {
    "light": {Against.TOTAL: "#8a949e", Against.RUSSIA: "#2f3bc4", Against.CHINA: "#a86a00"},
    "dark": {Against.TOTAL: "#67737f", Against.RUSSIA: "#9aa5ff", Against.CHINA: "#ecc91a"},
}
"""Colours of no state and of no kind, told apart in lightness as well as in hue."""

STRIPES = 9
"""Pairs of stripes across a hatched bar."""

BASIS_WORDS = {
    Basis.READ: "read",
    Basis.DERIVED: "derived from figures that were read",
    Basis.SHARES: "from published shares, rounded to whole per cent",
    Basis.UNVERIFIED: "unverified",
}


def scrambles_chart(
    figures: Sequence[YearFigure],
    *,
    against: Sequence[Against] = (Against.RUSSIA, Against.CHINA),
    hidden: int = 0,
    theme: Theme,
) -> Chart:
    """Return the chart of year figures.

    Parameters
    ----------
    figures
        As ``analysis.scrambles.year_figures`` returns them.
    against
        Series drawn, side by side.
    hidden
        Fiscal years with unverified figures that are not among the figures.
    theme
        Colours.
    """
    shown = [one for one in figures if one.against in against]
    rows = [_row(one) for one in shown]
    sentence = _sentence(shown, against)
    most = max((row["count"] for row in rows), default=1)
    labels = [capital(AGAINST_WORDS[one]) for one in against]
    colours = [COLOURS[theme.name][one] for one in against]
    scale = alt.Scale(domain=labels, range=colours)
    click = alt.selection_point(name=YEAR, fields=["fiscal_year"], toggle=True)
    base = alt.Chart(values(rows)).encode(
        x=alt.X(
            "year:O",
            title="Japan's fiscal year (from 1 April)",
            axis=alt.Axis(labelAngle=-90),
            scale=alt.Scale(domain=_years(rows)),
        ),
        xOffset=alt.XOffset("against:N", sort=labels),
    )
    bars = base.mark_bar(strokeWidth=1.5).encode(
        y=alt.Y("count:Q", title="Scrambles", stack=None, scale=alt.Scale(domain=[0, most])),
        strokeDash=alt.when("datum.unverified")
        .then(alt.value([3, 3]))
        .otherwise(alt.value([1, 0])),
        opacity=alt.when(click).then(alt.value(1)).otherwise(alt.value(0.3)),
        tooltip=[
            alt.Tooltip("label:N", title="Period"),
            alt.Tooltip("against:N", title="Against"),
            alt.Tooltip("count:Q", title="Scrambles", format=","),
            alt.Tooltip("basis:N", title="Figure"),
            alt.Tooltip("note:N", title="Note"),
        ],
    )
    whole = bars.transform_filter("!datum.partial && !datum.unverified").encode(
        fill=alt.Fill("against:N", title=None, scale=scale, legend=alt.Legend(orient="bottom"))
    )
    marked = bars.transform_filter("datum.partial || datum.unverified").encode(
        fill=_fill(labels, colours, theme), stroke=_stroke(labels, colours, theme)
    )
    chart = alt.layer(whole.add_params(click), marked).properties(
        height=HEIGHT_PX, width="container"
    )
    return Chart(
        spec=finished(chart, theme=theme, sentence=sentence),
        sentence=sentence,
        table=_table(shown, against),
        selections=(YEAR,),
        notes=_notes(shown, hidden),
    )


def _fill(labels: Sequence[str], colours: Sequence[str], theme: Theme) -> Any:  # noqa: ANN401
    chain: Any = alt.when("datum.unverified").then(alt.value("transparent"))
    for label, code in zip(labels, colours, strict=True):
        mine = f"datum.against == '{label}'"
        chain = chain.when(f"datum.partial && {mine}").then(alt.value(_hatched(code, theme)))
    return chain.otherwise(alt.value(theme.ink_2))


def _stroke(labels: Sequence[str], colours: Sequence[str], theme: Theme) -> Any:  # noqa: ANN401
    chain: Any = alt
    for label, code in zip(labels, colours, strict=True):
        chain = chain.when(f"datum.against == '{label}'").then(alt.value(code))
    return chain.otherwise(alt.value(theme.ink_2))


def _hatched(code: str, theme: Theme) -> dict[str, Any]:
    """Return diagonal stripes as a gradient with hard stops: Vega knows no patterns."""
    stops = []
    for stripe in range(2 * STRIPES):
        shade = code if stripe % 2 else theme.paper
        stops += [
            {"offset": stripe / (2 * STRIPES), "color": shade},
            {"offset": (stripe + 1) / (2 * STRIPES), "color": shade},
        ]
    return {"gradient": "linear", "x1": 0, "y1": 0, "x2": 1, "y2": 1, "stops": stops}


def _row(one: YearFigure) -> Row:
    return {
        "fiscal_year": one.period.fiscal_year,
        "year": f"FY{one.period.fiscal_year}" + ("*" if one.period.partial else ""),
        "label": one.label,
        "against": capital(AGAINST_WORDS[one.against]),
        "count": one.figure.value,
        "partial": one.period.partial,
        "unverified": one.figure.unverified,
        "basis": BASIS_WORDS[one.figure.basis],
        "note": one.period.note,
    }


def _years(rows: Sequence[Row]) -> list[str]:
    """Return every year from the first to the last, so that a year without a figure is a gap."""
    named = {row["fiscal_year"]: row["year"] for row in rows}
    if not named:
        return []
    return [named.get(year, f"FY{year}") for year in range(min(named), max(named) + 1)]


def _notes(shown: Sequence[YearFigure], hidden: int) -> list[str]:
    notes = []
    parts = list(dict.fromkeys(one.label for one in shown if one.period.partial))
    if parts:
        notes.append(f"Hatched and marked *: a part of a year ({'; '.join(parts)}). {NEVER_ADDED}")
    if any(one.figure.basis is Basis.SHARES for one in shown):
        notes.append("Some figures follow from published shares, rounded to whole per cent.")
    if any(one.figure.unverified for one in shown):
        notes.append("Dashed and hollow: unverified, no document was read.")
    if hidden:
        years = counted(hidden, "fiscal year")
        notes.append(f"{years} {verb(hidden, 'has', 'have')} unverified figures, shown on request.")
    return notes


def _sentence(shown: Sequence[YearFigure], series: Sequence[Against]) -> str:
    if not shown:
        return "Scrambles by fiscal year: no figure for these dates."
    parts = []
    for against in series:
        whole = [one for one in shown if one.against is against and not one.period.partial]
        if whole:
            high = max(whole, key=lambda one: one.figure.value)
            low = min(whole, key=lambda one: one.figure.value)
            parts.append(
                f"against {AGAINST_WORDS[against]} from {low.figure.value:,} ({low.label}) to "
                f"{high.figure.value:,} ({high.label})"
            )
    partial = [
        f"{one.label}, against {AGAINST_WORDS[one.against]}: {one.figure.value:,}"
        for one in shown
        if one.period.partial
    ]
    text = "Scrambles of Japan's Air Self-Defense Force by fiscal year"
    text += f": {'; '.join(parts)}." if parts else "."
    return text + (f" Parts of years: {'; '.join(partial)}." if partial else "")


def _table(shown: Sequence[YearFigure], against: Sequence[Against]) -> Table:
    by_year: dict[str, dict[Against, YearFigure]] = {}
    for one in shown:
        by_year.setdefault(one.label, {})[one.against] = one
    return Table(
        header=["Fiscal year", *(capital(AGAINST_WORDS[one]) for one in against)],
        rows=[
            [label, *(_cell(figures.get(one)) for one in against)]
            for label, figures in by_year.items()
        ],
    )


def _cell(one: YearFigure | None) -> str:
    if one is None:
        return ""
    mark = "" if one.figure.basis is Basis.READ else f" ({BASIS_WORDS[one.figure.basis]})"
    return f"{one.figure.value:,}{mark}"
