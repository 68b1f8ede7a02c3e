"""Data sets of any size from one seed: no real event, and the same in every run."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
import shapely

SEED = 20260419
FIRST_DAY = np.datetime64("2015-01-01")
DAYS = 4018
"""2015 to 2025: a conflict database's span."""

KINDS = ("military-flight", "warship-passage", "airspace-violation", "exercise-firing")
KIND_SHARES = (0.5, 0.3, 0.1, 0.1)
ACTORS = ("RU-VKS", "RU-NAVY", "RU-VKS;CN-PLAAF", "JP-SDF", "RU-FSB;JP-FISH")
EVIDENCE = ("official", "reported", "claimed", "contested", "unverified")
EVIDENCE_SHARES = (0.5, 0.3, 0.1, 0.05, 0.05)
RADII_KM = (1.0, 3.0, 5.0, 10.0, 25.0, 40.0, 80.0)
CENTRES = 40
"""Places about which the points lie."""

AREA_DEG = ((126.0, 162.0), (30.0, 58.0))
"""Longitudes and latitudes of the centres."""


def make_table(n: int) -> pa.Table:
    """Return ``n`` records in no order, with every column that a file may have."""
    rng = np.random.default_rng(SEED)
    centre = rng.integers(0, CENTRES, n)
    lon = rng.uniform(*AREA_DEG[0], CENTRES)[centre] + rng.normal(0, 2.0, n)
    lat = rng.uniform(*AREA_DEG[1], CENTRES)[centre] + rng.normal(0, 1.4, n)
    start = FIRST_DAY + rng.integers(0, DAYS, n)
    lasting = np.where(rng.random(n) < 0.1, rng.integers(1, 10, n), 0)  # noqa: PLR2004
    kind = _choice(rng, KINDS, n, KIND_SHARES)
    number = pa.array(np.arange(n)).cast(pa.string())
    padded = pc.utf8_lpad(number, 8, "0")
    place = pc.binary_join_element_wise("Place", pa.array(centre).cast(pa.string()), " ")
    return pa.table(
        {
            "id": pc.binary_join_element_wise("S", padded, "-"),
            "title": pc.binary_join_element_wise("Sample event", number, "near", place, " "),
            "kind": kind,
            "start": pa.array(start).cast(pa.string()),
            "end": pc.if_else(
                pa.array(lasting > 0), pa.array(start + lasting).cast(pa.string()), None
            ),
            "lon": np.round(lon, 5),
            "lat": np.round(lat, 5),
            "radius_km": rng.choice(RADII_KM, n),
            "evidence": _choice(rng, EVIDENCE, n, EVIDENCE_SHARES),
            "actors": _choice(rng, ACTORS, n, None),
            "place": place,
            "source": _choice(rng, ("Sample bureau | Daily report", "Sample press"), n, None),
        }
    )


def write(n: int, folder: Path) -> dict[str, Path]:
    """Write the data set as GeoParquet and as CSV, unless it is there; return both paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = {kind: folder / f"sample-{n}.{kind}" for kind in ("parquet", "csv")}
    if not all(path.exists() for path in paths.values()):
        table = make_table(n)
        pyarrow.csv.write_csv(table, paths["csv"])
        pyarrow.parquet.write_table(_with_geometry(table), paths["parquet"], row_group_size=100_000)
    return paths


def _choice(
    rng: np.random.Generator, words: Sequence[str], n: int, shares: Sequence[float] | None
) -> pa.Array:
    return pc.take(pa.array(words), pa.array(rng.choice(len(words), n, p=shares)))


def _with_geometry(table: pa.Table) -> pa.Table:
    """Replace longitudes and latitudes by a GeoParquet column of points."""
    points = shapely.points(table["lon"].to_numpy(), table["lat"].to_numpy())
    wkb = pa.array(shapely.to_wkb(points), pa.binary())
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"]}},
    }
    with_points = table.drop_columns(["lon", "lat"]).append_column("geometry", wkb)
    return with_points.replace_schema_metadata({"geo": json.dumps(geo)})
