"""What Streamlit runs for each visitor and each change; kept to one call."""

from geo_tensions.ui.pages import show

show()
