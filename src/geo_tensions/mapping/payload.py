"""Columns and masks as bytes; the form is that of ``docs/decisions/0001-the-house.md``."""

import json
import struct
from typing import Any

import numpy as np

from geo_tensions.analysis.filters import Mask
from geo_tensions.columns import DTYPES, EVIDENCE, LANES, PLACE
from geo_tensions.dataset import Dataset
from geo_tensions.mapping.encoding import encode
from geo_tensions.model import Kind

MAGIC = b"GTC1"
_ALIGNMENT = 8
_RISING = {"start", "event"}
"""Columns in which each row is near the one before: rows are sorted by start, and events are
numbered as they come."""


def encode_columns(dataset: Dataset) -> bytes:
    """Return the columns of a dataset with the header that explains them."""
    described: list[dict[str, Any]] = []
    parts: list[bytes] = []
    offset = 0
    for name, dtype in DTYPES.items():
        column = getattr(dataset.columns, name).astype(dtype, copy=False)
        encoded = encode(
            column,
            rising=name in _RISING,
            after=("start", dataset.columns.start) if name == "end" else None,
        )
        place = {"name": name, "dtype": _js_dtype(dtype), "offset": offset, "length": len(dataset)}
        described.append(place | encoded.how)
        padded = encoded.content + b"\0" * (-len(encoded.content) % _ALIGNMENT)
        parts.append(padded)
        offset += len(padded)
    header = json.dumps(_header(dataset) | {"columns": described}, ensure_ascii=False).encode()
    header += b" " * (-(len(header) + len(MAGIC) + 4) % _ALIGNMENT)
    return b"".join([MAGIC, struct.pack("<I", len(header)), header, *parts])


def encode_mask(mask: Mask) -> bytes:
    """Return one bit a record, row ``i`` in byte ``i >> 3``, bit ``i & 7``."""
    return np.packbits(mask, bitorder="little").tobytes()


def _header(dataset: Dataset) -> dict[str, Any]:
    domains = dataset.tables.domains
    return {
        "n": len(dataset),
        "kinds": [_kind(kind) for kind in dataset.kinds.values()],
        "domains": [
            {"id": d.id, "label": d.label, "light": d.colour_light, "dark": d.colour_dark}
            for d in domains.values()
        ],
        "lanes": list(LANES),
        "evidence": list(EVIDENCE),
        "place": list(PLACE),
        "extent": [dataset.extent.start, dataset.extent.end],
        "cutoff": dict(dataset.cutoffs),
        "data_version": dataset.catalog.data_version,
    }


def _kind(kind: Kind) -> dict[str, str]:
    return {
        "id": kind.id,
        "label": kind.label,
        "domain": kind.domain,
        "shape": kind.shape,
        "light": kind.colour_light,
        "dark": kind.colour_dark,
        "completeness": kind.completeness,
        "completeness_note": kind.completeness_note,
    }


def _js_dtype(dtype: str) -> str:
    kind, size = dtype[-2], int(dtype[-1]) * 8
    return {"i": "int", "u": "uint", "f": "float"}[kind] + str(size)
