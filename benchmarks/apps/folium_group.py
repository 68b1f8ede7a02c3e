"""Stock streamlit-folium: a feature group rebuilt at each step of the slider."""

import json
import os

import folium
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

st.set_page_config(layout="wide")


@st.cache_data
def records() -> pd.DataFrame:
    """Return the sample."""
    return pd.read_json(os.environ["BENCH_PEER"])


@st.fragment
def show() -> None:
    """Show slider and map."""
    table = records()
    days = int(table["day"].max())
    long = int(days * 0.3)
    step = st.slider("step", 0, 100, 0)
    first = int((days - long) * step / 100)
    seen = table[(table["day"] <= first + long) & (table["last"] >= first)]
    base = folium.Map([43.5, 143], zoom_start=4, tiles=None, prefer_canvas=True)
    group = folium.FeatureGroup("records")
    features = [
        {"type": "Feature", "properties": {}, "geometry": {"type": "Point", "coordinates": place}}
        for place in zip(seen.lon.tolist(), seen.lat.tolist(), strict=True)
    ]
    if features:
        features[0]["properties"] = {"step": step}
        folium.GeoJson(
            json.dumps({"type": "FeatureCollection", "features": features}),
            marker=folium.CircleMarker(radius=3, weight=1, fill=True),
        ).add_to(group)
    st_folium(
        base,
        key="map",
        width=1400,
        height=800,
        returned_objects=[],
        feature_group_to_add=group,
    )


show()
