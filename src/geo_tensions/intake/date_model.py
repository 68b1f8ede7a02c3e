"""What a text says as a date, and how dates of a column are written."""

from dataclasses import dataclass
from enum import StrEnum


class DateOrder(StrEnum):
    """Which part of a date such as 03/04/2024 comes first."""

    YMD = "YMD"
    DMY = "DMY"
    MDY = "MDY"


class DateNumbers(StrEnum):
    """What a bare number in a column of dates counts."""

    NONE = ""
    EXCEL_1900 = "excel-1900"
    EXCEL_1904 = "excel-1904"
    UNIX_SECONDS = "unix-s"
    UNIX_MILLISECONDS = "unix-ms"


@dataclass(frozen=True, slots=True)
class DateRead:
    """What a text says as a date.

    Attributes
    ----------
    start, end
        ISO ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; empty where the text says none. The end is
        that of a span in one cell.
    fault
        Kind of problem, empty where there is none.
    reason
        The problem in words.
    proposal
        What the date would be if the proposed repair is accepted.
    """

    start: str = ""
    end: str = ""
    fault: str = ""
    reason: str = ""
    proposal: str = ""


AMBIGUOUS = "date-order"
TWO_DIGITS = "date-two-digit-year"
IMPOSSIBLE = "date-impossible"
EXCHANGED = "date-day-and-month"
UNREADABLE = "date-unreadable"
ERA = "date-era"
