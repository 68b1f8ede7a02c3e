"""``python -m tools.database``: a PostgreSQL with PostGIS that is thrown away on leaving."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

SERVERS = Path("/usr/lib/postgresql")
"""Where Debian keeps the servers, one folder a version."""

EXTENSIONS = Path("/usr/share/postgresql")

DATABASE = "geo_tensions"
_UNPRIVILEGED = "postgres"

_SETTINGS = {
    # No network at all: whoever may enter the folder may connect.
    "listen_addresses": "",
    "unix_socket_permissions": "0777",
    # It is thrown away: nothing need survive the machine's end.
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "timezone": "UTC",
}


class DatabaseError(RuntimeError):
    """The server cannot be started; the text says why and what to do."""


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    folder: Path
    user: str

    def url(self, database: str = DATABASE) -> str:
        """Return the address of a database, as ``GEO_TENSIONS_STORE`` takes it."""
        return f"postgresql://{self.user}@/{database}?host={self.folder}"


def binaries() -> Path:
    """Return the programs of the newest server that has PostGIS.

    Raises
    ------
    DatabaseError
        If there is none.
    """
    found = [
        folder
        for folder in SERVERS.glob("*")
        if (folder / "bin" / "initdb").is_file()
        and (EXTENSIONS / folder.name / "extension" / "postgis.control").is_file()
    ]
    if not found:
        msg = "no PostgreSQL with PostGIS was found; run tools/ensure_postgres.sh"
        raise DatabaseError(msg)
    return max(found, key=lambda folder: float(folder.name)) / "bin"


@contextmanager
def cluster() -> Iterator[Cluster]:
    """Start a server of its own in a new folder, with one empty database; remove both on leaving.

    It listens on a Unix socket alone and runs without rights when started by root.
    """
    programs = binaries()
    # A short path: the name of a Unix socket has at most 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="geo-tensions-db-", dir="/tmp"))
    user = _server_user()
    try:
        if user is not None:
            shutil.chown(folder, user)
        data = folder / "data"
        _run(
            user,
            *(programs / "initdb", "-D", data, "-U", _UNPRIVILEGED, "--auth=trust"),
            *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
        )
        settings = [part for key, value in _SETTINGS.items() for part in ("-c", f"{key}={value}")]
        options = " ".join(f"'{part}'" for part in (*settings, "-k", str(folder)))
        control = (programs / "pg_ctl", "-D", data, "-w", "-s")
        _run(user, *control, "-l", folder / "server.log", "-o", options, "start")
        try:
            made = Cluster(folder, _UNPRIVILEGED)
            _run(user, programs / "createdb", "-h", folder, "-U", made.user, DATABASE)
            yield made
        finally:
            _run(user, *control, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Run a server until it is interrupted."""
    ended = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    try:
        with cluster() as running:
            print(
                f"PostgreSQL with PostGIS runs until Ctrl-C. In another shell:\n"
                f"  export GEO_TENSIONS_STORE='{running.url()}'",
                flush=True,
            )
            ended.wait()
    except DatabaseError as error:
        print(error)
        return 1
    return 0


def _server_user() -> str | None:
    """Return whom the server runs as: PostgreSQL refuses to be started by root."""
    if os.geteuid() != 0:
        return None
    for name in (_UNPRIVILEGED, "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    msg = "there is no user postgres or nobody to run the server as; start it as yourself"
    raise DatabaseError(msg)


def _run(user: str | None, *command: str | Path) -> None:
    group = None if user is None else pwd.getpwnam(user).pw_gid
    done = subprocess.run(  # noqa: S603 - the server's own programs
        list(map(str, command)),
        user=user,
        group=group,
        extra_groups=None if user is None else [],
        cwd="/",
        # What the server inherits it keeps open: a pipe would never end.
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if "start" not in command else subprocess.DEVNULL,
        check=False,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )
    if done.returncode:
        told = (done.stderr or b"").decode(errors="replace").strip().splitlines()
        msg = f"{Path(command[0]).name} failed: {told[-1] if told else 'see its log'}"
        raise DatabaseError(msg)


if __name__ == "__main__":
    raise SystemExit(main())
