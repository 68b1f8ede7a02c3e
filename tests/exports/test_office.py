"""Shipped decks as other programs see them: LibreOffice draws the slides, poppler the pages."""

import io
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from geo_tensions.briefing.library import deck_names, open_deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports.pdf import pdf_bytes
from geo_tensions.exports.pptx import pptx_bytes
from geo_tensions.exports.slides import slides_of

TIMEOUT_S = 240
DPI = 24
LEAST_INK = 0.002
"""Part of a page that must differ from its paper: a heading alone is more."""


def run(program: str, *arguments: str) -> str:
    """Run a program of the office and return what it prints."""
    found = shutil.which(program)
    assert found is not None, f"{program} is missing; `make office` tells what to install"
    done = subprocess.run(  # noqa: S603 - our own command
        [found, *arguments], check=True, capture_output=True, text=True, timeout=TIMEOUT_S
    )
    return done.stdout


@dataclass(frozen=True)
class Exported:
    """A shipped deck in both formats."""

    slides: int
    pptx: Path
    pdf: Path


@pytest.fixture(scope="module", params=[0, 1, 2], ids=["first", "second", "third"])
def exported(
    request: pytest.FixtureRequest, dataset: Dataset, tmp_path_factory: pytest.TempPathFactory
) -> Exported:
    deck = open_deck(deck_names(dataset.catalog)[request.param], dataset=dataset)
    folder = tmp_path_factory.mktemp(deck.name)
    (folder / "deck.pptx").write_bytes(pptx_bytes(deck, dataset))
    (folder / "deck.pdf").write_bytes(pdf_bytes(deck, dataset))
    return Exported(len(slides_of(deck, dataset)), folder / "deck.pptx", folder / "deck.pdf")


def drawn(path: Path, folder: Path) -> list[np.ndarray]:
    """Return every page of a PDF as poppler draws it, in grey."""
    run("pdftoppm", "-r", str(DPI), "-gray", str(path), str(folder / "page"))
    return [np.asarray(Image.open(page)) for page in sorted(folder.glob("page-*.pgm"))]


def ink(page: np.ndarray) -> float:
    """Return the part of a page that is not its most common grey."""
    return 1 - float(np.bincount(page.ravel(), minlength=256).max()) / page.size


def embedded(path: Path) -> list[bool]:
    """Return for each font of a PDF whether poppler finds it inside."""
    listed = run("pdffonts", str(path)).splitlines()
    column = listed[0].index("emb")
    return [line[column : column + 3] == "yes" for line in listed[2:]]


def test_libreoffice_draws_every_slide(exported: Exported, tmp_path: Path) -> None:
    run(
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(exported.pptx),
    )
    converted = tmp_path / "deck.pdf"
    pages = drawn(converted, tmp_path)
    assert len(pages) == exported.slides == len(Presentation(str(exported.pptx)).slides)
    for page in pages:
        height, width = page.shape
        assert width / height == pytest.approx(16 / 9, rel=0.01)
        assert ink(page) > LEAST_INK
    headings = [slide.shapes.title.text for slide in Presentation(str(exported.pptx)).slides]
    reader = PdfReader(io.BytesIO(converted.read_bytes()))
    for heading, page in zip(headings, reader.pages, strict=True):
        # The first words of a heading, as LibreOffice set them; longer ones break their lines.
        assert heading.split()[0] in page.extract_text()


def test_poppler_draws_every_page_with_its_own_fonts(exported: Exported, tmp_path: Path) -> None:
    pages = drawn(exported.pdf, tmp_path)
    assert len(pages) == exported.slides
    assert all(ink(page) > LEAST_INK for page in pages)
    fonts = embedded(exported.pdf)
    assert fonts
    assert all(fonts)
