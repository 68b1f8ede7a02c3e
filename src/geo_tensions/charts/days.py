"""A calendar of days: a row a month, a column a day, darker where more began."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import altair as alt
import numpy as np

from geo_tensions.analysis.words import counted, day_words, span_words, verb
from geo_tensions.charts.base import NARROW_PX, Chart, Row, Table, Theme, finished, values
from geo_tensions.dataset import Dataset
from geo_tensions.timespan import Window

DAY = "day"
"""Name of the selection of days: ISO dates, in ``day``."""

CELL_PX = 15
EVERY_FIFTH = (
    f"containerSize()[0] < {NARROW_PX} && datum.value > 1 && datum.value % 5 ? '' : datum.label"
)
"""Label of a day: where the chart is narrow, only those of the 1st, 5th, 10th and so on."""

STEPS = 6
"""Most entries of the legend."""

LONGEST_DAYS = 3000
"""Days of the longest window whose empty days are drawn too; a longer one has only months with
events."""


def days_chart(
    dataset: Dataset,
    days: Mapping[date, Sequence[int]],
    *,
    window: Window,
    unknown: Sequence[int] = (),
    theme: Theme,
) -> Chart:
    """Return the calendar of a window.

    Parameters
    ----------
    dataset
        Holds the records.
    days, unknown
        Rows of each day and rows without one, as :func:`geo_tensions.analysis.series.calendar`
        returns them.
    window
        Days looked at.
    theme
        Colours.
    """
    rows = [_row(dataset, day, days.get(day, ())) for day in _days(days, window)]
    sentence = _sentence(rows, window)
    months = len({row["month"] for row in rows})
    click = alt.selection_point(name=DAY, fields=["day"], toggle=True)
    chart = (
        alt.Chart(values(rows))
        .mark_rect(stroke=theme.paper, strokeWidth=1, cornerRadius=2)
        .encode(
            x=alt.X("number:O", title="Day of the month", axis=_axis(labelExpr=EVERY_FIFTH)),
            y=alt.Y("month:O", title=None, axis=_axis()),
            color=alt.when("datum.count == 0")
            .then(alt.value(theme.paper_2))
            .otherwise(_colour(theme, max((row["count"] for row in rows), default=1))),
            opacity=alt.when(click).then(alt.value(1)).otherwise(alt.value(0.3)),
            tooltip=[
                alt.Tooltip("day:N", title="Day (JST)"),
                alt.Tooltip("count:Q", title="Events or launch dates"),
                alt.Tooltip("titles:N", title="What"),
            ],
        )
        .properties(width="container", height=CELL_PX * max(1, months))
        .add_params(click)
    )
    notes = []
    if unknown:
        lost = counted(len(unknown), "record")
        known = verb(len(unknown), "is", "are")
        notes.append(f"{lost} {known} known to the month or year only and in no cell.")
    return Chart(
        spec=finished(chart, theme=theme, sentence=sentence),
        sentence=sentence,
        table=Table(
            header=["Day", "Events or launch dates", "What"],
            rows=[[r["day"], f"{r['count']:,}", r["titles"]] for r in rows if r["count"]],
        ),
        selections=(DAY,),
        notes=notes,
    )


def _axis(**further: Any) -> alt.Axis:  # noqa: ANN401 - Altair's own types
    return alt.Axis(grid=False, domain=False, ticks=False, labelAngle=0, **further)


def _colour(theme: Theme, most: int) -> alt.Color:
    return alt.Color(
        "count:Q",
        title="A day",
        scale=alt.Scale(range=list(theme.ramp), domain=[1, max(most, 2)]),
        legend=alt.Legend(
            orient="bottom", type="symbol", symbolType="square", values=_steps(most), format="d"
        ),
    )


def _steps(most: int) -> list[int]:
    stride = max(1, -(-most // STEPS))
    return list(range(1, most + 1, stride))


def _days(days: Mapping[date, Sequence[int]], window: Window) -> list[date]:
    if window.days <= LONGEST_DAYS:
        return [window.first + timedelta(days=number) for number in range(window.days)]
    return sorted(days)


def _row(dataset: Dataset, day: date, rows: Sequence[int]) -> Row:
    return {
        "day": day.isoformat(),
        "month": f"{day:%Y-%m}",
        "number": day.day,
        "count": len(np.unique(dataset.columns.event[list(rows)])) if rows else 0,
        "titles": "; ".join(dataset.records[row]["title"] for row in rows),
    }


def _sentence(rows: Sequence[Row], window: Window) -> str:
    full = [row for row in rows if row["count"]]
    head = f"Calendar of days, {span_words(window)}: {counted(len(full), 'day')} with events"
    if not full:
        return f"{head}."
    most = max(full, key=lambda row: row["count"])
    when = day_words(date.fromisoformat(most["day"]))
    return f"{head} or launch dates, most on {when} ({most['count']})."
