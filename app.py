"""The application for ``streamlit run app.py``."""

import streamlit as st

from geo_tensions.ui.serving import SCRIPT, lifespan, routes

app = st.App(SCRIPT, routes=routes(st.get_option("server.baseUrlPath") or ""), lifespan=lifespan)
