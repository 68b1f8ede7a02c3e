"""The command line: ``geo-tensions run``, ``zones``, ``summary``, ``export`` and more."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from geo_tensions import (
    cli_export,
    cli_patch,
    cli_screen,
    cli_summary,
    cli_validate,
    cli_zones,
)
from geo_tensions.ingest import RECORDS_VARIABLE

DEFAULT_HOST = "localhost"
DEFAULT_PORT = 8501


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command that the arguments name (by default those of the process)."""
    parser = argparse.ArgumentParser(prog="geo-tensions", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    run_parser = commands.add_parser("run", help="start the map on this machine")
    run_parser.add_argument("--host", default=DEFAULT_HOST, help="address to listen on")
    run_parser.add_argument("--port", default=DEFAULT_PORT, type=_port, help="port to listen on")
    run_parser.add_argument(
        "--records",
        type=_file,
        metavar="FILE",
        help="CSV or GeoParquet file of records to serve in place of the shipped ones",
    )
    run_parser.add_argument(
        "--workspace",
        metavar="FILE",
        help="GeoPackage file, or postgresql://..., that keeps own lists and changes",
    )
    run_parser.set_defaults(
        run=lambda chosen: run(
            host=chosen.host,
            port=chosen.port,
            records=chosen.records,
            workspace=chosen.workspace,
        )
    )
    cli_zones.register(commands)
    cli_export.register(commands)
    cli_summary.register(commands)
    cli_screen.register(commands)
    cli_validate.register(commands)
    cli_patch.register(commands)
    chosen = parser.parse_args(arguments)
    if code := chosen.run(chosen):
        sys.exit(code)


def run(
    *,
    host: str = DEFAULT_HOST,
    port: int = DEFAULT_PORT,
    records: Path | None = None,
    workspace: str | None = None,
) -> None:
    """Serve the map until the process is stopped.

    Parameters
    ----------
    host, port
        Address and TCP port to listen on.
    records
        File of records to serve in place of the shipped ones.
    workspace
        File or address of the database that keeps own lists and changes.
    """
    if records:
        os.environ[RECORDS_VARIABLE] = str(records)
    if workspace:
        path = workspace if "://" in workspace else str(Path(workspace).resolve())
        os.environ["GEO_TENSIONS_STORE"] = path
    # Streamlit reads its settings beside the file that it takes for the launcher.
    sys.argv = [str(settings_folder() / "app.py")]
    import streamlit as st  # noqa: PLC0415 - slow, and it reads sys.argv

    from geo_tensions.ui.serving import SCRIPT, lifespan, routes  # noqa: PLC0415

    # Streamlit's settings are read by App.run below, not before.
    base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    app = st.App(SCRIPT, routes=routes(base), lifespan=lifespan)
    app.run(config={"server.address": host, "server.port": port})


def settings_folder() -> Path:
    """Return the folder that holds ``.streamlit/config.toml``: the wheel's or the checkout's."""
    package = Path(str(files("geo_tensions")))
    packaged = package / "ui"
    return packaged if (packaged / ".streamlit").is_dir() else package.parents[1]


def _file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        msg = f"there is no file '{text}'"
        raise argparse.ArgumentTypeError(msg)
    return path.resolve()


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number < 65536:  # noqa: PLR2004 - 16 bits
        msg = f"{number} is no TCP port"
        raise argparse.ArgumentTypeError(msg)
    return number
