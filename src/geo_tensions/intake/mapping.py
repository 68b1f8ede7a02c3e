"""What each column of a foreign file is taken for, as guessed, and as the user settled it."""

import hashlib
import json
from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Self

import pyproj

from geo_tensions.errors import DataError
from geo_tensions.intake.crs import WGS84, named_crs
from geo_tensions.intake.date_model import DateNumbers, DateOrder
from geo_tensions.intake.fields import FIELDS, FOR_ALL, SOURCE_PARTS, Question
from geo_tensions.intake.plain import brief
from geo_tensions.intake.quantities import KM_OF

_CERTAIN = 1.0
_UNFIT = (TypeError, ValueError, AttributeError, KeyError, pyproj.exceptions.CRSError)
_FORM = 1


@dataclass(frozen=True, slots=True)
class Use:
    """A column that is taken for a field.

    Attributes
    ----------
    column
        Its name, or :data:`geo_tensions.intake.raw.GEOMETRY`.
    confidence
        From 0 to 1; 1 where the user chose it.
    reason
        Why, in words.
    """

    column: str
    confidence: float = _CERTAIN
    reason: str = "chosen by the user"


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a foreign file is read.

    Attributes
    ----------
    uses
        Column of each field that has one.
    date_order
        Which part of a date in digits comes first; None where nothing tells and nobody has said.
    date_numbers
        What a bare number in a column of dates counts.
    decimal
        Decimal mark, ``.`` or ``,``.
    crs
        In which the coordinates are, fit for pyproj.
    swapped
        Whether the column or the half of a pair taken for the longitude holds the latitude.
    radius_unit
        Unit of radii that name none: ``km``, ``m``, ``NM`` or ``mi``; empty where nobody knows.
    for_all
        What the user says of all rows that do not say it themselves: a value of each field of
        :data:`FOR_ALL`; ``radius_km`` in km.
    kinds
        Id of the kind (a shipped one, or ``own-WORD``) of each text in the column of kinds.
    reasons
        Why the date order, the decimal mark and so on were guessed so, by field.
    fingerprint
        Of the names of the columns, by which the mapping is remembered.
    """

    uses: AnyMapping[str, Use] = field(default_factory=dict)
    date_order: DateOrder | None = None
    date_numbers: DateNumbers = DateNumbers.NONE
    decimal: str = "."
    crs: str = WGS84
    swapped: bool = False
    radius_unit: str = "km"
    for_all: AnyMapping[str, str] = field(default_factory=dict)
    kinds: AnyMapping[str, str] = field(default_factory=dict)
    reasons: AnyMapping[str, str] = field(default_factory=dict)
    fingerprint: str = ""

    def column(self, name: str) -> str | None:
        """Return the column taken for a field, None where there is none."""
        use = self.uses.get(name)
        return None if use is None else use.column

    def take(self, name: str, column: str | None) -> Self:
        """Return the mapping with a field's column chosen by the user, or with none."""
        uses = {key: use for key, use in self.uses.items() if key != name}
        if column is not None:
            uses[name] = Use(column)
        return replace(self, uses={key: uses[key] for key in FIELDS if key in uses})

    def say(self, name: str, value: str | None) -> Self:
        """Return the mapping with a value for all rows that do not say it, or without one."""
        for_all = {key: told for key, told in self.for_all.items() if key != name}
        if value:
            for_all[name] = value
        return replace(self, for_all=for_all)

    def name_kinds(self, kinds: AnyMapping[str, str]) -> Self:
        """Return the mapping with the kinds of some texts chosen by the user."""
        return replace(self, kinds={**self.kinds, **kinds})

    def settle(  # noqa: PLR0913 - all that can be settled
        self,
        *,
        date_order: DateOrder | None = None,
        date_numbers: DateNumbers | None = None,
        decimal: str | None = None,
        crs: str | None = None,
        swapped: bool | None = None,
        radius_unit: str | None = None,
    ) -> Self:
        """Return the mapping with some of its interpretations chosen by the user.

        Raises
        ------
        DataError
            If ``crs`` is no system of coordinates.
        """
        chosen = {
            "date_order": date_order,
            "date_numbers": date_numbers,
            "decimal": decimal,
            "crs": crs and named_crs(crs, where="the system of coordinates"),
            "swapped": swapped,
            "radius_unit": radius_unit,
        }
        settled: dict[str, Any] = {key: value for key, value in chosen.items() if value is not None}
        reasons = {key: told for key, told in self.reasons.items() if key not in settled}
        return replace(self, reasons=reasons, **settled)

    @property
    def columns(self) -> frozenset[str]:
        """Names of the columns that are taken for something."""
        return frozenset(use.column for use in self.uses.values())

    def questions(self) -> tuple[Question, ...]:
        """Return what only the user can say, the most needed first."""
        return tuple(self._asked())

    def _asked(self) -> Iterable[Question]:
        if not self.uses.keys() & {"start", "year"}:
            yield Question("start", "Which column holds the date?", must=True)
        elif "start" in self.uses and self.date_order is None:
            why = self.reasons.get("date_order", "")
            yield Question(
                "date_order",
                "Which comes first in the dates, the day or the month?"
                + (f" ({why})" if why else ""),
                (DateOrder.DMY.value, DateOrder.MDY.value),
                must=True,
            )
        if "kind" not in self.uses and "kind" not in self.for_all:
            yield Question("kind", "Of what kind are the events?", must=True)
        if self._has_place():
            if not self.crs:
                yield Question("crs", "In which system are the coordinates?", must=True)
            if "radius_km" not in self.uses and "radius_km" not in self.for_all:
                yield Question("radius_km", "Within how many km of its point did each happen?")
            elif "radius_km" in self.uses and not self.radius_unit:
                yield Question(
                    "radius_unit", "In which unit are the radii?", tuple(KM_OF), must=True
                )
        if not any(part in known for part in ("source", *SOURCE_PARTS) for known in self._told()):
            yield Question("source", "Which source do the rows come from?")

    def _has_place(self) -> bool:
        return "point" in self.uses or {"lon", "lat"} <= set(self.uses)

    def _told(self) -> tuple[AnyMapping[str, Any], AnyMapping[str, Any]]:
        return self.uses, self.for_all

    def to_json(self) -> str:
        """Return the mapping as JSON."""
        content = asdict(self) | {"form": _FORM}
        return json.dumps(content, ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str, *, where: str = "mapping") -> Self:
        """Read what :meth:`to_json` wrote.

        Raises
        ------
        DataError
            If it is none, naming the first member that cannot be used.
        """
        try:
            content = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise DataError(where, "is no JSON", "write it with --save-mapping") from error
        if not isinstance(content, dict) or content.get("form") != _FORM:
            raise DataError(where, "is no mapping of columns", "write it with --save-mapping")
        try:
            return cls(**_members(content))
        except _UNFIT as error:
            raise DataError(
                where, f"cannot be used ({brief(error)})", "mend or remove it"
            ) from error

    def problems(self, columns: Iterable[str]) -> list[str]:
        """Return why a mapping does not fit a file with these columns, one line each."""
        known = set(columns)
        return [
            f"takes '{name}' from the column '{use.column}', which the file does not have"
            for name, use in self.uses.items()
            if use.column not in known
        ]


def fingerprint(columns: Iterable[str]) -> str:
    """Return the name under which the mapping of a file with these columns is remembered."""
    return hashlib.sha256("\x1f".join(columns).encode()).hexdigest()[:16]


def _members(content: AnyMapping[str, Any]) -> dict[str, Any]:
    order = content.get("date_order")
    uses = {_one_of(name, FIELDS, "field"): Use(**use) for name, use in content["uses"].items()}
    for use in uses.values():
        _texts({"column": use.column, "reason": use.reason})
        float(use.confidence)
    crs = content.get("crs", WGS84)
    if crs:
        pyproj.CRS.from_user_input(_texts({"crs": crs})["crs"])
    return {
        "uses": uses,
        "date_order": DateOrder(order) if order else None,
        "date_numbers": DateNumbers(content.get("date_numbers", "")),
        "decimal": _one_of(content.get("decimal", "."), (".", ","), "decimal mark"),
        "crs": crs,
        "swapped": bool(content.get("swapped", False)),
        "radius_unit": _one_of(content.get("radius_unit", "km"), ("", *KM_OF), "unit"),
        "for_all": {
            _one_of(name, FOR_ALL, "field"): value
            for name, value in _texts(content.get("for_all", {})).items()
        },
        "kinds": _texts(content.get("kinds", {})),
        "reasons": _texts(content.get("reasons", {})),
        "fingerprint": _texts({"": content.get("fingerprint", "")})[""],
    }


def _one_of(value: Any, known: Iterable[str], what: str) -> str:  # noqa: ANN401 - parsed JSON
    if value not in tuple(known):
        msg = f"'{value}' is no {what}"
        raise ValueError(msg)
    return str(value)


def _texts(content: AnyMapping[str, Any]) -> dict[str, str]:
    for name, value in content.items():
        if not isinstance(value, str):
            msg = f"'{name}' is no text"
            raise TypeError(msg)
    return dict(content)
