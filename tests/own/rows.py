"""Rows of own records as the intake accepts them."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from geo_tensions.ingest.reading import NUMBER_COLUMNS, TEXT_COLUMNS
from geo_tensions.own import OwnSet

ROW: dict[str, Any] = {
    "id": "1",
    "title": "Balloon over the strait",
    "kind": "own-balloon",
    "start": "2024-05-01",
    "lon": 141.5,
    "lat": 45.5,
    "radius_km": 10.0,
    "source": "Harbour office | Log | 2024-05-02 | https://example.org/log",
}
MakeSet = Callable[..., OwnSet]


def accepted(*rows: dict[str, Any]) -> pa.Table:
    whole = [ROW | {"id": str(number)} | row for number, row in enumerate(rows, start=1)]
    texts = {name: [row.get(name) for row in whole] for name in TEXT_COLUMNS}
    numbers = {name: [row.get(name) for row in whole] for name in NUMBER_COLUMNS}
    return pa.table(
        {name: pa.array(values, pa.string()) for name, values in texts.items()}
        | {name: pa.array(values, pa.float64()) for name, values in numbers.items()}
    )
