"""Applying a patch to a checkout of ``geodata/``: all of it, or nothing."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from geo_tensions.authored import (
    FILES,
    POINT_KEYS,
    block_faults,
    claimed_twice,
    feature_of,
)
from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.model import Layer
from geo_tensions.records import KEYS, LIST_KEYS
from geo_tensions.tables import Tables, load_tables
from geo_tensions.workspace import csv_rows
from geo_tensions.workspace.blocks import Authored, Block, key_order, split
from geo_tensions.workspace.changes import (
    GEOMETRY,
    Change,
    Feature,
    Op,
    fold,
    misfits,
    net,
    same,
)
from geo_tensions.workspace.files import replace_all
from geo_tensions.workspace.judging import layer_of
from geo_tensions.workspace.patch import Patch, PatchError, bare, point_of, written

DIGITS = 4
"""Decimals of a degree to which the layers of records are written, and places compared."""

_SOURCES = "tables/sources.csv"
_LOG = "tables/corrections-log.csv"

_CITING = ("briefings", "authored/routes.csv")
"""What names records by their ids: folders and files below ``geodata``."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What a patch does to a folder.

    Attributes
    ----------
    lines
        One line a record, fit for a user.
    files
        New contents by path below the folder; only those that differ.
    """

    lines: tuple[str, ...]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Folder:
    """A checkout: its authored files as text, and its records as features."""

    root: Path
    catalog: Catalog
    tables: Tables
    files: Mapping[Layer, Authored]
    features: Mapping[str, Feature]


def apply_patch(
    patch: Patch, folder: Path, *, day: date | None = None, dry_run: bool = False
) -> Applied:
    """Correct, add and withdraw records in ``authored/``, with sources and the log of corrections.

    Layout and comments of the files stay. Run ``make records`` afterwards.

    Parameters
    ----------
    patch
        The changes.
    folder
        A ``geodata`` folder.
    day
        Day that the log of corrections gives to the changes; by default today (UTC).
    dry_run
        Only say what would be done.

    Raises
    ------
    PatchError
        If something no longer fits, a record would be unfit to be shown, or a file cannot be
        written; nothing has been changed then.
    DataError
        If the folder is no ``geodata`` folder.
    """
    known = _read(folder)
    known = replace(known, tables=csv_rows.with_sources(known.tables, patch.sources))
    changes = [_rounded(change) for change in patch.changes]
    few = net(changes)
    faults = [f"{one.record}: {fault}" for one, fault in misfits(known.features, changes)]
    faults += _source_faults(patch, known.root)
    faults += [fault for one in few if one.op is Op.WITHDRAW for fault in _citing(known, one)]
    if faults:
        raise PatchError(faults)
    files = _edited(known, changes, few, patch)
    after = _checked(known, changes, few, files)
    rows = csv_rows.log_rows(
        few,
        known.features,
        after,
        version=known.catalog.version,
        day=day or datetime.now(UTC).date(),
    )
    files[_LOG] = csv_rows.with_log(_text(known.root, _LOG), rows)
    changed = {
        path: content
        for path, text in files.items()
        if (content := text.encode()) != (known.root / path).read_bytes()
    }
    if not dry_run:
        replace_all(known.root, changed)
    return Applied(tuple(_told(few)), changed)


def _read(root: Path) -> _Folder:
    catalog = Catalog.open(root)
    files: dict[Layer, Authored] = {}
    features: dict[str, Feature] = {}
    for layer, (path, name) in FILES.items():
        text = _text(root, path)
        try:
            files[layer] = split(text, name=name)
            blocks = tomllib.loads(text).get(name, [])
            told = {values["id"]: _rounded_feature(feature_of(values, layer)) for values in blocks}
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise DataError(str(root / path), f"cannot be read ({error})", "mend it") from error
        features |= told
    return _Folder(root, catalog, load_tables(catalog), files, features)


def _text(root: Path, path: str) -> str:
    try:
        return (root / path).read_bytes().decode()
    except (OSError, ValueError) as error:
        raise DataError(str(root / path), f"cannot be read ({error})", "restore it") from error


def _edited(
    known: _Folder, changes: Sequence[Change], few: Sequence[Change], patch: Patch
) -> dict[str, str]:
    after = fold(known.features, changes).features
    for change in few:
        layer = layer_of(known.features.get(change.record) or change.after)
        file = known.files[layer]
        if change.op is Op.WITHDRAW:
            file.remove(change.record)
        elif change.op is Op.ADD:
            values = _with_empty_lists(written(after[change.record]))
            file.insert(values, name=FILES[layer][1])
        else:
            _correct(file.of(change.record), change, order=key_order(KEYS[layer]))
    files = {FILES[layer][0]: file.text for layer, file in known.files.items()}
    files[_SOURCES] = csv_rows.with_rows_of_sources(_text(known.root, _SOURCES), patch.sources)
    return files


def _correct(block: Block, change: Change, *, order: Sequence[str]) -> None:
    if change.key == GEOMETRY:
        point = point_of(change.after)
        for key in POINT_KEYS:
            if key in point:
                block.put(key, point[key], order=order)
            else:
                block.drop(key)
        return
    value = bare(change.after)
    if value is None or value == "":
        value = [] if change.key in LIST_KEYS else None
    if value is None:
        block.drop(change.key)
    else:
        block.put(change.key, value, order=order)


def _with_empty_lists(values: dict[str, Any]) -> dict[str, Any]:
    # Only lists that an author must decide on are written when they are empty.
    return {key: value for key, value in values.items() if value != [] or key in _DECIDED}


_DECIDED = frozenset({"former_ids", "actors"})


def _checked(
    known: _Folder, changes: Sequence[Change], few: Sequence[Change], files: Mapping[str, str]
) -> dict[str, Feature]:
    """Read the new text as the builder will, and compare it with what the changes say."""
    blocks = [
        (layer, values)
        for layer, (path, name) in FILES.items()
        for values in tomllib.loads(files[path]).get(name, [])
    ]
    after: dict[str, Feature] = {
        values["id"]: _rounded_feature(feature_of(values, layer)) for layer, values in blocks
    }
    touched = {change.record for change in few}
    faults = [
        f"{values['id']}: {fault}"
        for layer, values in blocks
        if values["id"] in touched
        for fault in block_faults(values, layer, tables=known.tables)
    ]
    faults += claimed_twice(values for _, values in blocks)
    wanted = fold(known.features, changes).features
    unequal = [
        key
        for key in {*wanted, *after}
        if key not in wanted or key not in after or not same(wanted[key], after[key])
    ]
    faults += [f"{key}: cannot be written as the patch says" for key in sorted(unequal)]
    if faults:
        raise PatchError(faults)
    return after


def _citing(known: _Folder, change: Change) -> Iterator[str]:
    """Yield what still names a record that shall go."""
    for place in _CITING:
        path = known.root / place
        for file in sorted(path.glob("*.toml")) if path.is_dir() else [path]:
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
            # In quotes in a deck, between commas in a table.
            if f'"{change.record}"' in text or f"{change.record}," in text:
                where = file.relative_to(known.root)
                yield f"{change.record}: is named in geodata/{where}; take it out there first"


def _source_faults(patch: Patch, root: Path) -> Iterator[str]:
    cited = repr([change.after for change in patch.changes])
    for source in patch.sources:
        if repr(source.id) not in cited:
            yield f"source {source.id}: no change of the patch cites it; leave it out"
    yield from csv_rows.source_faults(_text(root, _SOURCES), patch.sources)


def _rounded(change: Change) -> Change:
    """Return a change whose places are as precise as those of the layers."""
    if change.op is Op.CORRECT and change.key != GEOMETRY:
        return change
    rounded = _rounded_geometry if change.key == GEOMETRY else _rounded_feature
    before, after = (
        None if value is None else rounded(value) for value in (change.before, change.after)
    )
    return replace(change, before=before, after=after)


def _rounded_feature(feature: Feature) -> dict[str, Any]:
    return {**feature, GEOMETRY: _rounded_geometry(feature.get(GEOMETRY))}


def _rounded_geometry(geometry: Mapping[str, Any] | None) -> dict[str, Any] | None:
    point = point_of(geometry)
    if not point:
        return None
    return {"type": "Point", "coordinates": [round(value, DIGITS) for value in point.values()]}


def _told(few: Sequence[Change]) -> Iterator[str]:
    words = {Op.ADD: "added", Op.WITHDRAW: "withdrawn"}
    for change in few:
        done = words.get(change.op, f"{change.key} corrected")
        yield f"{change.record}: {done} ({change.who}, {change.when}: {change.why})"
