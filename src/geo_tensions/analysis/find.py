"""One search over records, places and dates, tolerant of spelling and of script.

``sept 2024``, ``Iturup``, ``択捉島``, ``Итуруп``, ``Il-38`` and ``Il-38 sept 2024`` lead somewhere:
to a window of time, to a place, or to a record with its place and time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from anyascii import anyascii
from rapidfuzz import fuzz

from geo_tensions.analysis.find_dates import split_date
from geo_tensions.analysis.words import span_words
from geo_tensions.dataset import Dataset, Record, fold
from geo_tensions.errors import DataError
from geo_tensions.gazetteer import Place, load_gazetteer
from geo_tensions.model import Perspective
from geo_tensions.timespan import Window

LEAST_SCORE = 78.0
"""Similarity (0 to 100) from which a name that is spelt otherwise still counts as found."""

LEAST_LETTERS = 4
"""Letters from which a misspelling is forgiven; shorter words are like too many others."""

RECORD_ZOOM = 7.0
"""Leaflet zoom at which a record is shown."""

_DESIGNATION = re.compile(r"\b([^\W\d]{1,3}) (\d)")
"""Letters and digits of an aircraft or missile that were typed apart: ``Il 38``."""

_SAME, _BEGINS, _HOLDS, _IN_TITLE, _IN_TEXT = 100.0, 96.0, 92.0, 90.0, 84.0


class TargetKind(StrEnum):
    """What was found; the order is that in which equals are listed."""

    DATE = "date"
    PLACE = "place"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Target:
    """Something to go to.

    Attributes
    ----------
    id
        Of the place or record; ISO days for a date.
    label, detail
        What it is called, and what it is.
    lon, lat, zoom
        Centre (WGS 84 degrees, longitude 0-360) and Leaflet zoom; None where it has no place.
    window
        Days to look at; None to leave the window as it is.
    record
        Id of the record to open, or None.
    score
        How well it fits, 0 to 100.
    """

    kind: TargetKind
    id: str
    label: str
    detail: str
    lon: float | None
    lat: float | None
    zoom: float | None
    window: Window | None
    record: str | None
    score: float


class Finder:
    """A search over one dataset; it prepares names and texts once.

    Parameters
    ----------
    dataset
        Holds the records, and the layers whose features are places.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset

    def find(
        self, text: str, *, limit: int = 12, perspective: Perspective = Perspective.NEUTRAL
    ) -> list[Target]:
        """Return what a text leads to, best first; an event or voyage stands once.

        Parameters
        ----------
        text
            Anything a person types; a date in it narrows the records and goes with the places.
        limit
            Most targets returned.
        perspective
            Whose names the places bear.
        """
        words, window = split_date(text)
        window = _within(window, self._dataset.extent) if window else None
        found: list[Target] = []
        if window and not words:
            found.append(_date_target(window))
        if words:
            found += self._places(words, window, perspective)
            found += self._records(words, window)
        order = list(TargetKind)
        found.sort(key=lambda target: (-target.score, order.index(target.kind)))
        return found[:limit]

    @cached_property
    def places(self) -> Sequence[Place]:
        """Every place with a name; none where a layer of places cannot be read."""
        try:
            return load_gazetteer(self._dataset.catalog, self._dataset.tables.names)
        except DataError:
            # The page names the layer; records and dates are found all the same.
            return []

    @cached_property
    def _named(self) -> Sequence[tuple[Place, Sequence[str]]]:
        return [(place, [_spelt(name) for name in place.names]) for place in self.places]

    @cached_property
    def _texts(self) -> Sequence[tuple[str, str]]:
        """Title and whole text of each record, ready to be compared, a space before each word."""
        texts = self._dataset.texts.searched.to_pylist()
        return [
            (f" {_compact(record['title'])}", f" {_compact(text)}")
            for record, text in zip(self._dataset.records, texts, strict=True)
        ]

    def _places(
        self, words: str, window: Window | None, perspective: Perspective
    ) -> Iterator[Target]:
        wanted = _spelt(words)
        for place, names in self._named:
            score = max((_likeness(wanted, name) for name in names), default=0.0)
            if score >= LEAST_SCORE:
                yield Target(
                    kind=TargetKind.PLACE,
                    id=place.id,
                    label=place.labels[perspective],
                    detail=place.kind.replace("-", " "),
                    lon=place.lon,
                    lat=place.lat,
                    zoom=place.zoom,
                    window=window,
                    record=None,
                    score=score,
                )

    def _records(self, words: str, window: Window | None) -> Iterator[Target]:
        wanted = _DESIGNATION.sub(r"\1\2", _compact(words)).split()
        whole = " ".join(wanted)
        seen: dict[str, tuple[float, Record]] = {}
        for record, (title, text) in zip(self._dataset.records, self._texts, strict=True):
            if window and not window.touches(record.span):
                continue
            score = self._record_score(record, words, wanted, whole, title, text)
            if score > seen.get(record.event_id, (0.0, record))[0]:
                seen[record.event_id] = (score, record)
        latest_first = sorted(seen.values(), key=lambda one: -one[1].span.start)
        for score, record in latest_first:
            yield self._record_target(record, score)

    @staticmethod
    def _record_score(  # noqa: PLR0913, PLR0917 - one record, prepared in several ways
        record: Record, words: str, wanted: list[str], whole: str, title: str, text: str
    ) -> float:
        if words.strip().casefold() in {
            record.id.casefold(),
            *(old.casefold() for old in record["former_ids"] or []),
        }:
            return _SAME
        if not wanted:
            return 0.0
        if all(f" {word}" in title for word in wanted):
            return _IN_TITLE
        if all(f" {word}" in text for word in wanted):
            return _IN_TEXT
        if len(whole) < LEAST_LETTERS:
            return 0.0
        # A misspelt word still has the length of the right one: compare word by word.
        spelt = title.split()
        scores = [max((fuzz.ratio(word, other) for other in spelt), default=0) for word in wanted]
        least = min(scores)
        return least * _IN_TEXT / _SAME if least >= LEAST_SCORE else 0.0

    def _record_target(self, record: Record, score: float) -> Target:
        extent = self._dataset.extent
        span = Window.of_minutes(record.span.start, min(record.span.end, extent.end))
        kind = self._dataset.kinds[record["kind"]]
        return Target(
            kind=TargetKind.RECORD,
            id=record.id,
            label=record["title"],
            detail=f"{span_words(span)}, {kind.label}",
            lon=record.lon if record.drawn else None,
            lat=record.lat if record.drawn else None,
            zoom=RECORD_ZOOM if record.drawn else None,
            window=span,
            record=record.id,
            score=score,
        )


def _date_target(window: Window) -> Target:
    return Target(
        kind=TargetKind.DATE,
        id=f"{window.first.isoformat()}..{window.last.isoformat()}",
        label=span_words(window),
        detail="dates",
        lon=None,
        lat=None,
        zoom=None,
        window=window,
        record=None,
        score=_SAME,
    )


def _within(window: Window, extent: Window) -> Window | None:
    if window.last < extent.first or window.first > extent.last:
        return None
    return Window(max(window.first, extent.first), min(window.last, extent.last))


def _likeness(wanted: str, name: str) -> float:
    """Return how well a name fits what was typed, 0 to 100."""
    if not wanted or not name:
        return 0.0
    if wanted == name:
        return _SAME
    cjk = not name.isascii()
    if len(wanted) >= (2 if cjk else 3) and name.startswith(wanted):
        return _BEGINS
    if wanted in name if cjk and len(wanted) > 1 else wanted in name.split():
        return _HOLDS
    if len(wanted) < LEAST_LETTERS or cjk or not wanted.isascii():
        return 0.0
    # A misspelt name is never surer than one that was typed right.
    return min(_HOLDS, max(fuzz.ratio(wanted, name), fuzz.token_sort_ratio(wanted, name)))


def _spelt(text: str) -> str:
    """Return a name as it is compared: Latin letters for Cyrillic and kana, Han as they are."""
    return " ".join(_latin(fold(text)).replace("'", "").replace("-", " ").split())


def _compact(text: str) -> str:
    """Return text for a search of designations: ``Ил-38``, ``IL 38`` and ``Il-38`` are ``il38``."""
    kept = _latin(fold(text)).replace("-", "")
    return " ".join("".join(c if c.isalnum() else " " for c in kept).split())


def _latin(text: str) -> str:
    return "".join(char if _is_han(char) else anyascii(char) for char in text).casefold()


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
