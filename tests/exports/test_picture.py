"""Still maps: size, sameness, what the legend tells, circles true to scale, words in the file."""

import io
import re
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from lxml import etree
from matplotlib.text import Text
from PIL import Image

from geo_tensions.analysis.counts import count
from geo_tensions.analysis.state import LAYERS, FilterState
from geo_tensions.briefing.model import Deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports.canvas import Format, Look
from geo_tensions.exports.files import ExportError
from geo_tensions.exports.picture import draw_picture, picture
from geo_tensions.exports.plane import GEOD, Plane, Projection, disc
from geo_tensions.exports.scalebar import round_length
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.scrambles import scramble_sources, scrambles
from geo_tensions.exports.shapes import SHAPES
from geo_tensions.exports.theme import ThemeName, theme
from geo_tensions.exports.waters import neighbours_in_force
from geo_tensions.mapping.assets import STATIC
from geo_tensions.model import Perspective
from geo_tensions.timespan import Window

SMALL = Look.of_pixels(960, 540)


@pytest.fixture(scope="module")
def scene(short: Deck, dataset: Dataset) -> Scene:
    return Scene.of_step(dataset, short, 1)


def texts_of(scene: Scene, look: Look = SMALL) -> list[str]:
    figure = draw_picture(scene, look)
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


@pytest.mark.parametrize("size", [(960, 540), (1920, 1080), (1080, 1080)])
def test_a_picture_has_the_size_that_was_asked_for(scene: Scene, size: tuple[int, int]):
    image = Image.open(io.BytesIO(picture(scene, Look.of_pixels(*size))))
    assert image.size == size


@pytest.mark.parametrize("size", [(3841, 2160), (3840, 2161), (100, 100)])
def test_a_size_beyond_the_limits_is_refused(size: tuple[int, int]):
    with pytest.raises(ExportError, match="must lie between"):
        Look.of_pixels(*size)


@pytest.mark.parametrize("form", list(Format))
def test_two_runs_give_the_same_bytes(scene: Scene, form: Format):
    assert picture(scene, SMALL, form) == picture(scene, SMALL, form)


@pytest.mark.parametrize("name", list(ThemeName))
@pytest.mark.parametrize("projection", list(Projection))
def test_every_theme_and_projection_draws(scene: Scene, name: ThemeName, projection: Projection):
    look = replace(SMALL, theme=name, projection=projection)
    image = Image.open(io.BytesIO(picture(scene, look))).convert("RGB")
    assert len(image.getcolors(2**20) or []) > 20


def test_print_has_no_colour_at_all(scene: Scene):
    view = replace(scene.state.view, lon=132.0, lat=36.0, zoom=5.0)
    everything = replace(scene.state, layers=frozenset(LAYERS), view=view)
    pixels = pixels_of(replace(scene, state=everything), ThemeName.PRINT)
    assert int(np.ptp(pixels, axis=2).max()) <= 2


def test_the_picture_says_what_it_shows(scene: Scene, dataset: Dataset):
    said = " ".join(texts_of(scene))
    assert "2024-09-22 \u2013 2024-09-23" in said
    assert scene.counts.sentence in said
    assert "Exercise only" in said
    assert dataset.catalog.data_version in said
    assert "Incidents to 2026-02-16, launches to 2026-04-19" in said
    assert "Neutral names and boundaries" in said
    assert "View ~" in said
    assert "LGPL-3.0-or-later" in said
    assert " km" in said
    assert " NM" in said


def test_the_legend_tells_only_what_is_visible(scene: Scene, dataset: Dataset):
    said = " ".join(texts_of(scene))
    assert "Airspace violation announced by Japan (near-census)" in said
    assert "Route, schematic: not a track" in said
    assert dataset.kinds["missile-launch"].label not in said
    bare = replace(scene, state=replace(scene.state, layers=frozenset({"land"})))
    said = " ".join(texts_of(bare))
    assert "ADIZ" not in said
    assert "Route" not in said


WATERS = ("eez", "territorial-sea", "equidistance", "neighbour-adiz")


def pixels_of(scene: Scene, name: ThemeName = ThemeName.LIGHT) -> np.ndarray:
    look = replace(SMALL, theme=name)
    return np.asarray(Image.open(io.BytesIO(picture(scene, look))).convert("RGB"), dtype=int)


def test_zones_at_sea_are_drawn_as_each_perspective_counts_them(scene: Scene):
    layers = scene.state.layers | {"eez"}
    seen = {}
    for perspective in Perspective:
        state = replace(scene.state, layers=layers, perspective=perspective)
        shown = replace(scene, state=state)
        said = " ".join(texts_of(shown))
        assert "Exclusive economic zone (200 NM, computed; nobody's claim)" in said
        # Off Rebun nothing but the four islands' waters depends on a claim.
        assert ("Waters whose owner depends on a claim" in said) == (
            perspective is Perspective.NEUTRAL
        )
        seen[perspective] = pixels_of(shown)
    assert (seen[Perspective.JAPAN] != seen[Perspective.NEUTRAL]).any()
    assert (seen[Perspective.JAPAN] != seen[Perspective.RUSSIA]).any()


@pytest.mark.parametrize("layer", [*WATERS, "disputed-maritime-zone", "territorial-sea-osm"])
@pytest.mark.parametrize("name", list(ThemeName))
def test_each_layer_at_sea_changes_the_picture(scene: Scene, layer: str, name: ThemeName):
    state = replace(scene.state, view=replace(scene.state.view, lon=132.0, lat=36.0, zoom=5.0))
    without = replace(scene, state=state)
    with_it = replace(scene, state=replace(state, layers=state.layers | {layer}))
    assert (pixels_of(without, name) != pixels_of(with_it, name)).mean() > 0.001


def test_a_neighbours_zone_is_drawn_only_while_its_limits_are_in_force(scene: Scene):
    state = replace(
        scene.state,
        layers=scene.state.layers | {"neighbour-adiz"},
        view=replace(scene.state.view, lon=126.0, lat=32.0, zoom=5.0),
    )
    before = replace(state, window=Window(date(2010, 1, 1), date(2012, 12, 31)))
    limits = {
        when: {one.properties["zone"] for one in neighbours_in_force(shown, scene.dataset)}
        for when, shown in (("now", state), ("before", before))
    }
    assert "cadiz" in limits["now"]
    assert limits["before"] < limits["now"]
    assert "cadiz" not in limits["before"]


def test_names_follow_the_perspective(dataset: Dataset):
    state = replace(
        FilterState.default(dataset),
        view=replace(FilterState.default(dataset).view, zoom=6.5, lon=146.6, lat=44.2),
    )
    for perspective, own, other in (
        (Perspective.NEUTRAL, "Etorofu / Iturup", None),
        (Perspective.JAPAN, "Etorofu", "Iturup"),
        (Perspective.RUSSIA, "Iturup", "Etorofu"),
    ):
        said = texts_of(Scene.of_state(dataset, replace(state, perspective=perspective)))
        assert own in said
        assert other not in said


def test_the_numbers_are_those_of_the_explorer(dataset: Dataset):
    state = FilterState.default(dataset)
    assert Scene.of_state(dataset, state).counts == count(dataset, state)


def test_an_empty_state_still_draws(dataset: Dataset):
    state = replace(FilterState.default(dataset), kinds=frozenset())
    said = " ".join(texts_of(Scene.of_state(dataset, state)))
    assert "Showing 0 of" in said


@pytest.mark.parametrize("projection", list(Projection))
def test_pixels_and_degrees_lead_back_to_each_other(projection: Projection):
    plane = Plane(143.0, 43.5, 5.0, 800, 600, projection)
    lon, lat = np.array([130.0, 143.0, 179.0, 181.0]), np.array([30.0, 43.5, 50.0, 45.0])
    back = plane.lonlat(*plane.xy(lon, lat))
    assert np.allclose(back[0], lon, atol=1e-6)
    assert np.allclose(back[1], lat, atol=1e-6)
    assert np.allclose(plane.xy(143.0, 43.5), (400, 300))


@pytest.mark.parametrize("place", [(141.0, 45.5), (177.5, 32.5), (155.0, 60.0)])
def test_a_disc_has_one_radius_everywhere_even_across_180_degrees(place: tuple[float, float]):
    lons, lats = disc(*place, 300.0)
    same = np.ones(len(lons))
    _, _, metres = GEOD.inv(place[0] * same, place[1] * same, lons, lats)
    assert np.allclose(metres, 300_000, atol=1)
    assert np.abs(np.diff(lons)).max() < 5


def test_a_scale_bar_is_a_round_number_that_fits():
    assert [round_length(limit) for limit in (0.7, 1, 4.9, 72, 999)] == [0.5, 1, 2, 50, 500]


def test_the_shapes_are_those_of_the_screen():
    source = (STATIC / "shapes.js").read_text(encoding="utf-8")
    block = source[source.index("const SHAPES = {") : source.index("function draw(")]
    names = re.findall(r'^    "?([a-z-]+)"?: \{', block, re.MULTILINE)
    assert sorted(names) == sorted(SHAPES)


def test_the_colours_are_those_of_the_screen():
    assert theme(ThemeName.LIGHT).tokens["water"] == "#dde7ec"
    assert theme(ThemeName.DARK).tokens["water"] == "#10181f"


def test_markup_in_a_deck_stays_text_in_svg(hostile: Deck, dataset: Dataset):
    content = picture(Scene.of_step(dataset, hostile, 1), SMALL, Format.SVG)
    root = etree.fromstring(content)
    assert not root.findall(".//{*}script")
    assert root.find(".//{*}title").text == hostile.steps[0].heading


def test_part_years_of_scrambles_are_marked_and_never_added(dataset: Dataset):
    years = scrambles(dataset)
    assert years[2025].full_year is False
    assert years[2025].total == 448
    assert years[2025].russia is None
    assert years[2006].full_year is True
    assert years[2006].total == 239
    assert years[2024].russia == 237
    assert years[2014].unverified


def test_a_chart_cites_where_its_figures_come_from(short: Deck, dataset: Dataset):
    cited = Scene.of_step(dataset, short, 2).sources
    listed = scramble_sources(dataset, 2013, 2025)
    assert len(listed) >= 10
    assert set(listed) <= set(cited)
