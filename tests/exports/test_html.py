"""The one-file HTML: the same bytes each time, small, quick, and nothing that asks or runs."""

import base64
import gzip
import json
import re
import time
from html.parser import HTMLParser
from typing import Any

import pytest

from geo_tensions.briefing.library import deck_names, open_deck
from geo_tensions.briefing.model import Deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports.files import ExportError
from geo_tensions.exports.html import _element_safe, html_bytes
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.screens import screens
from geo_tensions.exports.slides import slides_of

MOST_BYTES = 2_000_000
MOST_S = 4.0
"""Processor time: about two seconds, and the same again for a machine that does other things."""


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text of its title."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside == "title":
            self.title += data.strip()


def payload(page: bytes) -> dict[str, Any]:
    packed = re.search(rb'id="gt-file-data">([A-Za-z0-9+/=]+)</script>', page)
    assert packed is not None
    found: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(packed[1])))
    return found


@pytest.fixture(scope="module")
def page(short: Deck, dataset: Dataset) -> bytes:
    return html_bytes(short, dataset)


def test_the_same_deck_gives_the_same_bytes(page: bytes, short: Deck, dataset: Dataset):
    assert html_bytes(short, dataset) == page


@pytest.mark.parametrize("name", ["first", "second", "third"])
def test_shipped_decks_are_small_and_quick(name: str, dataset: Dataset):
    number = ("first", "second", "third").index(name)
    deck = open_deck(deck_names(dataset.catalog)[number], dataset=dataset)
    began = time.process_time()
    content = html_bytes(deck, dataset)
    assert time.process_time() - began < MOST_S
    assert len(content) < MOST_BYTES


def test_nothing_in_it_is_fetched(page: bytes):
    elements = Elements()
    elements.feed(page.decode())
    for tag, attributes in elements.found:
        assert tag not in {"link", "iframe", "img", "object", "embed", "base", "audio", "video"}
        assert not {"src", "href", "srcset", "action", "style"} & set(attributes), tag
        assert not [name for name in attributes if name.startswith("on")]
    style = page.decode().split("<style>")[1].split("</style>")[0]
    assert set(re.findall(r"url\(\"?([a-z]+):", style)) == {"data"}
    assert len(re.findall(r"url\(", style)) == len(re.findall(r'url\("data:font/woff', style))
    assert "@import" not in style


def test_a_policy_forbids_every_request_and_every_other_script(page: bytes):
    elements = Elements()
    elements.feed(page.decode())
    policies = [
        attributes["content"]
        for tag, attributes in elements.found
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert len(policies) == 1
    rules = dict(rule.strip().split(" ", 1) for rule in str(policies[0]).split(";"))
    assert rules["default-src"] == "'none'"
    assert "connect-src" not in rules
    assert rules["img-src"] == rules["font-src"] == "data:"
    assert "unsafe" not in rules["script-src"]
    assert rules["script-src"].count("'sha256-") == 2
    # A policy counts only before what it is to hold back.
    assert page.index(b"Content-Security-Policy") < page.index(b"<style>")


def test_hostile_words_are_nowhere_markup(hostile: Deck, dataset: Dataset, hostile_text: str):
    content = html_bytes(hostile, dataset)
    elements = Elements()
    elements.feed(content.decode())
    # Two of ours and the data.
    assert [tag for tag, _ in elements.found].count("script") == 3
    assert elements.title == hostile_text
    assert b"alert(1)</script>" not in content
    assert payload(content)["config"]["embedded"]["hostile"]["title"] == hostile_text


def test_what_ends_its_own_element_is_refused():
    for text in ("a </script b", "a </SCRIPT>", "<!-- a"):
        with pytest.raises(ExportError, match="two parts"):
            _element_safe(text, "script")


def test_it_carries_every_record_and_the_deck(page: bytes, short: Deck, dataset: Dataset):
    embedded = payload(page)["config"]["embedded"]
    rows = next(value for name, value in embedded.items() if name.endswith("/rows"))
    assert [card["id"] for card in rows] == [record.id for record in dataset.records]
    assert [card["row"] for card in rows] == list(range(len(dataset)))
    assert embedded["short"] == json.loads(json.dumps(screens(short, dataset)))


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_screen_shows_the_numbers_of_its_slide(number: int, dataset: Dataset):
    deck = open_deck(deck_names(dataset.catalog)[number], dataset=dataset)
    shown = screens(deck, dataset)["screens"]
    slides = slides_of(deck, dataset)
    assert [one["heading"] for one in shown] == [slide.heading for slide in slides]
    steps = {step.id: place for place, step in enumerate(deck.steps, start=1)}
    for one in shown:
        if not one.get("show"):
            continue
        scene = Scene.of_step(dataset, deck, steps[one["step"]])
        assert one["counts"] == scene.counts.sentence
        mask = base64.b64decode(one["show"]["mask"])
        rows = {row for row in range(len(dataset)) if mask[row >> 3] >> (row & 7) & 1}
        window = one["show"]["window"]
        columns = dataset.columns
        # What the browser counts: the mask's rows that touch the one window.
        seen = [
            row
            for row in sorted(rows)
            if columns.start[row] <= window["to"] and columns.end[row] >= window["from"]
        ]
        assert [dataset.records[row].id for row in seen] == [record.id for record in scene.records]
