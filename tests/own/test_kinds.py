"""Own kinds: their colours can be told from shipped ones, their shapes can be drawn."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest
from tests.geodata.test_tables import COLOUR_VISION, lab, linear

from geo_tensions.dataset import Dataset
from geo_tensions.exports.shapes import SHAPES as DRAWN
from geo_tensions.mapping.assets import STATIC
from geo_tensions.own.kinds import COLOURS, SHAPES, colour_of, looking, own_kind, own_kinds

LEAST_DIFFERENCE = 17.0


@pytest.mark.parametrize("vision", COLOUR_VISION)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_can_be_told_apart(dataset: Dataset, vision: str, theme: str) -> None:
    shipped = [getattr(one, f"colour_{theme}") for one in dataset.tables.domains.values()]
    matrix = np.array(COLOUR_VISION[vision])
    seen = [lab(matrix @ linear(code)) for code in shipped]
    own = [lab(matrix @ linear(getattr(colour, theme))) for colour in COLOURS]
    for one, other in [*itertools.product(own, seen), *itertools.combinations(own, 2)]:
        assert np.linalg.norm(one - other) >= LEAST_DIFFERENCE


def test_every_shape_can_be_drawn() -> None:
    script = (Path(STATIC) / "shapes.js").read_text(encoding="utf-8")
    known = set(re.findall(r'^    "?([a-z-]+)"?: \{', script, re.MULTILINE))
    assert set(SHAPES) <= known
    assert set(SHAPES) <= set(DRAWN)


def test_neighbours_differ_in_colour_and_shape() -> None:
    made = [own_kind(f"own-k-{number}", f"K {number}", number=number) for number in range(100)]
    looks = [(kind.colour_light, kind.shape) for kind in made]
    assert len(set(looks[: len(COLOURS) * len(SHAPES)])) == len(COLOURS) * len(SHAPES)
    for one, other in itertools.pairwise(made):
        assert one.colour_light != other.colour_light
        assert one.shape != other.shape


def test_a_known_kind_keeps_its_look() -> None:
    mine = looking(own_kind("own-a", "A", number=0), colour=COLOURS[3], shape="flag")
    assert colour_of(mine) == COLOURS[3]
    made = own_kinds({"own-a": "a", "own-b": "B"}, known=[mine])
    assert made["own-a"] is mine
    assert made["own-b"].colour_light == COLOURS[1].light


def test_words_of_a_kind_fit_the_legend_and_ids_have_one_form() -> None:
    assert len(own_kind("own-a", "long " * 40, number=0).label) == 60
    assert own_kind("own-a-b", "  ", number=0).label == "a b"
    for bad in ("a", "own-", "own-A", "own-<b>", "own-a,b"):
        with pytest.raises(ValueError, match="is no id of an own kind"):
            own_kind(bad, "X", number=0)
