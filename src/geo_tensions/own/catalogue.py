"""The catalogue of shipped files with the sets of own records described beside them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from geo_tensions.catalog import Catalog
from geo_tensions.own.sets import OwnSet
from geo_tensions.timespan import day_of

_HASH_DIGITS = 10


@dataclass(frozen=True)
class OwnCatalog(Catalog):
    """A catalogue that also describes what is on no file of its folder.

    Parameters
    ----------
    told_version
        What a citation names: the shipped version and a hash of what was added.
    """

    told_version: str = ""

    @cached_property
    def data_version(self) -> str:
        """Version of the shipped data plus a hash of own records and changes."""
        return self.told_version


def with_own(shipped: Catalog, sets: Sequence[OwnSet], *, changes: str) -> OwnCatalog:
    """Return a catalogue that says what was added; the shipped cut-offs stay as they are.

    Parameters
    ----------
    shipped
        The catalogue to add to.
    sets
        Own records that are shown.
    changes
        Stands for the changes that were made by hand; empty for none.
    """
    digest = hashlib.sha256()
    for one in sets:
        look = sorted(
            (kind.id, kind.label, kind.shape, kind.colour_light) for kind in one.own.values()
        )
        digest.update(repr((one.id, one.name, one.digest, look)).encode())
    digest.update(changes.encode())
    version = f"{shipped.data_version}.own-{digest.hexdigest()[:_HASH_DIGITS]}"
    added = [_described(one) for one in sets]
    resources = [*shipped.descriptor["resources"], *added]
    return OwnCatalog(
        root=shipped.root,
        descriptor={**shipped.descriptor, "resources": resources},
        told_version=version,
    )


def _described(one: OwnSet) -> dict[str, Any]:
    columns = one.part.columns
    return {
        "name": f"own-set-{one.id}",
        # No path: the name of the user's file opens nothing.
        "path": f"own/{one.id}",
        "title": f"Your own data: {one.name}",
        "description": "Records that a user of this application added; no part of what ships.",
        "rows": len(one),
        "cutoff": day_of(int(columns.start[-1])).isoformat(),
        "sources": [{"title": one.file_name or one.name}],
    }
