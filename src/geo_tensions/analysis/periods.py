"""Which days a window is compared with."""

from datetime import date, timedelta
from enum import StrEnum

from geo_tensions.timespan import Window


class Against(StrEnum):
    """What a window is compared with."""

    BEFORE = "before"
    YEAR = "year-before"
    OWN = "own"


def other_window(
    window: Window, against: Against, *, extent: Window, own: Window | None = None
) -> Window | None:
    """Return the days that a window is compared with; None where the data begin later.

    Parameters
    ----------
    window
        The days looked at.
    against
        As many days right before them, the same days a year before (29 February becomes the
        28th), or own days.
    extent
        Days that the data cover: a window that begins before them is cut.
    own
        The own days.
    """
    if against is Against.OWN:
        return own
    if against is Against.BEFORE:
        last = window.first - timedelta(days=1)
        if window.first.toordinal() <= window.days:
            return None
        found = Window(window.first - timedelta(days=window.days), last)
    else:
        found = Window(_year_before(window.first), _year_before(window.last))
    if found.last < extent.first:
        return None
    return Window(max(found.first, extent.first), found.last)


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
