"""``geo-tensions validate FILE``: what a foreign file holds, row by row, before it is taken."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from geo_tensions.catalog import Catalog
from geo_tensions.errors import DataError, GeoTensionsError
from geo_tensions.ingest import Progress
from geo_tensions.intake import (
    FIELDS,
    FOR_ALL,
    FORMATS,
    PROBLEM_KINDS,
    Mapping,
    Raw,
    check,
    guess,
    read,
    report_json,
    report_lines,
    template,
)
from geo_tensions.intake.date_model import DateOrder
from geo_tensions.intake.plain import one_line
from geo_tensions.tables import Tables, load_tables

ALL_TAKEN, SOME_LEFT_OUT, UNREADABLE = 0, 1, 2
"""Exit codes: every row can be taken; some rows have to be mended first; nothing can be read."""

_BAR = 24
_READ_SHARE, _GUESS_SHARE = 0.5, 0.6


def register(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the command to those of ``geo-tensions``; its ``run`` returns the exit code."""
    parser = subparsers.add_parser(
        "validate",
        help="check a foreign file of events row by row",
        description=(
            "Tell what each column of a file is taken for and what is wrong with which row. The "
            "exit code is 0 where every row can be taken, 1 where some are left out, 2 where the "
            "file cannot be read."
        ),
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=_endings())
    parser.add_argument("--sheet", "--layer", dest="layer", metavar="NAME", help="sheet or layer")
    parser.add_argument("--encoding", metavar="NAME", help="encoding of a text, such as cp932")
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE.json", help="what the columns are, instead of a guess"
    )
    parser.add_argument("--save-mapping", type=Path, metavar="FILE.json", help="keep the guess")
    parser.add_argument(
        "--column",
        type=_pair,
        action="append",
        default=[],
        metavar="FIELD=COLUMN",
        help=f"take a column for a field: {', '.join(FIELDS)}",
    )
    parser.add_argument(
        "--all",
        type=_pair,
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help=f"a value for all rows that do not say it: {', '.join(FOR_ALL)}",
    )
    parser.add_argument(
        "--radius-km", type=_radius, metavar="R", help="radius of rows that give none, km"
    )
    parser.add_argument(
        "--date-order", type=DateOrder, choices=list(DateOrder), help="of dates in digits"
    )
    parser.add_argument("--crs", metavar="EPSG:N", help="system of the coordinates")
    parser.add_argument(
        "--accept-repairs",
        type=_kinds,
        default=frozenset(),
        metavar="KIND,...",
        help="kinds of problems whose proposed repairs are accepted, or all",
    )
    parser.add_argument(
        "--rejected",
        type=Path,
        metavar="FILE",
        help="write the rows left out, with reasons, as CSV",
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(run=run)
    _register_template(subparsers)


def _register_template(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = subparsers.add_parser("template", help="write a file to start a list of events from")
    parser.add_argument("file", type=Path, metavar="FILE", help=_endings())
    parser.set_defaults(run=write_template)


def run(chosen: argparse.Namespace) -> int:
    """Check the file; return the exit code."""
    try:
        for option, path in (
            ("--rejected", chosen.rejected),
            ("--save-mapping", chosen.save_mapping),
        ):
            _keep_apart(option, path, chosen.file)
        tables = load_tables(Catalog.open())
        progress = _progress if sys.stderr.isatty() else _silent
        raw = read(
            chosen.file,
            layer=chosen.layer,
            encoding=chosen.encoding,
            progress=lambda part, words: progress(part * _READ_SHARE, words),
        )
        mapping = _mapping(chosen, raw, tables)
        if chosen.save_mapping:
            _write(chosen.save_mapping, (mapping.to_json() + "\n").encode())
        rest = 1 - _GUESS_SHARE
        report = check(
            raw,
            mapping,
            tables=tables,
            repairs=chosen.accept_repairs,
            progress=lambda part, words: progress(_GUESS_SHARE + part * rest, words),
        )
        if chosen.rejected:
            report.write_rejected(chosen.rejected)
    except GeoTensionsError as error:
        print(one_line(str(error)), file=sys.stderr)
        return UNREADABLE
    if chosen.json:
        print(json.dumps(report_json(report, mapping), ensure_ascii=False, indent=1))
    else:
        print("\n".join(report_lines(report, mapping)))
    return ALL_TAKEN if report.taken.all() else SOME_LEFT_OUT


def _keep_apart(option: str, path: Path | None, file: Path) -> None:
    if path is not None and path.resolve() == file.resolve():
        raise DataError(option, "names the file that is checked", "name another file")


def write_template(chosen: argparse.Namespace) -> int:
    """Write a file to start from; its ending tells the format."""
    ending = chosen.file.suffix.lower()
    kind = next((key for key, known in FORMATS.items() if known.endings[0] == ending), None)
    if kind is None:
        known = ", ".join(known.endings[0] for known in FORMATS.values())
        print(f"{chosen.file}: has the ending '{ending}', not {known}", file=sys.stderr)
        return UNREADABLE
    try:
        _write(chosen.file, template(kind))
    except GeoTensionsError as error:
        print(one_line(str(error)), file=sys.stderr)
        return UNREADABLE
    print(f"{chosen.file}: one example; replace it with your events")
    return ALL_TAKEN


def _mapping(chosen: argparse.Namespace, raw: Raw, tables: Tables) -> Mapping:
    if chosen.mapping:
        try:
            text = chosen.mapping.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(str(chosen.mapping), "cannot be read", "choose another file") from error
        mapping = Mapping.from_json(text, where=str(chosen.mapping))
    else:
        mapping = guess(raw, tables=tables)
    for field, column in chosen.column:
        _known(field, FIELDS, "--column")
        mapping = mapping.take(field, column or None)
    for field, value in chosen.all:
        _known(field, FOR_ALL, "--all")
        mapping = mapping.say(field, value)
    if chosen.radius_km:
        mapping = mapping.say("radius_km", f"{chosen.radius_km:g}")
    if chosen.date_order:
        mapping = mapping.settle(date_order=chosen.date_order)
    return mapping.settle(crs=chosen.crs) if chosen.crs else mapping


def _known(field: str, fields: Any, option: str) -> None:  # noqa: ANN401 - any names
    if field not in fields:
        raise DataError(option, f"'{field}' is no field", f"choose one of {', '.join(fields)}")


def _write(path: Path, content: bytes) -> None:
    from geo_tensions.exports.files import write_file  # noqa: PLC0415 - only where it is needed

    write_file(path, content)


def _progress(part: float, words: str) -> None:
    filled = int(_BAR * part)
    end = "\n" if part >= 1 else ""
    sys.stderr.write(f"\r[{'#' * filled}{'.' * (_BAR - filled)}] {words[:40]:40}{end}")
    sys.stderr.flush()


_silent: Progress = lambda _part, _words: None  # noqa: E731 - nobody to tell


def _endings() -> str:
    return "a file named " + ", ".join(known.endings[0] for known in FORMATS.values())


def _pair(text: str) -> tuple[str, str]:
    field, mark, value = text.partition("=")
    if not mark:
        msg = f"'{text}' is not FIELD=VALUE"
        raise argparse.ArgumentTypeError(msg)
    return field.strip(), value.strip()


def _radius(text: str) -> float:
    value = float(text)
    if not 0 < value <= 20_004:  # noqa: PLR2004 - half of a meridian, km
        msg = f"{text} is no radius, km"
        raise argparse.ArgumentTypeError(msg)
    return value


def _kinds(text: str) -> frozenset[str]:
    known = {key for key, kind in PROBLEM_KINDS.items() if kind.repair}
    chosen = known if text == "all" else frozenset(filter(None, text.split(",")))
    if unknown := sorted(chosen - known):
        msg = f"'{unknown[0]}' has no repair; choose of {', '.join(sorted(known))}, or all"
        raise argparse.ArgumentTypeError(msg)
    return frozenset(chosen)
