"""``geo-tensions zones``: what lies in which zone, how far from what, and where words differ."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from geo_tensions.errors import GeoTensionsError
from geo_tensions.model import Perspective
from geo_tensions.timespan import Precision, Timespan, day_of

if TYPE_CHECKING:
    from geo_tensions.analysis.zones import Places


def register(subparsers: Any) -> None:  # noqa: ANN401 - argparse names no public type for it
    """Add the command ``zones``."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "zones", help="say what a place lies in and how far it is, or list contradictions"
    )
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("--at", type=_lon_lat, metavar="LON,LAT", help="a place, WGS 84 degrees")
    asked.add_argument(
        "--contradictions",
        action="store_true",
        help="list the records whose official and computed answers differ",
    )
    parser.add_argument(
        "--radius-km", type=_radius, default=0.0, help="radius of the disc that holds the place"
    )
    parser.add_argument(
        "--perspective",
        type=Perspective,
        choices=list(Perspective),
        default=Perspective.NEUTRAL,
        help="whose claim is asked; neutral gives both scenarios",
    )
    parser.add_argument(
        "--date", type=_day, help="day whose limits apply, YYYY-MM-DD; without it those in force"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Answer on standard output; return the exit code."""
    try:
        if options.contradictions:
            return _contradictions(as_json=options.json)
        return _place(options)
    except GeoTensionsError as error:
        print(error, file=sys.stderr)
        return 1


def _place(options: argparse.Namespace) -> int:
    from geo_tensions.analysis.zones import Places  # noqa: PLC0415 - slow to import
    from geo_tensions.catalog import Catalog  # noqa: PLC0415

    lon, lat = options.at
    start = None if options.date is None else [options.date.start]
    places = Places.of_discs(lon, lat, options.radius_km, start)
    found = answer(Catalog.open(), places, perspective=options.perspective)
    found["place"] = {
        "lon": lon,
        "lat": lat,
        "radius_km": options.radius_km,
        "date": None if options.date is None else day_of(options.date.start).isoformat(),
    }
    if options.json:
        _say(json.dumps(found, ensure_ascii=False, indent=1))
        return 0
    for zone in found["zones"]:
        why = f" ({zone['why']})" if zone["why"] else ""
        _say(f"{zone['words']}: {zone['label']}{why}")
    for item in found["distances"]:
        near = f" ({item['nearest']})" if item["nearest"] else ""
        _say(
            f"{item['label']}{near}: {item['km']:,.1f} km "
            f"({item['least_km']:,.1f} to {item['most_km']:,.1f} km; {item['nm']:,.1f} NM, "
            f"{item['least_nm']:,.1f} to {item['most_nm']:,.1f} NM)"
        )
    return 0


def answer(catalog: Any, places: "Places", *, perspective: Perspective) -> dict[str, Any]:  # noqa: ANN401 - imported late
    """Return every zone's answer and every distance of one place, ready for JSON.

    Parameters
    ----------
    catalog
        The data.
    places
        One disc.
    perspective
        Scenarios that are answered for.
    """
    from geo_tensions.analysis.claims import in_view  # noqa: PLC0415
    from geo_tensions.analysis.distances import Targets  # noqa: PLC0415
    from geo_tensions.analysis.zones import WORDS, ZoneSet, judge  # noqa: PLC0415

    known = ZoneSet(catalog)
    zones = []
    for zone in known.zones.values():
        if not in_view(zone.scenario, perspective):
            continue
        judged = judge(zone, places)
        zones.append(
            {
                "zone": zone.id,
                "label": zone.label,
                "state": zone.state or None,
                "scenario": zone.scenario or None,
                "answer": judged.answer(0).value,
                "words": WORDS[judged.answer(0)],
                "why": judged.why(0) or None,
                "basis": zone.basis,
                "in_force": zone.in_force_text or None,
                "caveat": zone.caveat,
            }
        )
    distances = []
    for item in Targets(known.layers).of(places, 0):
        if in_view(item.scenario, perspective):
            nm, least_nm, most_nm = item.nautical
            distances.append(
                {
                    "target": item.target,
                    "label": item.label,
                    "scenario": item.scenario or None,
                    "nearest": item.nearest or None,
                    "km": round(item.km, 3),
                    "least_km": round(item.least_km, 3),
                    "most_km": round(item.most_km, 3),
                    "nm": round(nm, 3),
                    "least_nm": round(least_nm, 3),
                    "most_nm": round(most_nm, 3),
                }
            )
    return {
        "perspective": perspective.value,
        "data_version": catalog.data_version,
        "computed": True,
        "zones": zones,
        "distances": distances,
    }


def _contradictions(*, as_json: bool) -> int:
    from geo_tensions.analysis.contradictions import contradictions  # noqa: PLC0415
    from geo_tensions.analysis.spatial import answers_of  # noqa: PLC0415
    from geo_tensions.dataset import load_dataset  # noqa: PLC0415

    found = contradictions(answers_of(load_dataset()))
    if as_json:
        rows = [
            {
                "id": item.record.id,
                "date": item.record["start"],
                "kind": item.kind,
                "about": item.statement.about,
                "official": "inside" if item.statement.inside else "outside",
                "statement": item.statement.words,
                "computed": {name: value.value for name, value in item.computed.items()},
                "off_km": round(item.off_km, 1),
                "radius_km": item.record["radius_km"],
            }
            for item in found
        ]
        _say(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for kind, heading in _HEADINGS.items():
        mine = [item for item in found if item.kind == kind]
        _say(f"{heading}: {len(mine) or 'none'}")
        for item in mine:
            _say(f"  {item.record['start']:<11} {item.record.id:<18} {item.words}")
    return 0


_HEADINGS = {
    "contradiction": "The whole disc lies on the other side",
    "by-scenario": "The whole disc lies on the other side in one scenario",
    "point": "The disc allows for both, its centre lies on the other side",
}


def _say(line: str) -> None:
    print(line)


def _lon_lat(text: str) -> tuple[float, float]:
    try:
        lon, lat = (float(item) for item in text.split(","))
    except ValueError:
        msg = f"'{text}' is not LON,LAT"
        raise argparse.ArgumentTypeError(msg) from None
    if not (-360 <= lon <= 360 and -90 <= lat <= 90):  # noqa: PLR2004 - degrees
        msg = f"'{text}' is no place on Earth: longitude first, degrees"
        raise argparse.ArgumentTypeError(msg)
    return lon, lat


def _radius(text: str) -> float:
    value = float(text)
    if not 0 <= value < 20_020:  # noqa: PLR2004 - half of the Earth's girth, km
        msg = f"{text} is no radius, km"
        raise argparse.ArgumentTypeError(msg)
    return value


def _day(text: str) -> Timespan:
    try:
        span = Timespan.parse(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if span.precision is not Precision.DAY:
        msg = f"'{text}' is no day (YYYY-MM-DD)"
        raise argparse.ArgumentTypeError(msg)
    return span
