"""One family of errors, each naming the place, the problem and the remedy."""

from typing import Self


class GeoTensionsError(Exception):
    """Anything this package raises on purpose; its text is fit to be shown to a user."""


class PlacedError(GeoTensionsError):
    """Something at a place is wrong, and there is something to do about it.

    Parameters
    ----------
    where
        The place, as a user knows it.
    problem
        What is wrong, without a final full stop.
    remedy
        What to do about it; may be empty.
    """

    def __init__(self, where: str, problem: str, remedy: str = "") -> None:
        self.where = where
        self.problem = problem
        self.remedy = remedy
        super().__init__(f"{where}: {problem}" + (f"; {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type[Self], tuple[str, str, str]]:
        """Travel between processes, which otherwise pass the whole text as the place."""
        return type(self), (self.where, self.problem, self.remedy)


class DataError(PlacedError):
    """Something in a data file is missing or wrong.

    ``where`` is the file, and the feature or row where there is one, e.g.
    ``geodata/layers/incidents.geojson, feature AV-2024-09-23-1``.
    """


class StateError(GeoTensionsError):
    """A shared address or a saved state holds something that cannot be used."""
