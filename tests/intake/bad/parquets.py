"""Bad Parquet files."""

import io
import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet
from tests.intake.bad.case import GOOD, Bad, odd, refused, reported


def parquet(
    change: Callable[[dict[str, Any]], object] | None = None, geo: str | None = None, rows: int = 2
) -> Callable[[], bytes]:
    def make() -> bytes:
        columns: dict[str, Any] = {name: [GOOD[name]] * rows for name in GOOD}
        columns["id"] = [f"A-{number}" for number in range(1, rows + 1)]
        if change:
            change(columns)
        table = pa.table(columns)
        if geo is not None:
            table = table.replace_schema_metadata({"geo": geo})
        content = io.BytesIO()
        pyarrow.parquet.write_table(table, content)
        return content.getvalue()

    return make


def _shapes(value: Any, **described: Any) -> Callable[[], bytes]:
    geo = {"primary_column": "geometry", "columns": {"geometry": {"encoding": "WKB", **described}}}

    def change(columns: dict[str, Any]) -> None:
        del columns["lon"], columns["lat"]
        columns["geometry"] = [b"\x01\x01\0\0\0" + np.array([141.5, 45.5]).tobytes(), value]

    return parquet(change, json.dumps(geo))


def bad_parquets() -> list[Bad]:
    whole = parquet()
    return [
        refused("head-alone.parquet", b"PAR1", "cannot be read"),
        refused("cut.parquet", lambda: whole()[:500], "cannot be read"),
        refused("no-foot.parquet", lambda: whole()[:-4] + b"PAR0", "cannot be read"),
        refused(
            "foot-without-end.parquet",
            lambda: whole()[:-8] + b"\xff\xff\xff\x7fPAR1",
            "cannot be read",
        ),
        refused(
            "noise-inside.parquet",
            lambda: b"PAR1" + b"\xa5" * 300 + whole()[304:],
            "cannot be read",
        ),
        refused("secret.parquet", lambda: whole()[:-4] + b"PARE", "cannot be read"),
        refused("no-parquet.parquet", "id,title\n1,2\n", "is named .parquet but is no GeoParquet"),
        refused("no-rows.parquet", parquet(rows=0), "has no rows"),
        refused(
            "columns-of-600.parquet",
            parquet(lambda c: c.update({f"c{x}": [1, 2] for x in range(600)})),
            "columns; at most 512",
        ),
        refused("geo-no-json.parquet", parquet(geo="{"), "description of geometries"),
        refused("geo-a-list.parquet", parquet(geo="[]"), "description of geometries"),
        refused(
            "geo-of-another-column.parquet",
            parquet(geo='{"primary_column": "g", "columns": {"g": {}}}'),
            "which it does not have",
        ),
        refused("crs-unknown.parquet", _shapes(None, crs="EPSG:999999"), "system of coordinates"),
        reported("geometry-noise.parquet", _shapes(b"\xa5" * 21), "place-no-point"),
        reported("geometry-empty.parquet", _shapes(b""), "place-no-point"),
        reported(
            "geometry-line.parquet", _shapes(b"\x01\x02\0\0\0\xff\xff\xff\xff"), "place-no-point"
        ),
        reported(
            "numbers-infinite.parquet",
            parquet(lambda c: c.update(lon=[141.5, float("inf")], lat=[45.5, float("nan")])),
            "place-unreadable",
        ),
        odd(
            "nested.parquet",
            parquet(lambda c: c.update(extra=[{"a": [1]}, {"a": None}], more=[[1], []])),
        ),
        odd("bytes.parquet", parquet(lambda c: c.update(extra=[b"\xff\x00", None]))),
        odd(
            "moments.parquet",
            parquet(lambda c: c.update(start=np.array(["2024-05-01", "2024-05-01"], "M8[ns]"))),
        ),
        reported(
            "moments-beyond.parquet",
            parquet(lambda c: c.update(start=pa.array([2**62, 0], pa.timestamp("us")))),
            "date-unreadable",
        ),
    ]
