"""Which zones are asked about: ids and kinds as a user writes them."""

from collections.abc import Sequence

from geo_tensions.analysis.claims import in_view
from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError
from geo_tensions.model import Perspective
from geo_tensions.tables import read_rows

KIND_WORDS = {
    "jadiz": "air defence identification zone, not sovereign airspace",
    "neighbour-adiz": "air defence identification zone, not sovereign airspace",
    "territorial-sea": "waters computed at 12 NM, no statement of law",
    "eez": "waters computed at 200 NM, no statement of law",
    "sea": "sea of IHO S-23, nobody's claim",
    "land": "land",
}
"""What a kind of zone is, and what an entry into it is not."""


def zone_ids(
    catalog: Catalog, wanted: Sequence[str] = (), *, perspective: Perspective = Perspective.NEUTRAL
) -> list[str]:
    """Return the ids of zones, in the order of ``zones.csv``.

    Parameters
    ----------
    catalog
        The data.
    wanted
        Ids, which are taken as they are, and kinds, which stand for their zones in the
        perspective; none: every zone of the perspective.
    perspective
        Whose claim is asked; neutral gives both scenarios.

    Raises
    ------
    DataError
        If a word is neither an id nor a kind.
    """
    rows = read_rows(catalog, "zones")
    in_sight = [row for row in rows if in_view(row["scenario"], perspective)]
    if not wanted:
        return [row["id"] for row in in_sight]
    known = {row["id"] for row in rows} | set(KIND_WORDS)
    if unknown := sorted(set(wanted) - known):
        where, problem = "--zones", f"unknown: {', '.join(unknown)}"
        kinds = f"write kinds ({', '.join(KIND_WORDS)})"
        raise DataError(where, problem, f"{kinds} or ids ({', '.join(row['id'] for row in rows)})")
    by_kind = {row["id"] for row in in_sight if row["kind"] in wanted}
    return [row["id"] for row in rows if row["id"] in wanted or row["id"] in by_kind]
