"""A scale bar in kilometres and nautical miles, true at the picture's middle latitude."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from geo_tensions.exports.fonts import FAMILIES
from geo_tensions.exports.plane import Plane
from geo_tensions.exports.shapes import PX_TO_PT
from geo_tensions.exports.theme import Theme

NM_KM = 1.852
"""Kilometres in a nautical mile (exact)."""

HEIGHT_PX = 46.0

_ROUND = (1, 2, 5)


def round_length(limit: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, 50, ... that is no longer than a limit."""
    best = 0.1
    for power in range(-1, 6):
        for digit in _ROUND:
            if digit * 10**power <= limit:
                best = digit * 10.0**power
    return best


def draw_scale_bar(axes: Axes, plane: Plane, x: float, y: float, theme: Theme) -> float:
    """Draw the bar with its lower left corner at a pixel; return its width."""
    room = min(170.0, plane.width * 0.25)
    lengths = [
        (round_length(room * plane.km_per_px), 1.0, "km"),
        (round_length(room * plane.km_per_px / NM_KM), NM_KM, "NM"),
    ]
    longest = max(length * unit_km for length, unit_km, _ in lengths) / plane.km_per_px
    wide = longest + 66
    axes.add_artist(
        Rectangle((x, y), wide, HEIGHT_PX, facecolor=theme["halo"], linewidth=0, zorder=6)
    )
    for number, (length, unit_km, unit) in enumerate(lengths):
        bar = length * unit_km / plane.km_per_px
        base = y + HEIGHT_PX - 16 - number * 19
        axes.plot(
            [x + 8, x + 8, x + 8 + bar, x + 8 + bar],
            [base + 5, base, base, base + 5],
            color=theme["ink"],
            linewidth=1.3 * PX_TO_PT,
            solid_joinstyle="miter",
            zorder=7,
        )
        axes.text(
            x + 14 + bar,
            base + 1,
            f"{length:g} {unit}",
            fontsize=12 * PX_TO_PT,
            color=theme["ink"],
            family=FAMILIES,
            va="center",
            zorder=7,
        )
    return wide
