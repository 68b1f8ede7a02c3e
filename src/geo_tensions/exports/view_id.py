"""From a view id, printed on a picture, back to what it showed.

A view id is ``WHAT@DATA-VERSION:EVENTS.LAUNCH-DATES.MISSILES``. ``WHAT`` is ``deck``, ``deck/step``
or, for a state of the explorer, ``~`` and the packed parameters of its address. The numbers are
those that the picture told, so that a changed answer can be told apart from a changed version.
"""

import base64
import binascii
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from geo_tensions.analysis.address import from_params
from geo_tensions.analysis.counts import Tally
from geo_tensions.briefing.library import open_deck
from geo_tensions.dataset import Dataset
from geo_tensions.errors import StateError
from geo_tensions.exports.formats import deck_scene
from geo_tensions.exports.scene import Scene

MAX_LENGTH = 4000
"""Longest view id that is read, characters; unpacked parameters may be ten times that."""

_FORM = re.compile(r"([~A-Za-z0-9_/-]+)@([A-Za-z0-9.+-]+):(\d+)\.(\d+)\.(\d+)")
_NAMES = ("events", "launch dates", "missiles")


@dataclass(frozen=True)
class Recalled:
    """What a view id stands for today.

    Attributes
    ----------
    scene
        The state, on the data at hand.
    changes
        One line for each thing that is no longer as it was; empty if the numbers are the same.
    """

    scene: Scene
    changes: Sequence[str]


def recall(view_id: str, *, dataset: Dataset) -> Recalled:
    """Return the scene of a view id, and how its numbers differ from those that it carries.

    Raises
    ------
    StateError
        If the id is damaged, or names a deck or step that is not there.
    """
    match = _FORM.fullmatch(view_id.strip().rstrip(".")) if len(view_id) <= MAX_LENGTH else None
    if match is None:
        msg = "the view id is damaged; copy it whole, as DECK/STEP@VERSION:1.2.3"
        raise StateError(msg)
    what, version, *numbers = match.groups()
    changes: list[str] = []
    if what.startswith("~"):
        state, problems = from_params(_unpacked(what[1:]), dataset=dataset)
        changes += problems
        scene = Scene.of_state(dataset, state)
    else:
        scene = _of_deck(what, dataset)
    now = dataset.catalog.data_version
    if version != now:
        changes.append(f"the data were version {version} and are version {now}")
    changes += _differences([int(number) for number in numbers], scene.counts.shown)
    return Recalled(scene, changes)


def _of_deck(what: str, dataset: Dataset) -> Scene:
    name, _, step = what.partition("/")
    deck = open_deck(name, dataset=dataset)
    if not step:
        return deck_scene(deck, dataset, None)
    if not step.isdecimal() or not 1 <= int(step) <= len(deck.steps):
        msg = f"view id: deck '{name}' has no step {step[:20]}; it has 1 to {len(deck.steps)}"
        raise StateError(msg)
    return Scene.of_step(dataset, deck, int(step))


def _unpacked(text: str) -> dict[str, str]:
    unpacker = zlib.decompressobj()
    try:
        content = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        plain = unpacker.decompress(content, MAX_LENGTH * 10).decode()
        params = dict(parse_qsl(plain, keep_blank_values=True, strict_parsing=True))
    except (ValueError, binascii.Error, zlib.error) as error:
        msg = "the view id is damaged; copy it whole"
        raise StateError(msg) from error
    if not unpacker.eof:
        msg = "the view id is cut off or too long; copy it whole"
        raise StateError(msg)
    return params


def _differences(then: Sequence[int], shown: Tally) -> Sequence[str]:
    now = (shown.events, shown.launch_dates, shown.missiles)
    return [
        f"{name}: {before:,} then, {after:,} now"
        for name, before, after in zip(_NAMES, then, now, strict=True)
        if before != after
    ]
