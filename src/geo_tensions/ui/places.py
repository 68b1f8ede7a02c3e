"""Filters by place: inside a zone, within a distance, inside an area drawn on the map."""

from dataclasses import replace

import streamlit as st

from geo_tensions.analysis.claims import in_view
from geo_tensions.analysis.spatial import MAX_KM, Near, relations, split, targets
from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError
from geo_tensions.tables import read_rows
from geo_tensions.ui.sync import Session
from geo_tensions.ui.widgets import change, on_change, on_value, showing

NEAR_KM = 100.0
"""Distance with which a target is first asked for, km."""


def show(state: FilterState, dataset: Dataset) -> None:
    """Show the filters by place, open where one is in use."""
    used = sum([bool(state.zones), state.near is not None, bool(state.polygon)])
    label = f"Zones and distance: {used} in use" if used else "Zones and distance"
    with st.expander(label, expanded=bool(used), key="places-box"):
        try:
            _zones(state, dataset)
            _near(state, dataset)
        except DataError as error:
            st.warning(str(error))
        _polygon(state)
        st.caption(
            "Keeps what may lie there. Routes, areas of hundreds of kilometres and acts without "
            "a place get no answer and pass none of these."
        )


def _zones(state: FilterState, dataset: Dataset) -> None:
    words = relations(dataset.catalog)
    rows = {row["id"]: row for row in read_rows(dataset.catalog, "zones")}

    def offered(relation: str) -> bool:
        zone, ending = split(relation, rows)
        return relation in state.zones or (
            not ending and in_view(rows[zone]["scenario"], state.perspective)
        )

    def label(relation: str) -> str:
        zone, ending = split(relation, rows)
        # The heading says the usual relation; only another one is spelt out.
        text = words[relation] if ending else rows[zone]["label"]
        return text[:1].upper() + text[1:]

    options = [relation for relation in words if offered(relation)]
    key = showing("zones", [relation for relation in words if relation in state.zones])
    st.multiselect(
        "Certainly or possibly inside any of",
        options,
        format_func=label,
        placeholder="Any place",
        key=key,
        on_change=on_change(key, "zones", frozenset),
    )


def _near(state: FilterState, dataset: Dataset) -> None:
    known = targets(dataset.catalog)
    rows = {row["id"]: row for row in read_rows(dataset.catalog, "distance-targets")}
    near = state.near

    def to_target(session: Session, target: str | None) -> None:
        before = session.state.near
        km = before.km if before else NEAR_KM
        session.change(replace(session.state, near=Near(target, km) if target else None))

    def to_km(session: Session, km: float) -> None:
        if before := session.state.near:
            session.change(replace(session.state, near=Near(before.target, round(km, 1))))

    options = [
        target
        for target in known
        if in_view(rows[target]["scenario"], state.perspective)
        or (near is not None and near.target == target)
    ]
    key = showing("near", near.target if near else None)
    st.selectbox(
        "Within a distance of",
        options,
        format_func=lambda target: known[target][:1].upper() + known[target][1:],
        index=None,
        placeholder="Anything",
        key=key,
        on_change=on_value(key, to_target),
    )
    if near is not None:
        key = showing("near-km", near.km)
        st.number_input(
            "Distance, km",
            min_value=0.0,
            max_value=MAX_KM,
            step=10.0,
            format="%g",
            key=key,
            on_change=on_value(key, to_km),
        )


def _polygon(state: FilterState) -> None:
    if not state.polygon:
        st.caption("To draw an area, press “Draw area” on the map.")
        return
    st.button(
        f"Drawn area, {len(state.polygon)} corners: remove",
        key="polygon-remove",
        icon=":material/close:",
        on_click=change(lambda before: replace(before, polygon=())),
    )
