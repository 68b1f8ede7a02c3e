"""The Poisson distribution as far as it is needed: which counts are no surprise.

SciPy would do the same at 100 MB more to install.
"""

from math import exp, lgamma, log


def cumulative(count: int, mean: float) -> float:
    """Return the probability of at most ``count`` events where ``mean`` are expected."""
    if count < 0:
        return 0.0
    return min(1.0, sum(_mass(k, mean) for k in range(count + 1)))


def quantile(probability: float, mean: float) -> int:
    """Return the smallest count whose cumulative probability reaches ``probability``.

    Raises
    ------
    ValueError
        If ``probability`` is not between 0 and 1, or ``mean`` is negative.
    """
    if not 0 < probability < 1 or mean < 0:
        msg = f"probability {probability} or mean {mean} is out of range"
        raise ValueError(msg)
    count, reached = 0, _mass(0, mean)
    while reached < probability:
        count += 1
        reached += _mass(count, mean)
    return count


def interval(mean: float, *, level: float) -> tuple[int, int]:
    """Return the lowest and the highest count of the central interval of a level (0 to 1)."""
    tail = (1 - level) / 2
    return quantile(tail, mean), quantile(1 - tail, mean)


def _mass(count: int, mean: float) -> float:
    if mean == 0:
        return 1.0 if count == 0 else 0.0
    return exp(count * log(mean) - mean - lgamma(count + 1))
