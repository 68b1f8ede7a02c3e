"""What all peers share: their libraries, served from this machine, and their sample."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pandas as pd
from playwright.sync_api import Browser, BrowserContext, Frame, Route
from tools.running_app import ROOT

from benchmarks.measure import CLOCK
from benchmarks.sample import FIRST_DAY, make_table

HERE = Path(__file__).parent
MODULES = HERE / "peers" / "node_modules"

LOCAL = {
    "leaflet.awesome-markers.js": "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
    "leaflet.awesome-markers.css": "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
    "leaflet.js": "leaflet/dist/leaflet.js",
    "leaflet.css": "leaflet/dist/leaflet.css",
    "jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "jquery.min.js": "jquery/dist/jquery.min.js",
    "jquery-ui.min.js": "jquery-ui-dist/jquery-ui.min.js",
    "bootstrap.bundle.min.js": "bootstrap/dist/js/bootstrap.bundle.min.js",
    "bootstrap.min.css": "bootstrap/dist/css/bootstrap.min.css",
    "all.min.css": "@fortawesome/fontawesome-free/css/all.min.css",
    "iso8601.min.js": "iso8601-js-period/iso8601.js",
    "leaflet.timedimension.min.js": "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    "leaflet.timedimension.control.css": (
        "leaflet-timedimension/dist/leaflet.timedimension.control.css"
    ),
    "moment.min.js": "moment/min/moment.min.js",
}
"""Where each file that a peer loads from the network lies here, by its name."""

EMPTY = "streamlit-folium, empty map"

SETTINGS = {
    EMPTY: "a page with one stock map without layers; time until its frame holds Leaflet's panes",
    "streamlit-folium": (
        "one GeoJson of canvas circle markers in a rebuilt feature group, base map unchanged, "
        "returned_objects=[], slider and map in one fragment; a step is a key on the slider"
    ),
    "TimestampedGeoJson": (
        "canvas circle markers, period one week, duration 30 % of the span, a step of its own "
        "time dimension in each frame, no server"
    ),
    "st.pydeck_chart": (
        "ScatterplotLayer of the two columns it needs, no basemap, slider and chart in one "
        "fragment; a step is a key on the slider"
    ),
    "deck.gl": (
        "ScatterplotLayer on typed arrays, DataFilterExtension: a step changes one uniform, no "
        "basemap, no server, no end dates; drawn by software WebGL as there is no GPU"
    ),
}


def install() -> None:
    """Fetch the peers' libraries, unless they are there."""
    if not MODULES.is_dir():
        command = [sys.executable, "-m", "tools.node", "npm", "ci", "--prefix", str(MODULES.parent)]
        command += ["--no-audit", "--no-fund", "--ignore-scripts", "--legacy-peer-deps"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)  # noqa: S603


def package_versions() -> dict[str, str]:
    """Return the versions of the libraries served from here."""
    names = ("deck.gl", "leaflet", "leaflet-timedimension")
    return {
        name: json.loads((MODULES / name / "package.json").read_text(encoding="utf-8"))["version"]
        for name in names
    }


@cache
def frame(n: int) -> pd.DataFrame:
    """Return the sample as peers take it: places, first and last day since the first."""
    table = make_table(n).select(["start", "end", "lon", "lat"]).to_pandas()
    first = pd.to_datetime(table["start"])
    day = (first - pd.Timestamp(FIRST_DAY)).dt.days
    last = (pd.to_datetime(table["end"]).fillna(first) - pd.Timestamp(FIRST_DAY)).dt.days
    return pd.DataFrame({"lon": table["lon"], "lat": table["lat"], "day": day, "last": last})


@contextmanager
def context_of(browser: Browser, *scripts: str) -> Iterator[BrowserContext]:
    """Open a browser of its own; what a page loads from the network comes from here."""
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    context.set_default_timeout(60_000)
    for script in (CLOCK, *scripts):
        context.add_init_script(script)
    context.route("**/*", _serve)
    try:
        yield context
    finally:
        context.close()


def _serve(route: Route) -> None:
    address = route.request.url
    if "//localhost" in address or address.startswith(("data:", "blob:", "file:")):
        route.continue_()
        return
    path = LOCAL.get(address.split("?")[0].rsplit("/", 1)[-1])
    if path:
        route.fulfill(path=MODULES / path)
    else:
        kind = "text/css" if ".css" in address else "text/javascript"
        route.fulfill(body="", content_type=kind)


def painted(inner: Frame) -> None:
    """Wait until what was asked for is on the screen."""
    inner.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
    )
