"""The catalogue: it describes what is there, and each rule catches what breaks it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tools.build_geodata.__main__ import main
from tools.build_geodata.build import Part, build, compare
from tools.build_geodata.catalogue import build_catalogue
from tools.build_geodata.errors import BuildError
from tools.build_geodata.facts import sha256
from tools.build_geodata.verify import departures

from geo_tensions import geojson
from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError

Small = Callable[..., Path]


def test_the_committed_data_are_as_catalogued(root: Path) -> None:
    assert departures(root) == []


def test_the_committed_layers_follow_from_their_sources(root: Path) -> None:
    assert compare(root, build(root)) == []


def test_check_tells_what_is_out_of_date(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--root", str(copy)]) == 0
    with (copy / "authored/routes.csv").open("a", encoding="utf-8") as file:
        file.write("FL-2024-09-12,1,99,44.0,146.0,off Nemuro,test\n")
    assert main(["--check", "--root", str(copy)]) == 1
    assert "geodata/authored/routes.csv, row" in capsys.readouterr().err


def test_a_rebuild_repairs_what_was_changed(copy: Path) -> None:
    layer = copy / "layers/routes.geojson"
    before = layer.read_bytes()
    layer.write_text("{}", encoding="utf-8")
    assert main(["--check", "--only", "records", "--root", str(copy)]) == 1
    assert main(["--only", "records", "--root", str(copy)]) == 0
    assert layer.read_bytes() == before
    assert departures(copy) == []


def test_package_states_what_a_reader_must_know(catalog: Catalog) -> None:
    package = catalog.descriptor
    assert package["$schema"].startswith("https://datapackage.org/profiles/2")
    assert package["name"] == "geo-tensions-data"
    assert "created" not in package
    assert catalog.cutoff("incidents") == "2026-02-16"
    assert catalog.cutoff("missile-launches") == "2026-04-19"
    for resource in catalog.resources.values():
        described = resource.descriptor
        assert all(licence["name"] for licence in described["licenses"]), resource.name
        assert all(source["title"] for source in described["sources"]), resource.name
        if resource.path.startswith("layers/"):
            assert described["knownLimits"], resource.name
            assert "features" in described, resource.name


def test_records_are_counted_in_the_catalogue(catalog: Catalog) -> None:
    incidents = catalog.resources["incidents"].descriptor
    launches = catalog.resources["missile-launches"].descriptor
    assert (incidents["features"], launches["features"]) == (175, 210)
    assert (launches["events"], launches["missiles"]) == (161, 345)
    for described in (incidents, launches):
        assert sum(described["rowsPerYear"].values()) == described["features"]
    assert incidents["temporal"]["start"] == "1855-02-07"
    assert launches["temporal"] == {"start": "1998-08-31", "end": "2026-04-19"}


def test_derived_geometry_keeps_the_licence_of_its_coast(catalog: Catalog) -> None:
    for resource in catalog.resources.values():
        sources = json.dumps(resource.descriptor["sources"])
        licences = {licence["name"] for licence in resource.descriptor["licenses"]}
        if resource.path.startswith("layers/") and "GSHHG" in sources:
            assert "LGPL-3.0-or-later" in licences, resource.name


def test_the_licence_file_says_the_same_as_the_catalogue(root: Path, catalog: Catalog) -> None:
    lines = (root / "LICENSES.md").read_text(encoding="utf-8").splitlines()
    for resource in catalog.resources.values():
        folder, _, _ = resource.path.partition("/")
        named = f"`{resource.path}`" if folder == "layers" else f"`{folder}/`"
        _, _, told, *_ = next(line for line in lines if named in line).split("|")
        licences = {licence["name"] for licence in resource.descriptor["licenses"]}
        assert {name.strip() for name in told.split(",")} == licences, resource.path


def reword(path: Path, change: Callable[[Any], None]) -> None:
    """Change a JSON file in place."""
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def recatalogue(root: Path, name: str, text: str) -> None:
    """Write a resource and catalogue the bytes that it has now, so that only its content is odd."""
    descriptor = next(
        item
        for item in json.loads((root / "datapackage.json").read_text(encoding="utf-8"))["resources"]
        if item["name"] == name
    )
    content = text.encode()
    (root / descriptor["path"]).write_bytes(content)

    def update(package: dict[str, Any]) -> None:
        for item in package["resources"]:
            if item["name"] == name:
                item |= {"hash": f"sha256:{sha256(content)}", "bytes": len(content)}

    reword(root / "datapackage.json", update)


def test_a_sound_small_package_has_no_departures(small: Small) -> None:
    assert departures(small("routes", "kinds")) == []


def test_a_file_without_a_resource_is_found(small: Small) -> None:
    root = small("kinds")
    (root / "layers").mkdir()
    (root / "layers/stray.geojson").write_text("{}\n", encoding="utf-8")
    assert departures(root) == ["geodata/layers/stray.geojson: no resource describes it"]


def test_a_resource_without_a_file_is_found(small: Small) -> None:
    root = small("kinds", "routes")
    (root / "layers/routes.geojson").unlink()
    assert departures(root) == ["geodata/layers/routes.geojson: the file is missing"]


def test_a_changed_file_is_found(small: Small) -> None:
    root = small("kinds", "routes")
    with (root / "tables/kinds.csv").open("a", encoding="utf-8") as file:
        file.write("x\n")
    found = departures(root)
    assert found[0] == "geodata/tables/kinds.csv: its SHA-256 is not the one catalogued"


def test_a_resource_without_sources_is_found(small: Small) -> None:
    root = small("kinds")
    reword(root / "datapackage.json", lambda package: package["resources"][0].pop("sources"))
    assert departures(root) == ["geodata/tables/kinds.csv: its resource has no sources"]


def test_a_wrong_data_version_is_found(small: Small) -> None:
    root = small("kinds")
    reword(root / "datapackage.json", lambda package: package.update(dataVersion="0000000000"))
    assert departures(root) == [
        "geodata/datapackage.json: dataVersion is not the hash over the files"
    ]


def polygon(*ring: tuple[float, float], identifier: str = "a-1") -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"id": identifier},
        "geometry": {"type": "Polygon", "coordinates": [[list(point) for point in ring]]},
    }


SQUARE = ((140, 40), (141, 40), (141, 41), (140, 41), (140, 40))
BOW_TIE = ((140, 40), (141, 41), (141, 40), (140, 41), (140, 40))


@pytest.mark.parametrize(
    ("features", "fault"),
    [
        ([polygon(*BOW_TIE)], "is not valid"),
        ([polygon(*reversed(SQUARE))], "counter-clockwise"),
        ([polygon(*SQUARE), polygon(*SQUARE)], "the id is used twice"),
        ([polygon(*SQUARE, identifier="a_1")], "has no id of letters, digits and hyphens"),
        ([polygon((500, 40), (501, 40), (501, 41), (500, 40))], "outside the globe"),
    ],
)
def test_bad_geometry_is_found(small: Small, features: list[Any], fault: str) -> None:
    root = small("routes")
    text = json.dumps({"type": "FeatureCollection", "features": features}) + "\n"
    recatalogue(root, "routes", text)
    assert any(fault in line for line in departures(root))


def test_a_layer_out_of_canonical_form_is_found(small: Small) -> None:
    root = small("routes")
    text = (root / "layers/routes.geojson").read_text(encoding="utf-8")
    spaced = json.dumps(json.loads(text)) + "\n"
    recatalogue(root, "routes", spaced)
    assert any("is not in canonical form" in line for line in departures(root))


def test_features_with_different_properties_are_found(small: Small) -> None:
    root = small("routes")
    features = [polygon(*SQUARE), polygon(*SQUARE, identifier="a-2")]
    features[1]["properties"]["extra"] = 1
    recatalogue(root, "routes", geojson.dumps(features))
    assert any("the same properties in the same order" in line for line in departures(root))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            'sources = ["authored"]',
            'sources = ["nowhere"]',
            "resource incidents: no source has the id 'nowhere'",
        ),
        (
            'licence = ["CC-BY-4.0"]',
            'licence = ["GPL"]',
            "resource incidents: no [[licence]] is called 'GPL'",
        ),
        (
            'path = "layers/incidents.geojson"',
            'path = "layers/elsewhere.geojson"',
            "geodata/layers/incidents.geojson: no resource describes it",
        ),
        (
            'derived_from = ["authored-incidents", ',
            'derived_from = ["nothing", ',
            "resource incidents: is derived from 'nothing'",
        ),
    ],
)
def test_the_builder_stops_at_a_description_that_does_not_hold(
    copy: Path, old: str, new: str, fault: str
) -> None:
    path = copy / "authored/catalogue.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BuildError) as raised:
        build_catalogue(copy)
    assert any(line.startswith(fault) for line in raised.value.faults)


def test_a_broken_authored_file_is_named(copy: Path) -> None:
    (copy / "authored/catalogue.toml").write_text("[package\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"^geodata/authored/catalogue\.toml: cannot be read"):
        build(copy, only=Part.CATALOGUE)


def test_a_folder_without_a_catalogue_is_named(tmp_path: Path) -> None:
    assert departures(tmp_path)[0].startswith(f"{tmp_path}/datapackage.json: cannot be read")


def test_a_citation_tells_that_the_data_were_changed(small: Small) -> None:
    root = small("kinds", "routes")
    told = Catalog.open(root).data_version
    assert not told.endswith(".modified")
    with (root / "tables/kinds.csv").open("a", encoding="utf-8") as file:
        file.write("x\n")
    assert Catalog.open(root).data_version == f"{told}.modified"


@pytest.mark.parametrize("text", ["[]", "{}", '{"resources": [{"name": "kinds"}]}', "{"])
def test_a_damaged_catalogue_is_one_clear_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        Catalog.open(tmp_path)
    assert "\n" not in str(raised.value)
