"""The reference tables: every word resolves, colours can be told apart, presets show something."""

import itertools
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt
import pytest

from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.state import LAYERS, FilterState
from geo_tensions.catalog import Catalog
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError
from geo_tensions.model import Perspective
from geo_tensions.tables import load_tables, read_rows

Small = Callable[..., Path]

SHAPES = {
    *("triangle-filled", "triangle-hollow", "double-chevron", "square-filled", "star-four"),
    *("square-hatched", "pentagon", "hexagon", "flag", "diamond", "ring-dashed", "linked-rings"),
    *("circle-cross", "cross"),
}
"""What the browser can draw."""

LEAST_DIFFERENCE = 28.0
"""CIE76 distance that two domains keep under every simulated kind of colour vision."""

COLOUR_VISION: Mapping[str, list[list[float]]] = {
    "normal": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB."""

Colour = npt.NDArray[np.float64]


def linear(code: str) -> Colour:
    encoded = np.array([int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def lab(rgb: Colour) -> Colour:
    to_xyz = [[0.41246, 0.35758, 0.18044], [0.21267, 0.71515, 0.07218], [0.01933, 0.11919, 0.9503]]
    x = np.array(to_xyz) @ np.clip(rgb, 0, 1) / np.array([0.95047, 1, 1.08883])
    f = np.where(x > 216 / 24389, np.cbrt(x), (24389 / 27 * x + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("vision", COLOUR_VISION)
@pytest.mark.parametrize("theme", ["colour_light", "colour_dark"])
def test_domains_can_be_told_apart(dataset: Dataset, vision: str, theme: str) -> None:
    seen = {
        domain.id: lab(np.array(COLOUR_VISION[vision]) @ linear(getattr(domain, theme)))
        for domain in dataset.tables.domains.values()
    }
    for one, other in itertools.combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) >= LEAST_DIFFERENCE, (one, other)


def test_kinds_have_a_shape_of_their_own_and_the_colours_of_their_domain(dataset: Dataset) -> None:
    kinds, domains = dataset.kinds, dataset.tables.domains
    assert {kind.shape for kind in kinds.values()} == SHAPES
    assert len(kinds) == len(SHAPES)
    for kind in kinds.values():
        domain = domains[kind.domain]
        assert (kind.colour_light, kind.colour_dark) == (domain.colour_light, domain.colour_dark)
        assert kind.completeness in {"census", "near-census", "selection"}
        assert kind.completeness_note.endswith(".")
        assert kind.default in {"on", "lane", "off"}
    assert {kind.domain for kind in kinds.values()} == set(domains)


def test_every_kind_is_used(dataset: Dataset) -> None:
    assert {record["kind"] for record in dataset.records} == set(dataset.kinds)


def test_actors_belong_to_states(dataset: Dataset) -> None:
    states = dataset.tables.states
    assert {actor.state for actor in dataset.actors.values()} <= set(states)
    assert all(actor.filter_group for actor in dataset.actors.values())
    # Filter groups travel in addresses, where a comma separates them, and as bits of a uint32.
    assert not any("," in group for group in dataset.actor_groups)
    assert len(dataset.actor_groups) <= 32


def test_names_speak_for_three_perspectives(dataset: Dataset) -> None:
    labels = set(dataset.tables.states.values())
    for name in dataset.tables.names.values():
        assert all(name.of(perspective) for perspective in Perspective)
        for text in (name.administered_by, name.claimed_by):
            assert set(text.split("; ")) <= {*labels, ""}, name.id


@pytest.mark.parametrize(
    ("identifier", "neutral", "japan", "russia"),
    [
        ("iturup", "Etorofu / Iturup", "Etorofu", "Iturup"),
        ("kunashir", "Kunashir / Kunashiri", "Kunashiri", "Kunashir"),
        ("sea-japan", "Sea of Japan / East Sea", "Sea of Japan", "Sea of Japan"),
        ("strait-soya", "La Pérouse Strait / Sōya Strait", "Sōya Strait", "La Pérouse Strait"),
        (
            "liancourt",
            "Liancourt Rocks (Dokdo / Takeshima)",
            "Takeshima",
            "Liancourt Rocks",
        ),
    ],
)
def test_disputed_names(
    dataset: Dataset, identifier: str, neutral: str, japan: str, russia: str
) -> None:
    name = dataset.tables.names[identifier]
    assert [name.of(perspective) for perspective in Perspective] == [neutral, japan, russia]


def test_a_joined_neutral_name_is_in_alphabetical_order(dataset: Dataset) -> None:
    for name in dataset.tables.names.values():
        if name.type in {"island", "islet", "strait"} and " / " in name.neutral:
            parts = [part.replace("ō", "o") for part in name.neutral.split(" / ")]
            assert parts == sorted(parts), name.id


def test_presets_resolve_and_show_something(dataset: Dataset) -> None:
    assert len(dataset.tables.presets) == 13
    for preset in dataset.tables.presets.values():
        given = preset.state.get("kinds", "default")
        assert isinstance(given, str) or set(given) <= set(dataset.kinds), preset.id
        assert set(preset.state.get("layers", ())) <= set(LAYERS), preset.id
        assert set(preset.state.get("actor_groups", ())) <= set(dataset.actor_groups), preset.id
        assert set(preset.state.get("ids", ())) <= set(dataset.row_of), preset.id
        state = FilterState.default(dataset).with_preset(preset.state, dataset=dataset)
        assert shown(dataset, state).any(), preset.id


def preset_ids(dataset: Dataset, name: str) -> list[str]:
    preset = dataset.tables.presets[name]
    state = FilterState.default(dataset).with_preset(preset.state, dataset=dataset)
    mask = shown(dataset, state)
    return [record.id for record, on in zip(dataset.records, mask.tolist(), strict=True) if on]


def test_the_first_preset_is_a_first_visit(dataset: Dataset) -> None:
    preset = next(iter(dataset.tables.presets.values()))
    default = FilterState.default(dataset)
    assert default.with_preset(preset.state, dataset=dataset) == default


def test_the_last_twelve_months_end_with_the_data(dataset: Dataset) -> None:
    preset = dataset.tables.presets["last-12-months"]
    window = FilterState.default(dataset).with_preset(preset.state, dataset=dataset).window
    assert window.last == dataset.extent.last
    assert window.days in {365, 366}


def test_presets_on_launches_show_what_they_name(dataset: Dataset) -> None:
    over = {record.id for record in dataset.records if record["passed_over_japan"]}
    assert len(over) == 9
    assert set(preset_ids(dataset, "passed-over-japan")) == over
    assert len(preset_ids(dataset, "dprk-launches")) == 210
    inside = {
        dataset.records[dataset.row_of[i]].event_id for i in preset_ids(dataset, "inside-japan-eez")
    }
    assert len(inside) == 13


def test_positions_name_known_claimants_and_sources(dataset: Dataset) -> None:
    claimants = {*dataset.tables.states.values(), "neutral", "Ainu organisations"}
    rows = read_rows(dataset.catalog, "positions")
    assert len(rows) == 68
    for row in rows:
        assert row["claimant"] in claimants
        assert row["statement"].endswith(".")
        assert row["verification"] in {"source-read", "source-read-partial", "background"}
        assert not row["source"] or row["source"] in dataset.sources
        assert row["source"] or row["verification"] == "background"
    both = {row["subject"] for row in rows if row["claimant"] == "Japan"} & {
        row["subject"] for row in rows if row["claimant"] == "Russia"
    }
    assert {"Yalta 1945", "San Francisco Art. 2(c)", "Joint Declaration 1956"} <= both


def test_sources_can_be_followed(dataset: Dataset) -> None:
    addresses = [source.url for source in dataset.sources.values() if source.url]
    for source in dataset.sources.values():
        assert source.publisher, source.id
        assert source.title, source.id
        parts = urlsplit(source.url)
        assert not source.url or (parts.scheme in {"http", "https"} and parts.hostname), source.id
    assert len(addresses) == len(set(addresses))


def test_every_source_is_cited(dataset: Dataset, root: Path) -> None:
    cited = {row["source"] for row in read_rows(dataset.catalog, "positions")}
    for record in dataset.records:
        cited |= {*record["sources"], (record["response"] or {}).get("source")}
        cited |= {denial.get("source") for denial in record["denied_by"] or []}
    described = (root / "authored/catalogue-geometry.toml").read_text(encoding="utf-8")
    assert [key for key in dataset.sources if key not in cited and key not in described] == []


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("kinds.csv", "military-flight", "row 16: has more or fewer cells than the header"),
        ("states.csv", "RU,Russia again", "row 13: key 'RU' is empty or used twice"),
        ("actors.csv", ",Nobody,RU,Others", "row 26: key '' is empty or used twice"),
        ("presets.toml", '[[preset]]\nid = "x"', "preset number 14: id 'x' is missing"),
        ("presets.toml", "[[preset", "presets.toml: is no TOML"),
    ],
)
def test_a_broken_table_is_named(small: Small, name: str, text: str, fault: str) -> None:
    root = small("kinds", "domains", "actors", "states", "sources", "names", "presets")
    with (root / "tables" / name).open("a", encoding="utf-8") as file:
        file.write(f"{text}\n")
    with pytest.raises(DataError) as raised:
        load_tables(Catalog.open(root))
    assert str(raised.value).startswith(f"geodata/tables/{name}")
    assert fault in str(raised.value)


def test_a_column_that_is_gone_is_named(small: Small) -> None:
    root = small("kinds", "domains", "actors", "states", "sources", "names", "presets")
    path = root / "tables/domains.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("colour_dark", "dark"), "utf-8")
    with pytest.raises(DataError, match="row 2: has no column 'colour_dark'"):
        load_tables(Catalog.open(root))
