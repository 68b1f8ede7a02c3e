"""The watched folder: files that lie in it unchanged for two looks."""

import hashlib
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from geo_tensions.feeds.looking import Look
from geo_tensions.feeds.state import Arrival, Seen, What

UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".swp")
"""Endings that programs give to files that they still write."""

_PLAINLY = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    # A link or a pipe that took the file's place is neither followed nor waited for.
    _PLAINLY |= getattr(os, _flag, 0)

_HIDDEN = (".", "~$", "#")
_BLOCK = 1 << 20
_NAME = 200


def look_at_folder(folder: Path, files: Mapping[str, Seen], look: Look) -> Mapping[str, Seen]:
    """Note what came into a folder and what went; return what to remember of it.

    A file is taken once it was seen twice with the same size and time: until then somebody may
    still be writing it. Folders in it are not entered, symbolic links not followed.

    Parameters
    ----------
    folder
        The folder.
    files
        What the last look saw.
    look
        Hears of files and troubles.
    """
    told = files.get(_WHOLE, _NOTHING).words
    try:
        found, trouble = _entries(folder, look)
    except OSError as error:
        trouble = f"cannot be looked at ({error.strerror or error})"
        _tell_once(look, What.FAILED, str(folder), trouble, told)
        return {**files, _WHOLE: Seen(_NO_MARK, words=trouble)}
    _tell_once(look, What.REFUSED, str(folder), trouble, told)
    seen = {
        name: _judged(folder / name, found_as, files.get(name, _NOTHING), look)
        for name, found_as in found.items()
    }
    for name, before in files.items():
        if name not in seen and name != _WHOLE and (before.settled or before.words):
            look.tell(What.REMOVED, name)
    return {**seen, _WHOLE: Seen(_NO_MARK, words=trouble)}


_WHOLE = "/"
"""Stands for the folder itself: no file has that name."""

_NO_MARK = (-1, 0, 0)
_NOTHING = Seen(_NO_MARK)


def _tell_once(look: Look, what: What, name: str, words: str, before: str) -> None:
    if words and words != before:
        look.tell(what, name, words)


def _entries(folder: Path, look: Look) -> tuple[Mapping[str, os.stat_result], str]:
    """Return what lies in the folder, by name, and what is wrong with it as a whole."""
    with os.scandir(folder) as entries:
        names = sorted(entry.name for entry in entries if not _is_unfinished(entry.name))
    found = {}
    for name in names[: look.limits.files]:
        # It may have gone while we looked.
        with suppress(FileNotFoundError):
            found[name] = (folder / name).lstat()
    if len(names) <= look.limits.files:
        return found, ""
    most = look.limits.files
    return found, f"holds {len(names):,} files, of which only the first {most:,} are looked at"


def _is_unfinished(name: str) -> bool:
    low = name.casefold()
    return low.startswith(_HIDDEN) or low.endswith((*UNFINISHED, "~"))


def _judged(path: Path, found: os.stat_result, before: Seen, look: Look) -> Seen:
    mark = _mark(found)
    refusal = _refusal(path.name, found, look)
    if refusal:
        _tell_once(look, What.REFUSED, path.name, refusal, before.words)
        return Seen(mark, words=refusal)
    if before.mark != mark or before.settled:
        return before if before.mark == mark else Seen(mark)
    try:
        taken = _hashed(path, mark)
    except OSError as error:
        words = f"cannot be read ({error.strerror or error})"
        _tell_once(look, What.REFUSED, path.name, words, before.words)
        return Seen(mark, words=words)
    if taken is not None:
        origin = str(path.parent)
        look.arrive(Arrival(path, path.name, origin, look.stamp, taken, found.st_size))
    return Seen(mark, settled=taken is not None)


def _mark(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_size, found.st_mtime_ns, found.st_ino


def _refusal(name: str, found: os.stat_result, look: Look) -> str:
    if stat.S_ISLNK(found.st_mode):
        return "is a symbolic link, which is not followed; put the file itself here"
    if stat.S_ISDIR(found.st_mode):
        return "is a folder, which is not entered; put its files here"
    if not stat.S_ISREG(found.st_mode):
        return "is no file"
    if found.st_size > look.limits.file_bytes:
        return f"has {found.st_size:,} bytes, more than {look.limits.file_bytes:,}"
    if len(name) > _NAME or not name.isprintable():
        return f"has a name of more than {_NAME} characters or with signs that cannot be shown"
    return ""


def intact(arrival: Arrival) -> bool:
    """Tell whether a file is still what came; whoever takes it asks first.

    Raises
    ------
    OSError
        If it cannot be read any more, or a symbolic link lies in its place.
    """
    return _hashed(arrival.path, None) == arrival.sha256


def _hashed(path: Path, mark: tuple[int, int, int] | None) -> str | None:
    """Return the hash of a file, None if it is not, or not any more, the one that was seen."""
    with os.fdopen(os.open(path, _PLAINLY), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or (mark is not None and _mark(found) != mark):
            return None
        digest = hashlib.sha256()
        while block := file.read(_BLOCK):
            digest.update(block)
        return digest.hexdigest() if _mark(os.fstat(file.fileno())) == _mark(found) else None
