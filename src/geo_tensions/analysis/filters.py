"""Which records a state shows: one boolean a record, computed on whole columns."""

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from geo_tensions.analysis.state import FilterState
from geo_tensions.columns import EVIDENCE, PLACE, Columns
from geo_tensions.dataset import Dataset, fold
from geo_tensions.model import Flag
from geo_tensions.timespan import Window

Mask = npt.NDArray[np.bool_]


def in_window(columns: Columns, window: Window) -> Mask:
    """Return which records touch a window of time."""
    mask: Mask = (columns.start <= window.end) & (columns.end >= window.start)
    return mask


def passing(dataset: Dataset, state: FilterState) -> Mask:
    """Return which records pass everything but the window of time."""
    return without_evidence(dataset, state) & _of_levels(
        dataset.columns.evidence, [EVIDENCE.index(level) for level in state.evidence]
    )


def without_evidence(dataset: Dataset, state: FilterState) -> Mask:
    """Return which records pass everything but time and evidence."""
    columns = dataset.columns
    kinds = [number for number, kind in enumerate(dataset.kinds) if kind in state.kinds]
    mask = _of_levels(columns.kind, kinds)
    mask &= _of_levels(columns.place, [PLACE.index(level) for level in state.place])
    if state.actor_groups:
        groups = enumerate(dataset.actor_groups)
        wanted = sum(1 << number for number, group in groups if group in state.actor_groups)
        mask &= (dataset.actor_bits & np.uint32(wanted)) != 0
    if state.passed_over_japan:
        mask &= columns.has(Flag.PASSED_OVER_JAPAN)
    if state.stated_inside_eez:
        mask &= columns.has(Flag.STATED_INSIDE_EEZ)
    if state.ids:
        chosen = np.zeros(len(columns), dtype=bool)
        # An id may be missing: its layer could not be read, or its record was left out.
        rows = [dataset.row_of[item] for item in state.ids if item in dataset.row_of]
        chosen[rows] = True
        mask &= chosen
    for word in fold(state.text).split():
        found = pc.match_substring(dataset.search_text, word)
        mask &= found.to_numpy(zero_copy_only=False)
    return mask


def shown(dataset: Dataset, state: FilterState) -> Mask:
    """Return which records a state shows."""
    return passing(dataset, state) & in_window(dataset.columns, state.window)


def _of_levels(codes: npt.NDArray[np.uint8], wanted: list[int]) -> Mask:
    table = np.zeros(256, dtype=bool)
    table[wanted] = True
    mask: Mask = table[codes]
    return mask
