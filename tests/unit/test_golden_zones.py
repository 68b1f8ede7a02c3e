"""Golden pairs: a zone with discs in, the same discs with their answers out."""

import json
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from geo_tensions.analysis.outlines import Area, Outline
from geo_tensions.analysis.zone_layers import Unsure, Zone
from geo_tensions.analysis.zones import Places, judge
from geo_tensions.timespan import Timespan

FOLDER = Path(__file__).resolve().parents[1] / "golden" / "zones"
PAIRS = sorted(path.name.removesuffix(".in.geojson") for path in FOLDER.glob("*.in.geojson"))


def zone_of(features: list[dict[str, Any]]) -> Zone:
    """Return the zone that the features of a pair describe by their roles."""
    by_role: dict[str, list[dict[str, Any]]] = {}
    for feature in features:
        by_role.setdefault(feature["properties"]["role"], []).append(feature)
    (main,) = by_role["area"]
    area = Area(shapely.multipolygons(shapely.get_parts(shape(main["geometry"]))))
    edges = [
        (Outline(shape(edge["geometry"])), float(edge["properties"]["edge_km"]))
        for edge in by_role.get("edge", [])
    ] or [(area.outline, float(main["properties"]["edge_km"]))]
    unsure = [
        Unsure(Area(shape(band["geometry"])), 0.0, band["properties"]["reason"])
        for band in by_role.get("unsure", [])
    ]
    coverage = by_role.get("coverage")
    since = main["properties"].get("in_force", "")
    return Zone(
        id="golden",
        kind="eez",
        label="golden",
        state="",
        scenario="",
        basis="",
        caveat="",
        in_force=Timespan.parse(since).start if since else None,
        in_force_text=since,
        area=area,
        edges=edges,
        unsure=unsure,
        coverage=Area(shape(coverage[0]["geometry"])) if coverage else None,
    )


def answered(collection: dict[str, Any]) -> dict[str, Any]:
    """Return the discs of a pair with what is said of each."""
    zone = zone_of(collection["features"])
    discs = [item for item in collection["features"] if item["properties"]["role"] == "disc"]
    points = shapely.get_coordinates([shape(disc["geometry"]) for disc in discs])
    radii = [disc["properties"]["radius_km"] for disc in discs]
    latest = "2026-01-01"
    starts = [Timespan.parse(disc["properties"].get("date", latest)).start for disc in discs]
    places = Places.of_discs(points[:, 0], points[:, 1], radii, starts)
    judged = judge(zone, places)
    for row, disc in enumerate(discs):
        disc["properties"]["answer"] = judged.answer(row).value
        disc["properties"]["why"] = judged.why(row)
    return {"type": "FeatureCollection", "features": discs}


@pytest.mark.parametrize("name", PAIRS)
def test_discs_get_the_answers_of_the_pair(name: str) -> None:
    given = json.loads((FOLDER / f"{name}.in.geojson").read_text(encoding="utf-8"))
    wanted = json.loads((FOLDER / f"{name}.out.geojson").read_text(encoding="utf-8"))
    assert answered(given) == wanted


def test_there_are_pairs() -> None:
    assert {"square", "antimeridian", "pole", "estimated-edge", "coverage", "in-force"} <= set(
        PAIRS
    )
