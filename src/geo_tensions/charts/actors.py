"""Who acted in what: groups of actors against kinds, a disc for the number of events."""

from collections.abc import Sequence

import altair as alt

from geo_tensions.analysis.series import ActorKind
from geo_tensions.analysis.words import counted
from geo_tensions.charts.base import (
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

PAIR = "pair"
"""Name of the selection of cells: an actor group and a kind, in ``actor`` and ``kind``."""

ROW_PX = 26


def actors_chart(dataset: Dataset, cells: Sequence[ActorKind], *, theme: Theme) -> Chart:
    """Return the chart of cells such as ``analysis.series.actors_by_kind`` gives."""
    kinds = [kind for kind in dataset.kinds if any(cell.kind == kind for cell in cells)]
    actors = [group for group in dataset.actor_groups if any(c.actor == group for c in cells)]
    rows = [_row(dataset, cell) for cell in cells]
    sentence = _sentence(cells, rows)
    click = alt.selection_point(name=PAIR, fields=["actor", "kind"], toggle=True)
    base = alt.Chart(values(rows)).encode(
        x=alt.X(
            "label:N",
            title=None,
            sort=[dataset.kinds[kind].label for kind in kinds],
            axis=alt.Axis(labelAngle=-35, labelLimit=by_width(110, 320), grid=True),
        ),
        y=alt.Y(
            "actor:N",
            title=None,
            sort=actors,
            axis=alt.Axis(labelLimit=by_width(90, 220), grid=True),
        ),
    )
    discs = base.mark_circle().encode(
        size=alt.Size(
            "count:Q", scale=alt.Scale(type="linear", range=[40, 560], domainMin=0), legend=None
        ),
        color=alt.Color("label:N", scale=kind_scale(dataset, theme, used=kinds), legend=None),
        opacity=alt.when(click).then(alt.value(0.8)).otherwise(alt.value(0.2)),
        tooltip=[
            alt.Tooltip("actor:N", title="Actor"),
            alt.Tooltip("label:N", title="Kind"),
            alt.Tooltip("count:Q", title="Events or launch dates"),
        ],
    )
    numbers = base.mark_text(dx=18, align="left", fontSize=11).encode(text="count:Q")
    chart = alt.layer(discs.add_params(click), numbers).properties(
        width="container", height=ROW_PX * max(1, len(actors)), padding={"right": 30}
    )
    return Chart(
        spec=finished(chart, theme=theme, sentence=sentence),
        sentence=sentence,
        table=Table(
            header=["Actor", "Kind", "Events or launch dates"],
            rows=[[row["actor"], row["label"], f"{row['count']:,}"] for row in rows],
        ),
        selections=(PAIR,),
        notes=["An event with several actors stands in the row of each."],
    )


def _row(dataset: Dataset, cell: ActorKind) -> Row:
    label = dataset.kinds[cell.kind].label
    return {"actor": cell.actor, "kind": cell.kind, "label": label, "count": cell.count}


def _sentence(cells: Sequence[ActorKind], rows: Sequence[Row]) -> str:
    if not rows:
        return "Actors by kind: nothing is shown."
    most = max(rows, key=lambda row: row["count"])
    actors = counted(len({cell.actor for cell in cells}), "group of actors", "groups of actors")
    kinds = counted(len({cell.kind for cell in cells}), "kind")
    return (
        f"Actors by kind: {actors} in {kinds}. Most events: {most['actor']}, "
        f"{most['label']} ({most['count']:,})."
    )
