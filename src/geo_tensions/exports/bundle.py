"""Everything about a deck in one zip file, with SHA-256 sums."""

import hashlib
from dataclasses import replace

from geo_tensions.briefing.model import Deck, StepKind
from geo_tensions.briefing.writing import deck_text
from geo_tensions.dataset import Dataset
from geo_tensions.exports.archives import zipped
from geo_tensions.exports.canvas import Format
from geo_tensions.exports.files import Progress, silent
from geo_tensions.exports.formats import DATA_FORMATS, deck_bytes, deck_scene, step_picture
from geo_tensions.exports.handout import handout_bytes
from geo_tensions.exports.options import Options
from geo_tensions.exports.words import about

SUMS = "SHA256SUMS"
"""Member that holds the sums, as ``sha256sum --check`` reads them."""


def bundle_bytes(
    deck: Deck,
    dataset: Dataset,
    *,
    options: Options | None = None,
    progress: Progress = silent,
) -> bytes:
    """Return slides, pages, pictures, data, citations and the deck's own text as a zip file."""
    options = replace(options or Options(), step=None, handout=False)
    pictured = [
        number
        for number, step in enumerate(deck.steps, start=1)
        if step.kind in {StepKind.MAP, StepKind.CHART}
    ]
    total = 5 + len(pictured) + len(DATA_FORMATS)
    members: dict[str, bytes] = {}

    def add(name: str, content: bytes) -> None:
        members[name] = content
        progress(len(members), total, name)

    for ending in (".pptx", ".pdf", ".html"):
        progress(len(members), total, f"{deck.name}{ending}")
        add(f"{deck.name}{ending}", deck_bytes(deck, dataset, ending, options=options))
    add(f"{deck.name}-handout.pdf", handout_bytes(deck, dataset, look=options.theme))
    for number in pictured:
        name = f"pictures/{number:02d}-{deck.steps[number - 1].id}.png"
        chosen = replace(options, step=number)
        add(name, step_picture(deck, dataset, chosen, Format.PNG))
    scene = deck_scene(deck, dataset, None)
    for ending, make in DATA_FORMATS.items():
        folder = "sources" if ending in {".bib", ".csl.json", ".txt"} else "data"
        add(f"{folder}/{deck.name}{ending}", make(scene))
    add(f"{deck.name}.toml", deck_text(deck, dataset=dataset).encode())
    told = "".join(f"{key}: {value}\n" for key, value in about(scene).items() if value)
    members["README.txt"] = told.encode()
    sums = "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n"
        for name, content in sorted(members.items())
    )
    return zipped(dict(sorted(members.items())) | {SUMS: sums.encode()})
