"""The packaged fonts, for every format: as files, for matplotlib, and as widths of text."""

import hashlib
import io
import os
import re
import tempfile
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer
from matplotlib.font_manager import FontEntry, fontManager

from geo_tensions.mapping.assets import font_file

SANS, GOTHIC = "Noto Sans", "IPAexGothic"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")

FAMILIES = [SANS, GOTHIC]
"""Latin and Cyrillic, then Japanese; a character is taken from the first that has it."""

REGULAR, BOLD = 400, 700
"""Weights of Noto Sans in use."""

_RANGES = ((0x20, 0x530), (0x1E00, 0x2400), (0x25A0, 0x2600))
"""Unicode ranges kept in the cuts: Latin, Greek, Cyrillic, punctuation and signs."""


@cache
def sans_file(weight: int) -> Path:
    """Return a static cut of Noto Sans, made once from the packaged variable font.

    PDF knows no variable fonts, and matplotlib draws their default weight alone.
    """
    source = font_file("NotoSans.ttf")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:12]
    kept = Path(mpl.get_cachedir()) / f"geo-tensions-NotoSans-{weight}-{digest}-3.ttf"
    if kept.is_file():
        return kept
    content = _cut(source, weight)
    handle, part = tempfile.mkstemp(dir=kept.parent, prefix=".geo-tensions-", suffix=".ttf")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    return Path(part).replace(kept)


def _cut(source: Path, weight: int) -> bytes:
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in _RANGES for code in range(low, high)])
    content = io.BytesIO()
    with TTFont(source, recalcTimestamp=False) as font:
        subsetter.subset(font)
        cut = instancer.instantiateVariableFont(font, {"wght": weight, "wdth": 100})
        style = "Bold" if weight == BOLD else "Regular"
        for identifier, name in ((2, style), (4, f"{SANS} {style}"), (6, f"NotoSans-{style}")):
            cut["name"].setName(name, identifier, 3, 1, 0x409)
        cut.save(content)
    return content.getvalue()


@cache
def register() -> None:
    """Make the fonts known to matplotlib under :data:`FAMILIES`."""
    for path, family, weight in (
        (sans_file(REGULAR), SANS, REGULAR),
        (sans_file(BOLD), SANS, BOLD),
        (font_file("ipaexg.ttf"), GOTHIC, REGULAR),
        # It has one weight, which stands for both.
        (font_file("ipaexg.ttf"), GOTHIC, BOLD),
    ):
        entry = FontEntry(
            fname=str(path),
            name=family,
            style="normal",
            variant="normal",
            weight=weight,
            stretch="normal",
            size="scalable",
        )
        fontManager.ttflist.insert(0, entry)


class _Widths:
    """Advance widths of one font file, in parts of its em."""

    def __init__(self, path: Path) -> None:
        with TTFont(path, lazy=True) as font:
            self.glyphs: dict[int, str] = font.getBestCmap()
            self.advance = font["hmtx"].metrics
            self.units = int(font["head"].unitsPerEm)

    def of(self, code: int) -> float | None:
        """Return the advance of a character in em, None where the font lacks it."""
        glyph = self.glyphs.get(code)
        return None if glyph is None else self.advance[glyph][0] / self.units


@cache
def _widths(*, bold: bool) -> tuple[_Widths, ...]:
    sans = sans_file(BOLD if bold else REGULAR)
    return _Widths(sans), _Widths(font_file("ipaexg.ttf"))


@cache
def _advance(code: int, *, bold: bool) -> float:
    for font in _widths(bold=bold):
        width = font.of(code)
        if width is not None:
            return width
    return 1.0


def has_glyph(character: str) -> bool:
    """Tell whether one of the packaged fonts can draw a character."""
    return any(font.of(ord(character)) is not None for font in _widths(bold=False))


def drawable(text: str) -> str:
    """Return text in which a box stands for what no packaged font can draw."""
    clean = without_control(text).replace("\t", " ")
    return "".join(char if char == "\n" or has_glyph(char) else "\u25a1" for char in clean)


def without_control(text: str) -> str:
    """Return text without characters that no XML, slide or page may hold."""
    return _CONTROL.sub("", text)


def runs(text: str, *, bold: bool = False) -> Sequence[tuple[str, bool]]:
    """Return a line in pieces of one font each, and whether that is the Japanese one."""
    pieces: list[tuple[str, bool]] = []
    sans = _widths(bold=bold)[0]
    for char in text:
        gothic = sans.of(ord(char)) is None
        if pieces and pieces[-1][1] == gothic:
            pieces[-1] = (pieces[-1][0] + char, gothic)
        else:
            pieces.append((char, gothic))
    return pieces


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text, in the unit of ``size``."""
    return size * _ems(text, bold=bold)


@lru_cache(maxsize=1 << 14)
def _ems(text: str, *, bold: bool) -> float:
    return sum(_advance(ord(char), bold=bold) for char in text)


def wrapped(text: str, size: float, limit: float, *, bold: bool = False) -> Sequence[str]:
    """Return the lines of a text that is at most ``limit`` wide.

    Breaks at spaces and after Japanese characters, and within a word that is too long alone.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for piece in _pieces(paragraph):
            bare = piece.rstrip()
            if line and bare and used + width(bare, size, bold=bold) > limit:
                lines.append(line.rstrip())
                line, used = "", 0.0
                added = piece.lstrip()
            else:
                added = piece
            line += added
            used += width(added, size, bold=bold)
            while used > limit and len(line) > 1 and width(line.rstrip(), size, bold=bold) > limit:
                cut = _fitting(line, size, limit, bold=bold)
                lines.append(line[:cut])
                line = line[cut:]
                used = width(line, size, bold=bold)
        lines.append(line.rstrip())
    return lines


def _fitting(line: str, size: float, limit: float, *, bold: bool) -> int:
    cut = len(line) - 1
    while cut > 1 and width(line[:cut], size, bold=bold) > limit:
        cut -= 1
    return cut


def _pieces(text: str) -> Sequence[str]:
    pieces: list[str] = []
    current = ""
    for char in text:
        current += char
        if char in " -\u2013\u200b" or ord(char) >= 0x2E80:  # noqa: PLR2004 - CJK begins here
            pieces.append(current)
            current = ""
    return [*pieces, current] if current else pieces
