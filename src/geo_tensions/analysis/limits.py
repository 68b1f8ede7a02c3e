"""What a reader must know of the numbers of a summary: evidence, places, selections, cut-offs."""

from collections.abc import Iterator
from datetime import date

from geo_tensions.analysis.completeness import SELECTION, coverage, cutoff_words
from geo_tensions.analysis.filters import Mask, in_window, without_evidence
from geo_tensions.analysis.sentence import Number, Sentence, rows_number
from geo_tensions.analysis.state import FilterState
from geo_tensions.analysis.words import capital, day_words, listed, noun, verb
from geo_tensions.columns import EVIDENCE
from geo_tensions.dataset import Dataset
from geo_tensions.model import Evidence, Flag


def limits(dataset: Dataset, mask: Mask, state: FilterState) -> Iterator[Sentence]:
    """Yield what a reader must know of the numbers: evidence, places, selections, cut-offs."""
    columns = dataset.columns
    unverified = columns.evidence == EVIDENCE.index(Evidence.UNVERIFIED)
    if Evidence.UNVERIFIED in state.evidence:
        found, verbs = mask & unverified, ("rests", "rest")
        tail = "on general knowledge or on copies in data sets only"
    else:
        wanted = without_evidence(dataset, state) & in_window(columns, state.window)
        found, verbs = wanted & unverified, ("is", "are")
        tail = "unverified and not counted here"
    if found.any():
        one = rows_number(dataset, found)
        words = f" {noun(one.value, 'record')} {verb(one.value, *verbs)} {tail}."
        yield Sentence("unverified", (_capital(one), words))
    lost = mask & ~columns.has(Flag.DRAWN)
    if lost.any():
        one = rows_number(dataset, lost)
        words = (
            f" {noun(one.value, 'record')} {verb(one.value, 'has', 'have')} no place on the map."
        )
        yield Sentence("not-drawn", (_capital(one), words))
    yield from _completeness(dataset, mask, state)


def _completeness(dataset: Dataset, mask: Mask, state: FilterState) -> Iterator[Sentence]:
    codes = set(dataset.columns.kind[mask].tolist())
    kinds = [kind for code, kind in enumerate(dataset.kinds.values()) if code in codes]
    selected = [kind.noun_many for kind in kinds if kind.completeness == SELECTION]
    if selected:
        head = "Selections, whose counts say what was collected and not what happened"
        yield Sentence("selections", (f"{head}: {listed(selected)}.",))
    for kind in kinds:
        if kind.completeness == SELECTION:
            continue
        gaps = coverage(dataset, kind).gaps(state.window)
        if gaps and kind.complete_from and gaps[0].first < coverage(dataset, kind).window.first:
            first = day_words(date.fromisoformat(kind.complete_from))
            text = f"{capital(kind.noun_many)} are near-complete from {first} only."
            yield Sentence(f"coverage-{kind.id}", (text,))
    last = min((day for day in dataset.cutoffs.values() if day), default="")
    if last and state.window.last.isoformat() > last:
        yield Sentence("cutoff", (cutoff_words(dataset),))


def _capital(one: Number) -> Number:
    return Number(one.value, capital(one.text), one.ids)
