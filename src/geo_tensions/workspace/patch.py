"""A patch: changes of records as a file that ``geodata/`` accepts."""

import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from functools import partial
from typing import Any, TypeVar

from geo_tensions.authored import POINT_KEYS, feature_of
from geo_tensions.errors import GeoTensionsError
from geo_tensions.model import Layer, Source
from geo_tensions.workspace.changes import GEOMETRY, Change, Feature, Op
from geo_tensions.workspace.judging import form_faults, is_own, layer_of
from geo_tensions.workspace.toml_text import pair_text

T = TypeVar("T")

FORMAT = 1

LONGEST = 50_000_000
"""Characters of a patch; all of ``geodata/authored`` has less than one million."""

_HEAD = (
    "# Changes of records of Geo Tensions, oldest first; `before` is what they were made on.\n"
    "# Apply them to a checkout: geo-tensions patch FILE --to geodata\n"
)
_SOURCE_KEYS = tuple(field.name for field in fields(Source))
_WORDS = ("record", "op", "key", "who", "when", "why")


class PatchError(GeoTensionsError):
    """A patch cannot be written, read or applied; nothing was changed.

    Parameters
    ----------
    faults
        One line each: where, what is wrong, what to do.
    """

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


@dataclass(frozen=True, slots=True)
class Patch:
    """What a patch file holds.

    Attributes
    ----------
    changes
        Oldest first, without the numbers of the workspace they come from.
    sources
        Rows for ``tables/sources.csv``.
    data_version
        Version of the data that the changes were made on; may be empty.
    """

    changes: tuple[Change, ...]
    sources: tuple[Source, ...] = ()
    data_version: str = ""


def write_patch(
    changes: Iterable[Change], *, sources: Sequence[Source] = (), data_version: str = ""
) -> str:
    """Return changes as a patch.

    Parameters
    ----------
    changes
        Changes of shipped records, oldest first;
        :func:`geo_tensions.workspace.changes.net` makes them few.
    sources
        Sources that they cite and that ``tables/sources.csv`` lacks.
    data_version
        Version of the data that they were made on.

    Raises
    ------
    PatchError
        If a change is of a record of an own set, or cannot be written.
    """
    lines = [_HEAD, pair_text("format", FORMAT)]
    if data_version:
        lines.append(pair_text("data_version", data_version))
    for source in sources:
        lines += ["\n[[source]]\n", *_pairs(asdict(source))]
    for change in changes:
        where = f"record {change.record}"
        if is_own(change.record):
            problem = "is of an own set, not of geodata; add it under an id of geodata"
            raise PatchError([f"{where}: {problem}"])
        try:
            lines += ["\n[[change]]\n", *_change_lines(change)]
        except ValueError as error:
            raise PatchError([f"{where}: {error}"]) from error
    return "".join(lines)


def read_patch(text: str, *, where: str = "patch") -> Patch:
    """Return what a patch file holds.

    Parameters
    ----------
    text
        Its contents, whoever wrote them.
    where
        What messages call it.

    Raises
    ------
    PatchError
        Naming every fault.
    """
    try:
        if len(text) > LONGEST:
            raise PatchError([f"{where}: is longer than {LONGEST:,} characters"])
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise PatchError([f"{where}: is no TOML ({error}); mend or export it anew"]) from error
    if content.get("format") != FORMAT:
        told = content.get("format")
        problem = "says no format" if told is None else f"is of format {told!r}"
        raise PatchError([f"{where}: {problem}; this program reads format {FORMAT}"])
    faults: list[str] = []
    if unknown := content.keys() - {"format", "data_version", "source", "change"}:
        faults.append(f"{where}: has the unknown key '{min(unknown)}'; leave it out")
    sources = tuple(_read_all(content, "source", _source, where=where, faults=faults))
    changes = tuple(_read_all(content, "change", _change, where=where, faults=faults))
    for number, change in enumerate(changes, start=1):
        found = [*form_faults(change)]
        if is_own(change.record):
            found.append("is of an own set, not of geodata")
        faults += [f"{where}, change {number}, {change.record[:100]}: {fault}" for fault in found]
    if not changes and not faults:
        faults.append(f"{where}: holds no change")
    if faults:
        raise PatchError(faults)
    return Patch(changes, sources, str(content.get("data_version", "")))


def written(feature: Feature) -> dict[str, Any]:
    """Return a record as it stands in ``geodata/authored``: what is not known is left out."""
    found: dict[str, Any] = {}
    point = point_of(feature.get(GEOMETRY))
    for key, value in feature["properties"].items():
        if key == "radius_km":
            found |= point
        if value is not None and value != "":
            found[key] = bare(value)
    return found | point


def point_of(geometry: Mapping[str, Any] | None) -> dict[str, float]:
    """Return ``lon`` and ``lat`` of a point, longitudes from 0 to 360; empty where there is none.

    Raises
    ------
    ValueError
        If it is no point.
    """
    if geometry is None:
        return {}
    try:
        lon, lat = geometry["coordinates"][:2]
        return dict(zip(POINT_KEYS, (lon if 0 <= lon < 360 else lon % 360, lat), strict=True))  # noqa: PLR2004
    except (KeyError, TypeError, ValueError) as error:
        msg = "its geometry is no point"
        raise ValueError(msg) from error


def bare(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a value without nulls in its tables, which TOML cannot hold."""
    if isinstance(value, Mapping):
        return {key: bare(item) for key, item in value.items() if item is not None}
    return [bare(item) for item in value] if isinstance(value, list | tuple) else value


def _change_lines(change: Change) -> Iterator[str]:
    yield from (pair_text(key, str(getattr(change, key))) for key in _WORDS)
    values = {"before": change.before, "after": change.after}
    if change.op is Op.CORRECT:
        for name, value in values.items():
            told = (point_of(value) or None) if change.key == GEOMETRY else value
            if told is not None:
                yield pair_text(name, bare(told))
        return
    name = "after" if change.op is Op.ADD else "before"
    yield pair_text("layer", str(layer_of(values[name])))
    yield f"\n[change.{name}]\n"
    yield from _pairs(written(values[name]))


def _pairs(values: Mapping[str, Any]) -> Iterator[str]:
    return (pair_text(key, value) for key, value in values.items() if value != "")


def _read_all(
    content: Mapping[str, Any],
    name: str,
    read: Callable[[Mapping[str, Any]], T],
    *,
    where: str,
    faults: list[str],
) -> Iterator[T]:
    blocks = content.get(name, [])
    if not isinstance(blocks, list):
        faults.append(f"{where}: '{name}' is no list of [[{name}]] blocks")
        return
    for number, block in enumerate(blocks, start=1):
        try:
            yield read(block)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            reason = f"has no {error}" if isinstance(error, KeyError) else str(error)
            faults.append(f"{where}, {name} {number}: {reason}")


def _source(block: Mapping[str, Any]) -> Source:
    told = {key: block.get(key, "") for key in _SOURCE_KEYS}
    if unknown := block.keys() - set(_SOURCE_KEYS):
        msg = f"has the unknown key '{min(unknown)}'"
        raise ValueError(msg)
    for key, value in told.items():
        if not isinstance(value, str) or "\n" in value or "\r" in value:
            msg = f"{key} is no text of one line"
            raise ValueError(msg)
        if not value and key in {"id", "publisher", "title"}:
            msg = f"has no '{key}'"
            raise ValueError(msg)
    return Source(**told)


def _change(block: Mapping[str, Any]) -> Change:
    if unknown := block.keys() - {*_WORDS, "before", "after", "layer"}:
        msg = f"has the unknown key '{min(unknown)}'"
        raise ValueError(msg)
    words = {key: block[key] for key in _WORDS}
    for key, value in words.items():
        if not isinstance(value, str):
            msg = f"{key} is no text"
            raise TypeError(msg)
    op = Op(words.pop("op"))
    read = _point if words["key"] == GEOMETRY else _as_it_is
    if op is not Op.CORRECT:
        layer = Layer(block["layer"])
        read = partial(feature_of, layer=layer)
    before, after = (
        None if name not in block else read(block[name]) for name in ("before", "after")
    )
    return Change(op=op, before=before, after=after, **words)


def _as_it_is(value: Any) -> Any:  # noqa: ANN401 - JSON
    return value


def _point(value: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [value[key] for key in POINT_KEYS]}
