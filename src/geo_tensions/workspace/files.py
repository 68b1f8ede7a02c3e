"""Putting several files in the place of others: all of them, or none."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from geo_tensions.workspace.patch import PatchError


def replace_all(root: Path, files: Mapping[str, bytes]) -> None:
    """Write files beside their places, with copies of those there, then swap them.

    Once the swapping begins, nothing is written any more: it goes on, or back, by renaming alone.

    Parameters
    ----------
    root
        A folder.
    files
        New contents of files that are there, by their path below it.

    Raises
    ------
    PatchError
        If one cannot be written; all are as they were then.
    """
    parts: dict[Path, Path] = {}
    copies: dict[Path, Path] = {}
    swapped: list[Path] = []
    target = root
    try:
        for path, content in files.items():
            target = root / path
            for made in (parts, copies):
                made[target] = _beside(target)
            with parts[target].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(target, parts[target])
            shutil.copy2(target, copies[target])
        for target, part in parts.items():
            swapped.append(target)
            part.replace(target)
    except BaseException as error:
        for done in swapped:
            copies[done].replace(done)
        if isinstance(error, OSError):
            problem = f"cannot be written ({error.strerror or error}); nothing was changed"
            raise PatchError([f"{target}: {problem}"]) from error
        raise
    finally:
        for part in (*parts.values(), *copies.values()):
            part.unlink(missing_ok=True)


def _beside(target: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".geo-tensions-")
    os.close(handle)
    return Path(name)
