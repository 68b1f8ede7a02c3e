"""``geo-tensions export DECK --to FILE``: a deck as slides, pages, pictures or data."""

import argparse
import re
import sys
from pathlib import Path

from geo_tensions.briefing.library import FIRST_DECK, deck_names, open_deck
from geo_tensions.catalog import Catalog
from geo_tensions.dataset import load_dataset
from geo_tensions.errors import GeoTensionsError
from geo_tensions.exports.files import ExportError, silent, terminal_progress, write_file
from geo_tensions.exports.plane import Projection
from geo_tensions.exports.theme import ThemeName


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of ``geo-tensions``; its ``run`` returns the exit code."""
    parser = subparsers.add_parser(
        "export",
        help="write a deck as slides, pages, a picture or data",
        description="Write a deck to a file; the file's ending tells the format.",
    )
    parser.add_argument(
        "deck",
        nargs="?",
        default=FIRST_DECK,
        help=f"name of a shipped deck, or a .toml file (default {FIRST_DECK})",
    )
    parser.add_argument("--to", type=Path, metavar="FILE", help="file to write")
    parser.add_argument("--list", action="store_true", help="list the shipped decks and stop")
    parser.add_argument("--step", type=int, metavar="N", help="one step only: a picture or data")
    parser.add_argument(
        "--size", type=_size, default=(1920, 1080), metavar="WxH", help="pixels of a picture"
    )
    parser.add_argument(
        "--theme",
        type=ThemeName,
        choices=list(ThemeName),
        default=ThemeName.LIGHT,
        help="look of the pictures",
    )
    parser.add_argument(
        "--projection",
        type=Projection,
        choices=list(Projection),
        default=Projection.MERCATOR,
        help="projection of a picture",
    )
    parser.add_argument("--handout", action="store_true", help="a PDF of one page")
    parser.add_argument("--template", type=Path, metavar="FILE", help="16:9 PPTX to start from")
    parser.set_defaults(run=run)
    shower = subparsers.add_parser("show", help="tell what a view id printed on a picture shows")
    shower.add_argument("view_id", metavar="ID", help="such as deck/step@version:1.2.3")
    shower.set_defaults(run=show)


def show(chosen: argparse.Namespace) -> int:
    """Tell what a view id stands for, and whether the data has changed since."""
    from geo_tensions.exports.view_id import recall  # noqa: PLC0415 - needs matplotlib
    from geo_tensions.exports.words import filter_words, window_words  # noqa: PLC0415

    try:
        dataset = load_dataset()
        recalled = recall(chosen.view_id, dataset=dataset)
    except GeoTensionsError as error:
        print(error, file=sys.stderr)
        return 1
    scene = recalled.scene
    lines = [
        scene.title,
        window_words(scene.windows),
        filter_words(scene.state, dataset=dataset),
        scene.counts.sentence,
        *(f"Changed: {change}" for change in recalled.changes),
        "" if recalled.changes else "The numbers are those that the id carries.",
    ]
    print("\n".join(filter(None, lines)))
    return 0


def run(chosen: argparse.Namespace) -> int:
    """Carry out the command; errors are told in one line each."""
    try:
        if chosen.list:
            print("\n".join(deck_names(Catalog.open())))
            return 0
        _export(chosen)
    except GeoTensionsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _export(chosen: argparse.Namespace) -> None:
    # Imported late: listing decks and telling a wrong ending need no matplotlib.
    from geo_tensions.exports.formats import deck_bytes, ending_of  # noqa: PLC0415
    from geo_tensions.exports.options import Options  # noqa: PLC0415

    if chosen.to is None:
        msg = "no file to write; give --to FILE, such as --to deck.pptx"
        raise ExportError(msg)
    ending = ending_of(chosen.to.name)
    if not chosen.to.parent.is_dir():
        msg = f"{chosen.to}: the folder does not exist; create it or choose another"
        raise ExportError(msg)
    dataset = load_dataset()
    deck = open_deck(chosen.deck, dataset=dataset)
    options = Options(
        step=chosen.step,
        size_px=chosen.size,
        theme=chosen.theme,
        projection=chosen.projection,
        handout=chosen.handout,
        template=chosen.template,
    )
    progress = (
        terminal_progress(sys.stderr.write, sys.stderr.flush) if sys.stderr.isatty() else silent
    )
    content = deck_bytes(deck, dataset, ending, options=options, progress=progress)
    write_file(chosen.to, content)
    print(f"{chosen.to}: {len(content):,} bytes")


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{2,5})x(\d{2,5})", text)
    if match is None:
        msg = f"'{text}' is no size; write it as 1920x1080"
        raise argparse.ArgumentTypeError(msg)
    return int(match[1]), int(match[2])
