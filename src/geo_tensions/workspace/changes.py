"""Changes of records: what one is, what folding many gives, and how one is taken back."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, NamedTuple

Feature = Mapping[str, Any]
"""A GeoJSON feature whose properties are those of a record."""

GEOMETRY = "geometry"
"""Key of a change that moves a record; its values are GeoJSON Points or None."""

WHOLE = "record"
"""Key of a change that adds or withdraws a record; its values are features or None."""


SAME_PLACE_DEG = 2e-5
"""Degrees within which two places are one, about 2 m: single precision near 180 degrees."""


class Op(StrEnum):
    """What a change does."""

    ADD = "add"
    CORRECT = "correct"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Change:
    """One value of one record that somebody changed.

    Attributes
    ----------
    record
        Id of the record.
    op
        Adding gives a whole record (``key`` :data:`WHOLE`, ``before`` None, ``after`` a feature),
        withdrawing takes it away (``before`` the feature, ``after`` None), correcting changes one
        value.
    key
        A key of the record (:data:`geo_tensions.records.KEYS`), :data:`GEOMETRY` or :data:`WHOLE`.
    before, after
        JSON values.
    who, why
        Words of whoever made the change.
    when
        UTC, ISO 8601 to the second, ending in ``Z``.
    number
        Place in the log of the workspace, from 1; 0 until it is kept.
    revision
        Number of the commit that kept it, from 1; 0 until it is kept.
    """

    record: str
    op: Op
    key: str
    before: Any
    after: Any
    who: str
    when: str
    why: str
    number: int = 0
    revision: int = 0


class Folded(NamedTuple):
    """What records are once all changes are made."""

    features: dict[str, Feature]
    withdrawn: frozenset[str]


def now() -> str:
    """Return the present moment as changes carry it."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def correction(feature: Feature, key: str, after: Any, *, who: str, why: str) -> Change:  # noqa: ANN401 - JSON
    """Return the change of one value of a record, made now."""
    properties = feature["properties"]
    before = feature.get(GEOMETRY) if key == GEOMETRY else properties.get(key)
    return Change(properties["id"], Op.CORRECT, key, before, after, who, now(), why)


def addition(feature: Feature, *, who: str, why: str) -> Change:
    """Return the change that adds a record, made now."""
    return Change(feature["properties"]["id"], Op.ADD, WHOLE, None, feature, who, now(), why)


def withdrawal(feature: Feature, *, who: str, why: str) -> Change:
    """Return the change that withdraws a record, made now."""
    return Change(feature["properties"]["id"], Op.WITHDRAW, WHOLE, feature, None, who, now(), why)


def fold(records: Mapping[str, Feature], changes: Iterable[Change]) -> Folded:
    """Return what records are after changes.

    Parameters
    ----------
    records
        Features by id; those that are changed suffice. They are not touched.
    changes
        In the order in which they were made. A correction of a record that is not there has
        nothing to change; :func:`misfits` names it.
    """
    features = dict(records)
    withdrawn: set[str] = set()
    for change in changes:
        if change.op is Op.WITHDRAW:
            features.pop(change.record, None)
            withdrawn.add(change.record)
        elif change.op is Op.ADD:
            features[change.record] = change.after
            withdrawn.discard(change.record)
        elif change.record in features:
            features[change.record] = _changed(features[change.record], change)
    return Folded(features, frozenset(withdrawn))


def misfits(records: Mapping[str, Feature], changes: Iterable[Change]) -> list[tuple[Change, str]]:
    """Return the changes that no longer fit the records they were made for, each with the reason.

    A change fits when what it calls ``before`` is what is there.
    """
    found = []
    present = dict(records)
    for change in changes:
        if fault := _misfit(present.get(change.record), change):
            found.append((change, fault))
        present = fold(present, [change]).features
    return found


def opposite(change: Change, *, who: str, why: str) -> Change:
    """Return the change that takes another one back, made now."""
    op = {Op.ADD: Op.WITHDRAW, Op.WITHDRAW: Op.ADD, Op.CORRECT: Op.CORRECT}[change.op]
    return Change(
        change.record, op, change.key, change.after, change.before, who=who, when=now(), why=why
    )


def net(changes: Iterable[Change]) -> list[Change]:
    """Return as few changes as have the same effect.

    Values that were changed several times change once, from the first value to the last one; what
    was taken back is gone. Who, when and why are those of the last change of a value.
    """
    by_record: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        by_record[change.record].append(change)
    return [change for group in by_record.values() for change in _net_of_one(group)]


def revisions_of(changes: Iterable[Change]) -> dict[str, int]:
    """Return the last revision that touched each record; a record without one has 0."""
    found: dict[str, int] = {}
    for change in changes:
        found[change.record] = max(change.revision, found.get(change.record, 0))
    return found


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - JSON values
    """Tell whether two values say the same.

    What is not known may be null, empty or left out; points may be :data:`SAME_PLACE_DEG` apart,
    and 190 degrees east are 170 west.
    """
    return _equal(_bare(one), _bare(other))


def _changed(feature: Feature, change: Change) -> Feature:
    if change.key == GEOMETRY:
        return {**feature, GEOMETRY: change.after}
    return {**feature, "properties": {**feature["properties"], change.key: change.after}}


def value_of(feature: Feature, key: str) -> Any:  # noqa: ANN401 - JSON
    """Return what a change of a key would call ``before``."""
    if key == WHOLE:
        return feature
    return feature.get(GEOMETRY) if key == GEOMETRY else feature["properties"].get(key)


def _misfit(feature: Feature | None, change: Change) -> str:
    if change.op is Op.ADD:
        return "" if feature is None else "is there already"
    if feature is None:
        return "is not there"
    present = value_of(feature, change.key)
    if same(present, change.before):
        return ""
    if change.key == WHOLE:
        return f"has changed since: {', '.join(_differing(feature, change.before))}"
    return f"{change.key} is {short(present)}, not {short(change.before)}"


def _differing(one: Feature, other: Feature) -> list[str]:
    keys = dict.fromkeys([*one["properties"], *other["properties"], GEOMETRY])
    return [key for key in keys if not same(value_of(one, key), value_of(other, key))]


def _net_of_one(changes: Sequence[Change]) -> list[Change]:
    last = changes[-1]
    wholes = [change for change in changes if change.op is not Op.CORRECT]
    if not wholes:
        merged: dict[str, Change] = {}
        for change in changes:
            known = merged.get(change.key)
            merged[change.key] = replace(change, before=known.before) if known else change
        return [one for one in merged.values() if not same(one.before, one.after)]
    # Where the record came or went, its first state is known from that.
    begin = changes.index(wholes[0])
    start = wholes[0].before
    for change in reversed(changes[:begin] if start else []):
        start = _changed(start, replace(change, after=change.before))
    end = fold({}, changes[begin:]).features.get(last.record)
    if start is None:
        return [] if end is None else [replace(last, op=Op.ADD, key=WHOLE, before=None, after=end)]
    if end is None:
        return [replace(last, op=Op.WITHDRAW, key=WHOLE, before=start, after=None)]
    return [
        replace(
            last,
            op=Op.CORRECT,
            key=key,
            before=value_of(start, key),
            after=value_of(end, key),
        )
        for key in _differing(start, end)
    ]


def short(value: Any) -> str:  # noqa: ANN401 - JSON
    """Return a value as a message shows it, in at most 60 characters."""
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= 60 else shown[:59] + "…"  # noqa: PLR2004 - fits one line


def _equal(one: Any, other: Any) -> bool:  # noqa: ANN401 - JSON
    if not (isinstance(one, Mapping) and isinstance(other, Mapping)):
        return bool(one == other)
    if one.get("type") == other.get("type") == "Point":
        try:
            (lon, lat), (other_lon, other_lat) = one["coordinates"], other["coordinates"]
            turn = abs(lon - other_lon) % 360
            apart = max(min(turn, 360 - turn), abs(lat - other_lat))
            return bool(apart <= SAME_PLACE_DEG)
        except (KeyError, TypeError, ValueError):
            return bool(one == other)
    return one.keys() == other.keys() and all(_equal(one[key], other[key]) for key in one)


def _bare(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a value without what is not known in it."""
    if isinstance(value, Mapping):
        bare = {key: _bare(item) for key, item in value.items()}
        return {key: item for key, item in bare.items() if item is not None} or None
    if isinstance(value, list | tuple):
        return [_bare(item) for item in value] or None
    # True equals 1 in Python, not in a record.
    return (value,) if isinstance(value, bool) else None if value == "" else value
