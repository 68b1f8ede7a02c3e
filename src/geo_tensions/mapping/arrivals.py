"""Word from a visitor's map that it stands, so that what needs it less may be sent after it.

A browser asks one server for six files at a time. On a first visit the scripts of the filters and
of the table would stand in that queue before the files of the map.
"""

import secrets
from dataclasses import dataclass, field
from threading import Event

MOST_EXPECTED = 1_000
"""How many maps may be waited for at once; the oldest is forgotten for one more."""


@dataclass
class Arrivals:
    """The maps that are expected, each under a name that nobody can guess.

    Attributes
    ----------
    first
        Set when any map has come for the first time.
    """

    first: Event = field(default_factory=Event)
    _expected: dict[str, Event] = field(default_factory=dict)

    def expect(self) -> str:
        """Return the name under which a map will report."""
        name = secrets.token_urlsafe(9)
        self._expected[name] = Event()
        while len(self._expected) > MOST_EXPECTED:
            self._expected.pop(next(iter(self._expected)), None)
        return name

    def report(self, name: str) -> None:
        """Take note that a map stands; a name that is not expected says nothing."""
        if event := self._expected.get(name):
            event.set()
            self.first.set()

    def wait(self, name: str, *, longest_s: float) -> bool:
        """Wait for a map, but not for ever, and expect it no longer; tell whether it came."""
        event = self._expected.get(name)
        try:
            return event.wait(longest_s) if event else False
        finally:
            self._expected.pop(name, None)


ARRIVALS = Arrivals()
