"""Which workspace is meant, and opening it."""

import os
from pathlib import Path

import sqlalchemy as sa

from geo_tensions.workspace.errors import WorkspaceError
from geo_tensions.workspace.geopackage import SUFFIX, GeoPackage
from geo_tensions.workspace.sql import SqlWorkspace
from geo_tensions.workspace.store import Workspace

STORE_VARIABLE = "GEO_TENSIONS_STORE"
"""Environment variable that names the workspace: a file, or ``postgresql://...``."""

_FORMS = f"name a file that ends in {SUFFIX}, or postgresql://USER@HOST/DATABASE"


def default_store() -> str:
    """Return the workspace that the environment names, else this user's own file."""
    if named := os.environ.get(STORE_VARIABLE, "").strip():
        return named
    home = os.environ.get("XDG_DATA_HOME", "").strip() or "~/.local/share"
    return str(Path(home).expanduser() / "geo-tensions" / f"workspace{SUFFIX}")


def open_workspace(target: str | Path | None = None) -> Workspace:
    """Open a workspace, which is made where there is none; its tables are brought up to date.

    Parameters
    ----------
    target
        A GeoPackage file, or ``postgresql://USER:PASSWORD@HOST:PORT/DATABASE``; by default
        :func:`default_store`, whose folder is made.

    Raises
    ------
    WorkspaceError
        If it cannot be reached or made, is none, or was made by a newer version of the program.
    """
    if target is None:
        target = default_store()
        if "://" not in target:
            _make_folder(Path(target).expanduser().parent)
    text = str(target)
    if "://" not in text:
        return SqlWorkspace(GeoPackage(Path(target).expanduser()))
    # Imported late: one local file needs no driver of PostgreSQL.
    from geo_tensions.workspace.postgis import PostGis  # noqa: PLC0415

    where = f"{text.split('://', 1)[0][:20]}://"
    try:
        url = sa.make_url(text)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise WorkspaceError(where, "is no address of a database", _FORMS) from error
    if url.get_backend_name() not in {"postgresql", "postgres"}:
        raise WorkspaceError(where, "is no store that is known", _FORMS)
    return SqlWorkspace(PostGis(url))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        problem = f"cannot be made ({error.strerror or error})"
        raise WorkspaceError(str(folder), problem, f"set {STORE_VARIABLE}") from error
