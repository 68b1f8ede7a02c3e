"""What is shown, in words: each number leads to the records behind it; one click copies all."""

import re
from collections.abc import Callable, Sequence

import streamlit as st

from geo_tensions.analysis import near_words
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.sentence import Number, Sentence
from geo_tensions.analysis.summary import Summary, summarise
from geo_tensions.dataset import Dataset
from geo_tensions.registers import load_scrambles
from geo_tensions.ui.linked import MOST_RECORDS
from geo_tensions.ui.sync import Session
from geo_tensions.ui.visitor import current
from geo_tensions.ui.words import markdown_plain

NAME = "words"
"""Of the words among the picks."""


def show(found: Session, dataset: Dataset) -> frozenset[str]:
    """Show sentences, their numbers as buttons, and the text with its sources to be copied."""
    state = found.picks.without(NAME, found.state)
    mask = shown(dataset, state)
    if int(mask.sum()) > MOST_RECORDS:
        st.info(
            f"{int(mask.sum()):,} records are shown, more than the {MOST_RECORDS:,} that are told "
            "in words. Narrow the window or the filters."
        )
        return frozenset({NAME})
    summary = summarise(
        dataset,
        state,
        scrambles=load_scrambles(dataset.catalog),
        further=near_words.sentences(dataset, mask, perspective=state.perspective),
    )
    st.caption(
        "Made by rules from the records shown. The buttons under a "
        "sentence show the records behind its numbers on the map and in the table."
    )
    with st.container(key="words-told", gap="small"):
        for sentence in summary.sentences:
            _sentence(sentence, dataset)
    _copy(summary)
    return frozenset({NAME})


def _sentence(sentence: Sentence, dataset: Dataset) -> None:
    numbers = [number for number in sentence.numbers if known(number.ids, dataset)]
    with st.container(gap=None):
        st.markdown(_marked(sentence))
        if not numbers:
            return
        with st.container(horizontal=True, gap="small"):
            for place, number in enumerate(numbers):
                st.button(
                    f":primary[{markdown_plain(called(sentence, number))}]",
                    key=f"number-{sentence.id}-{place}",
                    type="tertiary",
                    on_click=_pick(known(number.ids, dataset)),
                )


def _marked(sentence: Sentence) -> str:
    return "".join(
        f"**{markdown_plain(part.text)}**" if isinstance(part, Number) else markdown_plain(part)
        for part in sentence.parts
    )


def known(ids: Sequence[str], dataset: Dataset) -> frozenset[str]:
    """Return those ids that are records: figures of tables have ids as well."""
    return frozenset(item for item in ids if item in dataset.row_of)


def called(sentence: Sentence, number: Number) -> str:
    """Return what the button of a number is called: the number with the words that go with it."""
    at = next(place for place, part in enumerate(sentence.parts) if part is number)
    rest = sentence.parts[at + 1] if at + 1 < len(sentence.parts) else ""
    words = re.split(r"[,;:()]", str(rest))[0].rstrip().removesuffix(".").removesuffix(" and")
    if words or not at:
        return number.text + words
    before = re.split(r"[;(]", str(sentence.parts[at - 1]))[-1].strip()
    head = before.rstrip(":").split(",")[0]
    return f"{head}: {number.text}" if head else number.text


def _pick(ids: frozenset[str]) -> Callable[[], None]:
    def callback() -> None:
        found = current()
        base = found.picks.without(NAME, found.state)
        same = NAME in found.picks and found.state.ids == ids
        found.pick(NAME, {} if same or base.ids == ids else {"ids": ids})

    return callback


def _copy(summary: Summary) -> None:
    with st.expander("Copy the text and its sources", expanded=True, key="words-copy"):
        st.caption("The button in the corner copies everything.")
        end = f"Geo Tensions, data version {summary.data_version}."
        text = f"{summary.text}\n\nSources\n{summary.references}\n\n{end}"
        st.code(text, language=None, wrap_lines=True, height=280)
