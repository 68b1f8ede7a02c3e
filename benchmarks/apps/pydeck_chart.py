"""Stock ``st.pydeck_chart`` with a slider: the rows of the window are sent at each step."""

import os

import pandas as pd
import pydeck
import streamlit as st

st.set_page_config(layout="wide")


@st.cache_data
def records() -> pd.DataFrame:
    """Return the sample."""
    return pd.read_json(os.environ["BENCH_PEER"])


@st.fragment
def show() -> None:
    """Show slider and chart."""
    table = records()
    days = int(table["day"].max())
    long = int(days * 0.3)
    step = st.slider("step", 0, 100, 0)
    first = int((days - long) * step / 100)
    seen = table.loc[(table.day <= first + long) & (table["last"] >= first), ["lon", "lat"]]
    st.pydeck_chart(
        pydeck.Deck(
            map_provider=None,
            initial_view_state=pydeck.ViewState(longitude=143, latitude=43.5, zoom=3.5),
            layers=[
                pydeck.Layer(
                    "ScatterplotLayer",
                    seen,
                    id="records",
                    get_position="[lon, lat]",
                    get_radius=1,
                    radius_min_pixels=2,
                    get_fill_color=[175, 40, 0],
                )
            ],
        ),
        height=800,
    )
    st.caption(f"step {step}")


show()
