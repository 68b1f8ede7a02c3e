"""Texts of foreign files in one plain form: letters, spaces and dashes made the usual ones."""

import re
import unicodedata

_BRIEF_CHARS = 120
_SPACES = re.compile(r"\s+")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\u30fc", "-"))
_WORDS = re.compile(r"[^\w]+|_")


def plain(text: str) -> str:
    """Return a text with usual digits, letters, spaces and dashes, in lower case."""
    # Most texts are ASCII, for which the slow steps change nothing.
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).translate(_DASHES)
    return _SPACES.sub(" ", text).strip().lower()


def words(text: str) -> str:
    """Return the words of a text, parted by single spaces, without accents."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    bare = unicodedata.normalize("NFKD", plain(split))
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return " ".join(_WORDS.sub(" ", unicodedata.normalize("NFC", bare)).split())


def one_line(text: str) -> str:
    """Return a text for a terminal: nothing in it moves the cursor, turns or colours the rest."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def brief(error: Exception) -> str:
    """Return the words of an error of a library: one line, not too long for a message."""
    told = " ".join(one_line(str(error)).split()) or type(error).__name__
    return told if len(told) <= _BRIEF_CHARS else f"{told[: _BRIEF_CHARS - 1]}\u2026"
