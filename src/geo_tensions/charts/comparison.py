"""Two sides of a comparison, kind by kind; kinds that may not be compared are pale."""

from collections.abc import Sequence

import altair as alt

from geo_tensions.analysis.compare import Comparison, Line
from geo_tensions.analysis.words import listed, rate_words, signed
from geo_tensions.charts.base import Chart, Row, Table, Theme, by_width, finished, values

SIDE = "side"
"""Name of the selection of a kind on one side, in ``line`` and ``side``."""

ROW_PX = 15


def comparison_chart(comparison: Comparison, *, theme: Theme) -> Chart:
    """Return the chart of a comparison; lines with nothing on both sides are left out."""
    lines = [line for line in comparison.lines if any(line.counts)]
    names = [f"{letter}: {side.label}" for letter, side in zip("AB", comparison.sides, strict=True)]
    rows = [_row(line, number, names) for line in lines for number in (0, 1)]
    sentence = _sentence(lines, names)
    click = alt.selection_point(name=SIDE, fields=["line", "side"], toggle=True)
    base = alt.Chart(values(rows)).encode(
        y=alt.Y("label:N", title=None, sort=None, axis=alt.Axis(labelLimit=by_width(140, 340))),
        yOffset=alt.YOffset("name:N", sort=names),
        x=alt.X(
            "count:Q",
            title="Events, launch dates or missiles",
            axis=alt.Axis(tickMinStep=1, tickCount=8),
        ),
    )
    bars = base.mark_bar(height=alt.RelativeBandSize(0.9)).encode(
        color=alt.Color(
            "name:N",
            title=None,
            scale=alt.Scale(domain=names, range=[theme.line_strong, theme.accent]),
            legend=alt.Legend(orient="top", columns=1, labelLimit=420),
        ),
        opacity=alt.when(click & "!datum.refused").then(alt.value(1)).otherwise(alt.value(0.4)),
        tooltip=[
            alt.Tooltip("label:N", title="What"),
            alt.Tooltip("name:N", title="Side"),
            alt.Tooltip("count:Q", title="Count"),
            alt.Tooltip("rate:N", title="Rate"),
            alt.Tooltip("refused:N", title="Not compared"),
        ],
    )
    numbers = base.mark_text(align="left", dx=4, fontSize=11).encode(text="count:Q")
    chart = alt.layer(bars.add_params(click), numbers).properties(
        height=2.4 * ROW_PX * max(1, len(lines)), width="container"
    )
    refused = [line.label for line in lines if line.refused]
    notes = list(comparison.warnings)
    if refused:
        notes.append(f"Pale, not compared, because they are selections: {listed(refused)}.")
    return Chart(
        spec=finished(chart, theme=theme, sentence=sentence),
        sentence=sentence,
        table=Table(
            header=["What", *names, "Difference", "A, rate", "B, rate", "Not compared"],
            rows=[_cells(line) for line in lines],
        ),
        selections=(SIDE,),
        notes=notes,
    )


def _row(line: Line, number: int, names: Sequence[str]) -> Row:
    return {
        "line": line.id,
        "label": line.label,
        "side": number,
        "name": names[number],
        "count": line.counts[number],
        "rate": rate_words(line.rates[number]) if line.rates else "",
        "refused": line.refused,
    }


def _cells(line: Line) -> list[str]:
    rates = [rate_words(rate) for rate in line.rates] if line.rates else ["", ""]
    difference = "" if line.difference is None else signed(line.difference)
    return [line.label, *(f"{count:,}" for count in line.counts), difference, *rates, line.refused]


def _sentence(lines: Sequence[Line], names: Sequence[str]) -> str:
    head = f"Comparison of {names[0]} with {names[1]}"
    told = [line for line in lines if not line.refused]
    if not told:
        return f"{head}: nothing that may be compared is shown."
    parts = [
        f"{line.label} {line.counts[0]:,} and {line.counts[1]:,}"
        + (f" ({rate_words(line.rates[0])} and {rate_words(line.rates[1])})" if line.rates else "")
        for line in told
    ]
    return f"{head}: {'; '.join(parts)}."
