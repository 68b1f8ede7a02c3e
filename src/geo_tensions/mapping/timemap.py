"""The map as folium sees it: an empty Leaflet map, a script that starts it, one that steers it.

The map's script is the same in every run of one data version, because the component mounts the map
anew when it changes. Everything that varies is a :class:`Command`, which goes to the component as a
feature group of its own.
"""

from collections.abc import Mapping
from typing import Any

import folium
from branca.element import MacroElement
from jinja2 import Template

from geo_tensions.analysis.state import View
from geo_tensions.mapping.about import adiz_dates
from geo_tensions.mapping.published import Published
from geo_tensions.mapping.script_json import script_json

BASE = "../../"
"""The way from the component's page (``component/NAME/index.html``) to the application's root."""

LONGITUDES_DEG = (55.0, 265.0)
LATITUDES_DEG = (-30.0, 80.0)
"""Where the map's view is kept, longitudes 0 to 360: the region of the data and a margin so wide
that no usual window reaches beyond it and is pushed off the place that it was asked to show."""

MIN_ZOOM = 3
MAX_ZOOM = 12
ZOOM_SNAP = 0.25

MAP_OPTIONS: Mapping[str, Any] = {
    "minZoom": MIN_ZOOM,
    "maxZoom": MAX_ZOOM,
    "zoomSnap": ZOOM_SNAP,
    "zoomDelta": 0.5,
    "zoomControl": False,
    # Only an online basemap has something to attribute, and brings its own control.
    "attributionControl": False,
    # The arrow keys belong to the time bar.
    "keyboard": False,
    "worldCopyJump": False,
    # view.js follows the size; Leaflet's own way would keep a corner in place and tell of a move.
    "trackResize": False,
    "maxBounds": [[LATITUDES_DEG[0], LONGITUDES_DEG[0]], [LATITUDES_DEG[1], LONGITUDES_DEG[1]]],
    "maxBoundsViscosity": 0.8,
}
"""Options of the Leaflet map, wherever it stands."""


class TimeMap(folium.Map):
    """A map that asks nothing of the network and starts our own scripts.

    Parameters
    ----------
    published
        The data and layers to show, and the addresses of scripts and styles.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <style>
                html, body { height: 100%; margin: 0; overflow: hidden; }
                #{{ this.get_name() }} {
                    position: fixed !important;
                    inset: 0;
                    width: 100% !important;
                    height: 100% !important;
                }
            </style>
        {% endmacro %}
        {% macro html(this, kwargs) %}
            <div class="folium-map" id="{{ this.get_name() }}" ></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map("{{ this.get_name() }}", {{ this.options_json }});
        {% endmacro %}
        """
    )

    def __init__(self, published: Published) -> None:
        # Lists of this class alone: those of folium.Map name four hosts on the internet.
        assets = published.assets
        self.default_js = [(name, f"{BASE}{url}") for name, url in assets.scripts]
        self.default_css = [(name, f"{BASE}{url}") for name, url in assets.styles]
        view = View()
        super().__init__(location=[view.lat, view.lon], tiles=None)
        self._id = "geotensionsmap"
        self.options_json = script_json(
            {"center": [view.lat, view.lon], "zoom": view.zoom, **MAP_OPTIONS}
        )
        self.add_child(_Start(published))


class _Start(MacroElement):
    """Starts the map's own scripts with what is the same for every visitor."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            GeoTensions.start({{ this._parent.get_name() }}, {{ this.config_json }});
        {% endmacro %}
        """
    )

    def __init__(self, published: Published) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Start"
        self._id = "geotensionsstart"
        self.config_json = script_json(config(published))


class Command(folium.FeatureGroup):
    """What the map shall show now; the form is that of ``docs/decisions/0001-the-house.md``."""

    def __init__(self, command: Mapping[str, Any]) -> None:
        super().__init__(name="command", control=False)
        self.add_child(_Send(command))


class _Send(MacroElement):
    _template = Template(
        """
        {% macro script(this, kwargs) %}
            GeoTensions.command({{ this.command_json }});
        {% endmacro %}
        """
    )

    def __init__(self, command: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Send"
        self._id = "geotensionssend"
        self.command_json = script_json(command)


def config(published: Published) -> dict[str, Any]:
    """Return what the map's scripts are started with."""
    view = View()
    return {
        "base": BASE,
        "columns": published.columns,
        "layers": [layer.config() for layer in published.layers],
        "styles": published.assets.layer_styles,
        "view": {"lat": view.lat, "lon": view.lon, "zoom": view.zoom},
        "adiz": adiz_dates(published.dataset),
        "data_version": published.dataset.catalog.data_version,
    }
