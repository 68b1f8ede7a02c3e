"""The files that a browser needs: our scripts and styles, Leaflet and the fonts of pinned packages."""

import hashlib
import json
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from geo_tensions.errors import GeoTensionsError

STATIC = Path(str(files("geo_tensions"))) / "mapping" / "static"
_LEAFLET_PACKAGE = "js_lib_leaflet"
_FONTS = {
    "NotoSans.ttf": ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    "ipaexg.ttf": ("matplotlib_fontja", "fonts/ipaexg.ttf"),
}
"""Fonts by the name under which they are served: the package and the file in it. Noto Sans 2.15 (OFL 1.1) covers
Latin and Cyrillic, IPAex Gothic 4.01 (IPA Font License 1.0) covers Japanese."""


def package_file(package: str, path: str) -> Path:
    """Return a file of an installed package without importing the package.

    Raises
    ------
    GeoTensionsError
        If the package or the file is not there.
    """
    spec = find_spec(package)
    places = list(spec.submodule_search_locations or []) if spec else []
    for place in places:
        if (found := Path(place) / path).is_file():
            return found
    msg = f"package '{package}' with '{path}' is not installed; run `make run` or reinstall geo-tensions"
    raise GeoTensionsError(msg)


def leaflet_file(name: str) -> Path:
    """Return a file of Leaflet's distribution."""
    return package_file(_LEAFLET_PACKAGE, f"static/js_lib_leaflet/{name}")


def font_file(name: str) -> Path:
    """Return a font by the name under which it is served."""
    return package_file(*_FONTS[name])


def font_names() -> tuple[str, ...]:
    """Return the names under which fonts are served."""
    return tuple(_FONTS)


@cache
def script_bundle() -> bytes:
    """Return all our scripts as one, in the order of ``scripts.json``."""
    return _bundle("scripts.json", ";\n")


@cache
def style_bundle() -> bytes:
    """Return all our style sheets as one, in the order of ``styles.json``."""
    return _bundle("styles.json", "\n")


@cache
def layer_styles() -> dict[str, object]:
    """Return how each layer is drawn, by theme."""
    content = (STATIC.parent / "style.json").read_text(encoding="utf-8")
    styles: dict[str, object] = json.loads(content)
    return styles


def versioned(name: str, content: bytes) -> str:
    """Return a file name that changes with the content, so that a browser may keep the file for ever."""
    stem, suffix = name.rsplit(".", 1)
    return f"{stem}-{hashlib.sha256(content).hexdigest()[:12]}.{suffix}"


def _bundle(order: str, separator: str) -> bytes:
    names = json.loads((STATIC / order).read_text(encoding="utf-8"))
    parts = [(STATIC / name).read_text(encoding="utf-8") for name in names]
    return separator.join(parts).encode()
