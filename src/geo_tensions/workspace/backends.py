"""What the two databases do differently."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, Engine, case, or_

from geo_tensions.workspace.rows import boxes
from geo_tensions.workspace.schema import records
from geo_tensions.workspace.store import Bbox

Tell = Callable[[int], None]
"""Hears how many rows are done."""


class Backend(Protocol):
    """One database, as the workspace needs it."""

    @property
    def where(self) -> str:
        """The file, or the database without its password."""
        ...

    @property
    def engine(self) -> Engine:
        """Where connections come from."""
        ...

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """Errors of the driver that may arrive unwrapped."""
        ...

    def reason(self, error: BaseException) -> tuple[str, str]:
        """Return what an error of the driver means, and what to do about it."""
        ...

    def prepare(self) -> None:
        """See to it that connections can be made."""
        ...

    def lock(self, connection: Connection) -> None:
        """Let no other connection commit changes before this transaction ends."""
        ...

    def ready(self, connection: Connection) -> bool:
        """Tell whether the tables of a workspace are there, whatever their version."""
        ...

    def found(self, connection: Connection) -> None:
        """Refuse what is none of ours, before tables are made."""
        ...

    def checked(self, connection: Connection) -> None:
        """Refuse tables that somebody has tampered with."""
        ...

    def insert(self, connection: Connection, rows: Iterator[pa.Table], *, tell: Tell) -> None:
        """Write rows, all of one set."""
        ...

    def touching(self, box: Bbox) -> ColumnElement[bool]:
        """Return the condition by which the spatial index finds the rows of one box."""
        ...


def in_box(backend: Backend, bbox: Bbox) -> ColumnElement[bool]:
    """Return the condition that a row's point lies in a box.

    The index answers to seven digits; what it finds is compared with the coordinates themselves.
    """
    found: Sequence[Bbox] = boxes(bbox)
    lon, lat = signed_lon(records.c.lon), records.c.lat
    exact = or_(*(lon.between(one[0], one[2]) & lat.between(one[1], one[3]) for one in found))
    return or_(*(backend.touching(one) for one in found)) & exact


def signed_lon(lon: ColumnElement[float]) -> ColumnElement[float]:
    """Return longitudes as points have them: from -180 (included) to 180."""
    return case((lon >= 180, lon - 360), else_=lon)  # noqa: PLR2004 - degrees
