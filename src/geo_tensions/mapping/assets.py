"""The files a browser needs: our scripts and styles, Leaflet and fonts of pinned packages."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geo_tensions.errors import GeoTensionsError
from geo_tensions.mapping.blobs import Blob

STATIC = Path(str(files("geo_tensions"))) / "mapping" / "static"
URL = "assets"
"""Where assets are served, relative to the application's root."""

_LEAFLET_PACKAGE = "js_lib_leaflet"
_FONTS = {
    "NotoSans.ttf": ("fontpkg_noto_sans", "files/NotoSans[wdth,wght].ttf"),
    "ipaexg.ttf": ("matplotlib_fontja", "fonts/ipaexg.ttf"),
}
"""Fonts by the name under which they are served: the package and the file in it. Noto Sans 2.15
(OFL 1.1) covers Latin and Cyrillic, IPAex Gothic 4.01 (IPA Font License 1.0) covers Japanese."""

_MEDIA_TYPES = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "png": "image/png",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file, where it is served (below ``/assets/``) and whether its name changes with it."""

    path: str
    blob: Blob
    immutable: bool


@dataclass(frozen=True)
class Assets:
    """All files that a browser needs, made once.

    Attributes
    ----------
    by_path
        Every file by its path below ``/assets/``.
    scripts, styles
        Name and address (relative to the application's root) of what the map's page must load, in
        this order.
    layer_styles
        How each layer is drawn, by theme.
    """

    by_path: Mapping[str, Asset]
    scripts: Sequence[tuple[str, str]]
    styles: Sequence[tuple[str, str]]
    layer_styles: Mapping[str, Any]

    @classmethod
    def gather(cls) -> "Assets":
        """Read and bundle every file.

        Raises
        ------
        GeoTensionsError
            If a package that holds some of them is not installed.
        """
        script = _ours("js/geo-tensions.js", _bundle("scripts.json", ";\n"))
        style = _ours("css/geo-tensions.css", _bundle("styles.json", "\n"))
        leaflet = list(_leaflet())
        found = [script, style, *leaflet, *_fonts()]
        by_name = {asset.path.rsplit("/", 1)[-1]: asset for asset in leaflet}
        return cls(
            by_path={asset.path: asset for asset in found},
            scripts=[("leaflet", _url(by_name["leaflet.js"])), ("geo-tensions", _url(script))],
            styles=[("leaflet", _url(by_name["leaflet.css"])), ("geo-tensions", _url(style))],
            layer_styles=_read_json(STATIC.parent / "style.json"),
        )


def package_file(package: str, path: str) -> Path:
    """Return a file of an installed package without importing the package.

    Raises
    ------
    GeoTensionsError
        If the package or the file is not there.
    """
    spec = find_spec(package)
    for place in list(spec.submodule_search_locations or []) if spec else []:
        if (found := Path(place) / path).is_file():
            return found
    msg = f"package '{package}' with '{path}' is not installed; reinstall geo-tensions"
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


def _leaflet() -> Iterator[Asset]:
    # Leaflet's style sheet names its images by relative paths, so the folder carries the version.
    script = leaflet_file("leaflet.js")
    folder = f"leaflet-{hashlib.sha256(script.read_bytes()).hexdigest()[:12]}"
    images = sorted(leaflet_file("images/layers.png").parent.glob("*.png"))
    for path in [script, leaflet_file("leaflet.css"), *images]:
        inner = f"images/{path.name}" if path.suffix == ".png" else path.name
        yield _asset(f"{folder}/{inner}", path.read_bytes(), immutable=True)


def _fonts() -> Iterator[Asset]:
    for name in _FONTS:
        yield _asset(f"fonts/{name}", font_file(name).read_bytes(), immutable=False)


def _ours(path: str, content: bytes) -> Asset:
    """Return an asset whose name changes with its content, so that a browser may keep it."""
    stem, suffix = path.rsplit(".", 1)
    digest = hashlib.sha256(content).hexdigest()[:12]
    return _asset(f"{stem}-{digest}.{suffix}", content, immutable=True)


def _asset(path: str, content: bytes, *, immutable: bool) -> Asset:
    media_type = _MEDIA_TYPES[path.rsplit(".", 1)[-1]]
    return Asset(path, Blob.of(content, media_type=media_type), immutable)


def _url(asset: Asset) -> str:
    return f"{URL}/{asset.path}"


def _bundle(order: str, separator: str) -> bytes:
    names = _read_json(STATIC / order)
    parts = [(STATIC / name).read_text(encoding="utf-8") for name in names]
    return separator.join(parts).encode()


def _read_json(path: Path) -> Any:  # noqa: ANN401 - what the file holds
    return json.loads(path.read_text(encoding="utf-8"))
