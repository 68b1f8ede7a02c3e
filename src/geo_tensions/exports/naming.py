"""Names of what layers hold, as a perspective calls it."""

from collections.abc import Mapping
from typing import Any

from geo_tensions.model import Perspective


def name_of(properties: Mapping[str, Any], perspective: Perspective) -> str:
    """Return the name of a feature in English text as a perspective gives it.

    A feature carries ``name_neutral``, ``name_japan`` and ``name_russia``; where it has only one
    name, every perspective uses that.
    """
    wanted = properties.get(f"name_{perspective.value}")
    for text in (wanted, properties.get("name_neutral"), properties.get("name_en")):
        if text:
            return str(text)
    return str(properties.get("name") or "")
