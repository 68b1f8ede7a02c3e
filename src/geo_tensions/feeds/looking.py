"""What a look gathers on its way: files that came, lines of the log, what is remembered."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from geo_tensions.feeds.settings import Limits
from geo_tensions.feeds.state import MAX_KNOWN, Arrival, Event, State, What


@dataclass
class Look:
    """One look at the feeds.

    Attributes
    ----------
    when
        The time of the look, UTC.
    limits
        What is refused.
    known
        Name of each content that has come, by its hash.
    came
        What came now.
    events
        What happened now.
    """

    when: datetime
    limits: Limits
    known: dict[str, str]
    came: list[Arrival] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @classmethod
    def begin(cls, state: State, when: datetime, limits: Limits) -> "Look":
        """Begin with what is remembered."""
        return cls(when, limits, dict(state.known))

    @property
    def stamp(self) -> str:
        """The time of the look as it is told."""
        return self.when.isoformat(timespec="seconds")

    def tell(self, what: What, name: str, words: str = "") -> None:
        """Add a line to the log."""
        self.events.append(Event(self.stamp, what, plain(name), plain(words)))

    def arrive(self, arrival: Arrival) -> bool:
        """Note a file; return whether its content is new."""
        first = self.known.get(arrival.sha256)
        if first is None:
            self.known[arrival.sha256] = arrival.name
            self.came.append(arrival)
            what, words = What.CAME, f"from {arrival.origin}"
        else:
            what, words = What.AGAIN, f"from {arrival.origin}, with the content of {first}"
        name, words = plain(arrival.name), plain(words)
        self.events.append(Event(self.stamp, what, name, words, arrival.sha256, arrival.size))
        return first is None

    def remembered(self) -> Mapping[str, str]:
        """Return the contents to remember, the latest."""
        return dict(list(self.known.items())[-MAX_KNOWN:])


def plain(text: str) -> str:
    """Return a stranger's text as it fits one line of a page or a terminal."""
    clean = "".join(char if char.isprintable() else "\ufffd" for char in text)
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "\u2026"


_LONGEST = 300
