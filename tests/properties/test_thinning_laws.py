"""Laws of thinning: what stays was there; ends and rings stay; nothing strays far."""

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, Polygon, shape

from geo_tensions.exports.thinning import thinned

TOLERANCE_DEG = 0.01
POSITIONS = st.tuples(st.integers(100_000, 220_000), st.integers(0, 75_000)).map(
    lambda whole: (whole[0] / 1000, whole[1] / 1000)
)


def collection(geometry: object) -> dict[str, object]:
    feature = {"type": "Feature", "properties": {"id": "a"}, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature]}


def line_of(positions: object) -> dict[str, object]:
    return collection({"type": "LineString", "coordinates": positions})


def geometry_of(found: dict[str, object]) -> dict[str, object]:
    return found["features"][0]["geometry"]


@given(st.lists(POSITIONS, min_size=2, max_size=40, unique=True))
def test_a_line_keeps_its_ends_and_loses_only_what_lies_on_it(line: list[tuple[float, float]]):
    kept = geometry_of(thinned(line_of(line), TOLERANCE_DEG))["coordinates"]
    assert kept[0] == line[0]
    assert kept[-1] == line[-1]
    assert set(kept) <= set(line)
    simple = LineString(kept)
    assert all(simple.distance(Point(position)) <= TOLERANCE_DEG + 1e-9 for position in line)


@given(
    st.lists(st.floats(0.5, 5), min_size=3, max_size=40),
    st.floats(0.001, 1),
)
def test_an_area_stays_a_valid_area(radii: list[float], tolerance: float):
    circle = Point(140, 40).buffer(1, quad_segs=max(1, len(radii) // 4)).exterior.coords
    star = [
        (140 + (x - 140) * radii[place % len(radii)], 40 + (y - 40) * radii[place % len(radii)])
        for place, (x, y) in enumerate(list(circle)[:-1])
    ]
    area = Polygon(star)
    found = collection({"type": "Polygon", "coordinates": [[*star, star[0]]]})
    kept = shape(geometry_of(thinned(found, tolerance)))
    assert kept.geom_type == "Polygon"
    assert not kept.is_empty
    assert kept.is_valid or not area.is_valid
    assert set(kept.exterior.coords) <= set(star)


def test_points_and_nothing_are_left_alone():
    found = collection({"type": "Point", "coordinates": (140.0, 40.0)})
    assert thinned(found) == found
    empty: dict[str, object] = {"type": "FeatureCollection", "features": []}
    assert thinned(empty) == empty
    assert thinned(collection(None)) == collection(None)
