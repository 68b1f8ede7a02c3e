"""What feeds may do, and where: all of it is off until somebody names a folder or a list."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from geo_tensions.errors import DataError

FOLDER_VARIABLE = "GEO_TENSIONS_FEED_FOLDER"
"""Environment variable that names a folder to watch."""

LIST_VARIABLE = "GEO_TENSIONS_FEED_LIST"
"""Environment variable that names a text file of addresses, one a line."""

INTERVAL_VARIABLE = "GEO_TENSIONS_FEED_INTERVAL"
"""Environment variable for the seconds between two looks."""

STATE_VARIABLE = "GEO_TENSIONS_FEED_STATE"
"""Environment variable that names the file in which is kept what came; its folder holds what was
fetched."""

DEFAULT_INTERVAL_S = 60.0
LEAST_INTERVAL_S = 5.0
"""Seconds between two looks: by default, and at least, so that no server is pestered."""

_MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """What is refused.

    Attributes
    ----------
    file_bytes
        Largest file that is taken.
    files
        Most entries of the folder that are looked at.
    addresses
        Most addresses of the list that are asked.
    list_bytes
        Largest list of addresses that is read.
    redirects
        Most redirects that are followed from an address.
    wait_s
        Longest silence of a server, seconds.
    whole_s
        Longest time for a whole file, seconds.
    events
        Most lines of the log that are kept, the latest.
    """

    file_bytes: int = 512 * _MIB
    files: int = 1000
    addresses: int = 100
    list_bytes: int = _MIB
    redirects: int = 5
    wait_s: float = 20.0
    whole_s: float = 300.0
    events: int = 500


@dataclass(frozen=True, slots=True)
class Settings:
    """Where feeds come from.

    Attributes
    ----------
    folder
        Folder to watch, or None.
    addresses
        Text file of addresses, or None.
    state
        JSON file that keeps what came; files that were fetched lie in a folder beside it.
    interval_s
        Seconds between two looks.
    limits
        What is refused.
    """

    folder: Path | None = None
    addresses: Path | None = None
    state: Path = field(default_factory=lambda: default_state({}))
    interval_s: float = DEFAULT_INTERVAL_S
    limits: Limits = Limits()

    @property
    def on(self) -> bool:
        """Whether there is anything to look at."""
        return self.folder is not None or self.addresses is not None

    @property
    def fetched(self) -> Path:
        """The folder for what was fetched."""
        return self.state.with_name(f"{self.state.stem}-fetched")


def settings_of(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment.

    Parameters
    ----------
    environment
        By default that of the process.

    Raises
    ------
    DataError
        If the interval is no number of seconds or too short.
    """
    told = os.environ if environment is None else environment
    folder, addresses, state = (
        Path(told[name]).expanduser().absolute() if told.get(name) else None
        for name in (FOLDER_VARIABLE, LIST_VARIABLE, STATE_VARIABLE)
    )
    return Settings(
        folder=folder,
        addresses=addresses,
        state=state or default_state(told),
        interval_s=_interval(told.get(INTERVAL_VARIABLE, "")),
    )


def default_state(environment: Mapping[str, str]) -> Path:
    """Return where the state is kept unless a file is named: the user's folder for such things."""
    home = environment.get("XDG_STATE_HOME")
    base = Path(home) if home else Path.home() / ".local" / "state"
    return base / "geo-tensions" / "feeds.json"


def _interval(text: str) -> float:
    if not text:
        return DEFAULT_INTERVAL_S
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not LEAST_INTERVAL_S <= value < float("inf"):
        problem = f"'{text}' is no number of seconds from {LEAST_INTERVAL_S:g} on"
        raise DataError(INTERVAL_VARIABLE, problem, f"write {DEFAULT_INTERVAL_S:g}")
    return value
