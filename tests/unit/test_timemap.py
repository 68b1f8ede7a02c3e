"""The folium map: no network, the same at every run, nothing of the data acts as script."""

import json

import pytest
from streamlit_folium import _get_feature_group_string, _get_map_string, generate_js_hash

from geo_tensions.mapping.published import Published
from geo_tensions.mapping.script_json import script_json
from geo_tensions.mapping.timemap import Command, TimeMap, config

HOSTILE = [
    "</script><script>alert(1)</script>",
    "${alert(1)}",
    "`${alert(1)}`",
    "\u2028\u2029",
    "{{ 'geotensionsmap' }}",
    "{{ 7 * 191 }}{% raw %}{# note #}",
    "x_geotensionsmap_y",
    "alert(coords);",
    'it\'s "quoted" \\ and <img src=x onerror=alert(1)>',
    "択捉島 Итуруп",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_script_json_reads_back_as_written(text: str) -> None:
    assert json.loads(script_json({text: [text]})) == {text: [text]}


@pytest.mark.parametrize("text", HOSTILE)
def test_script_json_holds_nothing_that_acts(text: str) -> None:
    found = script_json(text)
    assert found.isascii()
    assert not set(found) & set("<>&'`$_/;%#")
    assert "{{" not in found


def test_script_json_refuses_what_json_has_not() -> None:
    with pytest.raises(ValueError, match="JSON"):
        script_json(float("nan"))


def test_map_loads_only_what_this_application_serves(published: Published) -> None:
    made = TimeMap(published)
    addresses = [address for _, address in [*made.default_js, *made.default_css]]
    assert [address.rsplit("/", 1)[-1] for address in addresses[:1]] == ["leaflet.js"]
    for address in addresses:
        assert address.startswith("../../assets/")
        assert address.removeprefix("../../assets/") in published.assets.by_path


def test_map_leaves_the_lists_of_folium_alone(published: Published) -> None:
    import folium  # noqa: PLC0415

    before = list(folium.Map.default_js), list(folium.Map.default_css)
    TimeMap(published)
    assert (folium.Map.default_js, folium.Map.default_css) == before


def test_map_script_is_the_same_at_every_run(published: Published) -> None:
    first, second = (_get_map_string(TimeMap(published)) for _ in range(2))
    assert first == second
    assert "GeoTensions.start(map_div, {" in first
    assert "tileLayer" not in first
    assert len(first) < 20_000


def test_steering_the_map_does_not_mount_it_anew(published: Published) -> None:
    hashes = set()
    for serial in range(2):
        made = TimeMap(published)
        script = _get_map_string(made)
        _get_feature_group_string(Command({"serial": serial}), map=made)
        hashes.add(generate_js_hash(script, "map"))
    assert len(hashes) == 1


def test_another_data_version_mounts_the_map_anew(published: Published) -> None:
    script = _get_map_string(TimeMap(published))
    assert published.columns in script
    other = script.replace(published.columns, "0" * len(published.columns))
    assert generate_js_hash(script, "map") != generate_js_hash(other, "map")


@pytest.mark.parametrize("text", HOSTILE)
def test_command_arrives_as_it_was_sent(published: Published, text: str) -> None:
    made = TimeMap(published)
    _get_map_string(made)
    script = _get_feature_group_string(Command({"serial": 1, "id": text}), map=made)
    _, _, rest = script.partition("GeoTensions.command(")
    sent, end, _ = rest.partition(");\n")
    assert end
    assert json.loads(sent) == {"serial": 1, "id": text}


def test_config_names_blobs_that_are_served(published: Published) -> None:
    made = config(published)
    names = [made["columns"]]
    for layer in made["layers"]:
        names += [layer["hash"], *layer["detail"]]
    assert all(published.store.get(name) for name in names)
