"""From the dataset to a map: payloads, served files, the folium map that draws them."""
