"""Writing a file whole or not at all, and telling how far the work is."""

import errno
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from geo_tensions.errors import GeoTensionsError

Progress = Callable[[int, int, str], None]
"""Called with the work done, the whole work and what is being done."""

_BAR = 24


class ExportError(GeoTensionsError):
    """A file cannot be made; the text says which, why and what to do."""


def silent(done: int, total: int, what: str) -> None:
    """Tell nobody."""


def terminal_progress(write: Callable[[str], Any], flush: Callable[[], Any]) -> Progress:
    """Return a progress bar that draws itself over one line of a terminal."""

    def progress(done: int, total: int, what: str) -> None:
        filled = _BAR * done // max(total, 1)
        bar = "#" * filled + "." * (_BAR - filled)
        end = "\n" if done >= total else ""
        write(f"\r[{bar}] {done}/{total} {what[:40]:40}{end}")
        flush()

    return progress


def write_file(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole or not at all.

    Raises
    ------
    ExportError
        If the folder is missing or closed, or the disk is full; nothing stays behind.
    """
    write_with(path, lambda part: _put(part, content))


def write_with(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file beside the wanted one, then put it in its place.

    Raises
    ------
    ExportError
        As for :func:`write_file`.
    """
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=".geo-tensions-", suffix=path.suffix
        )
        os.close(handle)
        part = Path(name)
        write(part)
        # A temporary file is for its maker alone; what leaves has the rights of any new file.
        part.chmod(0o666 & ~_umask())
        part.replace(path)
        part = None
    except OSError as error:
        msg = f"{path}: {_reason(error)}"
        raise ExportError(msg) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _put(part: Path, content: bytes) -> None:
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _reason(error: OSError) -> str:
    known = {
        errno.ENOENT: "the folder does not exist; create it or choose another",
        errno.ENOTDIR: "the folder does not exist; create it or choose another",
        errno.EACCES: "may not be written; choose another folder",
        errno.EPERM: "may not be written; choose another folder",
        errno.EROFS: "may not be written; choose another folder",
        errno.EISDIR: "is a folder; name a file",
        errno.ENOSPC: "the disk is full; free some space or choose another",
        errno.EFBIG: "files may not grow so large here; choose another place",
        errno.EDQUOT: "the disk is full; free some space or choose another",
    }
    reason = known.get(error.errno or 0)
    return reason or f"cannot be written ({error.strerror or error}); choose another place"
