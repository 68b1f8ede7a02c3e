"""What lies in which zone: certainly, possibly, not, or not to be said.

A place is a disc: nothing is known of where in it an event was. A zone's edge is known to so many
kilometres. A disc that keeps clear of the edge by its radius and that uncertainty is certainly
inside or not inside; one that does not is possibly inside. Where the edge itself is estimated
within reach of the disc, nothing is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt
import shapely

from geo_tensions.analysis.geodesy import Floats, Mask
from geo_tensions.analysis.layer_shapes import Layers
from geo_tensions.analysis.outlines import Area, Outline
from geo_tensions.analysis.zone_layers import ALWAYS, Zone, read_zones
from geo_tensions.catalog import Catalog
from geo_tensions.columns import PLACE, Columns
from geo_tensions.dataset import Dataset, Record
from geo_tensions.model import Display, Flag, Layer, PlacePrecision

MOST_RECORDS = 5_000
"""Records up to which places are read one by one; those of more are read from the columns."""

TOO_COARSE_KM = 200.0
"""Radius, km, from which a disc is an area of hundreds of kilometres and gets no answer."""


class Answer(StrEnum):
    """What can be said of a place and a zone."""

    CERTAINLY = "certainly"
    POSSIBLY = "possibly"
    NOT = "not"
    UNDETERMINED = "undetermined"
    TOO_COARSE = "too-coarse"
    OUTSIDE_COVERAGE = "outside-coverage"
    SYMBOLIC = "symbolic"
    NO_PLACE = "no-place"


ANSWERS = tuple(Answer)
CODE = {answer: np.uint8(number) for number, answer in enumerate(ANSWERS)}

WORDS = {
    Answer.CERTAINLY: "certainly inside",
    Answer.POSSIBLY: "possibly inside",
    Answer.NOT: "not inside",
    Answer.UNDETERMINED: "undetermined",
    Answer.TOO_COARSE: "too coarse to say",
    Answer.OUTSIDE_COVERAGE: "outside the coverage of this zone",
    Answer.SYMBOLIC: "no answer: an act, not a place on the map",
    Answer.NO_PLACE: "no answer: no place was published",
}
"""How an answer is said."""

REASONS = {
    Answer.TOO_COARSE: "the place is known only as a schematic route or an area of hundreds of "
    "kilometres",
    Answer.OUTSIDE_COVERAGE: "the zone is not in the data there",
    Answer.SYMBOLIC: "an act between governments is no position: its place says nothing of a zone",
    Answer.NO_PLACE: "no place was published",
}

EARLIER = "an earlier zone's limits are not in the data: these hold from {}"

LATEST = ALWAYS - 1
"""Minute that stands for the limits in force."""

JUDGED = np.uint8(255)
"""Stands where a place is judged zone by zone."""


@dataclass(frozen=True)
class Places:
    """Discs to be judged, as equally long columns.

    Attributes
    ----------
    lon, lat
        Centre, WGS 84 degrees; NaN where there is none.
    radius_km
        Radius, km.
    start
        Minute (JST, since 1970) whose limits apply.
    given
        Code of an answer that holds for every zone, or 255.
    """

    lon: Floats
    lat: Floats
    radius_km: Floats
    start: npt.NDArray[np.int64]
    given: npt.NDArray[np.uint8]

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self.lon)

    @classmethod
    def of_discs(
        cls,
        lon: npt.ArrayLike,
        lat: npt.ArrayLike,
        radius_km: npt.ArrayLike,
        start: npt.ArrayLike | None = None,
    ) -> "Places":
        """Return discs, judged by today's limits unless a minute is given for each.

        Raises
        ------
        ValueError
            If a number is not finite, a latitude none or a radius negative.
        """
        lons, lats, radii = np.broadcast_arrays(
            *(np.atleast_1d(np.asarray(item, dtype=float)) for item in (lon, lat, radius_km))
        )
        fits = np.isfinite(lons) & (np.abs(lats) <= 90) & (radii >= 0) & np.isfinite(radii)  # noqa: PLR2004 - degrees
        if not fits.all():
            msg = "a disc needs a longitude, a latitude from -90 to 90 and a radius from 0 km"
            raise ValueError(msg)
        minutes = np.full(len(lons), LATEST) if start is None else np.asarray(start, np.int64)
        given = np.where(radii >= TOO_COARSE_KM, CODE[Answer.TOO_COARSE], JUDGED)
        return cls(lons, lats, radii, minutes, given.astype(np.uint8))

    @classmethod
    def of_records(cls, records: Sequence[Record]) -> "Places":
        """Return the places of records."""
        none = float("nan")
        return cls(
            np.array([none if r.lon is None else r.lon for r in records], dtype=float),
            np.array([none if r.lat is None else r.lat for r in records], dtype=float),
            np.array([r["radius_km"] or 0.0 for r in records], dtype=float),
            np.array([r.span.start for r in records], dtype=np.int64),
            np.array([_given(r) for r in records], dtype=np.uint8),
        )

    @classmethod
    def of_columns(cls, columns: Columns) -> "Places":
        """Return the places of records by their columns: a million at once.

        Degrees and radii are those of single precision, true to a metre.
        """
        drawn = columns.has(Flag.DRAWN)
        route = columns.place == PLACE.index(PlacePrecision.ROUTE)
        radius = np.where(drawn, columns.radius, 0.0).astype(float)
        lane = columns.has(Flag.IN_LANE) & ~columns.has(Flag.LAUNCH)
        given = np.where(lane, CODE[Answer.SYMBOLIC], CODE[Answer.NO_PLACE])
        coarse = np.where(radius >= TOO_COARSE_KM, CODE[Answer.TOO_COARSE], JUDGED)
        given = np.where(route, CODE[Answer.TOO_COARSE], np.where(drawn, coarse, given))
        return cls(
            columns.lon.astype(float),
            columns.lat.astype(float),
            radius,
            columns.start.astype(np.int64),
            given.astype(np.uint8),
        )


def _given(record: Record) -> np.uint8:
    if record["place_precision"] == PlacePrecision.ROUTE:
        return CODE[Answer.TOO_COARSE]
    if not record.drawn:
        launch = record.layer is Layer.LAUNCHES or record.display is Display.LIST
        return CODE[Answer.NO_PLACE if launch else Answer.SYMBOLIC]
    coarse = (record["radius_km"] or 0.0) >= TOO_COARSE_KM
    return CODE[Answer.TOO_COARSE] if coarse else JUDGED


@dataclass(frozen=True)
class Judgement:
    """Answers for places (rows) and one zone.

    Attributes
    ----------
    code
        Index into :data:`ANSWERS`.
    reason
        Index into ``reasons``; 0 where the answer needs none.
    """

    code: npt.NDArray[np.uint8]
    reason: npt.NDArray[np.uint8]
    reasons: Sequence[str]

    def answer(self, row: int) -> Answer:
        """Return the answer for a place."""
        return ANSWERS[int(self.code[row])]

    def why(self, row: int) -> str:
        """Return why there is no plain answer, or nothing."""
        return self.reasons[int(self.reason[row])]


def judge(zone: Zone, places: Places) -> Judgement:
    """Return what can be said of places and a zone."""
    code = places.given.copy()
    reason = np.zeros(len(places), dtype=np.uint8)
    reasons = ["", *REASONS.values()]
    for number, answer in enumerate(REASONS, start=1):
        reason[code == CODE[answer]] = number
    open_ = np.flatnonzero(code == JUDGED)
    lon, lat, radius = places.lon[open_], places.lat[open_], places.radius_km[open_]
    inside = zone.area.contains(lon, lat)
    near = np.zeros(len(open_), dtype=bool)
    for edge, margin in zone.edges:
        near |= edge.within(lon, lat, radius + margin)
    found = np.where(inside, CODE[Answer.CERTAINLY], CODE[Answer.NOT])
    found[near] = CODE[Answer.POSSIBLY]
    why = np.zeros(len(open_), dtype=np.uint8)

    def settle(mask: Mask, answer: Answer, words: str) -> None:
        if mask.any():
            reasons.append(words)
            found[mask] = CODE[answer]
            why[mask] = len(reasons) - 1

    for unsure in zone.unsure:
        held = places.start[open_] < unsure.until
        held[held] = _reached(unsure.reach, lon[held], lat[held], radius[held] + unsure.margin_km)
        if unsure.inside_only:
            held &= inside | near
        settle(held, Answer.UNDETERMINED, unsure.reason)
    if zone.in_force is not None:
        earlier = places.start[open_] < zone.in_force
        settle(earlier, Answer.UNDETERMINED, EARLIER.format(zone.in_force_text))
    if zone.coverage is not None:
        beyond = ~zone.coverage.contains(lon, lat)
        beyond |= zone.coverage.outline.within(lon, lat, radius)
        settle(beyond, Answer.OUTSIDE_COVERAGE, REASONS[Answer.OUTSIDE_COVERAGE])
    code[open_], reason[open_] = found, why
    return Judgement(code, reason, reasons)


def _reached(reach: object, lon: Floats, lat: Floats, far: Floats) -> Mask:
    if isinstance(reach, Area):
        return reach.touches(lon, lat, far)
    within: Mask = reach.within(lon, lat, far)  # type: ignore[attr-defined]
    return within


class ZoneSet:
    """Every zone of the data, read once."""

    def __init__(self, catalog: Catalog) -> None:
        self.layers = Layers(catalog)
        self.zones = {zone.id: zone for zone in read_zones(catalog, self.layers)}

    def judge(self, places: Places) -> dict[str, Judgement]:
        """Return the answers of every zone, by its id."""
        return {name: judge(zone, places) for name, zone in self.zones.items()}

    @cached_property
    def disputed(self) -> dict[str, Area]:
        """Sea within 12 NM of each group of disputed islands, by the id of its claim."""
        return {
            str(properties["party"]): Area(shape)
            for properties, shape in self.layers.of("territorial-sea")
            if properties["role"] == "area" and properties["disputed"] != "no"
        }

    def outer_edge(self, zone: str, inner: str) -> Outline:
        """Return the edge of two adjoining zones taken together."""
        whole = [self.zones[name].area.shape for name in (zone, inner)]
        return Outline(shapely.coverage_union_all(whole).boundary)


class RecordAnswers:
    """The answers for all records of a dataset, each zone judged when first asked for."""

    def __init__(self, dataset: Dataset, zones: ZoneSet | None = None) -> None:
        self.dataset = dataset
        self.set = zones or ZoneSet(dataset.catalog)
        self._judged: dict[str, Judgement] = {}

    @cached_property
    def places(self) -> Places:
        """The places of the records."""
        if len(self.dataset) > MOST_RECORDS:
            return Places.of_columns(self.dataset.columns)
        return Places.of_records(self.dataset.records)

    def of(self, zone: str) -> Judgement:
        """Return the answers of a zone, row by row.

        Raises
        ------
        KeyError
            If there is no such zone.
        """
        if zone not in self._judged:
            self._judged[zone] = judge(self.set.zones[zone], self.places)
        return self._judged[zone]
