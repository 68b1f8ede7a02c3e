"""A screening in words, as a table and as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from geo_tensions.analysis.words import counted, listed
from geo_tensions.analysis.zone_layers import Zone
from geo_tensions.screening.asking import KIND_WORDS
from geo_tensions.screening.points import FAULT_WORDS
from geo_tensions.screening.working import Screening

CERTAINTIES = ("certainly", "possibly", "undetermined")
_US_PER_HOUR = 3_600_000_000


def lines(screening: Screening) -> Iterator[str]:
    """Yield a line for each entry."""
    for entry in _rows(screening):
        counts = [f"{entry[name]:,} {name}" for name in CERTAINTIES if entry[name]]
        points = counted(entry["points"], "point")
        why = f"; {entry['reason']}" if entry["reason"] else ""
        yield (
            f"{plain(entry['track'])}: {entry['zone']}, {entry['certainty']}, "
            f"{_moment(entry['first'])} to {_moment(entry['last'])}, "
            f"{points} ({', '.join(counts)}), "
            f"before: {entry['before']}, after: {entry['after']}{why}"
        )


def notes(screening: Screening) -> Iterator[str]:
    """Yield what must be known of the entries, a line each."""
    counts = screening.entries["certainty"].value_counts()
    told = ", ".join(f"{counts.get(name, 0):,} {name}" for name in CERTAINTIES)
    looked = ((screening.tracks, "track"), (screening.judged, "point"))
    at = listed([counted(*one) for one in (*looked, (len(screening.zones), "zone"))])
    yield f"{counted(len(screening.entries), 'entry', 'entries')} ({told}) of {at}"
    for fault, count in screening.left_out.items():
        yield f"{count:,} of {screening.rows:,} rows left out: {FAULT_WORDS[fault]}"
    if screening.repeated:
        yield (
            f"{screening.repeated:,} rows repeat a time of their track: taken together, and "
            "certain only where they agree"
        )
    if screening.beyond:
        yield (
            f"{screening.beyond:,} points lie outside the area in which waters and land are in the "
            "data: there nothing is said of them"
        )
    gap = screening.question.gap_us
    yield (
        "No silence parts an entry, however long it is"
        if gap is None
        else f"A silence of more than {gap / _US_PER_HOUR:g} hours parts two entries"
    )
    yield "Points are judged, not the lines between them; times are those of Japan (UTC+9)"
    yield from _caveats(screening)
    yield f"Geo Tensions, data version {screening.data_version}"


def _caveats(screening: Screening) -> Iterator[str]:
    entered = set(screening.entries["zone"])
    said: dict[str, list[str]] = {}
    for zone in screening.zones:
        if zone.id in entered:
            said.setdefault(zone.caveat, []).append(zone.id)
    for caveat, zones in said.items():
        yield f"{', '.join(zones)}: {caveat}"


def table(screening: Screening) -> pd.DataFrame:
    """Return the entries with what each line must carry when it stands alone."""
    zones = {zone.id: zone for zone in screening.zones}
    entries = screening.entries
    told = entries.drop(columns="reason")
    told["reason"] = entries["reason"]
    told["zone_label"] = entries["zone"].map({name: zone.label for name, zone in zones.items()})
    told["zone_kind"] = entries["zone"].map(
        {name: KIND_WORDS.get(zone.kind, zone.kind) for name, zone in zones.items()}
    )
    told["data_version"] = screening.data_version
    return told


def about(screening: Screening) -> dict[str, Any]:
    """Return everything but the entries, ready for JSON."""
    question = screening.question
    gap, window = question.gap_us, question.window
    return {
        "data_version": screening.data_version,
        "computed": True,
        "rows": screening.rows,
        "left_out": {fault.value: count for fault, count in screening.left_out.items()},
        "points": screening.judged,
        "tracks": screening.tracks,
        "repeated_times": screening.repeated,
        "outside_coverage": screening.beyond,
        "gap_hours": None if gap is None else gap / _US_PER_HOUR,
        "from": None if window is None else window.first.isoformat(),
        "until": None if window is None else window.last.isoformat(),
        "notes": list(notes(screening)),
        "zones": [_zone(zone) for zone in screening.zones],
    }


def _zone(zone: Zone) -> Mapping[str, Any]:
    return {
        "zone": zone.id,
        "label": zone.label,
        "kind": KIND_WORDS.get(zone.kind, zone.kind),
        "state": zone.state or None,
        "scenario": zone.scenario or None,
        "basis": zone.basis,
        "in_force": zone.in_force_text or None,
        "caveat": zone.caveat,
    }


def entries(screening: Screening) -> Iterator[Mapping[str, Any]]:
    """Yield each entry, ready for JSON."""
    for entry in _rows(screening):
        yield entry | {
            "first": entry["first"].isoformat(),
            "last": entry["last"].isoformat(),
            "reason": entry["reason"] or None,
        }


def _rows(screening: Screening) -> Iterator[dict[str, Any]]:
    names = screening.entries.columns
    for row in screening.entries.itertuples(index=False, name=None):
        yield dict(zip(names, row, strict=True))


def plain(text: str) -> str:
    """Return a stranger's text without what a terminal could obey."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _moment(time: pd.Timestamp) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S}"
