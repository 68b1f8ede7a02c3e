"""The visitor's changes as a patch that ``geodata/`` accepts."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from geo_tensions.dataset import Dataset
from geo_tensions.intake.kinds import slug
from geo_tensions.model import Source
from geo_tensions.own.sets import set_of
from geo_tensions.workspace.changes import Change, Op, net
from geo_tensions.workspace.patch import write_patch

_ID_CHARS = 60


def patch_text(changes: Iterable[Change], shipped: Dataset) -> tuple[str, int]:
    """Return a patch, and how many changes are none of shipped records.

    Sources that were told in words get an id and a row of their own.

    Raises
    ------
    PatchError
        If a change cannot be written.
    """
    few = net(changes)
    mine = [change for change in few if not set_of(change.record)]
    if not mine:
        return "", len(few)
    sources: dict[str, Source] = {}
    named = [_named(change, shipped, sources) for change in mine]
    version = shipped.catalog.data_version
    text = write_patch(named, sources=list(sources.values()), data_version=version)
    return text, len(few) - len(mine)


def _named(change: Change, shipped: Dataset, sources: dict[str, Source]) -> Change:
    """Return a change in which every source is named by an id."""
    if change.op is Op.CORRECT and change.key == "sources":
        return replace(change, after=_ids(change.after or [], shipped, sources))
    if change.op is Op.ADD:
        properties = change.after["properties"]
        ids = _ids(properties.get("sources") or [], shipped, sources)
        return replace(change, after={**change.after, "properties": {**properties, "sources": ids}})
    return change


def _ids(told: Sequence[str], shipped: Dataset, sources: dict[str, Source]) -> list[str]:
    known = set(shipped.tables.sources)
    found = []
    for text in told:
        if text not in known and text not in sources:
            parts = [part.strip() for part in text.split("|")] + [""] * 4
            taken = known | {source.id for source in sources.values()}
            sources[text] = Source(
                id=_free(" ".join(parts[:3]), taken),
                publisher=parts[0],
                title=parts[1] or parts[0],
                date_published=parts[2],
                url=parts[3],
                read_via="",
                tier="press",
                note="",
            )
        found.append(sources[text].id if text in sources else text)
    return found


def _free(text: str, taken: set[str]) -> str:
    bare = slug(text, longest=_ID_CHARS) or "source"
    number = 1
    name = bare
    while name in taken:
        number += 1
        name = f"{bare}-{number}"
    return name
