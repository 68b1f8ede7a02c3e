"""A watched folder and a list of addresses: which files came, each once; off by default."""

from geo_tensions.feeds.folder import intact
from geo_tensions.feeds.polling import Feeds, poll
from geo_tensions.feeds.settings import Limits, Settings, settings_of
from geo_tensions.feeds.state import Arrival, Event, State, What

__all__ = [
    "Arrival",
    "Event",
    "Feeds",
    "Limits",
    "Settings",
    "State",
    "What",
    "intact",
    "poll",
    "settings_of",
]
