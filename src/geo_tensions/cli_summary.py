"""The command ``geo-tensions summary``: what happened between two days, in words."""

import argparse
import json
import sys
from datetime import date

from geo_tensions.analysis import near_words
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.state import FilterState
from geo_tensions.analysis.summary import Summary, summarise
from geo_tensions.dataset import Dataset, load_dataset
from geo_tensions.errors import StateError
from geo_tensions.model import Evidence
from geo_tensions.registers import load_scrambles
from geo_tensions.timespan import Timespan, Window, day_of


def register(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of the program."""
    parser = commands.add_parser(
        "summary",
        help="tell in words what the data hold between two days",
        description=(
            "Every number is counted as on the map. All kinds and all evidence are counted unless "
            "--kind or --verified says otherwise."
        ),
    )
    parser.add_argument("--from", dest="first", metavar="DATE", type=_first, required=True)
    parser.add_argument("--to", dest="last", metavar="DATE", type=_last, required=True)
    parser.add_argument("--kind", dest="kinds", action="append", help="a kind; may be repeated")
    parser.add_argument("--verified", action="store_true", help="leave unverified records out")
    parser.add_argument("--citations", action="store_true", help="list the sources after the text")
    parser.add_argument(
        "--json", action="store_true", help="print JSON with the ids behind numbers"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Print the summary that the arguments ask for, and return the status for the shell."""
    dataset = load_dataset()
    for problem in dataset.problems:
        print(problem, file=sys.stderr)
    try:
        summary = _summary(chosen, dataset)
    except StateError as error:
        print(error, file=sys.stderr)
        return 2
    if chosen.json:
        print(json.dumps(summary.as_json(), ensure_ascii=False, indent=1))
        return 0
    print(summary.text)
    if chosen.citations and summary.references:
        print(f"\nSources\n{summary.references}")
    print(f"\nGeo Tensions, data version {summary.data_version}.")
    return 0


def _summary(chosen: argparse.Namespace, dataset: Dataset) -> Summary:
    if chosen.last < chosen.first:
        msg = f"--to {chosen.last} lies before --from {chosen.first}; exchange the two"
        raise StateError(msg)
    kinds = frozenset(chosen.kinds or dataset.kinds)
    if unknown := sorted(kinds - set(dataset.kinds)):
        msg = f"--kind {', '.join(unknown)}: not known; kinds are {', '.join(dataset.kinds)}"
        raise StateError(msg)
    evidence = frozenset(Evidence)
    state = FilterState(
        window=Window(chosen.first, chosen.last),
        kinds=kinds,
        evidence=evidence - {Evidence.UNVERIFIED} if chosen.verified else evidence,
    )
    further = near_words.sentences(dataset, shown(dataset, state))
    return summarise(dataset, state, scrambles=load_scrambles(dataset.catalog), further=further)


def _first(text: str) -> date:
    return day_of(_span(text).start)


def _last(text: str) -> date:
    return day_of(_span(text).end)


def _span(text: str) -> Timespan:
    try:
        return Timespan.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
