"""The table of what is visible, and the list of what has no place on the map."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from geo_tensions.analysis.filters import Mask
from geo_tensions.dataset import Dataset, Record
from geo_tensions.mapping.card_words import EVIDENCE_WORDS, PLACE_WORDS, PRECISION_WORDS
from geo_tensions.mapping.cards import date_text
from geo_tensions.model import Evidence, Flag, PlacePrecision

PAGE = 500
"""Rows of a page of the table: more than any filter of a briefing leaves, few enough to be fast."""

_YOURS = "Yours"
"""Column that stands only where something does not ship."""

Rows = npt.NDArray[np.intp]

_WIDTHS_PX = {
    "Date": 165,
    "Title": 370,
    "Kind": 215,
    "Place": 200,
    "Evidence": 85,
    "Precision": 135,
    "Sources": 65,
}
"""Columns of the table, in order."""


def show(
    dataset: Dataset,
    mask: Mask,
    *,
    selected: str | None,
    on_pick: Callable[[str | None], None],
) -> None:
    """Show the records of a mask, latest first.

    Parameters
    ----------
    dataset, mask
        The data and which of it is shown.
    selected
        Id of the record to mark, or None.
    on_pick
        Called with the id of the record that the user picks, None when it is let go.
    """
    order = _Order.of(selected)
    rows = np.flatnonzero(mask)[::-1]
    rows = _page(rows, selected=dataset.row_of[selected] if selected else None)
    by_id = {record.id: record for record in (dataset.records[row] for row in rows)}
    ids = order.first(list(by_id))
    records = [by_id[identifier] for identifier in ids]
    key = f"table-{order.turn}-{hash(tuple(ids))}"

    def pick() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        order.picked = ids[chosen[0]] if chosen else None
        on_pick(order.picked)

    rows_shown: list[tuple[str | int, ...]] = [_row(record, dataset) for record in records]
    columns = list(_WIDTHS_PX)
    if dataset.origins is not None:
        columns.insert(2, _YOURS)
        rows_shown = [
            (*row[:2], _yours(record, dataset), *row[2:])
            for row, record in zip(rows_shown, records, strict=True)
        ]
    st.dataframe(
        pd.DataFrame(rows_shown, columns=columns),
        hide_index=True,
        key=key,
        height=min(38 + 35 * len(ids), 460),
        on_select=pick,
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(selected)] if selected in ids else []}},
        column_config={
            name: st.column_config.Column(width=width) for name, width in _WIDTHS_PX.items()
        },
    )


@dataclass
class _Order:
    """Which record stands first in a visitor's table, and when the table is a new one.

    Streamlit can neither scroll a table nor take a choice back. So a record that was selected on
    the map stands first in a new table; one picked in the table stays where the hand found it.
    """

    picked: str | None = None
    pinned: str | None = None
    turn: int = 0

    @classmethod
    def of(cls, selected: str | None) -> "_Order":
        order: _Order = st.session_state.setdefault("table-order", cls())
        if selected != order.picked:
            order.picked = order.pinned = selected
            order.turn += 1
        return order

    def first(self, ids: list[str]) -> list[str]:
        """Return ids with the pinned one first."""
        if self.pinned not in ids:
            return ids
        return [self.pinned, *(identifier for identifier in ids if identifier != self.pinned)]


def not_drawn(dataset: Dataset, mask: Mask) -> None:
    """List the records of a mask that have no place on the map, each with the reason."""
    rows = np.flatnonzero(mask & ~dataset.columns.has(Flag.DRAWN))[::-1]
    if not len(rows):
        return
    with st.expander(f"{len(rows):,} not on the map", key="not-drawn"):
        st.dataframe(
            pd.DataFrame(
                [_reason(dataset.records[row], dataset) for row in rows[:PAGE]],
                columns=("Date", "Title", "Kind", "Why it has no place on the map"),
            ),
            hide_index=True,
            column_config={"Date": st.column_config.Column(width=_WIDTHS_PX["Date"])},
        )
        if len(rows) > PAGE:
            st.caption(f"The latest {PAGE} are listed; a narrower window lists the others.")


def _page(rows: Rows, *, selected: int | None) -> Rows:
    if len(rows) <= PAGE:
        return rows
    pages = -(-len(rows) // PAGE)
    at = np.flatnonzero(rows == (-1 if selected is None else selected))
    number = st.number_input(
        f"Page (of {pages:,}; {PAGE} rows each, latest first)",
        min_value=1,
        max_value=pages,
        value=int(at[0]) // PAGE + 1 if len(at) else 1,
        width=320,
    )
    return rows[(number - 1) * PAGE : number * PAGE]


def _row(record: Record, dataset: Dataset) -> tuple[str, str, str, str, str, str, int]:
    precision = PRECISION_WORDS.get(record["date_precision"] or "day", "")
    where = PLACE_WORDS[PlacePrecision(record["place_precision"])][0]
    return (
        date_text(record),
        record["title"],
        dataset.kinds[record["kind"]].label,
        record["place"] or "",
        EVIDENCE_WORDS[Evidence(record["evidence"])][0],
        f"{where}; date {precision}" if precision else where,
        len(record["sources"]),
    )


def _yours(record: Record, dataset: Dataset) -> str:
    """Return the own list that a record comes from, or that it was changed by hand."""
    origins = dataset.origins
    if origins is None:
        return ""
    changed = "changed" if record.id in origins.edits else ""
    return ", ".join(filter(None, [origins.set_of(record.id), changed]))


def _reason(record: Record, dataset: Dataset) -> tuple[str, str, str, str]:
    return (
        date_text(record),
        record["title"],
        dataset.kinds[record["kind"]].label,
        record["no_place_reason"] or "No place was published.",
    )
