"""Starting the application for tests, pictures and benchmarks, and a browser to open it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).parents[1]
CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
STOP_S = 5
"""How long a server may take to stop."""

READY = "You can now view your Streamlit app"


@dataclass(frozen=True)
class Server:
    """A running application."""

    url: str
    log: Path
    refused: Path
    """What the server tried to reach outside this machine, a host a line."""

    pid: int

    def refused_hosts(self) -> list[str]:
        """Return the hosts outside this machine that the server tried to reach."""
        return self.refused.read_text(encoding="utf-8").split() if self.refused.exists() else []


@contextmanager
def running(
    folder: Path,
    *,
    geodata: Path | None = None,
    records: Path | None = None,
    store: str = "",
    app: str = "app.py",
) -> Iterator[Server]:
    """Start the application on a free port of localhost; stop it on leaving.

    ``geodata`` and ``records`` are served in place of what is shipped; ``store`` is the workspace
    (none but the user's own, which nobody opens unasked, where it is empty); ``app`` is another
    script to run instead.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    refused, log = folder / "refused.txt", folder / "server.log"
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    if geodata is not None:
        environment["GEO_TENSIONS_GEODATA"] = str(geodata)
    if records is not None:
        environment["GEO_TENSIONS_RECORDS"] = str(records)
    environment["GEO_TENSIONS_STORE"] = store
    # A test never touches the workspace of whoever runs it.
    environment["XDG_DATA_HOME"] = str(folder)
    command = [sys.executable, str(Path(__file__).with_name("sealed_server.py")), str(refused)]
    command += ["run", app, "--server.port", str(port)]
    with (
        log.open("w", encoding="utf-8") as sink,
        subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=sink, text=True
        ) as process,
    ):
        try:
            if not any(READY in line for line in process.stdout or ()):
                message = f"the server did not start: {log.read_text(encoding='utf-8')}"
                raise RuntimeError(message)
            # What the server says later goes to the log as well, and never fills the pipe.
            Thread(target=lambda: sink.writelines(process.stdout or ()), daemon=True).start()
            yield Server(f"http://localhost:{port}", log, refused, process.pid)
        finally:
            process.terminate()
            try:
                process.wait(STOP_S)
            except subprocess.TimeoutExpired:
                # A plain script's server may wait for threads that never end.
                process.kill()


def launch_chromium(playwright: Playwright) -> Browser:
    """Start a real Chromium without a screen that can reach this machine alone.

    Raises
    ------
    RuntimeError
        If there is no Chromium.
    """
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        message = "no Chromium was found; `make test` installs it, or set CHROMIUM to its path"
        raise RuntimeError(message)
    return playwright.chromium.launch(executable_path=found, args=list(CHROMIUM_ARGUMENTS))
