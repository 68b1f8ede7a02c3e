"""Slides, read again by python-pptx: structure, words for pictures, sizes, no tricks."""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pptx import Presentation
from pptx.util import Inches

from geo_tensions.briefing.model import Deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports.files import ExportError
from geo_tensions.exports.pptx import pptx_bytes
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.slides import slides_of
from geo_tensions.exports.theme import ThemeName, theme


@pytest.fixture(scope="module")
def content(short: Deck, dataset: Dataset) -> bytes:
    return pptx_bytes(short, dataset)


def test_one_slide_a_step_with_title_sources_and_method(
    content: bytes, short: Deck, dataset: Dataset
):
    deck = Presentation(io.BytesIO(content))
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.01)
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == [slide.heading for slide in slides_of(short, dataset)]
    assert titles[:4] == ["Short deck", *(step.heading for step in short.steps)]
    assert any(title.startswith("Sources") for title in titles)
    assert titles[-1].startswith("Method and limits")
    assert deck.core_properties.title == "Short deck"


def test_pictures_and_tables_have_words_and_slides_have_notes(
    content: bytes, short: Deck, dataset: Dataset
):
    deck = Presentation(io.BytesIO(content))
    described = 0
    for slide in deck.slides:
        assert slide.notes_slide.notes_text_frame.text.strip()
        for shape in slide.shapes:
            if shape.shape_type in {13, 19}:  # picture, table
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 30
                described += 1
    assert described >= 4
    notes = deck.slides[1].notes_slide.notes_text_frame.text
    assert "Say who announced it." in notes
    assert "Sources:\n[1] " in notes
    assert f"View: {Scene.of_step(dataset, short, 1).view_id}" in notes
    assert "Exercise only" in notes


def test_text_is_large_enough_for_the_back_row(content: bytes):
    deck = Presentation(io.BytesIO(content))
    for slide in list(deck.slides)[:4]:
        for shape in slide.shapes:
            if not shape.has_text_frame or shape.top >= Inches(7):
                continue
            least = 28 if shape == slide.shapes.title else 18
            runs = [run for line in shape.text_frame.paragraphs for run in line.runs]
            assert all(run.font.size.pt >= least for run in runs), shape.text_frame.text


def test_the_handling_line_stands_on_every_slide(content: bytes):
    for slide in Presentation(io.BytesIO(content)).slides:
        texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        assert "Exercise only" in texts


def test_two_runs_give_the_same_bytes(content: bytes, short: Deck, dataset: Dataset):
    assert pptx_bytes(short, dataset) == content


def test_markup_in_a_deck_stays_text(hostile: Deck, dataset: Dataset, hostile_text: str):
    content = pptx_bytes(hostile, dataset)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))
    slide = Presentation(io.BytesIO(content)).slides[1]
    assert slide.shapes.title.text_frame.text == hostile_text
    assert hostile_text in slide.notes_slide.notes_text_frame.text


def test_a_template_gives_its_masters_and_loses_its_slides(
    short: Deck, dataset: Dataset, tmp_path: Path
):
    template = Presentation()
    template.slide_width, template.slide_height = Inches(16), Inches(9)
    template.slides.add_slide(template.slide_layouts[0])
    path = tmp_path / "template.pptx"
    template.save(path)
    deck = Presentation(io.BytesIO(pptx_bytes(short, dataset, template=path)))
    assert deck.slide_width == Inches(16)
    assert deck.slides[0].shapes.title.text_frame.text == "Short deck"
    picture = next(shape for shape in deck.slides[1].shapes if shape.shape_type == 13)
    assert picture.left + picture.width < Inches(16)


def test_a_template_that_cannot_be_used_gives_one_line(
    short: Deck, dataset: Dataset, tmp_path: Path
):
    narrow = tmp_path / "narrow.pptx"
    Presentation().save(narrow)
    broken = tmp_path / "broken.pptx"
    broken.write_bytes(b"no zip")
    with pytest.raises(ExportError, match=r"narrow\.pptx: its slides are not 16:9"):
        pptx_bytes(short, dataset, template=narrow)
    with pytest.raises(ExportError, match=r"broken\.pptx: is no PowerPoint presentation"):
        pptx_bytes(short, dataset, template=broken)
    with pytest.raises(ExportError, match=r"absent\.pptx: is no PowerPoint presentation"):
        pptx_bytes(short, dataset, template=tmp_path / "absent.pptx")


def test_progress_runs_from_nothing_to_all(short: Deck, dataset: Dataset):
    told: list[tuple[int, int]] = []
    pptx_bytes(short, dataset, progress=lambda done, total, _what: told.append((done, total)))
    assert told[0][0] == 0
    assert told[-1][0] == told[-1][1] == len(slides_of(short, dataset))
    assert told == sorted(told)


def luminance(colour: tuple[float, ...]) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper-solid"),
        ("ink-2", "paper-solid"),
        ("accent", "paper-solid"),
        ("ink", "paper-2"),
        ("accent-ink", "accent"),
        ("label-sea", "water"),
        ("disputed", "land"),
    ],
)
@pytest.mark.parametrize("name", [ThemeName.LIGHT, ThemeName.PRINT])
def test_text_stands_out(text: str, ground: str, name: ThemeName):
    dark, light = sorted(luminance(theme(name)[token]) for token in (text, ground))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
