"""The sources of what is visible as BibTeX, CSL-JSON and plain text."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from geo_tensions.exports.scene import Scene
from geo_tensions.exports.words import cutoff_words
from geo_tensions.mapping.card_words import safe_url
from geo_tensions.model import Source

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def bibtex(scene: Scene) -> bytes:
    """Return the sources, and the data set itself, as BibTeX entries in UTF-8."""
    entries = [_entry(_own(scene)), *(_entry(source) for source in scene.sources)]
    return "\n".join(entries).encode()


def csl_json(scene: Scene) -> bytes:
    """Return the sources, and the data set itself, as CSL-JSON."""
    items = [_item(source) for source in (_own(scene), *scene.sources)]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def plain_text(scene: Scene) -> bytes:
    """Return the sources, and the data set itself, as a numbered list."""
    sources = [_own(scene), *scene.sources]
    lines = [f"[{number}] {_line(source)}" for number, source in enumerate(sources, start=1)]
    return ("\n".join(lines) + "\n").encode()


def _own(scene: Scene) -> Source:
    version = scene.dataset.catalog.data_version
    title = f"Geo Tensions, data version {version}"
    return Source(
        id="geo-tensions",
        publisher="Geo Tensions",
        title=f"{title}, view {scene.view_id}",
        date_published=scene.dataset.last_day,
        url="",
        read_via="",
        tier="dataset",
        note=cutoff_words(scene.dataset),
    )


def _entry(source: Source) -> str:
    year, *rest = source.date_published.split("-")
    fields = {
        "title": _bibtex(source.title),
        # The second pair of braces keeps a publisher's name whole.
        "author": f"{{{_bibtex(source.publisher)}}}" if source.publisher else "",
        "year": _bibtex(year),
        "month": _bibtex(rest[0].lstrip("0")) if rest else "",
        "note": _bibtex("; ".join(filter(None, [_where(source), source.note]))),
        "url": _bibtex_url(safe_url(source.url)),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{_key(source.id)},\n" + ",\n".join(lines) + "\n}\n"


def _item(source: Source) -> Mapping[str, Any]:
    parts = [int(part) for part in re.findall(r"\d+", source.date_published)[:3]]
    item: dict[str, Any] = {
        "id": source.id,
        "type": "dataset" if source.tier == "dataset" else "webpage",
        "title": source.title,
        "author": [{"literal": source.publisher}] if source.publisher else [],
        "URL": safe_url(source.url),
        "note": "; ".join(filter(None, [_where(source), source.note])),
    }
    if parts:
        item["issued"] = {"date-parts": [parts]}
    return {key: value for key, value in item.items() if value}


def _line(source: Source) -> str:
    parts: Sequence[str] = (
        source.publisher,
        source.title,
        source.date_published,
        safe_url(source.url) or _where(source),
    )
    return ", ".join(part.replace("\n", " ") for part in parts if part)


def _where(source: Source) -> str:
    return f"read in a copy at {source.read_via}" if source.read_via else ""


def _bibtex(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in text.replace("\n", " "))


def _bibtex_url(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _key(identifier: str) -> str:
    return re.sub(r"[^A-Za-z0-9:-]", "-", identifier)
