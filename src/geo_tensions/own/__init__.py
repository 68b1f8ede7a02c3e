"""Own data beside the shipped ones: kinds of its own, stacked records, near duplicates."""

from geo_tensions.own.combine import combine
from geo_tensions.own.kinds import own_kind
from geo_tensions.own.sets import OwnSet, make_set
from geo_tensions.own.twins import Twin, twins

__all__ = ["OwnSet", "Twin", "combine", "make_set", "own_kind", "twins"]
