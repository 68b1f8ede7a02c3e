"""The single sentences of a summary: what is said, in which order, and when nothing is said."""

from collections.abc import Iterator, Sequence

import numpy as np

from geo_tensions.analysis.filters import Mask
from geo_tensions.analysis.ministry import MinistryCount, ministry_count
from geo_tensions.analysis.scrambles import COVERAGE_WORDS, YearFigure, year_figures
from geo_tensions.analysis.sentence import Number, Sentence, events_number, ids_of_rows
from geo_tensions.analysis.state import FilterState
from geo_tensions.analysis.words import noun, number, span_words
from geo_tensions.dataset import Dataset
from geo_tensions.model import Flag
from geo_tensions.registers import Against, ScramblePeriod
from geo_tensions.timespan import Window

MOST_YEARS = 3
"""Fiscal years that are told one by one; of more, only the span of the figures is told."""

MINISTRY = "Japan's Ministry of Defense"


def facts(dataset: Dataset, mask: Mask, state: FilterState) -> Iterator[Sentence]:
    """Yield what is shown: launches, events by kind, responses, what was denied."""
    launch = mask & dataset.columns.has(Flag.LAUNCH)
    others = mask & ~launch
    head = f"{span_words(state.window)}: "
    if not mask.any():
        yield Sentence("none", (f"{head}no events and no launch dates with these filters.",))
        return
    if launch.any():
        yield _launches(dataset, launch, head)
        yield _zone(dataset, launch)
    if others.any():
        yield _events(dataset, others, head)
        yield from _accounts(dataset, others)


def scrambles(periods: Sequence[ScramblePeriod], window: Window) -> Iterator[Sentence]:
    """Yield the figures of the fiscal years in a window; those that no document gives are not."""
    found = year_figures(periods, window=window)
    years = sorted({figure.period.fiscal_year for figure in found})
    if not years:
        return
    if len(years) > MOST_YEARS:
        yield from _scramble_range(periods, window)
        return
    for year in years:
        figures = {one.against: one for one in found if one.period.fiscal_year == year}
        one = next(iter(figures.values()))
        part = COVERAGE_WORDS[one.period.coverage]
        when = span_words(one.period.window) + (f", {part}" if part else "")
        parts: list[str | Number] = [f"Scrambles in Japan's fiscal year {year} ({when}): "]
        for against, words in (
            (Against.TOTAL, ""),
            (Against.RUSSIA, " against Russian aircraft"),
            (Against.CHINA, " against Chinese aircraft"),
        ):
            if against in figures:
                figure = figures[against]
                about = "about " if figure.figure.basis == "shares" else ""
                parts += [", " if len(parts) > 1 else "", about]
                value = figure.figure.value
                parts += [Number(value, f"{value:,}", (figure.period.id,)), words or " in all"]
        yield Sentence(f"scrambles-{year}", (*parts, "."))


def _launches(dataset: Dataset, launch: Mask, head: str) -> Sentence:
    columns = dataset.columns
    dates = events_number(dataset, launch)
    has = launch & (columns.missiles > 0)
    count = int(columns.missiles[launch].sum(dtype=np.int64))
    missiles = Number(count, number(count), ids_of_rows(dataset, np.flatnonzero(has).tolist()))
    official = ministry_count(dataset, launch)
    over = events_number(dataset, launch & columns.has(Flag.PASSED_OVER_JAPAN))
    return Sentence(
        "launches",
        (
            *(head, dates, f" {noun(dates.value, 'launch date')} of the DPRK"),
            *_ministry_dates(dataset, official),
            *(missiles, f" {noun(missiles.value, 'missile')} in this data set"),
            *_ministry_missiles(dataset, official),
            *("; ", over if over.value else "none", " passed over Japan."),
        ),
    )


def _ministry_dates(dataset: Dataset, official: MinistryCount) -> tuple[str | Number, ...]:
    if official.unread and not official.dates:
        return (f" (no count of {MINISTRY} was read), ",)
    rows = [row for group in official.dates for row in group]
    one = Number(len(official.dates), str(len(official.dates)), ids_of_rows(dataset, rows))
    return (f" ({MINISTRY}: ", one, "), ")


def _ministry_missiles(dataset: Dataset, official: MinistryCount) -> tuple[str | Number, ...]:
    if official.unread and not official.dates:
        return ()
    rows = [row for group in official.dates for row in group]
    least = "at least " if official.unread and official.missiles else ""
    text = f"{least}{official.missiles:,}"
    said = Number(official.missiles, text, ids_of_rows(dataset, rows))
    notes: list[str | Number] = []
    for groups, words in (
        (official.unread, "no count of the ministry was read for"),
        (official.in_part, "its figures are for whole dates, of which only a part is shown on"),
    ):
        if groups:
            ids = ids_of_rows(dataset, [row for group in groups for row in group])
            one = Number(len(groups), number(len(groups)), ids)
            notes += [f"; {words} ", one, f" {noun(one.value, 'date')}"]
    return (" (Ministry: ", said, *notes, ")")


def _zone(dataset: Dataset, launch: Mask) -> Sentence:
    zone = "inside its exclusive economic zone"
    one = events_number(dataset, launch & dataset.columns.has(Flag.STATED_INSIDE_EEZ))
    if not one.value:
        return Sentence("zone", (f"No statement of Japan's government on a fall {zone} was read.",))
    words = f" {noun(one.value, 'launch date')}."
    return Sentence("zone", (f"Japan's government stated a fall {zone} on ", one, words))


def _events(dataset: Dataset, others: Mask, head: str) -> Sentence:
    one = events_number(dataset, others)
    parts: list[str | Number] = [head, one, f" {noun(one.value, 'event')}"]
    found = []
    for code, kind in enumerate(dataset.kinds.values()):
        of_kind = others & (dataset.columns.kind == code)
        if of_kind.any():
            value = events_number(dataset, of_kind)
            found.append((value, f" {_kind_noun(kind.noun_one, kind.noun_many, value.value)}"))
    for place, (value, words) in enumerate(found):
        joint = " and " if place == len(found) - 1 else ", "
        parts += [": " if place == 0 else joint, value, words]
    both = sum(value.value for value, _ in found) - one.value
    if both:
        parts.append(f"; {number(both)} counted under more than one kind")
    return Sentence("events", (*parts, "."))


def _kind_noun(one: str, many: str, value: int) -> str:
    # Rows of this kind that stand among the events are firings, not launch dates of the series.
    text = noun(value, one, many)
    return text.replace("launch date", "earlier missile firing")


def _accounts(dataset: Dataset, others: Mask) -> Iterator[Sentence]:
    rows = np.flatnonzero(others).tolist()

    def where(wanted: set[int]) -> Number:
        mask = np.zeros(len(dataset), dtype=bool)
        mask[list(wanted)] = True
        return events_number(dataset, mask)

    def answered(level: str) -> set[int]:
        return {row for row in rows if _answer(dataset, row).startswith(level)}

    clauses: list[tuple[str, Number]] = []
    for level, words in (("protest", "protested over "), ("concern", "voiced concern over ")):
        if found := answered(level):
            clauses.append((words if clauses else f"Japan {words}", where(found)))
    denied = {
        row
        for row in rows
        if any(one.get("state") == "RU" for one in dataset.records[row]["denied_by"] or [])
    }
    if denied:
        clauses.append(("Russia denied ", where(denied)))
    if clauses:
        parts: list[str | Number] = []
        for place, (words, one) in enumerate(clauses):
            parts += ["; " if place else "", words, one, " of them"]
        yield Sentence("accounts", (*parts, ", as far as was read."))


def _answer(dataset: Dataset, row: int) -> str:
    response = dataset.records[row]["response"] or {}
    return str(response.get("level") or "") if response.get("by") == "JP-GOV" else ""


def _scramble_range(periods: Sequence[ScramblePeriod], window: Window) -> Iterator[Sentence]:
    whole = [
        one
        for one in year_figures(periods, window=window)
        if one.against is Against.RUSSIA and not one.period.partial
    ]
    if not whole:
        return
    low = min(whole, key=lambda one: one.figure.value)
    high = max(whole, key=lambda one: one.figure.value)
    years = Number(len(whole), str(len(whole)), tuple(one.period.id for one in whole))
    words = f" whole fiscal {noun(len(whole), 'year')} with a figure: "
    head = ("Scrambles against Russian aircraft in ", years, words)
    if low is high:
        yield Sentence("scrambles", (*head, *_figure(low), "."))
    else:
        tail = ("from ", *_figure(low), " to ", *_figure(high), ".")
        yield Sentence("scrambles", (*head, *tail))


def _figure(one: YearFigure) -> tuple[Number, str]:
    value = one.figure.value
    return Number(value, f"{value:,}", (one.period.id,)), f" ({one.label})"
