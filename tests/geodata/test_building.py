"""What the builder and the reader refuse in a record, and how they say it."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tools.build_geodata.authored import tables_of
from tools.build_geodata.build import build_layers
from tools.build_geodata.errors import BuildError
from tools.build_geodata.records import FILES, build_records

from geo_tensions.dataset import Dataset
from geo_tensions.model import Layer
from geo_tensions.records import KEYS, faults, read_record

SOUND: Mapping[str, str] = {
    "id": '"XX-2024-01-01"',
    "event_id": '"XX-2024-01-01"',
    "kind": '"military-flight"',
    "title": '"A flight"',
    "summary": '"An aircraft flew."',
    "start": '"2024-01-01"',
    "end_kind": '"inclusive"',
    "date_precision": '"day"',
    "place": '"Sea"',
    "place_precision": '"approximate"',
    "lon": "140.0",
    "lat": "45.0",
    "radius_km": "20",
    "position_basis": '"chosen for this test"',
    "display": '"point"',
    "actors": '["RU-VKS"]',
    "evidence": '"unverified"',
    "verification": '"background"',
}
"""A record that nothing is wrong with, as TOML values."""


SOUND_LAUNCH: Mapping[str, str] = SOUND | {
    "kind": '"missile-launch"',
    "actors": '["KP-FORCES"]',
    "count": "2",
    "launch_lon": "125.7",
    "launch_lat": "39.2",
    "passed_over_japan": "false",
}


def add(
    root: Path,
    changes: Mapping[str, str | None],
    *,
    layer: Layer = Layer.INCIDENTS,
) -> list[str]:
    """Append a record to a copy and return what the builder says about it."""
    sound = SOUND if layer is Layer.INCIDENTS else SOUND_LAUNCH
    block = {key: value for key, value in (sound | changes).items() if value is not None}
    text = "".join(f"{key} = {value}\n" for key, value in block.items())
    path, name = FILES[layer]
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(f"\n[[{name}]]\n{text}")
    try:
        build_records(root, tables=tables_of(root))
    except BuildError as error:
        return list(error.faults)
    return []


def test_a_sound_record_is_taken(authored: Path) -> None:
    assert add(authored, {}) == []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"id": '"a_b"'}, "id 'a_b' is not words joined by hyphens"),
        ({"id": None}, "has no 'id'"),
        ({"kind": '"flight"'}, "kind 'flight' is not in the tables"),
        ({"actors": '["RU"]'}, "actors 'RU' is not in the tables"),
        ({"actors": '"RU-VKS"'}, "actors 'RU-VKS' is not a list of texts"),
        ({"sources": '["nowhere"]'}, "sources 'nowhere' is not in the tables"),
        ({"evidence": '"official"'}, "cites no source although its evidence is not unverified"),
        ({"evidence": '"sure"'}, "evidence 'sure' is not one of official, reported"),
        ({"start": '"2024-13-01"'}, "'2024-13-01' is no date of the calendar"),
        ({"start": "2024-01-01"}, "start datetime.date(2024, 1, 1) is not a text"),
        ({"end": '"2023-12-31"'}, "end 2023-12-31 is before start 2024-01-01"),
        (
            {"end": '"2024-01-02"', "end_kind": '"open"'},
            "has an end although end_kind is open",
        ),
        (
            {"start": '"2024-01"'},
            "date_precision is day, but start is known to the month",
        ),
        ({"time_jst": '"25:00"'}, "time_jst '25:00' is not a time HH:MM"),
        ({"radius_km": None}, "has a point but no radius_km"),
        ({"radius_km": "50"}, "radius_km 50 is too long for a place that is approximate"),
        ({"radius_km": "nan"}, "radius_km nan is not a number"),
        ({"position_basis": None}, "has a point but no position_basis"),
        ({"lat": "95.0"}, "140.0, 95.0 is no place on Earth"),
        ({"lon": "-170.0"}, "lon -170.0 is negative; write longitudes east of 180 as 190.0"),
        ({"lon": None}, "has only one of lon and lat"),
        ({"display": '"lane"', "lane": None}, "display is lane but no lane is named"),
        ({"display": '"route"'}, "display route and place_precision approximate do not go"),
        ({"place_precision": '"none"'}, "place_precision is none, which does not fit its geometry"),
        (
            {"lon": None, "lat": None, "radius_km": None},
            "has neither a point nor a no_place_reason",
        ),
        ({"titel": '"A flight"'}, "has the unknown key 'titel'"),
        ({"summary": '""'}, "summary is empty; leave the key out"),
        ({"response": '{ level = "rage" }'}, "is not a table with a level of none, concern"),
        (
            {"denied_by": '[{ state = "XX" }]'},
            "denied_by: 'XX' is neither a state nor an actor of the tables",
        ),
        ({"status": '"perhaps"'}, "status 'perhaps' is none of reported, confirmed"),
        ({"former_ids": '["HI-1904"]'}, "id 'HI-1904' is claimed 2 times; give each its own"),
    ],
)
def test_the_builder_names_what_is_wrong(
    authored: Path, changes: Mapping[str, str | None], fault: str
) -> None:
    assert any(fault in line for line in add(authored, changes))


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kind": '"military-flight"'}, "kind 'military-flight' stands among the launches"),
        ({"count": "-1"}, "count -1 is not a count from 0 to 65535"),
        ({"count": "70000"}, "count 70000 is not a count from 0 to 65535"),
        ({"count_max": "1"}, "count_min None, count 2, count_max 1 do not rise"),
        ({"launch_lat": None}, "has only one of launch_lon and launch_lat"),
        ({"passed_over_japan": '"no"'}, "passed_over_japan 'no' is not true or false"),
        ({"japan_eez": '{ answer = "inside" }'}, "is not a table with an answer (inside, outside)"),
        ({"alternative": "{ lon = 140.0 }"}, "is not a table with lon and lat"),
        ({"entries": "2"}, "has the unknown key 'entries'"),
    ],
)
def test_the_builder_names_what_is_wrong_with_a_launch(
    authored: Path, changes: Mapping[str, str | None], fault: str
) -> None:
    assert any(fault in line for line in add(authored, changes, layer=Layer.LAUNCHES))


def test_a_sound_launch_is_taken(authored: Path) -> None:
    assert add(authored, {}, layer=Layer.LAUNCHES) == []


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_whatever_stands_in_a_record_is_judged_and_never_raises(
    dataset: Dataset, data: st.DataObject
) -> None:
    record = data.draw(st.sampled_from(dataset.records))
    key = data.draw(st.sampled_from(KEYS[record.layer]))
    properties = {**record.properties, key: data.draw(JUNK)}
    point = {"type": "Point", "coordinates": [140.0, 45.0]}
    geometry = data.draw(st.sampled_from([None, point]) | JUNK)
    feature = {"type": "Feature", "properties": properties, "geometry": geometry}
    if not faults(feature, layer=record.layer, tables=dataset.tables):
        read = read_record(feature, layer=record.layer, tables=dataset.tables)
        assert read.drawn in {True, False}


def test_every_fault_is_told_once_with_its_record(authored: Path) -> None:
    found = add(authored, {"kind": '"flight"', "radius_km": "99", "titel": '"x"'})
    where = "geodata/authored/incidents.toml, incident XX-2024-01-01: "
    assert len(found) == 3
    assert all(line.startswith(where) for line in found)
    assert not any("\n" in line for line in found)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("FL-2024-09-12,1,1,", "FL-1999-01-01,1,1,", "no incident has the id 'FL-1999-01-01'"),
        ("FL-2024-09-12,1,1,", "FL-2024-09-12,1,one,", "write numbers in leg, seq, lat and lon"),
        ("FL-2024-09-12,1,2,", "FL-2024-09-12,1,7,", "seq is 7, 2 was expected"),
        ("FL-2024-09-12,1,1,", "AV-2024-09-23-1,1,1,", "which does not fit its display"),
    ],
)
def test_the_builder_refuses_a_route_that_fits_no_record(
    authored: Path, old: str, new: str, fault: str
) -> None:
    path = authored / "authored/routes.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BuildError) as raised:
        build_layers(authored)
    assert any(fault in line for line in raised.value.faults)


def test_the_mark_of_a_route_stands_on_it(authored: Path) -> None:
    path = authored / "authored/incidents.toml"
    before, after = path.read_text(encoding="utf-8").split('id = "FL-2024-09-12"', 1)
    moved = re.sub(r"\nlat = [\d.]+", "\nlat = 1.5", after, count=1)
    path.write_text(f'{before}id = "FL-2024-09-12"{moved}', encoding="utf-8")
    with pytest.raises(BuildError, match="its point is no waypoint of its route"):
        build_layers(authored)
