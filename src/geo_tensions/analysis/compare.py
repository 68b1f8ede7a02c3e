"""Two periods or two filters side by side: counts, differences, rates, and what forbids them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from geo_tensions.analysis.completeness import LAUNCH_KIND, coverage, refusal
from geo_tensions.analysis.filters import Mask, shown
from geo_tensions.analysis.state import FilterState
from geo_tensions.analysis.words import counted, days_words, listed, span_words, verb
from geo_tensions.dataset import Dataset
from geo_tensions.model import Evidence, Kind
from geo_tensions.timespan import Window

MISSILES = "missiles"
"""Id of the line that counts missiles, beside those of the kinds."""

_FILTERS = {
    "kinds": "kinds",
    "actor_groups": "actors",
    "evidence": "evidence",
    "place": "place precision",
    "text": "text",
    "passed_over_japan": "passing over Japan",
    "stated_inside_eez": "statements on the exclusive economic zone",
    "ids": "chosen records",
}
"""Fields of a state that filter records, as a warning names them."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its state, how it is called and which records it shows."""

    state: FilterState
    label: str
    mask: Mask

    @property
    def window(self) -> Window:
        """Days looked at."""
        return self.state.window


@dataclass(frozen=True, slots=True)
class Line:
    """One kind on both sides, counted in events or launch dates (missiles in the last line).

    Attributes
    ----------
    difference
        Second count less the first; None where it is refused.
    rates
        Counts a day on each side; None where refused, and where both spans are equally long.
    refused
        Why there is neither; empty if they are given.
    rows
        Rows behind each count.
    """

    id: str
    label: str
    counts: tuple[int, int]
    difference: int | None
    rates: tuple[float, float] | None
    refused: str
    rows: tuple[Sequence[int], Sequence[int]]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two sides, their lines and what a reader must be warned of."""

    sides: tuple[Side, Side]
    lines: Sequence[Line]
    warnings: Sequence[str]


def compare(dataset: Dataset, first: FilterState, second: FilterState) -> Comparison:
    """Compare what two states show, kind by kind; kinds that neither selects are left out."""
    sides = (_side(dataset, first), _side(dataset, second))
    wanted = first.kinds | second.kinds
    kinds = [kind for kind in dataset.kinds.values() if kind.id in wanted]
    lines = [_line(dataset, kind, sides) for kind in kinds]
    if LAUNCH_KIND in wanted:
        lines.append(_missiles(dataset, sides))
    compared = [kind for kind in kinds if not refusal(kind)]
    warnings = [*_span_warnings(sides), *_filter_warnings(sides)]
    warnings += [line for kind in compared for line in _coverage_warnings(dataset, kind, sides)]
    return Comparison(sides, lines, list(dict.fromkeys(warnings)))


def _side(dataset: Dataset, state: FilterState) -> Side:
    return Side(state, span_words(state.window), shown(dataset, state))


def _line(dataset: Dataset, kind: Kind, sides: tuple[Side, Side]) -> Line:
    code = list(dataset.kinds).index(kind.id)
    of_kind = dataset.columns.kind == code
    rows = tuple(np.flatnonzero(side.mask & of_kind).tolist() for side in sides)
    counts = tuple(len(np.unique(dataset.columns.event[found])) for found in rows)
    return _made((kind.id, kind.label), counts, rows, refused=refusal(kind), sides=sides)


def _missiles(dataset: Dataset, sides: tuple[Side, Side]) -> Line:
    has = dataset.columns.missiles > 0
    rows = tuple(np.flatnonzero(side.mask & has).tolist() for side in sides)
    counts = tuple(int(dataset.columns.missiles[found].sum(dtype=np.int64)) for found in rows)
    refused = refusal(dataset.kinds[LAUNCH_KIND])
    named = (MISSILES, "Missiles in this data set")
    return _made(named, counts, rows, refused=refused, sides=sides)


def _made(
    named: tuple[str, str],
    counts: tuple[int, ...],
    rows: tuple[Sequence[int], ...],
    *,
    refused: str,
    sides: tuple[Side, Side],
) -> Line:
    one, two = counts
    days = [side.window.days for side in sides]
    rates = None if refused or days[0] == days[1] else (one / days[0], two / days[1])
    difference = None if refused else two - one
    return Line(*named, (one, two), difference, rates, refused, (rows[0], rows[1]))


def _span_warnings(sides: tuple[Side, Side]) -> Iterator[str]:
    one, two = (side.window for side in sides)
    if one.days != two.days:
        yield (
            f"The spans differ in length ({days_words(one)} and {days_words(two)}): "
            "compare the rates a day, not the counts."
        )
    if one != two and one.first <= two.last and two.first <= one.last:
        yield "The spans overlap: what lies in both is counted on both sides."


def _filter_warnings(sides: tuple[Side, Side]) -> Iterator[str]:
    one, two = (side.state for side in sides)
    differing = [
        words for name, words in _FILTERS.items() if getattr(one, name) != getattr(two, name)
    ]
    if differing:
        yield f"The sides also differ in their filters: {listed(differing)}."
    launches = LAUNCH_KIND in one.kinds | two.kinds
    if launches and any(Evidence.UNVERIFIED not in state.evidence for state in (one, two)):
        yield (
            "Unverified records are left out; their share among launches differs by year, so "
            "that a difference may be one of sources."
        )


def _coverage_warnings(dataset: Dataset, kind: Kind, sides: tuple[Side, Side]) -> Iterator[str]:
    known = coverage(dataset, kind)
    for side in sides:
        for gap in known.gaps(side.window):
            gone = counted(gap.days, "day")
            yield (
                f"{kind.label}: {gone} of {side.label} {verb(gap.days, 'lies', 'lie')} outside the "
                f"days for which the data are complete or nearly so ({_known_words(known.window)})."
            )


def _known_words(window: Window) -> str:
    if window.first.year == 1:
        return f"to {window.last.isoformat()}"
    return f"{window.first.isoformat()} to {window.last.isoformat()}"
