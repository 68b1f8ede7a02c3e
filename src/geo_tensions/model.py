"""The words of the field as values: kinds, actors, sources, names, presets.

The values themselves come from the committed tables of ``geodata/tables``; only the two certainty
axes and the kinds of display, on which code depends, are spelled out here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum
from typing import Any

OWN_DOMAIN = "own"
"""Id of the domain to which all kinds of the user's own belong."""


class Evidence(StrEnum):
    """First axis of certainty: who says so. Order is rank, best first."""

    OFFICIAL = "official"
    REPORTED = "reported"
    CLAIMED = "claimed"
    CONTESTED = "contested"
    UNVERIFIED = "unverified"


class PlacePrecision(StrEnum):
    """Second axis of certainty: how well the place is known. Order is rank, best first."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    AREA = "area"
    ROUTE = "route"
    NONE = "none"


class Lane(StrEnum):
    """The lanes above the histogram; ``NONE`` for what stands in no lane."""

    NONE = ""
    JAPAN = "japan"
    RUSSIA = "russia"
    DPRK_RUSSIA = "dprk-russia"
    OTHERS = "others"


class Display(StrEnum):
    """How a record is shown."""

    POINT = "point"
    AREA = "area"
    ROUTE = "route"
    LANE = "lane"
    LIST = "list"


class Perspective(StrEnum):
    """Whose names and claims the map speaks."""

    NEUTRAL = "neutral"
    JAPAN = "japan"
    RUSSIA = "russia"


class Flag(IntFlag):
    """What the browser must know of a row beside its numbers."""

    DRAWN = 1
    NO_CENTRE = 2
    UNVERIFIED = 4
    IN_LANE = 8
    PASSED_OVER_JAPAN = 16
    STATED_INSIDE_EEZ = 32
    HAS_ROUTE = 64
    LAUNCH = 128
    COARSE_DATE = 256


class Layer(StrEnum):
    """The two layers that hold records."""

    INCIDENTS = "incidents"
    LAUNCHES = "missile-launches"


@dataclass(frozen=True, slots=True)
class Domain:
    """A family of kinds that share a colour."""

    id: str
    label: str
    colour_light: str
    colour_dark: str


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record, with its colour, its shape and how complete the collection of it is.

    ``noun_one`` and ``noun_many`` are what a sentence calls it; ``complete_from`` and
    ``complete_to`` are the ISO days between which ``completeness`` holds, empty where the first day
    or the cut-off of the data is meant.
    """

    id: str
    label: str
    domain: str
    shape: str
    colour_light: str
    colour_dark: str
    completeness: str
    completeness_note: str
    default: str
    note: str
    noun_one: str = ""
    noun_many: str = ""
    complete_from: str = ""
    complete_to: str = ""

    @property
    def on_by_default(self) -> bool:
        """Whether a first visit shows this kind."""
        return self.default in {"on", "lane"}


@dataclass(frozen=True, slots=True)
class Actor:
    """A service, government or group that acts in a record."""

    code: str
    label: str
    state: str
    filter_group: str


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a record rests on.

    ``url`` is the original address, empty where only a copy could be read; ``read_via`` is the host
    of that copy.
    """

    id: str
    publisher: str
    title: str
    date_published: str
    url: str
    read_via: str
    tier: str
    note: str


@dataclass(frozen=True, slots=True)
class Name:
    """A place as each perspective calls it."""

    id: str
    type: str
    neutral: str
    japan: str
    japan_ja: str
    russia: str
    russia_ru: str
    other_names: str
    administered_by: str
    claimed_by: str
    note: str
    basis: str

    def of(self, perspective: Perspective) -> str:
        """Return the name that a perspective uses in English text."""
        return {
            Perspective.NEUTRAL: self.neutral,
            Perspective.JAPAN: self.japan or self.neutral,
            Perspective.RUSSIA: self.russia or self.neutral,
        }[perspective]


@dataclass(frozen=True, slots=True)
class Preset:
    """A named state that a briefing often starts from; ``state`` is read by the filter state."""

    id: str
    label: str
    state: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edit:
    """One value of a record that was changed by hand, in words."""

    key: str
    before: str
    after: str
    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class Origins:
    """What of a data set does not ship.

    Attributes
    ----------
    sets
        Name of each set of own records, by the word before the colon of their ids.
    edits
        What was changed by hand, by the id of the record, oldest first.
    """

    sets: Mapping[str, str] = field(default_factory=dict)
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)

    def set_of(self, record: str) -> str:
        """Return the name of the set that a record belongs to, empty for a shipped one."""
        word, mark, _ = record.partition(":")
        return self.sets.get(word, word) if mark else ""
