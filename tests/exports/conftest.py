"""A short deck with a step of every kind, and one whose texts try to be more than text."""

import pytest

from geo_tensions.briefing.model import Deck
from geo_tensions.briefing.reading import read_deck
from geo_tensions.dataset import Dataset

SHORT = """
title = "Short deck"
subtitle = "One step of each kind"
author = "A. Author"
handling = "Exercise only"

[[step]]
id = "map"
heading = "Three entries north of Rebun"
text = "One flight on one afternoon."
notes = "Say who announced it."
windows = [["2024-09-22", "2024-09-23"]]
ids = ["NV-2024-09-22", "AV-2024-09-23-1", "AV-2024-09-23-2", "AV-2024-09-23-3"]
view = { lon = 141.0, lat = 45.5, zoom = 7.5 }

[[step.callout]]
text = "Rebun"
lon = 141.0
lat = 45.4

[[step.check]]
article = "On three occasions."
record = "Three entries of one aircraft."
on_slide = true

[[step]]
id = "chart"
kind = "chart"
heading = "Scrambles"
windows = [["2013-04-01", "2025-12-31"]]
chart = { kind = "scrambles", first = 2013, last = 2025 }

[[step]]
id = "table"
kind = "table"
heading = "Ten days"
windows = [["2025-01-10", "2025-01-21"]]
table = { kind = "records" }
"""

HOSTILE_TEXT = "<script>alert(1)</script> & ]]> ${x} `y` $\\alpha$ {{z}} =1+1 日本語 Россия"

HOSTILE = f"""
title = '{HOSTILE_TEXT}'
handling = '<b>{HOSTILE_TEXT[:40]}'

[[step]]
heading = '{HOSTILE_TEXT}'
text = '{HOSTILE_TEXT}'
notes = '{HOSTILE_TEXT}'
windows = [["2024-09-22", "2024-09-23"]]
ids = ["AV-2024-09-23-1"]
search = ''

[[step.callout]]
text = '<i>& $x$'
lon = 141.0
lat = 45.4
"""


@pytest.fixture(scope="session")
def short(dataset: Dataset) -> Deck:
    return read_deck(SHORT, name="short", where="short.toml", dataset=dataset)


@pytest.fixture(scope="session")
def hostile(dataset: Dataset) -> Deck:
    return read_deck(HOSTILE, name="hostile", where="hostile.toml", dataset=dataset)


@pytest.fixture(scope="session")
def hostile_text() -> str:
    return HOSTILE_TEXT
