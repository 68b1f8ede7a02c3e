"""The page of decks: choose, preview, present, edit, load and save."""

from dataclasses import replace

import streamlit as st
from streamlit_folium import st_folium

from geo_tensions.briefing.model import Deck, Step, one_state
from geo_tensions.briefing.reading import LIMITS, MAX_BYTES
from geo_tensions.briefing.writing import deck_text
from geo_tensions.dataset import Dataset
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.words import source_line, window_words
from geo_tensions.mapping.published import Published
from geo_tensions.mapping.timemap import Command, TimeMap
from geo_tensions.ui import deck_editor, downloads, drafting, presented
from geo_tensions.ui.deck_editor import CHOSEN
from geo_tensions.ui.drafting import decks
from geo_tensions.ui.library import opened
from geo_tensions.ui.sync import Session
from geo_tensions.ui.visitor import current, session
from geo_tensions.ui.words import markdown_plain

HEIGHT_PX = 560
_DECK = "present-deck"
_UPLOAD = "present-upload"


def show() -> None:
    """Show a deck and the map on which it is presented."""
    published = opened()
    dataset = published.dataset
    found = session(dataset)
    with st.sidebar:
        deck = _choose()
        place = _step(deck, dataset)
        st.button(
            "Present",
            type="primary",
            icon=":material/slideshow:",
            width="stretch",
            on_click=presented.present,
            args=(place,),
            help="From the slide that is chosen. Keys: arrows, B, F, N, W, ?, Esc.",
            key="present",
        )
        downloads.of_deck(deck, dataset, step=place + 1)
        _files(deck, dataset)
        _undo()
    _problems()
    _map(published, found, deck)
    with st.container(key="below"):
        _preview(deck, place, dataset)


def _choose() -> Deck:
    own = decks().own
    decks_by_name = presented.shipped() | own
    titles = {
        name: deck.title + (" (yours)" if name in own else "")
        for name, deck in decks_by_name.items()
    }
    names = list(titles)
    if st.session_state.get(_DECK) not in names:
        st.session_state[_DECK] = names[0]
    name = st.selectbox(
        "Deck", names, format_func=lambda one: titles[one], key=_DECK, on_change=_to_first
    )
    return decks_by_name[name]


def _to_first() -> None:
    st.session_state[CHOSEN] = 0


def _step(deck: Deck, dataset: Dataset) -> int:
    places = list(range(len(deck.steps)))
    if st.session_state.get(CHOSEN) not in places:
        st.session_state[CHOSEN] = 0

    def go() -> None:
        _to_map(deck.steps[st.session_state[CHOSEN]], dataset)

    return st.selectbox(
        f"Slide ({len(places)} in this deck)",
        places,
        format_func=lambda place: f"{place + 1}. {deck.steps[place].heading}",
        key=CHOSEN,
        on_change=go,
    )


def _to_map(step: Step, dataset: Dataset) -> None:
    """Let the map show what a step shows."""
    current().change(one_state(dataset, step.state, step.windows))


def _files(deck: Deck, dataset: Dataset) -> None:
    own = decks()
    mine = deck.name in own.own
    with st.popover("Decks", icon=":material/folder_open:", width="stretch"):
        st.download_button(
            "Save this deck as text (TOML)",
            data=lambda: deck_text(deck, dataset=dataset).encode(),
            file_name=f"{deck.name}.toml",
            mime="application/toml",
            on_click="ignore",
            icon=":material/save:",
            key="save-deck",
        )
        st.button(
            "Copy it to a deck of your own",
            on_click=_copy,
            args=(deck,),
            icon=":material/content_copy:",
            key="copy-deck",
        )
        if mine:
            with st.form("deck-words", border=False):
                title = st.text_input("Title", deck.title, max_chars=LIMITS["title"])
                subtitle = st.text_input("Subtitle", deck.subtitle, max_chars=LIMITS["subtitle"])
                author = st.text_input("Author line", deck.author, max_chars=LIMITS["author"])
                handling = st.text_input(
                    "Handling line", deck.handling, max_chars=LIMITS["handling"]
                )
                if st.form_submit_button("Keep"):
                    kept = replace(
                        deck,
                        title=title.strip() or deck.title,
                        subtitle=subtitle.strip(),
                        author=author.strip(),
                        handling=handling.strip(),
                    )
                    own.put(kept, what="editing the deck's lines")
                    st.rerun()
            st.button(
                "Delete this deck",
                on_click=own.drop,
                args=(deck.name,),
                icon=":material/delete:",
                key="delete-deck",
            )
        turn = st.session_state.setdefault(f"{_UPLOAD}-turn", 0)
        key = f"{_UPLOAD}-{turn}"
        st.file_uploader(
            "Load a deck (TOML)",
            type="toml",
            max_upload_size=max(1, MAX_BYTES // 1_000_000),
            key=key,
            on_change=_load,
            args=(key, dataset),
        )


def _copy(deck: Deck) -> None:
    own = decks()
    name = own.new_name(deck.title, taken=list(presented.shipped()))
    title = f"{deck.title[: LIMITS['title'] - 7]} (copy)"
    own.put(replace(deck, name=name, title=title), what=f"copying “{deck.title}”")
    st.session_state[_DECK] = name


def _load(key: str, dataset: Dataset) -> None:
    file = st.session_state.get(key)
    if file is None:
        return
    taken = list(presented.shipped())
    name = decks().load(file.getvalue(), file=file.name, taken=taken, dataset=dataset)
    # Another field: one that still holds the file would load it again.
    st.session_state[f"{_UPLOAD}-turn"] += 1
    if name:
        st.session_state[_DECK] = name
        _to_first()


def _undo() -> None:
    own = decks()
    if own.past:
        st.button(
            f"Undo {markdown_plain(own.past[-1][1])}",
            icon=":material/undo:",
            width="stretch",
            on_click=own.undo,
            key="undo-deck",
        )


def _problems() -> None:
    own = decks()
    if own.problems:
        lines = "\n".join(f"- {markdown_plain(line)}" for line in own.problems)
        st.error(f"The deck cannot be used as it is:\n{lines}", icon=":material/error:")
        st.button("Understood", on_click=own.problems.clear, key="problems-read")


def _map(published: Published, found: Session, deck: Deck) -> None:
    key = f"stage-{published.dataset.catalog.data_version}"

    def report() -> None:
        if isinstance(value := st.session_state.get(key), dict) and value:
            current().adopt(value, dataset=published.dataset)
            drafting.adopt(value, published.dataset)

    more = drafting.more_of_command(published.dataset) | presented.order(deck, published)
    theme = st.context.theme.type or "light"
    with st.container(key="stage"):
        st_folium(
            TimeMap(published),
            key=key,
            height=HEIGHT_PX,
            use_container_width=True,
            returned_objects=[],
            feature_group_to_add=Command(
                found.command(published, theme=theme, basemap=None, more=more)
            ),
            on_change=report,
        )


def _preview(deck: Deck, place: int, dataset: Dataset) -> None:
    step = deck.steps[place]
    scene = Scene.of_step(dataset, deck, place + 1)
    words, more = st.columns([3, 2], gap="large")
    with words:
        st.subheader(markdown_plain(f"{place + 1}. {step.heading}"))
        st.markdown(f"**{window_words(scene.windows)}**")
        st.markdown(markdown_plain(step.text))
        st.caption(markdown_plain(f"{scene.counts.sentence}. {source_line(scene)}"))
        st.button(
            "Show on the map",
            icon=":material/map:",
            on_click=_to_map,
            args=(step, dataset),
            key="show-step",
        )
    with more:
        if deck.name in decks().own:
            deck_editor.show(deck, place)
        elif step.notes:
            st.markdown("**Speaker's notes**")
            st.markdown(markdown_plain(step.notes))
