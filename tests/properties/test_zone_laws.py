"""Laws of zones: what shrinking a radius may do, and an independent way of computing."""

from functools import cache

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo_tensions.analysis.geodesy import geodesic_km, plane, slack, space
from geo_tensions.analysis.outlines import Area
from geo_tensions.analysis.zones import Answer, Places, ZoneSet, judge
from geo_tensions.catalog import Catalog

LAW = settings(deadline=None)
"""The first example reads the zones, which takes longer than Hypothesis allows."""

GEOD = Geod(ellps="WGS84")
SURE = (Answer.CERTAINLY, Answer.NOT)
DISCS = 1000


@cache
def zones() -> ZoneSet:
    return ZoneSet(Catalog.open())


LON = st.floats(115, 190)
LAT = st.floats(10, 65)
RADIUS = st.floats(0, 199)


@LAW
@given(lon=LON, lat=LAT, radii=st.tuples(RADIUS, RADIUS), data=st.data())
def test_a_smaller_radius_never_turns_a_sure_answer_round(lon, lat, radii, data) -> None:
    zone = zones().zones[data.draw(st.sampled_from(sorted(zones().zones)))]
    large, small = max(radii), min(radii)
    judged = judge(zone, Places.of_discs([lon, lon], [lat, lat], [large, small]))
    before, after = judged.answer(0), judged.answer(1)
    if before in SURE:
        assert after is before


@settings(deadline=None, max_examples=25)
@given(lon=st.floats(-720, 720), lat=st.floats(-90, 90), radius=RADIUS)
def test_any_place_on_earth_gets_an_answer(lon, lat, radius) -> None:
    for judged in zones().judge(Places.of_discs(lon, lat, radius)).values():
        assert judged.answer(0) in Answer


@LAW
@given(lon=LON, lat=LAT, radius=RADIUS, turns=st.integers(-2, 2))
def test_a_turn_round_the_globe_changes_nothing(lon, lat, radius, turns) -> None:
    zone = zones().zones["sea-of-okhotsk"]
    judged = judge(zone, Places.of_discs([lon, lon + 360 * turns], [lat, lat], [radius, radius]))
    assert judged.answer(0) is judged.answer(1)


@LAW
@given(lon=LON, lat=LAT, bearing=st.floats(0, 360), metres=st.floats(100, 300_000))
def test_the_plane_bounds_a_distance(lon, lat, bearing, metres) -> None:
    far_lon, far_lat, _ = GEOD.fwd(lon, lat, bearing, metres)
    x, y, scale = plane(np.array([lon, far_lon % 360]), np.array([lat, far_lat]))
    flat = float(np.hypot(x[1] - x[0], y[1] - y[0]))
    km = metres / 1e3
    share = float(slack(x[:1], y[:1], scale[:1], np.array([km]))[0])
    assert km * scale[0] * (1 - share) - 0.01 <= flat <= km * scale[0] * (1 + share) + 0.01


@LAW
@given(lon=st.floats(-180, 180), lat=st.floats(-89, 89))
def test_a_point_in_space_lies_on_the_ellipsoid(lon, lat) -> None:
    x, y, z = space(np.array([lon]), np.array([lat]))[0]
    a, b = GEOD.a / 1e3, GEOD.b / 1e3
    assert (x**2 + y**2) / a**2 + z**2 / b**2 == pytest.approx(1, abs=1e-12)


def samples(lon: float, lat: float, radius_km: float) -> tuple[np.ndarray, np.ndarray]:
    """Return points all over a disc: geodesics of 24 lengths in 120 directions."""
    lengths = np.linspace(0, 1, 25) * radius_km * 1e3
    bearings = np.arange(0, 360, 3.0)
    grid = np.meshgrid(bearings, lengths)
    size = grid[0].size
    out = GEOD.fwd(np.full(size, lon), np.full(size, lat), grid[0].ravel(), grid[1].ravel())
    return np.asarray(out[0]) % 360, np.asarray(out[1])


@cache
def dense(zone: str, part: int) -> np.ndarray:
    """Return points of an edge of a zone, about one each hundredth of a degree."""
    outline, _ = zones().zones[zone].edges[part]
    fine = shapely.segmentize(outline.parts, 0.01)
    return shapely.get_coordinates(fine)


def edge_near(zone: str, part: int, lon: float, lat: float, reach_km: float) -> bool:
    """Tell whether an edge has a point within reach, by geodesics to all its points nearby."""
    points = dense(zone, part)
    window = (np.abs(points[:, 1] - lat) * 110 < reach_km + 5) & (
        np.abs(points[:, 0] - lon) * 111.4 * np.cos(np.radians(min(abs(lat) + 4, 89)))
        < reach_km + 5
    )
    near = points[window]
    if not len(near):
        return False
    size = len(near)
    km = geodesic_km(np.full(size, lon), np.full(size, lat), near[:, 0], near[:, 1])
    return bool(km.min() <= reach_km)


def test_a_thousand_discs_agree_with_dense_sampling() -> None:
    random = np.random.default_rng(20250130)
    # Every zone, and those with long edges at sea more often.
    long = ["jadiz", "kadiz", "cadiz", "sea-of-okhotsk", "eez-jp-claim", "eez-ru-defacto"]
    names = sorted(zones().zones) + 4 * long
    told = dict.fromkeys(Answer, 0)
    for _ in range(DISCS):
        lon, lat = random.uniform(117, 160), random.uniform(22, 60)
        radius = float(random.choice([1, 10, 30, 60, 100, 150, 199]))
        name = names[random.integers(len(names))]
        zone = zones().zones[name]
        judged = judge(zone, Places.of_discs(lon, lat, radius))
        answer = judged.answer(0)
        told[answer] += 1
        if answer in SURE:
            lons, lats = samples(lon, lat, radius)
            inside = shapely.contains_xy(zone.area.shape, lons, lats)
            assert inside.all() == (answer is Answer.CERTAINLY), (name, lon, lat, radius)
            assert inside.any() == (answer is Answer.CERTAINLY), (name, lon, lat, radius)
        near = [
            edge_near(
                name, part, lon, lat, radius + margin + (0.6 if answer not in SURE else -0.05)
            )
            for part, (_, margin) in enumerate(zone.edges)
        ]
        if answer is Answer.POSSIBLY:
            assert any(near), (name, lon, lat, radius)
        elif answer in SURE:
            assert not any(near), (name, lon, lat, radius)
    assert min(told[answer] for answer in (*SURE, Answer.POSSIBLY, Answer.UNDETERMINED)) > 10


def test_many_places_are_judged_like_few() -> None:
    """The grid that speeds up many places changes no answer."""
    random = np.random.default_rng(7)
    size = 25_000
    lon, lat = random.uniform(100, 205, size), random.uniform(0, 75, size)
    radius = random.uniform(0, 199, size)
    for name in ("jadiz", "eez-jp-claim", "sea-of-japan"):
        zone = zones().zones[name]
        whole = judge(zone, Places.of_discs(lon, lat, radius)).code
        for first in range(0, size, 9000):
            part = slice(first, first + 9000)
            few = judge(zone, Places.of_discs(lon[part], lat[part], radius[part])).code
            assert (few == whole[part]).all(), name


@LAW
@given(lon=st.floats(-180, 180), lat=st.floats(-89.5, 89.5), corner=st.tuples(LON, LAT))
def test_the_nearest_point_is_as_near_as_any_corner(lon, lat, corner) -> None:
    west, south = corner
    area = Area(shapely.MultiPolygon([shapely.box(west - 1, south - 1, west + 1, south + 1)]))
    km, _, _ = area.outline.nearest(np.array([lon]), np.array([lat]))
    corners = shapely.get_coordinates(shapely.segmentize(area.shape, 0.05))
    size = len(corners)
    every = geodesic_km(np.full(size, lon), np.full(size, lat), corners[:, 0], corners[:, 1])
    # Far round the Earth the nearest point is picked by its chord: some metres in a thousand km.
    assert km[0] <= every.min() + 0.02 + 1e-5 * every.min()
    assert km[0] >= every.min() - 4
