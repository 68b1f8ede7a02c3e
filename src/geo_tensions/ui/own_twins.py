"""Own records that may stand for shipped ones, side by side: keep, merge or skip."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from geo_tensions.dataset import Dataset, Record
from geo_tensions.mapping.card_words import EVIDENCE_WORDS, coordinates
from geo_tensions.mapping.cards import date_text
from geo_tensions.model import Evidence
from geo_tensions.own import OwnSet, Twin, twins
from geo_tensions.own.combine import feature_of
from geo_tensions.own.merging import merged
from geo_tensions.ui import own_keeping
from geo_tensions.ui.own_changes import NOBODY
from geo_tensions.ui.own_data import Held, OwnData
from geo_tensions.ui.words import markdown_plain
from geo_tensions.workspace.changes import correction

_FOUND = "own-twins"
_KEPT = "own-twins-kept"

MOST_SOURCES = 3
LONGEST_SUMMARY = 240
"""Characters: what fits beside another one on a phone."""

KEEP, MERGE, SKIP = "Keep both", "Merge", "Skip mine"


def look(made: OwnSet, dataset: Dataset) -> Sequence[Twin]:
    """Look for the same events among the shipped records, once for each set."""
    found: dict[str, Sequence[Twin]] = st.session_state.setdefault(_FOUND, {})
    if made.id not in found:
        found[made.id] = twins(dataset, made)
    return found[made.id]


def show(held: Held, own: OwnData, dataset: Dataset) -> None:
    """Show the next pair that is not decided, with the three choices."""
    decided: set[str] = st.session_state.setdefault(_KEPT, set()) | held.skipped
    left = [
        twin
        for twin in look(held.records, dataset)
        if twin.own_id not in decided and twin.shipped_id in dataset.row_of
    ]
    if not left or not held.on:
        return
    word = held.records.id
    twin = left[0]
    mine = held.records.part.records[twin.own]
    theirs = dataset.records[dataset.row_of[twin.shipped_id]]
    with st.container(key=f"own-twins-{word}", border=True, gap="small"):
        count = f"{len(left):,} of your records" if len(left) > 1 else "One of your records"
        st.markdown(f"**{count} may be shipped already.** {markdown_plain(_why(twin))}")
        st.table(_side_by_side(mine, theirs, dataset, held))
        with st.container(horizontal=True, gap="small"):
            for label, act, words in (
                (KEEP, _keep(twin), "They are two events."),
                (MERGE, _merge(twin, own, dataset), "Your source and words go to the shipped one."),
                (SKIP, _skip([twin], own, word), "Yours is not shown; the shipped one stands."),
            ):
                st.button(label, key=f"own-twin-{label}-{twin.own_id}", on_click=act, help=words)
            same = [one for one in left if one.same_kind]
            if len(same) > 1:
                st.button(
                    f"Skip all {len(same):,} of the same kind",
                    key=f"own-twin-all-{word}",
                    on_click=_skip(same, own, word),
                    type="tertiary",
                )
            if len(left) > 1:
                st.button(
                    f"Keep all {len(left):,}",
                    key=f"own-twin-keep-{word}",
                    on_click=_keep(*left),
                    type="tertiary",
                )


def _why(twin: Twin) -> str:
    where = "one has no place"
    if twin.distance_km is not None:
        where = f"{twin.distance_km:,.0f} km apart"
    kind = "same kind" if twin.same_kind else "kindred kind"
    return f"Same day, {where}, {kind}."


def _side_by_side(mine: Record, theirs: Record, dataset: Dataset, held: Held) -> pd.DataFrame:
    kinds = {**dataset.kinds, **held.records.own}

    def cells(record: Record) -> list[str]:
        place = record["place"] or ""
        if record.drawn and record.lon is not None and record.lat is not None:
            radius = record["radius_km"]
            disc = f" within {radius:g} km" if radius else ""
            place = f"{place} ({coordinates(record.lon, record.lat)}{disc})".strip()
        sources = [dataset.sources.get(item) for item in record["sources"] or []]
        told = [f"{one.publisher} {one.title}".strip() or one.id for one in sources if one]
        if not told:
            told = [str(item) for item in record["sources"] or []]
        return [
            date_text(record),
            record["title"],
            kinds[record["kind"]].label,
            place,
            EVIDENCE_WORDS[Evidence(record["evidence"])][0],
            "; ".join(told[:MOST_SOURCES]) + (" and more" if len(told) > MOST_SOURCES else ""),
            _short(record["summary"] or ""),
            record.id,
        ]

    rows = ["Date", "Title", "Kind", "Place", "Evidence", "Sources", "Summary", "Id"]
    frame = pd.DataFrame({"Yours": cells(mine), "Shipped": cells(theirs)}, index=rows)
    return frame.map(markdown_plain)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1] + "…"


def _keep(*given: Twin) -> Callable[[], None]:
    def act() -> None:
        st.session_state[_KEPT] |= {twin.own_id for twin in given}

    return act


def _skip(given: Sequence[Twin], own: OwnData, word: str) -> Callable[[], None]:
    def act() -> None:
        held = own.sets[word]
        gone = held.skipped | {twin.own_id for twin in given}
        count = f"{len(given):,} records" if len(given) > 1 else "a record"
        own.put(replace(held, skipped=gone), what=f"skipping {count} of “{held.records.name}”")

    return act


def _merge(twin: Twin, own: OwnData, dataset: Dataset) -> Callable[[], None]:
    def act() -> None:
        held = own.sets[twin.own_id.partition(":")[0]]
        mine = held.records.part.records[twin.own]
        # As it is now: it may have been changed before.
        seen = own.combined(dataset)
        theirs = seen.records[seen.row_of[twin.shipped_id]]
        feature, who = feature_of(theirs), own.ledger.who or NOBODY
        why = f"The same event as {twin.own_id} in “{held.records.name}”"
        changes = [
            correction(feature, key, value, who=who, why=why) for key, value in merged(theirs, mine)
        ]
        if not own_keeping.keep(own, changes, dataset=seen, what=f"merging {twin.own_id}"):
            return
        _skip([twin], own, held.records.id)()

    return act
