"""What a column can be taken for, and what only the user can say."""

from collections.abc import Mapping
from dataclasses import dataclass

FIELDS: Mapping[str, str] = {
    "id": "Name of the row, used once",
    "title": "Title",
    "kind": "Kind of event",
    "start": "Date, or first day",
    "end": "Last day",
    "year": "Year, where it has a column of its own",
    "month": "Month, where it has a column of its own",
    "day": "Day of the month, where it has a column of its own",
    "time": "Time of day",
    "lat": "Latitude",
    "lon": "Longitude",
    "point": "Latitude and longitude in one column, or the geometry",
    "radius_km": "Radius within which it happened",
    "place": "Place in words",
    "place_precision": "How well the place is known",
    "position_basis": "How the point was chosen",
    "source": "Source",
    "source_publisher": "Publisher of the source",
    "source_title": "Title of the source",
    "source_date": "Date of the source",
    "source_url": "Address of the source",
    "actors": "Who acted",
    "evidence": "Who says so",
    "summary": "Summary",
    "equipment": "Ships, aircraft, missiles",
    "notes": "Notes",
    "event_id": "Name of the event that the row belongs to",
}
"""What a column can be taken for, with its label, in the order in which it is shown."""

FOR_ALL = (
    *("title", "kind", "radius_km", "place", "evidence", "actors", "notes"),
    *("source", "source_publisher", "source_title", "source_date", "source_url"),
)
"""Fields that the user can give for every row that says nothing itself."""

DATE_PARTS = ("year", "month", "day")

SOURCE_PARTS = ("source_publisher", "source_title", "source_date", "source_url")


@dataclass(frozen=True, slots=True)
class Question:
    """Something that only the user can say.

    Attributes
    ----------
    about
        Field of :class:`geo_tensions.intake.Mapping` or of :data:`FIELDS` that the answer fills.
    text
        The question.
    choices
        Possible answers; empty where it is a text or a number.
    must
        Whether rows are lost without an answer; else they are taken as unverified.
    """

    about: str
    text: str
    choices: tuple[str, ...] = ()
    must: bool = False
