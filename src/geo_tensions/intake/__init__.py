"""Foreign files: opened within limits, guessed column by column, judged row by row.

``read`` or ``read_bytes`` gives a :class:`Raw`, ``guess`` a :class:`Mapping` that the user confirms
or corrects, ``check`` a :class:`Report` with what is taken, what stays behind and why.
"""

from geo_tensions.intake.checking import check
from geo_tensions.intake.fields import FIELDS, FOR_ALL, Question
from geo_tensions.intake.guessing import guess
from geo_tensions.intake.mapping import Mapping, Use, fingerprint
from geo_tensions.intake.opening import read, read_bytes
from geo_tensions.intake.problems import (
    LEFT_OUT,
    NOTED,
    PROBLEM_KINDS,
    REPAIRED,
    ProblemKind,
    first_of_kind,
)
from geo_tensions.intake.raw import GEOMETRY, Raw
from geo_tensions.intake.report import Count, Report
from geo_tensions.intake.sniffing import ENDINGS, FORMATS
from geo_tensions.intake.telling import report_json, report_lines
from geo_tensions.intake.templates import template

__all__ = [
    "ENDINGS",
    "FIELDS",
    "FORMATS",
    "FOR_ALL",
    "GEOMETRY",
    "LEFT_OUT",
    "NOTED",
    "PROBLEM_KINDS",
    "REPAIRED",
    "Count",
    "Mapping",
    "ProblemKind",
    "Question",
    "Raw",
    "Report",
    "Use",
    "check",
    "fingerprint",
    "first_of_kind",
    "guess",
    "read",
    "read_bytes",
    "report_json",
    "report_lines",
    "template",
]
