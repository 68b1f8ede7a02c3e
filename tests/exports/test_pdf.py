"""Pages, read again by pypdf: one a slide, fonts inside, bookmarks, vectors, the same bytes."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from pypdf import PdfReader

from geo_tensions.briefing.model import Deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports.handout import handout_bytes
from geo_tensions.exports.pdf import pdf_bytes
from geo_tensions.exports.slides import slides_of


@pytest.fixture(scope="module")
def content(short: Deck, dataset: Dataset) -> bytes:
    return pdf_bytes(short, dataset)


def resources_of(page: Any) -> Iterator[Any]:
    waiting = [page["/Resources"].get_object()]
    while waiting:
        found = waiting.pop()
        yield found
        for item in (found.get("/XObject") or {}).values():
            inner = item.get_object()
            if "/Resources" in inner:
                waiting.append(inner["/Resources"].get_object())


def fonts_of(reader: PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        for resources in resources_of(page):
            for font in (resources.get("/Font") or {}).values():
                yield font.get_object()


def is_embedded(font: Any) -> bool:
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    descriptor = inner.get("/FontDescriptor")
    return descriptor is not None and "/FontFile2" in descriptor.get_object()


def test_one_page_a_slide_with_bookmarks_and_title(content: bytes, short: Deck, dataset: Dataset):
    reader = PdfReader(io.BytesIO(content))
    slides = slides_of(short, dataset)
    assert len(reader.pages) == len(slides)
    assert [item.title.split("  ", 1)[1] for item in reader.outline] == [
        slide.heading for slide in slides
    ]
    assert reader.metadata.title == "Short deck"
    assert reader.metadata.author == "A. Author"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.trailer["/Root"]["/Lang"] == "en"


def test_every_font_is_inside(content: bytes):
    fonts = list(fonts_of(PdfReader(io.BytesIO(content))))
    assert fonts
    assert all(is_embedded(font) for font in fonts), {str(font["/BaseFont"]) for font in fonts}


def test_maps_are_vectors_not_pixels(content: bytes):
    page = PdfReader(io.BytesIO(content)).pages[1]
    kinds = [
        item.get_object()["/Subtype"]
        for resources in resources_of(page)
        for item in (resources.get("/XObject") or {}).values()
    ]
    assert "/Form" in kinds
    assert "/Image" not in kinds


def test_text_can_be_read_and_copied(content: bytes):
    reader = PdfReader(io.BytesIO(content))
    assert "Three entries north of Rebun" in reader.pages[1].extract_text()
    assert "Exercise only" in reader.pages[1].extract_text()
    everything = "".join(page.extract_text() for page in reader.pages)
    assert "Method and limits" in everything


def test_two_runs_give_the_same_bytes(content: bytes, short: Deck, dataset: Dataset):
    assert pdf_bytes(short, dataset) == content


def test_markup_in_a_deck_stays_text(hostile: Deck, dataset: Dataset):
    text = PdfReader(io.BytesIO(pdf_bytes(hostile, dataset))).pages[1].extract_text()
    flat = "".join(text.split())
    assert "<script>alert(1)</script>" in flat
    assert "日本語Россия" in flat


def test_the_handout_is_one_page_with_every_step(short: Deck, dataset: Dataset):
    content = handout_bytes(short, dataset)
    reader = PdfReader(io.BytesIO(content))
    assert len(reader.pages) == 1
    text = "".join(reader.pages[0].extract_text().split())
    for step in short.steps:
        assert "".join(step.heading.split()) in text
    assert all(is_embedded(font) for font in fonts_of(reader))
    assert handout_bytes(short, dataset) == content
