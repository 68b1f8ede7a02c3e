"""What a state shows, in sentences made by rules, each number with the records behind it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from geo_tensions.analysis import limits, sentences
from geo_tensions.analysis.filters import Mask, shown
from geo_tensions.analysis.sentence import Number, Sentence
from geo_tensions.analysis.state import FilterState
from geo_tensions.dataset import Dataset
from geo_tensions.registers import ScramblePeriod

__all__ = ["Citation", "Number", "Sentence", "Summary", "summarise"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A source as a list of references prints it, and the ids of the records that cite it."""

    source: str
    text: str
    ids: Sequence[str]


@dataclass(frozen=True, slots=True)
class Summary:
    """Sentences, their citations, and what they were made from."""

    sentences: Sequence[Sentence]
    citations: Sequence[Citation]
    data_version: str

    @property
    def text(self) -> str:
        """The sentences as one text, a line each, as it is copied."""
        return "\n".join(str(sentence) for sentence in self.sentences)

    @property
    def references(self) -> str:
        """The citations as one text, a line each, numbered."""
        return "\n".join(
            f"[{number}] {citation.text}" for number, citation in enumerate(self.citations, 1)
        )

    def as_json(self) -> dict[str, Any]:
        """Return the whole summary as JSON-ready values."""
        return {
            "data_version": self.data_version,
            "text": self.text,
            "sentences": [
                {
                    "id": sentence.id,
                    "text": str(sentence),
                    "numbers": [
                        {"value": part.value, "text": part.text, "ids": list(part.ids)}
                        for part in sentence.parts
                        if isinstance(part, Number)
                    ],
                }
                for sentence in self.sentences
            ],
            "citations": [
                {"source": one.source, "text": one.text, "ids": list(one.ids)}
                for one in self.citations
            ],
        }


def summarise(
    dataset: Dataset,
    state: FilterState,
    *,
    scrambles: Sequence[ScramblePeriod] = (),
    further: Iterable[Sentence] = (),
) -> Summary:
    """Return what a state shows, in words.

    Parameters
    ----------
    dataset, state
        What is shown.
    scrambles
        Periods of which those in the window are told; only figures for which a document was read.
    further
        Sentences of other analyses on the same records, such as distances and zones; they stand
        before those on limits.
    """
    mask = shown(dataset, state)
    made = [
        *sentences.facts(dataset, mask, state),
        *sentences.scrambles(scrambles, state.window),
        *further,
        *limits.limits(dataset, mask, state),
    ]
    told = {one for sentence in made for number in sentence.numbers for one in number.ids}
    periods = [period for period in scrambles if period.id in told]
    cited = list(_citations(dataset, mask, periods))
    return Summary(made, cited, dataset.catalog.data_version)


def _citations(
    dataset: Dataset, mask: Mask, periods: Sequence[ScramblePeriod]
) -> Iterator[Citation]:
    citing: dict[str, list[str]] = {}
    for row in np.flatnonzero(mask).tolist():
        record = dataset.records[row]
        for source in record["sources"]:
            citing.setdefault(source, []).append(record.id)
    for period in periods:
        for source in period.sources:
            citing.setdefault(source, []).append(period.id)
    for identifier in sorted(citing):
        source = dataset.sources[identifier]
        where = source.url or (f"read in a copy at {source.read_via}" if source.read_via else "")
        words = [source.publisher, source.title, source.date_published, where]
        yield Citation(identifier, ", ".join(word for word in words if word), citing[identifier])
