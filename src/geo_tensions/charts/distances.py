"""Distances over time: each a bar from the least to the greatest distance that its place allows."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from geo_tensions.analysis.words import counted
from geo_tensions.charts.base import (
    HEIGHT_PX,
    TIME,
    Chart,
    Row,
    Table,
    Theme,
    by_width,
    finished,
    kind_scale,
    values,
)
from geo_tensions.dataset import Dataset
from geo_tensions.timespan import Window


@dataclass(frozen=True, slots=True)
class Distance:
    """How far the middle of a record's place was from something, km, and what its radius allows."""

    row: int
    middle_km: float
    least_km: float
    greatest_km: float


def distances_chart(
    dataset: Dataset, distances: Sequence[Distance], *, what: str, theme: Theme
) -> Chart:
    """Return the chart of distances to ``what``, such as ``Japan's main islands``."""
    rows = [_row(dataset, one) for one in distances]
    sentence = _sentence(rows, what)
    used = [kind for kind in dataset.kinds if any(row["kind"] == kind for row in rows)]
    brush = alt.selection_interval(name=TIME, encodings=["x"])
    base = alt.Chart(values(rows)).encode(
        x=alt.X(
            "at:T",
            title="Date (JST)",
            axis=alt.Axis(grid=False),
            # Days of Japan, whatever the clock of the reader's computer.
            scale=alt.Scale(type="utc", padding=8),
        ),
        color=alt.Color(
            "label:N",
            title=None,
            scale=kind_scale(dataset, theme, used=used),
            legend=alt.Legend(orient="bottom", columns=by_width(1, 3)),
        ),
        tooltip=[
            alt.Tooltip("title:N", title="What"),
            alt.Tooltip("day:N", title="Day (JST)"),
            alt.Tooltip("middle:Q", title="Distance, km", format=",.0f"),
            alt.Tooltip("least:Q", title="at least, km", format=",.0f"),
            alt.Tooltip("greatest:Q", title="at most, km", format=",.0f"),
        ],
    )
    bars = base.mark_rule(strokeWidth=2, opacity=0.55).encode(
        y=alt.Y("least:Q", title="Distance, km"), y2="greatest:Q"
    )
    middles = base.mark_tick(thickness=2, width=8).encode(y="middle:Q")
    chart = alt.layer(bars.add_params(brush), middles).properties(
        height=HEIGHT_PX, width="container"
    )
    return Chart(
        spec=finished(chart, theme=theme, sentence=sentence),
        sentence=sentence,
        table=Table(
            header=["Day", "What", "Distance, km", "At least", "At most"],
            rows=[
                [r["day"], r["title"], *(f"{r[k]:,.0f}" for k in ("middle", "least", "greatest"))]
                for r in rows
            ],
        ),
        selections=(TIME,),
        notes=["A bar is what the radius of the place allows; its tick is the place's middle."],
    )


def _row(dataset: Dataset, one: Distance) -> Row:
    record = dataset.records[one.row]
    return {
        "id": record.id,
        "day": record["start"],
        "at": f"{Window.of_minutes(*(record.span.start,) * 2).first.isoformat()}T00:00Z",
        "title": record["title"],
        "kind": record["kind"],
        "label": dataset.kinds[record["kind"]].label,
        "middle": one.middle_km,
        "least": one.least_km,
        "greatest": one.greatest_km,
    }


def _sentence(rows: Sequence[Row], what: str) -> str:
    if not rows:
        return f"Distances to {what}: no record with a place is shown."
    near = min(rows, key=lambda row: row["middle"])
    span = f"{near['least']:,.0f} to {near['greatest']:,.0f}"
    return (
        f"Distances to {what} of {counted(len(rows), 'record')}. Nearest: {near['title']}, "
        f"{near['day']}, {near['middle']:,.0f} km ({span})."
    )
