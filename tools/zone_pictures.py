"""Draw the figures of docs/zones.md: ``python -m tools.zone_pictures``."""

import json
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import shape

mpl.use("Agg")

import matplotlib.pyplot as plt
from matplotlib.axes import Axes

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
COLOURS = {"JP": "#4477aa", "RU": "#cc6677", "KP": "#117733", "KR": "#ddaa33", "CN": "#999933"}
COLOURS |= {"TW": "#aa4499", "four-islands": "#66aacc"}
DISPUTED = "#888888"


def main() -> None:
    """Write every figure."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    _waters("zones-waters.png", (115, 190, 15, 65), size=(9, 7.2))
    _waters("zones-islands.png", (144.4, 150.0, 42.6, 46.2), size=(7, 5.4))
    _jadiz("zones-jadiz.png")
    _answers("zones-answers.png")


def _layer(name: str) -> list[tuple[dict[str, Any], Any]]:
    content = json.loads((ROOT / "geodata/layers" / f"{name}.geojson").read_text(encoding="utf-8"))
    return [(item["properties"], shape(item["geometry"])) for item in content["features"]]


def _fill(axes: Axes, form: Any, **style: Any) -> None:  # noqa: ANN401 - shapely is untyped here
    for part in shapely.get_parts(form):
        rings = [part.exterior, *part.interiors]
        path = mpl.path.Path.make_compound_path(
            *(mpl.path.Path(np.asarray(ring.coords), closed=True) for ring in rings)
        )
        axes.add_patch(mpl.patches.PathPatch(path, **style))


def _line(axes: Axes, form: Any, **style: Any) -> None:  # noqa: ANN401 - shapely is untyped here
    for part in shapely.get_parts(form):
        axes.plot(*np.asarray(part.coords).T, **style)


def _frame(axes: Axes, view: tuple[float, float, float, float], land: str) -> None:
    west, east, south, north = view
    for _, form in _layer(land):
        _fill(axes, form, facecolor="#eeeeee", edgecolor="#777777", lw=0.3)
    axes.set(xlim=(west, east), ylim=(south, north))
    axes.set_aspect(1 / np.cos(np.radians((south + north) / 2)))
    axes.set_xlabel("longitude, degrees east")
    axes.set_ylabel("latitude, degrees north")


def _save(figure: Any, name: str) -> None:  # noqa: ANN401 - a matplotlib figure
    figure.tight_layout()
    figure.savefig(PICTURES / name, dpi=80, metadata={"Software": None})
    plt.close(figure)


def _waters(
    name: str, view: tuple[float, float, float, float], *, size: tuple[float, float]
) -> None:
    figure, axes = plt.subplots(figsize=size)
    for layer, alpha in (("eez", 0.3), ("territorial-sea", 0.65)):
        for properties, form in _layer(layer):
            if properties["role"] == "area":
                colour = COLOURS.get(properties["party"], DISPUTED)
                _fill(axes, form, facecolor=colour, alpha=alpha, lw=0)
            elif properties["role"] == "undetermined":
                _fill(axes, form, facecolor="#ffee66", alpha=0.8, lw=0)
    for _, form in _layer("disputed-maritime-zone"):
        _fill(axes, form, facecolor="none", edgecolor="#663399", hatch="////", lw=0.6)
    for _, form in _layer("equidistance"):
        _line(axes, form, color="black", lw=0.9)
    _frame(axes, view, "land-overview" if view[1] - view[0] > 20 else "land-detail")  # noqa: PLR2004 - degrees
    _save(figure, name)


def _jadiz(name: str) -> None:
    figure, axes = plt.subplots(figsize=(7, 6.6))
    styles = {"published": ("#1b4f9c", "-"), "computed": ("#117733", "-")}
    for properties, form in _layer("jadiz"):
        if properties["role"] == "area":
            _fill(axes, form, facecolor="#4477aa", alpha=0.15, lw=0)
        elif properties["role"] == "band":
            _fill(axes, form, facecolor="#ddaa33", alpha=0.3, lw=0)
    for properties, form in _layer("jadiz"):
        if properties["role"] == "limit":
            colour, dash = styles.get(properties["basis"], ("#aa6600", "--"))
            _line(axes, form, color=colour, ls=dash, lw=1.6)
    for properties, form in _layer("neighbour-adiz"):
        if properties["role"] == "limit":
            dash = "--" if properties["basis"] == "estimated" else ":"
            _line(axes, form, color="#882255", ls=dash, lw=1.2)
    _frame(axes, (115, 150, 20, 48), "land-overview")
    _save(figure, name)


def _answers(name: str) -> None:
    figure, axes = plt.subplots(figsize=(7, 3.6))
    geod = Geod(ellps="WGS84")
    edge = 132.997222
    axes.axvspan(edge, 137, color="#4477aa", alpha=0.15)
    axes.axvline(edge, color="#1b4f9c", lw=1.6)
    for lon, radius, words in (
        (134.6, 60, "certainly inside"),
        (133.3, 60, "possibly inside"),
        (131.4, 60, "not inside"),
    ):
        bearings = np.linspace(0, 360, 121)
        size = len(bearings)
        ring = geod.fwd(
            np.full(size, lon), np.full(size, 39.0), bearings, np.full(size, radius * 1e3)
        )
        axes.plot(ring[0], ring[1], color="black", lw=1)
        axes.plot(lon, 39.0, "k+")
        axes.text(lon, 39.75, words, ha="center", fontsize=9)
    axes.set(xlim=(130, 136.5), ylim=(38, 40.2))
    axes.set_aspect(1 / np.cos(np.radians(39)))
    axes.set_xlabel("longitude, degrees east; the line is the published limit from point 2 to 3")
    _save(figure, name)


if __name__ == "__main__":
    main()
