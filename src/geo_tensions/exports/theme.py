"""The colours of the screen's style sheet, for pictures, slides and pages."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from geo_tensions.mapping.assets import STATIC
from geo_tensions.model import Kind, Perspective

Colour = tuple[float, float, float, float]

_TOKEN = re.compile(r"--gt-([a-z0-9-]+):\s*([^;]+);")
_RGBA = re.compile(r"rgba?\(([^)]*)\)")


class ThemeName(StrEnum):
    """Looks of a picture; ``print`` is black on white and tells kinds by their shapes alone."""

    LIGHT = "light"
    DARK = "dark"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by the names that ``theme.css`` gives them."""

    name: ThemeName
    tokens: Mapping[str, str]

    def __getitem__(self, token: str) -> Colour:
        """Return a colour as red, green, blue and alpha from 0 to 1."""
        return _colour(self.tokens[token])

    def of_kind(self, kind: Kind) -> str:
        """Return the colour of a kind's marks."""
        if self.name is ThemeName.PRINT:
            return "#000000"
        return kind.colour_dark if self.name is ThemeName.DARK else kind.colour_light


@cache
def theme(name: ThemeName = ThemeName.LIGHT) -> Theme:
    """Return a theme; ``theme.css`` is its only source."""
    css = re.sub(
        r"/\*.*?\*/", "", (STATIC / "theme.css").read_text(encoding="utf-8"), flags=re.DOTALL
    )
    screen, _, paper = css.partition("@media print")
    light, _, dark = screen.partition('.gt-root[data-theme="dark"]')
    tokens = dict(_TOKEN.findall(light))
    if name is ThemeName.DARK:
        tokens |= dict(_TOKEN.findall(dark.partition("}")[0]))
    if name is ThemeName.PRINT:
        tokens |= dict(_TOKEN.findall(paper.partition("@media")[0]))
        grey = ["zone", "route", "track", "label", "label-sea", "line-strong", "border"]
        grey += ["disputed", "disputed-japan", "disputed-russia"]
        tokens |= dict.fromkeys(grey, "#333333")
        tokens |= {
            "disputed-fill": "#ffffff",
            "disputed-japan-fill": "#ffffff",
            "disputed-russia-fill": "#ffffff",
            "zone-band": "rgba(0, 0, 0, 0.08)",
            "zone-other": "#777777",
            "waters": "rgba(0, 0, 0, 0.04)",
            "waters-near": "rgba(0, 0, 0, 0.1)",
            "waters-line": "#999999",
            "waters-disputed": "rgba(0, 0, 0, 0.05)",
            "osm": "#555555",
            "graticule": "#dddddd",
            "halo": "rgba(255, 255, 255, 0.9)",
            "selected": "#000000",
            "water-2": "#ffffff",
            "land-2": "#eeeeee",
            "beyond": "#ffffff",
            "mark-halo": "#ffffff",
        }
    return Theme(name, tokens)


def islands_style(perspective: Perspective) -> str:
    """Return the name of the style in which a perspective shows the four islands."""
    if perspective is Perspective.NEUTRAL:
        return "disputed-islands"
    return f"disputed-islands-{perspective.value}"


@cache
def layer_styles() -> Mapping[str, Mapping[str, Any]]:
    """Return how each layer is drawn: the screen's ``style.json``."""
    styles: dict[str, dict[str, Any]] = json.loads(
        (STATIC.parent / "style.json").read_text(encoding="utf-8")
    )
    return styles


def _colour(text: str) -> Colour:
    match = _RGBA.fullmatch(text.strip())
    if match is None:
        # Imported late: naming a theme draws nothing.
        from matplotlib.colors import to_rgba  # noqa: PLC0415

        red, green, blue, alpha = to_rgba(text.strip())
        return float(red), float(green), float(blue), float(alpha)
    parts = [float(part) for part in match[1].split(",")]
    red, green, blue = (part / 255 for part in parts[:3])
    return red, green, blue, (parts[3] if len(parts) > 3 else 1.0)  # noqa: PLR2004 - r, g, b, a
