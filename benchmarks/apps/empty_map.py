"""Stock streamlit-folium with nothing on its map: what every page with a map waits for."""

import folium
import streamlit as st
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
st_folium(folium.Map([43.5, 143], zoom_start=4, tiles=None), key="map", returned_objects=[])
