"""A report in words for people, and as JSON for programs."""

import json
from collections.abc import Iterator
from typing import Any

from geo_tensions.intake.mapping import Mapping
from geo_tensions.intake.plain import one_line
from geo_tensions.intake.problems import first_of_kind
from geo_tensions.intake.raw import Raw
from geo_tensions.intake.report import Report
from geo_tensions.intake.sniffing import FORMATS

_SHOWN = 3
_LONGEST = 60


def report_lines(report: Report, mapping: Mapping) -> Iterator[str]:
    """Yield what was found in a file: what its columns are, counts, the first of each problem."""
    yield from map(one_line, _found(report, mapping))


def _found(report: Report, mapping: Mapping) -> Iterator[str]:
    raw = report.raw
    layer = f", '{raw.layer}'" if raw.layer else ""
    yield f"{raw.name}: {FORMATS[raw.format].label}{layer}, {len(raw):,} {raw.unit}s"
    for line in raw.told:
        yield f"  {line}"
    yield "Taken for"
    for field, use in mapping.uses.items():
        yield f"  {field:<16} {use.column}  ({use.confidence:.0%}: {use.reason})"
    for about, reason in mapping.reasons.items():
        yield f"  {about}: {getattr(mapping, about) or 'open'}  ({reason})"
    unused = [name for name in raw.columns if name not in mapping.columns]
    if unused:
        yield f"Not used: {', '.join(unused)}"
    for question in mapping.questions():
        yield f"{'To be settled' if question.must else 'Missing'}: {question.text}"
    yield from _counted(report)


def _counted(report: Report) -> Iterator[str]:
    taken = report.accepted.num_rows
    left = report.rows - taken
    yield f"{taken:,} of {report.rows:,} rows can be taken, {left:,} are left out"
    if report.own_kinds:
        told = ", ".join(f"{label} ({key})" for key, label in report.own_kinds.items())
        yield f"Kinds of its own: {told}"
    for count in report.counts:
        parts = ((count.left_out, "left out"), (count.repaired, "repaired"), (count.noted, "noted"))
        told = ", ".join(f"{number:,} {words}" for number, words in parts if number)
        offer = f"; repair: {count.repair} ({count.offered:,})" if count.offered else ""
        yield f"{count.kind}: {count.label}: {told}{offer}"
        for one in first_of_kind(report.problems, count.kind, _SHOWN):
            yield f"  {_line(report.raw, one)}"


def _line(raw: Raw, problem: dict[str, Any]) -> str:
    where = f"{raw.unit} {problem['row']}"
    if problem["column"]:
        where += f", {problem['column']}"
    value = problem["value"]
    shown = "" if value is None else f" '{_short(value)}'"
    offer = problem["proposal"]
    repair = "" if offer is None else f" -> '{_short(offer)}'" if offer else " -> nothing"
    return f"{where}:{shown} {problem['reason']}{repair}"


def _short(text: str) -> str:
    told = " ".join(text.split())
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}\u2026"


def report_json(report: Report, mapping: Mapping) -> dict[str, Any]:
    """Return a report as values that JSON knows."""
    raw = report.raw
    return {
        "file": raw.name,
        "format": raw.format,
        "layers": raw.layers,
        "layer": raw.layer or None,
        "told": raw.told,
        "mapping": json.loads(mapping.to_json()),
        "questions": [
            {"about": item.about, "text": item.text, "choices": item.choices, "must": item.must}
            for item in mapping.questions()
        ],
        "rows": report.rows,
        "taken": report.accepted.num_rows,
        "left_out": report.rows - report.accepted.num_rows,
        "own_kinds": report.own_kinds,
        "problems": [
            {
                "kind": count.kind,
                "label": count.label,
                "repair": count.repair or None,
                "left_out": count.left_out,
                "repaired": count.repaired,
                "noted": count.noted,
                "first": first_of_kind(report.problems, count.kind, _SHOWN),
            }
            for count in report.counts
        ],
    }
