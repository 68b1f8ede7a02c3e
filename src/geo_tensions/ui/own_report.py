"""What became of the rows of a file: counts, problems row by row, repairs, rows left behind."""

import csv
import io
from collections.abc import Callable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from geo_tensions.analysis.words import counted
from geo_tensions.intake import LEFT_OUT, Count, Report
from geo_tensions.intake.report import safe_cell
from geo_tensions.ui.own_draft import Draft
from geo_tensions.ui.words import markdown_plain

PAGE = 200
"""Problems on a page."""

_BLOCK = 20_000

OUTCOMES = {"left-out": "left out", "repaired": "repaired", "noted": "taken, with a note"}
_HEAD = {
    "row": "Row",
    "column": "Column",
    "value": "Value",
    "reason": "What is wrong",
    "proposal": "Proposed",
    "outcome": "Outcome",
}


def show(draft: Draft, report: Report) -> None:
    """Show how many rows are taken, and why others are not."""
    st.subheader("Rows")
    taken, out = int(report.taken.sum()), int((~report.taken).sum())
    unverified = _unverified(report)
    with st.container(horizontal=True, gap="medium", key="own-figures"):
        st.metric("Rows taken", f"{taken:,}", width=150)
        st.metric("Left out", f"{out:,}", width=150)
        st.metric(
            "Unverified",
            f"{unverified:,}",
            width=150,
            help="No source, no radius or no day: hidden on the map until unverified records are "
            "shown, and each says what it lacks.",
        )
    if report.counts:
        _kinds(draft, report.counts)
        _problems(draft, report)
    if out:
        st.download_button(
            f"Save {counted(out, 'row')} left out, with reasons (CSV)",
            data=lambda: rejected_csv(report.rejected),
            file_name="rows-left-out.csv",
            mime="text/csv",
            icon=":material/save:",
            on_click="ignore",
            key="own-rejected",
        )


def rejected_csv(rows: pa.Table) -> bytes:
    """Return rows that were not taken as CSV; no spreadsheet takes a cell of it for a formula."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([safe_cell(name) for name in rows.column_names])
    for batch in rows.to_batches(max_chunksize=_BLOCK):
        columns = [[safe_cell(text) for text in column.to_pylist()] for column in batch.columns]
        writer.writerows(zip(*columns, strict=True))
    return file.getvalue().encode("utf-8-sig")


def _unverified(report: Report) -> int:
    column = report.accepted.column("evidence")
    return int(pc.sum(pc.equal(column, "unverified")).as_py() or 0)


def _kinds(draft: Draft, counts: tuple[Count, ...]) -> None:
    """List kinds of problems, each with a box that accepts what is proposed for all its rows."""
    with st.container(key="own-problems", gap="small"):
        for count in counts:
            row = st.container(horizontal=True, gap="small", vertical_alignment="center")
            told = [
                f"{number:,} {words}"
                for number, words in (
                    (count.left_out, "left out"),
                    (count.repaired, "repaired"),
                    (count.noted, "taken, with a note"),
                )
                if number
            ]
            row.markdown(
                f"{markdown_plain(count.label[:1].upper() + count.label[1:])}: {', '.join(told)}",
                width=430,
            )
            if count.repair and (count.offered or count.kind in draft.repairs):
                row.checkbox(
                    f"Repair all: {count.repair}",
                    value=count.kind in draft.repairs,
                    key=f"own-repair-{count.kind}-{count.kind in draft.repairs}",
                    on_change=_accept(draft, count.kind),
                )


def _accept(draft: Draft, kind: str) -> Callable[[], None]:
    def act() -> None:
        draft.repairs ^= {kind}

    return act


def _problems(draft: Draft, report: Report) -> None:
    with st.expander(f"Every problem ({report.problems.num_rows:,})", key="own-all-problems"):
        labels = {count.kind: count.label for count in report.counts}
        with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
            kind = st.selectbox(
                "Show",
                ["", *labels],
                format_func=lambda item: labels[item] if item else "all problems",
                key="own-problem-kind",
                width=420,
            )
            table = report.problems
            if kind:
                table = table.filter(pc.equal(table.column("kind"), kind))
            page = _page(table.num_rows)
        part = table.slice((page - 1) * PAGE, PAGE)
        key = f"own-problem-rows-{kind}-{page}-{len(draft.repairs)}"
        event = st.dataframe(
            _frame(part),
            hide_index=True,
            key=key,
            on_select="rerun",
            selection_mode="multi-row",
        )
        chosen = _chosen(part, list(event["selection"]["rows"]))
        st.button(
            f"Accept {counted(len(chosen), 'proposed repair')}",
            disabled=not chosen,
            key="own-accept-chosen",
            on_click=lambda: draft.repairs.update(chosen),
        )
        single = {item for item in draft.repairs if not isinstance(item, str)}
        if single:
            st.button(
                f"Take back {counted(len(single), 'single repair')}",
                key="own-single-back",
                on_click=lambda: draft.repairs.difference_update(single),
            )


def _chosen(part: pa.Table, rows: list[int]) -> set[tuple[int, str]]:
    """Return the cells of the chosen problems for which a repair is offered."""
    found = part.take(pa.array(rows, pa.int64())).to_pylist()
    return {
        (int(line["row"]), str(line["column"]))
        for line in found
        if line["proposal"] is not None and line["outcome"] == LEFT_OUT
    }


def _page(rows: int) -> int:
    pages = max(1, -(-rows // PAGE))
    if pages == 1:
        return 1
    return int(
        st.number_input(f"Page (of {pages:,})", 1, pages, 1, key="own-problem-page", width=160)
    )


def _frame(part: pa.Table) -> pd.DataFrame:
    frame: pd.DataFrame = part.select(list(_HEAD)).to_pandas()
    frame["outcome"] = frame["outcome"].map(OUTCOMES)
    none = frame["proposal"].isna()
    frame["proposal"] = np.where(
        none, "", np.where(frame["proposal"] == "", "(empty)", frame["proposal"])
    )
    return frame.rename(columns=_HEAD)
