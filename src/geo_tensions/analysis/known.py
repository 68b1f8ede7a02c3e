"""How much is known of the places of records, counted by kind and by year."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geo_tensions.analysis.contradictions import statement_of
from geo_tensions.dataset import Dataset, Record
from geo_tensions.model import Layer


@dataclass(frozen=True, slots=True)
class Known:
    """Counts of records.

    Attributes
    ----------
    placed
        With a place that sources give.
    derived
        With a place computed from range and direction: the fall areas of missiles.
    unplaced
        Without a place.
    stated
        With a statement of a ministry or government on Japan's waters or airspace.
    contradicted
        Of these, those that differ from the computed answer.
    """

    placed: int
    derived: int
    unplaced: int
    stated: int
    contradicted: int

    @property
    def records(self) -> int:
        """All records."""
        return self.placed + self.derived + self.unplaced


def known_by_kind(dataset: Dataset, contradicted: Iterable[int]) -> dict[str, Known]:
    """Count the records of each kind, in table order; ``contradicted`` are rows."""
    counts = _counted(dataset, contradicted, lambda record: str(record["kind"]))
    return {kind: counts[kind] for kind in dataset.kinds if kind in counts}


def known_by_year(dataset: Dataset, contradicted: Iterable[int]) -> dict[str, Known]:
    """Count the records of each year in which any starts; ``contradicted`` are rows."""
    counts = _counted(dataset, contradicted, lambda record: str(record["start"])[:4])
    return dict(sorted(counts.items()))


def _counted(
    dataset: Dataset, contradicted: Iterable[int], group: Callable[[Record], str]
) -> dict[str, Known]:
    rows = frozenset(contradicted)
    found: dict[str, Counter[str]] = {}
    for row, record in enumerate(dataset.records):
        counter = found.setdefault(group(record), Counter())
        counter[_place(record)] += 1
        counter["stated"] += statement_of(record) is not None
        counter["contradicted"] += row in rows
    names = Known.__dataclass_fields__
    return {key: Known(**{name: counter[name] for name in names}) for key, counter in found.items()}


def _place(record: Record) -> str:
    if not record.drawn:
        return "unplaced"
    return "derived" if record.layer is Layer.LAUNCHES else "placed"
