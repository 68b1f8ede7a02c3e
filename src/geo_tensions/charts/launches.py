"""Launches by class: range along the ground against the highest point reached."""

from collections.abc import Sequence

import altair as alt

from geo_tensions.analysis.completeness import LAUNCH_KIND
from geo_tensions.analysis.series import Launch
from geo_tensions.analysis.words import counted, noun, verb
from geo_tensions.charts.base import Chart, Row, Table, Theme, by_width, colour, finished, values
from geo_tensions.dataset import Dataset

FLIGHT = "flight"
"""Name of the selection of a box of ranges and heights, km: ``range_km`` and ``apogee_km``."""

CLASS = "classes"
"""Name of the selection of classes of range, in ``range_class``."""

CLASSES = ("SRBM", "SRBM/MRBM", "MRBM", "IRBM", "ICBM", "SLBM", "SLV", "not stated")
SHAPES = (
    *("circle", "cross", "square", "diamond", "triangle-up", "triangle-down", "triangle-right"),
    "stroke",
)
"""A mark for each class, in order: they share the colour that launches have on the map."""

MARKS_NOTE = (
    "A mark is a row: one missile or a salvo. In the second colour: passed over Japan. Hollow: "
    "unverified."
)
TICKS_KM = (0, 100, 250, 500, 1000, 1500, 2000, 3000, 4000, 5000, 6000, 7000, 8000)
HEIGHT_PX = 320
MARK_PX2 = 70


def launches_chart(
    dataset: Dataset, launches: Sequence[Launch], *, lacking: Sequence[int] = (), theme: Theme
) -> Chart:
    """Return the chart of launch rows.

    Parameters
    ----------
    dataset
        Holds the colour of launches.
    launches, lacking
        Rows with and without both figures, as ``analysis.series.launches`` returns them.
    theme
        Colours.
    """
    rows = [_row(launch) for launch in launches]
    ink = colour(dataset.kinds[LAUNCH_KIND], theme)
    sentence = _sentence(launches)
    used = [name for name in CLASSES if any(row["range_class"] == name for row in rows)]
    used += sorted({row["range_class"] for row in rows} - set(CLASSES))
    shapes = [SHAPES[CLASSES.index(name)] if name in CLASSES else "stroke" for name in used]
    box = alt.selection_interval(name=FLIGHT)
    click = alt.selection_point(name=CLASS, fields=["range_class"], bind="legend", toggle=True)
    chart = (
        alt.Chart(values(rows))
        .mark_point(size=MARK_PX2, strokeWidth=1.4)
        .encode(
            x=_km("range_km", "Range along the ground, km (square-root scale)", rows),
            y=_km("apogee_km", "Highest point, km (square-root scale)", rows, vertical=True),
            shape=alt.Shape(
                "range_class:N",
                title="Class, as reported",
                scale=alt.Scale(domain=used, range=shapes),
                legend=alt.Legend(orient="bottom", columns=by_width(2, 8)),
            ),
            stroke=alt.when("datum.over").then(alt.value(theme.selected)).otherwise(alt.value(ink)),
            fill=alt.when("datum.over")
            .then(alt.value(theme.selected))
            .when("datum.unverified")
            .then(alt.value("transparent"))
            .otherwise(alt.value(ink)),
            fillOpacity=alt.value(0.35),
            opacity=alt.when(click).then(alt.value(0.9)).otherwise(alt.value(0.12)),
            tooltip=[
                alt.Tooltip("title:N", title="Launch"),
                alt.Tooltip("day:N", title="Day (JST)"),
                alt.Tooltip("range_km:Q", title="Range, km", format=",.0f"),
                alt.Tooltip("apogee_km:Q", title="Highest point, km", format=",.0f"),
                alt.Tooltip("missiles:Q", title="Missiles in this row"),
                alt.Tooltip("evidence:N", title="Evidence"),
            ],
        )
        .properties(height=HEIGHT_PX, width="container")
        .add_params(box, click)
    )
    notes = [MARKS_NOTE]
    if lacking:
        lost = counted(len(lacking), "launch row")
        notes.append(f"{lost} {verb(len(lacking), 'lacks', 'lack')} range or highest point.")
    return Chart(
        spec=finished(chart, theme=theme, sentence=sentence),
        sentence=sentence,
        table=Table(
            header=["Day", "Launch", "Class", "Range, km", "Highest point, km"],
            rows=[
                [
                    *(one.day, one.title, one.range_class),
                    *(f"{one.range_km:,.0f}", f"{one.apogee_km:,.0f}"),
                ]
                for one in launches
            ],
        ),
        selections=(FLIGHT, CLASS),
        notes=notes,
    )


def _km(field: str, title: str, rows: Sequence[Row], *, vertical: bool = False) -> alt.X | alt.Y:
    # Ranges run from 25 to 4,600 km: linear would crowd the short ones, log has no place for 0.
    most = max((row[field] for row in rows), default=TICKS_KM[-1])
    scale = alt.Scale(type="sqrt", domain=[0, most], nice=True)
    axis = alt.Axis(values=list(TICKS_KM), format=",d", labelOverlap=True)
    return (alt.Y if vertical else alt.X)(f"{field}:Q", title=title, scale=scale, axis=axis)


def _row(launch: Launch) -> Row:
    return {
        "id": launch.id,
        "day": launch.day,
        "title": launch.title,
        "range_class": launch.range_class,
        "range_km": launch.range_km,
        "apogee_km": launch.apogee_km,
        "missiles": launch.missiles,
        "over": launch.passed_over_japan,
        "unverified": launch.unverified,
        "evidence": "unverified" if launch.unverified else "",
    }


def _sentence(launches: Sequence[Launch]) -> str:
    if not launches:
        return "Launches by range and highest point: nothing is shown."
    longest = max(launches, key=lambda one: one.range_km)
    highest = max(launches, key=lambda one: one.apogee_km)
    number = len(launches)
    return (
        f"{number:,} launch {noun(number, 'row')} by range and highest point. Longest: "
        f"{longest.range_km:,.0f} km on {longest.day}; highest: {highest.apogee_km:,.0f} km on "
        f"{highest.day}."
    )
