"""Which letters the bytes of a text file are."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from geo_tensions.errors import DataError
from geo_tensions.intake.plain import words
from geo_tensions.intake.vocabulary import NAMES

CANDIDATES = (
    *("cp932", "euc_jp", "iso2022_jp", "cp1251", "koi8_r", "cp866", "cp1252", "cp1250"),
    *("gb18030", "cp949", "big5"),
)
"""Encodings that are looked for beside UTF-8 and UTF-16: those of the region and of Europe."""

_KNOWN_NAMES = frozenset(name for names in NAMES.values() for name in names)
_CELLS = re.compile(r"[,;\t|\r\n\"]+")
_IBERIAN = frozenset(
    "\u00f1\u00d1\u00e3\u00c3\u00f5\u00d5\u00bf\u00a1\u00ba\u00aa\u00ea\u00ca\u00e0\u00c0"
)
"""Letters of Spanish and Portuguese that stand where central Europe has others."""

_SHIFT_TO_JAPANESE = b"\x1b$B"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK = 1 << 20
_SAMPLE_BYTES = 1 << 15
_HEAD_BYTES = 4096
_STRAY_SHARE = 0.01
_ZERO_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding of a file.

    Attributes
    ----------
    name
        As Python calls it.
    told
        How it was found, one sentence for the user; empty where there was no doubt.
    """

    name: str
    told: str = ""


def find_encoding(path: Path, *, where: str) -> Encoding:
    """Return how a text file is encoded.

    Raises
    ------
    DataError
        If it is no text in any known encoding.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, "" if name == "utf-8-sig" else f"The file is in {name.upper()}.")
    if name := _unmarked_utf16(head):
        return Encoding(name, f"The file is in {name.upper()}, without the mark that says so.")
    if b"\0" in head and not _text_with_zeros(head):
        raise DataError(where, "holds bytes that are no text", "choose a CSV file")
    sample, good, bad = _survey(path)
    if not bad and not good and _SHIFT_TO_JAPANESE in head:
        return Encoding("iso2022_jp", "The file is taken to be in iso2022_jp, not UTF-8.")
    if not bad:
        return Encoding("utf-8")
    if bad <= good * _STRAY_SHARE:
        told = f"The file is in UTF-8 but for {bad:,} bytes; the rows that hold them are told."
        return Encoding("utf-8", told)
    name = _by_names(head) or _by_letters(sample)
    if not name:
        raise DataError(where, "is in no encoding that is known", "save it as UTF-8")
    return Encoding(name, f"The file is taken to be in {name}, not UTF-8.")


def known_encoding(name: str, *, where: str) -> Encoding:
    """Return an encoding that the user names.

    Raises
    ------
    DataError
        If there is none of that name.
    """
    try:
        found = codecs.lookup(name)
        "x".encode(found.name)
    except (LookupError, ValueError, TypeError) as error:
        problem = f"'{name}' is no encoding of text"
        raise DataError(where, problem, "name one such as utf-8 or cp932") from error
    return Encoding(found.name)


def _unmarked_utf16(head: bytes) -> str:
    """Tell UTF-16 by its zeros: every second byte of plain letters."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if odd > half * 0.3 and even < half * 0.02:
        return "utf-16-le"
    if even > half * 0.3 and odd < half * 0.02:
        return "utf-16-be"
    return ""


def _by_names(head: bytes) -> str:
    """Return the encoding in which most names of columns are usual ones, ``""`` if none is."""
    hits = {}
    for name in CANDIDATES:
        try:
            text = codecs.getincrementaldecoder(name)("strict").decode(head)
        except UnicodeDecodeError:
            continue
        cells = _CELLS.split(text)
        # Names in plain letters read the same in every encoding.
        hits[name] = sum(not cell.isascii() and words(cell) in _KNOWN_NAMES for cell in cells)
    best = max(hits, key=lambda name: hits[name], default="")
    return _western(best, head) if best and hits[best] else ""


def _by_letters(sample: bytes) -> str:
    """Return the encoding whose letters look most like those of a language."""
    found = from_bytes(sample, cp_isolation=list(CANDIDATES)).best()
    return _western(found.encoding, sample) if found else ""


def _western(name: str, sample: bytes) -> str:
    """Return western Europe's encoding for central Europe's where letters are all Iberian."""
    if name != "cp1250":
        return name
    letters = zip(sample.decode("cp1252", "replace"), sample.decode(name, "replace"), strict=True)
    return "cp1252" if {one for one, other in letters if one != other} <= _IBERIAN else name


def _text_with_zeros(head: bytes) -> bool:
    """Tell a text in which zeros stand by mistake from bytes that are none."""
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(head)
    except UnicodeDecodeError:
        return False
    return head.count(0) < len(head) * _ZERO_SHARE


def _survey(path: Path) -> tuple[bytes, int, int]:
    """Return lines with other than ASCII letters, and how many bytes are and are not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    sample = bytearray()
    good = bad = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if chunk.isascii():
                decoder.reset()
                continue
            text = decoder.decode(chunk)
            bad += text.count("\ufffd")
            good += len(text.encode()) - len(text)
            if len(sample) < _SAMPLE_BYTES:
                lines = [line for line in chunk.splitlines() if not line.isascii()]
                sample += b"\n".join(lines)[:_SAMPLE_BYTES]
    bad += len(decoder.decode(b"", final=True))
    return bytes(sample), good, bad
