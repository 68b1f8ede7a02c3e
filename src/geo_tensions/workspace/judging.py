"""Whether changes may be made: judged by the rules of records, before anything is kept."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from geo_tensions import records
from geo_tensions.ingest.checks import ID_FORM
from geo_tensions.model import Layer
from geo_tensions.tables import Tables
from geo_tensions.workspace.changes import GEOMETRY, WHOLE, Change, Feature, Op, fold, misfits, same

OWN_SEPARATOR = ":"
"""Stands between the set and the id in the ids of own records (docs/decisions/0007)."""

LONGEST_WHO = 200
LONGEST_WHY = 2_000
LONGEST_VALUE = 1_000_000
"""Characters of JSON."""

_WHEN = "%Y-%m-%dT%H:%M:%SZ"
_LAUNCH_KEYS = frozenset(records.LAUNCH_KEYS) - frozenset(records.COMMON_KEYS)
_INCIDENT_KEYS = frozenset(records.INCIDENT_KEYS) - frozenset(records.COMMON_KEYS)
_CORRECTED_KEYS = ({*records.COMMON_KEYS, GEOMETRY} | _INCIDENT_KEYS | _LAUNCH_KEYS) - {"id"}


def faults_after(
    features: Mapping[str, Feature], changes: Sequence[Change], *, tables: Tables
) -> list[str]:
    """Return what would be wrong after changes, one line a fault; empty if they may be made.

    Parameters
    ----------
    features
        Present features by id, at least those that the changes name.
    changes
        What shall be changed.
    tables
        Kinds, actors, states and sources that records may name, own ones included.
    """
    found = [f"{change.record}: {fault}" for change in changes for fault in form_faults(change)]
    if found:
        return found
    found = [f"{change.record}: {fault}" for change, fault in misfits(features, changes)]
    after = fold(features, changes).features
    for identifier in dict.fromkeys(change.record for change in changes):
        if identifier in after:
            found += [f"{identifier}: {fault}" for fault in _faults(after[identifier], tables)]
    return found


def form_faults(change: Change) -> Iterator[str]:
    """Yield what makes a change unfit to be kept, whatever record it is for."""
    if not re.fullmatch(ID_FORM, change.record):
        yield "its id is not of letters, digits and . _ : / - (at most 100)"
    yield from _words_faults(change)
    yield from _key_faults(change)
    for value in (change.before, change.after):
        try:
            text = json.dumps(value, ensure_ascii=False, allow_nan=False)
        except (ValueError, TypeError, RecursionError):
            text = "\0"
        if not keepable(text) or len(text) > LONGEST_VALUE:
            yield f"the value of {change.key[:40]} cannot be kept as JSON"


def layer_of(feature: Feature) -> Layer:
    """Return the layer whose keys a feature has."""
    keys = feature["properties"].keys()
    return Layer.LAUNCHES if keys & _LAUNCH_KEYS and not keys & _INCIDENT_KEYS else Layer.INCIDENTS


def with_all_keys(properties: Mapping[str, Any], geometry: Any, layer: Layer) -> Feature:  # noqa: ANN401 - JSON
    """Return a feature with every key of its layer, in order; what is not given is not known."""
    empty: dict[str, Any] = {key: [] for key in records.LIST_KEYS}
    told = {key: properties.get(key, empty.get(key)) for key in records.KEYS[layer]}
    return {"type": "Feature", "properties": told, GEOMETRY: geometry}


def keepable(text: str) -> bool:
    """Tell whether both databases hold the text as it is."""
    try:
        return "\0" not in text and bool(text.encode() or True)
    except UnicodeEncodeError:
        return False


def is_own(identifier: str) -> bool:
    """Tell whether a record belongs to an own set."""
    return OWN_SEPARATOR in identifier


def _faults(feature: Feature, tables: Tables) -> Iterable[str]:
    properties = feature["properties"]
    layer = layer_of(feature)
    if unknown := [key for key in properties if key not in records.KEYS[layer]]:
        yield f"'{unknown[0]}' is no key of a record of {layer}"
    if is_own(properties["id"]):
        # Ids of own records carry their set; everything else is judged alike.
        stand_in = {"id": "own", "event_id": "own", "former_ids": []}
        feature = {**feature, "properties": {**properties, **stand_in}}
    yield from records.faults(feature, layer=layer, tables=tables)


def _words_faults(change: Change) -> Iterator[str]:
    for word, text, longest in (
        ("who made the change", change.who, LONGEST_WHO),
        ("why it was made", change.why, LONGEST_WHY),
    ):
        if not text.strip():
            yield f"nothing says {word}"
        elif len(text) > longest or not keepable(text):
            yield f"what says {word} is longer than {longest} characters or no plain text"
    try:
        datetime.strptime(change.when, _WHEN)  # noqa: DTZ007 - the form holds Z
    except ValueError:
        yield f"'{change.when[:40]}' is no time of the form 2026-11-25T09:00:00Z"


def _key_faults(change: Change) -> Iterator[str]:
    if (change.op is Op.CORRECT) == (change.key == WHOLE):
        yield f"'{change.key[:40]}' does not go with {change.op}"
    elif change.op is not Op.CORRECT:
        yield from _whole_faults(change)
    elif change.key not in _CORRECTED_KEYS:
        yield f"'{change.key[:40]}' is no key of a record that can be corrected"
    elif same(change.before, change.after):
        yield f"{change.key} is that already"


def _whole_faults(change: Change) -> Iterator[str]:
    given, other = change.after, change.before
    if change.op is Op.WITHDRAW:
        given, other = other, given
    properties = given.get("properties") if isinstance(given, Mapping) else None
    if not isinstance(properties, Mapping) or properties.get("id") != change.record:
        yield "the record that comes or goes has not this id"
    if other is not None:
        yield f"{change.op} has a value too many"
