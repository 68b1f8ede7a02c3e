"""Records as columns: what filters, counts and the browser work on."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt

from geo_tensions.model import Evidence, Flag, Lane, PlacePrecision

EVIDENCE = tuple(Evidence)
PLACE = tuple(PlacePrecision)
LANES = tuple(Lane)


@dataclass(frozen=True, eq=False)
class Columns:
    """Equally long, read-only arrays, one entry a record, sorted by start and then by id.

    Attributes
    ----------
    start, end
        Minutes since 1970-01-01T00:00 JST, both included (int32).
    lon, lat
        WGS 84 degrees, longitudes continuous from 0 to 360 (float32); NaN where the record is not
        drawn.
    radius
        Radius of the disc that holds the place, km; 0 where there is none (float32).
    kind, evidence, place, lane
        Indices into the kinds of the dataset and into :data:`EVIDENCE`, :data:`PLACE`,
        :data:`LANES` (uint8).
    flags
        :class:`~geo_tensions.model.Flag` bits (uint16).
    event
        Index of the event that the record belongs to (uint32).
    missiles
        Missiles counted in the record by this data set (uint16).
    """

    start: npt.NDArray[np.int32]
    end: npt.NDArray[np.int32]
    lon: npt.NDArray[np.float32]
    lat: npt.NDArray[np.float32]
    radius: npt.NDArray[np.float32]
    kind: npt.NDArray[np.uint8]
    evidence: npt.NDArray[np.uint8]
    place: npt.NDArray[np.uint8]
    lane: npt.NDArray[np.uint8]
    flags: npt.NDArray[np.uint16]
    event: npt.NDArray[np.uint32]
    missiles: npt.NDArray[np.uint16]

    def __post_init__(self) -> None:
        """Refuse columns of different lengths and lock the arrays."""
        lengths = {len(getattr(self, item.name)) for item in fields(self)}
        if len(lengths) != 1:
            msg = f"columns differ in length: {sorted(lengths)}"
            raise ValueError(msg)
        for item in fields(self):
            getattr(self, item.name).setflags(write=False)

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.start)

    @classmethod
    def of_rows(cls, rows: Sequence[dict[str, Any]]) -> "Columns":
        """Stack rows (dictionaries keyed by column name) into columns."""
        return cls(
            **{
                name: np.array([row[name] for row in rows], dtype=dtype)
                for name, dtype in DTYPES.items()
            }
        )

    def has(self, flag: Flag) -> npt.NDArray[np.bool_]:
        """Return which records carry a flag."""
        mask: npt.NDArray[np.bool_] = (self.flags & np.uint16(flag)) != 0
        return mask


DTYPES: dict[str, str] = {
    "start": "<i4",
    "end": "<i4",
    "lon": "<f4",
    "lat": "<f4",
    "radius": "<f4",
    "kind": "u1",
    "evidence": "u1",
    "place": "u1",
    "lane": "u1",
    "flags": "<u2",
    "event": "<u4",
    "missiles": "<u2",
}
"""Element type of each column, in the order in which they travel."""
