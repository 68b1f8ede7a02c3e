"""The WGS 84 ellipsoid: distances, a plane that keeps angles, and points in space."""

import numpy as np
import numpy.typing as npt
from pyproj import Geod

Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

WGS84 = Geod(ellps="WGS84")
METRES_PER_NM = 1852.0
"""International nautical mile, by definition."""

EARTH_KM = 6371.0
"""Mean radius, km; only used for bounds."""

MIDDLE_DEG = (150.0, 45.0)
"""Longitude and latitude of the middle of the map, where the plane of computation touches."""

USEFUL_SCALE = 4.0
"""Scale of the plane 120 degrees of arc from its middle; beyond, it says nothing."""

_POLE_DEG = 89.9999
_ECCENTRICITY = float(np.sqrt(WGS84.es))


def turned(lon: npt.ArrayLike) -> Floats:
    """Return longitudes within half a turn of the map's middle, degrees."""
    west = MIDDLE_DEG[0] - 180
    return np.mod(np.asarray(lon, dtype=float) - west, 360.0) + west


def plane(lon: npt.ArrayLike, lat: npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Project places stereographically: the same scale in all directions at each place.

    Returns
    -------
    x, y, scale
        Kilometres in the plane, and kilometres there for each kilometre on the ellipsoid.
    """
    phi = np.radians(np.clip(np.asarray(lat, dtype=float), -_POLE_DEG, _POLE_DEG))
    turn = np.radians(np.asarray(lon, dtype=float) - MIDDLE_DEG[0])
    chi, chi0 = _conformal(phi), float(_conformal(np.radians(np.array(MIDDLE_DEG[1]))))
    away = np.sin(chi0) * np.sin(chi) + np.cos(chi0) * np.cos(chi) * np.cos(turn)
    stretch = 2 / np.maximum(1 + away, 1e-9)
    x = EARTH_KM * stretch * np.cos(chi) * np.sin(turn)
    north = np.cos(chi0) * np.sin(chi) - np.sin(chi0) * np.cos(chi) * np.cos(turn)
    across = WGS84.a / 1e3 / np.sqrt(1 - WGS84.es * np.sin(phi) ** 2)
    scale = stretch * EARTH_KM * np.cos(chi) / (across * np.cos(phi))
    return x, EARTH_KM * stretch * north, scale


def _conformal(phi: Floats) -> Floats:
    sine = _ECCENTRICITY * np.sin(phi)
    squeeze = ((1 - sine) / (1 + sine)) ** (_ECCENTRICITY / 2)
    return np.asarray(2 * np.arctan(np.tan(np.pi / 4 + phi / 2) * squeeze) - np.pi / 2)


def space(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Floats:
    """Return places as points in space, km from the Earth's centre, shape (n, 3)."""
    lam, phi = np.radians(np.asarray(lon, dtype=float)), np.radians(np.asarray(lat, dtype=float))
    across = WGS84.a / 1e3 / np.sqrt(1 - WGS84.es * np.sin(phi) ** 2)
    ring = across * np.cos(phi)
    up = across * (1 - WGS84.es) * np.sin(phi)
    return np.stack([ring * np.cos(lam), ring * np.sin(lam), up], axis=-1)


def geodesic_km(lon: Floats, lat: Floats, other_lon: Floats, other_lat: Floats) -> Floats:
    """Return the lengths of shortest lines on the ellipsoid, km."""
    return np.asarray(WGS84.inv(lon, lat, other_lon, other_lat)[2]) / 1e3


def slack(x: Floats, y: Floats, scale: Floats, reach_km: Floats) -> Floats:
    """Return by what share a distance in the plane may differ from scale times geodesic distance.

    Parameters
    ----------
    x, y, scale
        From :func:`plane`.
    reach_km
        Geodesic distance, km.

    Returns
    -------
    share
        At most 0.9; so much also where the plane is of no use, far round the Earth.
    """
    # The logarithm of the scale grows by tan(c / 2) / R for each kilometre away from the middle;
    # in the plane, tan(c / 2) is half the distance from it over R.
    steepness = (np.hypot(x, y) / (2 * EARTH_KM) + reach_km / EARTH_KM) / EARTH_KM + 1e-6
    share = np.minimum(1.2 * steepness * reach_km, 0.9)
    return np.where(scale > USEFUL_SCALE, 0.9, share)
