"""What a build says when its inputs are wrong: every fault, one line each, told once."""

from collections.abc import Sequence

from geo_tensions.errors import GeoTensionsError


class BuildError(GeoTensionsError):
    """Faults of the authored files; nothing was written.

    Parameters
    ----------
    faults
        One line each: file, record or row, what is wrong, what to do.
    """

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))
