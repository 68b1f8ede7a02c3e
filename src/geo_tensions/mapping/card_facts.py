"""The facts of a card by section: one labelled line for each thing that is known."""

from collections.abc import Callable, Mapping
from typing import Any

from geo_tensions.dataset import Dataset, Record
from geo_tensions.mapping.card_words import (
    EEZ_BASIS_WORDS,
    FLAG_WORDS,
    RESPONSE_WORDS,
    SPACE_KM,
    STATUS_WORDS,
    coordinates,
    number,
    plain,
)
from geo_tensions.model import Layer

Fact = dict[str, Any]
"""``label`` and ``text``; where there is one also ``note``, ``source`` (its number in the list)
and ``tone``: ``official`` for an official statement, ``weak`` for what is not one."""

Cite = Callable[[str | None], int | None]
"""Gives the number under which the card lists a source."""


def sections(record: Record, *, dataset: Dataset, cite: Cite) -> list[dict[str, Any]]:
    """Return the sections of a record's card that have something to say, in reading order."""
    if record.layer is Layer.LAUNCHES:
        found = [
            ("launch", "Launch", _launch(record)),
            ("flight", "Flight", _flight(record)),
            ("fall", "Estimated fall area", _fall(record)),
            ("japan", "Japan", _japan(record)),
        ]
    else:
        found = [
            ("facts", "Facts", _incident(record)),
            ("accounts", "Response and denial", _accounts(record, dataset=dataset, cite=cite)),
        ]
    return [
        {"id": identifier, "heading": heading, "facts": facts}
        for identifier, heading, facts in found
        if facts
    ]


def fact(label: str, text: object, **more: object) -> list[Fact]:
    """Return one fact in a list, or an empty list where there is nothing to say."""
    if text is None or text == "":
        return []
    extra = {key: value for key, value in more.items() if value not in {None, ""}}
    return [{"label": label, "text": str(text)} | extra]


def _launch(record: Record) -> list[Fact]:
    glide = record["glide"]
    glide_text = "Yes, as reported" if glide is True else (None if glide is False else glide)
    site = None
    if record["launch_lon"] is not None and record["launch_lat"] is not None:
        site = coordinates(record["launch_lon"], record["launch_lat"])
    return [
        *fact("Missile", record["missile"]),
        *fact("Class", record["range_class"]),
        *fact("Glide or manoeuvring vehicle", glide_text),
        *fact("Object", record["object"]),
        *_counts(record),
        *fact("Launched from", record["launch_site"], note=site),
        *fact("Time (UTC)", record["time_utc"]),
    ]


def _counts(record: Record) -> list[Fact]:
    ours, low, high = record["count"], record["count_min"], record["count_max"]
    note = record["count_note"]
    if ours is None and low is None and high is None:
        text: str | None = None
    else:
        text = "not counted" if ours is None else str(ours)
        if low is not None and high is not None and (low, high) != (ours, ours):
            text += f" (reports: {low} to {high})"
        elif low is not None and low != ours:
            text += f" (at least {low})"
        elif high is not None and high != ours:
            text += f" (at most {high})"
    return [
        *fact("Missiles, this data set", text, note=note),
        *fact("Missiles, Japan's Ministry of Defense", record["count_japan_mod"]),
        *fact("The ministry's count for the whole date", record["event_count_japan_mod"]),
    ]


def _flight(record: Record) -> list[Fact]:
    apogee, distance, azimuth = record["apogee_km"], record["range_km"], record["azimuth_deg"]
    reports = record["range_reports"]
    return [
        *fact("Range", None if distance is None else number(distance, unit="km"), note=reports),
        *([] if distance is not None else fact("Range as reported", reports)),
        *fact("Highest point", None if apogee is None else number(apogee, unit="km")),
        *fact(
            "Direction",
            None if azimuth is None else f"{number(azimuth)}°",
            note=record["azimuth_basis"],
        ),
        *fact("Outcome", _by(record["outcome"], record["outcome_by"])),
    ]


def _by(text: str | None, who: str | None) -> str | None:
    return f"{text} (according to {who})" if text and who else text


def _fall(record: Record) -> list[Fact]:
    other = record["alternative"] or {}
    other_place = coordinates(other["lon"], other["lat"]) if other else None
    return [
        *fact("Fell in", record["landed_in"]),
        *fact("How it was estimated", record["impact_method"]),
        *fact("Measured from", record["impact_reference"]),
        *fact("Another account puts it at", other_place, note=other.get("basis")),
    ]


def _japan(record: Record) -> list[Fact]:
    over = None
    if record["passed_over_japan"]:
        over = "Yes"
        if (record["apogee_km"] or 0) >= SPACE_KM:
            over = f"Yes, in space (highest point {number(record['apogee_km'], unit='km')})"
    return [
        *_eez(record["japan_eez"]),
        *fact("Passed over Japan", over),
        *fact("J-Alert", _yes_no(record["j_alert"], yes="Issued", no="Not issued")),
    ]


def _eez(statement: Mapping[str, Any] | None) -> list[Fact]:
    if not statement:
        return []
    answer, basis = statement.get("answer"), statement.get("basis")
    words = {"inside": "Inside", "outside": "Outside"}.get(str(answer), "Not stated")
    if answer and basis:
        words += f", {EEZ_BASIS_WORDS.get(basis, plain(basis))}"
    tone = ("official" if basis == "official" else "weak") if answer else None
    return fact("Japan's exclusive economic zone", words, note=statement.get("text"), tone=tone)


def _yes_no(value: object, *, yes: str, no: str) -> str | None:
    if isinstance(value, bool):
        return yes if value else no
    return None if value is None else str(value)


def _incident(record: Record) -> list[Fact]:
    status = record["status"]
    flags = ", ".join(FLAG_WORDS.get(flag, plain(flag)) for flag in record["flags"] or [])
    return [
        *fact("Entries into airspace", record["entries"]),
        *fact("Status", STATUS_WORDS.get(status, plain(status)) if status else None),
        *fact("Officials on the exclusive economic zone", record["official_eez"]),
        *fact("Noted", flags),
    ]


def _accounts(record: Record, *, dataset: Dataset, cite: Cite) -> list[Fact]:
    facts: list[Fact] = []
    if response := record["response"]:
        level = str(response.get("level") or "")
        text = RESPONSE_WORDS.get(level, plain(level)) + _who_when(response, "by", dataset=dataset)
        facts += fact(
            "Response", text, note=response.get("note"), source=cite(response.get("source"))
        )
    for denial in record["denied_by"] or []:
        text = "Denied" + _who_when(denial, "state", dataset=dataset)
        facts += fact(
            "Other account", text, note=denial.get("note"), source=cite(denial.get("source"))
        )
    return facts


def _who_when(item: Mapping[str, Any], key: str, *, dataset: Dataset) -> str:
    code = item.get(key)
    who = ""
    if code:
        actor = dataset.actors.get(code)
        who = f" by {actor.label if actor else dataset.tables.states.get(code, code)}"
    return who + (f", {item['date']}" if item.get("date") else "")
