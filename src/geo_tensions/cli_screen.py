"""``geo-tensions screen``: entries into zones in tracks of ships or aircraft."""

import argparse
import json
import math
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo_tensions.errors import DataError, GeoTensionsError
from geo_tensions.model import Perspective
from geo_tensions.timespan import OPEN_END, Timespan, Window, day_of

if TYPE_CHECKING:
    from geo_tensions.screening import Screening, Tracks

DEFAULT_GAP_HOURS = 6.0
"""Silence, hours, after which a track that is still inside has entered anew: longer than satellites
leave ships unheard in most seas, shorter than the pause between two flights of a day."""

_US_PER_HOUR = 3_600_000_000
_ENDINGS = (".csv", ".parquet")


def register(commands: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command ``screen``."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "screen",
        help="find entries into zones in tracks of ships or aircraft",
        description=(
            "An entry is a run of points of one track, in the order of time, none of which lies "
            "outside the zone. Times without a zone are UTC; numbers are seconds since 1970."
        ),
    )
    parser.add_argument("tracks", type=Path, help="(Geo)Parquet file, or a folder of such files")
    parser.add_argument(
        "--zones", type=_words, default=(), metavar="ID,...", help="ids or kinds; default: all"
    )
    parser.add_argument(
        "--perspective",
        type=Perspective,
        choices=list(Perspective),
        default=Perspective.NEUTRAL,
        help="whose claim is asked; neutral gives both scenarios",
    )
    parser.add_argument("--id", metavar="COLUMN", help="id of the track")
    parser.add_argument("--time", metavar="COLUMN", help="time of the point")
    parser.add_argument("--lon", metavar="COLUMN", help="longitude, WGS 84 degrees")
    parser.add_argument("--lat", metavar="COLUMN", help="latitude; default: the file's geometry")
    parser.add_argument(
        "--radius-km",
        type=_radius,
        metavar="COLUMN|KM",
        help="radius that holds a position; default: column radius_km, else 0",
    )
    parser.add_argument("--from", dest="first", type=_span, metavar="DATE", help="first day (JST)")
    parser.add_argument("--until", dest="last", type=_span, metavar="DATE", help="last day (JST)")
    parser.add_argument(
        "--gap-hours",
        type=_gap,
        default=DEFAULT_GAP_HOURS,
        metavar="HOURS",
        help=f"silence that parts two entries, or 'none'; default {DEFAULT_GAP_HOURS:g}",
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="scheduler of dask.distributed; default: here"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.add_argument("--to", type=Path, metavar="FILE", help="write a .csv or .parquet file")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Carry out the command; errors are told in one line each."""
    try:
        _check_target(chosen.to)
        _screen(chosen)
    except GeoTensionsError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _screen(chosen: argparse.Namespace) -> None:
    # Imported late: help and wrong arguments need no dask.
    from geo_tensions.catalog import Catalog  # noqa: PLC0415
    from geo_tensions.exports.files import silent, terminal_progress  # noqa: PLC0415
    from geo_tensions.screening import Asked, Question, read_tracks, screen  # noqa: PLC0415
    from geo_tensions.screening.asking import zone_ids  # noqa: PLC0415

    question = Question(
        zones=zone_ids(Catalog.open(), chosen.zones, perspective=chosen.perspective),
        window=_window(chosen.first, chosen.last),
        gap_us=None if chosen.gap_hours is None else round(chosen.gap_hours * _US_PER_HOUR),
    )
    asked = Asked(chosen.id, chosen.time, chosen.lon, chosen.lat, chosen.radius_km)
    tracks = read_tracks(chosen.tracks, asked)
    bar = terminal_progress(sys.stderr.write, sys.stderr.flush) if sys.stderr.isatty() else silent
    screening = screen(tracks.frame, question, scheduler=chosen.scheduler, progress=bar)
    if not screening.judged:
        raise DataError(str(chosen.tracks), "has no point that can be judged", _why(screening))
    _tell(chosen, tracks, screening)


def _tell(chosen: argparse.Namespace, tracks: "Tracks", screening: "Screening") -> None:
    from geo_tensions.analysis.words import counted  # noqa: PLC0415
    from geo_tensions.screening import telling  # noqa: PLC0415

    read = f"{counted(tracks.rows, 'row')} in {counted(tracks.files, 'file')}: "
    read += telling.plain(tracks.named.words)
    if chosen.to is not None:
        _write(chosen.to, screening, read)
        print(f"{chosen.to}: {counted(len(screening.entries), 'entry', 'entries')}")
    if chosen.json:
        told = {"read": read, **telling.about(screening)}
        print(json.dumps(told | {"entries": list(telling.entries(screening))}, ensure_ascii=False))
        return
    if chosen.to is None:
        for line in telling.lines(screening):
            print(line)
    for line in (read, *telling.notes(screening)):
        print(line, file=sys.stderr)


def _write(path: Path, screening: "Screening", read: str) -> None:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet  # noqa: PLC0415

    from geo_tensions.exports.files import write_with  # noqa: PLC0415
    from geo_tensions.exports.tables import safe_cell  # noqa: PLC0415
    from geo_tensions.screening import telling  # noqa: PLC0415

    entries = telling.table(screening)
    if path.suffix.lower() == ".csv":
        for name in ("first", "last"):
            entries[name] = entries[name].map(lambda time: time.isoformat())
        entries["track"] = entries["track"].map(safe_cell)
        write_with(
            path,
            lambda part: entries.to_csv(
                part, index=False, encoding="utf-8-sig", lineterminator="\r\n"
            ),
        )
        return
    about = json.dumps({"read": read, **telling.about(screening)}, ensure_ascii=False)
    found = pa.Table.from_pandas(entries, preserve_index=False)
    found = found.replace_schema_metadata({b"geo_tensions": about.encode()})
    write_with(path, lambda part: pyarrow.parquet.write_table(found, part, compression="zstd"))


def _check_target(path: Path | None) -> None:
    if path is None:
        return
    if path.suffix.lower() not in _ENDINGS:
        problem = f"has the ending '{path.suffix}', not {' or '.join(_ENDINGS)}"
        raise DataError(str(path), problem, "choose one of the two")
    if not path.parent.is_dir():
        raise DataError(str(path), "its folder does not exist", "create it or choose another")


def _why(screening: "Screening") -> str:
    from geo_tensions.screening.points import FAULT_WORDS  # noqa: PLC0415

    counted = [f"{count:,} rows: {FAULT_WORDS[name]}" for name, count in screening.left_out.items()]
    return "; ".join(counted)


def _window(first: Timespan | None, last: Timespan | None) -> Window | None:
    if first is None and last is None:
        return None
    start = Timespan.parse("1900").start if first is None else first.start
    end = OPEN_END if last is None else last.end
    if end < start:
        where, problem = "--until", "lies before --from"
        raise DataError(where, problem, "exchange the two")
    return Window(day_of(start), day_of(end))


def _words(text: str) -> Sequence[str]:
    return tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))


def _radius(text: str) -> str | float:
    try:
        value = float(text)
    except ValueError:
        return text
    if not 0 <= value < 200:  # noqa: PLR2004 - TOO_COARSE_KM, whose module is slow to import
        msg = f"{text} km is no radius from 0 to below 200 km"
        raise argparse.ArgumentTypeError(msg)
    return value


def _gap(text: str) -> float | None:
    if text == "none":
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value > 0):
        msg = f"'{text}' is no number of hours above 0, and not 'none'"
        raise argparse.ArgumentTypeError(msg)
    return value


def _span(text: str) -> Timespan:
    try:
        return Timespan.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
