"""Events and launch dates over time, by domain as stacked bars or by kind as a row each."""

import altair as alt

from geo_tensions.analysis.series import By, Cell, Series
from geo_tensions.analysis.words import counted, listed, span_words, verb
from geo_tensions.charts.base import (
    GROUP,
    HEIGHT_PX,
    TIME,
    Chart,
    Row,
    Table,
    Theme,
    by_width,
    domain_scale,
    finished,
    kind_scale,
    values,
)
from geo_tensions.dataset import Dataset
from geo_tensions.timespan import Window

ROW_PX = 26
"""Height of the row of one kind."""

SELECTION_NOTE = (
    "Most kinds are selections: bars say what was collected, not what happened; each kind's "
    "completeness stands in the legend of the map."
)


def over_time_chart(dataset: Dataset, series: Series, *, theme: Theme) -> Chart:
    """Return the chart of a series.

    The page may read two selections: ``time``, an interval of ``from`` (milliseconds), and
    ``group``, the ids clicked, in ``group``.
    """
    used = [group for group in series.groups if series.total(group)]
    labels = _labels(dataset, series.by)
    rows = _rows(series, labels)
    sentence = _sentence(series, labels)
    brush = alt.selection_interval(name=TIME, encodings=["x"])
    click = alt.selection_point(name=GROUP, fields=["group"], toggle=True)
    chart = alt.Chart(values(rows))
    if series.by is By.DOMAIN:
        chart = _stacked(chart, domain_scale(dataset, theme, used=used), click, paper=theme.paper)
    else:
        order = [labels[group] for group in series.groups if group in used]
        scale = kind_scale(dataset, theme, used=used)
        most = max((cell.count for cell in series.cells), default=1)
        chart = _rows_of_kinds(chart, scale, order, click, _disc(most, theme.line_strong))
    notes = [SELECTION_NOTE]
    if series.coarse:
        number = counted(len(series.coarse), "record")
        notes.append(
            f"The date of {number} is known less precisely than a bar is wide; "
            f"{verb(len(series.coarse), 'it stands', 'they stand')} at the first day possible."
        )
    return Chart(
        spec=finished(chart.add_params(brush, click), theme=theme, sentence=sentence),
        sentence=sentence,
        table=_table(series, labels, used),
        selections=(TIME, GROUP),
        notes=notes,
    )


def _labels(dataset: Dataset, by: By) -> dict[str, str]:
    table = dataset.kinds if by is By.KIND else dataset.tables.domains
    return {key: item.label for key, item in table.items()}


def _rows(series: Series, labels: dict[str, str]) -> list[Row]:
    # Vega-Lite does not stack bars whose ends in time are given, so the stack is made here.
    height: dict[str, int] = {}
    rows = []
    for cell in series.cells:
        below = height.get(cell.bucket.label, 0)
        height[cell.bucket.label] = below + cell.count
        rows.append(_row(cell, labels) | {"below": below, "above": below + cell.count})
    return rows


def _row(cell: Cell, labels: dict[str, str]) -> Row:
    row: Row = {
        "bucket": cell.bucket.label,
        "from": f"{cell.bucket.window.first.isoformat()}T00:00Z",
        "until": f"{cell.bucket.window.last.isoformat()}T23:59Z",
        "days": span_words(cell.bucket.window),
        "group": cell.group,
        "label": labels[cell.group],
        "count": cell.count,
    }
    return row | ({"missiles": cell.missiles} if cell.missiles else {})


def _x(*, padding_px: int = 0) -> alt.X:
    axis = alt.Axis(grid=False, labelOverlap=True)
    # Days of Japan, whatever the clock of the reader's computer.
    scale = alt.Scale(type="utc", padding=padding_px)
    return alt.X("from:T", title="Date (JST)", axis=axis, scale=scale)


def _steps(most: int) -> list[int]:
    """Return the counts of which the legend shows a disc: 1, the middle and the largest."""
    return sorted({1, (most + 1) // 2, most})


def _tooltip() -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title="What"),
        alt.Tooltip("days:N", title="Days (JST)"),
        alt.Tooltip("count:Q", title="Events or launch dates"),
        alt.Tooltip("missiles:Q", title="Missiles in this data set"),
    ]


def _stacked(chart: alt.Chart, scale: alt.Scale, click: alt.Parameter, *, paper: str) -> alt.Chart:
    result: alt.Chart = (
        chart.mark_rect(stroke=paper, strokeWidth=0.8)
        .encode(
            x=_x(),
            x2="until:T",
            y=alt.Y("below:Q", title="Events and launch dates", axis=alt.Axis(tickMinStep=1)),
            y2="above:Q",
            color=alt.Color(
                "label:N",
                title=None,
                scale=scale,
                legend=alt.Legend(orient="bottom", columns=by_width(2, 6)),
            ),
            opacity=alt.when(click).then(alt.value(1)).otherwise(alt.value(0.25)),
            tooltip=_tooltip(),
        )
        .properties(height=HEIGHT_PX, width="container")
    )
    return result


def _disc(most: int, ink: str) -> alt.Size:
    return alt.Size(
        "count:Q",
        title="Events or launch dates",
        scale=alt.Scale(type="linear", range=[18, 420], domainMin=0),
        legend=alt.Legend(orient="bottom", values=_steps(most), format="d", symbolFillColor=ink),
    )


def _rows_of_kinds(
    chart: alt.Chart, scale: alt.Scale, order: list[str], click: alt.Parameter, size: alt.Size
) -> alt.Chart:
    result: alt.Chart = (
        chart.mark_circle(opacity=0.85)
        .encode(
            x=_x(padding_px=14),
            y=alt.Y(
                "label:N",
                title=None,
                sort=order,
                axis=alt.Axis(labelLimit=by_width(130, 320), grid=True),
            ),
            size=size,
            color=alt.Color("label:N", title=None, scale=scale, legend=None),
            opacity=alt.when(click).then(alt.value(0.85)).otherwise(alt.value(0.2)),
            tooltip=_tooltip(),
        )
        .properties(height=ROW_PX * max(1, len(order)), width="container")
    )
    return result


def _sentence(series: Series, labels: dict[str, str]) -> str:
    span = span_words(Window(series.buckets[0].window.first, series.buckets[-1].window.last))
    head = f"Events and launch dates by {series.step} and {series.by}, {span}"
    totals = [(series.total(group), labels[group]) for group in series.groups]
    shown = [(number, label) for number, label in totals if number]
    if not shown:
        return f"{head}: nothing is shown."
    busiest = max(
        ((sum(c.count for c in series.cells if c.bucket is b), b.label) for b in series.buckets),
        key=lambda pair: pair[0],
    )
    parts = listed([f"{label} {number:,}" for number, label in shown])
    return f"{head}: {parts}. Most in {busiest[1]}: {busiest[0]:,}."


def _table(series: Series, labels: dict[str, str], used: list[str]) -> Table:
    cells = {(cell.bucket.label, cell.group): cell.count for cell in series.cells}
    buckets = dict.fromkeys(cell.bucket.label for cell in series.cells)
    return Table(
        header=[series.step.value.capitalize(), *(labels[group] for group in used)],
        rows=[
            [bucket, *(f"{cells.get((bucket, group), 0):,}" for group in used)]
            for bucket in buckets
        ],
    )
