"""A deck as one HTML file: the living map, time control, cards and presenter, without a network.

The file is made of the same scripts and styles as the page. What it shows is JSON, packed (gzip)
and written in base64, so that nothing a deck or a record says can be read as markup or script.
"""

import base64
import gzip
import hashlib
import html
import io
import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont

from geo_tensions.analysis.state import LAYERS, FilterState
from geo_tensions.briefing.model import Deck
from geo_tensions.dataset import Dataset
from geo_tensions.exports.files import ExportError, Progress, silent
from geo_tensions.exports.fonts import BOLD, REGULAR, sans_file
from geo_tensions.exports.screens import screens
from geo_tensions.exports.thinning import thinned
from geo_tensions.exports.words import credit_line
from geo_tensions.mapping.assets import STATIC, font_file, leaflet_file
from geo_tensions.mapping.cards import card
from geo_tensions.mapping.published import Published
from geo_tensions.mapping.timemap import MAP_OPTIONS, config

_PARTS = ("records", "slides", "map", "fonts", "file")
"""What is made, as a progress bar tells it."""

_FONTS_STYLE = "fonts.css"
"""Style sheet that names fonts of the server; the file carries its own."""

_LARGE_LAYER_BYTES = 250_000
"""Layers above lose vertices that their outlines hardly need."""

_GZIP_LEVEL = 6
_ADDRESS = re.compile(r"url\([^)]*\)")
_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))

_PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Geo Tensions, data {version}">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<div id="gt-file-map"></div>
<noscript>This living map needs JavaScript, which this browser does not run.</noscript>
<!-- {credits} -->
<script type="application/octet-stream" id="gt-file-data">{data}</script>
{scripts}
</body>
</html>
"""


def html_bytes(
    deck: Deck,
    dataset: Dataset,
    *,
    published: Published | None = None,
    progress: Progress = silent,
) -> bytes:
    """Return a deck and the data under it as one HTML file that asks nothing of any network.

    Parameters
    ----------
    published
        The same data, where it is published already.

    Raises
    ------
    ExportError
        If a script or style holds what would end its own element.
    """

    def tell(done: int) -> None:
        progress(done, len(_PARTS), _PARTS[min(done, len(_PARTS) - 1)])

    tell(0)
    published = published or Published.of(dataset)
    cards = [card(record, dataset=dataset) for record in dataset.records]
    tell(1)
    shown = screens(deck, dataset)
    tell(2)
    payload = _payload(deck, published, cards=cards, shown=shown)
    content = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    data = base64.b64encode(gzip.compress(content.encode(), _GZIP_LEVEL, mtime=0)).decode()
    tell(3)
    scripts = _scripts()
    fonts = _font_faces(set(content) | set("".join(scripts)))
    tell(4)
    page = _PAGE.format(
        language=html.escape(deck.language),
        policy=_policy(scripts),
        version=html.escape(dataset.catalog.data_version),
        title=html.escape(deck.title),
        credits=_comment(credit_line(dataset, [*dataset.catalog.resources])),
        style=_styles(fonts),
        data=data,
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    ).encode()
    tell(len(_PARTS))
    return page


def _payload(
    deck: Deck, published: Published, *, cards: Sequence[Any], shown: Mapping[str, Any]
) -> dict[str, Any]:
    """Return everything that the file's own script starts the map with."""
    embedded: dict[str, Any] = {
        published.columns: _base64(published, published.columns),
        f"{published.columns}/rows": cards,
        deck.name: shown,
    }
    state = FilterState.default(published.dataset)
    masks = {"mask": published.mask(state), "hidden": published.hidden(state)}
    for name in filter(None, masks.values()):
        embedded[name] = _base64(published, name)
    layers = []
    for layer in published.layers:
        # The finer land alone is larger than everything else in the file.
        layers.append(layer.config() | {"detail": []})
        content = _content(published, layer.names[0])
        collection = json.loads(content)
        embedded[layer.names[0]] = (
            thinned(collection) if len(content) > _LARGE_LAYER_BYTES else collection
        )
    view = state.view
    return {
        "options": {"center": [view.lat, view.lon], "zoom": view.zoom} | dict(MAP_OPTIONS),
        "config": config(published)
        | {"base": "", "layers": layers, "problems": list(published.problems)}
        | {"embedded": embedded},
        "command": {
            "serial": 1,
            "revs": {"window": 1, "settings": 1, "selected": 1, "view": 1},
            "window": {"from": state.window.start, "to": state.window.end},
            "mode": "window",
            "layers": {layer: layer in state.layers for layer in LAYERS},
            "perspective": state.perspective.value,
            "selected": None,
            "view": {"lat": view.lat, "lon": view.lon, "zoom": view.zoom},
            "basemap": None,
            "deck": {"name": deck.name, "rev": 0, "screen": 0, "title": deck.title},
        }
        | masks,
    }


def _content(published: Published, name: str) -> bytes:
    blob = published.store.get(name)
    return blob.content if blob else b""


def _base64(published: Published, name: str) -> str:
    return base64.b64encode(_content(published, name)).decode()


def _scripts() -> list[str]:
    names = json.loads((STATIC / "scripts.json").read_text(encoding="utf-8"))
    ours = ";\n".join((STATIC / name).read_text(encoding="utf-8") for name in names)
    leaflet = leaflet_file("leaflet.js").read_text(encoding="utf-8")
    # The map that Leaflet's file names for debuggers is not in this file.
    leaflet = re.sub(r"\n?//# sourceMappingURL=.*", "", leaflet).strip()
    return [_element_safe(leaflet, "script"), _element_safe(ours, "script")]


def _styles(fonts: str) -> str:
    names = json.loads((STATIC / "styles.json").read_text(encoding="utf-8"))
    leaflet = _ADDRESS.sub("none", leaflet_file("leaflet.css").read_text(encoding="utf-8"))
    ours = [(STATIC / name).read_text(encoding="utf-8") for name in names if name != _FONTS_STYLE]
    frame = (
        "html, body { height: 100%; margin: 0; overflow: hidden; }\n"
        "#gt-file-map { position: fixed; inset: 0; }"
    )
    return _element_safe("\n".join([frame, leaflet, fonts, *ours]), "style")


def _element_safe(text: str, element: str) -> str:
    """Return text that does not end the element which holds it.

    Raises
    ------
    ExportError
        If it does: our own files are at fault, not what they show.
    """
    if re.search(rf"</{element}|<!--", text, re.IGNORECASE):
        msg = f"a file of the map's page holds '</{element}' or '<!--'; write it in two parts"
        raise ExportError(msg)
    return text


def _comment(text: str) -> str:
    return html.escape(text).replace("--", "- -")


def _policy(scripts: Sequence[str]) -> str:
    """Return a content security policy: these very scripts, and no request whatsoever."""
    sums = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    rules = {
        "default-src": "'none'",
        "script-src": sums,
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "font-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _font_faces(used: Collection[str]) -> str:
    """Return the packaged fonts, cut down to the characters in use, as style rules."""
    codes = {ord(char) for char in [*used, *_PRINTABLE]}
    faces = (
        ("Geo Sans", REGULAR, sans_file(REGULAR)),
        ("Geo Sans", BOLD, sans_file(BOLD)),
        ("Geo Gothic", REGULAR, font_file("ipaexg.ttf")),
    )
    rules = []
    taken: set[int] = set()
    for family, weight, path in faces:
        options = subset.Options(layout_features=[], hinting=False, notdef_outline=True)
        options.flavor = "woff"
        with TTFont(path, lazy=True, recalcTimestamp=False) as font:
            known = set(font.getBestCmap())
            wanted = codes & known - (taken if family == "Geo Gothic" else set())
            taken |= known
            if not wanted:
                continue
            subsetter = subset.Subsetter(options)
            subsetter.populate(unicodes=wanted)
            subsetter.subset(font)
            font.flavor = "woff"
            content = io.BytesIO()
            font.save(content)
        address = f"data:font/woff;base64,{base64.b64encode(content.getvalue()).decode()}"
        rules.append(
            f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
            f'src: url("{address}") format("woff"); }}'
        )
    return "\n".join(rules)
