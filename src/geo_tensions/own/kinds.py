"""Kinds of the user's own: their ids, words, colours and shapes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from geo_tensions.model import OWN_DOMAIN, Domain, Kind

OWN_PREFIX = "own-"
"""Beginning of the id of every kind that does not ship."""

MOST_KINDS = 256
"""Kinds that a data set can tell apart, shipped and own ones together (a column of ``uint8``)."""

LONGEST_LABEL = 60
"""Characters of a kind's label: what a row of the legend holds."""

NOTE = "Your own data: counts say what was put in, not what happened."

_ID = re.compile(r"own-[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in both themes, as ``#RRGGBB``."""

    name: str
    light: str
    dark: str


COLOURS: tuple[Colour, ...] = (
    Colour("Violet", "#AD7AEB", "#8F52C2"),
    Colour("Brown", "#522914", "#EB8F5C"),
    Colour("Grey-blue", "#7A99A3", "#8FC2C2"),
    Colour("Deep blue", "#00147A", "#3DC2FF"),
    Colour("Crimson", "#FF1F47", "#CC2947"),
)
"""Colours of own kinds. Each keeps at least 17 (CIE76) from every shipped domain and from the
others under normal, protan, deutan and tritan vision (Machado, Oliveira and Fernandes 2009); found
by a search over sRGB in steps of 10, and held by a test."""

SHAPES: Mapping[str, str] = {
    "hexagon": "Hexagon",
    "diamond": "Diamond",
    "square-filled": "Square",
    "triangle-filled": "Triangle",
    "pentagon": "Pentagon",
    "star-four": "Star",
    "triangle-hollow": "Triangle, hollow",
    "square-hatched": "Square, hatched",
    "circle-cross": "Circle with a cross",
    "ring-dashed": "Ring, dashed",
    "linked-rings": "Linked rings",
    "double-chevron": "Chevrons",
    "flag": "Flag",
    "cross": "Cross",
}
"""What a mark can look like (``mapping/static/shapes.js``), with words for each."""


def is_own(kind: str) -> bool:
    """Tell whether an id is that of an own kind."""
    return kind.startswith(OWN_PREFIX)


def own_domain() -> Domain:
    """Return the family to which all own kinds belong."""
    return Domain(OWN_DOMAIN, "Your own data", COLOURS[0].light, COLOURS[0].dark)


def own_kind(identifier: str, label: str, *, number: int) -> Kind:
    """Return an own kind.

    Parameters
    ----------
    identifier
        ``own-WORD``, words of small letters and digits joined by hyphens.
    label
        What it is called; cut where it is too long for a legend.
    number
        Its place among the own kinds, from 0: gives each a colour and shape of its own as long as
        there are any.

    Raises
    ------
    ValueError
        If the id has another form.
    """
    if not _ID.fullmatch(identifier):
        msg = f"'{identifier[:60]}' is no id of an own kind (own-WORD)"
        raise ValueError(msg)
    words = " ".join(label.split()) or identifier.removeprefix(OWN_PREFIX).replace("-", " ")
    words = words if len(words) <= LONGEST_LABEL else words[: LONGEST_LABEL - 1] + "…"
    colour = COLOURS[number % len(COLOURS)]
    # The shape moves on at each kind, so that neighbours differ in both.
    shapes = list(SHAPES)
    shape = shapes[(number + number // (len(COLOURS) * len(shapes))) % len(shapes)]
    return Kind(
        id=identifier,
        label=words,
        domain=OWN_DOMAIN,
        shape=shape,
        colour_light=colour.light,
        colour_dark=colour.dark,
        completeness="selection",
        completeness_note=NOTE,
        default="on",
        note="",
        noun_one=f"record of “{words}”",
        noun_many=f"records of “{words}”",
    )


def own_kinds(labels: Mapping[str, str], *, known: Iterable[Kind] = ()) -> dict[str, Kind]:
    """Return the own kinds of a file by id; one that is known already keeps its look.

    Parameters
    ----------
    labels
        Label of each own kind that the file names, by id.
    known
        Own kinds that there are already.
    """
    before = {kind.id: kind for kind in known}
    made: dict[str, Kind] = {}
    for identifier, label in labels.items():
        number = len(before.keys() | made.keys())
        made[identifier] = before.get(identifier) or own_kind(identifier, label, number=number)
    return made


def looking(kind: Kind, *, colour: Colour | None = None, shape: str | None = None) -> Kind:
    """Return an own kind with another colour or shape."""
    if colour is not None:
        kind = replace(kind, colour_light=colour.light, colour_dark=colour.dark)
    return replace(kind, shape=shape) if shape in SHAPES and shape else kind


def colour_of(kind: Kind) -> Colour:
    """Return the colour of an own kind."""
    return next((one for one in COLOURS if one.light == kind.colour_light), COLOURS[0])
