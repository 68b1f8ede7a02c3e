"""The fields of a record as a form, and what was filled in as values of a record."""

import re
from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from geo_tensions.columns import EVIDENCE
from geo_tensions.dataset import Dataset
from geo_tensions.mapping.card_words import EVIDENCE_WORDS
from geo_tensions.model import Display, Evidence, Layer, PlacePrecision
from geo_tensions.records import LONGEST_RADIUS_KM
from geo_tensions.timespan import Timespan
from geo_tensions.ui.words import markdown_plain
from geo_tensions.workspace.changes import GEOMETRY, Feature
from geo_tensions.workspace.judging import layer_of, with_all_keys

Values = dict[str, Any]

LONGEST = 4_000
"""Characters of a field."""

_TEXTS = {
    "place": "Place in words",
    "position_basis": "How the point was chosen",
    "equipment": "Ships, aircraft, missiles",
}
_AREAS = {"summary": "Summary", "notes": "Notes"}
_LAUNCH_TEXTS = {
    "missile": "Missile",
    "launch_site": "Launched from",
    "landed_in": "Fell in",
    "outcome": "Outcome",
}
_LAUNCH_NUMBERS = {"apogee_km": "Highest point, km", "range_km": "Range, km"}
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def blank() -> Feature:
    """Return a feature in which nothing is filled in."""
    properties = {"end_kind": "inclusive", "evidence": Evidence.REPORTED.value, "kind": None}
    return with_all_keys(properties, None, Layer.INCIDENTS)


def made(after: Mapping[str, Any], identifier: str, layer: Layer) -> Feature:
    """Return a new record of what was filled in."""
    told = {key: value for key, value in after.items() if key != GEOMETRY}
    told |= {"id": identifier, "event_id": identifier, "end_kind": "inclusive"}
    return with_all_keys(told, after.get(GEOMETRY), layer)


def form(feature: Feature, dataset: Dataset, *, mark: str, route: bool) -> Callable[[], Values]:
    """Show the fields of a record.

    Parameters
    ----------
    feature
        As it is.
    dataset
        Kinds and actors to choose from.
    mark
        Tells the widgets of one form from those of another.
    route
        Whether a schematic route stands for the place, which is not edited here.

    Returns
    -------
    callable
        Gives the values that were filled in, by key; raises ValueError in one line where a number
        cannot be read.
    """
    properties = feature["properties"]
    entered: Values = {}
    entered["title"] = st.text_input(
        "Title", properties.get("title") or "", max_chars=200, key=f"own-title-{mark}"
    )
    with st.container(horizontal=True, gap="small"):
        entered["kind"] = _kind(properties.get("kind"), dataset, mark)
        entered["start"] = st.text_input(
            "Date, or first day",
            properties.get("start") or "",
            placeholder="2026-11-24, 2026-11 or 2026",
            max_chars=10,
            key=f"own-start-{mark}",
            width=200,
        )
        entered["end"] = st.text_input(
            "Last day",
            properties.get("end") or "",
            max_chars=10,
            key=f"own-end-{mark}",
            width=140,
            disabled=properties.get("end_kind") != "inclusive",
        )
        entered["evidence"] = _evidence(properties.get("evidence"), mark)
    if route:
        st.caption("A schematic route stands for the place; routes are not edited here.")
    else:
        _point(feature, entered, mark)
    for key, label in _TEXTS.items():
        entered[key] = st.text_input(
            label, properties.get(key) or "", max_chars=LONGEST, key=f"own-{key}-{mark}"
        )
    entered["actors"] = st.multiselect(
        "Actors",
        list(dataset.actors),
        [code for code in properties.get("actors") or [] if code in dataset.actors],
        format_func=lambda code: dataset.actors[code].label,
        key=f"own-actors-{mark}",
    )
    if layer_of(feature) is Layer.LAUNCHES:
        _launch(properties, entered, mark)
    entered["sources"] = st.text_area(
        "Sources, one a line",
        "\n".join(properties.get("sources") or []),
        max_chars=LONGEST,
        height=100,
        key=f"own-sources-{mark}",
        help="An id of the shipped sources, or: publisher | title | date | https://...",
    )
    for key, label in _AREAS.items():
        entered[key] = st.text_area(
            label, properties.get(key) or "", max_chars=LONGEST, height=90, key=f"own-{key}-{mark}"
        )
    return lambda: _values(entered, feature, route=route)


def _kind(kind: str | None, dataset: Dataset, mark: str) -> str | None:
    kinds = list(dataset.kinds)
    return st.selectbox(
        "Kind",
        kinds,
        index=kinds.index(kind) if kind in kinds else None,
        format_func=lambda item: markdown_plain(dataset.kinds[item].label),
        key=f"own-kind-{mark}",
        width=300,
    )


def _evidence(level: str | None, mark: str) -> str:
    levels = [item.value for item in EVIDENCE]
    return str(
        st.selectbox(
            "Who says so",
            levels,
            index=levels.index(level) if level in levels else 1,
            format_func=lambda item: EVIDENCE_WORDS[Evidence(item)][0],
            key=f"own-evidence-{mark}",
            width=180,
        )
    )


def _point(feature: Feature, entered: Values, mark: str) -> None:
    point = (feature.get(GEOMETRY) or {}).get("coordinates") or (None, None)
    radius = feature["properties"].get("radius_km")
    with st.container(horizontal=True, gap="small"):
        for key, label, value in (
            ("lat", "Latitude", point[1]),
            ("lon", "Longitude", point[0]),
            ("radius_km", "Radius, km", radius),
        ):
            entered[key] = st.text_input(
                label,
                "" if value is None else f"{value:.10g}",
                max_chars=20,
                key=f"own-{key}-{mark}",
                width=180,
                help="The radius of the disc that surely holds the place."
                if key == "radius_km"
                else "WGS 84 degrees; empty where the place is not known.",
            )


def _launch(properties: Mapping[str, Any], entered: Values, mark: str) -> None:
    with st.container(horizontal=True, gap="small"):
        entered["count"] = st.text_input(
            "Missiles",
            _digits(properties.get("count")),
            max_chars=5,
            key=f"own-count-{mark}",
            width=120,
        )
        for key, label in (_LAUNCH_NUMBERS | _LAUNCH_TEXTS).items():
            value = properties.get(key)
            entered[key] = st.text_input(
                label,
                _digits(value) if key in _LAUNCH_NUMBERS else value or "",
                max_chars=200,
                key=f"own-{key}-{mark}",
                width=210,
            )


def _digits(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"


def _values(entered: Mapping[str, Any], feature: Feature, *, route: bool) -> Values:
    """Return what was filled in, with what follows from it."""
    properties = feature["properties"]
    texts = ("title", "start", "end", *_TEXTS, *_AREAS, *_LAUNCH_TEXTS)
    after: Values = {key: entered[key].strip() or None for key in texts if key in entered}
    after |= {key: entered[key] for key in ("kind", "evidence", "actors")}
    lines = entered["sources"].splitlines()
    after["sources"] = list(dict.fromkeys(line.strip() for line in lines if line.strip()))
    for key in ("count", *_LAUNCH_NUMBERS):
        if key in entered:
            number = _number(key, entered[key])
            after[key] = int(number) if key == "count" and number is not None else number
    try:
        after["date_precision"] = Timespan.parse(after["start"] or "").precision.value
    except ValueError:
        # The checks tell it in their own words.
        after["date_precision"] = properties.get("date_precision")
    if not route:
        after |= _place(entered, properties)
    return after


def _place(entered: Mapping[str, str], properties: Mapping[str, Any]) -> Values:
    """Return point, radius, and what follows from them: precision, display, reason."""
    lat, lon, radius = (_number(key, entered[key]) for key in ("lat", "lon", "radius_km"))
    if (lat is None) != (lon is None):
        msg = "give both latitude and longitude, or neither"
        raise ValueError(msg)
    if lat is None or lon is None:
        lane = properties.get("lane")
        return {
            GEOMETRY: None,
            "radius_km": None,
            "place_precision": PlacePrecision.NONE.value,
            "display": Display.LANE.value if lane else Display.LIST.value,
            "no_place_reason": properties.get("no_place_reason") or "No place was given.",
        }
    longest = LONGEST_RADIUS_KM
    level = PlacePrecision.AREA
    for finer in (PlacePrecision.APPROXIMATE, PlacePrecision.EXACT):
        if radius is not None and radius <= longest[finer]:
            level = finer
    told = properties.get("place_precision")
    # A record may claim less than its radius allows, never more.
    coarser = list(PlacePrecision).index(level)
    if told in {item.value for item in PlacePrecision} and told not in {"none", "route"}:
        level = list(PlacePrecision)[max(coarser, list(PlacePrecision).index(PlacePrecision(told)))]
    shown = properties.get("display")
    usual = Display.AREA if level is PlacePrecision.AREA else Display.POINT
    return {
        GEOMETRY: {"type": "Point", "coordinates": [lon % 360, lat]},
        "radius_km": radius,
        "place_precision": level.value,
        "display": shown if shown in {"point", "area"} and told == level.value else usual.value,
        "no_place_reason": None,
    }


def _number(key: str, text: str) -> float | None:
    bare = text.strip()
    if not bare:
        return None
    if not _NUMBER.fullmatch(bare):
        msg = f"{key} '{bare[:40]}' is no number"
        raise ValueError(msg)
    return float(bare.replace(",", "."))
