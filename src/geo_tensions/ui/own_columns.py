"""What each column of a file is taken for: guessed, shown, and settled by the user."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import streamlit as st

from geo_tensions.dataset import Dataset
from geo_tensions.intake import FIELDS, GEOMETRY, Mapping, Question, Raw
from geo_tensions.intake.dates import DateOrder
from geo_tensions.intake.quantities import KM_OF
from geo_tensions.ui.own_draft import Draft
from geo_tensions.ui.widgets import showing
from geo_tensions.ui.words import markdown_plain

SAMPLE_ROWS = 5
SAMPLE_VALUES = 3
MOST_COLUMNS = 40
"""Columns that get a select box; of more, those that are taken for something come first."""

NOTHING = ""
_ORDERS = {DateOrder.DMY: "Day first", DateOrder.MDY: "Month first", DateOrder.YMD: "Year first"}
_SURE = 0.8


def show(draft: Draft, dataset: Dataset) -> None:
    """Show the columns with a select box each, the open questions, and the first rows."""
    st.subheader("Columns")
    _told(draft)
    _questions(draft, dataset)
    _table(draft)
    _further(draft)
    with st.expander(f"First rows of {len(draft.raw):,}", key="own-sample"):
        st.dataframe(_sample(draft.raw, SAMPLE_ROWS), hide_index=True, key="own-sample-rows")


def _told(draft: Draft) -> None:
    if draft.remembered:
        st.success(
            "Read as you settled it for such columns before. Change what differs.",
            icon=":material/history:",
        )
    for line in draft.raw.told:
        st.caption(markdown_plain(line))


def _table(draft: Draft) -> None:
    used = {use.column: (name, use) for name, use in draft.mapping.uses.items()}
    columns = sorted(draft.raw.columns, key=lambda column: column not in used)
    shown, left = columns[:MOST_COLUMNS], columns[MOST_COLUMNS:]
    samples = _samples(draft.raw, shown)
    with st.container(key="own-columns", gap="small"):
        for number, column in enumerate(shown):
            name, use = used.get(column, (NOTHING, None))
            row = st.container(key=f"own-column-{number}", horizontal=True, gap="small")
            key = showing(f"own-field-{draft.raw.name}-{number}-{column}", name)
            label = "Geometry of the file" if column == GEOMETRY else column
            with row:
                st.markdown(
                    f"**{markdown_plain(label)}**  \n:small[{markdown_plain(samples[column])}]",
                    width=300,
                )
                st.selectbox(
                    f"“{markdown_plain(label[:60])}” is",
                    [NOTHING, *FIELDS],
                    format_func=lambda item: FIELDS[item] if item else "(not taken)",
                    key=key,
                    label_visibility="collapsed",
                    on_change=_take(draft, column, key),
                    width=330,
                )
                st.caption(_why(use) if use else "", width=320)
    if left:
        st.caption(f"{len(left):,} further columns are not taken.")


def _why(use: Any) -> str:  # noqa: ANN401 - a use of a column
    sure = "" if use.confidence >= _SURE else "Please look: "
    return markdown_plain(f"{sure}{use.reason}")


def _take(draft: Draft, column: str, key: str) -> Callable[[], None]:
    def act() -> None:
        chosen = st.session_state.get(key)
        mapping = draft.mapping
        for name, use in list(mapping.uses.items()):
            if use.column == column:
                mapping = mapping.take(name, None)
        draft.mapping = mapping.take(chosen, column) if chosen else mapping

    return act


def _questions(draft: Draft, dataset: Dataset) -> None:
    """Ask what only the user can say; what was answered stays to be changed."""
    asked = {question.about: question for question in draft.mapping.questions()}
    answered = [name for name in ("kind", "radius_km", "source") if name in draft.mapping.for_all]
    if not asked and not answered:
        return
    with st.container(key="own-questions", border=True):
        st.markdown("**Only you can say**")
        for question in asked.values():
            _ask(draft, question, dataset)
        for name in answered:
            if name not in asked:
                _ask(draft, Question(name, _AGAIN[name]), dataset)


_AGAIN = {
    "kind": "Of what kind are the events?",
    "radius_km": "Within how many km of its point did each happen?",
    "source": "Which source do the rows come from?",
}


def _ask(draft: Draft, question: Question, dataset: Dataset) -> None:
    about, mark = question.about, " (needed)" if question.must else ""
    label = markdown_plain(question.text) + mark
    if about == "start":
        _choose(draft, about, label, list(draft.raw.columns), str)
    elif about == "date_order":
        choices = [DateOrder(choice) for choice in question.choices]
        _set(draft, about, label, choices, _ORDERS.__getitem__)
    elif about == "radius_unit":
        _set(draft, about, label, list(KM_OF), str)
    elif about == "kind":
        _kind(draft, label, dataset)
    elif about == "radius_km":
        _radius(draft, label)
    elif about == "crs":
        _text(about, label, "EPSG:32654", _crs(draft))
    else:
        placeholder = "Publisher | title | 2026-11-24 | https://..."
        _text(about, label, placeholder, _say(draft, about), draft.mapping.for_all.get(about, ""))


def _set(
    draft: Draft, about: str, label: str, choices: list[Any], words: Callable[[Any], str]
) -> None:
    key = showing(f"own-ask-{about}", getattr(draft.mapping, about) or None)

    def act() -> None:
        draft.mapping = replace(draft.mapping, **{about: st.session_state[key]})

    st.segmented_control(label, choices, format_func=words, key=key, on_change=act)


def _choose(
    draft: Draft, about: str, label: str, choices: list[str], words: Callable[[str], str]
) -> None:
    key = showing(f"own-ask-{about}", draft.mapping.column(about))

    def act() -> None:
        draft.mapping = draft.mapping.take(about, st.session_state[key])

    st.selectbox(label, choices, index=None, format_func=words, key=key, on_change=act, width=420)


def _kind(draft: Draft, label: str, dataset: Dataset) -> None:
    labels = {kind.label: kind.id for kind in dataset.kinds.values()}
    shown = next(
        (text for text, key in labels.items() if key == draft.mapping.for_all.get("kind")),
        draft.mapping.for_all.get("kind"),
    )
    key = showing("own-ask-kind", shown)

    def act() -> None:
        words = (st.session_state[key] or "").strip()
        draft.mapping = draft.mapping.say("kind", labels.get(words, words) or None)

    st.selectbox(
        label,
        [*labels, *([shown] if shown and shown not in labels else [])],
        index=None,
        placeholder="Choose one, or type a kind of your own",
        accept_new_options=True,
        key=key,
        on_change=act,
        width=420,
    )


def _radius(draft: Draft, label: str) -> None:
    told = draft.mapping.for_all.get("radius_km")
    key = showing("own-ask-radius", float(told) if told else None)

    def act() -> None:
        value = st.session_state[key]
        draft.mapping = draft.mapping.say("radius_km", f"{value:g}" if value else None)

    st.number_input(
        label,
        min_value=0.1,
        max_value=5000.0,
        value=None,
        placeholder="km",
        format="%g",
        key=key,
        on_change=act,
        width=420,
        help="The radius of the disc that surely holds the place. Rows without one stand in the "
        "list and have no mark on the map: a point without its radius is a false place.",
    )


def _text(
    about: str, label: str, placeholder: str, put: Callable[[str], None], value: str = ""
) -> None:
    key = showing(f"own-ask-{about}", value)
    st.text_input(
        label,
        key=key,
        placeholder=placeholder,
        max_chars=500,
        on_change=lambda: put(st.session_state[key]),
        width=560,
    )


def _say(draft: Draft, about: str) -> Callable[[str], None]:
    def put(text: str) -> None:
        draft.mapping = draft.mapping.say(about, text.strip() or None)

    return put


def _crs(draft: Draft) -> Callable[[str], None]:
    def put(text: str) -> None:
        # Imported late: few files need it.
        import pyproj  # noqa: PLC0415

        try:
            pyproj.CRS.from_user_input(text.strip())
        except pyproj.exceptions.CRSError:
            st.toast("No such system of coordinates.", icon=":material/error:")
        else:
            draft.mapping = replace(draft.mapping, crs=text.strip())

    return put


def _further(draft: Draft) -> None:
    """Show how values are written, which was made out from them."""
    mapping = draft.mapping
    with st.expander("How the values are written", key="own-written"):
        if mapping.date_order is not None:
            _set(draft, "date_order", "Dates in digits", list(_ORDERS), _ORDERS.__getitem__)
        words = {".": "1.5 (point)", ",": "1,5 (comma)"}
        _set(draft, "decimal", "Decimal mark", list(words), words.__getitem__)
        if mapping.radius_unit and "radius_km" in mapping.uses:
            _set(draft, "radius_unit", "Unit of radii", list(KM_OF), str)
        key = showing("own-swapped", mapping.swapped)

        def act() -> None:
            draft.mapping = replace(draft.mapping, swapped=bool(st.session_state[key]))

        st.checkbox("Longitude and latitude are exchanged", key=key, on_change=act)
        if mapping.crs:
            st.caption(f"Coordinates: {markdown_plain(mapping.crs)}")
        for name, reason in mapping.reasons.items():
            st.caption(markdown_plain(f"{name.replace('_', ' ')}: {reason}"))


def _samples(raw: Raw, columns: list[str]) -> dict[str, str]:
    """Return a few different values of each column."""
    found = {}
    for column in columns:
        if column == GEOMETRY:
            found[column] = "points"
            continue
        head = raw.column(column).slice(0, 200)
        values = pc.drop_null(head).combine_chunks().unique().slice(0, SAMPLE_VALUES).to_pylist()
        found[column] = " · ".join(value.strip()[:28] for value in values) or "empty"
    return found


def _sample(raw: Raw, rows: int) -> pd.DataFrame:
    table: pa.Table = raw.table.slice(0, rows)
    frame: pd.DataFrame = table.to_pandas()
    frame.insert(0, raw.unit, [str(number) for number in raw.rows[:rows]])
    return frame


def confirmed(mapping: Mapping) -> bool:
    """Tell whether everything is said without which rows are lost."""
    return not any(question.must for question in mapping.questions())
