"""Bringing the tables of a workspace to the version that this program knows."""

import threading
from pathlib import Path

import sqlalchemy as sa

from geo_tensions.workspace.backends import Backend
from geo_tensions.workspace.errors import WorkspaceError
from geo_tensions.workspace.geopackage import WRITES
from geo_tensions.workspace.schema import VERSION_TABLE

HEAD = "0001"
"""The newest version; a module of ``migrations/versions`` for each."""

MIGRATIONS = Path(__file__).parent / "migrations"

_ALEMBIC = threading.Lock()
"""Alembic keeps what it works on in one place of the process."""


def bring_up(backend: Backend) -> None:
    """Make or renew the tables, in one transaction; others who open wait for its end.

    Raises
    ------
    WorkspaceError
        If what is there is no workspace, or one of a newer version of the program.
    """
    with backend.engine.connect() as connection, connection.begin():
        version = _version(backend, connection)
        if version is not None:
            backend.checked(connection)
        if version == HEAD:
            return
    with _ALEMBIC, backend.engine.connect() as connection:
        connection.execution_options(**{WRITES: True})
        with connection.begin():
            backend.lock(connection)
            version = _version(backend, connection)
            if version == HEAD:
                return
            if version is None:
                backend.found(connection)
            _upgrade(backend, connection, version)


def _version(backend: Backend, connection: sa.Connection) -> str | None:
    if not backend.ready(connection):
        return None
    table = sa.table(VERSION_TABLE, sa.column("version_num"))
    return str(connection.execute(sa.select(table.c.version_num)).scalar())


def _upgrade(backend: Backend, connection: sa.Connection, version: str | None) -> None:
    # Imported late: a workspace that is up to date needs none of it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415

    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if version is not None and version not in known:
        problem = f"was made by a newer Geo Tensions (version {version[:20]} of its tables)"
        raise WorkspaceError(backend.where, problem, "use that one")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
