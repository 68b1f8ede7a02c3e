"""Starting the application for a test, as a newcomer would, and waiting for it without sleeping."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
READY = "You can now view your Streamlit app"


@dataclass(frozen=True)
class Server:
    """A running application."""

    url: str
    log: Path
    refused: Path
    """What the server tried to reach outside this machine, a host a line."""

    def refused_hosts(self) -> list[str]:
        """Return the hosts outside this machine that the server tried to reach."""
        return self.refused.read_text(encoding="utf-8").split() if self.refused.exists() else []


@contextmanager
def running(folder: Path, *, geodata: Path | None = None) -> Iterator[Server]:
    """Start the application on a free port of localhost; stop it on leaving."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    refused, log = folder / "refused.txt", folder / "server.log"
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    if geodata is not None:
        environment["GEO_TENSIONS_GEODATA"] = str(geodata)
    command = [sys.executable, str(Path(__file__).with_name("sealed_server.py")), str(refused)]
    command += ["run", "app.py", "--server.port", str(port)]
    with log.open("w", encoding="utf-8") as sink:
        process = subprocess.Popen(  # noqa: S603
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=sink, text=True
        )
        try:
            assert process.stdout is not None
            for line in process.stdout:
                sink.write(line)
                if READY in line:
                    break
            else:
                message = f"the server did not start: {log.read_text(encoding='utf-8')}"
                raise RuntimeError(message)
            yield Server(f"http://localhost:{port}", log, refused)
        finally:
            process.terminate()
            process.wait(timeout=20)
            process.stdout.close()  # type: ignore[union-attr]
