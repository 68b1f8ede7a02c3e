"""A look at all feeds, and the one that does so from time to time."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from geo_tensions.errors import DataError
from geo_tensions.feeds.addresses import look_at_addresses
from geo_tensions.feeds.folder import look_at_folder
from geo_tensions.feeds.looking import Look
from geo_tensions.feeds.settings import Settings
from geo_tensions.feeds.state import Arrival, Event, Seen, State


def poll(
    state: State, settings: Settings, *, now: datetime | None = None
) -> tuple[Sequence[Arrival], State]:
    """Look at the folder and at every address of the list.

    Troubles become lines of the state's log; none of them ends the look.

    Parameters
    ----------
    state
        What is remembered.
    settings
        Where to look; where nothing is named, nothing is done.
    now
        The time that is noted, by default the present one.

    Returns
    -------
    came, state
        Files whose content came for the first time, and what to remember.
    """
    look = Look.begin(state, now or datetime.now(UTC), settings.limits)
    files, addresses = state.files, state.addresses
    if settings.folder is not None:
        files = look_at_folder(settings.folder, files, look)
    if settings.addresses is not None:
        addresses = look_at_addresses(settings.addresses, settings.fetched, addresses, look)
    log = (*state.log, *look.events)[-settings.limits.events :]
    waiting = _waiting(state.waiting, look.came, files)
    return tuple(look.came), State(look.remembered(), files, addresses, waiting, log)


def _waiting(
    before: Sequence[Arrival], came: Sequence[Arrival], files: Mapping[str, Seen]
) -> Sequence[Arrival]:
    """Return what waits: of each place the newest, and nothing that was removed."""
    newest = {arrival.place: arrival for arrival in (*before, *came)}
    return tuple(one for one in newest.values() if one.address or one.name in files)


@dataclass
class Feeds:
    """Feeds that are looked at no more often than the settings say, by one thread at a time.

    What came waits until it is settled, also when the process ends in between.

    Parameters
    ----------
    settings
        Where to look and what is refused.
    """

    settings: Settings

    def __post_init__(self) -> None:
        """Begin without a look."""
        self._looking = threading.Lock()
        self._keeping = threading.Lock()
        self._state: State | None = None
        self._due: datetime | None = None
        self._trouble = ""

    @property
    def waiting(self) -> Sequence[Arrival]:
        """What came and was not settled yet."""
        return () if self._state is None else self._state.waiting

    @property
    def log(self) -> Sequence[Event]:
        """What happened, latest last."""
        return () if self._state is None else self._state.log

    @property
    def trouble(self) -> str:
        """Why feeds stand still, else empty: the state cannot be read or written."""
        return self._trouble

    def look(self, now: datetime | None = None) -> Sequence[Arrival]:
        """Look, unless the interval is not over or another thread looks; return what came."""
        now = now or datetime.now(UTC)
        if not self.settings.on or not self._looking.acquire(blocking=False):
            return ()
        try:
            if self._due is not None and now < self._due:
                return ()
            self._due = now + timedelta(seconds=self.settings.interval_s)
            before = State.read(self.settings.state) if self._state is None else self._state
            came, after = poll(before, self.settings, now=now)
            with self._keeping:
                present = self._state or before
                # What was settled while servers were asked waits no more.
                gone = {*before.waiting} - {*present.waiting}
                left = tuple(one for one in after.waiting if one not in gone)
                self._keep(replace(after, waiting=left), unless=present)
        except DataError as error:
            self._trouble = str(error)
            return ()
        else:
            return came
        finally:
            self._looking.release()

    def settle(self, sha256: str) -> None:
        """Forget what waits: it was taken or put aside. A look that goes on is not waited for.

        Raises
        ------
        DataError
            If the state cannot be written.
        """
        with self._keeping:
            if self._state is None:
                return
            left = tuple(one for one in self._state.waiting if one.sha256 != sha256)
            self._keep(replace(self._state, waiting=left), unless=self._state)

    def _keep(self, state: State, *, unless: State) -> None:
        """Write the state if it is another, then delete what was fetched and waits no more."""
        if state != unless:
            state.write(self.settings.state)
            kept = {one.path for one in state.waiting}
            for one in unless.waiting:
                if one.address and one.path not in kept:
                    one.path.unlink(missing_ok=True)
        self._state, self._trouble = state, ""
